package syntax

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// longestFirst sorts words, so that a regular expression of alternatives matches the longest.
func longestFirst(words []string) []string {
	slices.SortFunc(words, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), strings.Compare(a, b)) })
	return slices.Compact(words)
}

// Declarations are the words that begin a declaration.
func Declarations() []string { return longestFirst(append(declarationWords(), "項目")) }

// PropertyNames are the keys of the properties of all declarations.
func PropertyNames() []string {
	var names []string
	for _, d := range append(declarationWords(), "項目") {
		names = slices.AppendSeq(names, maps.Keys(propertyForms(d)))
	}
	return longestFirst(names)
}

// Keywords are the words that cannot be names.
func Keywords() []string {
	var words []string
	for _, g := range gluedWords() {
		if isKeyword(g.written) {
			words = append(words, g.written)
		}
	}
	return longestFirst(append(words, "同じ", "と", "それ以外", "はい", "いいえ", "わからない", "なし", "日付", "すべて", "ただし", "上限", "下限"))
}
