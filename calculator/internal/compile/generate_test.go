package compile_test

import (
	"math/big"
	"math/rand/v2"

	"shirube/calculator/internal/ir"
)

// generator makes random well-typed programs as package check would: every extent is proved, no
// quantity overflows, every full answer fits one row of each table. It works on trees rather than
// on files, so that it reaches what people seldom write.
type generator struct {
	*rand.Rand
	program *ir.Program
	depth   int
	// lawful keeps Restrict to branches on which its mask holds, as the checker does. Elsewhere it
	// is well defined, but breaks soundness.
	lawful bool
}

// Dates lie in the years 1 to 9999.
const firstDay, lastDay = -719162, 2932896

func newProgram(seed uint64, lawful bool) *ir.Program {
	g := &generator{Rand: rand.New(rand.NewPCG(seed, 1)), program: &ir.Program{Name: "random"}, lawful: lawful}
	for range 1 + g.IntN(5) {
		g.input()
	}
	for range 1 + g.IntN(6) {
		g.depth = 1 + g.IntN(4)
		g.program.Steps = append(g.program.Steps, ir.Step{Name: "s", Expr: g.any()})
	}
	g.depth = 2
	for range g.IntN(3) {
		kind := ir.MessageKind(g.IntN(2))
		g.program.Messages = append(g.program.Messages, ir.Message{Kind: kind, Cond: g.truth()})
	}
	for i := range g.program.Steps {
		output := ir.Output{Step: i}
		if g.IntN(3) == 0 {
			output.When = g.truth()
		}
		g.program.Outputs = append(g.program.Outputs, output)
	}
	return g.program
}

func (g *generator) input() {
	input := ir.Input{Name: "i", Step: 1}
	switch g.IntN(5) {
	case 0, 1:
		input.Type, input.Range = ir.Type{Kind: ir.Number}, g.interval(g.magnitude())
	case 2:
		input.Type, input.Range = ir.Type{Kind: ir.Date}, g.days()
	case 3:
		input.Type, input.Range = yesNo(), ir.Extent{Possible: ir.No | ir.Yes}
	default:
		n := 2 + g.IntN(5)
		if g.IntN(20) == 0 {
			n = ir.MaxOptions
		}
		input.Type, input.Range = choice(n), ir.Extent{Possible: 1<<n - 1}
	}
	input.Unknown = input.Range
	if g.IntN(3) == 0 {
		input.Relevant = &ir.Literal{}
		input.Relevant = g.literalTruth()
	}
	g.program.Inputs = append(g.program.Inputs, input)
}

func yesNo() ir.Type { return ir.Type{Kind: ir.YesNo, Options: make([]ir.Option, 2)} }

func choice(n int) ir.Type {
	return ir.Type{Kind: ir.Choice, Options: make([]ir.Option, n)}
}

// magnitude is mostly small, so that bounds meet, and now and then near the limit.
func (g *generator) magnitude() int64 {
	return []int64{1, 5, 20, 100, 40000, 1 << 31, 1 << 40, 1 << 61}[g.IntN(8)]
}

func (g *generator) interval(m int64) ir.Extent {
	a, b := g.Int64N(m+1), g.Int64N(m+1)
	if g.IntN(2) == 0 {
		a -= m / 2
		b -= m / 2
	}
	if g.IntN(6) == 0 {
		b = a
	}
	return ir.Extent{Low: min(a, b), High: max(a, b)}
}

func (g *generator) days() ir.Extent {
	switch g.IntN(8) {
	case 0:
		return ir.Extent{Low: firstDay, High: lastDay}
	case 1:
		return ir.Extent{Low: firstDay, High: firstDay + g.Int64N(800)}
	default:
		from := 20000 + g.Int64N(2000)
		return ir.Extent{Low: from, High: from + g.Int64N(1500)}
	}
}

// any returns an expression of any kind.
func (g *generator) any() ir.Expr {
	switch g.IntN(8) {
	case 0, 1, 2:
		return g.number()
	case 3:
		return g.date()
	case 4, 5:
		return g.truth()
	case 6:
		return g.option()
	default:
		return g.outcomes()
	}
}

// known returns inputs and steps of a kind.
func (g *generator) known(kind ir.Kind) []ir.Expr {
	var list []ir.Expr
	for i := range g.program.Inputs {
		if input := &g.program.Inputs[i]; input.Type.Kind == kind {
			n := &ir.InputRef{Index: i}
			n.T, n.E = &input.Type, input.Range
			list = append(list, n)
		}
	}
	for i, step := range g.program.Steps {
		if step.Type().Kind == kind {
			n := &ir.StepRef{Index: i}
			n.T, n.E = step.Type(), step.Expr.Extent()
			list = append(list, n)
		}
	}
	return list
}

// leaf returns something known, or else made.
func (g *generator) leaf(kind ir.Kind, made func() ir.Expr) ir.Expr {
	if list := g.known(kind); len(list) > 0 && g.IntN(5) > 0 {
		return list[g.IntN(len(list))]
	}
	return made()
}

func (g *generator) deeper(make func() ir.Expr, leaf func() ir.Expr) ir.Expr {
	if g.depth <= 0 {
		return leaf()
	}
	g.depth--
	defer func() { g.depth++ }()
	return make()
}

func literal(kind ir.Kind, x ir.Extent) ir.Expr {
	n := &ir.Literal{}
	n.T, n.E = &ir.Type{Kind: kind}, x
	return n
}

func (g *generator) numberLeaf() ir.Expr {
	return g.leaf(ir.Number, func() ir.Expr { return literal(ir.Number, g.interval(g.magnitude())) })
}

func (g *generator) dateLeaf() ir.Expr {
	return g.leaf(ir.Date, func() ir.Expr { return literal(ir.Date, g.days()) })
}

func (g *generator) literalTruth() ir.Expr {
	n := &ir.Literal{}
	t := yesNo()
	n.T, n.E = &t, ir.Extent{Possible: 1 + g.Int64N(3)}
	return n
}

func (g *generator) truthLeaf() ir.Expr { return g.leaf(ir.YesNo, g.literalTruth) }

func (g *generator) optionLeaf() ir.Expr {
	return g.leaf(ir.Choice, func() ir.Expr {
		size := 2 + g.IntN(4)
		t := choice(size)
		n := &ir.Literal{}
		n.T, n.E = &t, ir.Extent{Possible: 1 + g.Int64N(1<<size-1)}
		return n
	})
}

func (g *generator) number() ir.Expr {
	return g.deeper(func() ir.Expr {
		var e ir.Expr
		switch g.IntN(11) {
		case 9:
			e = g.monthsBetween()
		case 0, 1:
			e = g.sum()
		case 2:
			e = g.product()
		case 3, 4:
			e = g.round()
		case 5:
			e = g.minMax(ir.Number, g.number)
		case 6:
			e = g.clamp(ir.Number, g.number())
		case 7:
			e = g.cond(ir.Number, g.number)
		case 8:
			e = g.lookup()
		default:
			e = g.count()
		}
		if e == nil {
			return g.numberLeaf()
		}
		return e
	}, g.numberLeaf)
}

func (g *generator) date() ir.Expr {
	return g.deeper(func() ir.Expr {
		var e ir.Expr
		switch g.IntN(6) {
		case 4:
			e = g.workingDay()
		case 0:
			e = g.laterDay()
		case 1:
			e = g.minMax(ir.Date, g.date)
		case 2:
			e = g.clamp(ir.Date, g.date())
		case 3:
			e = g.cond(ir.Date, g.date)
		default:
			e = g.addMonths()
		}
		if e == nil {
			return g.dateLeaf()
		}
		return e
	}, g.dateLeaf)
}

func (g *generator) truth() ir.Expr {
	return g.deeper(func() ir.Expr {
		switch g.IntN(9) {
		case 0, 1:
			return g.compare()
		case 2:
			return g.is()
		case 3:
			return g.has()
		case 4:
			return g.and()
		case 5:
			return g.or()
		case 6:
			return g.not()
		case 7:
			return g.cond(ir.YesNo, g.truth)
		default:
			return g.guarded()
		}
	}, g.truthLeaf)
}

func (g *generator) option() ir.Expr {
	return g.deeper(func() ir.Expr {
		if !g.lawful && g.IntN(3) == 0 {
			return g.restrict(g.option())
		}
		if g.IntN(3) == 0 {
			return g.weekday()
		}
		return g.condOption()
	}, g.optionLeaf)
}

// fits reports whether all of list are 64-bit integers.
func fits(list ...*big.Int) bool {
	for _, n := range list {
		if !n.IsInt64() {
			return false
		}
	}
	return true
}

func integer(n int64) *big.Int { return big.NewInt(n) }

func times(a, b int64) *big.Int { return new(big.Int).Mul(integer(a), integer(b)) }
