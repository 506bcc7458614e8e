package content

import (
	"strings"

	"go.yaml.in/yaml/v4"

	"shirube/calculator/diagnostic"
)

// A Keyword is a word or question by which readers look for a page or one of its headings, and which the text need not have.
type Keyword struct {
	ID   string // of the heading; empty for the page
	Word string
	Span diagnostic.Span // of the id, or of the word
}

// pageKeywords is the key of the page itself where keywords are given by heading.
const pageKeywords = "page"

// keywords reads keywords of front matter: words for the page, or by the ids of its headings.
func (d *decoder) keywords(n *yaml.Node, into *[]Keyword) {
	if n.Kind != yaml.MappingNode {
		for _, w := range d.words(n, "keywords") {
			*into = append(*into, Keyword{Word: w.Value, Span: w.Span})
		}
		return
	}
	for name, value := range pairs(n) {
		id := name.Value
		if id == pageKeywords {
			id = ""
		}
		for _, w := range d.words(value, name.Value) {
			*into = append(*into, Keyword{id, w.Value, d.span(name)})
		}
	}
}

// words reads a list, or one text with commas, as other generators have it.
func (d *decoder) words(n *yaml.Node, key string) []Text {
	var list, words []Text
	d.list(n, key, &list)
	for _, t := range list {
		for word := range strings.FieldsFuncSeq(t.Value, func(r rune) bool { return r == ',' || r == '、' }) {
			if word = strings.TrimSpace(word); word != "" {
				words = append(words, Text{word, t.Span})
			}
		}
	}
	return words
}
