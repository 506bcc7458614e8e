package eval_test

import (
	"context"
	"math/rand/v2"
	"testing"

	"shirube/calculator/internal/analysis"
	"shirube/calculator/internal/compile"
	"shirube/calculator/internal/eval"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/refine"
	"shirube/calculator/internal/run"
)

// answersPerRange is how many full answers are compared with each narrowed result.
const answersPerRange = 8

// Whoever leaves questions open is never shown a range that the full answers leave, however the search narrows it: lists,
// functions and dates included.
//
//	SHIRUBE_RUNS=1000000 go test -timeout 2h -run Narrowed ./calculator/internal/eval
func TestNarrowedResultsHoldForEveryAnswer(t *testing.T) {
	engine := run.NewEngine(t.Context(), run.Interpreter)
	defer func() { _ = engine.Close(t.Context()) }()
	want, pairs, exact, ranges := runs(t, 4_000), 0, 0, 0
	for seed := uint64(0); pairs < want; seed++ {
		source := newSource(seed)
		plain := checked(t, source)
		if plain == nil {
			continue
		}
		m := load(t, engine, analysis.Sharpen(plain), source)
		r := rand.New(rand.NewPCG(seed, 5))
		for range 10 {
			if m.narrowed(t, plain, r, seed) {
				exact++
			}
			ranges++
			pairs += answersPerRange
		}
		_ = m.module.Close(t.Context())
	}
	t.Logf("%d pairs; %d of %d ranges are known to be exact", pairs, exact, ranges)
}

// narrowed refines what random open answers give, compares it with full answers by the reference evaluator, and reports
// whether it is exact.
func (m machine) narrowed(t *testing.T, plain *ir.Program, r *rand.Rand, seed uint64) bool {
	t.Helper()
	wide, narrow := make([]eval.Value, len(plain.Inputs)), make([]eval.Value, len(plain.Inputs))
	p := refine.New(m.program)
	for i := range wide {
		wide[i] = partial(r, &plain.Inputs[i])
		p.Domains[i].Value = extent(wide[i])
	}
	p.Budget = 64
	p.Evaluate = func(inputs []ir.Extent) (refine.Observation, error) { return m.observe(inputs) }
	found, err := refine.Refine(p)
	if err != nil {
		t.Fatal(err)
	}
	for range answersPerRange {
		for i := range narrow {
			narrow[i] = single(r, wide[i], &plain.Inputs[i])
		}
		if name := left(plain, eval.Evaluate(plain, narrow), found); name != "" {
			t.Fatalf("seed %d: %s of the full answer %v leaves %v of %v\n%s", seed, name, narrow, found.Words, wide, newSource(seed))
		}
	}
	return found.Exact
}

func extent(v eval.Value) ir.Extent {
	if v.Low != nil {
		return ir.Extent{Low: v.Low.Int64(), High: v.High.Int64()}
	}
	return ir.Extent{Possible: v.May}
}

// left names an output or a message of one full answer that is not in a narrowed result; "" for none.
func left(p *ir.Program, one eval.Result, found refine.Result) string {
	within := func(v eval.Value, at int) bool {
		w := found.Words[at]
		switch {
		case v.Low != nil:
			return v.Within(eval.Interval(w[0], w[1]))
		case at < len(p.Steps) && p.Steps[at].Type().Kind == ir.Set:
			return v.Within(eval.Value{Must: w[0], May: w[1]})
		}
		return v.Within(eval.Possible(w[0]))
	}
	for i, o := range p.Outputs {
		if !within(one.Presence[i], len(p.Steps)+i) || one.Presence[i].May == ir.Yes && !within(one.Steps[o.Step], o.Step) {
			return p.Steps[o.Step].Name
		}
	}
	for i := range p.Messages {
		if !within(one.Messages[i], len(p.Steps)+len(p.Outputs)+i) {
			return p.Messages[i].Text
		}
	}
	return ""
}

// observe evaluates for package refine.
func (m machine) observe(inputs []ir.Extent) (seen refine.Observation, err error) {
	for i, e := range inputs {
		low, high := e.Low, e.High
		if k := m.program.Inputs[i].Type.Kind; k != ir.Number && k != ir.Date {
			low, high = e.Possible, e.Possible
		}
		if err := m.module.Write(m.layout.Inputs[i].Low, low); err != nil {
			return seen, err
		}
		if err := m.module.Write(m.layout.Inputs[i].High, high); err != nil {
			return seen, err
		}
	}
	if _, err := m.module.Evaluate(context.Background()); err != nil {
		return seen, err
	}
	word := func(at uint32) int64 {
		var w [1]int64
		if e := m.module.Read(at, w[:]); e != nil {
			err = e
		}
		return w[0]
	}
	for _, places := range [][]compile.Place{m.layout.Steps, m.layout.Presence, m.layout.Messages} {
		for _, at := range places {
			seen.Words = append(seen.Words, [2]int64{word(at.Low), word(at.High)})
		}
	}
	seen.Settled, seen.Needs = uint64(word(m.layout.Settled)), uint64(word(m.layout.Needs))
	return seen, err
}
