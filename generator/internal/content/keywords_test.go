package content_test

import (
	"testing"

	"shirube/generator/internal/content"
)

// Keywords belong to the page or to its headings; other generators have them as a list or as one text.
func TestKeywords(t *testing.T) {
	for text, want := range map[string][][2]string{
		"{page: [料金表], 費用: 'いくら、値段'}": {{"", "料金表"}, {"費用", "いくら"}, {"費用", "値段"}},
		"[a, b]":  {{"", "a"}, {"", "b"}},
		`"a, b,"`: {{"", "a"}, {"", "b"}},
	} {
		front, _, _, found := content.ParsePage(content.File{Path: "a.md", Bytes: []byte("---\nkeywords: " + text + "\n---\n")}, content.PageRules{Strict: true})
		if len(found) > 0 || len(front.Keywords) != len(want) {
			t.Errorf("%s: %+v, %v", text, front.Keywords, found)
			continue
		}
		for i, k := range front.Keywords {
			if k.ID != want[i][0] || k.Word != want[i][1] {
				t.Errorf("%s: keyword %d is %+v, want %v", text, i, k, want[i])
			}
		}
	}
}
