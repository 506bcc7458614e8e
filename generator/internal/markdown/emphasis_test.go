package markdown_test

import (
	"strings"
	"testing"

	"shirube/generator/internal/markdown"
)

// Emphasis beside Japanese punctuation is what the writer meant where the site says so, and reported
// where it does not.
func TestEmphasisBesideJapanesePunctuation(t *testing.T) {
	for text, want := range map[string]string{
		"これは**「大切」**です":  "これは<strong>「大切」</strong>です",
		"**「大切」**です":     "<strong>「大切」</strong>です",
		"これは**大切。**次":    "これは<strong>大切。</strong>次",
		"これは**（大切）**、次":  "これは<strong>（大切）</strong>、次",
		"*「大切」*は":        "<em>「大切」</em>は",
		"__大切__です":       "<strong>大切</strong>です",
		"_大切_を":          "<em>大切</em>を",
		"~~「古い」~~は":      "<del>「古い」</del>は",
		"は**`コード`**は":    "は<strong><code>コード</code></strong>は",
		"**[題](a.md)**は": `<strong><a href="a.md">題</a></strong>は`,
	} {
		on, off := markdown.New(markdown.Options{EastAsianEmphasis: true}), markdown.New(markdown.Options{})
		doc, found := on.Parse(page(text), words())
		if body := string(doc.Append(nil, asWritten{doc})); !strings.Contains(body, want) || len(found) > 0 {
			t.Errorf("on: %s: %s %v", text, body, found)
		}
		doc, found = off.Parse(page(text), words())
		isEmphasis := strings.Contains(string(doc.Append(nil, asWritten{doc})), want)
		if isEmphasis == (len(found) > 0) {
			t.Errorf("off: %s: emphasis %v, found %v", text, isEmphasis, found)
		}
	}
	for _, mark := range []string{"**", "__", "*", "_", "~~", "***"} {
		for _, inside := range []string{"「大切」", "（大切）", "大切。"} {
			for _, around := range [][2]string{{"", "です"}, {"これは", ""}, {"これは", "です"}, {"「", "」です"}, {"", "、次"}} {
				if mark == "_" && around[0] == "これは" {
					continue // as in a name
				}
				text := around[0] + mark + inside + mark + around[1]
				doc, found := markdown.New(markdown.Options{EastAsianEmphasis: true}).Parse(page(text), words())
				if body := string(doc.Append(nil, asWritten{doc})); strings.Contains(body, mark[:1]) || len(found) > 0 {
					t.Errorf("on: %s: %s %v", text, body, found)
				}
				doc, found = markdown.New(markdown.Options{}).Parse(page(text), words())
				if body := string(doc.Append(nil, asWritten{doc})); strings.Contains(body, mark[:1]) && len(found) == 0 {
					t.Errorf("off: %s stays without a word: %s", text, body)
				}
			}
		}
	}
	for _, text := range []string{"名前_の_付け方", "3 * 4 と 5 * 6", "申請_書.pdf と snake_case_name", "2~3日と4~5日", "a ** b"} {
		doc, found := markdown.New(markdown.Options{EastAsianEmphasis: true}).Parse(page(text), words())
		if body := string(doc.Append(nil, asWritten{doc})); strings.Contains(body, "<em>") || strings.Contains(body, "<strong>") {
			t.Errorf("%s: %s %v", text, body, found)
		}
	}
}
