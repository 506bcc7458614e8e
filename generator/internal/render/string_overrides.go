package render

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
)

// With returns the theme with the site's own words in place of some of its interface strings. A key that
// no language of the theme has is an error at its place in site.yaml. Words of editions come after those of languages.
func (t *Theme) With(words []content.Wording) (*Theme, diagnostic.List) {
	if len(words) == 0 {
		return t, nil
	}
	known := t.Strings("")
	said := &Theme{templates: t.templates, layouts: t.layouts, readsData: t.readsData, strings: maps.Clone(t.strings), fallback: t.fallback}
	for lang, texts := range said.strings {
		said.strings[lang] = maps.Clone(texts)
	}
	var found diagnostic.List
	for _, w := range words {
		if _, ok := known[w.Key]; !ok {
			found = append(found, unknownString(w, known))
			continue
		}
		if said.strings[w.Lang] == nil {
			said.strings[w.Lang] = make(Strings)
		}
		said.strings[w.Lang][w.Key] = w.Text
		for name, texts := range said.strings { // the site's word before the theme's for an edition in that language
			if strings.HasPrefix(name, w.Lang+content.EditionMark) {
				delete(texts, w.Key)
			}
		}
	}
	said.digest = digestOf(struct {
		theme   Key
		strings map[string]Strings
	}{t.digest, said.strings})
	return said, found
}

func unknownString(w content.Wording, known Strings) diagnostic.Diagnostic {
	suggestion := diagnostic.DidYouMean(w.Key, slices.Sorted(maps.Keys(known)), "言葉の名前の一覧は、テーマの strings/ja.yaml にあります。")
	return diagnostic.Diagnostic{
		Code: "string-unknown", Span: w.Span,
		Message: fmt.Sprintf("「%s」という画面の言葉は、テーマにありません。", w.Key), Suggestion: suggestion,
	}
}
