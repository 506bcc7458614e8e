package content

import (
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"

	"shirube/calculator/diagnostic"
)

// A Quote is a figure that a text quotes as {{NAME}}.
type Quote struct {
	Name     string
	From, To int // byte offsets of the braces in the text
}

var quote = regexp.MustCompile(`\{\{\s*([^{}]+?)\s*\}\}`)

// QuotesIn returns the figures that a text quotes.
func QuotesIn(text string) []Quote {
	if !strings.Contains(text, "{{") {
		return nil
	}
	var quotes []Quote
	for _, m := range quote.FindAllStringSubmatchIndex(text, -1) {
		quotes = append(quotes, Quote{text[m[2]:m[3]], m[0], m[1]})
	}
	return quotes
}

// ReplaceQuotes returns a text with its quotes replaced by the values of figures; what value reports
// false for stays as it is.
func ReplaceQuotes(text string, value func(name string) (string, bool)) string {
	quotes := QuotesIn(text)
	if len(quotes) == 0 {
		return text
	}
	var b strings.Builder
	at := 0
	for _, q := range quotes {
		b.WriteString(text[at:q.From])
		if v, ok := value(q.Name); ok {
			b.WriteString(v)
		} else {
			b.WriteString(text[q.From:q.To])
		}
		at = q.To
	}
	return b.String() + text[at:]
}

// A FrontQuote is a figure that a text of front matter quotes.
type FrontQuote struct {
	Name string
	Text string // all of the text
	Span diagnostic.Span
}

// quoting reads a text that may quote figures.
func (f *Front) quoting(d *decoder, n *yaml.Node, key string, into *string) {
	d.text(n, key, into)
	for _, q := range QuotesIn(*into) {
		f.Quotes = append(f.Quotes, FrontQuote{q.Name, *into, d.within(n, q.From, q.To)})
	}
}

// within returns the place of the bytes [from, to) of a scalar's value; the whole scalar where its
// value is not written as it is.
func (d *decoder) within(n *yaml.Node, from, to int) diagnostic.Span {
	span := d.span(n)
	column := span.Start.Column + len([]rune(n.Value[:from]))
	switch {
	case strings.ContainsAny(n.Value, "\n\t"), n.Style&yaml.DoubleQuotedStyle != 0 && strings.ContainsAny(n.Value, `"\`),
		n.Style&yaml.SingleQuotedStyle != 0 && strings.Contains(n.Value, "'"), n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return span
	case n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0:
		column++
	}
	span.Start.Column = column
	span.End = diagnostic.Position{Line: span.Start.Line, Column: column + len([]rune(n.Value[from:to]))}
	return span
}
