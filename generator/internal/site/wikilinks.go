package site

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"shirube/generator/internal/markdown"
)

// wikiName is a file's name as links by name are compared: without ending, letter case and the kind of gap.
func wikiName(name string) string {
	return gapsAsHyphens.Replace(strings.ToLower(norm.NFC.String(name)))
}

var gapsAsHyphens = strings.NewReplacer(" ", "-", "_", "-")

// byName resolves a link by name: [[name]] leads to the file of that name in any folder. Of several, the one nearest to
// the page is taken, and reported.
func (l *linker) byName(p *Page, link markdown.Link) (Target, string) {
	name, heading, _ := strings.Cut(link.Destination, "#")
	if name == "" {
		return Target{Kind: ToPage, Fragment: markdown.GitHubSlug(heading)}, ""
	}
	if link.Picture {
		return l.pictureByName(p, name), name
	}
	if file := l.fileAt(path.Join(folderOf(p.Path), name)); file != "" {
		l.used = append(l.used, file)
		return Target{Kind: ToFile, File: file}, name
	}
	nodes := l.nodesByName(name)
	if len(nodes) == 0 {
		return Target{}, name
	}
	n := slices.MinFunc(nodes, func(a, b *node) int { return nearer(p, a.key, b.key) })
	if len(nodes) > 1 {
		l.ambiguous(link, n.in(p.Edition).Path, len(nodes))
	}
	return Target{Kind: ToPage, Page: n.in(p.Edition), Fragment: markdown.GitHubSlug(heading)}, name
}

// nodesByName returns the pages that a name may mean. A path means those whose path ends like it.
func (l *linker) nodesByName(name string) []*node {
	wanted := strings.Trim(wikiName(strings.TrimSuffix(strings.TrimSuffix(name, ".md"), "/")), "/.")
	nodes := l.wikiNames()[path.Base(wanted)]
	if !strings.Contains(wanted, "/") {
		return nodes
	}
	return slices.DeleteFunc(slices.Clone(nodes), func(n *node) bool { return !strings.HasSuffix("/"+wikiName(n.key), "/"+wanted) })
}

func (l *linker) makeWikiNames() map[string][]*node {
	names := make(map[string][]*node, len(l.nodes))
	for key, n := range l.nodes {
		if len(n.pages) > 0 {
			own := wikiName(path.Base(key))
			names[own] = append(names[own], n)
		}
	}
	return names
}

func (l *linker) makeWikiPictures() map[string][]string {
	names := make(map[string][]string)
	for _, file := range l.picturePaths() {
		own := wikiName(path.Base(file))
		names[own] = append(names[own], file)
	}
	return names
}

// nearer compares two paths by how near they are to a page: in its folder, then high up, then by name.
func nearer(p *Page, a, b string) int {
	distance := func(key string) int {
		if folderOf(key) == folderOf(p.Path) {
			return 0
		}
		return 1 + strings.Count(key, "/")
	}
	return cmp.Or(cmp.Compare(distance(a), distance(b)), cmp.Compare(a, b))
}

func (l *linker) pictureByName(p *Page, name string) Target {
	files := slices.DeleteFunc(slices.Clone(l.wikiPictures()[wikiName(path.Base(name))]), func(file string) bool {
		return strings.Contains(name, "/") && !strings.HasSuffix("/"+wikiName(file), "/"+strings.TrimLeft(wikiName(name), "/."))
	})
	if len(files) == 0 {
		return Target{}
	}
	return l.picture(slices.MinFunc(files, func(a, b string) int { return nearer(p, a, b) }))
}

// ambiguous reports a name that several pages have.
func (l *linker) ambiguous(link markdown.Link, chosen string, number int) {
	l.report(l.severity(), "link-ambiguous", link.Span, fmt.Sprintf("「%s」という名前のページが%dつあります。「%s」へのリンクにしました。", link.Destination, number, chosen),
		"フォルダーの名前も書いてください。例: [[guide/day]]")
}
