package build

import (
	"context"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
	"shirube/generator/internal/lint"
	"shirube/generator/internal/markdown"
	"shirube/generator/internal/publish"
	"shirube/generator/internal/site"
)

// Study reads and links the site with the prose of its pages, for the editors' checks.
func (b *Builder) Study(ctx context.Context) (lint.Input, diagnostic.List) {
	return b.study(ctx, false)
}

// DryRun runs a full build and discards the output, so that the list has all that a build would report. It returns
// what Study does.
func (b *Builder) DryRun(ctx context.Context) (lint.Input, diagnostic.List) {
	return b.study(ctx, true)
}

func (b *Builder) study(ctx context.Context, writes bool) (lint.Input, diagnostic.List) {
	r := b.newRun(ctx, Changes{All: true})
	r.checking, r.studying = true, !writes
	defer r.close()
	in := r.read()
	if in == nil {
		return lint.Input{Site: &site.Site{}, Today: r.options.Today}, r.findings()
	}
	l := r.link(in)
	if writes {
		r.finish(in, l, discard{})
	}
	docs := make([]*markdown.Document, len(in.pages))
	for i, p := range in.pages {
		docs[i] = p.doc
	}
	return lint.Input{Site: l.site, Documents: docs, Calc: l.calc, Texts: r.texts(), Today: r.options.Today}, r.findings()
}

// texts returns the files of figures and sources.
func (r *run) texts() map[string][]byte {
	texts := make(map[string][]byte)
	for _, e := range r.folder.entries {
		if e.Kind == content.Calc || e.Kind == content.Sources {
			if src, err := r.folder.version(e); err == nil {
				texts[e.Path] = src.bytes
			}
		}
	}
	return texts
}

// discard is a target that publishes nothing.
type discard struct{}

// Keep implements publish.Target.
func (discard) Keep(publish.Output) bool { return false }

// Remakes implements publish.Target.
func (discard) Remakes() bool { return false }

// Put implements publish.Target.
func (discard) Put(publish.Output) error { return nil }

// Commit implements publish.Target.
func (discard) Commit() (written, removed int, err error) { return 0, 0, nil }

// Abort implements publish.Target.
func (discard) Abort() {}
