package build_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// In a folder of many pages the navigation shows a stretch around the page in view, so that pages
// stay small; the page itself is always in it, marked once, and the section page lists all.
func TestNavigationOfLargeFolders(t *testing.T) {
	dir := t.TempDir()
	from, out := filepath.Join(dir, "content"), filepath.Join(dir, "out")
	const pages = 130
	for i := range pages {
		writeFile(t, filepath.Join(from, fmt.Sprintf("many/page-%03d.md", i)), fmt.Appendf(nil, "# 頁%d\n", i))
	}
	writeFile(t, filepath.Join(from, "many/page-055/deep.md"), []byte("# 深い\n"))
	if found := buildInto(t, testOptions(from, out), out); len(found) > 0 {
		t.Fatal(found)
	}
	tree := readTree(t, out)
	for _, i := range []int{0, 39, 40, 79, 80, 129} {
		html := tree[fmt.Sprintf("many/page-%03d/index.html", i)]
		nav := between(html, `<nav class="section">`, "</nav>")
		if n := strings.Count(nav, "<li>"); n > 41 {
			t.Errorf("page %d: %d entries in the navigation", i, n)
		}
		mark := fmt.Sprintf(`<a href="/many/page-%03d/" aria-current="page">頁%d</a>`, i, i)
		if strings.Count(nav, mark) != 1 || strings.Count(nav, `aria-current="page"`) != 1 {
			t.Errorf("page %d is not marked once:\n%s", i, nav)
		}
	}
	deep := between(tree["many/page-055/deep/index.html"], `<nav class="section">`, "</nav>")
	for _, want := range []string{"/many/page-055/\">頁55</a>", `/many/page-055/deep/" aria-current="page">深い</a>`} {
		if !strings.Contains(deep, want) {
			t.Errorf("no %s in:\n%s", want, deep)
		}
	}
	if n := strings.Count(between(tree["many/index.html"], `<ul class="children">`, "</ul>"), "<li>"); n != pages {
		t.Errorf("the section page lists %d pages, want %d", n, pages)
	}
	if n := strings.Count(tree["many/page-000/index.html"], "page-001"); n != 2 {
		t.Errorf("the next page is named %d times, want in the navigation and as the next", n)
	}
}

// between returns the text between two marks, or nothing.
func between(text, from, to string) string {
	_, rest, _ := strings.Cut(text, from)
	inside, _, _ := strings.Cut(rest, to)
	return inside
}

// Every page is named in the sitemap once, and its canonical address is the one there.
func TestSitemapAgreesWithPages(t *testing.T) {
	dir := t.TempDir()
	from, out := filepath.Join(dir, "content"), filepath.Join(dir, "out")
	for _, name := range []string{"index.md", "日本 語/ペー ジ.md", "a&b.md", "100%.md", "v1.2/it's.md", "q+r.md"} {
		writeFile(t, filepath.Join(from, name), []byte("---\ntitle: 題\n---\n[全部](/)"))
	}
	options := testOptions(from, out)
	options.BaseURL = "https://example.jp/%E9%81%93/"
	if found := buildInto(t, options, out); len(found) > 0 {
		t.Fatal(found)
	}
	tree := readTree(t, out)
	for name, html := range tree {
		if !strings.HasSuffix(name, "index.html") {
			continue
		}
		address := between(html, `<link rel="canonical" href="`, `"`)
		if !strings.HasPrefix(address, options.BaseURL) || strings.ContainsAny(address, " '<>") {
			t.Errorf("%s has the address %q", name, address)
		}
		if n := strings.Count(tree["sitemap.xml"], "<loc>"+address+"</loc>"); n != 1 {
			t.Errorf("%s is in the sitemap %d times as %s:\n%s", name, n, address, tree["sitemap.xml"])
		}
	}
}
