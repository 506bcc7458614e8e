package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"shirube/generator/internal/content"
	"shirube/generator/internal/serve"
)

func (c *command) serve(args []string) error {
	flags := c.newBuildFlags("serve")
	addr := flags.String("addr", "127.0.0.1:8080", "待ち受ける住所")
	editor := flags.String("editor", os.Getenv("SHIRUBE_EDITOR"), "プレビューの「編集」で呼ぶ命令（例: \"code -g {file}:{line}\"）")
	date := flags.String("date", "", "今日とみなす日（年-月-日）")
	poll := flags.Bool("poll", false, "保存の知らせを待たずに、ファイルを見て回る（ネットワークドライブやDockerで、保存しても変わらないとき）")
	if err := c.noOperands(args); err != nil {
		return err
	}
	options, err := c.options(*date, "")
	if err != nil {
		return err
	}
	folder, err := content.Open(c.content)
	if err != nil {
		return err
	}
	folder.Close()
	p := c.newPreview()
	defer p.progress.clear()
	options.Progress = p.progress.show
	p.progress.begin()
	err = serve.Run(c.ctx, serve.Options{
		Addr: *addr, Build: options, Folders: themeFolders(c.theme), Poll: *poll,
		Today: func() content.Date { day, _ := today(*date); return day },
		Listening: func(url string) {
			fmt.Fprintf(c.out, "%s で見られます。ファイルを保存すると新しくなります。終わるには Ctrl-C を押してください。\n", url)
		},
		Notice:  p.notice,
		Touched: p.touched,
		Network: func(urls []string) {
			fmt.Fprintf(c.out, "同じネットワークの端末からは %s で見られます。\n", strings.Join(urls, " か "))
		},
		Editor: serve.FindEditor(*editor, exec.LookPath),
		Built:  p.built,
	})
	if errors.Is(err, serve.ErrAddress) {
		return fmt.Errorf("「%s」で待ち受けられません（%w）。-addr 127.0.0.1:8081 のように、ほかの住所か番号を指定してください", *addr, err)
	}
	return err
}

// themeFolders returns the folder of a theme that is on disk, so that its edits show at once.
func themeFolders(name string) []string {
	for _, dir := range []string{filepath.Join("themes", name), name} {
		if dir == name && !strings.ContainsAny(name, `/\.`) {
			continue
		}
		if _, err := fs.Stat(os.DirFS(dir), "templates"); err == nil {
			return []string{dir}
		}
	}
	return nil
}
