package references

import (
	"shirube/calculator"
	"shirube/generator/internal/content"
	"shirube/generator/internal/lint"
)

// words replaces quotes in sentences by the figures of one day.
type words struct {
	figures *calculator.Figures // nil for a site without any
	known   map[string]calculator.Quote
}

func newWords(f *calculator.Figures) *words {
	return &words{figures: f, known: make(map[string]calculator.Quote)}
}

// quote resolves a quote; the zero Quote for what is unknown on that day.
func (w *words) quote(text string) calculator.Quote {
	q, ok := w.known[text]
	if !ok && w.figures != nil {
		q, _ = w.figures.Quote(text)
		w.known[text] = q
	}
	return q
}

// noValue is written for a figure without a value on the day.
const noValue = "（値なし）"

func (w *words) value(text string) string {
	if q := w.quote(text); q.Text != "" {
		return q.Text
	}
	return noValue
}

// of returns a sentence for readers.
func (w *words) of(s lint.Sentence) string { return s.Words(w.value) }

// inText returns a text of front matter for readers.
func (w *words) inText(text string) string {
	return content.ReplaceQuotes(text, func(name string) (string, bool) { return w.value(name), true })
}
