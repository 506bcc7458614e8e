package lint

import (
	"slices"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/markdown"
	"shirube/generator/internal/site"
)

// A Page is a page of the site with its prose.
type Page struct {
	*site.Page
	Prose     *markdown.Prose
	Sentences []Sentence

	isJapanese bool
}

// A Sentence is the bytes [From, To) of a block.
type Sentence struct {
	Block    *markdown.Block
	From, To int
}

// Text returns the sentence with markdown.Object for figures and other things that are no text.
func (s Sentence) Text() string { return s.Block.Text[s.From:s.To] }

// Span returns the place of the sentence.
func (s Sentence) Span() diagnostic.Span { return s.Block.Span(s.From, s.To) }

// Words returns the sentence for readers, with each figure as value writes it.
func (s Sentence) Words(value func(quote string) string) string {
	return s.Block.Words(s.From, s.To, value)
}

// Figures returns the quotes of the sentence, as written between the braces.
func (s Sentence) Figures() []string { return s.Block.Figures(s.From, s.To) }

// inKind reports whether a sentence is in a block of one of the kinds.
func (s Sentence) inKind(kinds ...markdown.BlockKind) bool {
	return slices.Contains(kinds, s.Block.Kind)
}

// Pages returns the pages of the site that have a file, in the order of their paths.
func (in *Input) Pages() []Page {
	prose := make(map[*markdown.PageSummary]*markdown.Prose, len(in.Documents))
	for _, d := range in.Documents {
		prose[d.PageSummary] = d.Prose
	}
	var pages []Page
	for _, p := range in.Site.Pages {
		if known := prose[p.Summary]; known != nil {
			pages = append(pages, newPage(p, known))
		}
	}
	return pages
}

func newPage(p *site.Page, prose *markdown.Prose) Page {
	out := Page{Page: p, Prose: prose, isJapanese: strings.HasPrefix(p.Lang, "ja")}
	for i := range prose.Blocks {
		b := &prose.Blocks[i]
		for _, bounds := range b.Sentences() {
			out.Sentences = append(out.Sentences, Sentence{b, bounds[0], bounds[1]})
		}
	}
	return out
}

// place returns where the page begins: at its title.
func (p Page) place() diagnostic.Span { return placed(p.Summary.Front.TitleSpan) }
