package analysis

import (
	"math"

	"shirube/calculator/internal/ir"
)

// A Trend says how a value changes with one input. Rising, Falling and Bent apply while every decision behind a Number
// or Date (the branches of Conds, the rows of Lookups, the arguments of MinMaxes) stays the same. A zero Trend says
// that the value does not depend on the input.
type Trend uint8

// The parts of a Trend.
const (
	Rising   Trend = 1 << iota // it may grow where the input grows
	Falling                    // it may shrink where the input grows
	Bent                       // not linear: a rounding, a product with itself, a count of months
	Deciding                   // a decision depends on the input
)

// IsDirect reports whether the value may change with the input while no decision changes.
func (t Trend) IsDirect() bool { return t&(Rising|Falling) != 0 }

// AtEnds reports whether the value is least and greatest at the ends of an interval of the input: it only rises, only
// falls, or is linear.
func (t Trend) AtEnds() bool { return t&Bent == 0 || t&(Rising|Falling) != Rising|Falling }

// Trends returns, for each step of p, its Trend in each input.
func Trends(p *ir.Program) [][]Trend {
	t := trends{program: p, known: map[ir.Expr][]change{}}
	all := make([][]Trend, len(p.Steps))
	for i := range p.Steps {
		t.steps = append(t.steps, t.of(p.Steps[i].Expr))
		for _, c := range t.steps[i] {
			all[i] = append(all[i], c.trend())
		}
	}
	return all
}

// A change bounds the change of a stored value where an input grows by one answer. Counting in answers keeps x and
// 切り捨て(x × 30%) comparable: x − 切り捨て(x × 30%) never falls.
type change struct {
	span
	flags Trend // Bent and Deciding; the others follow from span
}

// trend returns the directions that the bounds of the change allow, with its flags.
func (c change) trend() Trend {
	t := c.flags
	if c.high > 0 {
		t |= Rising
	}
	if c.low < 0 {
		t |= Falling
	}
	return t
}

// A span is an interval of numbers: exact below 2⁵³, infinite beyond.
type span struct{ low, high float64 }

var anything = span{math.Inf(-1), math.Inf(1)}

const mostExact = 1 << 53

// spanOf widens ends that may not be exact.
func spanOf(low, high float64) span {
	if low <= -mostExact || math.IsNaN(low) {
		low = math.Inf(-1)
	}
	if high >= mostExact || math.IsNaN(high) {
		high = math.Inf(1)
	}
	return span{min(low, mostExact), max(high, -mostExact)}
}

func (s span) plus(o span) span { return spanOf(s.low+o.low, s.high+o.high) }

func (s span) times(o span) span {
	a, b, c, d := product(s.low, o.low), product(s.low, o.high), product(s.high, o.low), product(s.high, o.high)
	return spanOf(min(a, b, c, d), max(a, b, c, d))
}

func product(a, b float64) float64 {
	if a == 0 || b == 0 {
		return 0
	}
	return a * b
}

// hull returns the least span around both.
func (s span) hull(o span) span { return span{min(s.low, o.low), max(s.high, o.high)} }

// sign returns the infinite span with the signs of s.
func (s span) sign() span {
	out := span{}
	if s.low < 0 {
		out.low = math.Inf(-1)
	}
	if s.high > 0 {
		out.high = math.Inf(1)
	}
	return out
}

func (s span) reversed() span { return span{-s.high, -s.low} }

func point(v int64) span { return spanOf(float64(v), float64(v)) }

func extentOf(e ir.Expr) span { return spanOf(float64(e.Extent().Low), float64(e.Extent().High)) }

type trends struct {
	program *ir.Program
	steps   [][]change
	known   map[ir.Expr][]change
}

// of returns the change of e with each input. Nodes that several steps share are computed once.
func (t *trends) of(e ir.Expr) []change {
	list, ok := t.known[e]
	if !ok {
		list = make([]change, len(t.program.Inputs))
		t.find(list, e)
		t.known[e] = list
	}
	return list
}

// find sets the changes of e in list.
func (t *trends) find(list []change, e ir.Expr) {
	switch e := e.(type) {
	case *ir.InputRef:
		list[e.Index].span = point(max(1, t.program.Inputs[e.Index].Step))
	case *ir.StepRef:
		copy(list, t.steps[e.Index])
	case *ir.Sum:
		for _, term := range e.Terms {
			t.join(list, term.X, 0, func(s, own span) span { return s.plus(own.times(point(term.Coef))) })
		}
	case *ir.Product:
		t.product(list, e.X, e.Y)
	case *ir.Round:
		t.round(list, e)
	case *ir.MinMax:
		t.oneOf(list, e.Args...)
	case *ir.Clamp:
		t.join(list, e.X, 0, func(_, own span) span { return own.hull(span{}) })
	case *ir.Cond:
		branches := []ir.Expr{e.Else}
		for _, c := range e.Cases {
			t.decides(list, c.Cond)
			branches = append(branches, c.Then)
		}
		t.oneOf(list, branches...)
	case *ir.AddMonths:
		t.follow(list, e.X, span.sign)
		t.follow(list, e.Months, span.sign)
	case *ir.MonthsBetween:
		t.follow(list, e.From, func(s span) span { return s.sign().reversed() })
		t.follow(list, e.To, span.sign)
	case *ir.WorkingDay:
		t.follow(list, e.X, span.sign)
		t.follow(list, e.N, span.sign)
	default: // look-ups and conditions
		for _, x := range ir.Children(e) {
			t.decides(list, x)
		}
	}
}

// join adds the changes of x; put combines the span so far with that of x.
func (t *trends) join(list []change, x ir.Expr, flags Trend, put func(sofar, own span) span) {
	for i, own := range t.of(x) {
		if own == (change{}) {
			continue
		}
		list[i].flags |= own.flags | flags
		list[i].span = put(list[i].span, own.span)
	}
}

// follow is join for a bent value that changes by the sum of its operands' changes, as own gives them.
func (t *trends) follow(list []change, x ir.Expr, own func(span) span) {
	t.join(list, x, Bent, func(s, x span) span { return s.plus(own(x)) })
}

func (t *trends) decides(list []change, x ir.Expr) {
	for i, own := range t.of(x) {
		if own != (change{}) {
			list[i].flags |= Deciding
		}
	}
}

// oneOf sets the changes of a value that is one of several.
func (t *trends) oneOf(list []change, args ...ir.Expr) {
	for n, x := range args {
		for i, own := range t.of(x) {
			list[i].flags |= own.flags
			if n == 0 {
				list[i].span = own.span
			} else {
				list[i].span = list[i].hull(own.span)
			}
		}
	}
}

// product sets the changes of a product: ΔX·Y + X·ΔY.
func (t *trends) product(list []change, x, y ir.Expr) {
	byX, byY := t.of(x), t.of(y)
	for i := range list {
		a, b := byX[i], byY[i]
		list[i].flags = a.flags | b.flags
		if a.span != (span{}) && b.span != (span{}) {
			list[i].flags |= Bent
		}
		list[i].span = a.times(extentOf(y)).plus(b.times(extentOf(x)))
	}
}

// round sets the changes of a quotient, which rises with X, and falls with Y where X is positive.
func (t *trends) round(list []change, e *ir.Round) {
	byX := t.of(e.X)
	byY := make([]change, len(list))
	if e.Y != nil {
		byY = t.of(e.Y)
	}
	for i := range list {
		if byX[i] == (change{}) && byY[i] == (change{}) {
			continue
		}
		list[i].flags = byX[i].flags | byY[i].flags | Bent
		if byY[i].span == (span{}) {
			list[i].span = steps(e, byX[i].span)
		} else {
			byDivisor := byY[i].times(extentOf(e.X)).reversed()
			list[i].span = t.quotient(e, i, byX[i].sign().plus(byDivisor.sign()))
		}
	}
}

// steps returns the change of the rounded quotient where X changes by a span and the divisor does not: from ⌊q⌋ to ⌈q⌉
// steps, where q is the change of the exact quotient.
func steps(e *ir.Round, x span) span {
	least, most := float64(e.MulY), float64(e.MulY)
	if e.Y != nil {
		divisor := extentOf(e.Y).times(point(e.MulY))
		least, most = max(1, divisor.low), max(1, divisor.high)
	}
	x = x.times(point(e.MulX))
	low, high := x.low/most, x.high/most
	if x.low < 0 {
		low = x.low / least
	}
	if x.high > 0 {
		high = x.high / least
	}
	return spanOf(math.Floor(low), math.Ceil(high)).times(point(e.Step))
}
