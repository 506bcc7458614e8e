package markdown

import (
	"bytes"
	"regexp"
	"slices"

	"shirube/calculator/diagnostic"
)

// A Quantity is a number with a unit in running text, such as 9,300円.
type Quantity struct {
	Text string
	Span diagnostic.Span
}

var (
	quantity = regexp.MustCompile(`[0-9０-９][0-9０-９,，.．]*(?:万[0-9０-９,，]*)?(?:円|時間|％|%|歳|か月|日|単位|分|回|人|点|年|週)` +
		`(?:[/／](?:時間|か月|月|日|回|人|点|年|週))?`)
	ordinalBefore = regexp.MustCompile(`(?:第|令和|平成|昭和|西暦)$`)
	ordinalAfter  = regexp.MustCompile(`^(?:度|目|生)`)
	calendarYear  = regexp.MustCompile(`^(?:[12１２][0-9０-９]{3})年$`)
)

// QuantitiesIn returns the numbers with units of a text, as it writes them.
func QuantitiesIn(text string) []string {
	var list []string
	for _, at := range quantitiesIn([]byte(text)) {
		list = append(list, text[at[0]:at[1]])
	}
	return list
}

// quantitiesIn returns where the numbers with units are, but for years and places in a row: 2026年, 令和8年, 4年度, 第3回, 2人目.
func quantitiesIn(text []byte) [][]int {
	return slices.DeleteFunc(quantity.FindAllIndex(text, -1), func(at []int) bool {
		return ordinalBefore.Match(text[:at[0]]) || ordinalAfter.Match(text[at[1]:]) || calendarYear.Match(text[at[0]:at[1]])
	})
}

// quantities collects the numbers with units of a piece of text, for the checks.
func (t *task) quantities(value []byte, offset int) {
	if t.doc.Prose == nil || bytes.IndexFunc(value, isAnyDigit) < 0 {
		return
	}
	for _, at := range quantitiesIn(value) {
		t.doc.Prose.Quantities = append(t.doc.Prose.Quantities, Quantity{
			Text: string(value[at[0]:at[1]]), Span: t.position.span(offset+at[0], offset+at[1]),
		})
	}
}

func isAnyDigit(r rune) bool { return isDigit(r) || '０' <= r && r <= '９' }
