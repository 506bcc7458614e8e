package render_test

import (
	"fmt"
	"strings"
	"testing"
)

// A reader of another language who comes to a page that lacks it is led to the nearest page above
// that has it, and nowhere where the whole site lacks it.
func TestALackingEditionLeadsToTheNearestPageAbove(t *testing.T) {
	site := publishSite(t, map[string]string{
		"site.yaml": "strict: true\neditions: {en: {lang: en, name: English}, easy: {lang: ja, name: やさしい}, fr: {lang: fr, name: Français}}\n",
		"index.md":  "# 始め\n", "index.en.md": "# Start\n",
		"guide/index.md": "# 案内\n", "guide/index.en.md": "# Guide\n", "guide/index.easy.md": "# あんない\n",
		"guide/deep/index.md": "# 奥\n", "guide/deep/only.md": "# これだけ\n", "guide/deep/both.md": "# 両方\n", "guide/deep/both.en.md": "# Both\n",
		"other/only.md": "# よそ\n",
	}, nil)
	for path, want := range map[string]string{
		"guide/deep/only/": `<p class="lacking"><a href="/en/guide/">English</a> <a href="/easy/guide/">やさしい</a> </p>`,
		"guide/deep/both/": `<p class="lacking"><a href="/easy/guide/">やさしい</a> </p>`,
		"other/only/":      `<p class="lacking"><a href="/en/">English</a> </p>`,
	} {
		hasAll(t, path, site.page(path), want)
	}
	for _, path := range []string{"", "guide/"} {
		hasNone(t, path, site.page(path), `class="lacking"`)
	}
}

// The menu of an edition leads to no page in a language that its readers may not read; where the language is the same, or a
// page of the site itself is in another one, the entry stays.
func TestTheMenuOfAnEditionHasNoPagesOfAnotherLanguage(t *testing.T) {
	site := publishSite(t, map[string]string{
		"site.yaml": "strict: true\nmenu: [guide/index.md, work/index.md]\neditions: {en: {lang: en, name: English}, easy: {lang: ja, name: やさしい}}\n",
		"index.md":  "# 始め\n", "index.en.md": "# Start\n", "index.easy.md": "# はじめ\n",
		"guide/index.md": "# 案内\n", "guide/index.en.md": "# Guide\n", "work/index.md": "# 働く\n",
		"work/note.md": "---\nlang: en\n---\n# A note\n",
	}, nil)
	work := `<a href="/work/"`
	for _, path := range []string{"", "easy/", "work/note/"} {
		header, _, _ := strings.Cut(site.page(path), "</header>")
		hasAll(t, path, header, `<a href="/guide/">`, work)
	}
	header, _, _ := strings.Cut(site.page("en/"), "</header>")
	hasAll(t, "en/", header, `<a href="/en/guide/">Guide</a>`)
	hasNone(t, "en/", header, work)
}

// A folder of 100 pages is shown in stretches: each page's navigation holds the page and its
// neighbours, marked once.
func TestTheNavigationOfALargeFolderShowsTheStretchInView(t *testing.T) {
	files := map[string]string{"index.md": "# 始め\n", "big/index.md": "# 折\n", "big/deep/index.md": "---\ntitle: 奥\norder: 55\n---\n", "big/deep/a.md": "# 中\n"}
	for i := range 100 {
		files[fmt.Sprintf("big/p%03d.md", i)] = fmt.Sprintf("---\ntitle: 頁%03d\norder: %d\n---\n", i, i+1)
	}
	site := publishSite(t, files, nil)
	for path, c := range map[string]struct {
		first, last string
		links       int
	}{
		"big/p000/": {"/big/p000/", "/big/p039/", 40}, "big/p039/": {"/big/p000/", "/big/p039/", 40},
		"big/p040/": {"/big/p040/", "/big/p078/", 40}, "big/p099/": {"/big/p079/", "/big/p099/", 21},
		"big/": {"/big/p000/", "/big/p039/", 40}, "big/deep/a/": {"/big/p040/", "/big/p078/", 41},
	} {
		_, nav, _ := strings.Cut(site.page(path), `<nav class="section">`)
		nav, _, _ = strings.Cut(nav, "</nav>")
		hasAll(t, path, nav, `<li><a href="`+c.first+`"`, `<li><a href="`+c.last+`"`, `<a href="/`+path+`" aria-current="page"`)
		if n := strings.Count(nav, "<li>"); n != c.links {
			t.Errorf("%s: the navigation has %d pages, want %d", path, n, c.links)
		}
		if n := strings.Count(nav, "aria-current"); n != 1 {
			t.Errorf("%s: %d pages are marked", path, n)
		}
	}
	if n := strings.Count(site.page("big/"), `<li><a href="/big/p`); n != 140 {
		t.Errorf("the folder's own page names %d pages, 40 of them in the navigation; want 140", n)
	}
	hasAll(t, "across stretches", site.page("big/p039/"), `<p class="next"><a href="/big/p040/">`)
}
