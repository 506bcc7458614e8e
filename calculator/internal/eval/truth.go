package eval

import "shirube/calculator/internal/ir"

// truth evaluates the nodes that yield a YesNo.
func (e *evaluator) truth(x ir.Expr) Value {
	switch n := x.(type) {
	case *ir.Compare:
		return compare(n.Op, e.value(n.X), e.value(n.Y))
	case *ir.Is:
		set := e.value(n.X).May
		return yesNo(set&n.Mask != 0, set&^n.Mask != 0)
	case *ir.Has:
		v := e.value(n.X)
		return yesNo(v.May>>n.Bit&1 == 1, v.Must>>n.Bit&1 == 0)
	case *ir.And:
		return and(e.values(n.Args))
	case *ir.Or:
		// De Morgan, so that And's rule is the only one.
		var negated []Value
		for _, v := range e.values(n.Args) {
			negated = append(negated, not(v))
		}
		return not(and(negated))
	}
	return not(e.value(x.(*ir.Not).X))
}

func yesNo(yes, no bool) Value {
	var v Value
	if yes {
		v.May |= ir.Yes
	}
	if no {
		v.May |= ir.No
	}
	return v
}

// compare returns the possibilities of a comparison of intervals: Yes where some pair of values fits it, No where
// some pair does not.
func compare(op ir.Comparison, x, y Value) Value {
	switch op {
	case ir.Less:
		return yesNo(x.Low.Cmp(y.High) < 0, x.High.Cmp(y.Low) >= 0)
	case ir.LessEqual:
		return yesNo(x.Low.Cmp(y.High) <= 0, x.High.Cmp(y.Low) > 0)
	}
	meet := x.Low.Cmp(y.High) <= 0 && y.Low.Cmp(x.High) <= 0
	one := x.Low.Cmp(x.High) == 0 && y.Low.Cmp(y.High) == 0 && x.Low.Cmp(y.Low) == 0
	return yesNo(meet, !one)
}

// and is the conjunction: Yes possible where all may hold, No where one may fail.
func and(args []Value) Value {
	yes, no := true, false
	for _, v := range args {
		yes = yes && v.May&ir.Yes != 0
		no = no || v.May&ir.No != 0
	}
	return yesNo(yes, no)
}

func not(v Value) Value { return yesNo(v.May&ir.No != 0, v.May&ir.Yes != 0) }
