package compile_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"shirube/calculator/internal/analysis"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/refine"
	"shirube/calculator/internal/run"
)

// observe evaluates for package refine.
func (m machine) observe(t *testing.T, answers []ir.Extent) refine.Observation {
	t.Helper()
	r := m.evaluate(t, answers)
	n, steps := len(m.program.Messages), len(m.program.Steps)
	seen := refine.Observation{}
	for _, v := range append(r.values[n:n+steps+len(m.program.Outputs):n+steps+len(m.program.Outputs)], r.values[:n]...) {
		seen.Words = append(seen.Words, v)
	}
	word := []int64{0}
	for _, at := range []struct {
		offset uint32
		to     *uint64
	}{{m.layout.Settled, &seen.Settled}, {m.layout.Needs, &seen.Needs}} {
		if err := m.instance.Read(at.offset, word); err != nil {
			t.Fatal(err)
		}
		*at.to = uint64(word[0])
	}
	return seen
}

func (m machine) refine(t *testing.T, answers []ir.Extent) (refine.Problem, refine.Result) {
	t.Helper()
	p := refine.New(m.program)
	for i := range p.Domains {
		p.Domains[i].Value = answers[i]
	}
	p.Evaluate = func(in []ir.Extent) (refine.Observation, error) { return m.observe(t, in), nil }
	p.Budget = 100
	r, err := refine.Refine(p)
	if err != nil {
		t.Fatal(err)
	}
	return p, r
}

// Soundness holds for narrowed results too, however early the search ends. What is called exact occurs, and of
// questions that no longer matter no answer changes a result. Sharpened programs give what plain ones do.
func TestRefinedResultsAreSound(t *testing.T) {
	programs := uint64(runs(t, 2_500) / inputsPerProgram)
	inShards(t, programs, func(t *testing.T, engine *run.Engine, seed uint64) {
		program := newProgram(seed, true)
		plain, m := load(t, engine, program), load(t, engine, analysis.Sharpen(program))
		r := rand.New(rand.NewPCG(seed, 4))
		for range inputsPerProgram {
			checkRefined(t, seed, plain, m, r)
		}
		_ = m.instance.Close(t.Context())
		_ = plain.instance.Close(t.Context())
	})
}

func checkRefined(t *testing.T, seed uint64, plain, m machine, r *rand.Rand) {
	t.Helper()
	inputs := m.program.Inputs
	wide, narrow := make([]ir.Extent, len(inputs)), make([]ir.Extent, len(inputs))
	for i := range inputs {
		wide[i] = partial(r, &inputs[i])
	}
	p, found := m.refine(t, wide)
	for range 8 {
		for i := range inputs {
			narrow[i] = full(r, inputs[i].Type.Kind, wide[i])
		}
		one := plain.observe(t, narrow)
		if v := lies(p, found, one); v >= 0 {
			t.Fatalf("program %d, value %d: %v of the full answer %v is not inside %v of %v", seed, v, one.Words[v],
				narrow, found.Words[v], wide)
		}
		checkNeeds(t, seed, m, r, wide, narrow, one, found.Needs)
	}
	checkExact(t, seed, m, p, found, wide)
}

// lies returns a value of one that is not inside the result, or −1. A result that does not apply may be anything.
func lies(p refine.Problem, found refine.Result, one refine.Observation) int {
	absent := map[int]bool{}
	for _, o := range p.Outputs {
		if one.Words[o.Presence][0] == ir.No {
			absent[o.Value] = true
		}
	}
	for v, kind := range p.Kinds {
		if !absent[v] && !inside(kind, one.Words[v], found.Words[v]) {
			return v
		}
	}
	return -1
}

// checkNeeds changes an open answer that is said not to matter.
func checkNeeds(t *testing.T, seed uint64, m machine, r *rand.Rand, wide, narrow []ir.Extent, one refine.Observation, needs uint64) {
	t.Helper()
	i := r.IntN(len(narrow))
	if needs>>i&1 == 1 || wide[i].Low == wide[i].High && wide[i].Possible&(wide[i].Possible-1) == 0 {
		return
	}
	other := append([]ir.Extent{}, narrow...)
	other[i] = full(r, m.program.Inputs[i].Type.Kind, wide[i])
	two := m.observe(t, other)
	stopped := false
	for k := range m.program.Messages {
		at := len(m.program.Steps) + len(m.program.Outputs) + k
		stopped = stopped || m.program.Messages[k].Kind == ir.Stop && one.Words[at][0] == ir.Yes
	}
	for k, o := range m.program.Outputs {
		at := len(m.program.Steps) + k
		if one.Words[at] != two.Words[at] || one.Words[at][0] != ir.No && one.Words[o.Step] != two.Words[o.Step] {
			t.Fatalf("program %d: input %d of %v matters to output %d: %v and %v", seed, i, wide, k, narrow[i], other[i])
		}
	}
	for k := range m.program.Messages {
		at := len(m.program.Steps) + len(m.program.Outputs) + k
		if one.Words[at] != two.Words[at] && (!stopped || m.program.Messages[k].Kind == ir.Stop) {
			t.Fatalf("program %d: input %d of %v matters to message %d: %v and %v", seed, i, wide, k, narrow[i], other[i])
		}
	}
}

// checkExact compares an exact result with all answers, where these are few.
func checkExact(t *testing.T, seed uint64, m machine, p refine.Problem, found refine.Result, wide []ir.Extent) {
	t.Helper()
	all := everyAnswer(m.program, wide, 200)
	if !found.Exact || all == nil {
		return
	}
	for k, o := range p.Outputs {
		if !o.IsNumber {
			continue
		}
		low, high, values := int64(math.MaxInt64), int64(math.MinInt64), map[int64]bool{}
		for _, answer := range all {
			if one := m.observe(t, answer).Words; one[o.Presence][0] == ir.Yes {
				low, high = min(low, one[o.Value][0]), max(high, one[o.Value][1])
				values[one[o.Value][0]], values[one[o.Value][1]] = true, true
			}
		}
		if low <= high && found.Words[o.Value] != [2]int64{low, high} {
			t.Fatalf("program %d, output %d: %v of %v is called exact, but is %d to %d", seed, k, found.Words[o.Value], wide, low, high)
		}
		for _, v := range found.Values[k] {
			if !values[v] {
				t.Fatalf("program %d, output %d: %d of %v does not occur with %v", seed, k, v, found.Values[k], wide)
			}
		}
	}
}

// everyAnswer returns all full answers that fit wide; nil where there are more than most.
func everyAnswer(p *ir.Program, wide []ir.Extent, most int) [][]ir.Extent {
	all := [][]ir.Extent{nil}
	for i, e := range wide {
		var choices []ir.Extent
		if k := p.Inputs[i].Type.Kind; k == ir.Number || k == ir.Date {
			if uint64(e.High-e.Low) > uint64(most) {
				return nil
			}
			for v := e.Low; v <= e.High; v++ {
				choices = append(choices, ir.Point(v))
			}
		} else {
			for set := e.Possible; set != 0; set &= set - 1 {
				choices = append(choices, ir.Extent{Possible: set & -set})
			}
		}
		if len(all)*len(choices) > most {
			return nil
		}
		var next [][]ir.Extent
		for _, before := range all {
			for _, c := range choices {
				next = append(next, append(append([]ir.Extent{}, before...), c))
			}
		}
		all = next
	}
	return all
}
