package build

import (
	"slices"

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
	summaries := make([]*markdown.PageSummary, len(in.pages))
	for i, p := range in.pages {
		summaries[i] = p.doc.PageSummary
	}
	if r.incremental {
		key.pages = digestOutlines(in.pages)
	}
	if last := r.cache.get(s); last != nil && r.incremental && last.key == key {
		known := last.value.(*linkedSite)
		l.site = known.site
		r.report(relocated(last.found, known.summaries, summaries)...)
		return l
	}
	var found diagnostic.List
	l.site, found = site.Link(site.Input{
		Settings: in.settings, Sources: in.sources, Summaries: summaries, Nav: in.nav, Files: in.others, Calc: l.calc,
		Today: r.options.Today, Drafts: r.options.Drafts, Preview: r.options.Preview,
	})
	r.report(found...)
	r.cache.put(s, key, &linkedSite{l.site, summaries}, found)
	return l
}

// A linkedSite is a site with the summaries that it was linked from.
type linkedSite struct {
	site      *site.Site
	summaries []*markdown.PageSummary
}

// digestOutlines stands for the summaries of pages, but for positions in them.
func digestOutlines(pages []page) render.Key {
	digest := render.Key(len(pages))
	for _, p := range pages {
		digest = digest.With(p.outline)
	}
	return digest
}

// relocated returns the findings of pages whose links and embeds now stand elsewhere. The summaries are the same
// otherwise, see markdown.PageSummary.Same.
func relocated(found diagnostic.List, from, to []*markdown.PageSummary) diagnostic.List {
	moved := make(map[diagnostic.Span]diagnostic.Span)
	for i, before := range from {
		now := to[i]
		if before == now {
			continue
		}
		for n, link := range before.Links {
			moved[link.Span] = now.Links[n].Span
		}
		for n, embed := range before.Embeds {
			moved[embed.Span] = now.Embeds[n].Span
		}
	}
	if len(moved) == 0 {
		return found
	}
	list := slices.Clone(found)
	for i, d := range list {
		span, ok := moved[d.Span]
		if !ok {
			continue
		}
		list[i].Span = span
		if d.Fix != nil {
			fix := *d.Fix
			fix.From = span.Start
			list[i].Fix = &fix
		}
	}
	return list
}
