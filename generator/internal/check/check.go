// Package check looks at a linked site as an editor in chief would: nothing here stops a build, but
// readers are better served where it finds nothing.
package check

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"shirube/calculator"
	"shirube/calculator/diagnostic"
	"shirube/generator/internal/markdown"
	"shirube/generator/internal/site"
)

// Site returns the findings of all checks on a site and the documents that it was linked from, which
// must have been parsed with their quantities.
func Site(s *site.Site, documents []*markdown.Document) diagnostic.List {
	return append(handTyped(s, documents), undescribed(s)...)
}

// handTyped finds numbers in the pages that a figure holds: the page would stay behind when the
// figure changes.
func handTyped(s *site.Site, documents []*markdown.Document) diagnostic.List {
	known := figureNames(s.Figures)
	if len(known) == 0 {
		return nil
	}
	var found diagnostic.List
	for _, p := range published(s, documents) {
		for _, q := range p.Quantities {
			key := fold(q.Text)
			names := known[key]
			if len(names) == 0 || isEveryday(key) {
				continue
			}
			found = append(found, diagnostic.Diagnostic{
				Severity: diagnostic.Warning, Code: "figure-by-hand", Span: q.Span,
				Message:    fmt.Sprintf("「%s」が手で書かれています。この値は .calc ファイルにあります。", q.Text),
				Suggestion: "名前で書くと、値が変わったときに一緒に変わります。候補: " + strings.Join(names[:min(len(names), 3)], "、"),
			})
		}
	}
	return found
}

// published returns the documents that are pages of the site.
func published(s *site.Site, documents []*markdown.Document) []*markdown.Document {
	faces := make(map[*markdown.Face]bool, len(s.Pages))
	for _, p := range s.Pages {
		faces[p.Face] = true
	}
	return slices.DeleteFunc(slices.Clone(documents), func(d *markdown.Document) bool { return !faces[d.Face] })
}

// figureNames returns, by folded value, how a page quotes the figures that have it.
func figureNames(f *calculator.Figures) map[string][]string {
	known := make(map[string][]string)
	if f == nil {
		return known
	}
	for _, v := range f.All() {
		if v.Text != "" {
			known[fold(v.Text)] = append(known[fold(v.Text)], "{{"+v.Name+"}}")
		}
	}
	for _, t := range f.Tables() {
		for _, row := range t.Rows {
			for i, cell := range row.Cells[len(t.Keys):] {
				known[fold(cell)] = append(known[fold(cell)], tableQuote(f, t, row, i))
			}
		}
	}
	return known
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

// fold writes a quantity in one way: ASCII digits, no separators, 万 written out.
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
		}
		return r
	}, text)
	many, rest, ok := strings.Cut(text, "万")
	if !ok {
		return text
	}
	ones := strings.TrimRight(rest, "円歳日時間分単位か月%")
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

// undescribed finds pages without a description: lists and search results show its first words
// instead.
func undescribed(s *site.Site) diagnostic.List {
	var found diagnostic.List
	for _, p := range s.Pages {
		if p.Generated || p.Face.Front.Description != "" || p.Face.Front.NoIndex {
			continue
		}
		found = append(found, diagnostic.Diagnostic{
			Severity: diagnostic.Advice, Code: "no-description", Span: diagnostic.InFile(p.Path),
			Message: "説明（description）がありません。", Suggestion: "検索の結果や一覧に出る説明を、50〜110字で書いてください。",
		})
	}
	return found
}
