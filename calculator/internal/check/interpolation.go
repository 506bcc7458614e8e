package check

import (
	"cmp"
	"fmt"
	"slices"

	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/syntax"
)

const interpolationForm = "切り捨て(補間(使用量, 料金の目安), 1円)"

// A tablePoint is a row of a table that 補間 reads: a key and its value, both as stored.
type tablePoint struct{ x, y int64 }

// isInterpolation returns the call where x is 補間(…), which only a rounding may have as its argument.
func (b *builder) isInterpolation(x syntax.Expr) (*syntax.Call, bool) {
	if p, ok := x.(*syntax.Paren); ok {
		return b.isInterpolation(p.X)
	}
	n, ok := x.(*syntax.Call)
	return n, ok && n.Name.Name == "補間" && b.scope.table(n.Name.Name) == nil && b.scope.function(n.Name.Name) == nil
}

// interpolated checks op(補間(x, 表), step): the value on the straight line through the two rows around x, rounded once.
func (b *builder) interpolated(n *syntax.Call, op ir.Rounding, stepExpr syntax.Expr, e *env) ir.Expr {
	if !b.arity(n, 2, 2, interpolationForm) {
		return nil
	}
	x, stepValue := b.number(n.Args[0], e), b.number(stepExpr, e)
	t := b.pointTable(n.Args[1])
	if x == nil || stepValue == nil || t == nil {
		return nil
	}
	step := b.roundingStep(stepExpr, stepValue)
	if step == nil {
		return nil
	}
	if !x.Type().Unit.Same(t.Keys[0].Unit) || !step.T.Unit.Same(t.Results[0].Unit) {
		return b.reject(CodeUnits, n.Span, fmt.Sprintf("表「%s」は「%s」から「%s」を出します。", t.Name, unitName(t.Keys[0].Unit), unitName(t.Results[0].Unit)),
			"補間する値ときざみの単位を、表に合わせてください。")
	}
	scale := x.Type().Scale
	for _, r := range t.Versions[0].Rows {
		scale = max(scale, r.Cells[0].Low.Value.Scale)
	}
	if x = b.toScale(x, scale, n.Span); x == nil {
		return nil
	}
	points := b.pointsOf(t, scale)
	if points == nil || !b.pointsCover(n, t, points, x) {
		return nil
	}
	b.inner = append(b.inner, t.Sources...)
	return b.segments(n, op, step, x, t.Results[0].Scale, points)
}

// pointTable returns the table that 補間 reads: one key with a single number in each row, and one number as result.
func (b *builder) pointTable(x syntax.Expr) *Table {
	name, ok := x.(*syntax.Name)
	if !ok || b.scope.table(name.Name) == nil {
		b.errorAt(CodeInterpolation, x.At(), "補間に使う表の名前がありません。", "「"+interpolationForm+"」の形で書いてください。")
		return nil
	}
	s := b.scope.table(name.Name)
	s.used = true
	t := s.table
	if s.failed {
		b.broken = true
		return nil
	}
	isPoint := func(r TableRow) bool {
		low, high := r.Cells[0].Low, r.Cells[0].High
		return low != nil && high != nil && !low.Strict && !high.Strict && low.Value.String() == high.Value.String()
	}
	if len(t.Keys) != 1 || len(t.Results) != 1 || t.Keys[0].Kind != ir.Number || t.Results[0].Kind != ir.Number || len(t.Versions) != 1 ||
		len(t.Versions[0].Rows) < 2 || slices.ContainsFunc(t.Versions[0].Rows, func(r TableRow) bool { return !isPoint(r) }) {
		b.errorAt(CodeInterpolation, x.At(), fmt.Sprintf("表「%s」は補間できません。", name.Name), "鍵が1つの数（「10回 | 300円」のような行が2つ以上）、結果が1つの数の、日付のない表にしてください。")
		return nil
	}
	if t.Calculator == "" {
		b.sharedUse[t.Name] = true
	}
	return t
}

// pointsOf returns the rows by rising keys; nil where one does not fit.
func (b *builder) pointsOf(t *Table, scale int) []tablePoint {
	var points []tablePoint
	for _, r := range t.Versions[0].Rows {
		key, ok1 := r.Cells[0].Low.Value.Stored(scale)
		value, ok2 := r.Values[0].Stored(t.Results[0].Scale)
		if !ok1 || !ok2 {
			b.overflow(r.Position)
			return nil
		}
		points = append(points, tablePoint{key, value})
	}
	slices.SortFunc(points, func(p, q tablePoint) int { return cmp.Compare(p.x, q.x) })
	return points
}

// pointsCover requires x to lie between the first and the last row.
func (b *builder) pointsCover(n *syntax.Call, t *Table, points []tablePoint, x ir.Expr) bool {
	whole := ir.Extent{Low: points[0].x, High: points[len(points)-1].x}
	if e := x.Extent(); e.Low >= whole.Low && e.High <= whole.High {
		return true
	}
	b.errorAt(CodeTableGap, n.Span, fmt.Sprintf("表「%s」で補間できるのは %s です（値は %s）。", t.Name, ir.FormatExtent(whole, x.Type()), ir.FormatExtent(x.Extent(), x.Type())),
		"表に行を足すか、入力の「範囲」を狭めるか、「もし」で先に分けてください。")
	return false
}

// segments returns the rounded value, by the two rows that x is between.
func (b *builder) segments(n *syntax.Call, op ir.Rounding, step *ir.Literal, x ir.Expr, scale int, points []tablePoint) ir.Expr {
	var out ir.Expr
	// From the last segment to the first, each the else of the one before it.
	for i := len(points) - 2; i >= 0; i-- {
		p, q := points[i], points[i+1]
		e := intersect(ir.Number, x.Extent(), ir.Extent{Low: p.x, High: q.x})
		if isEmpty(ir.Number, e) {
			continue
		}
		inside := x
		if e != x.Extent() {
			inside = &ir.Clamp{Typed: ir.Of(x.Type(), e), X: x, Low: e.Low, High: e.High}
		}
		value := b.onLine(n, op, step, inside, scale, p, q)
		if value == nil {
			return nil
		}
		if out == nil {
			out = value
			continue
		}
		end := &ir.Literal{Typed: ir.Of(x.Type(), ir.Point(q.x))}
		out = condOf(compareOf(ir.LessEqual, x, end), value, out)
	}
	return out
}

// onLine is op((p.y·(q.x − p.x) + (x − p.x)·(q.y − p.y)) ÷ (q.x − p.x)) to a multiple of step.
func (b *builder) onLine(n *syntax.Call, op ir.Rounding, step *ir.Literal, x ir.Expr, scale int, p, q tablePoint) ir.Expr {
	dx, dy := q.x-p.x, q.y-p.y
	start, ok1 := mul(p.y, dx)
	back, ok2 := mul(p.x, dy)
	konst, ok3 := add(start, -back)
	line, ok4 := affine{terms: []ir.Term{{Coef: 1, X: x}}}.times(dy)
	line.konst = konst
	extent, ok5 := line.extent()
	if !ok1 || !ok2 || !ok3 || !ok4 || !ok5 {
		return b.overflow(n.Span)
	}
	t := &ir.Type{Kind: ir.Number, Unit: step.T.Unit, Scale: scale}
	over := line.node(t, extent)
	divisor := &ir.Literal{Typed: ir.Of(&ir.Type{Kind: ir.Number}, ir.Point(dx))}
	return b.round(op, over, divisor, step, n.Span)
}
