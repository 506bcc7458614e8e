package calculator

import (
	"context"
	"errors"

	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/run"
)

// markLater marks the questions that an empty form does not ask, by the rule of the browser: those that do not matter by
// 必要なとき with every 初期値 taken, and those that nothing depends on with every answer open.
func (p *Program) markLater(ctx context.Context, m *run.Instance, today Day) error {
	open := make([]ir.Extent, len(p.typed.Inputs))
	for i := range p.typed.Inputs {
		open[i] = p.typed.Inputs[i].Range
	}
	seen, err := p.observation(ctx, m, open)
	if err != nil {
		return err
	}
	empty, err := p.answers(nil, today)
	if err != nil { // an input does not accept today
		empty = open
	}
	_, err = outcome(ctx, m, p.typed, p.layout, empty)
	for i := range p.Form.Inputs {
		word := []int64{0}
		err = errors.Join(err, m.Read(p.layout.Relevant[i].Low, word))
		p.Form.Inputs[i].Later = word[0]&ir.Yes == 0 || seen.Needs>>min(i, 62)&1 == 0
	}
	return err
}
