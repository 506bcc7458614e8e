package build

import (
	"shirube/calculator"
	"shirube/calculator/diagnostic"
	"shirube/generator/internal/assets"
	"shirube/generator/internal/content"
	"shirube/generator/internal/markdown"
	"shirube/generator/internal/render"
	"shirube/generator/internal/site"
)

// linkKey is what linking depends on.
type linkKey struct {
	configVersion
	listing uint64
	calc    *calculator.Set
	today   content.Date
	drafts  bool
	preview bool
	pages   render.Key // of their summaries, see digestOutlines
}

// linked is a site with all that pages need beside it.
type linked struct {
	site     *site.Site
	calc     *calculator.Set
	bundle   assets.Bundle
	readings readings
}

// link waits for what runs beside parsing and links the pages, unless all that linking depends on is the same as in
// the last build.
func (r *run) link(in *inputs) *linked {
	l := &linked{calc: in.compiling(), bundle: in.bundling(), readings: in.loading()}
	r.progress(Linking, 0, 0)
	s := slot{step: "link"}
	key := linkKey{
		configVersion: in.version, listing: in.listing, calc: l.calc,
		today: r.options.Today, drafts: r.options.Drafts, preview: r.options.Preview,
	}
	last := r.cache.get(s)
	if last != nil && r.incremental {
		key.pages = digestOutlines(in.pages, last.found)
		if last.key == key {
			l.site = last.value.(*site.Site)
			r.report(last.found...)
			return l
		}
	}
	summaries := make([]*markdown.PageSummary, len(in.pages))
	for i, p := range in.pages {
		summaries[i] = p.doc.PageSummary
	}
	var found diagnostic.List
	l.site, found = site.Link(site.Input{
		Settings: in.settings, Sources: in.sources, Summaries: summaries, Nav: in.nav, Files: in.others, Calc: l.calc,
		Today: r.options.Today, Drafts: r.options.Drafts, Preview: r.options.Preview,
	})
	r.report(found...)
	key.pages = digestOutlines(in.pages, found)
	r.cache.put(s, key, l.site, found)
	return l
}

// digestOutlines stands for the summaries of pages. Positions in them matter only to findings, so they count for the
// pages that have some.
func digestOutlines(pages []page, found diagnostic.List) render.Key {
	blamed := make(map[string]bool)
	for _, d := range found {
		blamed[d.Span.Path] = true
	}
	digest := render.Key(len(pages))
	for _, p := range pages {
		if blamed[p.doc.Path] {
			digest = digest.With(p.version)
		} else {
			digest = digest.With(p.outline)
		}
	}
	return digest
}
