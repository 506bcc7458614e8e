package analysis

import "shirube/calculator/internal/ir"

// mostPieces bounds the pieces of one quotient.
const mostPieces = 64

// quotient narrows sofar, the direction in which the quotient e may change where input i grows, by the sign of its
// derivative. Numerator and divisor are polynomials in each piece, where every 小さい方 or 大きい方 is one of its arguments.
// The sign of N′D − ND′ is known where all coefficients, over variables that are not negative, have one sign. So
// p ÷ (p + q) rises with p and falls with q, and a share of the excess over a limit,
// (p + q − 1,000) × p ÷ (p + q), rises with both.
func (t *trends) quotient(e *ir.Round, i int, sofar span) span {
	q := quotient{trends: t, input: i}
	var all span
	for range mostPieces {
		q.start()
		n, d := q.poly(e.X), q.poly(e.Y)
		if q.failed || len(n)*len(d) > mostTerms {
			return sofar
		}
		x := q.variable(i)
		rises, falls := q.sign(n.derivative(x).times(d).plus(n.times(d.derivative(x)), -1))
		if rises {
			all.high = anything.high
		}
		if falls {
			all.low = anything.low
		}
		if !q.next() {
			return span{max(all.low, sofar.low), min(all.high, sofar.high)}
		}
	}
	return sofar
}

// mostTerms bounds the terms of a polynomial.
const mostTerms = 512

// A quotient converts a numerator and a divisor to polynomials, one piece after the other.
type quotient struct {
	*trends
	input     int
	variables map[any]byte // by index of an input, or by Expr
	choices   []choice     // the choices of this piece, in the order of visits
	bounds    []polynomial // not negative in this piece
	failed    bool
}

// A choice is one argument of a MinMax, one branch of a Cond, or a Clamp's operand or one of its bounds.
type choice struct {
	node     ir.Expr
	chosen   int
	of       int
	isPlaced bool // visited in this piece
}

func (q *quotient) start() {
	q.variables, q.bounds = map[any]byte{}, nil
	for i := range q.choices {
		q.choices[i].isPlaced = false
	}
}

// next advances to the next piece; false after the last.
func (q *quotient) next() bool {
	for len(q.choices) > 0 {
		last := &q.choices[len(q.choices)-1]
		if last.chosen++; last.chosen < last.of {
			return true
		}
		q.choices = q.choices[:len(q.choices)-1]
	}
	return false
}

// choose returns the choice for node in this piece, and whether node is visited for the first time.
func (q *quotient) choose(node ir.Expr, of int) (chosen int, isNew bool) {
	for i := range q.choices {
		if c := &q.choices[i]; c.node == node {
			isNew, c.isPlaced = !c.isPlaced, true
			return c.chosen, isNew
		}
	}
	q.choices = append(q.choices, choice{node: node, of: of, isPlaced: true})
	return 0, true
}

// poly returns e as a polynomial over variables that are not negative.
func (q *quotient) poly(e ir.Expr) polynomial {
	switch e := e.(type) {
	case *ir.InputRef:
		least := q.program.Inputs[e.Index].Range.Low
		return constant(least).plus(monomial(q.variable(e.Index)), 1)
	case *ir.StepRef:
		return q.poly(q.program.Steps[e.Index].Expr)
	case *ir.Sum:
		sum := constant(e.Const)
		for _, term := range e.Terms {
			sum = sum.plus(q.poly(term.X), term.Coef)
		}
		return sum
	case *ir.Product:
		x, y := q.poly(e.X), q.poly(e.Y)
		if len(x)*len(y) > mostTerms {
			q.failed = true
			return nil
		}
		return x.times(y)
	}
	if q.of(e)[q.input].span == (span{}) {
		least := constant(e.Extent().Low)
		if e.Extent().IsPoint() {
			return least
		}
		return least.plus(monomial(q.variable(e)), 1)
	}
	return q.piece(e)
}

// piece returns a node that is a polynomial in pieces.
func (q *quotient) piece(e ir.Expr) polynomial {
	switch e := e.(type) {
	case *ir.MinMax:
		i, isNew := q.choose(e, len(e.Args))
		own := q.poly(e.Args[i])
		for k, x := range e.Args {
			if isNew && k != i {
				q.atLeast(own, q.poly(x), e.Greatest)
			}
		}
		return own
	case *ir.Cond:
		if i, _ := q.choose(e, len(e.Cases)+1); i < len(e.Cases) {
			return q.poly(e.Cases[i].Then)
		}
		return q.poly(e.Else)
	case *ir.Clamp:
		i, isNew := q.choose(e, 3)
		if i > 0 {
			return constant([]int64{e.Low, e.High}[i-1])
		}
		own := q.poly(e.X)
		if isNew {
			q.atLeast(own, constant(e.Low), true)
			q.atLeast(own, constant(e.High), false)
		}
		return own
	}
	q.failed = true
	return nil
}

// atLeast adds the bound a ≥ b, or a ≤ b.
func (q *quotient) atLeast(a, b polynomial, isGreatest bool) {
	if !isGreatest {
		a, b = b, a
	}
	q.bounds = append(q.bounds, a.plus(b, -1))
}

// variable returns the variable for an input or a node minus its least value.
func (q *quotient) variable(of any) byte {
	v, ok := q.variables[of]
	if !ok {
		v = byte(len(q.variables))
		q.variables[of] = v
		q.failed = q.failed || len(q.variables) > 100
	}
	return v
}

// sign reports whether p may be above or below 0. Where its coefficients have both signs, one variable is replaced by
// means of a bound of this piece.
func (q *quotient) sign(p polynomial) (above, below bool) {
	above, below = p.sign()
	for _, bound := range q.bounds {
		for v := range byte(len(q.variables)) {
			if !above || !below {
				return above, below
			}
			if by := bound.solved(v, byte(len(q.variables))); by != nil {
				above, below = p.with(v, by).sign()
			}
		}
	}
	return above, below
}
