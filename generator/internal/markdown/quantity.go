package markdown

import (
	"bytes"
	"regexp"

	"shirube/calculator/diagnostic"
)

// A Quantity is a number with a unit in running text, such as 9,300円.
type Quantity struct {
	Text string
	Span diagnostic.Span
}

var quantity = regexp.MustCompile(`[0-9０-９][0-9０-９,，.．]*(?:万[0-9０-９,，]*)?(?:円|時間|％|%|歳|か月|日|単位|分)`)

// QuantitiesIn returns the numbers with units of a text, as it writes them.
func QuantitiesIn(text string) []string { return quantity.FindAllString(text, -1) }

// quantities collects the numbers with units of a piece of text, for the checks.
func (t *task) quantities(value []byte, offset int) {
	if t.doc.Prose == nil || bytes.IndexFunc(value, isAnyDigit) < 0 {
		return
	}
	for _, at := range quantity.FindAllIndex(value, -1) {
		t.doc.Prose.Quantities = append(t.doc.Prose.Quantities, Quantity{
			Text: string(value[at[0]:at[1]]), Span: t.position.span(offset+at[0], offset+at[1]),
		})
	}
}

func isAnyDigit(r rune) bool { return isDigit(r) || '０' <= r && r <= '９' }
