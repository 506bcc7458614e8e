package calculator

import (
	"bytes"
	"regexp"
	"slices"

	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/check"
	"shirube/calculator/internal/syntax"
)

var quotePlace = regexp.MustCompile(`\{\{\s*([^{}\n]+?)\s*\}\}`)

// writeOutQuotes replaces {{NAME}} in the files by the figures that the files without a 計算機 hold,
// as guides do, so that the words of a calculator follow its figures (SPEC.md 2.2). Places behind a
// quote on its line move by the difference in length.
func writeOutQuotes(sources []Source, options Options) ([]Source, diagnostic.List) {
	quoting := func(s Source) bool { return bytes.Contains(s.Text, []byte("{{")) }
	if !slices.ContainsFunc(sources, quoting) {
		return sources, nil
	}
	figures := sharedFigures(sources, options)
	var found diagnostic.List
	written := slices.Clone(sources)
	for i, s := range sources {
		if !quoting(s) {
			continue
		}
		written[i].Text = quotePlace.ReplaceAllFunc(s.Text, func(m []byte) []byte {
			q, err := figures.Quote(string(quotePlace.FindSubmatch(m)[1]))
			if err == nil {
				return []byte(q.Text)
			}
			at := diagnostic.PositionAt(s.Text, bytes.Index(s.Text, m))
			found = append(found, diagnostic.Diagnostic{
				Code: CodeUnknownQuote, Span: diagnostic.At(s.Path, at.Line, at.Column), Message: err.Error(),
			})
			return bytes.ReplaceAll(m, []byte("{{"), nil)
		})
	}
	return written, found
}

// sharedFigures are the figures of the files without a 計算機. What is wrong with them is told when
// they are compiled.
func sharedFigures(sources []Source, options Options) *Figures {
	var shared []*syntax.File
	for _, s := range sources {
		if file, _ := syntax.Parse(s.Path, s.Text); len(file.Calculators) == 0 {
			shared = append(shared, file)
		}
	}
	config := check.Config{}
	if options.Today.Valid {
		config.Today = &options.Today.Number
	}
	checked, _ := check.Check(shared, config)
	return newFigures(checked, options.Today)
}
