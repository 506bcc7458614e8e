package site

import (
	"cmp"
	"maps"
	"slices"

	"shirube/generator/internal/markdown"
)

// Texts are the words of a page that menus, lists and other pages show.
type Texts struct {
	Title       string
	Nav         string // a shorter title for menus
	Description string
	Written     bool // somebody wrote the description; else it is the page's beginning
}

// Texts returns the words of a page as they are now.
func (s *Site) Texts(p *Page) Texts { return s.linked(p).texts }

// Targets returns where the links of a page lead, in the order of its document.
func (s *Site) Targets(p *Page) []Target { return s.linked(p).targets }

// Backlinks returns the other pages with links to a page, in the order of their paths.
func (s *Site) Backlinks(p *Page) []*Page { return s.linked(p).backlinks }

// HasCode reports whether some block of a page is highlighted.
func (s *Site) HasCode(p *Page) bool { return s.linked(p).hasCode }

func (s *Site) linked(p *Page) linked {
	if as, ok := s.relinked[p]; ok {
		return as
	}
	return p.linked()
}

// linked returns what a page was when all pages were linked.
func (p *Page) linked() linked {
	return linked{textsOf(p, p.Title, p.Description, p.Summary), p.Summary.HasCode, p.targets, p.backlinks}
}

func textsOf(p *Page, title, description string, summary *markdown.PageSummary) Texts {
	return Texts{
		Title: title, Nav: cmp.Or(summary.Front.NavTitle, p.listTitle, p.sectionName(title), title),
		Description: description, Written: summary.Front.Description != "",
	}
}

// pageOf returns the page of a file; nil where it is not published today.
func (s *Site) pageOf(file string) *Page {
	i, ok := slices.BinarySearchFunc(s.Pages, file, func(p *Page, path string) int { return cmp.Compare(p.Path, path) })
	if !ok || s.Pages[i].Generated { // a generated page may have its path
		return nil
	}
	return s.Pages[i]
}

// Relinked returns the pages that differ between two sites, and those of them whose words do; ok is false where these were not
// linked at once.
func (s *Site) Relinked(before *Site) (pages, retold []*Page, ok bool) {
	if before == nil || s.Home != before.Home {
		return nil, nil, false
	}
	either := maps.Clone(s.relinked)
	if either == nil {
		either = make(map[*Page]linked)
	}
	maps.Copy(either, before.relinked)
	for p := range either {
		now, last := s.linked(p), before.linked(p)
		if now.texts != last.texts {
			retold = append(retold, p)
		}
		if !now.isSame(last) {
			pages = append(pages, p)
		}
	}
	return pages, retold, true
}

func (l linked) isSame(as linked) bool {
	return l.texts == as.texts && l.hasCode == as.hasCode && slices.Equal(l.targets, as.targets) && slices.Equal(l.backlinks, as.backlinks)
}
