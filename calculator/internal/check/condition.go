package check

import (
	"fmt"

	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/syntax"
)

// A cond is a checked condition with the ranges of its references where it holds and where it fails.
type cond struct {
	x       ir.Expr
	yes, no refinements
}

func (c *cond) and(d *cond) *cond {
	return &cond{and(c.x, d.x), both(c.yes, d.yes), either(c.no, d.no)}
}

func (c *cond) or(d *cond) *cond {
	return &cond{or(c.x, d.x), either(c.yes, d.yes), both(c.no, d.no)}
}

func (c *cond) not() *cond { return &cond{not(c.x), c.no, c.yes} }

// condition checks x and requires a YesNo; nil means that an error has been reported.
func (b *builder) condition(x syntax.Expr, e *env) *cond {
	switch n := x.(type) {
	case *syntax.Paren:
		return b.condition(n.X, e)
	case *syntax.Not:
		c := b.condition(n.X, e)
		if c == nil {
			return nil
		}
		return c.not()
	case *syntax.Binary:
		if n.Op == syntax.AndOp || n.Op == syntax.OrOp {
			return b.junction(n, e)
		}
	case *syntax.Compare:
		return b.comparison(n, e)
	case *syntax.Among:
		return b.among(n, e)
	}
	return b.plainCondition(x, e)
}

// plainCondition checks a yes/no value as a condition.
func (b *builder) plainCondition(x syntax.Expr, e *env) *cond {
	v := b.expression(x, e)
	if v == nil {
		return nil
	}
	if v.Type().Kind != ir.YesNo {
		suggestion := "「利用日数 が 20日 以上」のように、何と比べるかを書いてください。"
		if v.Type().Kind == ir.Choice {
			suggestion = "「世帯区分 が 一般1」のように、どの選択肢かを書いてください。"
		}
		b.errorAt(CodeNotACondition, x.At(), fmt.Sprintf("ここには条件が要りますが、%sです。", kindName(v.Type())), suggestion)
		return nil
	}
	return b.yesNoCond(v)
}

// yesNoCond returns the condition that a yes/no value is はい.
func (b *builder) yesNoCond(x ir.Expr) *cond {
	c := &cond{x: x}
	if ref := b.reference(x); ref != nil {
		c.yes, c.no = refinements{ref: {Possible: ir.Yes}}, refinements{ref: {Possible: ir.No}}
	}
	return c
}

// junction checks かつ and または; chains of one word become one node.
func (b *builder) junction(n *syntax.Binary, e *env) *cond {
	if b.optionsMeant(n, e) {
		return nil
	}
	x, y := b.condition(n.X, e), b.condition(n.Y, e)
	if x == nil || y == nil {
		return nil
	}
	b.negatedLast(n)
	if n.Op == syntax.AndOp {
		return x.and(y)
	}
	return x.or(y)
}

// negatedLast warns of `A または B でない`, where でない belongs to B alone but may be meant for both.
func (b *builder) negatedLast(n *syntax.Binary) {
	last, ok := n.Y.(*syntax.Not)
	if !ok || n.Op != syntax.OrOp || isNegated(n.X) {
		return
	}
	b.report(diagnostic.Diagnostic{Severity: diagnostic.Warning, Code: CodeNegatedLast, Span: last.Span,
		Message: fmt.Sprintf("「でない」は「%s」だけにかかります。", syntax.Words(last.X)),
		Suggestion: fmt.Sprintf("そのとおりなら「%s または (%s でない)」、どちらも打ち消すなら「(%s または %s) でない」のように、かっこを書いてください。",
			syntax.Words(n.X), syntax.Words(last.X), syntax.Words(n.X), syntax.Words(last.X))})
}

// isNegated reports whether でない is before または too, so that the one behind it cannot be misread.
func isNegated(x syntax.Expr) bool {
	if n, ok := x.(*syntax.Binary); ok && n.Op == syntax.OrOp {
		return isNegated(n.Y)
	}
	_, ok := x.(*syntax.Not)
	return ok
}

// and returns the conjunction; nested ones are joined into one node. It is Yes alone where all are, and No is
// possible where any may fail.
func and(list ...ir.Expr) ir.Expr {
	var args []ir.Expr
	possible := ir.Yes
	for _, x := range list {
		if n, ok := x.(*ir.And); ok {
			args = append(args, n.Args...)
		} else {
			args = append(args, x)
		}
		p := x.Extent().Possible
		possible = possible&(p|ir.No) | p&ir.No
	}
	return &ir.And{Typed: ir.Of(yesNoType(), ir.Extent{Possible: possible}), Args: args}
}

// or returns the disjunction, as and does the conjunction.
func or(list ...ir.Expr) ir.Expr {
	var args []ir.Expr
	possible := ir.No
	for _, x := range list {
		if n, ok := x.(*ir.Or); ok {
			args = append(args, n.Args...)
		} else {
			args = append(args, x)
		}
		p := x.Extent().Possible
		possible = possible&(p|ir.Yes) | p&ir.Yes
	}
	return &ir.Or{Typed: ir.Of(yesNoType(), ir.Extent{Possible: possible}), Args: args}
}

// not returns the negation; two negations cancel, so that narrowing sees the condition itself. The possibilities
// change places.
func not(x ir.Expr) ir.Expr {
	if n, ok := x.(*ir.Not); ok {
		return n.X
	}
	p := x.Extent().Possible
	return &ir.Not{Typed: ir.Of(yesNoType(), ir.Extent{Possible: p>>1 | p&1<<1}), X: x}
}

// comparison checks x と y with a relation, and x with two bounds (12時間以上 30時間未満), which is the conjunction of both.
// Equality with an option or はい is a question of membership, as が is.
func (b *builder) comparison(n *syntax.Compare, e *env) *cond {
	if name, ok := n.Y.(*syntax.Name); ok && n.Z == nil && (n.Relation == syntax.EqualTo || n.Relation == syntax.NotEqualTo) {
		if c, done := b.optionEquality(n, name, e); done {
			return c
		}
	}
	if answer, ok := n.Y.(*syntax.Bool); ok && n.Z == nil && (n.Relation == syntax.EqualTo || n.Relation == syntax.NotEqualTo) {
		return b.equality(n, answer, e)
	}
	x, y := b.expression(n.X, e), b.expression(n.Y, e)
	if x == nil || y == nil {
		if n.Z != nil {
			b.expression(n.Z, e)
		}
		return nil
	}
	c := b.compare(n, x, n.Relation, y)
	if n.Z == nil || c == nil {
		return c
	}
	z := b.expression(n.Z, e)
	if z == nil {
		return nil
	}
	d := b.compare(n, x, n.SecondRelation, z)
	if d == nil {
		return nil
	}
	return c.and(d)
}

// optionEquality checks `世帯区分 = 一般1`; done is false where the left side has no options.
func (b *builder) optionEquality(n *syntax.Compare, name *syntax.Name, e *env) (c *cond, done bool) {
	x := b.expression(n.X, e)
	if x == nil {
		return nil, true
	}
	if k := x.Type().Kind; k != ir.Choice && k != ir.Set && !x.Type().IsLong() {
		return nil, false
	}
	return b.equality(n, name, e), true
}

// equality checks `世帯区分 = 一般1` and `生活保護 ≠ はい` as X が Y.
func (b *builder) equality(n *syntax.Compare, y syntax.Expr, e *env) *cond {
	c := b.among(&syntax.Among{X: n.X, Alts: []syntax.Expr{y}, Span: n.Span}, e)
	if c != nil && n.Relation == syntax.NotEqualTo {
		c = c.not()
	}
	return c
}

// isOrdered reports whether x is a number or a date.
func isOrdered(x ir.Expr) bool { return x.Type().Kind.IsInterval() && !x.Type().IsLong() }

// compare checks x relation y.
func (b *builder) compare(n *syntax.Compare, x ir.Expr, relation syntax.Relation, y ir.Expr) *cond {
	if !isOrdered(x) || !isOrdered(y) {
		other := x
		if isOrdered(x) {
			other = y
		}
		b.errorAt(CodeKinds, n.Span, fmt.Sprintf("大きさを比べられるのは、数どうしか日付どうしです（%sがあります）。", kindName(other.Type())),
			"選択肢は「世帯区分 が 一般1」、はい・いいえは「生活保護 が はい」のように書いてください。")
		return nil
	}
	if !b.sameType(n.Span, x, y, "比べる値") {
		return nil
	}
	switch relation {
	case syntax.AtLeast:
		return b.order(n, y, x, ir.LessEqual)
	case syntax.AtMost:
		return b.order(n, x, y, ir.LessEqual)
	case syntax.LessThan:
		return b.order(n, x, y, ir.Less)
	case syntax.MoreThan:
		return b.order(n, y, x, ir.Less)
	}
	c := b.order(n, x, y, ir.Equal)
	if c != nil && relation == syntax.NotEqualTo {
		c = c.not()
	}
	return c
}

// order builds x op y with what it says of both sides: where x ≤ y fails, y < x holds.
func (b *builder) order(n *syntax.Compare, x, y ir.Expr, op ir.Comparison) *cond {
	node := b.compareNode(n, x, y, op)
	if node == nil {
		return nil
	}
	c := &cond{x: node}
	switch op {
	case ir.Less:
		c.yes, c.no = b.orderRefinements(x, y, true), b.orderRefinements(y, x, false)
	case ir.LessEqual:
		c.yes, c.no = b.orderRefinements(x, y, false), b.orderRefinements(y, x, true)
	default:
		c.yes = b.equalRefinements(x, y)
	}
	return c
}

// compareNode builds the comparison at one scale. Where both sides depend on one input it compares
// their difference with zero if that lets terms cancel. The clamp of a value is dropped where a constant is
// compared with it and the clamp does not decide the comparison.
func (b *builder) compareNode(n *syntax.Compare, x, y ir.Expr, op ir.Comparison) ir.Expr {
	if d, zero := b.difference(n, x, y); d != nil {
		return compareOf(op, d, zero)
	}
	both, ok := b.align([]ir.Expr{x, y}, n.Span)
	if !ok {
		return nil
	}
	node := compareOf(op, both[0], both[1])
	// The constant is inside the bounds of the clamp, which moves no value across it: without it the outcome is the same.
	if node.Extent().Possible == ir.No|ir.Yes && op != ir.Equal {
		if loose, ok := b.align([]ir.Expr{unclamped(x, y), unclamped(y, x)}, n.Span); ok {
			return compareOf(op, loose[0], loose[1])
		}
	}
	return node
}

// unclamped returns x without its clamp where it is compared with a constant.
func unclamped(x, other ir.Expr) ir.Expr {
	c, ok := x.(*ir.Clamp)
	if _, constant := other.(*ir.Literal); ok && constant {
		return c.X
	}
	return x
}

// difference returns x − y and zero, where subtracting makes terms cancel; otherwise nil.
func (b *builder) difference(n *syntax.Compare, x, y ir.Expr) (ir.Expr, ir.Expr) {
	if !b.share(x, y) {
		return nil, nil
	}
	l, m := b.opened(affineOf(x)), b.opened(affineOf(y))
	d, ok := l.plus(m, -1)
	if !ok || len(d.terms) >= len(l.terms)+len(m.terms) {
		return nil, nil
	}
	unit := x.Type().Unit
	if x.Type().Kind == ir.Date {
		unit = ir.Base("日")
	}
	node := b.affineNode(d, ir.Number, unit, n.Span)
	if node == nil {
		return nil, nil
	}
	return node, &ir.Literal{Typed: ir.Of(node.Type(), ir.Extent{})}
}

// compareOf builds a comparison of two nodes at one scale, with the outcomes that their extents leave.
func compareOf(op ir.Comparison, x, y ir.Expr) ir.Expr {
	a, c := x.Extent(), y.Extent()
	var yes, no bool
	switch op {
	case ir.Less:
		yes, no = a.Low < c.High, a.High >= c.Low
	case ir.LessEqual:
		yes, no = a.Low <= c.High, a.High > c.Low
	default:
		yes = a.Low <= c.High && c.Low <= a.High
		no = a.Low != a.High || c.Low != c.High || a.Low != c.Low
	}
	return &ir.Compare{Typed: ir.Of(yesNoType(), ir.Extent{Possible: possible(yes, no)}), Op: op, X: x, Y: y}
}

// possible returns a set of the outcomes of a YesNo.
func possible(yes, no bool) int64 {
	p := int64(0)
	if yes {
		p |= ir.Yes
	}
	if no {
		p |= ir.No
	}
	return p
}

// among checks X が a か b.
func (b *builder) among(n *syntax.Among, e *env) *cond {
	x := b.expression(n.X, e)
	if x == nil {
		return nil
	}
	if n.Contains && x.Type().Kind != ir.Set {
		b.errorAt(CodeKinds, n.Span, fmt.Sprintf("「を含む」は、いくつも当てはまる値に使います（%sです）。", kindName(x.Type())), "「を含む」を消すか、複数選択の入力の名前を書いてください。")
		return nil
	}
	if x.Type().IsLong() {
		return b.longAmong(x, n)
	}
	switch x.Type().Kind {
	case ir.Choice, ir.YesNo:
		mask, ok := b.optionMask(x.Type(), n.Alts)
		if !ok {
			return nil
		}
		return b.isOneOf(x, mask)
	case ir.Set:
		return b.setAmong(x, n)
	}
	var out *cond
	for _, alt := range n.Alts {
		y := b.expression(alt, e)
		if y == nil {
			return nil
		}
		c := b.compare(&syntax.Compare{X: n.X, Y: alt, Span: n.Span}, x, syntax.EqualTo, y)
		if c == nil {
			return nil
		}
		if out == nil {
			out = c
			continue
		}
		out = out.or(c)
	}
	return out
}

// isOneOf returns the condition that x is one of the options of mask, which narrows x where it holds and where it
// fails.
func (b *builder) isOneOf(x ir.Expr, mask int64) *cond {
	p := x.Extent().Possible
	node := &ir.Is{Typed: ir.Of(yesNoType(), ir.Extent{Possible: possible(p&mask != 0, p&^mask != 0)}), X: x, Mask: mask}
	c := &cond{x: node}
	if ref := b.reference(x); ref != nil {
		c.yes = refinements{ref: {Possible: mask}}
		c.no = refinements{ref: {Possible: ref.Extent().Possible &^ mask}}
	}
	return c
}

// optionMask returns the bits of options by their names; ok is false where one is unknown.
func (b *builder) optionMask(t *ir.Type, alts []syntax.Expr) (int64, bool) {
	mask := int64(0)
	for _, alt := range alts {
		e, ok := b.singleAnswer(t, alt)
		if !ok {
			return 0, false
		}
		mask |= e.Possible
	}
	return mask, true
}

// setAmong checks whether one of several outcomes of a 判定 with 選び方: すべて holds, or one of several options of a
// 複数選択; with と, all of them.
func (b *builder) setAmong(x ir.Expr, n *syntax.Among) *cond {
	mask, ok := b.optionMask(x.Type(), n.Alts)
	if !ok {
		return nil
	}
	var out *cond
	for bit := range x.Type().Options {
		if mask>>bit&1 == 0 {
			continue
		}
		switch c := b.containsOption(x, bit); {
		case out == nil:
			out = c
		case n.All:
			out = out.and(c)
		default:
			out = out.or(c)
		}
	}
	return out
}
