package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/build"
	"shirube/generator/internal/content"
	"shirube/generator/internal/serve"
)

func (c *command) serve(args []string) error {
	flags := c.newBuildFlags("serve")
	addr := flags.String("addr", "127.0.0.1:8080", "待ち受ける住所")
	date := flags.String("date", "", "今日とみなす日（年-月-日）")
	if err := c.noOperands(args); err != nil {
		return err
	}
	options, err := c.options(*date, "")
	if err != nil {
		return err
	}
	if info, err := os.Stat(c.content); err != nil || !info.IsDir() {
		return fmt.Errorf("内容のフォルダー「%s」がありません。-content で、Markdownのあるフォルダーを指定してください", c.content)
	}
	err = serve.Run(c.ctx, serve.Options{
		Addr: *addr, Build: options, Folders: themeFolders(c.theme),
		Today: func() content.Date { day, _ := today(*date); return day },
		Listening: func(url string) {
			fmt.Fprintf(c.out, "%s で見られます。ファイルを保存すると新しくなります。終わるには Ctrl-C を押してください。\n", url)
		},
		Built: c.built,
	})
	if errors.Is(err, serve.ErrAddress) {
		return fmt.Errorf("「%s」で待ち受けられません（%w）。ほかで使われているなら、-addr 127.0.0.1:8081 のように番号を変えてください", *addr, err)
	}
	return err
}

// built tells of a build in preview.
func (c *command) built(summary build.Summary, found diagnostic.List) {
	c.print(found)
	now := time.Now().Format("15:04:05")
	if found.HasErrors() {
		fmt.Fprintf(c.out, "%s %s前の内容を表示しています。\n", now, counted(found))
		return
	}
	fmt.Fprintf(c.out, "%s %d ページ、変更 %d ファイル、%d ミリ秒\n", now, summary.Pages, summary.Written, summary.Duration.Milliseconds())
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
