package content

import (
	"fmt"

	"go.yaml.in/yaml/v4"

	"shirube/calculator/diagnostic"
)

// ParseSynonyms reads synonyms.yaml: under words, a list of groups of words that are found for one
// another. Each word belongs to one group.
func ParseSynonyms(file File) ([][]string, diagnostic.List) {
	d, top := newDecoder(file)
	if top == nil {
		return nil, d.found
	}
	var groups [][]string
	d.fields(top, names(SynonymKeys()), func(key string, value *yaml.Node) bool {
		if key == "words" {
			groups = d.synonyms(value)
		}
		return key == "words"
	})
	return groups, d.found
}

func (d *decoder) synonyms(n *yaml.Node) [][]string {
	const example = "words: [[料金, 費用], [手帳, 障害者手帳]]"
	if n.Kind != yaml.SequenceNode {
		d.wrong(n, "words", "言葉の組の一覧", example)
		return nil
	}
	var groups [][]string
	seen := make(map[string]bool)
	for _, item := range n.Content {
		if item.Kind != yaml.SequenceNode {
			d.wrong(item, "words", "言葉の組の一覧", example)
			continue
		}
		if group := d.synonymGroup(item, seen); len(group) > 1 {
			groups = append(groups, group)
		}
	}
	return groups
}

// synonymGroup returns the words of a group that no other group has.
func (d *decoder) synonymGroup(n *yaml.Node, seen map[string]bool) []string {
	var words []Text
	d.list(n, "words", &words)
	if len(words) == 1 {
		d.report(diagnostic.Error, "synonym-alone", n, fmt.Sprintf("「%s」の組に、ほかの言葉がありません。", words[0].Value), "同じものを指す言葉を並べてください。例: [料金, 費用]")
	}
	var group []string
	for _, w := range words {
		if seen[w.Value] {
			d.found = append(d.found, diagnostic.Diagnostic{
				Code: "synonym-twice", Span: w.Span, Message: fmt.Sprintf("「%s」が二度書かれています。", w.Value),
				Suggestion: "一つの言葉は、一つの組だけに入れてください。",
			})
			continue
		}
		seen[w.Value] = true
		group = append(group, w.Value)
	}
	return group
}
