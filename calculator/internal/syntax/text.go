package syntax

import (
	"slices"
	"strings"
	"unicode/utf8"

	"shirube/calculator/diagnostic"
)

// A Text is a text for readers as the file has it, with the figures that it quotes. Several lines are
// joined.
type Text struct {
	Raw    string
	Quotes []Quote
	Span   Span
	lines  []textLine
}

// A textLine is where a line of the file begins in a Text.
type textLine struct {
	offset int // in Raw
	start  diagnostic.Position
}

// A Quote is {{NAME}} in a text.
type Quote struct {
	From, To int    // byte offsets of the braces in Raw
	Words    string // between the braces
	Expr     Expr   // nil where the words cannot be read
	Problem  string // why not, with the remedy
	Span     Span   // with the braces
}

// At returns the position of a byte offset in Raw.
func (t *Text) At(offset int) diagnostic.Position {
	i := len(t.lines) - 1
	for i > 0 && t.lines[i].offset > offset {
		i--
	}
	if i < 0 {
		return t.Span.Start
	}
	l := t.lines[i]
	column := l.start.Column + utf8.RuneCountInString(t.Raw[l.offset:min(max(offset, l.offset), len(t.Raw))])
	return diagnostic.Position{Line: l.start.Line, Column: column}
}

// text joins lines as a reader sees them, with separator between.
func (p *parser) text(lines []line, separator string) Text {
	t := Text{Span: Span{Path: p.path}}
	if len(lines) > 0 {
		t.Span = spanOf(p.path, lines)
	}
	p.extend(&t, lines, separator)
	return t
}

// extend joins further lines to t.
func (p *parser) extend(t *Text, lines []line, separator string) {
	for _, l := range lines {
		l = l.to(len(l.folded)).from(0)
		if len(l.raw) == 0 {
			continue
		}
		if t.Raw != "" {
			t.Raw += separator
		}
		offset := len(t.Raw)
		t.lines = append(t.lines, textLine{offset, diagnostic.Position{Line: l.number, Column: l.column}})
		t.Raw += string(l.raw)
		t.Span.End = l.whole(p.path).End
		p.quotes(t, l, offset)
	}
}

// quotes finds {{NAME}} in a line that begins at offset in t.
func (p *parser) quotes(t *Text, l line, offset int) {
	for from := 0; ; {
		start := indexPair(l.raw, '{', from)
		if start < 0 {
			return
		}
		end := indexPair(l.raw, '}', start)
		inner := l.raw[start+2 : max(end, start+2)]
		words := strings.TrimSpace(string(inner))
		if end < 0 || words == "" || slices.Contains(inner, '{') || slices.Contains(inner, '}') {
			from = start + 1
			continue
		}
		q := Quote{From: offset + len(string(l.raw[:start])), To: offset + len(string(l.raw[:end+2])),
			Words: words, Span: l.span(p.path, start, end+2)}
		p.quoteExpr(&q, l.to(end).from(start+2))
		t.Quotes = append(t.Quotes, q)
		from = end + 2
	}
}

// indexPair returns the index of the first two letters r at or behind from, or -1.
func indexPair(text []rune, r rune, from int) int {
	for i := from; i+1 < len(text); i++ {
		if text[i] == r && text[i+1] == r {
			return i
		}
	}
	return -1
}

// quoteExpr parses the words between the braces. Errors are kept in the quote: the checker reports
// them with the name that may have been meant.
func (p *parser) quoteExpr(q *Quote, l line) {
	// A parser of its own, so that its errors do not make the declaration unreadable: the text is still shown.
	inner := &parser{path: p.path, file: &File{}}
	x := inner.cursor([]line{l}).whole()
	if len(inner.found) > 0 {
		q.Problem = inner.found[0].Message + inner.found[0].Suggestion
		return
	}
	q.Expr = x
}
