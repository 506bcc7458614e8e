package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
	"shirube/generator/internal/serve"
)

// serve shows the site while it is being written: serve. It ends with Ctrl-C.
func (c *command) serve(args []string) error {
	flags := c.newBuildFlags("serve")
	addr := flags.String("addr", "127.0.0.1:8080", c.words("HOST:PORT|待ち受けるアドレス", "HOST:PORT|address to listen on"))
	editor := flags.String("editor", os.Getenv("SHIRUBE_EDITOR"),
		c.words("COMMAND|「編集」で呼ぶコマンド（例: \"code -g {file}:{line}\"）", "COMMAND|what the edit button runs, as in \"code -g {file}:{line}\""))
	date := c.dateFlag()
	openBrowser := flags.Bool("open", false, c.words("ブラウザーも開く", "open the browser"))
	poll := flags.Bool("poll", false, c.words(
		"ファイルを0.5秒ごとに見て回る（ネットワークドライブやDockerで、保存しても変わらないとき）",
		"look at the files every half second, where saving has no effect (network drives, Docker)"))
	if err := c.noOperands(args); err != nil {
		return err
	}
	options, err := c.options(*date, "")
	if err != nil {
		return err
	}
	// A wrong folder is an error before the server starts, not an empty preview.
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
		Addr: *addr, Build: options, ThemeFolder: c.watchedTheme, Poll: *poll,
		Today: func() content.Date { day, _ := today(*date); return day },
		Listening: func(url string) {
			c.say(c.words("%s で見られます。ファイルを保存すると新しくなります。終わるには Ctrl-C を押してください。",
				"preview at %s; save a file to update it, press Ctrl-C to stop"), url)
			if *openBrowser {
				c.openURL(url)
			}
		},
		Lang: c.lang, Localized: c.localized,
		Notice:  p.notice,
		Touched: p.touched,
		Network: func(urls []string) {
			c.say(c.words("同じネットワークの端末からは %s で見られます。", "from other devices of the network: %s"),
				strings.Join(urls, c.words(" か ", " or ")))
		},
		Editor: serve.FindEditor(*editor, exec.LookPath),
		Built:  p.built,
	})
	if errors.Is(err, serve.ErrAddress) {
		return diagnostic.Errorf("「%s」で待ち受けられません（%w）。-addr 127.0.0.1:8081 のように、ほかのアドレスか番号を指定してください",
			"cannot listen on %q (%w); give another address or number, as in -addr 127.0.0.1:8081", *addr, err)
	}
	return err
}

// watchedTheme returns the folder of the theme in use where it is on disk, so that its edits show at once; empty for none.
// Named is the one that site.yaml names.
func (c *command) watchedTheme(named string) string {
	switch {
	case c.theme != "" || named == "":
		return c.themeFolder()
	case named == builtinTheme || !filepath.IsLocal(filepath.FromSlash(named)):
		return ""
	}
	return c.themeBeside(named)
}
