package check

import (
	"fmt"

	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/syntax"
)

// call checks a function or a look-up in a table.
func (b *builder) call(n *syntax.Call, e *env) ir.Expr {
	switch n.Name.Name {
	case "切り捨て":
		return b.rounding(n, ir.Down, e)
	case "切り上げ":
		return b.rounding(n, ir.Up, e)
	case "四捨五入":
		return b.rounding(n, ir.HalfUp, e)
	case "小さい方":
		return b.minMaxCall(n, false, e)
	case "大きい方":
		return b.minMaxCall(n, true, e)
	case "余り":
		return b.remainderCall(n, e)
	case "数える":
		return b.count(n, e)
	case "数":
		return b.bare(n, e)
	case "応当日":
		return b.months(n, e)
	}
	if fn := b.scope.function(n.Name.Name); fn != nil {
		return b.functionCall(n, fn, e)
	}
	if b.scope.table(n.Name.Name) == nil {
		if x, ok := b.aggregate(n, e); ok {
			return x
		}
		switch n.Name.Name {
		case "累乗":
			return b.power(n, e)
		case "換算":
			return b.conversionCall(n, e)
		case "補間":
			return b.reject(CodeInterpolation, n.Span, "補間の結果をどう丸めるかが決まっていません。", "「"+interpolationForm+"」のように、切り捨て・切り上げ・四捨五入 の中に書いてください。")
		}
		if x, ok := b.timeCall(n, e); ok {
			return x
		}
	}
	return b.lookupCall(n, e)
}

// arity requires a number of arguments and no result name.
func (b *builder) arity(n *syntax.Call, least, most int, form string) bool {
	if n.Field != nil {
		b.errorAt(CodeNotATable, n.Field.Span, fmt.Sprintf("「%s」は表ではないので、結果を選べません。", n.Name.Name),
			fmt.Sprintf("「.%s」を消してください。", n.Field.Name))
		return false
	}
	if len(n.Args) < least || len(n.Args) > most {
		b.errorAt(CodeArguments, n.Span, fmt.Sprintf("「%s」に渡す値の数が違います。", n.Name.Name), fmt.Sprintf("「%s」の形で書いてください。", form))
		return false
	}
	return true
}

// rounding checks 切り捨て(x ÷ y, step), with a word for negative numbers behind it.
func (b *builder) rounding(n *syntax.Call, op ir.Rounding, e *env) ir.Expr {
	if len(n.Args) == 1 {
		return b.reject(CodeRoundingStep, n.Span, "何の位で丸めるかがありません。", fmt.Sprintf("「%s(…, 1円)」のように、きざみを書いてください。", n.Name.Name))
	}
	call, isInterpolation := b.isInterpolation(n.Args[0])
	most := 3
	if isInterpolation {
		most = 2
	}
	if !b.arity(n, 2, most, n.Name.Name+"(計算, 1円)") {
		return nil
	}
	if isInterpolation {
		return b.interpolated(call, op, n.Args[1], e)
	}
	x, y, ok := b.quotient(n.Args[0], e)
	stepExpr := b.number(n.Args[1], e)
	if !ok || stepExpr == nil {
		return nil
	}
	step := b.roundingStep(n.Args[1], stepExpr)
	if step == nil {
		return nil
	}
	unit := x.Type().Unit
	if y != nil {
		unit = unit.Per(y.Type().Unit)
	}
	if !unit.Same(step.T.Unit) {
		return b.reject(CodeUnits, n.Args[1].At(), fmt.Sprintf("計算の単位は「%s」ですが、きざみは「%s」です。", unitName(unit), unitName(step.T.Unit)),
			fmt.Sprintf("きざみを「1%s」のように書くか、計算の単位を確かめてください。", unit))
	}
	return b.roundNegative(n, op, x, y, step)
}

// roundingStep requires the step of a rounding to be a constant above 0.
func (b *builder) roundingStep(at syntax.Expr, x ir.Expr) *ir.Literal {
	if step, constant := x.(*ir.Literal); constant && step.E.Low > 0 {
		return step
	}
	b.errorAt(CodeRoundingStep, at.At(), "きざみは、0より大きい決まった数です。", "「1円」「0.5時間」のように書いてください。")
	return nil
}

// quotient splits products and quotients into one numerator and one divisor; y is nil without a ÷.
func (b *builder) quotient(arg syntax.Expr, e *env) (x, y ir.Expr, ok bool) {
	f := factorsOf(arg)
	x, divisors, ok := b.numerator(f.over, e)
	if !ok {
		return nil, nil, false
	}
	for _, d := range f.flipped {
		if !b.positive(d, b.number(d, e)) {
			return nil, nil, false
		}
	}
	if y, ok = b.productOf(f.under, divisors, e); !ok || y == nil {
		return x, nil, ok
	}
	if len(f.under) == 0 {
		return x, y, true
	}
	return x, y, b.positive(f.under[0], y)
}

// numerator multiplies factors; divisors are those of 換算 among them.
func (b *builder) numerator(list []syntax.Expr, e *env) (x ir.Expr, divisors []ir.Expr, ok bool) {
	var factors []ir.Expr
	for _, f := range list {
		call, isCall := f.(*syntax.Call)
		if !isCall || call.Name.Name != "換算" || b.scope.table(call.Name.Name) != nil || b.scope.function(call.Name.Name) != nil {
			factors = append(factors, b.number(f, e))
			continue
		}
		value, divisor := b.converted(call, e)
		factors = append(factors, value)
		if divisor != nil {
			divisors = append(divisors, divisor)
		}
	}
	for i, factor := range factors {
		if x = b.productAt(x, factor, list[i].At()); i == 0 {
			x = factor
		}
		if x == nil {
			return nil, nil, false
		}
	}
	return x, divisors, true
}

// positive requires a divisor to be above 0 for all answers.
func (b *builder) positive(at syntax.Expr, y ir.Expr) bool {
	if y.Extent().Low > 0 {
		return true
	}
	b.errorAt(CodeDivideByZero, at.At(), fmt.Sprintf("割る数が0以下になることがあります（%s）。", ir.FormatExtent(y.Extent(), y.Type())),
		"入力の範囲を1以上にするか、大きい方(1日, …) のように0にならないようにしてください。")
	return false
}

// factors are what an expression multiplies (over) and divides by (under) at its top. A divisor of
// a divisor multiplies, and must not be 0 either (flipped).
type factors struct {
	over, under, flipped []syntax.Expr
}

// factorsOf collects the factors of × and ÷ at the top of x, through parentheses only where there is a division in
// them: a × (b + c) keeps its sum whole.
func factorsOf(x syntax.Expr) factors {
	switch n := x.(type) {
	case *syntax.Paren:
		if f := factorsOf(n.X); len(f.under) > 0 {
			return f
		}
	case *syntax.Binary:
		if n.Op != syntax.Times && n.Op != syntax.Divide {
			break
		}
		f, g := factorsOf(n.X), factorsOf(n.Y)
		if n.Op == syntax.Divide {
			g.over, g.under, g.flipped = g.under, g.over, append(g.flipped, g.under...)
		}
		return factors{append(f.over, g.over...), append(f.under, g.under...), append(f.flipped, g.flipped...)}
	}
	return factors{over: []syntax.Expr{x}}
}

// productOf multiplies expressions and values; nil where there are none.
func (b *builder) productOf(list []syntax.Expr, values []ir.Expr, e *env) (out ir.Expr, ok bool) {
	for i, f := range list {
		x := b.number(f, e)
		if i > 0 {
			x = b.productAt(out, x, f.At())
		}
		if out = x; out == nil {
			return nil, false
		}
	}
	for _, x := range values {
		if out != nil {
			x = b.productAt(out, x, diagnostic.Span{})
		}
		if out = x; out == nil {
			return nil, false
		}
	}
	return out, true
}

// ordered requires a number or a date.
func (b *builder) ordered(at syntax.Expr, x ir.Expr) bool {
	if isOrdered(x) {
		return true
	}
	b.errorAt(CodeNotANumber, at.At(), fmt.Sprintf("ここには数か日付が要りますが、%sです。", kindName(x.Type())), "大きさを比べられる値を書いてください。")
	return false
}

// minMaxCall checks 小さい方 and 大きい方, and the calls that ただし 上限 and 下限 become (n.Limits).
func (b *builder) minMaxCall(n *syntax.Call, greatest bool, e *env) ir.Expr {
	if !b.arity(n, 2, 64, n.Name.Name+"(値, 値)") {
		return nil
	}
	var args []ir.Expr
	for _, a := range n.Args {
		x := b.expression(a, e)
		if x == nil {
			return nil
		}
		if !b.ordered(a, x) {
			return nil
		}
		if len(args) > 0 && !b.sameType(n.Span, args[0], x, "比べる値") {
			return nil
		}
		args = append(args, x)
	}
	if args[0].Type().Kind == ir.Number {
		var ok bool
		if args, ok = b.align(args, n.Span); !ok {
			return nil
		}
	}
	if n.Limits {
		b.limitedBranches(n.Args[0], args[1], greatest)
	}
	return minMax(greatest, args)
}

// limitedBranches warns of a number in a branch of もし that a ただし always changes: ただし limits the whole もし, but
// may be meant for the other branch only.
func (b *builder) limitedBranches(x syntax.Expr, limit ir.Expr, isLower bool) {
	switch n := x.(type) {
	case *syntax.Call:
		if n.Limits {
			b.limitedBranches(n.Args[0], limit, isLower)
		}
	case *syntax.If:
		b.limitedBranches(n.Then, limit, isLower)
		b.limitedBranches(n.Else, limit, isLower)
	case *syntax.Number:
		t := limit.Type()
		value, ok := n.Quantity.Value.Stored(t.Scale)
		if e := limit.Extent(); ok && t.Kind == ir.Number && (isLower && value < e.Low || !isLower && value > e.High) {
			b.report(diagnostic.Diagnostic{Severity: diagnostic.Warning, Code: CodeLimitedBranch, Span: n.Span,
				Message:    fmt.Sprintf("この値は、うしろの「ただし」で %s になります。", ir.FormatExtent(e, t)),
				Suggestion: "「ただし」は「もし」の全体にかかります。一方だけなら、その計算を別の「式」にして「ただし」を付けてください。"})
		}
	}
}

// remainderCall checks 余り(x, m). The modulus is a constant above 0, so that the range 0 to m − 1 is known.
func (b *builder) remainderCall(n *syntax.Call, e *env) ir.Expr {
	if !b.arity(n, 2, 2, "余り(枠の長さ, 60分)") {
		return nil
	}
	x, m := b.number(n.Args[0], e), b.number(n.Args[1], e)
	if x == nil || m == nil {
		return nil
	}
	lit, ok := m.(*ir.Literal)
	if !ok || lit.E.Low <= 0 {
		return b.reject(CodeModulus, n.Args[1].At(), "余りで割る数は、0より大きい決まった数です。", "「余り(枠の長さ, 60分)」のように書いてください。")
	}
	if !x.Type().Unit.Same(lit.T.Unit) {
		b.unitsDiffer(n.Span, x, m, "割って余りを出せません")
		return nil
	}
	return b.remainder(x, lit, n.Span)
}

// maxPower is the largest exponent of 累乗.
const maxPower = 64

// power checks 累乗(x, 3).
func (b *builder) power(n *syntax.Call, e *env) ir.Expr {
	if !b.arity(n, 2, 2, "累乗(倍率, 3)") {
		return nil
	}
	x, exponent := b.number(n.Args[0], e), b.number(n.Args[1], e)
	if x == nil || exponent == nil {
		return nil
	}
	times, ok := exponent.(*ir.Literal)
	if !ok || !times.T.Unit.IsPlain() || times.T.Scale != 0 || times.E.Low < 1 || times.E.Low > maxPower {
		return b.reject(CodePower, n.Args[1].At(), fmt.Sprintf("累乗の回数は、1から%dの決まった整数です。", maxPower), "「累乗(倍率, 3)」のように書いてください。")
	}
	out := x
	for range times.E.Low - 1 {
		if out = b.product(out, x, n.Span); out == nil {
			return nil
		}
	}
	return out
}

// count checks 数える(条件, 条件, …).
func (b *builder) count(n *syntax.Call, e *env) ir.Expr {
	if !b.arity(n, 1, 64, "数える(条件, 条件)") {
		return nil
	}
	node := &ir.Count{Typed: ir.Typed{T: &ir.Type{Kind: ir.Number}}}
	for _, a := range n.Args {
		conditions := b.counted(a, e)
		if conditions == nil {
			return nil
		}
		for _, c := range conditions {
			if c.Extent().Possible == ir.Yes {
				node.E.Low++
			}
			if c.Extent().Possible&ir.Yes != 0 {
				node.E.High++
			}
		}
		node.Args = append(node.Args, conditions...)
	}
	return node
}

// counted checks one condition of 数える: for each item where it mentions a list.
func (b *builder) counted(x syntax.Expr, e *env) []ir.Expr {
	if l := b.listIn(x); l != nil {
		return b.countItems(x, l, e)
	}
	if name, ok := x.(*syntax.Name); ok {
		if s := b.scope.value(name.Name); s != nil && s.boxes != nil && !s.failed {
			s.used = true
			return b.tickedSet(s, e).(*ir.Outcomes).Conds
		}
	}
	if c := b.condition(x, e); c != nil {
		return []ir.Expr{c.x}
	}
	return nil
}

// bare checks 数(x): the number without its unit.
func (b *builder) bare(n *syntax.Call, e *env) ir.Expr {
	if !b.arity(n, 1, 1, "数(人数)") {
		return nil
	}
	x := b.number(n.Args[0], e)
	if x == nil {
		return nil
	}
	return withUnit(x, ir.Unit{})
}

// months checks 応当日(日付, 3か月, なければ月末).
func (b *builder) months(n *syntax.Call, e *env) ir.Expr {
	if !b.arity(n, 3, 3, "応当日(日付, 3か月, なければ月末)") {
		return nil
	}
	x, m := b.expression(n.Args[0], e), b.number(n.Args[1], e)
	rule, ok := b.monthRule(n.Args[2])
	if x == nil || m == nil || !ok {
		return nil
	}
	if x.Type().Kind != ir.Date {
		return b.reject(CodeKinds, n.Args[0].At(), fmt.Sprintf("ここには日付が要りますが、%sです。", kindName(x.Type())), "日付の入力か式を書いてください。")
	}
	if m.Type().Unit != ir.Base("か月") {
		return b.reject(CodeUnits, n.Args[1].At(), fmt.Sprintf("ここには「か月」の数が要りますが、%sです。", kindName(m.Type())),
			"「24か月」のように書いてください。年は「× 12か月/年」で直します。")
	}
	if !b.whole(n.Args[1], m) {
		return nil
	}
	return b.addMonths(x, m, rule, n.Span)
}

// monthRule reads what becomes of a day that the month lacks. There is no default: statutes differ (民法143条 ends on
// the last day of the month, other rules run over into the next).
func (b *builder) monthRule(x syntax.Expr) (ir.MonthRule, bool) {
	if name, ok := x.(*syntax.Name); ok {
		switch name.Name {
		case "なければ月末":
			return ir.LastOfMonth, true
		case "なければ翌月1日":
			return ir.FirstOfNext, true
		}
	}
	b.errorAt(CodeMonthRule, x.At(), "同じ日がない月の扱いが決まっていません。", "「なければ月末」か「なければ翌月1日」を書いてください。")
	return 0, false
}
