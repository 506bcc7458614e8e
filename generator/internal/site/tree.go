package site

import (
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
	"shirube/generator/internal/markdown"
)

// A node is a place in the tree of sections: a folder or a page in all its editions.
type node struct {
	key      string // path without edition and ending; of a folder, the folder
	pages    map[string]*Page
	parent   *node
	children []*node
	position int // among the parent's children
	listed   int // place in a list of contents, from 1; 0 for none
}

// in returns the page of the node in an edition: its own, else the main one, else any.
func (n *node) in(edition string) *Page {
	if p := n.pages[edition]; p != nil {
		return p
	}
	if p := n.pages[""]; p != nil {
		return p
	}
	var first *Page
	for _, p := range n.pages {
		if first == nil || p.Edition < first.Edition {
			first = p
		}
	}
	return first
}

// buildTree builds the tree, with a page for every folder, and puts it in order.
func (l *linker) buildTree() {
	l.root = &node{pages: make(map[string]*Page)}
	l.nodes[""] = l.root
	for _, p := range l.site.Pages {
		l.place(p)
	}
	l.fillSections(l.root)
	l.site.Home = l.root.in("")
	l.applyNav()
	l.nameTitles(l.root)
	l.siteName()
	l.sortTree(l.root)
	for _, p := range l.site.Pages {
		p.setRelations()
	}
	l.readingOrder()
	slices.SortFunc(l.site.Pages, func(a, b *Page) int { return cmp.Compare(a.Path, b.Path) })
}

// nodeKey returns the key of a page's node: that of its folder if it is the folder's page, else one of its own.
func (l *linker) nodeKey(base string) string {
	if l.isIndex(base) {
		return folderOf(base)
	}
	return stem(base)
}

func (l *linker) place(p *Page) {
	base, _ := l.splitEdition(p.Path)
	key := l.nodeKey(base)
	n := l.node(key)
	if other := n.pages[p.Edition]; other != nil {
		if l.in.Settings.Strict {
			l.sameAddress(p, other)
			return
		}
		n = l.setAside(p, other, key, base)
	}
	p.node = n
	n.pages[p.Edition] = p
}

func isReadme(p string) bool { return strings.HasPrefix(strings.ToLower(path.Base(p)), "readme.") }

// setAside gives a page whose place another page has an address of its own: below its folder for the
// README of docs/plugin/README.md beside docs/plugin.md, else one with a number.
func (l *linker) setAside(p, other *Page, key, base string) *node {
	aside := path.Join(key, "readme")
	for n := 2; !isReadme(base) || n > 2; n++ {
		if aside = key + "-" + strconv.Itoa(n); l.nodes[aside] == nil {
			break
		}
	}
	p.URL, p.Output = address(aside+".md", p.Edition, false)
	p.IsSection = false
	l.byURL[p.URL] = p
	l.aside(p, other.Path)
	return l.node(aside)
}

// sameAddress reports two files of one node, such as day.md beside day/index.md.
func (l *linker) sameAddress(p, other *Page) {
	p.node = other.node
	l.report(diagnostic.Error, "url-twice", diagnostic.InFile(p.Path), "「"+other.Path+"」と同じアドレス "+p.URL+" になります。", "どちらかの名前を変えるか、一つにまとめてください。")
}

// node returns the node of key, which it makes with the folders above where there is none.
func (l *linker) node(key string) *node {
	if n := l.nodes[key]; n != nil {
		return n
	}
	n := &node{key: key, pages: make(map[string]*Page)}
	l.nodes[key] = n
	n.parent = l.node(folderOf(key))
	n.parent.children = append(n.parent.children, n)
	return n
}

// fillSections gives every folder without a page one that lists what is in it.
func (l *linker) fillSections(n *node) {
	for _, c := range n.children {
		l.fillSections(c)
	}
	if len(n.pages) > 0 {
		return
	}
	path := "index.md"
	if n.key != "" {
		path = n.key + "/index.md"
	}
	summary := &markdown.PageSummary{Path: path, Front: content.Front{TitleSpan: diagnostic.InFile(path)}}
	p := l.page(summary)
	if n.key == "" {
		p.Title = l.in.Settings.Title
		p.Description = l.in.Settings.Description
	}
	p.Generated = true
	p.node = n
	n.pages[""] = p
	l.add(p)
}

// sortTree orders every folder by the pages' order, those without one behind, then by path.
func (l *linker) sortTree(n *node) {
	slices.SortFunc(n.children, func(a, b *node) int {
		return cmp.Or(cmp.Compare(a.rank(), b.rank()), byName(a, b))
	})
	for i, c := range n.children {
		c.position = i
		l.sortTree(c)
	}
}

// setRelations sets a page's parent and, on a section page, its children.
func (p *Page) setRelations() {
	n := p.node
	if n == nil {
		return
	}
	if n.parent != nil {
		p.Parent = n.parent.in(p.Edition)
	}
	p.IsSection = p.IsSection || len(n.children) > 0
	for _, c := range n.children {
		if isNotFound(c.key) && n.parent == nil {
			continue
		}
		if child := c.in(p.Edition); child.Edition == p.Edition || child.Edition == "" {
			p.Children = append(p.Children, child)
		}
	}
}

// readingOrder links each page to the previous and the next one in its edition, in preorder of the tree.
func (l *linker) readingOrder() {
	last := make(map[string]*Page)
	var visit func(*node)
	visit = func(n *node) {
		for edition, p := range n.pages {
			if before := last[edition]; before != nil {
				before.Next, p.Prev = p, before
			}
			last[edition] = p
		}
		for _, c := range n.children {
			visit(c)
		}
	}
	for _, c := range l.root.children {
		if !isNotFound(c.key) {
			visit(c)
		}
	}
}

// Position returns the place of p among the pages of its folder, from 0.
func (p *Page) Position() int {
	if p.node == nil {
		return 0
	}
	return p.node.position
}

// IsBelow reports whether p lies in a section, or is its page.
func (p *Page) IsBelow(section *Page) bool {
	for ; p != nil; p = p.Parent {
		if p == section {
			return true
		}
	}
	return false
}

// Section returns the page of p's top folder, or nil for pages at the root.
func (p *Page) Section() *Page {
	if p.Parent == nil {
		return nil
	}
	for p.Parent.Parent != nil {
		p = p.Parent
	}
	if !p.IsSection {
		return nil
	}
	return p
}

// HomeOf returns the start page of p's edition.
func (s *Site) HomeOf(p *Page) *Page { return s.Home.node.in(p.Edition) }

// editions links every page to its versions in other languages.
func (l *linker) editions() {
	for _, p := range l.site.Pages {
		if p.node == nil || len(p.node.pages) < 2 {
			continue
		}
		for _, e := range append([]content.Edition{{}}, l.in.Settings.Editions...) {
			if other := p.node.pages[e.Code]; other != nil {
				p.Editions = append(p.Editions, other)
			}
		}
		if len(l.in.Settings.Editions) == 0 {
			p.Editions = p.Editions[:0]
			for _, other := range p.node.pages {
				p.Editions = append(p.Editions, other)
			}
			slices.SortFunc(p.Editions, func(a, b *Page) int { return cmp.Compare(a.Edition, b.Edition) })
		}
	}
}
