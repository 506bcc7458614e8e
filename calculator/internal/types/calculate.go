package types

import (
	"shirube/calculator/diagnostic"
)

// product returns x·y.
func (b *builder) product(x, y Expr, at diagnostic.Span) Expr {
	unit := x.Type().Unit.Times(y.Type().Unit)
	if lit, ok := y.(*Literal); ok {
		return b.scaled(x, lit, unit, at)
	}
	if lit, ok := x.(*Literal); ok {
		return b.scaled(y, lit, unit, at)
	}
	e, ok := productExtent(x.Extent(), y.Extent())
	if !ok {
		return b.overflow(at)
	}
	scale := x.Type().Scale + y.Type().Scale
	if scale > MaxScale {
		return b.tooManyDecimals(at)
	}
	return &Product{Typed{&Type{Kind: Number, Unit: unit, Scale: scale}, e}, x, y}
}

// scaled returns x times a constant, as a sum.
func (b *builder) scaled(x Expr, lit *Literal, unit Unit, at diagnostic.Span) Expr {
	l, ok := linearOf(x).times(lit.E.Low)
	if !ok {
		return b.overflow(at)
	}
	l.scale += lit.T.Scale
	return b.linearNode(l, Number, unit, at)
}

func productExtent(x, y Extent) (Extent, bool) {
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
			return Extent{}, false
		}
		corners[i] = p
	}
	return Extent{
		Low:  min(corners[0], corners[1], corners[2], corners[3]),
		High: max(corners[0], corners[1], corners[2], corners[3]),
	}, true
}

// round returns op(x ÷ y) to a multiple of step; y is nil without a divisor.
func (b *builder) round(op Rounding, x, y Expr, step *Literal, at diagnostic.Span) Expr {
	t := &Type{Kind: Number, Unit: step.T.Unit, Scale: step.T.Scale}
	n := &Round{Typed: Typed{T: t}, Op: op, X: x, Y: y, Step: step.E.Low}
	up, ok1 := pow10(step.T.Scale)
	down, ok2 := pow10(x.Type().Scale)
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
	if lit, ok := y.(*Literal); ok {
		n.Y = nil
		if n.MulY, ok = mul(n.MulY, lit.E.Low); !ok {
			return b.overflow(at)
		}
	}
	g := gcd(n.MulX, n.MulY)
	n.MulX, n.MulY = n.MulX/g, n.MulY/g
	var ok bool
	if n.E, ok = n.extent(); !ok {
		return b.overflow(at)
	}
	if _, constant := x.(*Literal); constant && n.Y == nil {
		return &Literal{n.Typed}
	}
	return n
}

// extent proves that everything a Round names fits, and returns its range.
func (n *Round) extent() (Extent, bool) {
	x, d := n.X.Extent(), Extent{Low: 1, High: 1}
	if n.Y != nil {
		d = n.Y.Extent()
	}
	top, ok1 := mul(magnitude(x), n.MulX)
	top, ok2 := mul(top, 2)
	bottom, ok3 := mul(d.High, n.MulY)
	_, ok4 := mul(bottom, 2)
	_, ok5 := add(top, bottom)
	if !ok1 || !ok2 || !ok3 || !ok4 || !ok5 {
		return Extent{}, false
	}
	lowDivisor, highDivisor := d.High, d.Low
	if x.Low < 0 {
		lowDivisor = d.Low
	}
	if x.High < 0 {
		highDivisor = d.High
	}
	low, ok6 := n.at(x.Low, lowDivisor)
	high, ok7 := n.at(x.High, highDivisor)
	return Extent{Low: low, High: high}, ok6 && ok7
}

// at is r(n, d) of the node's description.
func (n *Round) at(x, d int64) (int64, bool) {
	p, q := x*n.MulX, d*n.MulY
	var whole int64
	switch n.Op {
	case Down:
		whole = floorDiv(p, q)
	case Up:
		whole = ceilDiv(p, q)
	default:
		whole = floorDiv(2*p+q, 2*q)
	}
	return mul(whole, n.Step)
}

// remainder returns what is left of x after whole multiples of m: x − m·⌊x ÷ m⌋, kept between 0 and
// m − 1. The bounds make a range exact that crosses a multiple.
func (b *builder) remainder(x Expr, m *Literal, at diagnostic.Span) Expr {
	both, ok := b.align([]Expr{x, m}, at)
	if !ok {
		return nil
	}
	x = both[0]
	step := &Literal{Typed{x.Type(), both[1].Extent()}}
	whole := b.round(Down, x, nil, step, at)
	if whole == nil {
		return nil
	}
	l, ok := linearOf(x).plus(linear{scale: x.Type().Scale, terms: []Term{{1, whole}}}, -1)
	e, fits := l.extent()
	if !ok || !fits {
		return b.overflow(at)
	}
	rest := &Sum{Typed{x.Type(), e}, l.konst, l.terms}
	kept := Extent{High: step.E.Low - 1}
	if q := floorDiv(x.Extent().Low, step.E.Low); q == floorDiv(x.Extent().High, step.E.Low) {
		kept = Extent{Low: x.Extent().Low - q*step.E.Low, High: x.Extent().High - q*step.E.Low}
	}
	return &Clamp{Typed{x.Type(), kept}, rest, 0, step.E.Low - 1}
}

// extreme returns the least or greatest of arguments of one scale.
func extreme(greatest bool, args []Expr) Expr {
	e := args[0].Extent()
	for _, x := range args[1:] {
		o := x.Extent()
		if greatest {
			e = Extent{Low: max(e.Low, o.Low), High: max(e.High, o.High)}
		} else {
			e = Extent{Low: min(e.Low, o.Low), High: min(e.High, o.High)}
		}
	}
	return &Extreme{Typed{args[0].Type(), e}, greatest, args}
}

// addMonths returns the date x moved by months.
func (b *builder) addMonths(x, months Expr, rule MonthRule, at diagnostic.Span) Expr {
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
	return &AddMonths{Typed{&Type{Kind: Date}, Extent{Low: low, High: high}}, x, months, rule}
}
