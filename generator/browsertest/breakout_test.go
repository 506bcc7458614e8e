package browsertest

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"

	"shirube/generator/internal/build"
	"shirube/generator/internal/content"
	"shirube/generator/internal/publish"
	"shirube/generator/internal/sitetest"
	"shirube/themes"
)

// An attacker is a server elsewhere that nothing may reach.
type attacker struct {
	server *httptest.Server
	mu     sync.Mutex
	hits   []string
}

func newAttacker(t *testing.T) *attacker {
	t.Helper()
	a := &attacker{}
	a.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a.mu.Lock()
		defer a.mu.Unlock()
		a.hits = append(a.hits, r.URL.String())
		w.Header().Set("Access-Control-Allow-Origin", "*")
		fmt.Fprint(w, "attacked()")
	}))
	t.Cleanup(a.server.Close)
	return a
}

// reached returns what was asked of the attacker's server since the last call.
func (a *attacker) reached() []string {
	a.mu.Lock()
	defer a.mu.Unlock()
	hits := a.hits
	a.hits = nil
	return hits
}

// serveHostile builds a site in which EVIL stands for the attacker, and serves it as a host does that
// knows nothing of _headers: what protects it then stands in the pages alone.
func (a *attacker) serveHostile(t *testing.T, files map[string]string) (base string, pages []string) {
	t.Helper()
	dir, out := t.TempDir(), t.TempDir()
	for name, text := range files {
		sitetest.Write(t, filepath.Join(dir, name), strings.ReplaceAll(text, "EVIL", a.server.URL))
	}
	theme, err := themes.Named("michi")
	if err != nil {
		t.Fatal(err)
	}
	folder, err := publish.OpenFolder(out)
	if err != nil {
		t.Fatal(err)
	}
	_, found := build.New(build.Options{Content: dir, Theme: theme, Today: content.Date{Year: 2026, Month: 11, Day: 21}}).Build(context.Background(), folder)
	if found.HasErrors() {
		t.Fatalf("%v", found)
	}
	sitetest.Write(t, filepath.Join(out, "control.html"), "<!doctype html>"+strings.ReplaceAll(hostileHTML, "EVIL", a.server.URL))
	server := httptest.NewServer(http.FileServer(http.Dir(out)))
	t.Cleanup(server.Close)
	site := &builtSite{dir: out, root: "/"}
	if err := site.findPages(); err != nil {
		t.Fatal(err)
	}
	for _, p := range append(site.pages, site.books...) {
		pages = append(pages, p.path)
	}
	return server.URL, pages
}

// provoke does to a page what a reader might do, so that what lies in wait gets its chance, and returns
// whether a script of the attacker ran.
func (tab *tab) provoke(address string) bool {
	tab.t.Helper()
	tab.visit(address)
	return evaluate[bool](tab, `(async () => {
		const links = document.querySelectorAll("#run, #ping, a[href^='javascript' i], a[href^='data' i], a[onclick], a[title]");
		for (const link of links) { link.setAttribute("target", "_self"); link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: link.id !== "ping" && link.id !== "run" })); }
		for (const e of document.querySelectorAll("body *")) { e.dispatchEvent(new MouseEvent("mouseover", { bubbles: true })); }
		for (const e of document.querySelectorAll("details")) e.open = true;
		for (const e of document.querySelectorAll("[autofocus], summary, input, button")) e.focus();
		document.querySelector("#send")?.submit();
		await new Promise(done => setTimeout(done, 300));
		return window.wasAttacked === true || document.querySelectorAll("[onerror], [onload], [onmouseover], [onfocus]").length > 0 && !location.pathname.includes("html");
	})()`)
}

// Whatever stands in the words of a site, pages show words.
func TestNoWordsOfEditorsRunAsScripts(t *testing.T) {
	t.Parallel()
	evil := newAttacker(t)
	tab := open(t).newTab(t)
	tab.beforeLoad(`window.attacked = () => { window.wasAttacked = true; };`)
	base, pages := evil.serveHostile(t, hostileTexts())
	tab.base = base
	if len(pages) < 8 {
		t.Errorf("only %d pages: %v", len(pages), pages)
	}
	for _, address := range pages {
		if address == "/control.html" {
			continue
		}
		if tab.provoke(address) {
			t.Errorf("%s runs a script of the attacker, or holds its handlers", address)
		}
		if hits := evil.reached(); len(hits) > 0 {
			t.Errorf("%s asks elsewhere: %v", address, hits)
		}
	}
}

// Where a site lets HTML through, the policy in its pages still stops scripts and requests; the same HTML
// without a policy shows that this test would see them.
func TestThePolicyStopsWhatHTMLTries(t *testing.T) {
	t.Parallel()
	evil := newAttacker(t)
	tab := open(t).newTab(t)
	tab.beforeLoad(`window.attacked = () => { window.wasAttacked = true; };`)
	tab.base, _ = evil.serveHostile(t, map[string]string{"site.yaml": "raw-html: true\n", "index.md": "# 始め\n", "html.md": hostileHTML})
	if tab.provoke("/html/") {
		t.Error("a script of the attacker runs")
	}
	if hits := evil.reached(); len(hits) > 0 {
		t.Errorf("the page asks elsewhere: %v", hits)
	}
	tab.do(chromedp.Navigate(tab.base + "/control.html"))
	tab.await(`window.wasAttacked === true`)
	if hits := evil.reached(); len(hits) < 10 {
		t.Errorf("without a policy only these are asked for: %v", hits)
	}
}

// What travels in an address is words as well.
func TestNoAddressRunsAScript(t *testing.T) {
	t.Parallel()
	f := open(t)
	evil := newAttacker(t)
	tab := f.newTab(t)
	tab.beforeLoad(`window.attacked = () => { window.wasAttacked = true; };`)
	bad := url.QueryEscape(strings.ReplaceAll(inAll, "EVIL", evil.server.URL))
	calc := calculatorPage("monthly-fee")
	for _, address := range []string{
		f.site.root + "search/?q=" + bad, f.site.root + "search/?q=javascript:attacked()", f.site.root + "search/#" + bad, f.site.root + "search/#q=" + bad, f.site.root + "search/?" + bad + "=" + bad,
		calc + "#calc=monthly-fee&" + bad + "=" + bad, calc + "#calc=" + bad, calc + "#" + bad, calc + "#calc=monthly-fee&__proto__=x&constructor=x&利用日数=" + bad,
		calc + "?calc=monthly-fee&利用日数=" + bad, calc + "#javascript:attacked()", f.site.root + "?" + bad + "#" + bad, f.site.root + bad, f.site.root + "offline/?" + bad + "#" + bad,
		f.site.root + "print/#" + bad, f.site.root + "faq/#" + bad,
	} {
		tab.seen.clear()
		if tab.provoke(address) {
			t.Errorf("%s: a script of the attacker runs", address)
		}
		for _, asked := range tab.seen.get().requests {
			if !strings.HasPrefix(asked, tab.base+"/") && !strings.HasPrefix(asked, "data:") {
				t.Errorf("%s: asks %s", address, asked)
			}
		}
	}
	if hits := evil.reached(); len(hits) > 0 {
		t.Errorf("asked elsewhere: %v", hits)
	}
}
