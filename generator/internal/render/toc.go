package render

import (
	"cmp"
	"html/template"
	"math"
	"slices"
	"strings"

	"shirube/generator/internal/markdown"
	"shirube/generator/internal/site"
)

// A trail is the breadcrumb trail from the start page to a page, the same for all pages below it.
type trail struct {
	digest Key
	links  []Link
	list   template.HTML
}

// trailKey is what a trail depends on: the page that it ends with, and the readers' edition, in
// which pages on the way may be missing.
type trailKey struct {
	page    *site.Page
	edition string
}

// A knownTrail is a trail with the pages on it.
type knownTrail struct {
	*trail
	pages []*site.Page
}

// trail returns the trail to p, with p itself, in an edition; it is empty for nil.
func (r *Renderer) trail(p *site.Page, edition string, by *Shown) *trail {
	t := r.trailTo(p, edition)
	by.list(t.pages)
	return t.trail
}

func (r *Renderer) trailTo(p *site.Page, edition string) knownTrail {
	if p == nil {
		return knownTrail{trail: &trail{}}
	}
	p = p.In(edition)
	key := trailKey{p, edition}
	if known, ok := r.trails.Load(key); ok {
		return known.(knownTrail)
	}
	above := r.trailTo(p.Parent, edition)
	t := knownTrail{&trail{links: append(slices.Clip(above.links), NewLink(r.navTitle(nil, p), r.shared.url(p.URL)))}, append(slices.Clip(above.pages), p)}
	t.list, t.digest = crumbList(t.links), digestOf(t.links)
	r.trails.Store(key, t)
	return t
}

func crumbList(links []Link) template.HTML {
	var b strings.Builder
	b.WriteString("<ol>")
	for _, l := range links {
		b.WriteString("<li><a " + string(l.Href) + ">" + template.HTMLEscapeString(l.Title) + "</a></li>")
	}
	b.WriteString("</ol>")
	return template.HTML(b.String())
}

// contentsList nests headings of level 3 under those of level 2; deeper ones are left out.
func (s *PageInput) contentsList(doc *markdown.Document) template.HTML {
	var b strings.Builder
	b.Grow(96 * len(doc.Headings))
	top, nested := 0, false
	for _, h := range s.contentsEntries(doc) {
		switch {
		case h.Level <= 2:
			if nested {
				b.WriteString("</ol>")
			}
			if top > 0 {
				b.WriteString("</li>\n")
			}
			top, nested = top+1, false
		case h.Level > 3 || top == 0:
			continue
		case nested:
		default:
			b.WriteString("<ol>")
			nested = true
		}
		b.WriteString(`<li><a href="#`)
		b.WriteString(template.HTMLEscapeString(h.ID))
		b.WriteString(`">`)
		b.WriteString(template.HTMLEscapeString(s.plain(h.Text, doc)))
		b.WriteString("</a>")
		if nested {
			b.WriteString("</li>")
		}
	}
	if top < 2 {
		return ""
	}
	if nested {
		b.WriteString("</ol>")
	}
	return template.HTML("<ol>" + b.String() + "</li></ol>")
}

// contentsEntries returns the headings of a page with its calculators between them, and the groups of figures behind: a
// calculator belongs to the heading of level 2 above it.
func (s *PageInput) contentsEntries(doc *markdown.Document) []markdown.Heading {
	entries := make([]markdown.Heading, 0, len(doc.Headings)+1)
	next := 0
	until := func(line int) {
		for ; next < len(doc.Headings) && doc.Lines[next] < line; next++ {
			entries = append(entries, doc.Headings[next])
		}
	}
	for i, e := range doc.Embeds {
		program := s.embeds[i].Calculator
		if program == nil {
			continue
		}
		until(e.Span.Start.Line)
		level := 2
		if slices.ContainsFunc(entries, func(h markdown.Heading) bool { return h.Level == 2 }) {
			level = 3
		}
		entries = append(entries, markdown.Heading{Level: level, ID: calculatorID(&program.Form), Text: cmp.Or(s.embeds[i].Title, s.embeds[i].Form().Title)})
	}
	until(math.MaxInt)
	for _, g := range s.view.ByUse {
		entries = append(entries, markdown.Heading{Level: 2, ID: g.ID, Text: g.Title})
	}
	return entries
}
