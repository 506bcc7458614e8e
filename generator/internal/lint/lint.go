// Package lint runs the editors' checks on a linked site: wording, structure, figures and deadlines. Nothing here
// stops a build. Every check is a pure function from an Input to findings; Rules lists their codes.
// Findings that a site or a page suppresses are removed at the end (suppress.go).
package lint

import (
	"runtime"
	"sync"
	"sync/atomic"

	"shirube/calculator"
	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
	"shirube/generator/internal/markdown"
	"shirube/generator/internal/site"
)

// An Input is a site with all that the checks need.
type Input struct {
	Site      *site.Site
	Documents []*markdown.Document // parsed with their prose
	Calc      *calculator.Set      // nil for a site without any
	Texts     map[string][]byte    // .calc files and sources.yaml, by path
	Today     content.Date
}

// A Result is what the checks found.
type Result struct {
	Found      diagnostic.List
	Suppressed []Suppressed // findings that the site suppresses
}

// Site runs all checks, those of single pages on all processors.
func Site(in Input) Result {
	c := newChecker(in)
	c.eachPage((*checker).checkPage)
	c.findInCalculators()
	c.findNames()
	c.findOverdue()
	c.findEndingExamples()
	return c.applySuppressions()
}

// checkPage runs the checks of one page.
func (c *checker) checkPage(p Page) {
	c.findPicturesWithoutWords(p)
	c.findHeadingGaps(p)
	c.findHandTyped(p)
	c.findPlaceholders(p)
	c.findStraySigns(p)
	c.findFormer(p)
	c.findUndescribed(p)
	c.findOrphan(p)
	if p.isJapanese {
		c.findLongSentences(p)
		c.findKanjiRuns(p)
		c.findDoubleNegatives(p)
		c.findAbbreviations(p)
	}
}

// eachPage calls check for every page, with a checker for each processor, and collects the findings.
func (c *checker) eachPage(check func(*checker, Page)) {
	workers := make([]checker, runtime.GOMAXPROCS(0))
	var next atomic.Int64
	var wg sync.WaitGroup
	for i := range workers {
		// Workers share what is read only; findings and the values of figures are their own, so that none waits for
		// another.
		workers[i] = *c
		workers[i].found, workers[i].figures = nil, make(map[string]string)
		wg.Go(func() {
			for at := int(next.Add(1)) - 1; at < len(c.pages); at = int(next.Add(1)) - 1 {
				check(&workers[i], c.pages[at])
			}
		})
	}
	wg.Wait()
	for i := range workers {
		c.found = append(c.found, workers[i].found...)
	}
}

// A checker is the state of Site. Its checks add to found.
type checker struct {
	in        Input
	rules     map[string]diagnostic.CodeDoc
	pages     []Page
	known     map[string][]string // how figures are quoted, by folded value
	former    map[string]former   // former values of figures, by folded value
	terms     *terms
	figures   map[string]string // values of figures, by quote
	wanted    map[*site.Page]bool
	found     diagnostic.List
	deadlines []Deadline
}

// newChecker prepares what checks of all pages share, so that each page costs only its own words.
func newChecker(in Input) *checker {
	c := &checker{in: in, rules: make(map[string]diagnostic.CodeDoc), figures: make(map[string]string)}
	c.known, c.terms = figureNames(in.Site.Figures), newTerms(in.Site)
	for _, r := range Rules() {
		c.rules[r.Code] = r
	}
	c.pages = in.Pages()
	c.former = formerValues(in.Site.Figures, c.known)
	c.wanted = wantedPages(in.Site)
	c.deadlines = c.allDeadlines()
	return c
}

// report adds a finding with the default severity of its rule.
func (c *checker) report(code string, span diagnostic.Span, message, suggestion string) {
	c.found = append(c.found, diagnostic.Diagnostic{
		Severity: c.rules[code].Severity, Code: code, Span: placed(span), Message: message, Suggestion: suggestion,
	})
}

// placed moves the span of a whole file to its beginning, where editors open it.
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
			q, _ := c.in.Site.Figures.Quote(name) // unknown ones have been reported by linking
			c.figures[name] = q.Text
		}
		return c.figures[name]
	})
}
