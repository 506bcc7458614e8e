package compile

import (
	"fmt"

	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/wasm"
)

// truthOf compiles the nodes that compute a YesNo.
func (c *compiler) truthOf(e ir.Expr) value {
	switch e := e.(type) {
	case *ir.Compare:
		return c.compare(e)
	case *ir.Is:
		return c.is(e)
	case *ir.Has:
		x, bit := c.expr(e.X), c.constant(1<<e.Bit)
		must := c.nonzero(c.binary(wasm.I64And, x.low, bit))
		return value{no: c.not(must), yes: c.nonzero(c.binary(wasm.I64And, x.high, bit))}
	case *ir.And:
		return c.all(e.Args)
	case *ir.Or:
		return c.any(e.Args)
	case *ir.Not:
		x := c.expr(e.X)
		return value{no: x.yes, yes: x.no}
	default:
		c.err = fmt.Errorf("a node of type %T is unknown", e)
		return c.known(false)
	}
}

// known returns the YesNo that is certainly v.
func (c *compiler) known(v bool) value { return value{no: c.truth(!v), yes: c.truth(v)} }

func (c *compiler) and(a, b value) value {
	return value{no: c.binary(wasm.I32Or, a.no, b.no), yes: c.binary(wasm.I32And, a.yes, b.yes)}
}

func (c *compiler) all(args []ir.Expr) value {
	v := c.known(true)
	for _, arg := range args {
		v = c.and(v, c.expr(arg))
	}
	return v
}

func (c *compiler) any(args []ir.Expr) value {
	v := c.known(false)
	for _, arg := range args {
		x := c.expr(arg)
		v = value{no: c.binary(wasm.I32And, v.no, x.no), yes: c.binary(wasm.I32Or, v.yes, x.yes)}
	}
	return v
}

// compare compiles the two possibilities of a comparison, as ir.Compare defines them.
func (c *compiler) compare(e *ir.Compare) value {
	x, y := c.expr(e.X), c.expr(e.Y)
	switch e.Op {
	case ir.Less:
		return value{yes: c.binary(wasm.I64LtS, x.low, y.high), no: c.binary(wasm.I64GeS, x.high, y.low)}
	case ir.LessEqual:
		return value{yes: c.binary(wasm.I64LeS, x.low, y.high), no: c.binary(wasm.I64GtS, x.high, y.low)}
	}
	// With low ≤ high on both sides, x.low = y.high and x.high = y.low make all four equal.
	apart := c.binary(wasm.I32Or, c.binary(wasm.I64Ne, x.low, y.high), c.binary(wasm.I64Ne, x.high, y.low))
	return value{no: apart, yes: c.meet(x, y.low, y.high)}
}

// meet reports whether the interval x meets low to high.
func (c *compiler) meet(x value, low, high *node) *node {
	if x.low == x.high && low == high {
		return c.binary(wasm.I64Eq, x.low, low)
	}
	return c.binary(wasm.I32And, c.binary(wasm.I64LeS, x.low, high), c.binary(wasm.I64GeS, x.high, low))
}

func (c *compiler) is(e *ir.Is) value {
	x, all := c.expr(e.X), e.X.Extent().Possible
	if e.X.Type().Kind == ir.YesNo {
		return value{yes: c.inYesNo(x, e.Mask), no: c.inYesNo(x, ^e.Mask)}
	}
	return value{yes: c.inSet(x.low, e.Mask, all), no: c.inSet(x.low, ^e.Mask, all)}
}

// inYesNo reports whether the YesNo x can be an answer of mask.
func (c *compiler) inYesNo(x value, mask int64) *node {
	v := c.truth(false)
	if mask&ir.No != 0 {
		v = x.no
	}
	if mask&ir.Yes != 0 {
		v = c.binary(wasm.I32Or, v, x.yes)
	}
	if mask&(ir.No|ir.Yes) == ir.No|ir.Yes {
		return c.truth(true)
	}
	return v
}

// inSet reports whether set, whose bits are among all, meets mask.
func (c *compiler) inSet(set *node, mask, all int64) *node {
	if all&^mask == 0 {
		return c.truth(true)
	}
	return c.nonzero(c.binary(wasm.I64And, set, c.constant(mask&all)))
}
