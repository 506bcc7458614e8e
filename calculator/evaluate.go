package calculator

import (
	"context"
	"errors"
	"fmt"

	"shirube/calculator/internal/compile"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/run"
)

// Evaluate calculates once. Answers are keyed by the input's name and given as a person writes them:
// numbers, or strings such as "20日", "９，３００円", "一般1", "はい", "10,000円 から 20,000円". One left
// out is its 初期値, or unknown where it has none; "わからない" is unknown. today is the value of 今日, which
// is unknown with the zero Day. The error for an answer that is not accepted is an *InputError.
func (p *Program) Evaluate(ctx context.Context, answers map[string]any, today Day) (*Result, error) {
	e, err := p.Open(ctx)
	if err != nil {
		return nil, err
	}
	result, err := e.Evaluate(ctx, answers, today)
	return result, errors.Join(err, e.Close(ctx))
}

// An Evaluator holds a loaded module. One goroutine uses it at a time.
type Evaluator struct {
	program  *Program
	engine   *run.Engine
	instance *run.Instance
}

// Open loads the program's module for many evaluations. The caller closes the evaluator.
func (p *Program) Open(ctx context.Context) (*Evaluator, error) {
	engine := run.NewEngine(ctx, run.Interpreter)
	instance, err := engine.Load(ctx, p.Module)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("opening %s: %w", p.Name, err), engine.Close(ctx))
	}
	return &Evaluator{p, engine, instance}, nil
}

// Close releases the module.
func (e *Evaluator) Close(ctx context.Context) error { return e.engine.Close(ctx) }

// Evaluate calculates as Program.Evaluate does.
func (e *Evaluator) Evaluate(ctx context.Context, answers map[string]any, today Day) (*Result, error) {
	values, err := e.program.answers(answers, today)
	if err != nil {
		return nil, err
	}
	o, err := e.program.narrowed(ctx, e.instance, values)
	if err != nil {
		return nil, fmt.Errorf("calculating %s: %w", e.program.Name, err)
	}
	return newResult(e.program.typed, o), nil
}

// A value is the two words of a result; YesNo and Choice have their possibilities in both.
type value struct{ low, high int64 }

// results are the values of one evaluation, perhaps narrowed.
type results struct {
	inputs                    []ir.Extent // the answers
	steps, messages, presence []value
	values                    [][]int64 // by output: its possible values, where these are few and known
	exact                     bool      // the outputs are as narrow as possible
}

// outcome runs a module on one value per input.
func outcome(ctx context.Context, m *run.Instance, p *ir.Program, layout compile.Layout, inputs []ir.Extent) (results, error) {
	for i, e := range inputs {
		at, k := layout.Inputs[i], p.Inputs[i].Type.Kind
		low, high := e.Low, e.High
		if !k.IsInterval() {
			low, high = e.Possible, e.Possible
		}
		if err := errors.Join(m.Write(at.Low, low), m.Write(at.High, high)); err != nil {
			return results{}, err
		}
	}
	if _, err := m.Evaluate(ctx); err != nil {
		return results{}, err
	}
	out := results{inputs: inputs}
	var err error
	if out.steps, err = readAll(m, layout.Steps); err != nil {
		return out, err
	}
	if out.messages, err = readAll(m, layout.Messages); err != nil {
		return out, err
	}
	out.presence, err = readAll(m, layout.Presence)
	return out, err
}

// readAll reads the two words of each value from the memory of a module.
func readAll(m *run.Instance, places []compile.Place) ([]value, error) {
	list := make([]value, len(places))
	for i, at := range places {
		var word [1]int64
		if err := m.Read(at.Low, word[:]); err != nil {
			return nil, err
		}
		list[i].low = word[0]
		if err := m.Read(at.High, word[:]); err != nil {
			return nil, err
		}
		list[i].high = word[0]
	}
	return list, nil
}

// extent returns a value as an extent, with the must word of a Set.
func (v value) extent(t *ir.Type) (e ir.Extent, must int64) {
	if t.Kind.IsInterval() {
		return ir.Extent{Low: v.low, High: v.high}, 0
	}
	return ir.Extent{Possible: v.high}, v.low
}

// stopped returns whether a 止める holds, and whether one may.
func (r results) stopped(p *ir.Program) (certain, possible bool) {
	for i, m := range p.Messages {
		if m.Kind == ir.Stop {
			certain = certain || r.messages[i].low == ir.Yes
			possible = possible || r.messages[i].low&ir.Yes != 0
		}
	}
	return certain, possible
}
