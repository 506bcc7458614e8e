package check

import (
	"maps"
	"math"

	"shirube/calculator/internal/ir"
)

// refinements are the values that inputs and steps can still have where a condition holds or fails. They narrow
// references on that branch.
type refinements map[ir.Expr]ir.Extent

// An env is the context of an expression.
type env struct {
	refined refinements
	// branch says that the expression is inside a もし or a rule, and so not always evaluated.
	branch bool
	// dead says that the refinements contradict each other.
	dead bool
	// raw marks the conditions of 止める, which no 止める narrows.
	raw bool
	// list and item are the item of a list that fields mean; list is nil outside of one.
	list *list
	item int
}

// with returns e with more refinements.
func (e *env) with(more refinements, branch bool) *env {
	out := *e
	out.refined, out.branch = refinements{}, e.branch || branch
	maps.Copy(out.refined, e.refined)
	for x, extent := range more {
		was, ok := out.refined[x]
		if !ok {
			was = x.Extent()
		}
		now := intersect(x.Type().Kind, was, extent)
		if isEmpty(x.Type().Kind, now) {
			out.dead = true
			continue
		}
		out.refined[x] = now
	}
	return &out
}

// intersect returns the values that are in both extents; see isEmpty.
func intersect(k ir.Kind, a, b ir.Extent) ir.Extent {
	if k.IsInterval() {
		return ir.Extent{Low: max(a.Low, b.Low), High: min(a.High, b.High)}
	}
	return ir.Extent{Possible: a.Possible & b.Possible}
}

// hull returns the smallest extent that contains a and b.
func hull(k ir.Kind, a, b ir.Extent) ir.Extent {
	if k.IsInterval() {
		return ir.Extent{Low: min(a.Low, b.Low), High: max(a.High, b.High)}
	}
	return ir.Extent{Possible: a.Possible | b.Possible}
}

// isEmpty reports whether an extent has no values.
func isEmpty(k ir.Kind, e ir.Extent) bool {
	if k.IsInterval() {
		return e.Low > e.High
	}
	return e.Possible == 0
}

// narrow returns the reference x under the refinements of e.
func (b *builder) narrow(x ir.Expr, e *env) ir.Expr {
	extent, ok := e.refined[x]
	if !ok || extent == x.Extent() {
		return x
	}
	key := narrowKey{x, extent}
	if n, ok := b.narrowed[key]; ok {
		return n
	}
	var n ir.Expr
	if x.Type().Kind.IsInterval() {
		n = &ir.Clamp{Typed: ir.Of(x.Type(), extent), X: x, Low: extent.Low, High: extent.High}
	} else {
		n = &ir.Restrict{Typed: ir.Of(x.Type(), extent), X: x, Mask: extent.Possible}
	}
	b.narrowed[key] = n
	return n
}

// reference returns the input, step or argument of a function that x is, without narrowing; nil where x is
// anything else.
func (b *builder) reference(x ir.Expr) ir.Expr {
	switch n := x.(type) {
	case *ir.InputRef, *ir.StepRef:
		return x
	case *ir.Clamp:
		return n.X
	case *ir.Restrict:
		return n.X
	}
	if b.named[x] {
		return x
	}
	return nil
}

// both returns the refinements where both x and y apply.
func both(x, y refinements) refinements {
	out := refinements{}
	maps.Copy(out, x)
	for k, v := range y {
		if was, ok := out[k]; ok {
			v = intersect(k.Type().Kind, was, v)
		}
		out[k] = v
	}
	return out
}

// either returns the refinements where at least one of x and y applies.
func either(x, y refinements) refinements {
	out := refinements{}
	for k, v := range x {
		// What one side does not narrow can have any of its values.
		if w, ok := y[k]; ok {
			out[k] = hull(k.Type().Kind, v, w)
		}
	}
	return out
}

// orderRefinements returns the refinements where x < y (strict) or x ≤ y. Both are Numbers or Dates, whose scales may
// differ.
func (b *builder) orderRefinements(x, y ir.Expr, strict bool) refinements {
	out := refinements{}
	ex, ey := x.Extent(), y.Extent()
	less := int64(0)
	if strict {
		less = 1
	}
	if ref := b.reference(x); ref != nil {
		if high, ok := rescale(ey.High, y.Type().Scale, x.Type().Scale, strict, false); ok {
			out[ref] = ir.Extent{Low: math.MinInt64, High: high - less}
		}
	}
	// Where both sides are one value, narrowed in two ways, it says nothing of itself.
	if ref := b.reference(y); ref != nil && ref != b.reference(x) {
		if low, ok := rescale(ex.Low, x.Type().Scale, y.Type().Scale, strict, true); ok {
			out[ref] = ir.Extent{Low: low + less, High: math.MaxInt64}
		}
	}
	return out
}

// rescale converts a bound to another scale so that comparisons with it keep their results. up is for lower bounds.
// For strict bounds the result is the nearest excluded value.
func rescale(v int64, from, to int, strict, up bool) (int64, bool) {
	if from <= to {
		factor, ok := pow10(to - from)
		if !ok {
			return 0, false
		}
		out, ok := mul(v, factor)
		// Room for the one that a strict bound adds or takes away.
		return out, ok && out > math.MinInt64+1 && out < math.MaxInt64-1
	}
	factor, ok := pow10(from - to)
	if !ok {
		return 0, false
	}
	if up != strict {
		return ceilDiv(v, factor), true
	}
	return ir.FloorDiv(v, factor), true
}

// equalRefinements returns the refinements where x = y.
func (b *builder) equalRefinements(x, y ir.Expr) refinements {
	return both(b.orderRefinements(x, y, false), b.orderRefinements(y, x, false))
}
