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
	pages   render.Key // the outlines of all
	changed *fileDates
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
	dates := r.fileDates(in)
	key.changed = dates
	summaries := make([]*markdown.PageSummary, len(in.pages))
	for i, p := range in.pages {
		summaries[i] = p.doc.PageSummary
	}
	var texts render.Key
	if r.incremental {
		key.pages = digest(in.pages, func(p page) uint64 { return p.outline })
		texts = digest(in.pages, func(p page) uint64 { return p.texts })
	}
	if last := r.cache.get(s); last != nil && r.incremental && last.key == key {
		if known := last.value.(*linkedSite).withTexts(texts, summaries); known != nil {
			l.site = known.now
			r.report(relocated(last.found, known.summaries, summaries)...)
			r.cache.put(s, key, known, last.found)
			return l
		}
	}
	var found diagnostic.List
	l.site, found = site.Link(site.Input{
		Settings: in.settings, Sources: in.sources, Summaries: summaries, Nav: in.nav, Files: in.others, Calc: l.calc,
		Today: r.options.Today, Drafts: r.options.Drafts, Preview: r.options.Preview, FolderName: in.folderName, Changed: dates.days,
	})
	r.report(found...)
	r.cache.put(s, key, &linkedSite{l.site, l.site, texts, summaries}, found)
	return l
}

// A linkedSite is a site with the summaries that it was linked from.
type linkedSite struct {
	site      *site.Site // as it was linked
	now       *site.Site // with the texts that its pages have now
	texts     render.Key
	summaries []*markdown.PageSummary // that site was linked from
}

// withTexts returns the linked site with the texts of other summaries of the same outlines; nil where the site must be
// linked again.
func (l *linkedSite) withTexts(texts render.Key, summaries []*markdown.PageSummary) *linkedSite {
	if texts == l.texts {
		return l
	}
	var changed []*markdown.PageSummary
	for i, before := range l.summaries {
		if now := summaries[i]; before != now && !before.SameTexts(now) {
			changed = append(changed, now)
		}
	}
	now := l.site.WithTexts(changed)
	if now == nil {
		return nil
	}
	return &linkedSite{l.site, now, texts, l.summaries}
}

// digest identifies a version of each page.
func digest(pages []page, version func(page) uint64) render.Key {
	digest := render.Key(len(pages))
	for _, p := range pages {
		digest = digest.With(version(p))
	}
	return digest
}

// relocated returns the findings of pages whose titles, links and embeds now stand elsewhere. The summaries have the
// same outlines, see markdown.PageSummary.SameOutline.
func relocated(found diagnostic.List, from, to []*markdown.PageSummary) diagnostic.List {
	moved := make(map[diagnostic.Span]diagnostic.Span)
	for i, before := range from {
		now := to[i]
		if before == now {
			continue
		}
		if before.Front.TitleSpan.Start.Line > 0 {
			moved[before.Front.TitleSpan] = now.Front.TitleSpan
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
