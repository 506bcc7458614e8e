package check

import (
	"fmt"
	"math/big"
	"slices"

	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/syntax"
)

// valueCell reads a result of a row as the number that a module stores for it: a number, a day, or the
// possibilities of an option.
func (c *checker) valueCell(r *TableResult, cell syntax.Cell) (syntax.Decimal, bool) {
	switch r.Kind {
	case ir.Date:
		if d, ok := cell.Value.(*syntax.Date); ok {
			return wholeDecimal(d.Day), true
		}
		return c.wrongResult(r, cell, "「2026-04-01」のような日付")
	case ir.YesNo:
		return c.yesNoResult(r, cell)
	case ir.Choice:
		return c.optionResult(r, cell)
	}
	return c.numberResult(r, cell)
}

// numberResult reads a result cell of a number, and widens the scale of the column so that all its cells fit.
func (c *checker) numberResult(r *TableResult, cell syntax.Cell) (syntax.Decimal, bool) {
	n, ok := cell.Value.(*syntax.Number)
	if !ok {
		return c.wrongResult(r, cell, fmt.Sprintf("「%s」を単位に持つ数", unitName(r.Unit)))
	}
	if unit := ir.UnitOf(n.Quantity.Unit); unit != r.Unit {
		remedy := "表の1行目に書いた単位で書いてください。"
		if unit == (ir.Unit{}) {
			remedy = fmt.Sprintf("「%s%s」と書いてください。", n.Quantity, r.Unit.Behind())
		}
		c.errorAt(CodeUnits, n.Span, fmt.Sprintf("単位が「%s」ではありません。", unitName(r.Unit)), remedy)
		return syntax.Decimal{}, false
	}
	value := n.Quantity.Number()
	r.Scale = max(r.Scale, value.Scale)
	return value, true
}

// wrongResult reports a cell that is not of the kind of its column.
func (c *checker) wrongResult(r *TableResult, cell syntax.Cell, want string) (syntax.Decimal, bool) {
	if _, bad := cell.Value.(*syntax.Bad); !bad {
		what := map[ir.Kind]string{ir.Number: "数", ir.Date: "日付", ir.YesNo: "「はい」か「いいえ」", ir.Choice: "選択肢の名前"}[r.Kind]
		c.errorAt(CodeNotANumber, cell.Span, fmt.Sprintf("結果の欄「%s」が%sではありません。", cell.Text, what), want+"を書いてください。")
	}
	return syntax.Decimal{}, false
}

// yesNoResult reads はい, いいえ or both, which a rule may leave open, as the mask of a YesNo.
func (c *checker) yesNoResult(r *TableResult, cell syntax.Cell) (syntax.Decimal, bool) {
	mask := int64(0)
	for _, n := range cell.Names {
		bit := bitOf(yesNoOptions(), n.Name)
		if bit < 0 {
			return c.wrongResult(r, cell, "「はい」か「いいえ」")
		}
		mask |= 1 << bit
	}
	if mask == 0 {
		return c.wrongResult(r, cell, "「はい」か「いいえ」")
	}
	return wholeDecimal(mask), true
}

// optionResult reads an option, or several that are possible. The rows define the options of the column.
func (c *checker) optionResult(r *TableResult, cell syntax.Cell) (syntax.Decimal, bool) {
	mask := new(big.Int)
	for _, n := range cell.Names {
		bit := bitOf(r.Options, n.Name)
		if bit < 0 && len(r.Options) == ir.MaxOptions {
			c.errorAt(CodeTooManyOptions, n.Span, fmt.Sprintf("結果が多すぎます（%d個まで）。", ir.MaxOptions), "結果をまとめてください。")
			return syntax.Decimal{}, false
		}
		if bit < 0 {
			bit = len(r.Options)
			r.Options = append(r.Options, ir.Option{Name: n.Name, Label: n.Name})
		}
		mask.SetBit(mask, bit, 1)
	}
	if len(cell.Names) == 0 {
		return c.wrongResult(r, cell, "選択肢の名前（数字から始まるものは「」で囲みます）")
	}
	return syntax.NewDecimal(mask, 0), true
}

// readableResult writes a result of a row for readers, and a number also as a plain decimal.
func readableResult(t *Table, r *TableRow, result int) (text, number string) {
	if t.Results[result].Kind == ir.Number {
		return Readable(r.Values[result], t.Results[result].Unit)
	}
	return r.Words[len(t.Keys)+result], ""
}

// WordsForReaders returns the cells of a row: numbers with separators, keys as the file has them.
func (t *Table) WordsForReaders(r *TableRow) []string {
	words := slices.Clone(r.Words)
	for i := range r.Values {
		words[len(t.Keys)+i], _ = readableResult(t, r, i)
	}
	return words
}

// storedExtent returns the values that a stored result of a row means.
func storedExtent(k ir.Kind, stored int64) ir.Extent {
	if k.IsInterval() {
		return ir.Point(stored)
	}
	return ir.Extent{Possible: stored}
}
