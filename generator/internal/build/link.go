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
	if r.incremental {
		key.pages = outlines(in.pages)
		if last := r.cache.get(s); last != nil && last.key == key {
			if linking := last.value.(*site.Linking); linking.Relink(summaries) {
				l.site = linking.Site()
				r.reportAll(linking.Found())
				return l
			}
		}
	}
	input := site.Input{
		Settings: in.settings, Sources: in.sources, Summaries: summaries, Nav: in.nav, Files: in.others, Calc: l.calc,
		Today: r.options.Today, Drafts: r.options.Drafts, Preview: r.options.Preview, FolderName: in.folderName, Changed: dates.days,
	}
	if !r.incremental {
		var found diagnostic.List
		l.site, found = site.Link(input)
		r.report(found...)
		return l
	}
	linking := site.NewLinking(input)
	l.site = linking.Site()
	r.reportAll(linking.Found())
	r.cache.put(s, key, linking, nil)
	return l
}

// outlines identifies the outlines of all pages.
func outlines(pages []page) render.Key {
	key := render.Key(len(pages))
	for _, p := range pages {
		key = key.With(p.outline)
	}
	return key
}
