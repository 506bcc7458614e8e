package analysis

import (
	"maps"
	"slices"

	"shirube/calculator/internal/ir"
)

// Sharpen returns p with sums rewritten so that evaluations on ranges are narrower. A sum of a 小さい方 or 大きい方 and
// terms that depend on the same inputs is moved inside it, where equal terms cancel: x − 小さい方(x, 500) becomes
// 大きい方(0, x − 500). The remainder of a rounding, x − 切り捨て(x, 100), is clamped to 0 to 99. Every full answer gives the
// same results.
func Sharpen(p *ir.Program) *ir.Program {
	s := &sharpener{program: p, known: map[ir.Expr]ir.Expr{}, inputs: map[ir.Expr]inputSet{}}
	sharp := *p
	sharp.Steps = slices.Clone(p.Steps)
	for i := range sharp.Steps {
		sharp.Steps[i].Expr = s.sharpen(p.Steps[i].Expr)
		s.steps = append(s.steps, sharp.Steps[i].Expr)
	}
	return &sharp
}

// mostAlternatives bounds the sums that one sum becomes.
const mostAlternatives = 6

type sharpener struct {
	program *ir.Program
	steps   []ir.Expr
	known   map[ir.Expr]ir.Expr
	inputs  map[ir.Expr]inputSet
}

// An inputSet holds the indexes of inputs.
type inputSet map[int]bool

func (s inputSet) meets(other inputSet) bool {
	for i := range s {
		if other[i] {
			return true
		}
	}
	return false
}

// sharpen rewrites the sums in e.
func (s *sharpener) sharpen(e ir.Expr) ir.Expr {
	sharp, ok := s.known[e]
	if !ok {
		sharp = s.rewrite(e)
		s.known[e] = sharp
	}
	return sharp
}

// rewrite rewrites a sum, or the sums in branches. Conditions stay as they are: the checker has opened theirs.
func (s *sharpener) rewrite(e ir.Expr) ir.Expr {
	switch e := e.(type) {
	case *ir.Sum:
		e = s.remainders(e)
		if sharp := s.sum(e); sharp != nil {
			return sharp
		}
		return e
	case *ir.Cond:
		c := *e
		c.Cases = slices.Clone(e.Cases)
		for i := range c.Cases {
			c.Cases[i].Then = s.sharpen(e.Cases[i].Then)
		}
		c.Else = s.sharpen(e.Else)
		return &c
	case *ir.MinMax:
		m := *e
		m.Args = make([]ir.Expr, len(e.Args))
		for i, x := range e.Args {
			m.Args[i] = s.sharpen(x)
		}
		return &m
	}
	return e
}

// A sumOf is a sum under construction. It merges terms that are the same input or step.
type sumOf struct {
	konst int64
	terms map[ir.Expr]int64
	order []ir.Expr
	fits  bool
}

// sum returns e with its MinMaxes moved outside; nil where that does not help.
func (s *sharpener) sum(e *ir.Sum) ir.Expr {
	total := sumOf{konst: e.Const, terms: map[ir.Expr]int64{}, fits: true}
	for _, t := range e.Terms {
		total.add(t.X, t.Coef)
	}
	list := s.alternatives(total, mostAlternatives)
	if list == nil {
		return nil
	}
	return list.node(e.T)
}

// add adds coef·x.
func (t *sumOf) add(x ir.Expr, coef int64) {
	if t.terms[x] == 0 && coef != 0 && !slices.Contains(t.order, x) {
		t.order = append(t.order, x)
	}
	t.terms[x] += coef
	t.fits = t.fits && small(coef) && small(t.terms[x])
}

// with returns t without x, with coef·e in its place.
func (t sumOf) with(x, e ir.Expr, coef int64) sumOf {
	out := sumOf{konst: t.konst, terms: maps.Clone(t.terms), order: slices.Clone(t.order), fits: t.fits}
	delete(out.terms, x)
	out.order = slices.DeleteFunc(out.order, func(other ir.Expr) bool { return other == x })
	switch e := e.(type) {
	case *ir.Literal:
		product, ok := times(coef, e.E.Low)
		out.konst += product
		out.fits = out.fits && ok && e.E.IsPoint() && small(out.konst)
	case *ir.Sum:
		product, ok := times(coef, e.Const)
		out.konst += product
		out.fits = out.fits && ok && small(out.konst)
		for _, inner := range e.Terms {
			product, ok := times(coef, inner.Coef)
			out.fits = out.fits && ok
			out.add(inner.X, product)
		}
	default:
		out.add(e, coef)
	}
	return out
}

// choices are a rewritten sum: one sum, or the least or greatest of several.
type choices struct {
	sum      sumOf
	greatest bool
	parts    []*choices
}

// alternatives moves total inside the first MinMax term that shares inputs with another term, and repeats that for the
// new sums; nil where there is no such term, where the sums would be too many, or where numbers might not fit.
func (s *sharpener) alternatives(total sumOf, most int) *choices {
	for _, x := range total.order {
		coef := total.terms[x]
		opened := s.opened(x)
		m, ok := opened.(*ir.MinMax)
		if !ok || coef == 0 || m.T.Kind != ir.Number || len(m.Args) > most || !s.sharesInputs(total, x) {
			continue
		}
		c := &choices{greatest: m.Greatest == (coef > 0)}
		for _, arg := range m.Args {
			part := total.with(x, s.openedSum(arg, total, x), coef)
			if !part.fits {
				return nil
			}
			next := s.alternatives(part, most/len(m.Args))
			if next == nil {
				next = &choices{sum: part}
			}
			c.parts = append(c.parts, next)
		}
		return c
	}
	return nil
}

// opened returns the expression behind a step's name where it is a sum or a MinMax.
func (s *sharpener) opened(x ir.Expr) ir.Expr {
	for {
		ref, ok := x.(*ir.StepRef)
		if !ok {
			return x
		}
		switch inner := s.steps[ref.Index].(type) {
		case *ir.Sum, *ir.MinMax, *ir.StepRef, *ir.InputRef:
			x = inner
		default:
			return x
		}
	}
}

// openedSum opens an argument where that lets terms cancel.
func (s *sharpener) openedSum(arg ir.Expr, total sumOf, x ir.Expr) ir.Expr {
	if total.terms[arg] != 0 && arg != x {
		return arg // cancels as it is
	}
	if inner := s.opened(arg); inner != arg && s.inputsOf(inner).meets(s.inputsOfOthers(total, x)) {
		return inner
	}
	return arg
}

func (s *sharpener) sharesInputs(total sumOf, x ir.Expr) bool {
	return s.inputsOf(x).meets(s.inputsOfOthers(total, x))
}

// inputsOfOthers returns the inputs of all terms of total but x.
func (s *sharpener) inputsOfOthers(total sumOf, x ir.Expr) inputSet {
	all := inputSet{}
	for _, other := range total.order {
		if other != x && total.terms[other] != 0 {
			maps.Copy(all, s.inputsOf(other))
		}
	}
	return all
}

// inputsOf returns the inputs that e depends on, through the names of steps.
func (s *sharpener) inputsOf(e ir.Expr) inputSet {
	set, ok := s.inputs[e]
	if !ok {
		set = inputSet{}
		switch e := e.(type) {
		case *ir.InputRef:
			set[e.Index] = true
		case *ir.StepRef:
			maps.Copy(set, s.inputsOf(s.steps[e.Index]))
		}
		for _, x := range ir.Children(e) {
			maps.Copy(set, s.inputsOf(x))
		}
		s.inputs[e] = set
	}
	return set
}

// node returns the expression for c; nil where a number might not fit.
func (c *choices) node(t *ir.Type) ir.Expr {
	if c.parts == nil {
		return c.sum.node(t)
	}
	var args []ir.Expr
	for _, part := range c.parts {
		arg := part.node(t)
		if arg == nil {
			return nil
		}
		if inner, ok := arg.(*ir.MinMax); ok && inner.Greatest == c.greatest {
			args = append(args, inner.Args...)
			continue
		}
		args = append(args, arg)
	}
	return ir.NewMinMax(t, c.greatest, args)
}

// node returns the expression for t; nil where it might not fit.
func (t sumOf) node(kind *ir.Type) ir.Expr {
	sum := &ir.Sum{Const: t.konst}
	low, high, size := t.konst, t.konst, max(t.konst, -t.konst)
	for _, x := range t.order {
		coef, e := t.terms[x], x.Extent()
		if coef == 0 {
			continue
		}
		a, okA := times(coef, e.Low)
		b, okB := times(coef, e.High)
		if !okA || !okB {
			return nil
		}
		low, high, size = low+min(a, b), high+max(a, b), size+max(a, -a, b, -b)
		if !small(low) || !small(high) || !small(size) {
			return nil
		}
		sum.Terms = append(sum.Terms, ir.Term{Coef: coef, X: x})
	}
	if sum.Terms == nil {
		return &ir.Literal{Typed: ir.Of(kind, ir.Point(t.konst))}
	}
	sum.Typed = ir.Of(kind, ir.Extent{Low: low, High: high})
	return sum
}
