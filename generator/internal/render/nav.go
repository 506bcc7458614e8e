package render

import (
	"bytes"
	"fmt"
	"html/template"
	"maps"
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

// A nav is the navigation of a folder.
type nav struct {
	digest Key
	view   NavView
	write  func() *writtenNav // once
}

// A writtenNav is a navigation in pieces: the mark of place p follows piece order[p].
type writtenNav struct {
	pieces []string
	order  map[int]int
	err    error // of the template
}

// A numberedNav maps pages to places.
type numberedNav struct {
	*nav
	places map[*site.Page]int
	pages  []*site.Page // that are in it
}

// navigations caches the last ones: pages of one folder are written one after the other.
type navigations struct {
	mu   sync.Mutex
	made map[navKey]func() numberedNav
}

// mostNavs is how many navigations are kept at most; each takes some 20 kB.
const mostNavs = 128

// get returns the function that makes a navigation once.
func (n *navigations) get(key navKey, make func() numberedNav) func() numberedNav {
	n.mu.Lock()
	defer n.mu.Unlock()
	made, ok := n.made[key]
	if !ok {
		if len(n.made) == mostNavs {
			clear(n.made)
		}
		made = sync.OnceValue(make)
		n.made[key] = made
	}
	return made
}

// navigation returns the navigation of p's section, and the place of p in it, −1 where it has none.
// It is nil for a section without pages.
func (r *Renderer) navigation(section, p *site.Page, by *Shown) (*nav, int) {
	folder := p
	if !p.IsSection {
		folder = p.Parent
	}
	key := navKey{folder: folder, edition: p.Edition, lang: p.Lang}
	if folder != p {
		key.window = p.Position() / navWindow
	}
	n := r.navs.get(key, func() numberedNav { return r.newNav(section, key) })()
	by.list(n.pages)
	if place, ok := n.places[p]; ok {
		return n.nav, place
	}
	return n.nav, -1
}

func (r *Renderer) newNav(section *site.Page, key navKey) numberedNav {
	voice := r.shared.theme.in(r.Voice(key.lang, key.edition))
	n := numberedNav{nav: &nav{}, places: make(map[*site.Page]int)}
	n.view = NavView{Title: r.navTitle(nil, section), URL: r.shared.url(section.URL), Localizer: Localizer{voice: key.lang}, Mark: n.mark(section)}
	n.view.Items = r.navItems(n, section, key)
	if len(n.view.Items) == 0 {
		return numberedNav{}
	}
	n.digest, n.pages = digestOf(&n.view), slices.Collect(maps.Keys(n.places))
	n.view.Localizer = voice.Localizer
	n.write = sync.OnceValue(func() *writtenNav { return writeNav(&n.view, voice) })
	return n
}

func writeNav(view *NavView, voice *localTheme) *writtenNav {
	n := &writtenNav{order: make(map[int]int)}
	var out bytes.Buffer
	if n.err = voice.layout("nav").Execute(&out, view); n.err != nil {
		return n
	}
	n.split(out.String())
	return n
}

// navMark begins a numbered mark, which a quotation mark ends.
const navMark = ` data-nav-mark="`

func (n numberedNav) mark(p *site.Page) template.HTMLAttr {
	n.places[p] = len(n.places)
	return template.HTMLAttr(navMark + strconv.Itoa(n.places[p]) + `"`)
}

// split takes a navigation apart at its marks.
func (n *writtenNav) split(html string) {
	for {
		piece, rest, found := strings.Cut(html, navMark)
		n.pieces = append(n.pieces, piece)
		if !found {
			return
		}
		number, behind, _ := strings.Cut(rest, `"`)
		if place, err := strconv.Atoi(number); err == nil {
			n.order[place] = len(n.pieces) - 1
		}
		html = behind
	}
}

// List returns the entries as items of a list, for themes that need no other HTML for them. It writes what templates do,
// at a tenth of the time.
func (v *NavView) List() (template.HTML, error) {
	var b strings.Builder
	b.Grow(256 * len(v.Items))
	err := v.write(&b, v.Items)
	return template.HTML(b.String()), err
}

func (v *NavView) write(b *strings.Builder, items []NavItem) error {
	for i := range items {
		item := &items[i]
		b.WriteString(`<li><a href="`)
		writeURL(b, item.URL)
		b.WriteByte('"')
		if item.Lang != "" {
			b.WriteString(` lang="` + template.HTMLEscapeString(item.Lang) + "\"\nhreflang=\"" + template.HTMLEscapeString(item.Lang) + `"`)
		}
		b.WriteString(string(item.Mark))
		b.WriteByte('>')
		writeText(b, item.Title)
		if err := v.writeState(b, item.State); err != nil {
			return err
		}
		b.WriteString("</a>")
		if len(item.Children) > 0 {
			b.WriteString("<ul>\n")
			if err := v.write(b, item.Children); err != nil {
				return err
			}
			b.WriteString("</ul>")
		}
		b.WriteString("</li>\n")
	}
	return nil
}

// writeState marks a page that is not published. Only a preview has such pages: the pen is for the eye, the word for screen
// readers.
func (v *NavView) writeState(b *strings.Builder, state string) error {
	if state == "" {
		return nil
	}
	word, err := v.T("state." + state)
	markup, isMarked := word.(template.HTML) // in another language
	if !isMarked {
		markup = template.HTML(template.HTMLEscapeString(fmt.Sprint(word)))
	}
	b.WriteString(` <span class="state"><span aria-hidden="true">✎</span><span class="unseen">` + string(markup) + "</span></span>")
	return err
}

// writeText writes text as html/template does.
func writeText(b *strings.Builder, text string) {
	if strings.ContainsAny(text, "&<>\"'+\x00") {
		text = strings.ReplaceAll(template.HTMLEscapeString(text), "+", "&#43;")
	}
	b.WriteString(text)
}

// writeURL writes an address of the site, which is escaped already, into an attribute as html/template does.
func writeURL(b *strings.Builder, url string) {
	if strings.ContainsAny(url, "()") {
		url = strings.ReplaceAll(strings.ReplaceAll(url, "(", "%28"), ")", "%29")
	}
	writeText(b, url)
}

// navItems lists a folder's pages, and those of the folders that lead to the one in view.
func (r *Renderer) navItems(n numberedNav, folder *site.Page, key navKey) []NavItem {
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
			Title: r.navTitle(nil, p), URL: r.shared.url(p.URL), Lang: OtherThan(key.lang, p.Lang),
			State: string(p.State), Mark: n.mark(p),
		}
		if leadsTo(p, key.folder) {
			item.Children = r.navItems(n, p, key)
		}
		items = append(items, item)
	}
	return items
}

// leadsTo reports whether folder is p or an ancestor of p.
func leadsTo(p, folder *site.Page) bool {
	for ; folder != nil; folder = folder.Parent {
		if folder == p {
			return true
		}
	}
	return false
}

// marked returns the navigation with a place marked as the page in view.
func (n *writtenNav) marked(place int) template.HTML {
	at, ok := n.order[place]
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
