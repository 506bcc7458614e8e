// Package references finds where a figure is used (Why), and what of a site differs between two days (Between). Both are
// pure functions of a linked site and its prose.
package references

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"shirube/calculator"
	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
	"shirube/generator/internal/lint"
	"shirube/generator/internal/markdown"
)

// A Use is a place that uses the subject.
type Use struct {
	Kind string // 文, 見出し, 表の欄, 題と説明, 表, 計算機, 計算, 言葉, 例, 早見表, 値, ページ
	Span diagnostic.Span
	Text string // in one line, with the values of the day
}

// A Subject is a figure, table, source or calculator with all its uses.
type Subject struct {
	Kind string // 値, 表, 出典 or 計算機
	Name string
	Span diagnostic.Span // where it is declared
	Text string          // its value on the day, or what it is called
	Uses []Use           // by file and line
}

// Why finds what name refers to, and where it is used: a 値 or 表, a cell as pages quote it, the id of
// a source, or a calculator. The error is a Japanese sentence with what may have been meant.
func Why(in lint.Input, name string) (Subject, error) {
	w := &finder{in: in, name: strings.TrimSpace(name), words: newWords(in.Site.Figures)}
	switch {
	case w.findFigure() || w.findTable() || w.findCell():
		w.usesOfFigure()
	case w.findSource():
		w.usesOfSource()
	case w.findCalculator():
		w.usesOfCalculator()
	default:
		return Subject{}, w.unknown()
	}
	// A place may be found by several ways: as a sentence, and as a quote in it.
	sortUses(w.subject.Uses)
	w.subject.Uses = slices.Compact(w.subject.Uses)
	return w.subject, nil
}

func sortUses(uses []Use) {
	slices.SortStableFunc(uses, func(a, b Use) int {
		return cmp.Or(cmp.Compare(a.Span.Path, b.Span.Path), cmp.Compare(a.Span.Start.Line, b.Span.Start.Line),
			cmp.Compare(a.Span.Start.Column, b.Span.Start.Column), cmp.Compare(a.Kind, b.Kind))
	})
}

// The kinds of subject that other code compares with.
const (
	sourceKind     = "出典"
	calculatorKind = "計算機"
)

// KindText returns what Kind or What of a place says, in both languages; another word, such as a name, stays as it is.
func KindText(kind string) diagnostic.Text {
	english := map[string]string{
		"文": "sentence", "見出し": "heading", "表の欄": "cell of a table", "題と説明": "title and description", "表": "table",
		calculatorKind: "calculator", "計算": "formula", "言葉": "words of a calculator", "例": "example", "早見表": "table of results",
		"値": "figure", "ページ": "page", sourceKind: "source", "知らせ": "message",
	}
	return diagnostic.Text{Ja: kind, En: cmp.Or(english[kind], kind)}
}

// A finder is the state of Why.
type finder struct {
	in      lint.Input
	name    string
	words   *words
	cell    string // the quote of the one cell that is meant; empty for all of the table
	subject Subject
}

// add notes a use, in one line. A use without a line is of a whole file.
func (w *finder) add(kind string, span diagnostic.Span, text string) {
	if !span.Start.IsValid() {
		span.Start = diagnostic.Position{Line: 1, Column: 1}
	}
	w.subject.Uses = append(w.subject.Uses, Use{kind, span, strings.Join(strings.Fields(text), " ")})
}

func (w *finder) findFigure() bool {
	if w.in.Site.Figures == nil {
		return false
	}
	for _, f := range w.in.Site.Figures.All() {
		if f.Name == w.name {
			w.subject = Subject{Kind: "値", Name: f.Name, Span: f.Position, Text: f.Text}
			return true
		}
	}
	return false
}

func (w *finder) findTable() bool {
	if w.in.Site.Figures == nil {
		return false
	}
	t, ok := w.in.Site.Figures.Table(w.name)
	if ok {
		w.subject = Subject{Kind: "表", Name: t.Name, Span: t.Position, Text: fmt.Sprintf("%d 行", len(t.Rows))}
	}
	return ok
}

// findCell finds a cell of a table by what a page writes to quote it: 負担上限月額(一般1).
func (w *finder) findCell() bool {
	q := w.words.quote(w.name)
	if q.Name == "" {
		return false
	}
	t, _ := w.in.Site.Figures.Table(q.Name)
	w.cell = plainQuote(w.name)
	w.subject = Subject{Kind: "表", Name: w.name, Span: t.Position, Text: q.Text}
	w.name = q.Name
	return true
}

// plainQuote normalizes a quote, so that quotes of one cell are equal.
func plainQuote(quote string) string {
	return strings.NewReplacer(" ", "", "　", "", "（", "(", "）", ")", "，", ",", "、", ",").Replace(quote)
}

func (w *finder) findSource() bool {
	i := slices.IndexFunc(w.in.Site.Sources, func(s content.Source) bool { return s.ID == w.name })
	if i >= 0 {
		s := w.in.Site.Sources[i]
		w.subject = Subject{Kind: sourceKind, Name: s.ID, Span: s.Span, Text: s.Title}
	}
	return i >= 0
}

func (w *finder) findCalculator() bool {
	if w.in.Calc == nil {
		return false
	}
	p := w.in.Calc.Program(w.name)
	if p != nil {
		w.subject = Subject{Kind: calculatorKind, Name: p.Name, Span: diagnostic.At(p.Path, 1, 1), Text: p.Form.Title}
	}
	return p != nil
}

// unknown is the error of a name that nothing has, with the name that may have been meant.
func (w *finder) unknown() error {
	var names []string
	if f := w.in.Site.Figures; f != nil {
		for _, v := range f.All() {
			names = append(names, v.Name)
		}
		for _, t := range f.Tables() {
			names = append(names, t.Name)
		}
	}
	for _, s := range w.in.Site.Sources {
		names = append(names, s.ID)
	}
	if w.in.Calc != nil {
		for _, p := range w.in.Calc.Programs {
			names = append(names, p.Name)
		}
	}
	if near := diagnostic.Closest(w.name, names); near != "" {
		return diagnostic.Errorf("「%s」という値、表、出典、計算機はありません。「%s」のことですか。",
			"There is no figure, table, source or calculator “%s”. Did you mean “%s”?", w.name, near)
	}
	return diagnostic.Errorf("「%s」という値、表、出典、計算機はありません。名前は、figures フォルダーの .calc と sources.yaml にあります。",
		"There is no figure, table, source or calculator “%s”. The names are in .calc files of the folder figures and in sources.yaml.", w.name)
}

// usesOfFigure collects the sentences, formulas and texts that name the figure, and the examples and worked-out
// tables of calculators that compute with it: their results change with it though they do not name it.
func (w *finder) usesOfFigure() {
	for _, p := range w.in.Pages() {
		w.quotesIn(p)
	}
	w.eachReference(func(r calculator.Reference) {
		switch {
		case r.Quote && w.isMeant(r.Words):
			w.add("言葉", r.Span, w.words.inText(w.line(r.Span)))
		case !r.Quote && r.Name == w.name && (r.Kind == "値" || r.Kind == "表"):
			w.add("計算", r.Span, w.line(r.Span))
		}
	})
	w.eachProgram(func(p *calculator.Program) {
		isOwn := w.subject.Span.Path == p.Path
		if !isOwn && !slices.Contains(p.Figures, w.name) {
			return
		}
		for _, e := range p.Examples {
			w.add("例", e.Position, e.Title)
		}
		for _, g := range p.Grids {
			w.add("早見表", g.Position, g.Title)
		}
	})
}

func (w *finder) eachProgram(do func(p *calculator.Program)) {
	if w.in.Calc == nil {
		return
	}
	for _, p := range w.in.Calc.Programs {
		do(p)
	}
}

// quotesIn adds where a page quotes the figure or table, or shows a calculator that uses it.
func (w *finder) quotesIn(p lint.Page) {
	front := p.Summary.Front
	for _, q := range front.Quotes {
		if w.isMeant(q.Name) {
			w.add("題と説明", q.Span, w.words.inText(q.Text))
		}
	}
	for _, s := range p.Sentences {
		if slices.ContainsFunc(s.Figures(), w.isMeant) {
			w.add(kindOf(s), s.Span(), w.words.of(s))
		}
	}
	for i, e := range p.Embeds {
		switch {
		case e.Table != nil && e.Table.Name == w.name:
			w.add("表", p.Summary.Embeds[i].Span, "::table["+w.name+"]")
		case e.Calculator != nil && slices.Contains(e.Calculator.Figures, w.name):
			w.add("計算機", p.Summary.Embeds[i].Span, e.Calculator.Form.Title)
		}
	}
}

func kindOf(s lint.Sentence) string {
	switch s.Block.Kind {
	case markdown.HeadingBlock, markdown.LabelBlock:
		return "見出し"
	case markdown.CellBlock:
		return "表の欄"
	}
	return "文"
}

// isMeant reports whether a quote is of the figure or table.
func (w *finder) isMeant(quote string) bool {
	return w.words.quote(quote).Name == w.name && (w.cell == "" || w.cell == plainQuote(quote))
}

// eachReference calls do for the references of .calc files. Of several on one line, only the first that
// do adds is a use, and the first quote.
func (w *finder) eachReference(do func(r calculator.Reference)) {
	if w.in.Calc == nil {
		return
	}
	type line struct {
		path    string
		number  int
		isQuote bool
	}
	added := make(map[line]bool)
	for _, r := range w.in.Calc.References {
		at, before := line{r.Span.Path, r.Span.Start.Line, r.Quote}, len(w.subject.Uses)
		if !added[at] {
			do(r)
			added[at] = len(w.subject.Uses) > before
		}
	}
}

// line returns the line of a .calc file on which a span begins.
func (w *finder) line(span diagnostic.Span) string {
	number := 0
	for line := range bytes.Lines(w.in.Texts[span.Path]) {
		if number++; number == span.Start.Line {
			return strings.TrimSpace(string(line))
		}
	}
	return ""
}
