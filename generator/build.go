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
	"shirube/generator/internal/publish"
)

// build writes the site: build.
func (c *command) build(args []string) error {
	flags := c.newBuildFlags("build")
	out := flags.String("out", "public", c.words("DIR|書き出し先のフォルダー", "DIR|output folder"))
	baseURL := flags.String("base-url", "", c.words("URL|公開するアドレス（site.yaml より優先）", "URL|address of the site, in place of that in site.yaml"))
	drafts := flags.Bool("drafts", false, c.words("下書きも書き出す", "write drafts, too"))
	replace := flags.Bool("replace", false, c.words("書き出し先にある、shirube が作っていない同じ名前のファイルを置き換える",
		"replace files of the same names in the output folder that shirube has not made"))
	date := c.dateFlag()
	if err := c.noOperands(args); err != nil {
		return err
	}
	options, err := c.options(*date, *baseURL)
	if err != nil {
		return err
	}
	options.Out, options.Drafts = *out, *drafts
	folder, err := c.openOutput(*out)
	if err != nil {
		return err
	}
	folder.Replace = *replace
	heap, progress := build.NewHeapPolicy(), c.newProgress()
	options.Progress = func(phase build.Phase, done, total int) {
		heap.Follow()
		progress.show(phase, done, total)
	}
	builder := build.New(options)
	defer builder.Close()
	progress.begin()
	summary, found := builder.Build(c.ctx, folder)
	progress.clear()
	c.print(found)
	return c.showBuilt(summary, found, *out)
}

// openOutput opens the output folder; a path that is a file is refused.
func (c *command) openOutput(out string) (*publish.Folder, error) {
	if info, err := os.Stat(out); err == nil && !info.IsDir() {
		return nil, diagnostic.Errorf("書き出し先「%s」はフォルダーではありません。-out で、フォルダーを指定してください",
			"the output %q is not a folder; give one with -out", out)
	}
	folder, err := publish.OpenFolder(out)
	if err != nil {
		return nil, diagnostic.Errorf("書き出し先「%s」を開けません（%w）。-out で、書けるフォルダーを指定してください",
			"the output folder %q cannot be opened (%w); give one with -out that can be written", out, err)
	}
	return folder, nil
}

// showBuilt prints the outcome of a build. A failed one leaves the old output, except where it broke off while files
// were moved (Partial).
func (c *command) showBuilt(summary build.Summary, found diagnostic.List, out string) error {
	if c.ctx.Err() != nil {
		return errors.New(c.words("中断しました。公開中のファイルは元のままです", "interrupted; the published files are unchanged"))
	}
	if summary.Partial {
		fmt.Fprintf(c.err, c.words("%s「%s」は、一部のファイルだけが新しくなっています。もう一度作ると、そろいます。\n",
			"%s Only some files in %q are new. Build again to complete it.\n"), c.counted(found), out)
		return errFound
	}
	if found.HasErrors() {
		fmt.Fprintf(c.err, c.words("%sサイトは作られていません。「%s」は元のままです。\n", "%s The site was not built; %q is unchanged.\n"),
			c.counted(found), out)
		return errFound
	}
	c.say(c.words("%d ページ（%d ファイル）を「%s」に作りました。変更 %d、削除 %d、%s。%s",
		"built %d pages (%d files) in %q: %d changed, %d removed, %s. %s"),
		summary.Pages, summary.Files, out, summary.Written, summary.Removed, c.spent(summary.Duration), c.warned(found))
	c.sayEditions(&summary.Site.Settings)
	if summary.Site.Settings.BaseURL == "" {
		c.say(c.words("site.yaml に base-url がないので、sitemap.xml は作りませんでした。feed.xml にも、サイトのアドレスが入っていません。公開する前に書いてください。",
			"site.yaml has no base-url, so there is no sitemap.xml, and feed.xml lacks the address of the site; add it before you publish"))
	}
	return nil
}

// sayEditions names the languages that were found by the names of files and folders.
func (c *command) sayEditions(settings *content.Site) {
	var found []string
	for _, e := range settings.Editions {
		if e.Found {
			found = append(found, e.Code)
		}
	}
	if len(found) > 0 {
		c.say(c.words("ファイルやフォルダーの名前から、%s のほかに、言語ごとの版（%s）を作りました。版にしないときは、site.yaml に editions: {} と書いてください。",
			"made editions by the names of files and folders: beside %s, %s. If they are none, write editions: {} in site.yaml."),
			settings.Lang, strings.Join(found, ", "))
	}
}

// today reads the flag -date; the default is the day on this machine.
func today(date string) (content.Date, error) {
	if date == "" {
		return content.DateOf(time.Now()), nil
	}
	return content.ParseDate(date)
}

// wrongDate says that the value of a flag is no day.
func (c *command) wrongDate(flag string, err error) error {
	return c.wrongUsage(c.words("-%s: %s。2026-04-01 のように書いてください。", "-%s: %s. Write it as 2026-04-01."), flag, c.message(err))
}

// options reads what all commands that build have in common.
func (c *command) options(date, baseURL string) (build.Options, error) {
	day, err := today(date)
	if err != nil {
		return build.Options{}, c.wrongDate("date", err)
	}
	base, err := content.ParseBaseURL(baseURL)
	if err != nil {
		return build.Options{}, c.wrongUsage(c.words("-base-url: %s。", "-base-url: %s."), c.message(err))
	}
	o := build.Options{Content: c.content, BaseURL: base, Today: day, Cache: c.cache()}
	if o.Theme, err = c.themeFiles(); c.theme == "" {
		o.OpenTheme = func(name string) (fs.FS, error) { return openTheme(c.themeBeside(name), name) }
	}
	return o, err
}

// cache returns the folder for what is kept between runs; it is empty where nothing shall be kept, or
// the user has no such folder.
func (c *command) cache() string {
	dir, err := os.UserCacheDir()
	if err != nil || c.noCache {
		return ""
	}
	return filepath.Join(dir, "shirube")
}
