package calculator

import (
	"context"
	"slices"

	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/refine"
	"shirube/calculator/internal/run"
)

// narrowed runs a module on one value per input, and narrows the results where some are open.
func (p *Program) narrowed(ctx context.Context, m *run.Instance, inputs []ir.Extent) (results, error) {
	if !slices.ContainsFunc(inputs, isOpen) {
		out, err := outcome(ctx, m, p.typed, p.layout, inputs)
		out.exact = err == nil
		return out, err
	}
	problem := p.problem
	problem.Domains = slices.Clone(p.problem.Domains)
	for i, e := range inputs {
		problem.Domains[i].Value = e
	}
	problem.Evaluate = func(inputs []ir.Extent) (refine.Observation, error) { return p.observation(ctx, m, inputs) }
	found, err := refine.Refine(problem)
	if err != nil {
		return results{}, err
	}
	out := results{inputs: inputs, values: found.Values, exact: found.Exact}
	for i, w := range found.Words {
		v := value{w[0], w[1]}
		switch {
		case i < len(p.typed.Steps):
			out.steps = append(out.steps, v)
		case i < len(p.typed.Steps)+len(p.typed.Outputs):
			out.presence = append(out.presence, v)
		default:
			out.messages = append(out.messages, v)
		}
	}
	return out, nil
}

func isOpen(e ir.Extent) bool { return e.Low != e.High || e.Possible&(e.Possible-1) != 0 }

// observation evaluates once for package refine.
func (p *Program) observation(ctx context.Context, m *run.Instance, inputs []ir.Extent) (refine.Observation, error) {
	r, err := outcome(ctx, m, p.typed, p.layout, inputs)
	if err != nil {
		return refine.Observation{}, err
	}
	var words [2]int64
	if err := m.Read(p.layout.Settled, words[:1]); err != nil {
		return refine.Observation{}, err
	}
	if err := m.Read(p.layout.Needs, words[1:]); err != nil {
		return refine.Observation{}, err
	}
	seen := refine.Observation{Settled: uint64(words[0]), Needs: uint64(words[1])}
	for _, list := range [][]value{r.steps, r.presence, r.messages} {
		for _, v := range list {
			seen.Words = append(seen.Words, [2]int64{v.low, v.high})
		}
	}
	return seen, nil
}
