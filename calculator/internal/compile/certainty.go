package compile

import (
	"math/bits"
	"slices"

	"shirube/calculator/internal/analysis"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/wasm"
)

// A certainty is computed beside a value, so that package refine can narrow ranges and a form can leave out
// questions.
type certainty struct {
	// settled is 1 where the value is one value, or every decision behind it has one outcome for all answers: the
	// branches of Conds, the rows of Lookups, the arguments of MinMaxes.
	settled *node
	// steady is like settled, but any argument of a MinMax may count. That is enough for a value that only rises or
	// only falls with each input, since the least and the greatest of such values do so too.
	steady *node
	// needs has bit i where input i, if it is open, may still change the value: not where all its uses are in
	// branches that are not taken or in parts that are one value.
	needs *node
}

// lastBit is the bit of needs for all inputs from there on.
const lastBit = 62

// placeCertainties stores which outputs are settled, and which inputs still matter.
func (c *compiler) placeCertainties(p *ir.Program, running value, layout *Layout) {
	none := c.constant(0)
	stops, needs, settled := none, none, none // needs counts where no stop is certain
	trends := analysis.Trends(p)
	for i := range p.Messages {
		k := c.gated(p.Messages[i].Cond).needs
		if p.Messages[i].Kind == ir.Stop {
			stops = c.binary(wasm.I64Or, stops, k)
		} else {
			needs = c.binary(wasm.I64Or, needs, k)
		}
	}
	for i := range p.Outputs {
		step := p.Outputs[i].Step
		value, when := c.gated(p.Steps[step].Expr), c.condition(p.Outputs[i].When)
		// A value that no input changes directly is settled where it is one value.
		if i < lastBit && slices.ContainsFunc(trends[step], analysis.Trend.IsDirect) {
			isSettled := value.settled
			if !slices.ContainsFunc(trends[step], isMixed) {
				isSettled = value.steady
			}
			settled = c.binary(wasm.I64Or, settled, c.binary(wasm.I64Shl, c.widen(isSettled), c.constant(int64(i))))
		}
		shown := c.binary(wasm.I64Or, c.gated(p.Outputs[i].When).needs, c.choose(when.yes, value.needs, none))
		needs = c.binary(wasm.I64Or, needs, shown)
	}
	needs = c.binary(wasm.I64Or, stops, c.choose(running.yes, needs, none))
	layout.Settled, layout.Needs = c.store.offset(settled), c.store.offset(needs)
}

// isMixed reports whether a value may rise or fall with an input.
func isMixed(t analysis.Trend) bool { return t&analysis.Rising != 0 && t&analysis.Falling != 0 }

// certaintyOf returns the certainty of e; shared parts of trees are computed once.
func (c *compiler) certaintyOf(e ir.Expr) certainty {
	if e == nil {
		return c.certainly()
	}
	k, ok := c.certainties[e]
	if !ok {
		k = c.findCertainty(e)
		c.certainties[e] = k
	}
	return k
}

// findCertainty follows the decisions behind e. Arithmetic decides nothing itself: it is settled where its operands
// are.
func (c *compiler) findCertainty(e ir.Expr) certainty {
	switch e := e.(type) {
	case *ir.Literal:
		return c.certainly()
	case *ir.InputRef:
		k := c.certainly()
		k.needs = c.constant(1 << min(e.Index, lastBit))
		return k
	case *ir.StepRef:
		return c.stepCertainties[e.Index]
	case *ir.Cond:
		return c.condCertainty(e)
	case *ir.MinMax:
		all := c.allCertain(e.Args)
		all.settled = c.binary(wasm.I32And, all.settled, c.dominated(e))
		return all
	case *ir.Clamp:
		k := c.certaintyOf(e.X)
		k.settled = c.binary(wasm.I32And, k.settled, c.insideClamp(e))
		return k
	case *ir.Sum, *ir.Product, *ir.Round, *ir.AddMonths, *ir.MonthsBetween, *ir.WorkingDay:
		return c.allCertain(ir.Children(e))
	}
	// Decisions and look-ups are settled where they have one outcome.
	all := c.allCertain(ir.Children(e))
	all.settled = c.isOne(e)
	all.steady = all.settled
	return all
}

// certainly returns the certainty of a constant.
func (c *compiler) certainly() certainty {
	return certainty{c.truth(true), c.truth(true), c.constant(0)}
}

// gated returns the certainty of e, settled and without needs where e is one value.
func (c *compiler) gated(e ir.Expr) certainty {
	k := c.certaintyOf(e)
	if e == nil || isBinary(e) {
		return k
	}
	isOne := c.isOne(e)
	return certainty{
		c.binary(wasm.I32Or, isOne, k.settled), c.binary(wasm.I32Or, isOne, k.steady), c.choose(isOne, c.constant(0), k.needs),
	}
}

// allCertain joins the certainties of operands.
func (c *compiler) allCertain(list []ir.Expr) certainty {
	all := c.certainly()
	for _, e := range list {
		k := c.certaintyOf(e)
		all.settled = c.binary(wasm.I32And, all.settled, k.settled)
		all.steady = c.binary(wasm.I32And, all.steady, k.steady)
		all.needs = c.binary(wasm.I64Or, all.needs, k.needs)
	}
	return all
}

// condCertainty walks the cases from the end, as cond does.
func (c *compiler) condCertainty(e *ir.Cond) certainty {
	rest := c.certaintyOf(e.Else)
	for i := len(e.Cases) - 1; i >= 0; i-- {
		cond, then := c.expr(e.Cases[i].Cond), c.certaintyOf(e.Cases[i].Then)
		none := c.constant(0)
		rest = certainty{
			settled: c.taken(cond, then.settled, rest.settled),
			steady:  c.taken(cond, then.steady, rest.steady),
			needs: c.binary(wasm.I64Or, c.choose(cond.yes, then.needs, none),
				c.undecided(e.Cases[i].Cond, rest.needs, cond)),
		}
	}
	return rest
}

// isBinary reports whether e is open exactly where its only input is: a yes/no, or a choice between two.
func isBinary(e ir.Expr) bool {
	switch e := e.(type) {
	case *ir.InputRef:
		return bits.OnesCount64(uint64(e.E.Possible)) == 2
	case *ir.Is:
		return isBinary(e.X)
	case *ir.Not:
		return isBinary(e.X)
	}
	return false
}

// undecided returns the needs of a condition, while it is open, and rest, the needs behind it, where it may not hold.
func (c *compiler) undecided(e ir.Expr, rest *node, cond value) *node {
	needs := c.certaintyOf(e).needs
	if isBinary(e) {
		return c.binary(wasm.I64Or, c.choose(cond.no, rest, c.constant(0)), needs)
	}
	if !cond.no.isConstant() && !cond.yes.isConstant() && !needs.is(0) {
		return c.use(undecided, needs, rest, cond.no, cond.yes)
	}
	none := c.constant(0)
	isOpen := c.binary(wasm.I32And, cond.no, cond.yes)
	return c.binary(wasm.I64Or, c.choose(isOpen, needs, none), c.choose(cond.no, rest, none))
}

// taken returns then where a condition certainly holds, rest where it certainly does not, and 0 where it is open.
func (c *compiler) taken(cond value, then, rest *node) *node {
	return c.binary(wasm.I32Or, c.binary(wasm.I32And, c.not(cond.no), then), c.binary(wasm.I32And, c.not(cond.yes), rest))
}

// dominated is 1 where one argument is the least (or the greatest) for all answers.
func (c *compiler) dominated(e *ir.MinMax) *node {
	some := c.truth(false)
	for i := range e.Args {
		best := c.truth(true)
		for j := range e.Args {
			if i == j {
				continue
			}
			lesser, greater := c.expr(e.Args[i]), c.expr(e.Args[j])
			if e.Greatest {
				lesser, greater = greater, lesser
			}
			best = c.binary(wasm.I32And, best, c.binary(wasm.I64LeS, lesser.high, greater.low))
		}
		some = c.binary(wasm.I32Or, some, best)
	}
	return some
}

// insideClamp is 1 where no bound of a Clamp changes its operand.
func (c *compiler) insideClamp(e *ir.Clamp) *node {
	v, extent, inside := c.expr(e.X), e.X.Extent(), c.truth(true)
	if extent.Low < e.Low {
		inside = c.binary(wasm.I64GeS, v.low, c.constant(e.Low))
	}
	if extent.High > e.High {
		inside = c.binary(wasm.I32And, inside, c.binary(wasm.I64LeS, v.high, c.constant(e.High)))
	}
	return inside
}

// isOne is 1 where e is one value for all answers.
func (c *compiler) isOne(e ir.Expr) *node {
	v := c.expr(e)
	switch e.Type().Kind {
	case ir.YesNo:
		return c.not(c.binary(wasm.I32And, v.no, v.yes))
	case ir.Choice:
		rest := c.binary(wasm.I64And, v.low, c.binary(wasm.I64Sub, v.low, c.constant(1)))
		return c.binary(wasm.I64Eq, rest, c.constant(0))
	}
	return c.binary(wasm.I64Eq, v.low, v.high)
}
