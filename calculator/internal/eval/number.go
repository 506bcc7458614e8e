package eval

import (
	"fmt"
	"math/big"

	"shirube/calculator/internal/ir"
)

// number evaluates the nodes that compute Numbers and Dates from Numbers and Dates.
func (e *evaluator) number(x ir.Expr) Value {
	switch n := x.(type) {
	case *ir.Sum:
		return e.sum(n)
	case *ir.Product:
		return product(e.value(n.X), e.value(n.Y))
	case *ir.Round:
		return e.round(n)
	case *ir.MinMax:
		return minMax(n.Greatest, e.values(n.Args))
	case *ir.Clamp:
		v := e.value(n.X)
		return Value{Low: clamp(v.Low, n.Low, n.High), High: clamp(v.High, n.Low, n.High)}
	case *ir.AddMonths:
		d, m := e.value(n.X), e.value(n.Months)
		return Interval(months(d.Low.Int64(), m.Low.Int64(), n.Rule), months(d.High.Int64(), m.High.Int64(), n.Rule))
	case *ir.MonthsBetween:
		from, to := e.value(n.From), e.value(n.To)
		return Interval(monthsBetween(from.High.Int64(), to.Low.Int64(), n.Rule), monthsBetween(from.Low.Int64(), to.High.Int64(), n.Rule))
	case *ir.WorkingDay:
		d, count := e.value(n.X), e.value(n.N)
		return Interval(workingDay(d.Low.Int64(), count.Low.Int64(), n.Holidays), workingDay(d.High.Int64(),
			count.High.Int64(), n.Holidays))
	case *ir.Count:
		return e.count(n)
	}
	panic(fmt.Sprintf("eval: no meaning for %T", x))
}

// sum adds the least and the greatest of each term.
func (e *evaluator) sum(n *ir.Sum) Value {
	low, high := big.NewInt(n.Const), big.NewInt(n.Const)
	for _, t := range n.Terms {
		v, coef := e.value(t.X), big.NewInt(t.Coef)
		a, b := new(big.Int).Mul(coef, v.Low), new(big.Int).Mul(coef, v.High)
		low.Add(low, least(a, b))
		high.Add(high, greatest(a, b))
	}
	return Value{Low: low, High: high}
}

// product returns the least and greatest of the products of all ends.
func product(x, y Value) Value {
	var out Value
	for _, a := range []*big.Int{x.Low, x.High} {
		for _, b := range []*big.Int{y.Low, y.High} {
			p := new(big.Int).Mul(a, b)
			if out.Low == nil {
				out = Value{Low: p, High: p}
			}
			out = Value{Low: least(out.Low, p), High: greatest(out.High, p)}
		}
	}
	return out
}

// round takes the four corners of numerator and divisor: the quotient is monotone in each.
func (e *evaluator) round(n *ir.Round) Value {
	x, y := e.value(n.X), Single(1)
	if n.Y != nil {
		y = e.value(n.Y)
	}
	var out Value
	for _, a := range []*big.Int{x.Low, x.High} {
		for _, d := range []*big.Int{y.Low, y.High} {
			q := rounded(n, a, d)
			if out.Low == nil {
				out = Value{Low: q, High: q}
			}
			out = Value{Low: least(out.Low, q), High: greatest(out.High, q)}
		}
	}
	return out
}

// rounded returns one quotient, computed as an exact fraction, rounded to the step.
func rounded(n *ir.Round, a, d *big.Int) *big.Int {
	q := new(big.Rat).SetFrac(
		new(big.Int).Mul(a, big.NewInt(n.MulX)),
		new(big.Int).Mul(d, big.NewInt(n.MulY)))
	var whole *big.Int
	switch n.Op {
	case ir.Down:
		whole = floor(q)
	case ir.Up:
		whole = new(big.Int).Neg(floor(new(big.Rat).Neg(q)))
	default:
		whole = floor(new(big.Rat).Add(q, big.NewRat(1, 2)))
	}
	return new(big.Int).Mul(whole, big.NewInt(n.Step))
}

// floor is the greatest integer that is not above q; the denominator of a Rat is positive, so
// Euclidean division rounds down.
func floor(q *big.Rat) *big.Int { return new(big.Int).Div(q.Num(), q.Denom()) }

func minMax(isGreatest bool, args []Value) Value {
	pick := least
	if isGreatest {
		pick = greatest
	}
	out := args[0]
	for _, v := range args[1:] {
		out = Value{Low: pick(out.Low, v.Low), High: pick(out.High, v.High)}
	}
	return out
}

func clamp(n *big.Int, low, high int64) *big.Int {
	return least(greatest(n, big.NewInt(low)), big.NewInt(high))
}

// count counts what holds certainly (low) and possibly (high).
func (e *evaluator) count(n *ir.Count) Value {
	var low, high int64
	for _, v := range e.values(n.Args) {
		if v.May == ir.Yes {
			low++
		}
		if v.May&ir.Yes != 0 {
			high++
		}
	}
	return Interval(low, high)
}
