package book_test

import (
	"context"
	"io/fs"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/build"
	"shirube/generator/internal/content"
	"shirube/generator/internal/publish"
	"shirube/generator/internal/sitetest"
)

// An outcome is what a build made, and what it reported.
type outcome struct {
	files *publish.Memory
	found diagnostic.List
}

func published(t *testing.T, files map[string]string, theme fs.FS) outcome {
	t.Helper()
	memory := new(publish.Memory)
	_, found := build.New(build.Options{
		Content: sitetest.Folder(t, files), Theme: theme, Today: content.Date{Year: 2026, Month: 11, Day: 21},
	}).Build(context.Background(), memory)
	return outcome{memory, found}
}

// book returns the HTML of the book.
func (o outcome) book(t *testing.T) string {
	t.Helper()
	made, ok, err := o.files.Open("print/index.html")
	if !ok || err != nil || o.found.HasErrors() {
		t.Fatal(o.found, err)
	}
	return string(made.Bytes)
}

// plainTheme returns the theme of the builder's tests.
func plainTheme() fs.FS { return os.DirFS("../build/testdata/theme") }

// A withoutBook is a theme that lacks the template of the book.
type withoutBook struct{ fs.FS }

func (w withoutBook) Open(name string) (fs.File, error) {
	if name == "templates/book.html" {
		return nil, fs.ErrNotExist
	}
	return w.FS.Open(name)
}

func (w withoutBook) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(w.FS, name)
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return name == "templates" && e.Name() == "book.html" }), err
}

// with returns bookSite with other files in place of its own.
func with(changes map[string]string) map[string]string {
	files := bookSite()
	maps.Copy(files, changes)
	return files
}

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
	for _, m := range anyHeading.FindAllStringSubmatch(published(t, bookSite(), plainTheme()).book(t), -1) {
		got = append(got, strings.TrimSpace(m[1]+" "+m[2]+" "+m[3]))
	}
	want := "h1  最初（全体）|h2 1 甲|h2 2 乙|h3 2.1 丙|h4 2.1.1 丁|h4 2.1.1.1 戊|h5  節|h6  深い"
	if strings.Join(got, "|") != want {
		t.Errorf("headings are\n%s, want\n%s", strings.Join(got, "|"), want)
	}
}

// The context of a text keeps its meaning: tags in comments, scripts and attributes are no
// tags, and two pages may have the same ids.
func TestABookKeepsItsPagesApart(t *testing.T) {
	html := published(t, with(map[string]string{
		"a.md":      "---\ntitle: 甲\n---\n## 同じ\n\n<div title=\"a > <h2>\" ID=x><!-- <h2 id=\"c\"> --><script>\"<h2 id='s'>\"</script><h2 id='q r'>生</h2></div>\n",
		"f.md":      "---\ntitle: 壬\n---\n## 同じ\n\n[上](#同じ)、[甲の](a.md#同じ) 1 < 2\n",
		"site.yaml": "print: true\nraw-html: true\n",
	}), plainTheme()).book(t)
	for _, part := range []string{`title="a > <h2>"`, `<!-- <h2 id="c"> -->`, `"<h2 id='s'>"`, "1 &lt; 2", `>生</h3>`, ` id="1:`} {
		if !strings.Contains(html, part) {
			t.Errorf("no %q in\n%s", part, html)
		}
	}
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
	site := published(t, with(map[string]string{"site.yaml": "title: 案内\n"}), plainTheme())
	if _, made := site.files.Stat("print/index.html"); made || site.found.HasErrors() {
		t.Errorf("a book is made unasked (%v)", site.found)
	}
	empty := published(t, map[string]string{"site.yaml": "print: true\n", "index.md": "# 最初\n"}, plainTheme())
	if _, made := empty.files.Stat("print/index.html"); made || empty.found.HasErrors() {
		t.Errorf("a book without chapters is made (%v)", empty.found)
	}
}

// A page at the book's address would be overwritten; a theme without its templates would write nothing.
func TestObstaclesOfABookAreReported(t *testing.T) {
	taken := published(t, with(map[string]string{"print.md": "# 印刷\n"}), plainTheme())
	if len(taken.found) != 1 || taken.found[0].Code != "url-twice" || !strings.Contains(taken.found[0].Message, "print/index.html") {
		t.Errorf("a page at the same address: %v", taken.found)
	}
	theme := withoutBook{plainTheme()}
	lacking := published(t, bookSite(), theme)
	if len(lacking.found) != 1 || lacking.found[0].Span.Path != "templates/book.html" {
		t.Errorf("a theme without templates: %v", lacking.found)
	}
	without := published(t, with(map[string]string{"site.yaml": "title: 案内\n"}), theme)
	if without.found.HasErrors() {
		t.Errorf("a theme that needs no templates for books: %v", without.found)
	}
}

func TestABookDoesNotDependOnTheDay(t *testing.T) {
	if html := published(t, bookSite(), plainTheme()).book(t); strings.Contains(html, "2026") {
		t.Errorf("the book names the day of the build:\n%s", html)
	}
}
