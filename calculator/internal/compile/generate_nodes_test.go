package compile_test

import (
	"math"
	"math/big"

	"shirube/calculator/internal/ir"
)

// greatestOf returns the greatest distance of x from 0.
func greatestOf(x ir.Extent) *big.Int {
	a, b := integer(x.Low), integer(x.High)
	a.Abs(a)
	b.Abs(b)
	if a.Cmp(b) > 0 {
		return a
	}
	return b
}

func (g *generator) sum() ir.Expr {
	n := &ir.Sum{Const: g.interval(g.magnitude()).Low}
	total := new(big.Int).Abs(integer(n.Const))
	n.E = ir.Point(n.Const)
	for range 1 + g.IntN(3) {
		x, coef := g.number(), []int64{1, 1, -1, 3, -7, 1000}[g.IntN(6)]
		n.Terms = append(n.Terms, ir.Term{Coef: coef, X: x})
		total.Add(total, new(big.Int).Mul(new(big.Int).Abs(integer(coef)), greatestOf(x.Extent())))
		if !fits(total) {
			return nil
		}
		n.E = addTerm(n.E, coef, x.Extent())
	}
	n.T = &ir.Type{Kind: ir.Number}
	return n
}

func addTerm(sum ir.Extent, coef int64, x ir.Extent) ir.Extent {
	if coef < 0 {
		x.Low, x.High = x.High, x.Low
	}
	return ir.Extent{Low: sum.Low + coef*x.Low, High: sum.High + coef*x.High}
}

func (g *generator) laterDay() ir.Expr {
	day, more := g.date(), g.number()
	n := &ir.Sum{Const: g.Int64N(100) - 50, Terms: []ir.Term{{Coef: 1, X: day}, {Coef: 1, X: more}}}
	if greatestOf(more.Extent()).Cmp(integer(lastDay)) > 0 {
		return nil
	}
	n.E = addTerm(addTerm(ir.Point(n.Const), 1, day.Extent()), 1, more.Extent())
	n.T = &ir.Type{Kind: ir.Date}
	if n.E.Low < firstDay || n.E.High > lastDay {
		return nil
	}
	return n
}

func (g *generator) product() ir.Expr {
	n := &ir.Product{X: g.number(), Y: g.number()}
	x, y := n.X.Extent(), n.Y.Extent()
	corners := []*big.Int{times(x.Low, y.Low), times(x.Low, y.High), times(x.High, y.Low), times(x.High, y.High)}
	if !fits(corners...) {
		return nil
	}
	n.T = &ir.Type{Kind: ir.Number}
	n.E = ir.Extent{Low: math.MaxInt64, High: math.MinInt64}
	for _, c := range corners {
		n.E = ir.Extent{Low: min(n.E.Low, c.Int64()), High: max(n.E.High, c.Int64())}
	}
	return n
}

func (g *generator) round() ir.Expr {
	n := &ir.Round{Op: ir.Rounding(g.IntN(3)), X: g.number(), MulX: 1, MulY: 1, Step: 1}
	pick := []int64{1, 1, 2, 3, 10, 100, 1000}
	n.MulX, n.MulY, n.Step = pick[g.IntN(7)], pick[g.IntN(7)], pick[g.IntN(7)]
	y := ir.Point(1)
	if g.IntN(2) == 0 {
		n.Y = g.number()
		if n.Y.Extent().High < 1 {
			return nil
		}
		if n.Y.Extent().Low < 1 {
			n.Y = clampTo(n.Y, 1, n.Y.Extent().High)
		}
		y = n.Y.Extent()
	}
	x := n.X.Extent()
	bound := new(big.Int).Mul(greatestOf(x), integer(2*n.MulX))
	bound.Add(bound, times(y.High, n.MulY))
	low, high := rounded(n, x.Low, pickIf(x.Low < 0, y.Low, y.High)), rounded(n, x.High, pickIf(x.High < 0, y.High, y.Low))
	if !fits(bound, new(big.Int).Mul(integer(2), times(y.High, n.MulY)), low, high) {
		return nil
	}
	n.T, n.E = &ir.Type{Kind: ir.Number}, ir.Extent{Low: low.Int64(), High: high.Int64()}
	return n
}

func pickIf(c bool, a, b int64) int64 {
	if c {
		return a
	}
	return b
}

// rounded is r(x, y) of types.Round.
func rounded(n *ir.Round, x, y int64) *big.Int {
	a, b := times(x, n.MulX), times(y, n.MulY)
	switch n.Op {
	case ir.Up:
		a.Add(a, b).Sub(a, integer(1))
	case ir.HalfUp:
		a.Mul(a, integer(2)).Add(a, b)
		b.Mul(b, integer(2))
	}
	q := new(big.Int).Div(a, b) // Euclidean, which for a positive divisor is the floor
	return q.Mul(q, integer(n.Step))
}

func (g *generator) minMax(kind ir.Kind, make func() ir.Expr) ir.Expr {
	n := &ir.MinMax{Greatest: g.IntN(2) == 0, Args: []ir.Expr{make(), make()}}
	a, b := n.Args[0].Extent(), n.Args[1].Extent()
	n.T, n.E = &ir.Type{Kind: kind}, ir.Extent{Low: min(a.Low, b.Low), High: min(a.High, b.High)}
	if n.Greatest {
		n.E = ir.Extent{Low: max(a.Low, b.Low), High: max(a.High, b.High)}
	}
	return n
}

func (g *generator) clamp(kind ir.Kind, x ir.Expr) ir.Expr {
	bounds := g.interval(g.magnitude())
	if kind == ir.Date {
		bounds = g.days()
	}
	return clampTo(x, bounds.Low, bounds.High)
}

func clampTo(x ir.Expr, low, high int64) ir.Expr {
	n := &ir.Clamp{X: x, Low: low, High: high}
	n.T = &ir.Type{Kind: x.Type().Kind}
	n.E = ir.Extent{Low: min(max(x.Extent().Low, low), high), High: min(max(x.Extent().High, low), high)}
	return n
}

// first makes a First of Numbers, Dates or YesNos.
func (g *generator) cond(kind ir.Kind, make func() ir.Expr) ir.Expr {
	n := &ir.Cond{Else: make()}
	n.T, n.E = &ir.Type{Kind: kind}, n.Else.Extent()
	for range 1 + g.IntN(3) {
		c := ir.Case{Cond: g.truth(), Then: make()}
		n.Cases = append(n.Cases, c)
		n.E = join(n.E, c.Then.Extent())
	}
	return n
}

func join(a, b ir.Extent) ir.Extent {
	return ir.Extent{Low: min(a.Low, b.Low), High: max(a.High, b.High), Possible: a.Possible | b.Possible}
}

// condOption makes a First whose branches are options of one choice, as a 判定 does.
func (g *generator) condOption() ir.Expr {
	size := 2 + g.IntN(4)
	t := choice(size)
	branch := func() ir.Expr {
		l := &ir.Literal{}
		l.T, l.E = &t, ir.Extent{Possible: 1 << g.IntN(size)}
		if g.IntN(5) == 0 {
			l.E.Possible |= 1 << g.IntN(size)
		}
		return l
	}
	n := g.cond(ir.Choice, branch).(*ir.Cond)
	n.T = &t
	return n
}

func (g *generator) count() ir.Expr {
	n := &ir.Count{}
	for range 1 + g.IntN(4) {
		n.Args = append(n.Args, g.truth())
	}
	n.T, n.E = &ir.Type{Kind: ir.Number}, ir.Extent{Low: 0, High: int64(len(n.Args))}
	return n
}

func (g *generator) addMonths() ir.Expr {
	x, months := g.date(), clampTo(g.number(), -30, 30)
	if x.Extent().Low < firstDay+1000 || x.Extent().High > lastDay-1000 {
		months = literal(ir.Number, ir.Extent{})
	}
	n := &ir.AddMonths{X: x, Months: months, Rule: ir.MonthRule(g.IntN(2))}
	n.T = &ir.Type{Kind: ir.Date}
	n.E = ir.Extent{Low: max(firstDay, x.Extent().Low-1000), High: min(lastDay, x.Extent().High+1000)}
	return n
}

func (g *generator) monthsBetween() ir.Expr {
	n := &ir.MonthsBetween{From: g.date(), To: g.date(), Rule: ir.MonthRule(g.IntN(2))}
	if g.IntN(3) == 0 {
		n.From = literal(ir.Date, ir.Point(firstDay+31*g.Int64N(30)))
	}
	n.T, n.E = &ir.Type{Kind: ir.Number}, ir.Extent{Low: -12 * 10_000, High: 12 * 10_000}
	return n
}

func (g *generator) weekday() ir.Expr {
	t := choice(ir.DaysOfWeek)
	n := &ir.Weekday{X: g.date()}
	n.T, n.E = &t, ir.Extent{Possible: 1<<ir.DaysOfWeek - 1}
	return n
}

func (g *generator) workingDay() ir.Expr {
	x, h := g.date(), &ir.Holidays{Weekly: g.Int64N(1<<ir.DaysOfWeek - 1)}
	if x.Extent().High > lastDay-1000 {
		return nil
	}
	for range g.IntN(20) {
		h.Days = append(h.Days, x.Extent().Low+g.Int64N(200))
	}
	n := &ir.WorkingDay{X: x, N: clampTo(g.number(), 0, []int64{0, 3, 30}[g.IntN(3)]), Holidays: h}
	n.T, n.E = &ir.Type{Kind: ir.Date}, ir.Extent{Low: x.Extent().Low, High: x.Extent().High + 1000}
	return n
}

func (g *generator) outcomes() ir.Expr {
	t := ir.Type{Kind: ir.Set, Options: make([]ir.Option, 4)}
	n := &ir.Outcomes{}
	n.T = &t
	for range 1 + g.IntN(5) {
		bit := g.IntN(4)
		n.Conds, n.Bits = append(n.Conds, g.truth()), append(n.Bits, bit)
		n.E.Possible |= 1 << bit
	}
	return n
}

func truthNode(n *ir.Type) ir.Extent {
	*n = yesNo()
	return ir.Extent{Possible: ir.No | ir.Yes}
}

func (g *generator) compare() ir.Expr {
	n := &ir.Compare{Op: ir.Comparison(g.IntN(3))}
	n.T = new(ir.Type)
	n.E = truthNode(n.T)
	if g.IntN(4) == 0 {
		n.X, n.Y = g.date(), g.date()
		return n
	}
	n.X, n.Y = g.number(), g.number()
	return n
}

func (g *generator) is() ir.Expr {
	x := g.option()
	if g.IntN(4) == 0 {
		x = g.truth()
	}
	n := &ir.Is{X: x, Mask: x.Extent().Possible & g.Int64()}
	n.T = new(ir.Type)
	n.E = truthNode(n.T)
	return n
}

func (g *generator) has() ir.Expr {
	n := &ir.Has{X: g.outcomes(), Bit: g.IntN(4)}
	n.T = new(ir.Type)
	n.E = truthNode(n.T)
	return n
}

func (g *generator) truths() []ir.Expr {
	list := []ir.Expr{g.truth(), g.truth()}
	if g.IntN(3) == 0 {
		list = append(list, g.truth())
	}
	return list
}

func (g *generator) and() ir.Expr {
	n := &ir.And{Args: g.truths()}
	n.T = new(ir.Type)
	n.E = truthNode(n.T)
	return n
}

func (g *generator) or() ir.Expr {
	n := &ir.Or{Args: g.truths()}
	n.T = new(ir.Type)
	n.E = truthNode(n.T)
	return n
}

func (g *generator) not() ir.Expr {
	n := &ir.Not{X: g.truth()}
	n.T = new(ir.Type)
	n.E = truthNode(n.T)
	return n
}

// guarded asks about an option only where it is among some: もし x が A または B なら … x が A …
func (g *generator) guarded() ir.Expr {
	if !g.lawful {
		return g.restrict(g.truth())
	}
	x := g.option()
	inside := g.restrict(x)
	isOne := func(x ir.Expr, mask int64) ir.Expr {
		n := &ir.Is{X: x, Mask: mask}
		n.T = new(ir.Type)
		n.E = truthNode(n.T)
		return n
	}
	mask := inside.Extent().Possible
	n := &ir.Cond{Else: g.truth()}
	n.Cases = []ir.Case{{Cond: isOne(x, mask), Then: isOne(inside, mask&g.Int64())}}
	n.T = new(ir.Type)
	n.E = truthNode(n.T)
	return n
}

func (g *generator) restrict(x ir.Expr) ir.Expr {
	mask := x.Extent().Possible & g.Int64()
	if mask == 0 {
		mask = x.Extent().Possible
	}
	n := &ir.Restrict{X: x, Mask: mask}
	n.T, n.E = x.Type(), ir.Extent{Possible: mask}
	return n
}

func (g *generator) lookup() ir.Expr {
	n := &ir.Lookup{Table: &ir.Rows{Name: "t"}, Result: g.IntN(2)}
	n.T = &ir.Type{Kind: ir.Number}
	for range 1 + g.IntN(4) {
		n.Keys = append(n.Keys, g.key())
	}
	g.rows(n, nil)
	n.E = ir.Extent{Low: math.MaxInt64, High: math.MinInt64}
	for _, row := range n.Table.Rows {
		v := row.Values[n.Result]
		n.E = join(n.E, ir.Point(v))
	}
	return n
}

func (g *generator) key() ir.Expr {
	switch g.IntN(5) {
	case 0, 1:
		return g.number()
	case 2:
		return g.date()
	case 3:
		return g.truth()
	default:
		return g.option()
	}
}

// rows splits the extent of the next key at random and goes on in each part with the keys behind it.
func (g *generator) rows(n *ir.Lookup, cells []ir.Extent) {
	if len(cells) == len(n.Keys) {
		row := ir.Row{Cells: append([]ir.Extent(nil), cells...)}
		last := int64(len(n.Table.Rows))
		size := []int64{1, 300, 70_000, 1 << 40}[len(n.Keys)-1]
		row.Values = []int64{last*10 + g.Int64N(12), (g.Int64N(50) - 20) * size} // the first mostly rises
		n.Table.Rows = append(n.Table.Rows, row)
		return
	}
	for _, part := range g.parts(n.Keys[len(cells)]) {
		g.rows(n, append(cells[:len(cells):len(cells)], part))
	}
}

func (g *generator) parts(key ir.Expr) []ir.Extent {
	x := key.Extent()
	var parts []ir.Extent
	if kind := key.Type().Kind; kind == ir.YesNo || kind == ir.Choice {
		for mask := x.Possible; mask != 0; {
			part := mask & g.Int64()
			if part == 0 || len(parts) == 3 {
				part = mask
			}
			parts, mask = append(parts, ir.Extent{Possible: part}), mask&^part
		}
		return parts
	}
	low := x.Low
	for range g.IntN(4) {
		if low >= x.High {
			break
		}
		width := new(big.Int).Sub(integer(x.High), integer(low))
		at := low
		if width.IsInt64() {
			at += g.Int64N(width.Int64())
		}
		parts, low = append(parts, ir.Extent{Low: low, High: at}), at+1
	}
	return append(parts, ir.Extent{Low: low, High: x.High})
}
