package check

import (
	"fmt"
	"slices"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/syntax"
)

// A lookupUse is one table with the keys of a look-up, and the values of its results so far.
type lookupUse struct {
	keys    []ir.Expr
	rows    *ir.Rows
	results map[int]ir.Expr
}

// figureValue returns the value of a figure: a constant, or a look-up by the reference day. The
// figure joins the working of the calculator on its first use.
func (b *builder) figureValue(f *Figure, at diagnostic.Span) ir.Expr {
	if x, ok := b.figures[f]; ok {
		return x
	}
	if f.Calculator == "" {
		b.sharedUse[f.Name] = true
	}
	// All values have one scale, so that a later one with more decimals changes no formula.
	scale := 0
	for _, v := range f.Values {
		scale = max(scale, v.Value.Scale)
	}
	t := &ir.Type{Kind: ir.Number, Unit: f.Unit, Scale: scale}
	var rows []ir.Row
	var from []*int64
	for _, v := range f.Values {
		stored, ok := v.Value.Stored(scale)
		if !ok || scale > ir.MaxScale {
			return b.reject(CodeOverflow, v.Position, "この値は大きすぎるか、小数の桁が多すぎます。", "900京まで、小数12桁までの値にしてください。")
		}
		rows = append(rows, ir.Row{Values: []int64{stored}})
		from = append(from, v.From)
	}
	if !b.covered(from, at, fmt.Sprintf("値「%s」", f.Name)) {
		return nil
	}
	x := b.datedValue(f.Name, t, rows, from)
	step := ir.Step{Kind: ir.FigureStep, Name: f.Name, Help: f.Help, Sources: f.Sources, Assumed: f.Assumed, Expr: x, Position: f.Position}
	ref := b.addStep(step)
	// A constant stands in formulas as itself: terms with it then cancel and fold. Its step is for the working only.
	if _, constant := x.(*ir.Literal); !constant {
		x = ref
	}
	b.figures[f] = x
	return x
}

// datedValue returns the only value, or a look-up by the reference day.
func (b *builder) datedValue(name string, t *ir.Type, rows []ir.Row, from []*int64) ir.Expr {
	if len(rows) == 1 {
		v := rows[0].Values[0]
		return &ir.Literal{Typed: ir.Of(t, ir.Point(v))}
	}
	table := &ir.Rows{Name: name}
	e := ir.Extent{}
	for i := range rows {
		cell, ok := b.daysInForce(from, i)
		if !ok {
			continue
		}
		v := rows[i].Values[0]
		if len(table.Rows) == 0 {
			e = ir.Point(v)
		}
		e = hull(ir.Number, e, ir.Point(v))
		table.Rows = append(table.Rows, ir.Row{Cells: []ir.Extent{cell}, Values: []int64{v}})
	}
	if len(table.Rows) == 1 {
		return &ir.Literal{Typed: ir.Of(t, e)}
	}
	return &ir.Lookup{Typed: ir.Of(t, e), Keys: []ir.Expr{b.day}, Table: table, Result: 0}
}

// daysInForce returns the reference days on which version i of dated values holds, until the next one begins; ok is
// false where there are none.
func (b *builder) daysInForce(from []*int64, i int) (days ir.Extent, ok bool) {
	days = b.day.Extent()
	days.Low = max(days.Low, *from[i])
	if i+1 < len(from) {
		days.High = min(days.High, *from[i+1]-1)
	}
	return days, days.Low <= days.High
}

// covered requires dated values to cover every reference day.
func (b *builder) covered(from []*int64, at diagnostic.Span, what string) bool {
	if len(from) == 0 || from[0] == nil {
		return true
	}
	if b.day == nil {
		if b.config.Today != nil && *from[0] > *b.config.Today {
			b.errorAt(CodeNotInForce, at, fmt.Sprintf("%sは %s からの値で、まだ使えません。", what, syntax.FormatDay(*from[0])), "今の値を、日付とともに前の行に書いてください。")
			return false
		}
		return true
	}
	if days := b.day.Extent(); *from[0] > days.Low {
		b.errorAt(CodeNotCovered, at, fmt.Sprintf("%sには、%s より前の値がありません。", what, syntax.FormatDay(*from[0])),
			fmt.Sprintf("「基準日」の範囲を「%s から %s」にするか、前の値を確かめて足してください。", syntax.FormatDay(*from[0]), syntax.FormatDay(days.High)))
		return false
	}
	return true
}

// lookupCall checks 表(鍵, 鍵).結果.
func (b *builder) lookupCall(n *syntax.Call, e *env) ir.Expr {
	s := b.scope.table(n.Name.Name)
	if s == nil {
		b.unknownCall(n, e)
		return nil
	}
	s.used = true
	if s.failed {
		b.broken = true
		return nil
	}
	t := s.table
	if t.Calculator == "" {
		b.sharedUse[t.Name] = true
	}
	keys, ok := b.tableKeys(n, t, e)
	result, found := b.tableResult(n, t)
	if !ok || !found {
		return nil
	}
	use := b.use(s, n, keys)
	if use == nil {
		return nil
	}
	if x, ok := use.results[result]; ok {
		return x
	}
	x := b.hoisted(n, t, b.lookup(use, t, result), e)
	use.results[result] = x
	return x
}

// unknownCall reports a call of no table or function. Its arguments are checked first, so that their own mistakes
// show in the same run.
func (b *builder) unknownCall(n *syntax.Call, e *env) {
	for _, a := range n.Args {
		b.expression(a, e)
	}
	if b.scope.value(n.Name.Name) != nil {
		b.errorAt(CodeNotATable, n.Name.Span, fmt.Sprintf("「%s」は表でも関数でもありません。", n.Name.Name), "かっこを消すか、掛け算なら「×」を書いてください。")
		return
	}
	if b.isReported(n.Name.Name+"(") || b.scope.isDamaged(n.Name.Name) {
		b.broken = true
		return
	}
	functions := slices.Concat(functionNames(), []string{"累乗", "換算", "補間"}, timeFunctionNames())
	suggestion := diagnostic.DidYouMean(n.Name.Name, slices.Concat(b.scope.tableNames(), functions),
		"表の名前か、関数（"+strings.Join(functions, "・")+"）を書いてください。")
	b.errorAt(CodeUnknownTable, n.Name.Span, fmt.Sprintf("「%s」という表や関数はありません。", n.Name.Name), suggestion)
}

// tableKeys checks the arguments of a look-up against the kinds of the table's keys.
func (b *builder) tableKeys(n *syntax.Call, t *Table, e *env) ([]ir.Expr, bool) {
	if len(n.Args) != len(t.Keys) {
		var names []string
		for _, k := range t.Keys {
			names = append(names, k.Name)
		}
		b.errorAt(CodeArguments, n.Span, fmt.Sprintf("表「%s」を引くには、鍵が%d個要ります。", t.Name, len(t.Keys)),
			fmt.Sprintf("「%s(%s)」の形で書いてください。", t.Name, strings.Join(names, ", ")))
		return nil, false
	}
	var keys []ir.Expr
	for i, a := range n.Args {
		x := b.tableKey(a, t, i, e)
		if x == nil {
			return nil, false
		}
		keys = append(keys, x)
	}
	return keys, true
}

// tableKey checks the value for key i of a table. A name that is no value but an option of the key is that option:
// 負担上限月額(一般1).
func (b *builder) tableKey(a syntax.Expr, t *Table, i int, e *env) ir.Expr {
	if name, ok := nameOf(a); ok && t.Keys[i].Kind == ir.Choice && b.scope.value(name) == nil {
		names := t.optionNames(i)
		if slices.Contains(names, name) {
			return optionLiteral(name)
		}
		if near := diagnostic.Closest(name, names); near != "" {
			return b.reject(CodeUnknownOption, a.At(), fmt.Sprintf("表「%s」の鍵「%s」に「%s」はありません。", t.Name, t.Keys[i].Name,
				name), fmt.Sprintf("「%s」のことですか。", near))
		}
	}
	x := b.expression(a, e)
	if x == nil {
		return nil
	}
	key := t.Keys[i]
	kind := x.Type().Kind
	if kind == ir.YesNo || x.Type().IsLong() {
		kind = ir.Choice
	}
	if key.Open || kind == ir.Choice && key.Named {
		return x
	}
	if kind != key.Kind || kind == ir.Number && !x.Type().Unit.Same(key.Unit) {
		want := &ir.Type{Kind: key.Kind, Unit: key.Unit}
		return b.reject(CodeUnits, a.At(), fmt.Sprintf("表「%s」の鍵「%s」は%sですが、%sです。", t.Name, key.Name, kindName(want),
			kindName(x.Type())), "鍵に合う値を渡してください。")
	}
	return x
}

// optionNames lists the options that the rows name for a key.
func (t *Table) optionNames(key int) []string {
	var names []string
	for _, v := range t.Versions {
		for _, r := range v.Rows {
			names = append(names, r.Cells[key].Names...)
		}
	}
	return names
}

// optionLiteral returns an option that is written as a key: a constant of a choice of its own.
func optionLiteral(name string) ir.Expr {
	choice := &ir.Type{Kind: ir.Choice, Options: []ir.Option{{Name: name, Label: name}}}
	return &ir.Literal{Typed: ir.Of(choice, ir.Extent{Possible: 1})}
}

// tableResult returns the index of the result that a look-up names; a table with one result needs no name.
func (b *builder) tableResult(n *syntax.Call, t *Table) (int, bool) {
	if n.Field == nil {
		if len(t.Results) == 1 {
			return 0, true
		}
		var names []string
		for _, r := range t.Results {
			names = append(names, "."+r.Name)
		}
		b.errorAt(CodeResultMissing, n.Span, fmt.Sprintf("表「%s」には結果が%d個あります。", t.Name, len(t.Results)),
			"うしろに "+strings.Join(names, " か ")+" を付けてください。")
		return 0, false
	}
	var names []string
	for i, r := range t.Results {
		if r.Name == n.Field.Name {
			return i, true
		}
		names = append(names, r.Name)
	}
	suggestion := "結果は " + quoteList(names) + " です。"
	if len(t.Results) == 1 {
		suggestion = fmt.Sprintf("結果は1つなので「.%s」を消してください。", n.Field.Name)
	}
	b.errorAt(CodeUnknownResult, n.Field.Span, fmt.Sprintf("表「%s」に「%s」という結果はありません。", t.Name, n.Field.Name), suggestion)
	return 0, false
}

// use returns the rows of a table for keys, those of an earlier use where it had the same keys.
func (b *builder) use(s *tableSymbol, n *syntax.Call, keys []ir.Expr) *lookupUse {
	for _, u := range b.lookups[s.table.Name] {
		if slices.Equal(u.keys, keys) {
			return u
		}
	}
	rows := b.rows(s, n, keys)
	if rows == nil {
		return nil
	}
	u := &lookupUse{keys: keys, rows: rows, results: map[int]ir.Expr{}}
	b.lookups[s.table.Name] = append(b.lookups[s.table.Name], u)
	return u
}

// lookup returns the node for one result.
func (b *builder) lookup(u *lookupUse, t *Table, result int) ir.Expr {
	r := t.Results[result]
	kind := &ir.Type{Kind: r.Kind, Unit: r.Unit, Scale: r.Scale, Options: r.Options}
	if r.Kind == ir.YesNo {
		kind.Options = yesNoOptions()
	}
	e := storedExtent(r.Kind, u.rows.Rows[0].Values[result])
	for _, row := range u.rows.Rows {
		e = hull(r.Kind, e, storedExtent(r.Kind, row.Values[result]))
	}
	if len(u.rows.Rows) == 1 {
		return &ir.Literal{Typed: ir.Of(kind, e)}
	}
	keys := u.keys
	if len(u.rows.Rows[0].Cells) > len(keys) {
		keys = append([]ir.Expr{b.day}, keys...)
	}
	return &ir.Lookup{Typed: ir.Of(kind, e), Keys: keys, Table: u.rows, Result: result}
}

// hoisted makes a look-up a step of its own where it always takes place, so that the working shows it
// with its source; elsewhere its sources are added to those of the step around it.
func (b *builder) hoisted(n *syntax.Call, t *Table, x ir.Expr, e *env) ir.Expr {
	if e.branch || e.raw {
		b.inner = append(b.inner, t.Sources...)
		return x
	}
	return b.addStep(ir.Step{Kind: ir.TableLookup, Name: syntax.Words(n), Help: t.Help, Sources: t.Sources,
		Assumed: t.Assumed, Expr: x, Item: b.itemBehind(x, e), Position: n.Span})
}
