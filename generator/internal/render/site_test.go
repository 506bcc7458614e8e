package render_test

import (
	"context"
	"io/fs"
	"maps"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/build"
	"shirube/generator/internal/content"
	"shirube/generator/internal/publish"
	"shirube/generator/internal/sitetest"
)

// A published is what a build made, by path, and what it reported.
type published struct {
	t     *testing.T
	files *publish.Memory
	found diagnostic.List
}

// publish builds a site with the plain theme of the tests, in which the files of changes are
// instead of its own.
func publishSite(t *testing.T, files map[string]string, changes map[string]string) *published {
	t.Helper()
	return publishBy(t, files, themeWith(t, changes))
}

// publishBy builds a site with a theme.
func publishBy(t *testing.T, files map[string]string, theme fs.FS) *published {
	t.Helper()
	memory := new(publish.Memory)
	_, found := build.New(build.Options{
		Content: sitetest.Folder(t, files), Theme: theme, Today: content.Date{Year: 2026, Month: 11, Day: 21},
	}).Build(context.Background(), memory)
	return &published{t, memory, found}
}

func themeWith(t *testing.T, changes map[string]string) fstest.MapFS {
	t.Helper()
	theme, plain := make(fstest.MapFS), os.DirFS("../build/testdata/theme")
	err := fs.WalkDir(plain, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(plain, name)
		theme[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range changes {
		theme[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return theme
}

// page returns the HTML of a page.
func (p *published) page(path string) string {
	p.t.Helper()
	if p.found.HasErrors() {
		p.t.Fatal(p.found)
	}
	o, ok, err := p.files.Open(path + "index.html")
	if !ok || err != nil {
		p.t.Fatalf("there is no page %s", path)
	}
	return string(o.Bytes)
}

// with returns a copy of files with more.
func with(files map[string]string, more map[string]string) map[string]string {
	all := maps.Clone(files)
	maps.Copy(all, more)
	return all
}

var termLink = regexp.MustCompile(`<a class="term" href="/glossary/#[^"]*">([^<]*)</a>`)

// termsOf returns a page's HTML with links to terms written as 〔term〕.
func (p *published) termsOf(path string) string {
	p.t.Helper()
	return termLink.ReplaceAllString(p.page(path), "〔$1〕")
}

func hasAll(t *testing.T, what, html string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(html, part) {
			t.Errorf("%s: no %q in\n%s", what, part, html)
		}
	}
}

func hasNone(t *testing.T, what, html string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if strings.Contains(html, part) {
			t.Errorf("%s: %q in\n%s", what, part, html)
		}
	}
}
