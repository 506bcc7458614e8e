package site

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"shirube/calculator"
	"shirube/calculator/diagnostic"
	"shirube/generator/internal/markdown"
)

// An Embed is what a reference in a page resolves to; all fields are zero for an unknown name.
type Embed struct {
	Quote      calculator.Quote // of a figure
	Table      *calculator.Table
	Calculator *calculator.Program
	Edition    *calculator.Edition // its words on a page of an edition; nil for those of the calculator
	IsForeign  bool                // the page is of an edition
	Chart      *Chart              // what a calculator draws
	Title      string              // of a calculator on its page
}

// Form returns a calculator's form in the words of its page.
func (e *Embed) Form() *calculator.Form {
	if e.Edition != nil {
		return &e.Edition.Form
	}
	return &e.Calculator.Form
}

// Grids returns a calculator's worked-out tables in the words of its page.
func (e *Embed) Grids() []calculator.Grid {
	if e.Edition != nil {
		return e.Edition.Grids
	}
	return e.Calculator.Grids
}

// Translated says how much of a calculator is in the words of its edition: all, some or none; "" on a page of the main
// language.
func (e *Embed) Translated() string {
	switch {
	case !e.IsForeign:
		return ""
	case e.Edition == nil:
		return "none"
	case len(e.Edition.Missing) > 0:
		return "some"
	}
	return "all"
}

// A Chart names the values that a calculator draws, by their places in its form.
type Chart struct {
	Dates   bool // days on a line of time, not amounts as bars
	Inputs  []int
	Outputs []int
}

// embeds resolves the figures, tables and calculators that pages name.
func (l *linker) embeds() {
	l.site.FigureUses = make(map[string][]*Page)
	if l.in.Calc != nil {
		l.site.Figures = l.in.Calc.Figures
	}
	shown := make(map[string]*calculator.Program)
	for _, p := range l.site.Pages {
		if len(p.Summary.Embeds) > 0 {
			p.Embeds = make([]Embed, len(p.Summary.Embeds))
		}
		l.frontFigures(p)
		for i, e := range p.Summary.Embeds {
			p.Embeds[i] = l.embed(p, e)
			if program := p.Embeds[i].Calculator; program != nil {
				shown[program.Name] = program
			}
		}
	}
	for _, program := range shown {
		l.site.Calculators = append(l.site.Calculators, program)
	}
	slices.SortFunc(l.site.Calculators, func(a, b *calculator.Program) int { return cmp.Compare(a.Name, b.Name) })
}

// frontFigures resolves the figures that a page's title and description quote, as its body does.
func (l *linker) frontFigures(p *Page) {
	if l.in.Calc == nil {
		return
	}
	for _, q := range p.Summary.Front.Quotes {
		l.figure(p, markdown.Embed{Kind: markdown.FigureEmbed, Name: q.Name, Span: q.Span})
	}
}

func (l *linker) embed(p *Page, e markdown.Embed) Embed {
	switch e.Kind {
	case markdown.FigureEmbed:
		return l.figure(p, e)
	case markdown.TableEmbed:
		return l.table(p, e)
	case markdown.CalculatorEmbed:
		return l.calculator(p, e)
	}
	return Embed{}
}

// uses records that a page uses a figure and quotes its sources.
func (l *linker) uses(p *Page, figure string, sources []string, span diagnostic.Span) {
	if pages := l.site.FigureUses[figure]; !slices.Contains(pages, p) {
		l.site.FigureUses[figure] = append(pages, p)
	}
	for _, id := range sources {
		l.quote(p, id, span)
	}
}

func (l *linker) figure(p *Page, e markdown.Embed) Embed {
	if l.in.Calc == nil {
		l.report(diagnostic.Error, "figure-unknown", e.Span, fmt.Sprintf("「%s」という値はありません。", e.Name), "content/figures/ に .calc ファイルを作り、値か表を書いてください。")
		return Embed{}
	}
	quote, err := l.in.Calc.Figures.Quote(e.Name)
	if err != nil {
		if l.in.Calc.Figures.IsBroken(e.Name) {
			return Embed{} // reported where it is declared
		}
		l.report(diagnostic.Error, "figure-unknown", e.Span, err.Error(), "")
		return Embed{}
	}
	l.uses(p, quote.Name, quote.Sources, e.Span)
	return Embed{Quote: quote}
}

func (l *linker) table(p *Page, e markdown.Embed) Embed {
	var names []string
	if l.in.Calc != nil {
		if t, ok := l.in.Calc.Figures.Table(e.Name); ok {
			l.uses(p, t.Name, t.Sources, e.Span)
			return Embed{Table: &t}
		}
		for _, t := range l.in.Calc.Figures.Tables() {
			names = append(names, t.Name)
		}
	}
	if l.in.Calc != nil && l.in.Calc.Figures.IsBroken(e.Name) {
		return Embed{} // reported where it is declared
	}
	l.report(diagnostic.Error, "table-unknown", e.Span, fmt.Sprintf("「%s」という表はありません。", e.Name),
		diagnostic.DidYouMean(e.Name, names, "content/figures/ の .calc ファイルに「表」を書いてください。"))
	return Embed{}
}

func (l *linker) calculator(p *Page, e markdown.Embed) Embed {
	var program *calculator.Program
	var names []string
	if l.in.Calc != nil {
		program = l.in.Calc.Program(e.Name)
		for _, other := range l.in.Calc.Programs {
			names = append(names, other.Name)
		}
	}
	if program == nil && l.in.Calc != nil && l.in.Calc.IsBroken(e.Name) {
		return Embed{} // reported in its file
	}
	if program == nil {
		l.report(diagnostic.Error, "calculator-unknown", e.Span, fmt.Sprintf("「%s」という計算機はありません。", e.Name),
			diagnostic.DidYouMean(e.Name, names, "content/calculators/ に、この名前の .calc ファイルがあるか、誤りがないかを確かめてください。"))
		return Embed{}
	}
	for _, figure := range program.Figures {
		l.uses(p, figure, nil, e.Span)
	}
	for _, id := range FormSources(&program.Form) {
		l.quote(p, id, e.Span)
	}
	embed := Embed{Calculator: program, Edition: program.Editions[p.Edition], IsForeign: p.Edition != "", Chart: l.chart(&program.Form, e)}
	embed.Title = cmp.Or(e.Title, embed.Form().Title)
	if embed.IsForeign && embed.Edition == nil {
		l.report(diagnostic.Warning, "calculator-untranslated", e.Span, fmt.Sprintf("計算機「%s」に、この版の言葉がありません。ページには元の言葉が出ます。", e.Name),
			fmt.Sprintf("計算機のファイルの隣に「%s.%s.calc」を作り、元の言葉の下に訳を書いてください。", e.Name, p.Edition))
	}
	return embed
}

// FormSources returns the ids of all sources that a form names, each once.
func FormSources(f *calculator.Form) []string {
	ids := slices.Clone(f.Sources)
	add := func(more []string) {
		for _, id := range more {
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	for _, in := range f.Inputs {
		add(in.Sources)
	}
	for _, s := range f.Steps {
		add(s.Sources)
	}
	for _, m := range f.Messages {
		add(m.Sources)
	}
	return ids
}

// chart finds the values that a page wants drawn: amounts, or days.
func (l *linker) chart(f *calculator.Form, e markdown.Embed) *Chart {
	if e.Chart == "" {
		return nil
	}
	chart := &Chart{}
	var names []string
	for _, o := range f.Outputs {
		names = append(names, o.Name)
	}
	for _, name := range strings.Fields(e.Chart) {
		output := slices.IndexFunc(f.Outputs, func(o calculator.FormOutput) bool { return o.Name == name })
		input := slices.IndexFunc(f.Inputs, func(in calculator.FormInput) bool {
			return in.Name == name && in.Kind == calculator.KindDate
		})
		switch {
		case output >= 0:
			chart.Outputs = append(chart.Outputs, output)
			chart.Dates = chart.Dates || f.Steps[f.Outputs[output].Step].Kind == calculator.KindDate
		case input >= 0:
			chart.Inputs = append(chart.Inputs, input)
			chart.Dates = true
		default:
			l.report(diagnostic.Error, "chart-unknown", e.Span, fmt.Sprintf("図にする「%s」が、計算機「%s」の結果にありません。", name, e.Name),
				diagnostic.DidYouMean(name, names, "結果の名前: "+strings.Join(names, ", ")))
		}
	}
	return chart
}
