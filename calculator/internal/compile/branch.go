package compile

import (
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/wasm"
)

// branch is a value with the extent that the checker proved for it.
type branch struct {
	value
	extent ir.Extent
}

// cond builds the walk of ir.Cond from its end: the remaining branches count where a condition has No.
func (c *compiler) cond(e *ir.Cond) value {
	rest := branch{c.expr(e.Else), e.Else.Extent()}
	for i := len(e.Cases) - 1; i >= 0; i-- {
		condition := c.expr(e.Cases[i].Cond)
		then := branch{c.expr(e.Cases[i].Then), e.Cases[i].Then.Extent()}
		rest = c.either(e.Type().Kind, condition, then, rest)
	}
	return rest.value
}

// either joins then, where condition has Yes, with rest, where it has No.
func (c *compiler) either(kind ir.Kind, condition value, then, rest branch) branch {
	if condition.no.is(0) {
		return then
	}
	if condition.yes.is(0) {
		return rest
	}
	joined := branch{extent: ir.Extent{
		Low: min(then.extent.Low, rest.extent.Low), High: max(then.extent.High, rest.extent.High),
	}}
	switch kind {
	case ir.Number, ir.Date:
		joined.value = c.hull(condition, then, rest)
	case ir.YesNo:
		joined.no = c.eitherTruth(condition, then.no, rest.no)
		joined.yes = c.eitherTruth(condition, then.yes, rest.yes)
	default:
		joined.low = c.eitherSet(condition, then.low, rest.low)
		joined.high = joined.low
	}
	return joined
}

// hull spans the branches that count. Where one branch is always below the other, or a condition is
// never open, no comparison is needed.
func (c *compiler) hull(condition value, then, rest branch) value {
	switch {
	case condition.no == c.not(condition.yes):
		return value{
			low:  c.choose(condition.yes, then.low, rest.low),
			high: c.choose(condition.yes, then.high, rest.high),
		}
	case then.extent.High <= rest.extent.Low:
		return value{
			low:  c.choose(condition.yes, then.low, rest.low),
			high: c.choose(condition.no, rest.high, then.high),
		}
	case then.extent.Low >= rest.extent.High:
		return value{
			low:  c.choose(condition.no, rest.low, then.low),
			high: c.choose(condition.yes, then.high, rest.high),
		}
	}
	return value{
		low:  c.bound(leastBranch, condition, then.low, rest.low),
		high: c.bound(greatestBranch, condition, then.high, rest.high),
	}
}

func (c *compiler) bound(r routine, condition value, then, rest *node) *node {
	if then == rest {
		return then
	}
	return c.use(r, then, rest, condition.yes, condition.no)
}

func (c *compiler) eitherTruth(condition value, then, rest *node) *node {
	return c.binary(wasm.I32Or,
		c.binary(wasm.I32And, condition.yes, then), c.binary(wasm.I32And, condition.no, rest))
}

func (c *compiler) eitherSet(condition value, then, rest *node) *node {
	none := c.constant(0)
	if condition.no == c.not(condition.yes) {
		return c.choose(condition.yes, then, rest)
	}
	return c.binary(wasm.I64Or, c.choose(condition.yes, then, none), c.choose(condition.no, rest, none))
}

// outcomes sets one bit for each outcome whose conditions hold.
func (c *compiler) outcomes(e *ir.Outcomes) value {
	v := value{low: c.constant(0), high: c.constant(0)}
	for i, cond := range e.Conds {
		x, bit := c.expr(cond), c.constant(int64(e.Bits[i]))
		must := c.binary(wasm.I64Shl, c.widen(c.not(x.no)), bit)
		may := c.binary(wasm.I64Shl, c.widen(x.yes), bit)
		v.low = c.binary(wasm.I64Or, v.low, must)
		v.high = c.binary(wasm.I64Or, v.high, may)
	}
	return v
}

// restrict compiles a set to what holds on its branch. Where nothing of the set is left the branch is not taken, and
// mask stands in for a value that must not be empty.
func (c *compiler) restrict(e *ir.Restrict) value {
	x := c.expr(e.X)
	if e.X.Type().Kind == ir.YesNo {
		if e.Mask == ir.No|ir.Yes {
			return x
		}
		return c.known(e.Mask == ir.Yes)
	}
	if e.X.Extent().Possible&^e.Mask == 0 {
		return x
	}
	mask := c.constant(e.Mask)
	left := c.binary(wasm.I64And, x.low, mask)
	set := c.choose(c.nonzero(left), left, mask)
	return value{low: set, high: set}
}
