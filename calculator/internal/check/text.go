package check

import (
	"slices"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/syntax"
)

// A Text is a text for readers, with the figures that it quotes written out.
type Text struct {
	Key        string // the property that holds it, 選択肢, 題, 注, or 文 for 注意 and 止める
	Calculator string // "" in a shared file
	Text       string
	Span       diagnostic.Span
	source     syntax.Text
	written    []piece
}

// A piece is a part of a written-out text: as the file has it, or a quote.
type piece struct {
	offset int // in Text
	raw    int // in source.Raw
	quote  bool
}

// At returns the place in the file that a byte offset in Text comes from; all of a figure comes
// from its quote.
func (t Text) At(offset int) diagnostic.Span {
	var p piece
	for _, next := range t.written {
		if next.offset <= offset {
			p = next
		}
	}
	raw := p.raw
	if !p.quote {
		raw += offset - p.offset
	}
	at := t.source.At(raw)
	return diagnostic.At(t.Span.Path, at.Line, at.Column)
}

// text writes out the figures that t quotes, and adds the text to the result.
func (c *checker) text(key, calculator string, t syntax.Text) string {
	text, _ := c.textWith(key, calculator, t, nil)
	return text
}

// textWith is like text, and returns the values of steps in it. step returns the step that a name means in this text;
// ok is false for any other name.
func (c *checker) textWith(key, calculator string, t syntax.Text, step func(name string) (int, bool)) (string, []ir.TextValue) {
	if t.Raw == "" {
		return "", nil
	}
	out := Text{Key: key, Calculator: calculator, Span: t.Span, source: t}
	var values []ir.TextValue
	out.Text, out.written, values = c.write(t, step)
	c.result.Texts = append(c.result.Texts, out)
	c.translate(calculator, t.Raw, out.Text, step)
	return out.Text, values
}

// write writes out the figures of a text, and finds the values of steps in it.
func (c *checker) write(t syntax.Text, step func(name string) (int, bool)) (string, []piece, []ir.TextValue) {
	var written []piece
	var values []ir.TextValue
	var b strings.Builder
	end := 0
	for _, q := range t.Quotes {
		written = append(written, piece{b.Len(), end, false})
		b.WriteString(t.Raw[end:q.From])
		written = append(written, piece{b.Len(), q.From, true})
		end = q.To
		if name, ok := q.Expr.(*syntax.Name); ok && step != nil {
			if i, ok := step(name.Name); ok {
				values = append(values, ir.TextValue{Offset: b.Len(), Step: i})
				continue
			}
		}
		b.WriteString(c.quoted(q))
	}
	written = append(written, piece{b.Len(), end, false})
	b.WriteString(t.Raw[end:])
	return b.String(), written, values
}

// quoted returns the figure behind a quote, or the words of one that is unknown.
func (c *checker) quoted(q syntax.Quote) string {
	found, problem := c.quotes.findParsed(q.Words, q.Expr, q.Problem)
	if problem != nil {
		if key := q.Span.Path + " " + q.Words; !c.wrongQuotes[key] && !c.quotes.namesDamaged(q.Expr) {
			c.wrongQuotes[key] = true
			c.errorAt(CodeUnknownQuote, q.Span, problem.what, problem.remedy)
		}
		return q.Words
	}
	return found.Text
}

// words writes out the text of a property of this calculator.
func (b *builder) words(p syntax.Properties, key string) string {
	return b.text(key, b.out.Name, p.Text(key))
}

// helpTexts writes out 説明 and 仮定.
func (c *checker) helpTexts(p syntax.Properties, calculator string) (help, assumed string) {
	return c.text("説明", calculator, p.Text("説明")), c.text("仮定", calculator, p.Text("仮定"))
}

// writeTexts calls write as soon as all shared figures are known.
func (c *checker) writeTexts(write func()) {
	if c.quotes == nil {
		c.unwritten = append(c.unwritten, write)
		return
	}
	write()
}

// figureTexts writes out the texts of a figure; f is nil where the figure has an error, but its quotes are checked
// all the same.
func (c *checker) figureTexts(d *syntax.Figure, f *Figure, calculator string) {
	help, assumed := c.helpTexts(d.Properties, calculator)
	if f == nil {
		return
	}
	f.Help, f.Assumed = help, assumed
	for i := range f.Values {
		f.Values[i].Note = c.text("注", calculator, d.Values[i].Note)
	}
}

// tableTexts writes out the texts of a table, as figureTexts those of a figure.
func (c *checker) tableTexts(d *syntax.Table, t *Table, calculator string) {
	t.Help, t.Assumed = c.helpTexts(d.Properties, calculator)
	for i, v := range t.Versions {
		for j := range v.Rows {
			v.Rows[j].Note = c.text("注", calculator, d.Versions[i].Rows[j].Note)
		}
	}
}

// stepOfText returns the step behind a name that a 注意 quotes: a 式 or 判定 of its own.
func (b *builder) stepOfText(name string) (int, bool) {
	s := b.scope.value(name)
	if s == nil || s.list != nil || s.kind != formulaSymbol && s.kind != decisionSymbol {
		return 0, false
	}
	s.used = true
	if b.resolve(s, s.at) == nil {
		b.broken = true
		return 0, true
	}
	return s.step, true
}

// ownQuotes returns the figures that texts of this calculator may quote: the shared ones, then its own.
func (b *builder) ownQuotes() *Quotes {
	q := *b.quotes
	q.damaged, q.figures, q.tables = b.scope.isDamaged, slices.Clip(q.figures), slices.Clip(q.tables)
	for _, f := range b.result.Figures {
		if f.Calculator == b.out.Name {
			q.figures = append(q.figures, f)
		}
	}
	for _, t := range b.result.Tables {
		if t.Calculator == b.out.Name {
			q.tables = append(q.tables, t)
		}
	}
	return &q
}
