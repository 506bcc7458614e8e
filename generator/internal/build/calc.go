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

// compiled is what the .calc files gave when they were last compiled.
type compiled struct {
	digest [sha256.Size]byte // of the files and all else that compiling depends on
	set    *calculator.Set   // nil for a site without .calc files
	found  diagnostic.List
}

// compile begins to compile the .calc files, unless they are those of the last build. Every example
// in them is run on the way.
func (w *buildRun) compile() {
	if !w.hasCalc() {
		w.calc = compiled{}
		return
	}
	sources, digest := w.calcSources()
	if digest == w.calc.digest {
		w.report(w.calc.found...)
		return
	}
	w.beside.Go(func() {
		options := calculator.Options{Sources: w.sourceIDs(), Today: dayOf(w.options.Today)}
		set, found := calculator.Compile(sources, options)
		w.calc = compiled{digest, set, found}
		w.report(found...)
	})
}

func (w *buildRun) calcSources() ([]calculator.Source, [sha256.Size]byte) {
	h := sha256.New()
	fmt.Fprintln(h, w.options.Today, w.sourceIDs())
	var sources []calculator.Source
	for _, e := range w.entries {
		if e.Kind != content.Calc {
			continue
		}
		file, err := w.read(e)
		if err != nil {
			w.report(unreadable(e.Path, err))
			continue
		}
		fmt.Fprintf(h, "%q %x\n", e.Path, file.Hash())
		sources = append(sources, calculator.Source{Path: e.Path, Text: file.Bytes})
	}
	return sources, [sha256.Size]byte(h.Sum(nil))
}

// sourceIDs are the ids that figures may name; never nil, so that they are checked.
func (w *buildRun) sourceIDs() []string {
	ids := make([]string, 0, len(w.sources))
	for _, s := range w.sources {
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
	w := &buildRun{Builder: b, ctx: ctx, changes: Changes{All: true}}
	defer w.close()
	if !w.scan() {
		return nil, nil, w.found.Sort()
	}
	w.compile()
	w.beside.Wait()
	return w.calc.set, w.sources, w.found.Sort()
}
