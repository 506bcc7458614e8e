package render

import (
	"slices"

	"shirube/generator/internal/site"
)

// Shown notes whose words a page shows: titles and descriptions, its own among them. A nil Shown notes nothing.
type Shown struct {
	pages []*site.Page
	lists [][]*site.Page // those of what pages share
}

// Has reports whether one of the pages is shown.
func (s *Shown) Has(pages []*site.Page) bool {
	isShown := func(p *site.Page) bool { return slices.Contains(pages, p) }
	return slices.ContainsFunc(s.pages, isShown) || slices.ContainsFunc(s.lists, func(list []*site.Page) bool {
		return slices.ContainsFunc(list, isShown)
	})
}

func (s *Shown) page(p *site.Page) {
	if s != nil && (len(s.pages) == 0 || s.pages[len(s.pages)-1] != p) {
		s.pages = append(s.pages, p)
	}
}

func (s *Shown) list(pages []*site.Page) {
	if s != nil {
		s.lists = append(s.lists, pages)
	}
}

// InFrame reports whether one of the pages is in the main navigation, which every page shows.
func (r *Renderer) InFrame(pages []*site.Page) bool {
	return slices.ContainsFunc(r.in.Site.Menu, func(m *site.Page) bool {
		return slices.ContainsFunc(pages, func(p *site.Page) bool { return m.In(p.Edition) == p })
	})
}

// title, navTitle and description return the words of a page with the figures that they quote written out, and note that
// they are shown.
func (r *Renderer) title(by *Shown, p *site.Page) string {
	by.page(p)
	return r.Title(p)
}

func (r *Renderer) navTitle(by *Shown, p *site.Page) string {
	by.page(p)
	return r.Plain(p, r.in.Site.Texts(p).Nav)
}

func (r *Renderer) description(by *Shown, p *site.Page) string {
	by.page(p)
	return r.Plain(p, r.in.Site.Texts(p).Description)
}

// Title returns the title of a page. It does not note that the title is shown: use it only for outputs that are written
// again whenever any title changes, such as feeds.
func (r *Renderer) Title(p *site.Page) string { return r.Plain(p, r.in.Site.Texts(p).Title) }
