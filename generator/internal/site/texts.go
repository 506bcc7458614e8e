package site

import (
	"cmp"
	"maps"
	"slices"
	"strings"

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
func (s *Site) Texts(p *Page) Texts {
	if t, ok := s.texts[p]; ok {
		return t
	}
	return textsOf(p, p.Title, p.Description, p.Summary)
}

func textsOf(p *Page, title, description string, summary *markdown.PageSummary) Texts {
	return Texts{
		Title: title, Nav: cmp.Or(summary.Front.NavTitle, p.listTitle, title), Description: description, Written: summary.Front.Description != "",
	}
}

// WithTexts returns the site with the words of other summaries, which have the outlines of those that it was linked from
// (see markdown.PageSummary.SameOutline). Everything else stays what it is, so no page is copied: only Texts
// reports what is new. It returns nil where links would lead elsewhere, so that the site must be linked again.
func (s *Site) WithTexts(changed []*markdown.PageSummary) *Site {
	texts := make(map[*Page]Texts)
	for _, summary := range changed {
		i, ok := slices.BinarySearchFunc(s.Pages, summary.Path, func(p *Page, path string) int { return cmp.Compare(p.Path, path) })
		if !ok || s.Pages[i].Generated {
			continue // it is not published today; a generated page may have its path
		}
		p := s.Pages[i]
		if p.Summary.TitleID() != summary.TitleID() && s.hasLinksToParts(p) {
			return nil
		}
		title := p.Title
		if !summary.TitleNamesOthers() { // else it has not changed, or all pages would be linked again
			title = cmp.Or(summary.OwnTitle(), title)
		}
		now := textsOf(p, title, describe(summary), summary)
		if now != textsOf(p, p.Title, p.Description, p.Summary) {
			texts[p] = now
		}
		for _, other := range p.sectionsNamedAfter() {
			texts[other] = textsOf(other, title, other.Description, other.Summary)
		}
	}
	if len(texts) == 0 {
		return s
	}
	retitled := *s
	retitled.texts = texts
	return &retitled
}

// hasLinksToParts reports whether something may link to a place on p.
func (s *Site) hasLinksToParts(p *Page) bool {
	isInFoot := func(l FootLink) bool { return l.Page == p }
	for _, links := range s.FootLinks {
		if slices.ContainsFunc(links, isInFoot) {
			return true
		}
	}
	if slices.ContainsFunc(s.Pages, func(from *Page) bool {
		return from.NextStep == p && strings.Contains(from.Summary.Front.Next.Value, "#")
	}) {
		return true
	}
	for _, from := range append(slices.Clip(p.Backlinks), p) {
		for i, t := range from.Targets {
			isToP := t.Page == p || t.Page == nil && t.Kind == ToPage && from == p
			if isToP && strings.Contains(from.Summary.Links[i].Destination, "#") {
				return true
			}
		}
	}
	return false
}

// Retold returns the pages whose words differ between two sites; ok is false where these were not linked at once.
func (s *Site) Retold(before *Site) (pages []*Page, ok bool) {
	if before == nil || s.Home != before.Home {
		return nil, false
	}
	either := maps.Clone(s.texts)
	if either == nil {
		either = make(map[*Page]Texts)
	}
	maps.Copy(either, before.texts)
	for p := range either {
		if s.Texts(p) != before.Texts(p) {
			pages = append(pages, p)
		}
	}
	return pages, true
}
