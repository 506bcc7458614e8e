package browsertest

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"shirube/generator/internal/build"
	"shirube/generator/internal/content"
	"shirube/generator/internal/serve"
	"shirube/themes"
)

// A preview is a site that is being written, with a theme that is being changed.
type preview struct {
	t     *testing.T
	dir   string // the content folder
	theme string // the theme's folder
	url   string
	addr  string // host:port to serve at; empty for a free one
}

// startPreview starts a preview of a site of one page.
// strict is the site.yaml of a site on which mistakes are errors, which are shown over the page.
const strict = "strict: true\n"

func startPreview(t *testing.T) *preview {
	t.Helper()
	return preparePreview(t, map[string]string{"index.md": "# 始め\n", "site.yaml": strict}).start(nil)
}

// preparePreview writes a site and a copy of the theme into folders of their own.
func preparePreview(t *testing.T, files map[string]string) *preview {
	t.Helper()
	theme, err := themes.Named("michi")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	p := &preview{t: t, dir: filepath.Join(dir, "content"), theme: filepath.Join(dir, "theme")}
	if err := os.CopyFS(p.theme, theme); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		p.write(filepath.Join(p.dir, name), text)
	}
	return p
}

// start serves the preview until the test ends; editor is the command that opens files.
func (p *preview) start(editor []string) *preview {
	p.t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	listening, ended := make(chan string, 1), make(chan error, 1)
	go func() {
		ended <- serve.Run(ctx, serve.Options{
			Addr: cmp.Or(p.addr, "127.0.0.1:0"), Editor: editor, ThemeFolder: func(string) string { return p.theme },
			Build:     build.Options{Content: p.dir, Theme: os.DirFS(p.theme), Today: content.DateOf(time.Now())},
			Listening: func(url string) { listening <- url },
		})
	}()
	p.t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			p.t.Error(err)
		}
	})
	select {
	case p.url = <-listening:
	case <-time.After(20 * time.Second):
		p.t.Fatal("the preview does not start")
	}
	return p
}

// open shows a page of the preview in a tab of its own, and waits until it listens for changes.
func (p *preview) open(path string) *tab {
	p.t.Helper()
	tab := open(p.t).newTab(p.t)
	tab.base = strings.TrimSuffix(p.url, "/")
	tab.visit(path)
	tab.await(`document.querySelector("shirube-preview")?.hidden === false`)
	return tab
}

// save replaces the start page.
func (p *preview) save(text string) { p.t.Helper(); p.saveAs("index.md", text) }

// saveAs replaces a file of the content folder.
func (p *preview) saveAs(name, text string) { p.t.Helper(); p.write(filepath.Join(p.dir, name), text) }

// restyle adds rules to a style sheet of the theme.
func (p *preview) restyle(name, rules string) {
	p.t.Helper()
	file := filepath.Join(p.theme, "styles", name)
	text, err := os.ReadFile(file)
	if err != nil {
		p.t.Fatal(err)
	}
	p.write(file, string(text)+rules)
}

// write writes a file in one step, so that no build meets half of it.
func (p *preview) write(file, text string) {
	p.t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		p.t.Fatal(err)
	}
	beside := file + "~"
	if err := os.WriteFile(beside, []byte(text), 0o644); err != nil {
		p.t.Fatal(err)
	}
	if err := os.Rename(beside, file); err != nil {
		p.t.Fatal(err)
	}
}

func headingIs(text string) string {
	return `document.querySelector("h1")?.innerText === ` + strconv.Quote(text)
}

// part is a script for a part of the preview's panel.
func part(selector string) string {
	return `document.querySelector("shirube-preview").shadowRoot.querySelector(` + strconv.Quote(selector) + `)`
}

// An open page follows its file: it shows what is saved, tells of a mistake over what was there, and
// drops that as soon as it is mended, all without a hand on the browser.
func TestAnOpenPageFollowsItsFile(t *testing.T) {
	t.Parallel()
	p := startPreview(t)
	tab := p.open("/")
	tab.await(headingIs("始め"))

	p.save("# 新しい見出し\n")
	tab.await(headingIs("新しい見出し") + ` && document.title.includes("新しい見出し")`)

	overlay := part(".errors")
	p.save("---\ntitle: [a\n---\n")
	tab.await(`!` + overlay + `.hidden`)
	told := evaluate[string](tab, overlay+`.innerText`)
	for _, part := range []string{"誤りがあるため", "index.md:2:8", "title: [a"} {
		if !strings.Contains(told, part) {
			t.Errorf("the overlay does not say %q:\n%s", part, told)
		}
	}
	tab.await(overlay + `.getBoundingClientRect().height > 100 && getComputedStyle(` + overlay + `).position === "fixed"`)
	tab.await(headingIs("新しい見出し"))

	p.save("# 直した\n")
	tab.await(headingIs("直した") + ` && ` + overlay + `.hidden`)
	tab.checkQuiet()
}

// checkQuiet fails where the browser has found something wrong.
func (tab *tab) checkQuiet() {
	tab.t.Helper()
	if complaints := tab.seen.get().complaints; len(complaints) > 0 {
		tab.t.Errorf("the browser complains: %v", complaints)
	}
}

// What is saved while a page still loads, before it listens for changes, is not missed.
func TestAPageThatLoadsDuringABuildCatchesUp(t *testing.T) {
	t.Parallel()
	p := startPreview(t)
	tab := open(t).newTab(t)
	tab.base = strings.TrimSuffix(p.url, "/")
	tab.beforeLoad(`
		const Listening = EventSource;
		window.listen = () => {};
		window.EventSource = function (url) {
			const late = { close() {} };
			window.listen = () => { const now = new Listening(url); now.onmessage = late.onmessage; };
			return late;
		};`)
	tab.visit("/")
	tab.await(headingIs("始め"))
	p.save("# 新しい見出し\n")
	tab.await(`fetch("/").then(page => page.text()).then(text => text.includes("新しい見出し"))`)
	tab.await(headingIs("始め"))
	evaluate[bool](tab, `listen(), true`)
	tab.await(headingIs("新しい見出し"))
}

// A preview that starts on a mistake shows the site as soon as there is one.
func TestAPageComesWhenTheFirstMistakeIsMended(t *testing.T) {
	t.Parallel()
	p := preparePreview(t, map[string]string{"index.md": "---\ntitle: [a\n---\n", "site.yaml": strict}).start(nil)
	tab := p.open("/")
	tab.await(`!` + part(".errors") + `.hidden`)
	p.save("# 始め\n")
	tab.await(headingIs("始め") + ` && !!document.querySelector(".site-head")`)
}
