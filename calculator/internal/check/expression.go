package check

import (
	"fmt"
	"slices"

	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/syntax"
)

// expression checks x in e; nil means that an error has been reported.
func (b *builder) expression(x syntax.Expr, e *env) ir.Expr {
	switch n := x.(type) {
	case *syntax.Number:
		return b.literal(n)
	case *syntax.Date:
		return dateLiteral(n.Day)
	case *syntax.Bool:
		return yesNoLiteral(n.Yes)
	case *syntax.Paren:
		return b.expression(n.X, e)
	case *syntax.Name:
		return b.name(n, e)
	case *syntax.Call:
		return b.call(n, e)
	case *syntax.Negative:
		return b.negative(n, e)
	case *syntax.Binary:
		return b.binary(n, e)
	case *syntax.If:
		return b.conditional(n, e, b.optionType(n, e))
	case *syntax.Compare, *syntax.Among, *syntax.Not:
		if c := b.condition(x, e); c != nil {
			return c.x
		}
	}
	return nil
}

// literal returns a number at the smallest scale that holds it, so that 0.10 and 0.1 are one value with as few digits
// as needed.
func (b *builder) literal(n *syntax.Number) ir.Expr {
	d := n.Quantity.Number()
	v, ok := d.Stored(d.Scale)
	if !ok {
		return b.overflow(n.Span)
	}
	if d.Scale > ir.MaxScale {
		return b.tooManyDecimals(n.Span)
	}
	return &ir.Literal{Typed: ir.Of(&ir.Type{Kind: ir.Number, Unit: ir.UnitOf(n.Quantity.Unit), Scale: d.Scale}, ir.Point(v))}
}

func dateLiteral(day int64) ir.Expr {
	return &ir.Literal{Typed: ir.Of(&ir.Type{Kind: ir.Date}, ir.Point(day))}
}

func yesNoType() *ir.Type { return &ir.Type{Kind: ir.YesNo, Options: yesNoOptions()} }

func yesNoLiteral(yes bool) ir.Expr {
	return &ir.Literal{Typed: ir.Of(yesNoType(), ir.Extent{Possible: map[bool]int64{true: ir.Yes, false: ir.No}[yes]})}
}

// name resolves a name to an input, a step or a figure.
func (b *builder) name(n *syntax.Name, e *env) ir.Expr {
	s := b.scope.value(n.Name)
	if s == nil {
		b.unknown(n)
		return nil
	}
	s.used = true
	if s.list != nil && s.kind != inputSymbol {
		return b.ofItem(s, n, e)
	}
	switch s.kind {
	case paramSymbol:
		return b.argument(s.value, e)
	case inputSymbol:
		if s.failed {
			return nil
		}
		if s.boxes != nil {
			return b.tickedSet(s, e)
		}
		return b.narrow(b.inputRefs[s.index], e)
	case figureSymbol:
		if s.failed {
			b.broken = true
			return nil
		}
		return b.figureValue(s.figure, n.At())
	}
	x := b.resolve(s, n.At())
	if x == nil {
		return nil
	}
	return b.narrow(x, e)
}

// maxGuesses is the number of unknown names of a file for which similar names are searched.
const maxGuesses = 50

// unknown reports a name that nothing declares, once for each name. A suggestion compares it with all names, so only
// the first maxGuesses have one.
func (b *builder) unknown(n *syntax.Name) {
	if b.scope.table(n.Name) != nil {
		b.errorAt(CodeTableAsValue, n.At(), fmt.Sprintf("「%s」は表なので、値としては使えません。", n.Name),
			fmt.Sprintf("「%s(鍵)」の形で引いてください。", n.Name))
		return
	}
	b.unknowns++
	if b.isReported(n.Name) || !n.Quoted && b.spacesMissing(n.Name, n.At(), nil) {
		return
	}
	suggestion := "「入力」「値」「式」などで宣言するか、名前を確かめてください。"
	if b.unknowns <= maxGuesses {
		suggestion = unknownName(n.Name, b.scope, b.config.Units)
	}
	b.errorAt(CodeUnknownName, n.At(), fmt.Sprintf("「%s」という名前はどこにもありません。", n.Name), suggestion)
}

// isNumber reports whether x can be calculated with.
func isNumber(x ir.Expr) bool { return x.Type().Kind == ir.Number && !x.Type().IsLong() }

// number checks x and requires a Number.
func (b *builder) number(x syntax.Expr, e *env) ir.Expr {
	n := b.expression(x, e)
	if n != nil && !isNumber(n) {
		return b.reject(CodeNotANumber, x.At(), fmt.Sprintf("ここには数が要りますが、%sです。", kindName(n.Type())), "数になる式を書いてください。")
	}
	return n
}

// negative returns −x as a sum, so that x − x still cancels.
func (b *builder) negative(n *syntax.Negative, e *env) ir.Expr {
	x := b.number(n.X, e)
	if x == nil {
		return nil
	}
	l, ok := affineOf(x).times(-1)
	if !ok {
		return b.overflow(n.Span)
	}
	return b.affineNode(l, ir.Number, x.Type().Unit, n.Span)
}

// binary checks an operator between two values. A ÷ is an error here: only a rounding says what becomes of a
// remainder (see rounding in call.go).
func (b *builder) binary(n *syntax.Binary, e *env) ir.Expr {
	switch n.Op {
	case syntax.AndOp, syntax.OrOp:
		if c := b.condition(n, e); c != nil {
			return c.x
		}
		return nil
	case syntax.Divide:
		b.expression(n.X, e)
		b.expression(n.Y, e)
		return b.reject(CodeDivision, n.OpAt, "割り算の結果をどう丸めるかが決まっていません。", "切り捨て(… ÷ …, 1円) のように、切り捨て・切り上げ・四捨五入 の中に書いてください。")
	}
	x, y := b.expression(n.X, e), b.expression(n.Y, e)
	if x == nil || y == nil {
		return nil
	}
	if x.Type().Kind == ir.Date || y.Type().Kind == ir.Date {
		return b.dates(n, x, y)
	}
	if !b.numbers(n.X, x) || !b.numbers(n.Y, y) {
		return nil
	}
	if n.Op == syntax.Times {
		return b.product(x, y, n.At())
	}
	if !x.Type().Unit.Same(y.Type().Unit) {
		b.unitsDiffer(n.At(), x, y, map[syntax.Operator]string{syntax.Plus: "足せません", syntax.Minus: "引けません"}[n.Op])
		return nil
	}
	return b.addOrSubtract(x, y, signOf(n.Op), ir.Number, sumUnit(x.Type().Unit, y.Type().Unit), n.At())
}

// sumUnit returns the unit of a sum: % where either part is written with %.
func sumUnit(u, v ir.Unit) ir.Unit {
	if v.Percent {
		return v
	}
	return u
}

func signOf(op syntax.Operator) int64 {
	if op == syntax.Minus {
		return -1
	}
	return 1
}

// numbers requires an operand of arithmetic to be a number.
func (b *builder) numbers(at syntax.Expr, x ir.Expr) bool {
	if isNumber(x) {
		return true
	}
	b.errorAt(CodeNotANumber, at.At(), fmt.Sprintf("計算には数が要りますが、%sです。", kindName(x.Type())), "数になる式を書いてください。数を数えるには 数える(…) を使います。")
	return false
}

// unitsDiffer reports x and y of different units, which verb (足せません, 比べられません) says of them. The remedy is a
// conversion where there is one, else the unit that a plain number or figure lacks.
func (b *builder) unitsDiffer(at diagnostic.Span, x, y ir.Expr, verb string) {
	u, v := x.Type().Unit, y.Type().Unit
	suggestion := "どちらかの単位を確かめてください。"
	switch pair := u.String() + " " + v.String(); pair {
	case "時間 分", "分 時間":
		suggestion = "時間を分にするには「× 60分/時間」とします。"
	case "年 か月", "か月 年":
		suggestion = "年をか月にするには「× 12か月/年」とします。"
	case "週 日", "日 週":
		suggestion = "週を日にするには「× 7日/週」とします。"
	default:
		if rate, _ := b.scope.conversion(v, u); rate != nil {
			suggestion = fmt.Sprintf("「換算(…, %s)」で単位をそろえてください。", unitName(u))
		} else if u.IsPlain() || v.IsPlain() {
			suggestion = "単位のない数には単位を付けてください（例: 1円）。"
		}
		if name := b.figureWithoutUnit(); name != "" {
			suggestion = fmt.Sprintf("値「%s」に単位がありません。「値 %s: 100円」のように、数に単位を付けてください。", name, name)
		}
	}
	b.errorAt(CodeUnits, at, fmt.Sprintf("「%s」と「%s」は%s。", unitName(u), unitName(v), verb), suggestion)
}

// figureWithoutUnit returns the name of a 値 without a unit that the current formula mentions, or "".
func (b *builder) figureWithoutUnit() string {
	if len(b.chain) == 0 {
		return ""
	}
	s := b.scope.value(b.chain[len(b.chain)-1])
	if s == nil || s.formula == nil {
		return ""
	}
	found := ""
	syntax.Walk(s.formula.Expr, func(x syntax.Expr) {
		if n, ok := x.(*syntax.Name); ok {
			if v := b.scope.value(n.Name); v != nil && v.kind == figureSymbol && v.figure != nil && v.figure.Unit == (ir.Unit{}) {
				found = n.Name
			}
		}
	})
	return found
}

// dates checks date + days, date − days and date − date.
func (b *builder) dates(n *syntax.Binary, x, y ir.Expr) ir.Expr {
	kx, ky := x.Type().Kind, y.Type().Kind
	switch {
	case n.Op == syntax.Minus && kx == ir.Date && ky == ir.Date:
		return b.addOrSubtract(x, y, -1, ir.Number, ir.Base("日"), n.At())
	case n.Op != syntax.Times && kx == ir.Date && isDays(y):
		if !b.whole(n.Y, y) {
			return nil
		}
		return b.addOrSubtract(x, y, signOf(n.Op), ir.Date, ir.Unit{}, n.At())
	case n.Op == syntax.Plus && ky == ir.Date && isDays(x):
		if !b.whole(n.X, x) {
			return nil
		}
		return b.addOrSubtract(y, x, 1, ir.Date, ir.Unit{}, n.At())
	}
	return b.reject(CodeDateArithmetic, n.At(), "日付でできる計算は、日付 + 日数、日付 − 日数、日付 − 日付 です。",
		"月を足すには 応当日(日付, 3か月, なければ月末) を使ってください。")
}

func isDays(x ir.Expr) bool { return x.Type().Kind == ir.Number && x.Type().Unit == ir.Base("日") }

// whole requires a number without decimals, as days and months are counted.
func (b *builder) whole(at syntax.Expr, x ir.Expr) bool {
	if x.Type().Scale == 0 {
		return true
	}
	b.errorAt(CodeWholeNumber, at.At(), "ここには整数が要りますが、小数になることがあります。", "切り捨て(…, 1日) などで整数にしてください。")
	return false
}

// conditional checks もし … なら … でなければ …; t is the type of the options that branches name.
func (b *builder) conditional(n *syntax.If, e *env, t *ir.Type) ir.Expr {
	c := b.condition(n.Cond, e)
	if c == nil {
		b.branch(n.Then, e, t)
		b.branch(n.Else, e, t)
		return nil
	}
	x := b.branch(n.Then, e.with(c.yes, true), t)
	y := b.branch(n.Else, e.with(c.no, true), t)
	if x == nil || y == nil {
		return nil
	}
	if p := c.x.Extent().Possible; p != ir.No|ir.Yes {
		b.report(diagnostic.Diagnostic{Severity: diagnostic.Warning, Code: CodeConstantCondition, Span: n.Cond.At(),
			Message:    fmt.Sprintf("この条件は、いつも「%s」です。", map[int64]string{ir.Yes: "はい", ir.No: "いいえ"}[p]),
			Suggestion: "条件を確かめるか、要らない方の値を消してください。"})
	}
	if !b.sameType(n.Span, x, y, "「なら」と「でなければ」の値") {
		return nil
	}
	return b.alignedCond(c.x, x, y, n.Span)
}

// alignedCond returns condOf after bringing Numbers to one scale.
func (b *builder) alignedCond(c, then, other ir.Expr, at diagnostic.Span) ir.Expr {
	if then.Type().Kind == ir.Number {
		both, ok := b.align([]ir.Expr{then, other}, at)
		if !ok {
			return nil
		}
		then, other = both[0], both[1]
	}
	return condOf(c, then, other)
}

// condOf returns then where c holds, else other.
func condOf(c, then, other ir.Expr) ir.Expr {
	t := then.Type()
	return &ir.Cond{Typed: ir.Of(t, hull(t.Kind, then.Extent(), other.Extent())), Cases: []ir.Case{{Cond: c, Then: then}}, Else: other}
}

// sameType requires two values to be of one kind and unit.
func (b *builder) sameType(at diagnostic.Span, x, y ir.Expr, what string) bool {
	s, t := x.Type(), y.Type()
	switch {
	case s.Kind == ir.Set && t.Kind == ir.Set:
		b.errorAt(CodeKinds, at, what+"に「選び方: すべて」の判定は使えません。", "条件を判定の規則に「かつ」で書き足してください。")
		return false
	case s.Kind != t.Kind:
		b.errorAt(CodeKinds, at, fmt.Sprintf("%sの種類が違います（%sと%s）。", what, kindName(s), kindName(t)), "同じ種類の値にそろえてください。")
		return false
	case s.Kind == ir.Number && !s.Unit.Same(t.Unit):
		b.unitsDiffer(at, x, y, "そろっていません")
		return false
	case (s.Kind == ir.Choice || s.IsLong() || t.IsLong()) && !sameOptions(s.Options, t.Options):
		b.errorAt(CodeKinds, at, what+"の選択肢が違います。", "同じ選択肢を持つ値にそろえてください。")
		return false
	}
	return true
}

func sameOptions(a, b []ir.Option) bool {
	return slices.EqualFunc(a, b, func(o, p ir.Option) bool { return o.Name == p.Name })
}
