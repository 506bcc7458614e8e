package compile_test

import (
	"math/rand/v2"
	"testing"

	"shirube/calculator/internal/eval"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/run"
)

// Modules and the reference evaluator agree bit for bit, on full and on partial answers.
func TestModulesAgreeWithTheEvaluator(t *testing.T) {
	programs := uint64(runs(t, 8_000) / inputsPerProgram)
	inShards(t, programs, func(t *testing.T, engine *run.Engine, seed uint64) {
		agreeOnProgram(t, engine, seed, inputsPerProgram)
	})
}

// FuzzModulesAgreeWithTheEvaluator searches further: the seed makes the program and its inputs.
//
//	go test -run '^$' -fuzz ModulesAgree ./calculator/internal/compile
func FuzzModulesAgreeWithTheEvaluator(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		engine := run.NewEngine(t.Context(), run.Interpreter)
		defer func() { _ = engine.Close(t.Context()) }()
		agreeOnProgram(t, engine, seed, 20)
	})
}

func agreeOnProgram(t *testing.T, engine *run.Engine, seed uint64, inputs int) {
	t.Helper()
	m := load(t, engine, newProgram(seed, false))
	r := rand.New(rand.NewPCG(seed, 3))
	for range inputs {
		agree(t, seed, m, r)
	}
	if err := m.instance.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func agree(t *testing.T, seed uint64, m machine, r *rand.Rand) {
	t.Helper()
	answers := make([]ir.Extent, len(m.program.Inputs))
	known := make([]eval.Value, len(answers))
	for i := range answers {
		input := &m.program.Inputs[i]
		answers[i] = partial(r, input)
		known[i] = asValue(input.Type.Kind, answers[i])
	}
	got, want := m.evaluate(t, answers), eval.Evaluate(m.program, known)
	all := append(append(append(want.Messages, want.Steps...), want.Presence...), want.Relevant...)
	for i, kind := range got.kinds {
		if v := resultValue(kind, got.values[i]); !v.Equal(all[i]) {
			t.Fatalf("program %d, result %d of %v: the module says %v, the evaluator %v", seed, i, answers, v, all[i])
		}
	}
}

func asValue(kind ir.Kind, x ir.Extent) eval.Value {
	if kind == ir.Number || kind == ir.Date {
		return eval.Interval(x.Low, x.High)
	}
	return eval.Possible(x.Possible)
}

func resultValue(kind ir.Kind, p pair) eval.Value {
	switch kind {
	case ir.Number, ir.Date:
		return eval.Interval(p[0], p[1])
	case ir.Set:
		return eval.Value{Must: p[0], May: p[1]}
	default:
		return eval.Possible(p[1])
	}
}
