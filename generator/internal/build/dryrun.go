package build

import (
	"context"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
	"shirube/generator/internal/lint"
	"shirube/generator/internal/publish"
	"shirube/generator/internal/site"
)

// Study reads and links the site with all that editors ask about it.
func (b *Builder) Study(ctx context.Context) (lint.Input, diagnostic.List) {
	return b.study(ctx, false)
}

// Rehearse is Study, and writes every page to nowhere, so that the list has all that a build would
// tell.
func (b *Builder) Rehearse(ctx context.Context) (lint.Input, diagnostic.List) {
	return b.study(ctx, true)
}

// Check is Rehearse with the findings of the editors' checks.
func (b *Builder) Check(ctx context.Context) (*site.Site, diagnostic.List) {
	in, found := b.Rehearse(ctx)
	return in.Site, append(found, lint.Site(in).Found...).Sort()
}

func (b *Builder) study(ctx context.Context, writes bool) (lint.Input, diagnostic.List) {
	w := &buildRun{Builder: b, ctx: ctx, checking: true, changes: Changes{All: true}, target: nowhere{}}
	defer w.close()
	w.readAll()
	w.link()
	if writes && !w.hasErrors() {
		w.makePlan()
		w.write()
	}
	in := lint.Input{Site: w.site, Documents: w.docs, Calc: w.calc.set, Texts: w.texts(), Today: b.options.Today}
	return in, w.found.Sort()
}

// texts returns the files in which figures and sources stand.
func (w *buildRun) texts() map[string][]byte {
	texts := make(map[string][]byte)
	for _, e := range w.listing.entries {
		if e.Kind == content.Calc || e.Kind == content.Sources {
			if file, err := w.read(e); err == nil {
				texts[e.Path] = file.Bytes
			}
		}
	}
	return texts
}

// nowhere is a target that takes everything and publishes nothing.
type nowhere struct{}

// Keep implements publish.Target.
func (nowhere) Keep(publish.Output) bool { return false }

// Put implements publish.Target.
func (nowhere) Put(publish.Output) error { return nil }

// Commit implements publish.Target.
func (nowhere) Commit() (written, removed int, err error) { return 0, 0, nil }

// Abort implements publish.Target.
func (nowhere) Abort() {}
