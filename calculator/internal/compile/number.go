package compile

import (
	"fmt"

	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/wasm"
)

// number compiles the nodes that compute Numbers and Dates from Numbers and Dates.
func (c *compiler) number(e ir.Expr) value {
	switch e := e.(type) {
	case *ir.Sum:
		return c.sum(e)
	case *ir.Product:
		return c.product(e)
	case *ir.Round:
		return c.round(e)
	case *ir.MinMax:
		return c.minMax(e)
	case *ir.Clamp:
		return c.clamp(e)
	case *ir.Count:
		return c.countOf(e)
	case *ir.AddMonths:
		return c.addMonths(e)
	case *ir.MonthsBetween:
		return c.monthsBetween(e)
	case *ir.WorkingDay:
		return c.workingDay(e)
	default:
		c.err = fmt.Errorf("a node of type %T is unknown", e)
		return value{low: c.constant(0), high: c.constant(0)}
	}
}

// sum compiles a Sum. Terms to add come first, so that −x needs no operation of its own: it is subtracted.
func (c *compiler) sum(e *ir.Sum) value {
	v := value{low: c.constant(0), high: c.constant(0)}
	for _, t := range e.Terms {
		if t.Coef > 0 {
			x := c.expr(t.X)
			v.low = c.binary(wasm.I64Add, v.low, c.times(x.low, t.Coef))
			v.high = c.binary(wasm.I64Add, v.high, c.times(x.high, t.Coef))
		}
	}
	for _, t := range e.Terms {
		if t.Coef < 0 {
			x := c.expr(t.X)
			v.low = c.binary(wasm.I64Sub, v.low, c.times(x.high, -t.Coef))
			v.high = c.binary(wasm.I64Sub, v.high, c.times(x.low, -t.Coef))
		}
	}
	v.low = c.binary(wasm.I64Add, v.low, c.constant(e.Const))
	v.high = c.binary(wasm.I64Add, v.high, c.constant(e.Const))
	return v
}

func (c *compiler) times(n *node, factor int64) *node {
	return c.binary(wasm.I64Mul, n, c.constant(factor))
}

// product multiplies bounds. Where a sign is known, so is which corner is the least.
func (c *compiler) product(e *ir.Product) value {
	x, y := c.expr(e.X), c.expr(e.Y)
	if e.X.Extent().Low >= 0 && e.Y.Extent().Low >= 0 {
		return value{low: c.binary(wasm.I64Mul, x.low, y.low), high: c.binary(wasm.I64Mul, x.high, y.high)}
	}
	a, b := c.binary(wasm.I64Mul, x.low, y.low), c.binary(wasm.I64Mul, x.low, y.high)
	d, f := c.binary(wasm.I64Mul, x.high, y.low), c.binary(wasm.I64Mul, x.high, y.high)
	return value{
		low:  c.use(least, c.use(least, a, b), c.use(least, d, f)),
		high: c.use(greatest, c.use(greatest, a, b), c.use(greatest, d, f)),
	}
}

// round compiles a Round. Which end of the divisor gives the least quotient depends on the sign of the numerator;
// where the extent proves that sign, nothing is compared.
func (c *compiler) round(e *ir.Round) value {
	x := c.expr(e.X)
	if e.Y == nil {
		one := c.constant(1)
		return value{low: c.quotient(e, x.low, one), high: c.quotient(e, x.high, one)}
	}
	y, zero := c.expr(e.Y), c.constant(0)
	var below, above *node
	switch extent := e.X.Extent(); {
	case extent.Low >= 0:
		below, above = y.high, y.low
	case extent.High < 0:
		below, above = y.low, y.high
	default:
		below = c.choose(c.binary(wasm.I64LtS, x.low, zero), y.low, y.high)
		above = c.choose(c.binary(wasm.I64LtS, x.high, zero), y.high, y.low)
	}
	return value{low: c.quotient(e, x.low, below), high: c.quotient(e, x.high, above)}
}

// quotient computes r(n, d) of ir.Round. All three directions are one floor: ⌈a÷b⌉ = ⌊(a+b−1)÷b⌋ and
// ⌊a÷b + ½⌋ = ⌊(2a+b)÷2b⌋.
func (c *compiler) quotient(e *ir.Round, n, d *node) *node {
	numerator, divisor := c.times(n, e.MulX), c.times(d, e.MulY)
	switch e.Op {
	case ir.Up:
		less := c.binary(wasm.I64Sub, divisor, c.constant(1))
		numerator = c.binary(wasm.I64Add, numerator, less)
	case ir.HalfUp:
		numerator, divisor = c.halfUp(numerator, divisor)
	}
	divisor = c.positive(divisor)
	q := wasm.I64DivS
	if e.X.Extent().Low >= 0 {
		return c.times(c.binary(q, numerator, divisor), e.Step)
	}
	if divisor.is(1) {
		return c.times(numerator, e.Step)
	}
	return c.times(c.use(floorQuotient, numerator, divisor), e.Step)
}

// positive keeps a divisor positive for inputs outside their ranges, so that nothing traps. Within the
// ranges package check has proved the divisor positive.
func (c *compiler) positive(divisor *node) *node {
	return c.use(greatest, divisor, c.constant(1))
}

// halfUp prepares a÷b for rounding by a floor; a known even b needs no doubling.
func (c *compiler) halfUp(a, b *node) (numerator, divisor *node) {
	if b.isConstant() && b.value%2 == 0 {
		return c.binary(wasm.I64Add, a, c.constant(b.value/2)), b
	}
	return c.binary(wasm.I64Add, c.times(a, 2), b), c.times(b, 2)
}

// minMax compiles a MinMax as a chain of calls of one routine.
func (c *compiler) minMax(e *ir.MinMax) value {
	r := least
	if e.Greatest {
		r = greatest
	}
	v := c.expr(e.Args[0])
	for _, arg := range e.Args[1:] {
		x := c.expr(arg)
		v = value{low: c.use(r, v.low, x.low), high: c.use(r, v.high, x.high)}
	}
	return v
}

// clamp omits bounds that the extent of its operand is inside anyway.
func (c *compiler) clamp(e *ir.Clamp) value {
	v, extent := c.expr(e.X), e.X.Extent()
	if extent.Low < e.Low {
		bound := c.constant(e.Low)
		v = value{low: c.use(greatest, v.low, bound), high: c.use(greatest, v.high, bound)}
	}
	if extent.High > e.High {
		bound := c.constant(e.High)
		v = value{low: c.use(least, v.low, bound), high: c.use(least, v.high, bound)}
	}
	return v
}

// countOf adds truths as i32 and widens once.
func (c *compiler) countOf(e *ir.Count) value {
	low, high := c.address(0), c.address(0)
	for _, arg := range e.Args {
		v := c.expr(arg)
		low = c.binary(wasm.I32Add, low, c.not(v.no))
		high = c.binary(wasm.I32Add, high, v.yes)
	}
	return value{low: c.widen(low), high: c.widen(high)}
}
