package check

import (
	"math"
	"slices"

	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/ir"
)

// An affine is a sum that is not a node yet: konst + Σ coef·x at one scale. Keeping sums flat lets
// equal terms cancel, which makes the range of a difference of sums exact.
type affine struct {
	scale int
	konst int64
	terms []ir.Term
}

// affineOf reads x as a sum.
func affineOf(x ir.Expr) affine {
	switch n := x.(type) {
	case *ir.Literal:
		return affine{scale: n.T.Scale, konst: n.E.Low}
	case *ir.Sum:
		return affine{scale: n.T.Scale, konst: n.Const, terms: n.Terms}
	}
	return affine{scale: x.Type().Scale, terms: []ir.Term{{Coef: 1, X: x}}}
}

// times returns l multiplied by factor.
func (l affine) times(factor int64) (affine, bool) {
	out := affine{scale: l.scale}
	var ok bool
	if out.konst, ok = mul(l.konst, factor); !ok || factor == 0 {
		return out, ok
	}
	for _, t := range l.terms {
		coef, ok := mul(t.Coef, factor)
		if !ok {
			return out, false
		}
		out.terms = append(out.terms, ir.Term{Coef: coef, X: t.X})
	}
	return out, true
}

// at returns l at a scale that is no smaller than its own.
func (l affine) at(scale int) (affine, bool) {
	if scale == l.scale {
		return l, true
	}
	factor, ok := pow10(scale - l.scale)
	if !ok {
		return l, false
	}
	l, ok = l.times(factor)
	l.scale = scale
	return l, ok
}

// plus returns l + sign·m; equal terms are merged, and those that cancel are removed.
func (l affine) plus(m affine, sign int64) (affine, bool) {
	scale := max(l.scale, m.scale)
	l, ok1 := l.at(scale)
	m, ok2 := m.at(scale)
	m, ok3 := m.times(sign)
	out := affine{scale: scale}
	var ok4 bool
	out.konst, ok4 = add(l.konst, m.konst)
	if !ok1 || !ok2 || !ok3 || !ok4 {
		return out, false
	}
	out.terms = append(out.terms, l.terms...)
	for _, t := range m.terms {
		if !out.merge(t) {
			return out, false
		}
	}
	return out, true
}

// merge adds t to the term of the same expression, since terms of a Sum are distinct; it reports whether the
// coefficient fits. A term whose coefficient becomes 0 goes: what cancels has no part in the range.
func (l *affine) merge(t ir.Term) bool {
	for i := range l.terms {
		if l.terms[i].X != t.X {
			continue
		}
		coef, ok := add(l.terms[i].Coef, t.Coef)
		l.terms[i].Coef = coef
		if coef == 0 {
			l.terms = append(l.terms[:i:i], l.terms[i+1:]...)
		}
		return ok
	}
	l.terms = append(l.terms, t)
	return true
}

// reduced returns l at the smallest scale that all its numbers fit.
func (l affine) reduced() affine {
	// Fewer digits leave more room below 2⁶³.
	for l.scale > 0 && l.konst%10 == 0 && !slices.ContainsFunc(l.terms, func(t ir.Term) bool { return t.Coef%10 != 0 }) {
		terms := make([]ir.Term, len(l.terms))
		for i, t := range l.terms {
			terms[i] = ir.Term{Coef: t.Coef / 10, X: t.X}
		}
		l = affine{l.scale - 1, l.konst / 10, terms}
	}
	return l
}

// extent returns the proved range; ok is false where the value or a part of the sum does not fit in 64 bits.
func (l affine) extent() (ir.Extent, bool) {
	low, high, size := l.konst, l.konst, int64(0)
	if l.konst == math.MinInt64 {
		return ir.Extent{}, false
	}
	size = abs(l.konst)
	for _, t := range l.terms {
		e := t.X.Extent()
		part, ok := mul(magnitude(e), abs(t.Coef))
		if !ok {
			return ir.Extent{}, false
		}
		if size, ok = add(size, part); !ok {
			return ir.Extent{}, false
		}
		if t.Coef > 0 {
			low, high = low+t.Coef*e.Low, high+t.Coef*e.High
		} else {
			low, high = low+t.Coef*e.High, high+t.Coef*e.Low
		}
	}
	return ir.Extent{Low: low, High: high}, true
}

// affineNode returns the expression for l as a value of kind and unit.
func (b *builder) affineNode(l affine, kind ir.Kind, unit ir.Unit, at diagnostic.Span) ir.Expr {
	if kind == ir.Number {
		l = l.reduced()
	}
	if l.scale > ir.MaxScale {
		return b.tooManyDecimals(at)
	}
	if len(l.terms) == 1 && l.konst == 0 && l.terms[0].Coef == 1 {
		if x := l.terms[0].X; x.Type().Kind == kind && x.Type().Unit == unit && x.Type().Scale == l.scale {
			return x
		}
	}
	e, ok := l.extent()
	if !ok {
		return b.overflow(at)
	}
	if kind == ir.Date && !dateFits(e) {
		return b.dateOverflow(at)
	}
	return l.node(&ir.Type{Kind: kind, Unit: unit, Scale: l.scale}, e)
}

// node returns the expression for l, whose range is e.
func (l affine) node(t *ir.Type, e ir.Extent) ir.Expr {
	if len(l.terms) == 0 {
		return &ir.Literal{Typed: ir.Of(t, e)}
	}
	return &ir.Sum{Typed: ir.Of(t, e), Const: l.konst, Terms: l.terms}
}

func (b *builder) overflow(at diagnostic.Span) ir.Expr {
	return b.reject(CodeOverflow, at, "ここで数が大きくなりすぎることがあります（扱えるのはおよそ900京まで）。",
		"入力の「範囲」を狭めるか、途中で丸めて小数の桁を減らしてください。")
}

func (b *builder) tooManyDecimals(at diagnostic.Span) ir.Expr {
	return b.reject(CodeScale, at, "小数の桁が多くなりすぎます（12桁まで）。", "途中で 切り捨て(…, 1円) などを使って桁を減らしてください。")
}

func (b *builder) dateOverflow(at diagnostic.Span) ir.Expr {
	return b.reject(CodeDateOverflow, at, "日付が西暦1年から9999年の間に収まらないことがあります。", "日付や日数の「範囲」を狭めてください。")
}

// The first and last day that a Date may be.
const (
	firstDay = -719162 // 0001-01-01
	lastDay  = 2932896 // 9999-12-31
)

func dateFits(e ir.Extent) bool { return e.Low >= firstDay && e.High <= lastDay }

// addOrSubtract returns x + sign·y. Where both depend on one input, names of sums are replaced by the sums, so that
// common terms cancel.
func (b *builder) addOrSubtract(x, y ir.Expr, sign int64, kind ir.Kind, unit ir.Unit, at diagnostic.Span) ir.Expr {
	l, m := affineOf(x), affineOf(y)
	if b.share(x, y) {
		l, m = b.opened(l), b.opened(m)
	}
	out, ok := l.plus(m, sign)
	if !ok {
		return b.overflow(at)
	}
	return b.affineNode(out, kind, unit, at)
}

// opened replaces names of sums by the sums; it returns l itself where that does not fit in 64 bits.
func (b *builder) opened(l affine) affine {
	out := affine{scale: l.scale, konst: l.konst}
	for _, t := range l.terms {
		part := affine{scale: l.scale, terms: []ir.Term{t}}
		if ref, ok := t.X.(*ir.StepRef); ok {
			if sum, ok := b.out.Steps[ref.Index].Expr.(*ir.Sum); ok {
				inner := b.opened(affineOf(sum))
				// The sum is stored at the scale of its step, in which the coefficient counts.
				inner.scale += l.scale - t.X.Type().Scale
				opened, ok := inner.times(t.Coef)
				if !ok {
					return l
				}
				part = opened
			}
		}
		var ok bool
		if out, ok = out.plus(part, 1); !ok {
			return l
		}
	}
	return out
}

// align brings Numbers to one scale.
func (b *builder) align(list []ir.Expr, at diagnostic.Span) ([]ir.Expr, bool) {
	scale := 0
	for _, x := range list {
		scale = max(scale, x.Type().Scale)
	}
	out := make([]ir.Expr, len(list))
	for i, x := range list {
		if out[i] = b.toScale(x, scale, at); out[i] == nil {
			return nil, false
		}
	}
	return out, true
}

// toScale returns x stored at a scale that is no smaller than its own.
func (b *builder) toScale(x ir.Expr, scale int, at diagnostic.Span) ir.Expr {
	if x.Type().Scale == scale {
		return x
	}
	l, ok := affineOf(x).at(scale)
	if !ok {
		return b.overflow(at)
	}
	e, ok := l.extent()
	if !ok {
		return b.overflow(at)
	}
	return l.node(&ir.Type{Kind: ir.Number, Unit: x.Type().Unit, Scale: scale}, e)
}

// withUnit returns the Number x with another unit.
func withUnit(x ir.Expr, unit ir.Unit) ir.Expr {
	old := x.Type()
	if old.Unit == unit {
		return x
	}
	return affineOf(x).node(&ir.Type{Kind: ir.Number, Unit: unit, Scale: old.Scale}, x.Extent())
}
