package lint

import (
	"fmt"
	"strings"

	"shirube/calculator"
	"shirube/calculator/diagnostic"
	"shirube/generator/internal/markdown"
)

// A former is a value that a figure had before the one in force.
type former struct {
	name  string // how pages quote the figure
	after string // the value in force
	from  string // the day from which it is
}

// formerValues returns the former values of figures, by folded value, except those that some figure has now.
func formerValues(f *calculator.Figures, known map[string][]string) map[string]former {
	values := make(map[string]former)
	if f == nil {
		return values
	}
	add := func(text string, value former) {
		if key := fold(text); text != value.after && len(known[key]) == 0 && !isEveryday(key) {
			values[key] = value
		}
	}
	for _, v := range f.All() {
		for _, old := range v.History {
			if old.From < v.From && v.Text != "" {
				add(old.Text, former{"{{" + v.Name + "}}", v.Text, v.From})
			}
		}
	}
	for _, t := range f.Tables() {
		for _, version := range t.Versions {
			if version.From < t.From {
				addFormerRows(f, t, version, add)
			}
		}
	}
	return values
}

// addFormerRows adds the cells of an earlier version whose row the table still has.
func addFormerRows(f *calculator.Figures, t calculator.Table, version calculator.TableVersion, add func(string, former)) {
	keys := func(row calculator.TableRow) string { return strings.Join(row.Cells[:len(t.Keys)], "|") }
	now := make(map[string]calculator.TableRow)
	for _, row := range t.Rows {
		now[keys(row)] = row
	}
	for _, row := range version.Rows {
		current, ok := now[keys(row)]
		for i := len(t.Keys); ok && i < len(row.Cells); i++ {
			add(row.Cells[i], former{tableQuote(f, t, current, i-len(t.Keys)), current.Cells[i], t.From})
		}
	}
}

// findFormer finds numbers that are the former value of a figure: in the text, in the words of pictures, and in the
// title and description.
func (c *checker) findFormer(p Page) {
	for _, q := range p.Prose.Quantities {
		c.reportFormer(q.Text, q.Span)
	}
	for _, picture := range p.Prose.Pictures {
		for _, text := range markdown.QuantitiesIn(picture.Alt) {
			c.reportFormer(text, picture.Span)
		}
	}
	for _, text := range markdown.QuantitiesIn(p.Summary.Front.Title + "\n" + p.Summary.Front.Description) {
		c.reportFormer(text, p.place())
	}
}

func (c *checker) reportFormer(text string, span diagnostic.Span) {
	value, ok := c.former[fold(text)]
	if !ok {
		return
	}
	c.report("figure-former", span, fmt.Sprintf("「%s」は前の値です。%s から %s です。", text, value.from, value.after),
		fmt.Sprintf("今の値なら、名前で %s と書いてください。昔の値として書くなら、そのことを理由に書いてください。", value.name))
}
