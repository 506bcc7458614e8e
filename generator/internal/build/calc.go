package build

import (
	"context"
	"crypto/sha256"
	"fmt"
	"time"

	"shirube/calculator"
	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
)

// startCompile begins to compile the .calc files, unless they are those of the last build. Every example in them
// is run then. The set is nil for a site without .calc files.
func (r *run) startCompile(in *inputs) (wait func() *calculator.Set) {
	if !in.hasCalc() {
		return func() *calculator.Set { return nil }
	}
	options := calculator.Options{Sources: sourceIDs(in.sources), Today: dayOf(r.options.Today)}
	sources, digest := r.calcSources(in.others, options)
	return start(r, func() *calculator.Set {
		return step(r, slot{step: "compile"}, digest, func() (*calculator.Set, diagnostic.List) {
			return calculator.Compile(sources, options)
		})
	})
}

// calcSources returns the .calc files, and a digest of all that compiling them depends on.
func (r *run) calcSources(entries []content.Entry, options calculator.Options) ([]calculator.Source, [sha256.Size]byte) {
	h := sha256.New()
	fmt.Fprintln(h, options.Today, options.Sources)
	var sources []calculator.Source
	for _, e := range entries {
		if e.Kind != content.Calc {
			continue
		}
		src, err := r.folder.version(e)
		if err != nil {
			r.report(unreadable(e.Path, err))
			continue
		}
		fmt.Fprintf(h, "%q %d\n", e.Path, src.version)
		sources = append(sources, calculator.Source{Path: e.Path, Text: src.bytes})
	}
	return sources, [sha256.Size]byte(h.Sum(nil))
}

// sourceIDs returns the ids that figures may name; never nil, so that they are checked.
func sourceIDs(sources []content.Source) []string {
	ids := make([]string, 0, len(sources))
	for _, s := range sources {
		ids = append(ids, s.ID)
	}
	return ids
}

func dayOf(d content.Date) calculator.Day {
	if d.IsZero() {
		return calculator.Day{}
	}
	return calculator.Today(d.Time().In(time.UTC))
}

// Calculators compiles the calculators of the site without building it, and returns them with the
// sources that they may name. The set is nil for a site without .calc files.
func (b *Builder) Calculators(ctx context.Context) (*calculator.Set, []content.Source, diagnostic.List) {
	r := b.newRun(ctx, Changes{All: true})
	defer r.close()
	_, in := r.scan()
	if in == nil {
		return nil, nil, r.found.Sort()
	}
	set := r.startCompile(in)()
	return set, in.sources, r.found.Sort()
}
