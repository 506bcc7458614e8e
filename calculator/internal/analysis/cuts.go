package analysis

import (
	"math"
	"slices"

	"shirube/calculator/internal/ir"
)

// Cuts returns for each Number or Date input the stored answers at which a rule changes, in ascending order: other
// rules apply to answers up to and including a cut than beyond it. Cuts are found where a value that is linear in one
// input is compared or looked up. Rules may change elsewhere too, so cuts are hints, not a partition.
func Cuts(p *ir.Program) [][]int64 {
	c := cutter{program: p, cuts: make([][]int64, len(p.Inputs)), seen: map[ir.Expr]bool{}, lines: map[ir.Expr]line{}}
	for i := range p.Steps {
		c.visit(p.Steps[i].Expr)
	}
	for i := range p.Messages {
		c.visit(p.Messages[i].Cond)
	}
	for i := range p.Outputs {
		c.visit(p.Outputs[i].When)
	}
	for i, in := range p.Inputs {
		slices.Sort(c.cuts[i])
		c.cuts[i] = slices.DeleteFunc(slices.Compact(c.cuts[i]), func(at int64) bool { return at < in.Range.Low || at >= in.Range.High })
	}
	return c.cuts
}

type cutter struct {
	program *ir.Program
	cuts    [][]int64
	seen    map[ir.Expr]bool // visited nodes
	lines   map[ir.Expr]line
}

// visit looks for comparisons and look-ups in e, each node once: steps share nodes.
func (c *cutter) visit(e ir.Expr) {
	if e == nil || c.seen[e] {
		return
	}
	c.seen[e] = true
	switch e := e.(type) {
	case *ir.Compare:
		c.compare(e)
	case *ir.MinMax:
		for i, x := range e.Args {
			for _, y := range e.Args[i+1:] {
				c.between(x, y, 0)
			}
		}
	case *ir.Lookup:
		for k, key := range e.Keys {
			for _, row := range e.Table.Rows {
				c.at(key, row.Cells[k].High)
				c.at(key, max(row.Cells[k].Low, math.MinInt64+1)-1)
			}
		}
	}
	for _, x := range ir.Children(e) {
		c.visit(x)
	}
}

// compare adds the answers at which a comparison changes its outcome. x < y changes where x − y goes from −1 to 0, x
// ≤ y one answer later; x = y does both.
func (c *cutter) compare(e *ir.Compare) {
	switch e.Op {
	case ir.Less:
		c.between(e.X, e.Y, -1)
	case ir.LessEqual:
		c.between(e.X, e.Y, 0)
	case ir.Equal:
		c.between(e.X, e.Y, -1)
		c.between(e.X, e.Y, 0)
	}
}

// between adds the cuts at which X − Y changes between at most bound and more.
func (c *cutter) between(x, y ir.Expr, bound int64) {
	a, okX := c.line(x)
	b, okY := c.line(y)
	switch {
	case !okX || !okY || a.input >= 0 && b.input >= 0 && a.input != b.input:
		return
	case a.input < 0:
		a.input = b.input
	}
	if d := (line{a.input, a.slope - b.slope, a.start - b.start}); small(d.slope) && small(d.start) {
		c.cut(d, bound)
	}
}

// at adds the cuts at which a key passes a bound of a row.
func (c *cutter) at(key ir.Expr, bound int64) {
	if kind := key.Type().Kind; kind != ir.Number && kind != ir.Date {
		return
	}
	if l, ok := c.line(key); ok {
		c.cut(l, bound)
	}
}

// cut adds the last answer on the first side of slope·x + start ≤ bound. Where the slope is negative, the answers
// at the bound belong to the second side, so the one before them is added too.
func (c *cutter) cut(l line, bound int64) {
	if l.input < 0 || l.slope == 0 {
		return
	}
	if !small(bound) {
		return // an open end of a row
	}
	at := ir.FloorDiv(bound-l.start, l.slope)
	c.cuts[l.input] = append(c.cuts[l.input], at)
	if l.slope < 0 {
		c.cuts[l.input] = append(c.cuts[l.input], at-1)
	}
}

// A line is slope·x + start over the stored answers x of one input; a constant has no input (−1).
type line struct {
	input        int
	slope, start int64
}

// line returns e as a line; ok is false where it is none, or not in small numbers.
func (c *cutter) line(e ir.Expr) (l line, ok bool) {
	if known, ok := c.lines[e]; ok {
		return known, known.input >= noInput
	}
	if l, ok = c.lineOf(e); !ok || !small(l.slope) || !small(l.start) {
		l, ok = line{input: noLine}, false
	}
	c.lines[e] = l
	return l, ok
}

const (
	noInput = -1
	noLine  = -2
)

// lineOf returns e as a line. A Clamp counts as its operand: beyond its bounds a cut is spurious, which costs no more
// than an evaluation.
func (c *cutter) lineOf(e ir.Expr) (line, bool) {
	switch e := e.(type) {
	case *ir.Literal:
		return line{noInput, 0, e.E.Low}, e.E.Low == e.E.High
	case *ir.InputRef:
		return line{e.Index, 1, 0}, true
	case *ir.StepRef:
		return c.line(c.program.Steps[e.Index].Expr)
	case *ir.Clamp:
		return c.line(e.X)
	case *ir.Sum:
		return c.sum(e)
	case *ir.Product:
		return c.product(e)
	}
	return line{}, false
}

// sum returns a sum of lines over one input.
func (c *cutter) sum(e *ir.Sum) (line, bool) {
	total := line{noInput, 0, e.Const}
	for _, t := range e.Terms {
		l, ok := c.line(t.X)
		if !ok || l.input >= 0 && total.input >= 0 && l.input != total.input {
			return line{}, false
		}
		slope, okSlope := times(t.Coef, l.slope)
		start, okStart := times(t.Coef, l.start)
		total = line{max(total.input, l.input), total.slope + slope, total.start + start}
		if !okSlope || !okStart || !small(total.slope) || !small(total.start) {
			return line{}, false
		}
	}
	return total, true
}

// product returns a line that is multiplied by a constant.
func (c *cutter) product(e *ir.Product) (line, bool) {
	x, okX := c.line(e.X)
	y, okY := c.line(e.Y)
	if x.input >= 0 {
		x, y = y, x
	}
	if !okX || !okY || x.input >= 0 {
		return line{}, false
	}
	slope, okSlope := times(x.start, y.slope)
	start, okStart := times(x.start, y.start)
	return line{y.input, slope, start}, okSlope && okStart
}
