package site_test

import (
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"shirube/generator/internal/content"
	"shirube/generator/internal/markdown"
	"shirube/generator/internal/site"
)

// FuzzLink links the sites that archives describe. Whatever the files, the tree is a tree, two pages
// share a file only with an error, and every link leads to a published page.
func FuzzLink(f *testing.F) {
	for _, seed := range []string{
		"-- index.md --\n# a\n[b](b.md#c)\n-- b.md --\n## c\n[x](index.md)\n",
		"-- a/b/c.md --\n[up](../..)\n-- a/b.md --\n-- a/index.md --\n-- a/README.md --\n",
		"-- a.md --\n---\naliases: [/b/, ../c]\ntags: [x, 'X', ？]\n---\n-- b.md --\n",
		"-- site.yaml --\neditions: {en: {}}\nmenu: [a.md, /b]\nimage: p.png\n-- a.md --\n-- a.en.md --\n[a](a.md)\n-- en/a.md --\n-- p.png --\n",
		"-- a.en.md --\n-- a.md --\n-- b.en.md --\n---\nnext: a.md\n---\n",
		"-- a.md --\n---\ndraft: true\n---\n-- b.md --\n---\ndate: 2099-01-01\n---\n[a](a.md)\n-- c.md --\n---\nexpires: 2000-01-01\n---\n",
		"-- A.md --\n-- a.md --\n-- tags/index.md --\n---\ntags: a\n---\n-- x y.md --\n-- x-y.md --\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, archive string) {
		if strings.Contains(archive, "-- --") {
			t.Skip("txtar itself cannot read this")
		}
		in := input(archive)
		linked, found := site.Link(in)
		for _, d := range found {
			if d.Message == "" || d.Suggestion == "" || d.Code == "" {
				t.Errorf("says too little: %v", d)
			}
		}
		checkTree(t, linked)
		outputs := make(map[string]bool)
		for _, p := range linked.Pages {
			key := strings.ToLower(p.Output)
			if outputs[key] && !found.HasErrors() {
				t.Errorf("%s is written twice", p.Output)
			}
			outputs[key] = true
			if !strings.HasPrefix(p.URL, "/") || path.Clean("/"+p.Output) != "/"+p.Output {
				t.Errorf("%s has URL %q and output %q", p.Path, p.URL, p.Output)
			}
			for _, target := range linked.Targets(p) {
				if target.Page != nil && !slices.Contains(linked.Pages, target.Page) {
					t.Errorf("%s links to %s, which is not published", p.Path, target.Page.Path)
				}
			}
		}
		for _, r := range linked.Redirects {
			if path.Clean("/"+r.Output) != "/"+r.Output {
				t.Errorf("redirect to %q", r.Output)
			}
		}
	})
}

// input parses the files of an archive. Names that no folder could have are skipped.
func input(archive string) site.Input {
	in := site.Input{Settings: content.DefaultSite(), Today: content.Date{Year: 2026, Month: 11, Day: 21}}
	words := &markdown.Words{Table: "%s"}
	parser := markdown.New(markdown.Options{})
	seen := make(map[string]bool)
	for _, f := range txtar.Parse([]byte(archive)).Files {
		if seen[f.Name] || !isPath(f.Name) {
			continue
		}
		seen[f.Name] = true
		file := content.File{Path: f.Name, Bytes: f.Data}
		switch path.Ext(f.Name) {
		case ".md":
			doc, _ := parser.Parse(file, words)
			in.Summaries = append(in.Summaries, doc.PageSummary)
		case ".yaml":
			in.Settings, _ = content.ParseSite(file)
		case ".png":
			in.Files = append(in.Files, content.Entry{Path: f.Name, Kind: content.Image})
		default:
			in.Files = append(in.Files, content.Entry{Path: f.Name, Kind: content.Other})
		}
	}
	slices.SortFunc(in.Summaries, func(a, b *markdown.PageSummary) int { return strings.Compare(a.Path, b.Path) })
	slices.SortFunc(in.Files, func(a, b content.Entry) int { return strings.Compare(a.Path, b.Path) })
	return in
}

func isPath(name string) bool {
	return content.IsUsable(name) && path.Clean("/" + name)[1:] == name && name != "" &&
		!slices.ContainsFunc(strings.Split(name, "/"), content.IsIgnored)
}

// checkTree follows every page's parents and the reading order; neither may be cyclic.
func checkTree(t *testing.T, linked *site.Site) {
	t.Helper()
	if linked.Home == nil {
		t.Fatal("no start page")
	}
	for _, p := range linked.Pages {
		steps := 0
		for up := p.Parent; up != nil; up = up.Parent {
			if steps++; steps > len(linked.Pages) {
				t.Fatalf("the way up from %s goes in a circle", p.Path)
			}
		}
		steps = 0
		for next := p.Next; next != nil; next = next.Next {
			if next.Prev.Next != next {
				t.Fatalf("%s: prev and next do not agree", next.Path)
			}
			if steps++; steps > len(linked.Pages) {
				t.Fatalf("the reading order from %s goes in a circle", p.Path)
			}
		}
	}
}
