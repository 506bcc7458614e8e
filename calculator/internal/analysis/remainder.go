package analysis

import "shirube/calculator/internal/ir"

// remainders returns e with each remainder of a rounding, b·(r·X − 切り捨て(r·X, step)), clamped to its range.
func (s *sharpener) remainders(e *ir.Sum) *ir.Sum {
	for _, t := range e.Terms {
		r, ok := s.target(t.X).(*ir.Round)
		if !ok || r.Y != nil {
			continue
		}
		if sum := s.remainder(e, t, r); sum != nil {
			return s.remainders(sum)
		}
	}
	return e
}

// target returns the expression behind a chain of names.
func (s *sharpener) target(x ir.Expr) ir.Expr {
	for {
		ref, ok := x.(*ir.StepRef)
		if !ok {
			return x
		}
		x = s.steps[ref.Index]
	}
}

// remainder replaces the term t, a multiple of the rounding r, and the terms that r rounds by a clamped sum; nil where
// e does not have those terms.
func (s *sharpener) remainder(e *ir.Sum, t ir.Term, r *ir.Round) *ir.Sum {
	coef, ok := times(-t.Coef, r.MulX)
	over, okStep := times(coef, r.Step)
	size, okSize := times(max(t.Coef, -t.Coef), r.Step)
	if !ok || !okStep || !okSize || over%r.MulY != 0 {
		return nil
	}
	rest := sumOf{konst: e.Const, terms: map[ir.Expr]int64{}, fits: true}
	for _, term := range e.Terms {
		rest.add(s.name(term.X), term.Coef)
	}
	left := s.linear(r.X, over/r.MulY)
	grid := ir.GCD(size, left.konst)
	for _, x := range left.order {
		if c := rest.terms[x]; c == 0 || (c < 0) != (left.terms[x] < 0) || max(c, -c) < max(left.terms[x], -left.terms[x]) {
			return nil
		}
		rest.add(x, -left.terms[x])
		step, ok := times(left.terms[x], s.grid(x))
		if !ok {
			return nil
		}
		grid = ir.GCD(grid, step)
	}
	rest.add(s.name(t.X), -t.Coef)
	rest.konst -= left.konst
	left.add(t.X, t.Coef)
	inner := left.node(e.T)
	if !left.fits || !rest.fits || !small(rest.konst) || inner == nil {
		return nil
	}
	low, high := remainderRange(r.Op, size, grid)
	if t.Coef > 0 {
		low, high = -high, -low
	}
	rest.add(&ir.Clamp{Typed: ir.Of(e.T, ir.Extent{Low: low, High: high}), X: inner, Low: low, High: high}, 1)
	sum, _ := rest.node(e.T).(*ir.Sum)
	return sum
}

// remainderRange returns the range of x − r for multiples x of grid that are rounded to multiples r of size.
func remainderRange(op ir.Rounding, size, grid int64) (low, high int64) {
	switch op {
	case ir.Down:
		return 0, size - grid
	case ir.Up:
		return grid - size, 0
	}
	return -(size / 2 / grid * grid), (size - 1) / 2 / grid * grid
}

// linear returns coef·x as the sum of its terms.
func (s *sharpener) linear(x ir.Expr, coef int64) sumOf {
	sum := sumOf{terms: map[ir.Expr]int64{}, fits: true}
	if inner, ok := s.target(x).(*ir.Sum); ok {
		x = inner
	}
	e := sum.with(x, x, coef)
	named := sumOf{konst: e.konst, terms: map[ir.Expr]int64{}, fits: e.fits}
	for _, x := range e.order {
		named.add(s.name(x), e.terms[x])
	}
	return named
}

// name returns the input that x names, or x.
func (s *sharpener) name(x ir.Expr) ir.Expr {
	in, ok := s.target(x).(*ir.InputRef)
	if !ok {
		return x
	}
	return in
}

// grid returns a number that all values of x are multiples of.
func (s *sharpener) grid(x ir.Expr) int64 {
	if in, ok := x.(*ir.InputRef); ok {
		return max(1, s.program.Inputs[in.Index].Step)
	}
	return 1
}
