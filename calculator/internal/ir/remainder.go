package ir

// remainders returns e with what roundings leave in it, b·(r·X − 切り捨て(r·X, step)), kept in the range that this has.
func (s *sharpener) remainders(e *Sum) *Sum {
	for _, t := range e.Terms {
		r, ok := s.target(t.X).(*Round)
		if !ok || r.Y != nil {
			continue
		}
		if sum := s.remainder(e, t, r); sum != nil {
			return s.remainders(sum)
		}
	}
	return e
}

// target returns what a chain of names stands for.
func (s *sharpener) target(x Expr) Expr {
	for {
		ref, ok := x.(*StepRef)
		if !ok {
			return x
		}
		x = s.steps[ref.Index]
	}
}

// remainder takes the term t, of which r is the rounding, together with what is rounded; nil where the sum does not hold that.
func (s *sharpener) remainder(e *Sum, t Term, r *Round) *Sum {
	coef, ok := times(-t.Coef, r.MulX)
	over, okStep := times(coef, r.Step)
	size, okSize := times(max(t.Coef, -t.Coef), r.Step)
	if !ok || !okStep || !okSize || over%r.MulY != 0 {
		return nil
	}
	rest := sumOf{konst: e.Const, terms: map[Expr]int64{}, fits: true}
	for _, term := range e.Terms {
		rest.add(s.name(term.X), term.Coef)
	}
	left := s.linear(r.X, over/r.MulY)
	grid := gcd(size, left.konst)
	for _, x := range left.order {
		if c := rest.terms[x]; c == 0 || (c < 0) != (left.terms[x] < 0) || max(c, -c) < max(left.terms[x], -left.terms[x]) {
			return nil
		}
		rest.add(x, -left.terms[x])
		step, ok := times(left.terms[x], s.grid(x))
		if !ok {
			return nil
		}
		grid = gcd(grid, step)
	}
	rest.add(s.name(t.X), -t.Coef)
	rest.konst -= left.konst
	left.add(t.X, t.Coef)
	inner := left.node(e.T)
	if !left.fits || !rest.fits || !small(rest.konst) || inner == nil {
		return nil
	}
	low, high := leaves(r.Op, size, grid)
	if t.Coef > 0 {
		low, high = -high, -low
	}
	rest.add(&Clamp{Typed: Of(e.T, Extent{Low: low, High: high}), X: inner, Low: low, High: high}, 1)
	sum, _ := rest.node(e.T).(*Sum)
	return sum
}

// leaves is what is left of a multiple of grid where it is rounded to one of size.
func leaves(op Rounding, size, grid int64) (low, high int64) {
	switch op {
	case Down:
		return 0, size - grid
	case Up:
		return grid - size, 0
	}
	return -(size / 2 / grid * grid), (size - 1) / 2 / grid * grid
}

// linear writes coef·x with the terms of x apart.
func (s *sharpener) linear(x Expr, coef int64) sumOf {
	sum := sumOf{terms: map[Expr]int64{}, fits: true}
	if inner, ok := s.target(x).(*Sum); ok {
		x = inner
	}
	e := sum.with(x, x, coef)
	named := sumOf{konst: e.konst, terms: map[Expr]int64{}, fits: e.fits}
	for _, x := range e.order {
		named.add(s.name(x), e.terms[x])
	}
	return named
}

// name returns the input that x stands for, or x.
func (s *sharpener) name(x Expr) Expr {
	in, ok := s.target(x).(*InputRef)
	if !ok {
		return x
	}
	return in
}

// grid returns what all values of x are multiples of.
func (s *sharpener) grid(x Expr) int64 {
	if in, ok := x.(*InputRef); ok {
		return max(1, s.program.Inputs[in.Index].Step)
	}
	return 1
}

// gcd is the greatest common divisor of a > 0 and |b|.
func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return max(a, -a)
}
