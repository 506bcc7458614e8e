package render_test

import (
	"regexp"
	"strings"
	"testing"
)

func bookSite() map[string]string {
	return map[string]string{
		"site.yaml":      "print: true\nraw-html: true\nbase-url: https://example.jp/\n",
		"index.md":       "---\ntitle: 最初\nlayout: home\n---\n",
		"a.md":           "---\ntitle: 甲\n---\n本文\n",
		"b/index.md":     "---\ntitle: 乙\n---\n[外れ](hidden.md)\n",
		"b/c/index.md":   "---\ntitle: 丙\n---\n",
		"b/c/d/index.md": "---\ntitle: 丁\n---\n",
		"b/c/d/e.md":     "---\ntitle: 戊\n---\n## 節\n\n##### 深い\n",
		"b/hidden.md":    "---\ntitle: 己\nprint: false\n---\n",
	}
}

var anyHeading = regexp.MustCompile(`<(h[1-6])[^>]*>(?:<span class="chapter-number">([0-9.]+)</span> )?([^<]*)<`)

// A reader who goes through the document by its headings finds each under the one it belongs to, and
// none deeper than HTML knows.
func TestHeadingsOfABookGoDownWithTheirFolders(t *testing.T) {
	var got []string
	for _, m := range anyHeading.FindAllStringSubmatch(publishSite(t, bookSite(), nil).page("print/"), -1) {
		got = append(got, strings.TrimSpace(m[1]+" "+m[2]+" "+m[3]))
	}
	want := "h1  しるべ（全体）|h2 1 甲|h2 2 乙|h3 2.1 丙|h4 2.1.1 丁|h4 2.1.1.1 戊|h5  節|h6  深い"
	if strings.Join(got, "|") != want {
		t.Errorf("headings are\n%s, want\n%s", strings.Join(got, "|"), want)
	}
}

// What stands in one place of a page keeps its meaning: tags in comments, scripts and attributes are no
// tags, and two pages may have the same ids.
func TestABookKeepsItsPagesApart(t *testing.T) {
	html := publishSite(t, with(bookSite(), map[string]string{
		"a.md":      "---\ntitle: 甲\n---\n## 同じ\n\n<div title=\"a > <h2>\" ID=x><!-- <h2 id=\"c\"> --><script>\"<h2 id='s'>\"</script><h2 id='q r'>生</h2></div>\n",
		"f.md":      "---\ntitle: 壬\n---\n## 同じ\n\n[上](#同じ)、[甲の](a.md#同じ) 1 < 2\n",
		"site.yaml": "print: true\nraw-html: true\n",
	}), nil).page("print/")
	hasAll(t, "book", html, `title="a > <h2>"`, `<!-- <h2 id="c"> -->`, `"<h2 id='s'>"`, "1 &lt; 2", `>生</h3>`, ` id="1:`)
	ids := make(map[string]bool)
	for _, m := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(html, -1) {
		if ids[m[1]] && m[1] != "c" {
			t.Errorf("two elements are %q", m[1])
		}
		ids[m[1]] = true
	}
	for _, m := range regexp.MustCompile(`href="#([^"]*)"`).FindAllStringSubmatch(html, -1) {
		if !ids[m[1]] {
			t.Errorf("a link leads to #%s, which is nowhere", m[1])
		}
	}
}

func TestOnlySitesThatWantABookHaveOne(t *testing.T) {
	site := publishSite(t, with(bookSite(), map[string]string{"site.yaml": "title: 案内\n"}), nil)
	if _, made := site.files.Stat("print/index.html"); made || site.found.HasErrors() {
		t.Errorf("a book is made unasked (%v)", site.found)
	}
	empty := publishSite(t, map[string]string{"site.yaml": "print: true\n", "index.md": "# 最初\n"}, nil)
	if _, made := empty.files.Stat("print/index.html"); made || empty.found.HasErrors() {
		t.Errorf("a book without chapters is made (%v)", empty.found)
	}
}

// A page at the book's address would be overwritten; a theme without its templates would write nothing.
func TestWhatABookNeedsIsSaid(t *testing.T) {
	taken := publishSite(t, with(bookSite(), map[string]string{"print.md": "# 印刷\n"}), nil)
	if len(taken.found) != 1 || taken.found[0].Code != "url-twice" || !strings.Contains(taken.found[0].Message, "print/index.html") {
		t.Errorf("a page at the same address: %v", taken.found)
	}
	theme := themeWith(t, nil)
	delete(theme, "templates/book.html")
	lacking := publishBy(t, bookSite(), theme)
	if len(lacking.found) != 1 || lacking.found[0].Span.Path != "templates/book.html" {
		t.Errorf("a theme without templates: %v", lacking.found)
	}
	without := publishBy(t, with(bookSite(), map[string]string{"site.yaml": "title: 案内\n"}), theme)
	if without.found.HasErrors() {
		t.Errorf("a theme that needs no templates for books: %v", without.found)
	}
}

func TestABookDoesNotDependOnTheDay(t *testing.T) {
	if html := publishSite(t, bookSite(), nil).page("print/"); strings.Contains(html, "2026") {
		t.Errorf("the book names the day of the build:\n%s", html)
	}
}
