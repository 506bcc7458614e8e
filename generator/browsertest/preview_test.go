package browsertest

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"shirube/generator/internal/build"
	"shirube/generator/internal/content"
	"shirube/generator/internal/serve"
	"shirube/themes"
)

// A preview is a site of one page that is being written.
type preview struct {
	t    *testing.T
	file string // of the page
	url  string
}

func startPreview(t *testing.T) *preview {
	t.Helper()
	theme, err := themes.Named("michi")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	p := &preview{t: t, file: filepath.Join(dir, "index.md")}
	p.save("# 始め\n")
	ctx, stop := context.WithCancel(context.Background())
	listening, ended := make(chan string, 1), make(chan error, 1)
	go func() {
		ended <- serve.Run(ctx, serve.Options{
			Addr: "127.0.0.1:0", Build: build.Options{Content: dir, Theme: theme, Today: content.DateOf(time.Now())},
			Listening: func(url string) { listening <- url },
		})
	}()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	select {
	case p.url = <-listening:
	case <-time.After(20 * time.Second):
		t.Fatal("the preview does not start")
	}
	return p
}

// save replaces the page in one step, so that no build meets half of it.
func (p *preview) save(text string) {
	p.t.Helper()
	beside := p.file + "~"
	if err := os.WriteFile(beside, []byte(text), 0o644); err != nil {
		p.t.Fatal(err)
	}
	if err := os.Rename(beside, p.file); err != nil {
		p.t.Fatal(err)
	}
}

// await waits until a condition holds in the page. It may be loaded anew meanwhile, even while the
// condition is looked at.
func (tab *tab) await(condition string) {
	tab.t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if holds, err := chromedp.Run(tab.ctx, chromedp.Evaluate[bool](condition, chromedp.EvalAwaitPromise)); err == nil && holds {
			return
		}
	}
	tab.t.Fatalf("never: %s\n%s", condition, evaluate[string](tab, `document.body.innerText`))
}

func headingIs(text string) string {
	return `document.querySelector("h1")?.innerText === ` + strconv.Quote(text)
}

const overlay = `document.querySelector("[role=alert].shirube-overlay")`

// An open page follows its file: it shows what is saved, tells of a mistake over what was there, and
// drops that as soon as it is mended, all without a hand on the browser.
func TestAnOpenPageFollowsItsFile(t *testing.T) {
	f := open(t)
	p := startPreview(t)
	tab := f.newTab(t)
	tab.base = strings.TrimSuffix(p.url, "/")
	tab.visit("/")
	tab.await(headingIs("始め"))

	p.save("# 新しい見出し\n")
	tab.await(headingIs("新しい見出し"))

	p.save("---\ntitle: [a\n---\n")
	tab.await(overlay + ` !== null`)
	told := evaluate[string](tab, overlay+`.innerText`)
	for _, part := range []string{"誤りがあるため", "index.md:2:8", "title: [a"} {
		if !strings.Contains(told, part) {
			t.Errorf("the overlay does not say %q:\n%s", part, told)
		}
	}
	tab.await(overlay + `.getBoundingClientRect().height > 100 && getComputedStyle(` + overlay + `).position === "fixed"`)
	tab.await(headingIs("新しい見出し"))

	p.save("# 直した\n")
	tab.await(headingIs("直した") + ` && ` + overlay + ` === null`)
	tab.seen.mu.Lock()
	defer tab.seen.mu.Unlock()
	if len(tab.seen.complaints) > 0 {
		t.Errorf("the browser complains: %v", tab.seen.complaints)
	}
}

// What is saved while a page still loads, before it listens for changes, is not missed.
func TestAPageThatLoadsDuringABuildCatchesUp(t *testing.T) {
	f := open(t)
	p := startPreview(t)
	tab := f.newTab(t)
	tab.base = strings.TrimSuffix(p.url, "/")
	tab.beforeLoad(`
		const Listening = EventSource;
		window.listen = () => {};
		window.EventSource = function (url) {
			const late = {};
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

// A mistake that is taken back leaves nothing new: the overlay goes and the page stays as it is, with
// what was typed into it.
func TestAMistakeTakenBackDoesNotReload(t *testing.T) {
	f := open(t)
	p := startPreview(t)
	tab := f.newTab(t)
	tab.base = strings.TrimSuffix(p.url, "/")
	tab.visit("/")
	evaluate[bool](tab, `window.untouched = true`)
	p.save("---\ntitle: [a\n---\n")
	tab.await(overlay + ` !== null`)
	p.save("# 始め\n")
	tab.await(overlay + ` === null`)
	tab.settle()
	if !evaluate[bool](tab, `window.untouched === true`) {
		t.Error("the page was loaded again")
	}
}
