package compile_test

import (
	"testing"

	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/run"
)

func inputRef(p *ir.Program, i int) ir.Expr {
	n := &ir.InputRef{Index: i}
	n.T, n.E = &p.Inputs[i].Type, p.Inputs[i].Range
	return n
}

func oneNumber(low, high int64) *ir.Program {
	return &ir.Program{Name: "large", Inputs: []ir.Input{
		{Type: ir.Type{Kind: ir.Number}, Range: ir.Extent{Low: low, High: high}, Step: 1},
	}}
}

// A file of ten thousand lines must give the right number, not a module that no browser takes.
func TestAVeryLongTableStillFindsItsRow(t *testing.T) {
	const rows = 5000
	for name, value := range map[string]func(int64) int64{
		"rising": func(i int64) int64 { return 3 * i }, "in no order": func(i int64) int64 { return i * 7919 % rows },
	} {
		p := oneNumber(0, 10*rows-1)
		table := &ir.Rows{}
		for i := range int64(rows) {
			cell := ir.Extent{Low: 10 * i, High: 10*i + 9}
			table.Rows = append(table.Rows, ir.Row{Cells: []ir.Extent{cell}, Values: []int64{value(i)}})
		}
		lookup := &ir.Lookup{Keys: []ir.Expr{inputRef(p, 0)}, Table: table}
		lookup.T, lookup.E = &ir.Type{Kind: ir.Number}, ir.Extent{High: 3 * rows}
		p.Steps = []ir.Step{{Expr: lookup}}
		engine := run.NewEngine(t.Context(), run.Interpreter)
		m := load(t, engine, p)
		for _, key := range []int64{0, 9, 10, 25_004, 10*rows - 1} {
			want := value(key / 10)
			if got := m.evaluate(t, []ir.Extent{{Low: key, High: key}}).values[0]; got != (pair{want, want}) {
				t.Errorf("%s: key %d gives %v, want %d", name, key, got, want)
			}
		}
		_ = engine.Close(t.Context())
	}
}

func TestManyStepsTakeMoreThanOnePageOfMemory(t *testing.T) {
	const steps = 6000
	p := oneNumber(0, 9)
	for i := range int64(steps) {
		sum := &ir.Sum{Const: i, Terms: []ir.Term{{Coef: 1, X: inputRef(p, 0)}}}
		sum.T, sum.E = &ir.Type{Kind: ir.Number}, ir.Extent{Low: i, High: i + 9}
		p.Steps = append(p.Steps, ir.Step{Expr: sum})
	}
	engine := run.NewEngine(t.Context(), run.Interpreter)
	defer func() { _ = engine.Close(t.Context()) }()
	result := load(t, engine, p).evaluate(t, []ir.Extent{{Low: 2, High: 5}})
	for _, i := range []int64{0, 1, steps - 1} {
		if got := result.values[i]; got != (pair{i + 2, i + 5}) {
			t.Errorf("step %d is %v", i, got)
		}
	}
}
