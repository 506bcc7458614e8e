package check

import (
	"fmt"
	"slices"

	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/syntax"
)

// byMagnitude is the third argument of a rounding that rounds −1.5 like 1.5.
const byMagnitude = "絶対値で"

// byOrder returns the third argument for the default: negative numbers are moved in the same direction as positive ones.
func byOrder(op ir.Rounding) string {
	if op == ir.Down {
		return "小さい方へ"
	}
	return "大きい方へ"
}

// roundNegative checks the third argument, and rounds by magnitude where it says so. Where it is missing and x can be
// negative, it advises to write one: readers of the file may expect either.
func (b *builder) roundNegative(n *syntax.Call, op ir.Rounding, x, y ir.Expr, step *ir.Literal) ir.Expr {
	rounded := b.round(op, x, y, step, n.Span)
	if len(n.Args) == 3 {
		switch name, _ := n.Args[2].(*syntax.Name); {
		case name != nil && name.Name == byOrder(op):
			return rounded
		case name != nil && name.Name == byMagnitude:
			return b.roundMagnitude(op, x, y, step, n.Span)
		}
		return b.reject(CodeRoundingStep, n.Args[2].At(), "丸めの向きが読めません。", fmt.Sprintf("「%s」か「%s」を書いてください。", byMagnitude, byOrder(op)))
	}
	if e := x.Extent(); rounded != nil && e.Low < 0 && b.mentionsOnce(x, map[ir.Expr]bool{}) && !b.isSaid(CodeRoundingNegative, n.Span) {
		words := syntax.Words(n)
		words = words[:len(words)-len(")")]
		b.report(diagnostic.Diagnostic{Severity: diagnostic.Advice, Code: CodeRoundingNegative, Span: n.Span,
			Message:    fmt.Sprintf("ここで丸める数は、負になることがあります（%s）。", ir.FormatExtent(e, x.Type())),
			Suggestion: fmt.Sprintf("「%s, %s)」か「%s, %s)」と、向きを書いてください。書かないと、%sです。", words, byMagnitude, words, byOrder(op), byOrder(op))})
	}
	return rounded
}

// mentionsOnce reports whether x depends on each input in one place only, so that its extent is exact.
func (b *builder) mentionsOnce(x ir.Expr, seen map[ir.Expr]bool) bool {
	if seen[x] {
		return b.inputsOf(x) == inputSet{}
	}
	seen[x] = true
	switch n := x.(type) {
	case *ir.InputRef:
		return true
	case *ir.StepRef:
		return b.mentionsOnce(b.out.Steps[n.Index].Expr, seen)
	}
	return !slices.ContainsFunc(ir.Children(x), func(child ir.Expr) bool { return !b.mentionsOnce(child, seen) })
}

// isSaid reports whether a code has been reported at a place, as for another item of a list.
func (b *builder) isSaid(code string, at diagnostic.Span) bool {
	return slices.ContainsFunc(b.list, func(d diagnostic.Diagnostic) bool { return d.Code == code && d.Span == at })
}

// roundMagnitude rounds numbers above 0 by op, and those below 0 like their opposites. Both parts increase with x, so
// that their sum has the exact range.
func (b *builder) roundMagnitude(op ir.Rounding, x, y ir.Expr, step *ir.Literal, at diagnostic.Span) ir.Expr {
	minus := func(x ir.Expr) ir.Expr {
		if l, ok := affineOf(x).times(-1); ok {
			return b.affineNode(l, ir.Number, x.Type().Unit, at)
		}
		return b.overflow(at)
	}
	opposite := minus(x)
	if opposite == nil {
		return nil
	}
	above, below := b.round(op, x, y, step, at), b.round(op, opposite, y, step, at)
	if above == nil || below == nil {
		return nil
	}
	zero := &ir.Literal{Typed: ir.Of(above.Type(), ir.Point(0))}
	if below = minus(minMax(true, []ir.Expr{below, zero})); below == nil {
		return nil
	}
	sum, ok := affineOf(minMax(true, []ir.Expr{above, zero})).plus(affineOf(below), 1)
	if !ok {
		return b.overflow(at)
	}
	return b.affineNode(sum, ir.Number, step.T.Unit, at)
}
