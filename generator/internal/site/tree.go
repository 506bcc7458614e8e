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
	var outside []*Page // of the folder of the main language, whose pages have precedence
	for _, p := range l.site.Pages {
		if p.Edition == "" && l.in.Settings.MainFolder != "" && l.placeOf(p.Path).folder == "" {
			outside = append(outside, p)
		} else {
			l.place(p)
		}
	}
	for _, p := range outside {
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
func (l *linker) nodeKey(at place) string {
	if l.isIndex(at) {
		return folderOf(at.base)
	}
	return stem(at.base)
}

func (l *linker) place(p *Page) {
	at := l.placeOf(p.Path)
	key := l.nodeKey(at)
	n := l.node(key)
	switch other := n.pages[p.Edition]; {
	case other == nil:
	case l.in.Settings.Strict:
		l.sameAddress(p, other)
		return
	case p.URL != other.URL: // the page at the root, beside that in the folder of the main language
		n = &node{key: key, parent: l.root, pages: make(map[string]*Page)}
	default:
		n = l.setAside(p, other, key, at)
	}
	p.node = n
	n.pages[p.Edition] = p
}

func isReadme(p string) bool { return strings.HasPrefix(strings.ToLower(path.Base(p)), "readme.") }

// setAside gives a page whose place another page has an address of its own: below its folder for the
// README of docs/plugin/README.md beside docs/plugin.md, else one with a number.
func (l *linker) setAside(p, other *Page, key string, at place) *node {
	aside := path.Join(key, "readme")
	for n := 2; !isReadme(at.base) || n > 2; n++ {
		if aside = key + "-" + strconv.Itoa(n); l.nodes[aside] == nil {
			break
		}
	}
	above := strings.TrimSuffix(at.base, at.rest) // of the folder's place in the tree
	p.URL, p.Output = address(strings.TrimPrefix(aside, above)+".md", at.above, false)
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

// fillSections gives every folder without a page one that lists what is in it; one for each edition that has a folder of
// its own and pages there. It returns the editions of the pages in n.
func (l *linker) fillSections(n *node) []string {
	var below []string
	for _, c := range n.children {
		for _, edition := range l.fillSections(c) {
			if !slices.Contains(below, edition) {
				below = append(below, edition)
			}
		}
	}
	for _, edition := range below {
		if n.pages[edition] == nil && (edition == "" || l.hasFolder(edition)) {
			l.fillSection(n, edition)
		}
	}
	if len(n.pages) == 0 || n == l.root && n.pages[""] == nil {
		l.fillSection(n, "")
	}
	for edition := range n.pages {
		if !slices.Contains(below, edition) {
			below = append(below, edition)
		}
	}
	return below
}

// hasFolder reports whether an edition has pages in a folder of its own.
func (l *linker) hasFolder(edition string) bool {
	if l.inFolder == nil {
		l.inFolder = make(map[string]bool)
		for _, p := range l.site.Pages {
			if f, rest := l.languageFolder(p.Path); rest != "" {
				l.inFolder[f.Path] = true
				l.inFolder[cmp.Or(f.Code, f.Path)] = true
			}
		}
	}
	return l.inFolder[edition]
}

// editionPath returns the path that a folder of the tree has in an edition.
func (l *linker) editionPath(edition, key string) string {
	if edition == "" && l.in.Settings.MainFolder == "" {
		return key
	}
	for _, f := range l.in.Settings.Folders {
		if rest, ok := strings.CutPrefix(key+"/", strings.TrimPrefix(f.Base+"/", "/")); ok && f.Code == edition {
			return path.Join(f.Path, rest)
		}
	}
	if edition == "" && len(l.in.Settings.Folders) > 0 { // above the folders of languages
		return key
	}
	return path.Join(cmp.Or(edition, l.in.Settings.MainFolder), key)
}

// fillSection gives a folder its page in an edition.
func (l *linker) fillSection(n *node, edition string) {
	file := path.Join(l.editionPath(edition, n.key), "index.md")
	p := l.page(&markdown.PageSummary{Path: file, Front: content.Front{TitleSpan: diagnostic.InFile(file)}})
	if n.key == "" {
		p.Title = l.in.Settings.Title
		p.Description = l.in.Settings.Description
	}
	p.Generated = true
	p.node = n
	n.pages[edition] = p
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
	}
}
