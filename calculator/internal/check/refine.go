package check

import "shirube/calculator/internal/ir"
import "math"

// refinements are what a condition says about inputs and steps: for each reference the values it
// can still have. They narrow references on the branch where the condition holds or fails.
type refinements map[ir.Expr]ir.Extent

// An env is the context of an expression: what is known of references there.
type env struct {
	refined refinements
	// branch says that the place is inside a もし or a rule, so that it may not be reached.
	branch bool
	// dead says that the facts contradict each other.
	dead bool
	// raw marks the conditions of 止める, where no stop has narrowed anything.
	raw bool
	// list and item are the item of a list that fields mean; list is nil outside of one.
	list *list
	item int
}

// with returns e with more refinements.
func (e *env) with(more refinements, branch bool) *env {
	out := *e
	out.refined, out.branch = refinements{}, e.branch || branch
	for x, extent := range e.refined {
		out.refined[x] = extent
	}
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

func intersect(k ir.Kind, a, b ir.Extent) ir.Extent {
	if k.IsInterval() {
		return ir.Extent{Low: max(a.Low, b.Low), High: min(a.High, b.High)}
	}
	return ir.Extent{Possible: a.Possible & b.Possible}
}

func isEmpty(k ir.Kind, e ir.Extent) bool {
	if k.IsInterval() {
		return e.Low > e.High
	}
	return e.Possible == 0
}

// narrow returns the reference x under the facts of e.
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

// reference returns the input, step or argument of a function behind x, without what narrows it; nil
// where x is anything else.
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

// both joins what two conditions say when both hold.
func both(x, y refinements) refinements {
	out := refinements{}
	for k, v := range x {
		out[k] = v
	}
	for k, v := range y {
		if was, ok := out[k]; ok {
			v = intersect(k.Type().Kind, was, v)
		}
		out[k] = v
	}
	return out
}

// either keeps what both conditions say, loosened so that either may hold.
func either(x, y refinements) refinements {
	out := refinements{}
	for k, v := range x {
		w, ok := y[k]
		switch {
		case !ok:
		case k.Type().Kind.IsInterval():
			out[k] = ir.Extent{Low: min(v.Low, w.Low), High: max(v.High, w.High)}
		default:
			out[k] = ir.Extent{Possible: v.Possible | w.Possible}
		}
	}
	return out
}

// orderRefinements is what x < y (strict) or x ≤ y says about two Numbers or Dates, whose own scales may
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
	if ref := b.reference(y); ref != nil && ref != b.reference(x) {
		if low, ok := rescale(ex.Low, x.Type().Scale, y.Type().Scale, strict, true); ok {
			out[ref] = ir.Extent{Low: low + less, High: math.MaxInt64}
		}
	}
	return out
}

// rescale brings a bound to another scale so that comparing with it means the same: up is for lower
// bounds. For strict bounds the result is the value that is just excluded.
func rescale(v int64, from, to int, strict, up bool) (int64, bool) {
	if from <= to {
		factor, ok := pow10(to - from)
		if !ok {
			return 0, false
		}
		out, ok := mul(v, factor)
		return out, ok && out > math.MinInt64+1 && out < math.MaxInt64-1
	}
	factor, ok := pow10(from - to)
	if !ok {
		return 0, false
	}
	if up != strict {
		return ceilDiv(v, factor), true
	}
	return floorDiv(v, factor), true
}

// equalRefinements is what x = y says.
func (b *builder) equalRefinements(x, y ir.Expr) refinements {
	return both(b.orderRefinements(x, y, false), b.orderRefinements(y, x, false))
}
