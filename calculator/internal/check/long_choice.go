package check

import (
	"fmt"
	"slices"

	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/syntax"
)

// choiceType returns the type of an input with options: those of its lines, then those of its 選択肢の表.
func (b *builder) choiceType(d *syntax.Input) ir.Type {
	var options []ir.Option
	property := d.Properties.Get("選択肢の表")
	if len(d.Options) > 0 || property == nil {
		options = b.options(d.Options, d.Name, ir.MaxLongOptions)
	}
	if property != nil {
		options = b.tableOptions(options, d.Name, property)
	}
	if len(options) > ir.MaxOptions {
		// A mask has one bit an option; more are counted, which leaves ranges of neighbours for open answers.
		return ir.Type{Kind: ir.Number, Options: options}
	}
	return ir.Type{Kind: ir.Choice, Options: options}
}

// tableOptions adds the names in the rows of a table, from the key with the name of the input, or else the first
// key that has names.
func (b *builder) tableOptions(options []ir.Option, input syntax.Ident, property *syntax.Property) []ir.Option {
	name := syntax.Fold(property.Words.Raw)
	s := b.scope.table(name)
	if s == nil {
		suggestion := diagnostic.DidYouMean(name, b.scope.tableNames(), "「表」で宣言した名前を書いてください。")
		b.errorAt(CodeUnknownTable, property.Words.Span, fmt.Sprintf("「%s」という表はありません。", name), suggestion)
		return append(options, ir.Option{Name: input.Name, Label: input.Name})
	}
	key := slices.IndexFunc(s.table.Keys, func(k TableKey) bool { return k.Name == input.Name })
	if key < 0 {
		key = slices.IndexFunc(s.table.Keys, func(k TableKey) bool { return k.Kind == ir.Choice && !k.Open })
	}
	if s.failed || key < 0 || s.table.Keys[key].Kind != ir.Choice {
		b.errorAt(CodeNoOptions, property.Words.Span, fmt.Sprintf("表「%s」に、選択肢になる名前の鍵がありません。", name), "鍵の欄に名前が並ぶ表を書いてください。")
		return append(options, ir.Option{Name: input.Name, Label: input.Name})
	}
	s.used = true
	known := map[string]bool{}
	for _, o := range options {
		known[o.Name] = true
	}
	for _, option := range s.table.optionNames(key) {
		if !known[option] {
			known[option] = true
			options = append(options, ir.Option{Name: option, Label: option})
		}
	}
	if len(options) > ir.MaxLongOptions {
		b.errorAt(CodeTooManyOptions, property.Words.Span, fmt.Sprintf("選択肢が多すぎます（%d個まで）。", ir.MaxLongOptions), "都道府県ごとに計算機を作るなど、表を分けてください。")
		options = options[:ir.MaxLongOptions]
	}
	return options
}

// nameOf returns the name of an option that x writes.
func nameOf(x syntax.Expr) (string, bool) {
	switch n := x.(type) {
	case *syntax.Name:
		return n.Name, true
	case *syntax.Number:
		return n.Quantity.String(), true
	case *syntax.Word:
		return n.Text, true
	}
	return "", false
}

// longAmong checks X が a か b for a long choice. Where it does not hold, the range of X loses named options at its
// ends only: a range has no gaps.
func (b *builder) longAmong(x ir.Expr, n *syntax.Among) *cond {
	var among []ir.Expr
	var out cond
	named := map[int64]bool{}
	for i, alt := range n.Alts {
		e, ok := b.singleAnswer(x.Type(), alt)
		if !ok {
			return nil
		}
		option := &ir.Literal{Typed: ir.Of(x.Type(), e)}
		among, named[e.Low] = append(among, compareOf(ir.Equal, x, option)), true
		if yes := b.equalRefinements(x, option); i == 0 {
			out.yes = yes
		} else {
			out.yes = either(out.yes, yes)
		}
	}
	out.x = among[0]
	if len(among) > 1 {
		out.x = or(among...)
	}
	if ref := b.reference(x); ref != nil {
		left := ref.Extent()
		for left.Low <= left.High && named[left.Low] {
			left.Low++
		}
		for left.Low <= left.High && named[left.High] {
			left.High--
		}
		out.no = refinements{ref: left}
	}
	return &out
}

// longRows converts the names in the cells of long keys to intervals of options, a row for each run of
// neighbours.
func longRows(rows []TableRow, keys []ir.Expr) []TableRow {
	for k, key := range keys {
		if !key.Type().IsLong() {
			continue
		}
		var out []TableRow
		for _, r := range rows {
			if r.Cells[k].Any {
				out = append(out, r)
				continue
			}
			for _, run := range runs(r.Cells[k].Names, key.Type()) {
				row := r
				row.Cells = slices.Clone(r.Cells)
				row.Cells[k].Names = nil
				row.Cells[k].Low, row.Cells[k].High = &TableBound{Value: wholeDecimal(run.Low)}, &TableBound{Value: wholeDecimal(run.High)}
				out = append(out, row)
			}
		}
		rows = out
	}
	return rows
}

// runs returns the options of a long choice by their names, neighbours as one interval.
func runs(names []string, t *ir.Type) []ir.Extent {
	var indexes []int64
	for _, name := range names {
		if i := bitOf(t.Options, name); i >= 0 {
			indexes = append(indexes, int64(i))
		}
	}
	slices.Sort(indexes)
	var list []ir.Extent
	for _, i := range slices.Compact(indexes) {
		if n := len(list); n > 0 && list[n-1].High == i-1 {
			list[n-1].High = i
			continue
		}
		list = append(list, ir.Point(i))
	}
	return list
}
