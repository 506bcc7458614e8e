package references

import (
	"slices"

	"shirube/calculator"
	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
)

// usesOfSource adds the figures and tables that give the source, the lines of calculators that do,
// and the pages that quote any of them.
func (w *finder) usesOfSource() {
	w.addFigures(func(_ string, sources []string) bool { return slices.Contains(sources, w.name) })
	for _, p := range w.in.Site.Pages {
		if slices.Contains(p.Sources, w.name) {
			w.add("ページ", w.placeIn(p.Summary.Front), w.words.inText(p.Title))
		}
	}
	w.eachReference(func(r calculator.Reference) {
		if r.Kind == sourceKind && r.Name == w.name && r.Calculator != "" {
			w.add("計算", r.Span, w.line(r.Span))
		}
	})
}

// addFigures adds the figures and tables that match.
func (w *finder) addFigures(matches func(name string, sources []string) bool) {
	if w.in.Site.Figures == nil {
		return
	}
	for _, v := range w.in.Site.Figures.All() {
		if matches(v.Name, v.Sources) {
			w.add("値", v.Position, v.Name+" "+v.Text)
		}
	}
	for _, t := range w.in.Site.Figures.Tables() {
		if matches(t.Name, t.Sources) {
			w.add("表", t.Position, t.Name)
		}
	}
}

// placeIn returns where front matter names the source; the title where only figures of the page do.
func (w *finder) placeIn(front content.Front) diagnostic.Span {
	for _, s := range front.Sources {
		if s.Value == w.name {
			return s.Span
		}
	}
	return front.TitleSpan
}

// usesOfCalculator adds the pages that show the calculator, the figures it is made of and its
// examples.
func (w *finder) usesOfCalculator() {
	program := w.in.Calc.Program(w.name)
	for _, p := range w.in.Site.Pages {
		for i, e := range p.Embeds {
			if e.Calculator == program {
				w.add("ページ", p.Summary.Embeds[i].Span, w.words.inText(p.Title))
			}
		}
	}
	w.addFigures(func(name string, _ []string) bool { return slices.Contains(program.Figures, name) })
	for _, e := range program.Examples {
		w.add("例", e.Position, e.Title)
	}
}
