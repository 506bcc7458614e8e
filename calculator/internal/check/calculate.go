package check

import (
	"slices"

	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/ir"
)

// product returns x·y.
func (b *builder) product(x, y ir.Expr, at diagnostic.Span) ir.Expr {
	unit := x.Type().Unit.Times(y.Type().Unit)
	if lit, ok := y.(*ir.Literal); ok {
		return b.scaled(x, lit, unit, at)
	}
	if lit, ok := x.(*ir.Literal); ok {
		return b.scaled(y, lit, unit, at)
	}
	e, ok := productExtent(x.Extent(), y.Extent())
	if !ok {
		return b.overflow(at)
	}
	scale := x.Type().Scale + y.Type().Scale
	if scale > ir.MaxScale {
		return b.tooManyDecimals(at)
	}
	return &ir.Product{Typed: ir.Of(&ir.Type{Kind: ir.Number, Unit: unit, Scale: scale}, e), X: x, Y: y}
}

// scaled returns x times a constant, as a sum.
func (b *builder) scaled(x ir.Expr, lit *ir.Literal, unit ir.Unit, at diagnostic.Span) ir.Expr {
	l, ok := affineOf(x).times(lit.E.Low)
	if !ok {
		return b.overflow(at)
	}
	l.scale += lit.T.Scale
	return b.affineNode(l, ir.Number, unit, at)
}

// productExtent multiplies two intervals: the ends of the product are among the products of their ends. ok is false
// where one of the four does not fit.
func productExtent(x, y ir.Extent) (ir.Extent, bool) {
	var corners [4]int64
	for i := range corners {
		a, c := x.Low, y.Low
		if i&1 != 0 {
			a = x.High
		}
		if i&2 != 0 {
			c = y.High
		}
		p, ok := mul(a, c)
		if !ok {
			return ir.Extent{}, false
		}
		corners[i] = p
	}
	return ir.Extent{Low: slices.Min(corners[:]), High: slices.Max(corners[:])}, true
}

// round returns op(x ÷ y) to a multiple of step; y is nil without a divisor.
func (b *builder) round(op ir.Rounding, x, y ir.Expr, step *ir.Literal, at diagnostic.Span) ir.Expr {
	t := &ir.Type{Kind: ir.Number, Unit: step.T.Unit, Scale: step.T.Scale}
	n := &ir.Round{Typed: ir.Typed{T: t}, Op: op, X: x, Y: y, Step: step.E.Low}
	up, ok1 := pow10(step.T.Scale)
	down, ok2 := pow10(x.Type().Scale)
	// In stored integers, x ÷ y to a multiple of step is step·⌊x·10^(scales of y and step) ÷ (y·10^(scale of
	// x)·step)⌋.
	n.MulX, n.MulY = up, down
	ok3, ok4, ok5 := true, true, true
	if y != nil {
		var scale int64
		scale, ok3 = pow10(y.Type().Scale)
		n.MulX, ok4 = mul(n.MulX, scale)
	}
	n.MulY, ok5 = mul(n.MulY, n.Step)
	if !ok1 || !ok2 || !ok3 || !ok4 || !ok5 {
		return b.overflow(at)
	}
	if lit, ok := y.(*ir.Literal); ok {
		n.Y = nil
		if n.MulY, ok = mul(n.MulY, lit.E.Low); !ok {
			return b.overflow(at)
		}
	}
	g := ir.GCD(n.MulX, n.MulY)
	n.MulX, n.MulY = n.MulX/g, n.MulY/g
	var ok bool
	if n.E, ok = roundExtent(n); !ok {
		return b.overflow(at)
	}
	if _, constant := x.(*ir.Literal); constant && n.Y == nil {
		return &ir.Literal{Typed: n.Typed}
	}
	return n
}

// roundExtent returns the range of a Round; ok is false where it or a part of it does not fit in 64 bits.
func roundExtent(n *ir.Round) (ir.Extent, bool) {
	x, d := n.X.Extent(), ir.Point(1)
	if n.Y != nil {
		d = n.Y.Extent()
	}
	top, ok1 := mul(magnitude(x), n.MulX)
	top, ok2 := mul(top, 2)
	bottom, ok3 := mul(d.High, n.MulY)
	_, ok4 := mul(bottom, 2)
	_, ok5 := add(top, bottom)
	if !ok1 || !ok2 || !ok3 || !ok4 || !ok5 {
		return ir.Extent{}, false
	}
	// A numerator below 0 is least over the least divisor, one above 0 over the greatest.
	lowDivisor, highDivisor := d.High, d.Low
	if x.Low < 0 {
		lowDivisor = d.Low
	}
	if x.High < 0 {
		highDivisor = d.High
	}
	low, ok6 := roundAt(n, x.Low, lowDivisor)
	high, ok7 := roundAt(n, x.High, highDivisor)
	return ir.Extent{Low: low, High: high}, ok6 && ok7
}

// roundAt is r(n, d) of the node's description.
func roundAt(n *ir.Round, x, d int64) (int64, bool) {
	p, q := x*n.MulX, d*n.MulY
	var whole int64
	switch n.Op {
	case ir.Down:
		whole = ir.FloorDiv(p, q)
	case ir.Up:
		whole = ceilDiv(p, q)
	default:
		// ⌊p ÷ q + ½⌋ in whole numbers.
		whole = ir.FloorDiv(2*p+q, 2*q)
	}
	return mul(whole, n.Step)
}

// remainder returns x − m·⌊x ÷ m⌋, clamped to 0 to m − 1, which makes ranges across a multiple exact.
func (b *builder) remainder(x ir.Expr, m *ir.Literal, at diagnostic.Span) ir.Expr {
	both, ok := b.align([]ir.Expr{x, m}, at)
	if !ok {
		return nil
	}
	x = both[0]
	step := &ir.Literal{Typed: ir.Of(x.Type(), both[1].Extent())}
	whole := b.round(ir.Down, x, nil, step, at)
	if whole == nil {
		return nil
	}
	l, ok := affineOf(x).plus(affine{scale: x.Type().Scale, terms: []ir.Term{{Coef: 1, X: whole}}}, -1)
	e, fits := l.extent()
	if !ok || !fits {
		return b.overflow(at)
	}
	rest := &ir.Sum{Typed: ir.Of(x.Type(), e), Const: l.konst, Terms: l.terms}
	// Where all of x lies between two multiples, the remainder is x less the lower one: a range without a jump.
	kept := ir.Extent{High: step.E.Low - 1}
	if q := ir.FloorDiv(x.Extent().Low, step.E.Low); q == ir.FloorDiv(x.Extent().High, step.E.Low) {
		kept = ir.Extent{Low: x.Extent().Low - q*step.E.Low, High: x.Extent().High - q*step.E.Low}
	}
	return &ir.Clamp{Typed: ir.Of(x.Type(), kept), X: rest, Low: 0, High: step.E.Low - 1}
}

// minMax returns the least or greatest of arguments of one scale.
func minMax(greatest bool, args []ir.Expr) ir.Expr {
	return ir.NewMinMax(args[0].Type(), greatest, args)
}

// addMonths returns the date x moved by months.
func (b *builder) addMonths(x, months ir.Expr, rule ir.MonthRule, at diagnostic.Span) ir.Expr {
	e, m := x.Extent(), months.Extent()
	const limit = 12 * 10_000
	if m.Low < -limit || m.High > limit {
		return b.dateOverflow(at)
	}
	low, ok1 := movedMonths(e.Low, m.Low, rule)
	high, ok2 := movedMonths(e.High, m.High, rule)
	if !ok1 || !ok2 {
		return b.dateOverflow(at)
	}
	return &ir.AddMonths{Typed: ir.Of(&ir.Type{Kind: ir.Date}, ir.Extent{Low: low, High: high}), X: x, Months: months, Rule: rule}
}
