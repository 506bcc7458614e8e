package render

import (
	"bytes"
	"html/template"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"shirube/generator/internal/site"
)

// The navigation of a section is the same on all pages of a folder but for the mark of the page in
// view. So nav.html is executed once for a folder, with a numbered mark at every link, and each
// page's copy is put together from the pieces between the marks.

// navWindow is how many pages of one folder the navigation lists. A larger folder is shown in
// stretches of this length; its section page lists them all.
const navWindow = 40

type navKey struct {
	folder  *site.Page // the section page of the folder in view
	edition string
	lang    string
	window  int
}

// A nav is a written navigation in pieces: the mark of pages[i] stands behind pieces[i].
type nav struct {
	pieces []string
	pages  map[*site.Page]int
	err    error // of the template
}

// navigation returns the navigation of p's section with p marked, or nothing for pages at the root.
func (r *Renderer) navigation(p *site.Page) (template.HTML, error) {
	section := p.Section()
	if section == nil {
		return "", nil
	}
	folder := p
	if !p.IsSection {
		folder = p.Parent
	}
	key := navKey{folder: folder, edition: p.Edition, lang: p.Lang}
	if folder != p {
		key.window = p.Position() / navWindow
	}
	made, ok := r.navs.Load(key)
	if !ok {
		once := sync.OnceValue(func() *nav { return r.writeNav(section, key) })
		made, _ = r.navs.LoadOrStore(key, once)
	}
	n := made.(func() *nav)()
	return n.marked(p), n.err
}

func (r *Renderer) writeNav(section *site.Page, key navKey) *nav {
	n := &nav{pages: make(map[*site.Page]int)}
	voice := r.voices[key.lang]
	data := &NavView{Title: r.navTitle(section), URL: r.url(section.URL), lang: key.lang, strings: voice.strings}
	data.Mark = n.mark(section)
	data.Items = r.navItems(n, section, key)
	if len(data.Items) == 0 {
		return n
	}
	var out bytes.Buffer
	if n.err = voice.layout("nav").Execute(&out, data); n.err != nil {
		return n
	}
	n.pieces = markPlace.Split(out.String(), -1)
	order := make(map[*site.Page]int)
	byNumber := make(map[int]*site.Page)
	for page, number := range n.pages {
		byNumber[number] = page
	}
	for i, m := range markPlace.FindAllStringSubmatch(out.String(), -1) {
		number, _ := strconv.Atoi(m[1])
		order[byNumber[number]] = i
	}
	n.pages = order
	return n
}

var markPlace = regexp.MustCompile(` data-nav-mark="(\d+)"`)

func (n *nav) mark(p *site.Page) template.HTMLAttr {
	n.pages[p] = len(n.pages)
	return template.HTMLAttr(` data-nav-mark="` + strconv.Itoa(n.pages[p]) + `"`)
}

// navItems lists a folder's pages, and those of the folders that lead to the one in view.
func (r *Renderer) navItems(n *nav, folder *site.Page, key navKey) []NavItem {
	pages := folder.Children
	if len(pages) > navWindow {
		window := key.window
		if folder != key.folder {
			window = max(slices.IndexFunc(pages, func(p *site.Page) bool { return leadsTo(p, key.folder) }), 0) / navWindow
		}
		start := min(window*navWindow, len(pages)-1)
		pages = pages[start:min(start+navWindow, len(pages))]
	}
	items := make([]NavItem, 0, len(pages))
	for _, p := range pages {
		p = p.In(key.edition)
		item := NavItem{
			Title: r.navTitle(p), URL: r.url(p.URL), Lang: otherThan(key.lang, p.Lang),
			State: string(p.State), Mark: n.mark(p),
		}
		if leadsTo(p, key.folder) {
			item.Children = r.navItems(n, p, key)
		}
		items = append(items, item)
	}
	return items
}

// leadsTo reports whether folder is p or lies below it.
func leadsTo(p, folder *site.Page) bool {
	for ; folder != nil; folder = folder.Parent {
		if folder == p {
			return true
		}
	}
	return false
}

// marked returns the navigation with p marked as the page in view.
func (n *nav) marked(p *site.Page) template.HTML {
	at, ok := n.pages[p]
	if !ok {
		return template.HTML(strings.Join(n.pieces, ""))
	}
	const current = ` aria-current="page"`
	var b strings.Builder
	size := len(current)
	for _, piece := range n.pieces {
		size += len(piece)
	}
	b.Grow(size)
	for i, piece := range n.pieces {
		b.WriteString(piece)
		if i == at {
			b.WriteString(current)
		}
	}
	return template.HTML(b.String())
}
