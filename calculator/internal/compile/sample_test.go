package compile_test

import (
	"math/rand/v2"
	"testing"

	"shirube/calculator/internal/compile"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/run"
)

// partial returns what a person might know of an input: all, nothing, or something between.
func partial(r *rand.Rand, input *ir.Input) ir.Extent {
	x := input.Range
	switch input.Type.Kind {
	case ir.YesNo, ir.Choice:
		return ir.Extent{Possible: subset(r, x.Possible)}
	default:
		return subrange(r, x)
	}
}

func subset(r *rand.Rand, all int64) int64 {
	if r.IntN(4) == 0 {
		return all
	}
	if some := all & r.Int64(); some != 0 && r.IntN(3) == 0 {
		return some
	}
	return oneOf(r, all)
}

// oneOf returns one bit of set.
func oneOf(r *rand.Rand, set int64) int64 {
	for {
		if bit := int64(1) << r.IntN(ir.MaxOptions); set&bit != 0 {
			return bit
		}
	}
}

func subrange(r *rand.Rand, x ir.Extent) ir.Extent {
	switch r.IntN(5) {
	case 0:
		return x
	case 1:
		a, b := between(r, x), between(r, x)
		return ir.Extent{Low: min(a, b), High: max(a, b)}
	case 2:
		a := between(r, x)
		return ir.Extent{Low: a, High: min(x.High, a+r.Int64N(3))}
	default:
		a := between(r, x)
		return ir.Point(a)
	}
}

// between returns a number of x, often one of its ends.
func between(r *rand.Rand, x ir.Extent) int64 {
	switch {
	case x.Low == x.High || r.IntN(10) == 0:
		return x.Low
	case r.IntN(10) == 0:
		return x.High
	default:
		return x.Low + r.Int64N(x.High-x.Low+1)
	}
}

// full returns a full answer that fits the partial one x.
func full(r *rand.Rand, kind ir.Kind, x ir.Extent) ir.Extent {
	if kind == ir.YesNo || kind == ir.Choice {
		return ir.Extent{Possible: oneOf(r, x.Possible)}
	}
	v := between(r, x)
	return ir.Point(v)
}

// machine is a module at work.
type machine struct {
	program  *ir.Program
	layout   compile.Layout
	instance *run.Instance
}

// load compiles p and loads the module, which must validate.
func load(t *testing.T, engine *run.Engine, p *ir.Program) machine {
	t.Helper()
	m, err := compile.Compile(p)
	if err != nil {
		t.Fatal(err)
	}
	instance, err := engine.Load(t.Context(), m.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	return machine{p, m.Layout, instance}
}

// A word pair is a result: low and high, must and may, or the possibilities twice.
type pair [2]int64

// results are in the order of the contract: messages, steps, presence, relevance.
type results struct {
	values []pair
	kinds  []ir.Kind
}

func (m machine) evaluate(t *testing.T, answers []ir.Extent) results {
	t.Helper()
	for i, at := range m.layout.Inputs {
		var err error
		if at.Low == at.High {
			err = m.instance.Write(at.Low, answers[i].Possible)
		} else {
			err = m.instance.Write(at.Low, answers[i].Low, answers[i].High)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := m.instance.Evaluate(t.Context()); err != nil {
		t.Fatal(err)
	}
	return m.read(t)
}

func (m machine) read(t *testing.T) results {
	t.Helper()
	var r results
	add := func(places []compile.Place, kind func(int) ir.Kind) {
		for i, at := range places {
			low, high := []int64{0}, []int64{0}
			if m.instance.Read(at.Low, low) != nil || m.instance.Read(at.High, high) != nil {
				t.Fatal("a place outside the memory")
			}
			r.values = append(r.values, pair{low[0], high[0]})
			r.kinds = append(r.kinds, kind(i))
		}
	}
	yesNo := func(int) ir.Kind { return ir.YesNo }
	add(m.layout.Messages, yesNo)
	add(m.layout.Steps, func(i int) ir.Kind { return m.program.Steps[i].Type().Kind })
	add(m.layout.Presence, yesNo)
	add(m.layout.Relevant, yesNo)
	return r
}

// inside reports whether the result a is no wider than b and lies in it.
func inside(kind ir.Kind, a, b pair) bool {
	switch kind {
	case ir.Number, ir.Date:
		return b[0] <= a[0] && a[0] <= a[1] && a[1] <= b[1]
	case ir.Set:
		return b[0]&^a[0] == 0 && a[1]&^b[1] == 0 && a[0]&^a[1] == 0
	default:
		return a[0] != 0 && a[0]&^b[0] == 0
	}
}
