// Package eval is the reference evaluator: slow, over math/big, written from the comments of the
// nodes of package ir, and without any arithmetic of the compiler or the checker. Only tests import it,
// to compare compiled modules with it.
package eval

import (
	"fmt"
	"math/big"

	"shirube/calculator/internal/ir"
)

// A Value is the set of possible values of a quantity. Number and Date use Low and High. YesNo and
// Choice have their possibilities in May; a Set has Must too.
type Value struct {
	Low, High *big.Int
	Must, May int64
}

// Single returns the value of one number or day.
func Single(n int64) Value { return Interval(n, n) }

// Interval returns the value of a number or day between low and high.
func Interval(low, high int64) Value { return Value{Low: big.NewInt(low), High: big.NewInt(high)} }

// Possible returns the value of a yes/no or choice.
func Possible(set int64) Value { return Value{May: set} }

// Equal reports whether two values of one kind are the same.
func (v Value) Equal(w Value) bool {
	if v.Low == nil || w.Low == nil {
		return v.Low == nil && w.Low == nil && v.May == w.May && v.Must == w.Must
	}
	return v.Low.Cmp(w.Low) == 0 && v.High.Cmp(w.High) == 0
}

// Within reports whether w includes v, as soundness requires of a partial result w and a full result v.
func (v Value) Within(w Value) bool {
	if v.Low == nil {
		return v.May&^w.May == 0 && w.Must&^v.Must == 0
	}
	return v.Low.Cmp(w.Low) >= 0 && v.High.Cmp(w.High) <= 0
}

// String writes the value for a failing test.
func (v Value) String() string {
	if v.Low == nil {
		return fmt.Sprintf("{%b %b}", v.Must, v.May)
	}
	return fmt.Sprintf("[%v %v]", v.Low, v.High)
}

// A Result holds the values of an evaluation, in the order of the program's lists.
type Result struct {
	Messages []Value
	Steps    []Value
	Presence []Value
	Relevant []Value
}

// Evaluate evaluates a program on one value per input.
func Evaluate(p *ir.Program, inputs []Value) Result {
	e := &evaluator{inputs: inputs, memory: map[ir.Expr]Value{}}
	for i := range p.Steps {
		e.steps = append(e.steps, e.value(p.Steps[i].Expr))
	}
	var r Result
	running := Possible(ir.Yes)
	for _, m := range p.Messages {
		v := e.condition(m.Cond)
		r.Messages = append(r.Messages, v)
		if m.Kind == ir.Stop {
			running = and([]Value{running, not(v)})
		}
	}
	r.Steps = e.steps
	for _, o := range p.Outputs {
		r.Presence = append(r.Presence, and([]Value{running, e.condition(o.When)}))
	}
	for i := range p.Inputs {
		r.Relevant = append(r.Relevant, e.condition(p.Inputs[i].Relevant))
	}
	return r
}

// An evaluator holds the values of one evaluation; memory keeps those of shared nodes.
type evaluator struct {
	inputs []Value
	steps  []Value
	memory map[ir.Expr]Value
}

// condition evaluates a condition; nil always holds.
func (e *evaluator) condition(x ir.Expr) Value {
	if x == nil {
		return Possible(ir.Yes)
	}
	return e.value(x)
}

// value evaluates a node once: steps share nodes.
func (e *evaluator) value(x ir.Expr) Value {
	if v, ok := e.memory[x]; ok {
		return v
	}
	v := e.work(x)
	e.memory[x] = v
	return v
}

func (e *evaluator) values(list []ir.Expr) []Value {
	out := make([]Value, len(list))
	for i, x := range list {
		out[i] = e.value(x)
	}
	return out
}

// work evaluates a node by its definition in package ir.
func (e *evaluator) work(x ir.Expr) Value {
	switch n := x.(type) {
	case *ir.Literal:
		if n.Type().Kind.IsInterval() {
			return Interval(n.Extent().Low, n.Extent().High)
		}
		return Possible(n.Extent().Possible)
	case *ir.InputRef:
		return e.inputs[n.Index]
	case *ir.StepRef:
		return e.steps[n.Index]
	case *ir.Cond:
		return e.cond(n)
	case *ir.Outcomes:
		return e.outcomes(n)
	case *ir.Lookup:
		return e.lookup(n)
	case *ir.Weekday:
		return weekdays(e.value(n.X))
	case *ir.Restrict:
		return restrict(e.value(n.X), n.Mask)
	case *ir.Compare, *ir.Is, *ir.Has, *ir.And, *ir.Or, *ir.Not:
		return e.truth(x)
	}
	return e.number(x)
}

// restrict keeps the possibilities of mask; where none is left, the branch is not taken.
func restrict(v Value, mask int64) Value {
	if v.May&mask == 0 {
		return Possible(mask)
	}
	return Possible(v.May & mask)
}

// cond joins the branches that count.
func (e *evaluator) cond(n *ir.Cond) Value {
	var branches []Value
	open := true
	for _, c := range n.Cases {
		cond := e.value(c.Cond)
		if cond.May&ir.Yes != 0 {
			branches = append(branches, e.value(c.Then))
		}
		if cond.May == ir.Yes {
			open = false
			break
		}
	}
	if open {
		branches = append(branches, e.value(n.Else))
	}
	return join(branches)
}

// join returns the hull or union of values of one kind.
func join(list []Value) Value {
	out := list[0]
	for _, v := range list[1:] {
		if v.Low == nil {
			out = Value{Must: out.Must & v.Must, May: out.May | v.May}
			continue
		}
		out = Value{Low: least(out.Low, v.Low), High: greatest(out.High, v.High)}
	}
	return out
}

func least(a, b *big.Int) *big.Int {
	if a.Cmp(b) <= 0 {
		return a
	}
	return b
}

func greatest(a, b *big.Int) *big.Int {
	if a.Cmp(b) >= 0 {
		return a
	}
	return b
}

// outcomes collects the rules that hold: certainly in Must, possibly in May.
func (e *evaluator) outcomes(n *ir.Outcomes) Value {
	var v Value
	for i, c := range n.Conds {
		switch e.value(c).May {
		case ir.Yes:
			v.Must |= 1 << n.Bits[i]
			v.May |= 1 << n.Bits[i]
		case ir.Yes | ir.No:
			v.May |= 1 << n.Bits[i]
		}
	}
	return v
}

// lookup joins the rows that every key can fit.
func (e *evaluator) lookup(n *ir.Lookup) Value {
	keys := e.values(n.Keys)
	var found []Value
	for _, row := range n.Table.Rows {
		if meets(keys, row.Cells) {
			v := Single(row.Values[n.Result])
			if !n.Type().Kind.IsInterval() {
				v = Possible(row.Values[n.Result])
			}
			found = append(found, v)
		}
	}
	return join(found)
}

// meets reports whether each key can meet its cell.
func meets(keys []Value, cells []ir.Extent) bool {
	for i, k := range keys {
		if k.Low == nil {
			if k.May&cells[i].Possible == 0 {
				return false
			}
			continue
		}
		if k.High.Cmp(big.NewInt(cells[i].Low)) < 0 || k.Low.Cmp(big.NewInt(cells[i].High)) > 0 {
			return false
		}
	}
	return true
}
