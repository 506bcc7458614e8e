package site_test

import (
	"slices"
	"strings"
	"testing"

	"shirube/generator/internal/content"
	"shirube/generator/internal/markdown"
	"shirube/generator/internal/site"
)

// linkFolder links a lenient site of pages, by path and text, and other files.
func linkFolder(t *testing.T, pages map[string]string, files ...string) (*site.Site, []string) {
	t.Helper()
	in := site.Input{Settings: content.DefaultSite(), Today: content.Date{Year: 2026, Month: 11, Day: 30}}
	in.Settings.Editions = []content.Edition{{Code: "en", Lang: "en"}, {Code: "fr", Lang: "fr"}}
	parser := markdown.New(markdown.Options{})
	var paths []string
	for path := range pages {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	for _, path := range paths {
		doc, _ := parser.Parse(content.File{Path: path, Bytes: []byte(pages[path])}, &markdown.Words{Table: "%s"})
		in.Summaries = append(in.Summaries, doc.PageSummary)
	}
	for _, name := range files {
		kind := content.Other
		if strings.HasSuffix(name, ".png") {
			kind = content.Image
		}
		in.Files = append(in.Files, content.Entry{Path: name, Kind: kind})
	}
	linked, found := site.Link(in)
	var codes []string
	for _, d := range found {
		codes = append(codes, d.Severity.String()+" "+d.Code+" "+d.Span.Path)
	}
	return linked, codes
}

func outputsOf(s *site.Site) []string {
	var all []string
	for _, p := range s.Pages {
		if !p.Replaced {
			all = append(all, p.Output)
		}
	}
	for _, r := range s.Redirects {
		all = append(all, r.Output)
	}
	for _, tag := range s.Tags {
		all = append(all, tag.Output)
	}
	all = append(all, s.Files...)
	slices.Sort(all)
	return all
}

// A stranger's folder builds the first time: whatever collides in it finds a place of its own.
func TestCollisionsOfALenientSite(t *testing.T) {
	for _, c := range []struct {
		name  string
		pages map[string]string
		files []string
		want  []string
		found []string
	}{
		{"tags whose addresses are one", map[string]string{"index.md": "---\ntags: [C, C++, Go, go, a b, a-b]\n---\n"}, nil,
			[]string{"index.html", "tags/a-b-2/index.html", "tags/a-b/index.html", "tags/c-2/index.html", "tags/c/index.html", "tags/go-2/index.html", "tags/go/index.html"}, nil},
		{"one alias in several editions", map[string]string{"a.md": "---\naliases: [/old/]\n---\n", "a.en.md": "---\naliases: [/old/]\n---\n",
			"a.fr.md": "---\naliases: [/old/]\n---\n", "index.md": ""}, nil,
			[]string{"a/index.html", "en/a/index.html", "en/old/index.html", "fr/a/index.html", "fr/old/index.html", "index.html", "old/index.html"}, nil},
		{"an alias of oneself", map[string]string{"a.md": "---\naliases: [/a/]\n---\n", "index.md": ""}, nil, []string{"a/index.html", "index.html"}, nil},
		{"an own start page", map[string]string{"a.md": ""}, []string{"index.html"}, []string{"a/index.html", "index.html"}, nil},
		{"an own start page beside a README", map[string]string{"README.md": ""}, []string{"index.html"}, []string{"index.html", "readme/index.html"},
			[]string{"warning page-aside README.md"}},
		{"a file and a folder of one name", map[string]string{"LICENSE.md": "", "index.md": ""}, []string{"LICENSE"}, []string{"LICENSE", "LICENSE-2/index.html", "index.html"},
			[]string{"warning page-aside LICENSE.md"}},
		{"a page that names its address", map[string]string{"a/index.html.md": "", "a/b.md": "", "index.md": ""}, nil,
			[]string{"a/b/index.html", "a/index.html", "index.html"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			linked, found := linkFolder(t, c.pages, c.files...)
			if got := outputsOf(linked); !slices.Equal(got, c.want) {
				t.Errorf("outputs:\n%q\nwant\n%q", got, c.want)
			}
			if !slices.Equal(found, c.found) {
				t.Errorf("found %q, want %q", found, c.found)
			}
		})
	}
}

// A page whose day has not come is kept back, and reported.
func TestFuturePagesAreReported(t *testing.T) {
	linked, found := linkFolder(t, map[string]string{"index.md": "", "a.md": "---\ndate: 2099-01-01\n---\n"})
	if len(linked.Pages) != 1 || !slices.Equal(found, []string{"warning page-future a.md"}) {
		t.Errorf("%d pages, %q", len(linked.Pages), found)
	}
}

// Folders of translations have their own languages; one folder called like a language is only a folder.
func TestFoldersOfTranslations(t *testing.T) {
	langs := func(paths ...string) map[string]string {
		in := site.Input{Settings: content.DefaultSite()}
		for _, p := range paths {
			in.Summaries = append(in.Summaries, &markdown.PageSummary{Path: p})
		}
		linked, _ := site.Link(in)
		got := make(map[string]string)
		for _, p := range linked.Pages {
			if !p.Generated {
				got[p.Path] = p.Lang
			}
		}
		return got
	}
	got := langs("ar/a.md", "en/a.md", "guide/a.md", "pt-br/x/a.md", "zh_TW/a.md")
	for path, want := range map[string]string{"ar/a.md": "ar", "en/a.md": "en", "guide/a.md": "ja", "pt-br/x/a.md": "pt-br", "zh_TW/a.md": "zh-TW"} {
		if got[path] != want {
			t.Errorf("%s is in %s, want %s", path, got[path], want)
		}
	}
	if got := langs("a.md", "it/a.md"); got["it/a.md"] != "ja" {
		t.Errorf("a folder called it is in %s", got["it/a.md"])
	}
}
