// Package check looks at a linked site as an editor in chief would: nothing here stops a build, but
// readers are better served where it finds nothing. Every check is a pure function from an Input to
// findings; Rules lists their codes. What a site or a page does not want to be told is taken out at
// the end (silence.go).
package check

import (
	"shirube/calculator"
	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
	"shirube/generator/internal/markdown"
	"shirube/generator/internal/site"
)

// An Input is a site with all that the checks look at.
type Input struct {
	Site      *site.Site
	Documents []*markdown.Document // parsed with their prose
	Calc      *calculator.Set      // nil for a site without any
	Texts     map[string][]byte    // .calc files and sources.yaml, by path
	Today     content.Date
}

// A Result is what the checks have to say.
type Result struct {
	Found    diagnostic.List
	Silenced []Silenced // what would have been found but for the site's own words
}

// Site runs all checks.
func Site(in Input) Result {
	c := newChecker(in)
	for _, p := range c.pages {
		c.findPicturesWithoutWords(p)
		c.findHeadingGaps(p)
		c.findHandTyped(p)
		c.findUndescribed(p)
		c.findOrphan(p)
		if p.isJapanese {
			c.findLongSentences(p)
			c.findKanjiRuns(p)
			c.findDoubleNegatives(p)
		}
	}
	c.findUndefinedTerms()
	c.findOverdue()
	return c.settle()
}

// A checker is the work of Site. Its checks add to found.
type checker struct {
	in        Input
	rules     map[string]Rule
	pages     []Page
	known     map[string][]string // how figures are quoted, by folded value
	terms     *terms
	figures   map[string]string // values by what stands between the braces
	wanted    map[*site.Page]bool
	found     diagnostic.List
	deadlines []Deadline
}

func newChecker(in Input) *checker {
	c := &checker{in: in, rules: make(map[string]Rule), figures: make(map[string]string), known: figureNames(in.Site.Figures), terms: newTerms(in.Site)}
	for _, r := range Rules() {
		c.rules[r.Code] = r
	}
	c.pages = in.Pages()
	c.wanted = wantedPages(in.Site)
	c.deadlines = c.allDeadlines()
	return c
}

// report notes a finding with the severity that its rule has by itself.
func (c *checker) report(code string, span diagnostic.Span, message, suggestion string) {
	c.found = append(c.found, diagnostic.Diagnostic{
		Severity: c.rules[code].Severity, Code: code, Span: placed(span), Message: message, Suggestion: suggestion,
	})
}

// placed gives a finding on a whole file the place at its beginning, where editors open it.
func placed(span diagnostic.Span) diagnostic.Span {
	if !span.Start.IsValid() {
		span.Start = diagnostic.Position{Line: 1, Column: 1}
	}
	return span
}

// words returns a sentence for readers, with the values of its figures.
func (c *checker) words(s Sentence) string {
	return s.Words(func(name string) string {
		if _, ok := c.figures[name]; !ok && c.in.Site.Figures != nil {
			q, _ := c.in.Site.Figures.Quote(name) // unknown ones have been told by linking
			c.figures[name] = q.Text
		}
		return c.figures[name]
	})
}
