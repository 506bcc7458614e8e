package check

import (
	"fmt"
	"math"
	"math/big"
	"slices"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/syntax"
)

// rows returns the rows that the keys of one use can reach, with cells at the keys' scales and options. It reports
// values of the keys that no row covers.
func (b *builder) rows(s *tableSymbol, n *syntax.Call, keys []ir.Expr) *ir.Rows {
	t := s.table
	var from []*int64
	for _, v := range t.Versions {
		from = append(from, v.From)
	}
	if !b.covered(from, n.Span, fmt.Sprintf("表「%s」", t.Name)) {
		return nil
	}
	out := &ir.Rows{Name: t.Name}
	dated := b.day != nil && len(t.Versions) > 1
	for i, v := range t.Versions {
		var span ir.Extent
		if dated {
			var ok bool
			if span, ok = b.daysInForce(from, i); !ok {
				continue
			}
		}
		rows := b.versionRows(s, v, keys)
		if !b.covers(t, v, n, keys, rows) {
			return nil
		}
		for _, r := range rows {
			if dated {
				r.Cells = append([]ir.Extent{span}, r.Cells...)
			}
			b.probeRow(t, keys, r)
			out.Rows = append(out.Rows, r.Row)
		}
	}
	return out
}

// A sourceRow is a row with its place in the file.
type sourceRow struct {
	ir.Row
	at    diagnostic.Span
	words []string
}

// versionRows converts the rows that the keys can reach.
func (b *builder) versionRows(s *tableSymbol, v TableVersion, keys []ir.Expr) []sourceRow {
	var out []sourceRow
	for _, r := range longRows(v.Rows, keys) {
		row := sourceRow{at: r.Position, words: r.Words}
		reach := true
		for i, cell := range r.Cells {
			e := cellExtent(cell, keys[i])
			reach = reach && !isEmpty(keys[i].Type().Kind, e)
			row.Cells = append(row.Cells, e)
		}
		if !reach {
			continue
		}
		s.reached[r.Position] = true
		for i, value := range r.Values {
			stored, ok := value.Stored(s.table.Results[i].Scale)
			if !ok {
				b.errorAt(CodeOverflow, r.Position, "この行の値は大きすぎます。", "900京までの値にしてください。")
			}
			row.Values = append(row.Values, stored)
		}
		out = append(out, row)
	}
	return out
}

// cellExtent returns the values of a key that fit a cell.
func cellExtent(cell TableCell, key ir.Expr) ir.Extent {
	t, e := key.Type(), key.Extent()
	if cell.Any {
		return e
	}
	if !t.Kind.IsInterval() {
		mask := int64(0)
		for _, name := range cell.Names {
			if bit := bitOf(t.Options, name); bit >= 0 {
				mask |= 1 << bit
			}
		}
		return ir.Extent{Possible: mask & e.Possible}
	}
	out := e
	if cell.Low != nil {
		out.Low = max(out.Low, boundAt(cell.Low, t.Scale, true))
	}
	if cell.High != nil {
		out.High = min(out.High, boundAt(cell.High, t.Scale, false))
	}
	return out
}

// boundAt returns the first (lower) or last (upper) stored value inside a bound.
func boundAt(bound *TableBound, scale int, lower bool) int64 {
	d := bound.Value
	if v, ok := d.Stored(scale); ok {
		switch {
		case bound.Strict && lower:
			return v + 1
		case bound.Strict:
			return v - 1
		}
		return v
	}
	// The bound is between two stored values, or beyond all of them.
	// Div rounds down for a positive divisor, also below 0.
	v := new(big.Int).Div(d.Digits, bigPow10(max(0, d.Scale-scale)))
	if lower {
		v.Add(v, big.NewInt(1))
	}
	switch {
	case d.Scale > scale && v.IsInt64():
		return v.Int64()
	case d.Digits.Sign() > 0:
		return math.MaxInt64
	}
	return math.MinInt64
}

// covers reports the first combination of keys that no row fits.
func (b *builder) covers(t *Table, v TableVersion, n *syntax.Call, keys []ir.Expr, rows []sourceRow) bool {
	search := holeSearch{keys: keys, left: maxPieces}
	found := search.find(rows, 0)
	if search.left <= 0 {
		b.errorAt(CodeProgramSize, n.Span, fmt.Sprintf("表「%s」の鍵と行の組み合わせが多すぎて、すき間がないか確かめられません。", t.Name), "鍵の少ない表に分けてください。")
		return false
	}
	if !found {
		return true
	}
	hole := search.hole
	if b.misspeltOption(t, v, keys[len(hole)-1], hole) {
		return false
	}
	var parts []string
	for i, e := range hole {
		typ := keys[i].Type()
		if typ.Kind.IsInterval() {
			parts = append(parts, fmt.Sprintf("%sが %s ", t.Keys[i].Name, ir.FormatExtent(e, typ)))
		} else {
			parts = append(parts, fmt.Sprintf("%sが「%s」", t.Keys[i].Name, ir.FormatExtent(e, typ)))
		}
	}
	code := CodeChoiceWithoutRow
	if isOrdered(keys[len(hole)-1]) {
		code = CodeTableGap
	}
	b.errorAt(code, n.Span, fmt.Sprintf("表「%s」に、%sのときの行がありません。", t.Name, strings.Join(parts, "、")),
		"表に行を足すか、入力の「範囲」を狭めるか、「止める」や「もし」で先に分けてください。",
		diagnostic.Note{Span: t.Position, Message: "表はここです。"})
	return false
}

// misspeltOption reports a row for an option that the key does not have, where that explains why one of the key's
// options has no row.
func (b *builder) misspeltOption(t *Table, v TableVersion, key ir.Expr, hole []ir.Extent) bool {
	i := len(hole) - 1
	if key.Type().Kind != ir.Choice {
		return false
	}
	var others []string
	places := map[string]diagnostic.Span{}
	for _, r := range v.Rows {
		for _, name := range r.Cells[i].Names {
			if bitOf(key.Type().Options, name) < 0 {
				others, places[name] = append(others, name), r.Cells[i].Position
			}
		}
	}
	missing := ir.FormatExtent(hole[i], key.Type())
	meant := diagnostic.Closest(missing, others)
	if len(others) == 1 {
		meant = others[0]
	}
	if meant == "" {
		return false
	}
	b.reported["選択肢 "+meant] = true
	b.errorAt(CodeUnknownOption, places[meant], fmt.Sprintf("「%s」という選択肢は「%s」にありません。", meant, t.Keys[i].Name),
		fmt.Sprintf("「%s」のことですか。", missing))
	return true
}

// maxPieces bounds the search for a hole.
const maxPieces = 200_000

// A holeSearch searches for values of the keys that no row fits. hole has the values of the first keys, up to the one
// for which no row is left.
type holeSearch struct {
	keys []ir.Expr
	hole []ir.Extent
	left int // pieces that may still be searched
}

// find reports whether some values of keys[i:] fit none of rows.
func (s *holeSearch) find(rows []sourceRow, i int) bool {
	if i == len(s.keys) {
		return len(rows) == 0
	}
	kind := s.keys[i].Type().Kind
	// Within a piece each row fits or does not, so one recursion decides for all its values.
	for _, piece := range pieces(s.keys[i], rows, i) {
		if s.left--; s.left <= 0 {
			return false
		}
		var fit []sourceRow
		for k := range rows {
			if !isEmpty(kind, intersect(kind, rows[k].Cells[i], piece)) {
				fit = append(fit, rows[k])
			}
		}
		s.hole = append(s.hole[:i:i], piece)
		if len(fit) == 0 || s.find(fit, i+1) {
			return true
		}
	}
	return false
}

// pieces divides the values of a key so that each row fits all or none of a piece.
func pieces(key ir.Expr, rows []sourceRow, i int) []ir.Extent {
	e := key.Extent()
	var starts []int64
	for _, r := range rows {
		starts = append(starts, r.Cells[i].Low)
		if r.Cells[i].High < e.High {
			starts = append(starts, r.Cells[i].High+1)
		}
	}
	return divide(key.Type(), e, starts)
}

// divide splits an extent: a choice at each option, an interval before each of starts.
func divide(t *ir.Type, e ir.Extent, starts []int64) []ir.Extent {
	var out []ir.Extent
	if !t.Kind.IsInterval() {
		for bit := range t.Options {
			if e.Possible>>bit&1 != 0 {
				out = append(out, ir.Extent{Possible: 1 << bit})
			}
		}
		return out
	}
	starts = append(slices.Clone(starts), e.Low)
	slices.Sort(starts)
	starts = slices.Compact(starts)
	for i, low := range starts {
		high := e.High
		if i+1 < len(starts) {
			high = min(high, starts[i+1]-1)
		}
		if low >= e.Low && low <= high {
			out = append(out, ir.Extent{Low: low, High: high})
		}
	}
	return out
}

// probeRow adds a probe that examples reach a row.
func (b *builder) probeRow(t *Table, keys []ir.Expr, r sourceRow) {
	if len(r.Cells) > len(keys) {
		keys = append([]ir.Expr{b.day}, keys...)
	}
	var args []ir.Expr
	for i, e := range r.Cells {
		args = append(args, b.inside(keys[i], e))
	}
	b.addProbe(and(args...), r.at, fmt.Sprintf("表「%s」の", t.Name), strings.Join(r.words, " | "), "行")
}

// inside returns the condition that a key fits a cell; rows with the same cell share it.
func (b *builder) inside(key ir.Expr, e ir.Extent) ir.Expr {
	known := narrowKey{key, e}
	x, ok := b.cells[known]
	if !ok {
		x = b.cellTest(key, e)
		b.cells[known] = x
	}
	return x
}

// cellTest returns the condition that a key is inside a cell.
func (b *builder) cellTest(key ir.Expr, e ir.Extent) ir.Expr {
	if !key.Type().Kind.IsInterval() {
		return b.isOneOf(key, e.Possible).x
	}
	low := &ir.Literal{Typed: ir.Of(key.Type(), ir.Point(e.Low))}
	high := &ir.Literal{Typed: ir.Of(key.Type(), ir.Point(e.High))}
	return and(compareOf(ir.LessEqual, low, key), compareOf(ir.LessEqual, key, high))
}
