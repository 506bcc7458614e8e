package lint

import (
	"fmt"
	"strconv"
	"strings"

	"shirube/calculator"
)

// findHandTyped finds typed numbers that are the value of a figure: they will be out of date when the figure changes.
func (c *checker) findHandTyped(p Page) {
	for _, q := range p.Prose.Quantities {
		key := fold(q.Text)
		names := c.known[key]
		if len(names) == 0 || isEveryday(key) {
			continue
		}
		c.report("figure-by-hand", q.Span, fmt.Sprintf("「%s」が手で書かれています。この値は .calc ファイルにあります。", q.Text),
			"名前で書くと、値が変わったときに一緒に変わります。候補: "+strings.Join(names[:min(len(names), 3)], "、"))
	}
}

// figureNames returns, by folded value, how a page quotes the figures that have it.
func figureNames(f *calculator.Figures) map[string][]string {
	known := make(map[string][]string)
	if f == nil {
		return known
	}
	add := func(value, quote string) {
		for _, key := range keysOf(value) {
			known[key] = append(known[key], quote)
		}
	}
	for _, v := range f.All() {
		if v.Text != "" {
			add(v.Text, "{{"+v.Name+"}}")
		}
	}
	for _, t := range f.Tables() {
		for _, row := range t.Rows {
			for i, cell := range row.Cells[len(t.Keys):] {
				add(cell, tableQuote(f, t, row, i))
			}
		}
	}
	return known
}

// keysOf returns how a page may write a value, folded: that of 600円/回 also as 600円.
func keysOf(value string) []string {
	key := fold(value)
	if amount, _, isRate := strings.Cut(key, "/"); isRate {
		return []string{key, amount}
	}
	return []string{key}
}

// tableQuote returns how a page quotes the i-th result of a row: by its keys where they are single
// values, else by the whole table.
func tableQuote(f *calculator.Figures, t calculator.Table, row calculator.TableRow, i int) string {
	quote := t.Name + "(" + strings.Join(row.Cells[:len(t.Keys)], ", ") + ")"
	if len(t.Results) > 1 {
		quote += "." + t.Results[i]
	}
	if q, err := f.Quote(quote); err == nil && q.Text == row.Cells[len(t.Keys)+i] {
		return "{{" + quote + "}}"
	}
	return "::table[" + t.Name + "]"
}

// fold normalizes a quantity: ASCII digits, no separators, 万 written out.
func fold(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r == ',' || r == '，' || r == ' ':
			return -1
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r == '．':
			return '.'
		case r == '％':
			return '%'
		case r == '／':
			return '/'
		}
		return r
	}, text)
	many, rest, ok := strings.Cut(text, "万")
	if !ok {
		return text
	}
	ones := strings.TrimRight(rest, "円歳日時間分単位か月%回人点年週/")
	tens, errTens := strconv.ParseFloat(many, 64)
	few, errFew := strconv.ParseFloat("0"+ones, 64)
	if errTens != nil || errFew != nil {
		return text
	}
	return strconv.FormatFloat(tens*10_000+few, 'f', -1, 64) + rest[len(ones):]
}

// isEveryday reports whether a quantity is so common that it rarely means the figure of the same
// value: 1日, 2時間, 0円.
func isEveryday(key string) bool {
	digits := strings.IndexFunc(key, func(r rune) bool { return r < '0' || r > '9' })
	if digits < 0 {
		return false
	}
	unit := key[digits:]
	return digits <= 1 && unit != "%" || digits <= 2 && (unit == "日" || unit == "分" || unit == "か月")
}
