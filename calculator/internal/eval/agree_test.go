package eval_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"

	"shirube/calculator/internal/check"
	"shirube/calculator/internal/compile"
	"shirube/calculator/internal/eval"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/run"
	"shirube/calculator/internal/syntax"
)

// inputsPerProgram is how many random inputs each random program is tried on.
const inputsPerProgram = 100

// runs returns how many inputs to try: SHIRUBE_RUNS where it is set, else few. In full:
//
//	SHIRUBE_RUNS=10000000 go test -timeout 2h -run Agree ./calculator/internal/eval
func runs(t testing.TB, few int) int {
	text := os.Getenv("SHIRUBE_RUNS")
	if text == "" {
		return few
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// A machine is a program with its loaded module.
type machine struct {
	program *ir.Program
	layout  compile.Layout
	module  *run.Instance
}

// build takes a random file through the whole pipeline; false means that the checker refused it.
func build(t testing.TB, engine *run.Engine, source string) (machine, bool) {
	t.Helper()
	p := checked(t, source)
	if p == nil {
		return machine{}, false
	}
	return load(t, engine, p, source), true
}

// checked returns the program of a random file; nil where the checker refuses it.
func checked(t testing.TB, source string) *ir.Program {
	t.Helper()
	file, found := syntax.Parse("random.calc", []byte(source))
	for _, d := range found {
		t.Fatalf("%v\n%s", d, source)
	}
	result, _ := check.Check([]*syntax.File{file}, check.Config{})
	if len(result.Programs) == 0 {
		return nil
	}
	return result.Programs[0]
}

// load compiles and loads the program of a random file.
func load(t testing.TB, engine *run.Engine, p *ir.Program, source string) machine {
	t.Helper()
	m, err := compile.Compile(p)
	if err != nil {
		t.Fatalf("%v\n%s", err, source)
	}
	instance, err := engine.Load(t.Context(), m.Bytes)
	if err != nil {
		t.Fatalf("%v\n%s", err, source)
	}
	return machine{p, m.Layout, instance}
}

// evaluate runs the module.
func (m machine) evaluate(t testing.TB, inputs []eval.Value) eval.Result {
	t.Helper()
	for i, v := range inputs {
		at := m.layout.Inputs[i]
		low, high := v.May, v.May
		if v.Low != nil {
			low, high = v.Low.Int64(), v.High.Int64()
		}
		if m.module.Write(at.Low, low) != nil || m.module.Write(at.High, high) != nil {
			t.Fatal("an input lies outside the memory")
		}
	}
	if _, err := m.module.Evaluate(t.Context()); err != nil {
		t.Fatal(err)
	}
	var r eval.Result
	for i := range m.program.Messages {
		r.Messages = append(r.Messages, m.read(t, m.layout.Messages[i], ir.YesNo))
	}
	for i := range m.program.Steps {
		r.Steps = append(r.Steps, m.read(t, m.layout.Steps[i], m.program.Steps[i].Type().Kind))
	}
	for i := range m.program.Outputs {
		r.Presence = append(r.Presence, m.read(t, m.layout.Presence[i], ir.YesNo))
	}
	for i := range m.program.Inputs {
		r.Relevant = append(r.Relevant, m.read(t, m.layout.Relevant[i], ir.YesNo))
	}
	return r
}

func (m machine) read(t testing.TB, at compile.Place, kind ir.Kind) eval.Value {
	var low, high [1]int64
	if m.module.Read(at.Low, low[:]) != nil || m.module.Read(at.High, high[:]) != nil {
		t.Fatal("a result lies outside the memory")
	}
	switch kind {
	case ir.Number, ir.Date:
		return eval.Interval(low[0], high[0])
	case ir.Set:
		return eval.Value{Must: low[0], May: high[0]}
	}
	return eval.Possible(high[0])
}

// partial returns a random answer within what is allowed: often a single value, sometimes all.
func partial(r *rand.Rand, in *ir.Input) eval.Value {
	if in.Type.Kind == ir.YesNo || in.Type.Kind == ir.Choice {
		set := r.Int64() & in.Range.Possible
		if set == 0 || r.IntN(4) == 0 {
			set = in.Range.Possible
		}
		if r.IntN(2) == 0 {
			return single(r, eval.Possible(set), in)
		}
		return eval.Possible(set)
	}
	a, b := point(r, in), point(r, in)
	switch {
	case r.IntN(5) == 0:
		return eval.Interval(in.Range.Low, in.Range.High)
	case r.IntN(2) == 0:
		return eval.Single(a)
	}
	return eval.Interval(min(a, b), max(a, b))
}

// point returns a stored answer, at an end of the range more often than by chance.
func point(r *rand.Rand, in *ir.Input) int64 {
	switch r.IntN(8) {
	case 0:
		return in.Range.Low
	case 1:
		return in.Range.High
	}
	return in.Range.Low + r.Int64N((in.Range.High-in.Range.Low)/in.Step+1)*in.Step
}

// single returns a full answer that fits a partial one.
func single(r *rand.Rand, v eval.Value, in *ir.Input) eval.Value {
	if v.Low != nil {
		low, high := v.Low.Int64(), v.High.Int64()
		return eval.Single(low + r.Int64N((high-low)/in.Step+1)*in.Step)
	}
	for {
		bit := int64(1) << r.IntN(len(in.Type.Options))
		if v.May&bit != 0 {
			return eval.Possible(bit)
		}
	}
}

// compareResults says where two results of one program differ; "" where they do not.
func compareResults(a, b eval.Result, same func(a, b eval.Value) bool) string {
	for _, part := range []struct {
		name string
		a, b []eval.Value
	}{{"message", a.Messages, b.Messages}, {"step", a.Steps, b.Steps}, {"presence", a.Presence, b.Presence},
		{"relevance", a.Relevant, b.Relevant}} {
		for i := range part.a {
			if !same(part.a[i], part.b[i]) {
				return fmt.Sprintf("%s %d: %v against %v", part.name, i, part.a[i], part.b[i])
			}
		}
	}
	return ""
}

// try compares module and evaluator on one random program, and checks soundness on random pairs. It
// returns how many inputs were tried.
func try(t testing.TB, engine *run.Engine, seed uint64, inputs int) int {
	source := newSource(seed)
	m, ok := build(t, engine, source)
	if !ok {
		return 0
	}
	defer func() { _ = m.module.Close(t.Context()) }()
	r := rand.New(rand.NewPCG(seed, 3))
	for range inputs {
		wide, narrow := make([]eval.Value, len(m.program.Inputs)), make([]eval.Value, len(m.program.Inputs))
		for i := range wide {
			wide[i] = partial(r, &m.program.Inputs[i])
			narrow[i] = single(r, wide[i], &m.program.Inputs[i])
		}
		partly, fully := eval.Evaluate(m.program, wide), eval.Evaluate(m.program, narrow)
		if d := compareResults(m.evaluate(t, wide), partly, eval.Value.Equal); d != "" {
			t.Fatalf("seed %d, inputs %v: module and evaluator differ: %s\n%s", seed, wide, d, source)
		}
		if d := compareResults(m.evaluate(t, narrow), fully, eval.Value.Equal); d != "" {
			t.Fatalf("seed %d, inputs %v: module and evaluator differ: %s\n%s", seed, narrow, d, source)
		}
		if d := compareResults(fully, partly, eval.Value.Within); d != "" {
			t.Fatalf("seed %d: the full answer %v leaves the partial %v: %s\n%s", seed, narrow, wide, d, source)
		}
		if d := proved(m.program, partly); d != "" {
			t.Fatalf("seed %d, inputs %v: %s\n%s", seed, wide, d, source)
		}
	}
	return 2 * inputs
}

// proved holds that values lie where the checker has proved them to lie.
func proved(p *ir.Program, r eval.Result) string {
	for i, v := range r.Steps {
		e := p.Steps[i].Expr.Extent()
		limit := eval.Interval(e.Low, e.High)
		if v.Low == nil {
			limit = eval.Value{May: e.Possible}
		}
		if !v.Within(limit) {
			return fmt.Sprintf("step %s is %v, proved %v", p.Steps[i].Name, v, limit)
		}
	}
	return ""
}

// A reader must get the same number from a module as from the rules written down: module and
// reference evaluator agree bit for bit, and knowing more never leaves what was shown before.
func TestModuleAndEvaluatorAgree(t *testing.T) {
	engine := run.NewEngine(t.Context(), run.Interpreter)
	defer func() { _ = engine.Close(t.Context()) }()
	want, tried, programs, refused := runs(t, 20_000), 0, 0, 0
	for seed := uint64(0); tried < want; seed++ {
		n := try(t, engine, seed, inputsPerProgram)
		tried += n
		if n > 0 {
			programs++
		} else {
			refused++
		}
		if refused > 20*programs+200 {
			t.Fatalf("only %d of %d random files pass the checker", programs, programs+refused)
		}
	}
	t.Logf("%d inputs over %d programs; %d random files refused", tried, programs, refused)
}

// FuzzAgree is the same for the fuzzer.
func FuzzAgree(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		engine := run.NewEngine(t.Context(), run.Interpreter)
		defer func() { _ = engine.Close(t.Context()) }()
		try(t, engine, seed, 20)
	})
}
