package lint

import (
	"fmt"
	"slices"
	"strings"
)

// placeholders are the sentences with which shirube new begins a page.
func placeholders() []string {
	return []string{
		"このページで分かることを、はじめに1〜3文で書きます。", "一つの段落には、一つのことだけを書きます。", "どんなときに使う計算かを、はじめに1〜3文で書きます。",
		"Say in one to three sentences what readers learn here.", "Say one thing in each paragraph.",
		"Say in one to three sentences when this calculation is of use.",
	}
}

// findPlaceholders finds sentences of shirube new that no editor has replaced. Drafts may have them.
func (c *checker) findPlaceholders(p Page) {
	if p.Summary.Front.Draft {
		return
	}
	for _, s := range p.Sentences {
		if text := strings.TrimSpace(s.Text()); slices.Contains(placeholders(), text) {
			c.report("placeholder", s.Span(), fmt.Sprintf("「%s」は、ひな形の文のままです。", strings.TrimRight(text, "。.")), "このページの文に書きかえるか、消してください。")
		}
	}
}
