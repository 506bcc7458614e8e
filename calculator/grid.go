package calculator

import (
	"context"
	"errors"
	"slices"

	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/check"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/run"
)

// A Grid is a computed 早見表 in words.
type Grid struct {
	Title string `json:"title"`
	// RowHead and ColumnHead name the inputs of the rows and columns; ColumnHead is empty where the columns are
	// outputs.
	RowHead    string     `json:"rowHead"`
	ColumnHead string     `json:"columnHead,omitempty"`
	Columns    []string   `json:"columns"`
	Rows       []string   `json:"rows"`
	Cells      [][]string `json:"cells"`
	// Fixed are the answers that all cells share.
	Fixed []GridAnswer `json:"fixed,omitempty"`

	Position diagnostic.Span `json:"-"`
}

// A GridAnswer is an answer that a whole 早見表 shares.
type GridAnswer struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// grids computes the 早見表 and reports those for which today is not accepted as a default.
func (p *Program) grids(ctx context.Context, m *run.Instance, today Day) ([]Grid, diagnostic.List, error) {
	var list []Grid
	var found diagnostic.List
	for i := range p.typed.Grids {
		g, err := p.grid(ctx, m, &p.typed.Grids[i], today)
		if input, ok := errors.AsType[*InputError](err); ok {
			found = append(found, diagnostic.Diagnostic{Severity: diagnostic.Error, Code: check.CodeGridAxis,
				Span:    p.typed.Grids[i].Position,
				Message: input.Error(), Suggestion: "早見表に「ほか: 基準日 = 2026-04-01」のような答えを足してください。"})
			continue
		}
		if err != nil {
			return nil, found, err
		}
		list = append(list, g)
	}
	return list, found, nil
}

// grid computes a 早見表 by running the module once for each cell, or once a row where each column is an output.
func (p *Program) grid(ctx context.Context, m *run.Instance, g *ir.Grid, today Day) (Grid, error) {
	out := Grid{Title: g.Title, RowHead: p.typed.Inputs[g.Rows.Input].Name, Rows: p.heads(g.Rows), Position: g.Position}
	for _, a := range g.Fixed {
		in := &p.typed.Inputs[a.Input]
		out.Fixed = append(out.Fixed, GridAnswer{in.Name, labelled(a.Value, &in.Type)})
	}
	columns := []ir.Answer{{Input: -1}}
	if g.Columns != nil {
		out.ColumnHead, out.Columns = p.typed.Inputs[g.Columns.Input].Name, p.heads(*g.Columns)
		columns = columns[:0]
		for _, v := range g.Columns.Values {
			columns = append(columns, ir.Answer{Input: g.Columns.Input, Value: v})
		}
	} else {
		for _, o := range g.Outputs {
			out.Columns = append(out.Columns, p.typed.Outputs[o].Label)
		}
	}
	for _, v := range g.Rows.Values {
		var cells []string
		for _, c := range columns {
			answers := append(slices.Clone(g.Fixed), ir.Answer{Input: g.Rows.Input, Value: v}, c)
			texts, err := p.cells(ctx, m, g, answers, today)
			if err != nil {
				return out, err
			}
			cells = append(cells, texts...)
		}
		out.Cells = append(out.Cells, cells)
	}
	return out, nil
}

// heads returns the words that head the rows or columns of an axis.
func (p *Program) heads(a ir.Axis) []string {
	var list []string
	for i, v := range a.Values {
		if a.Bands == nil {
			list = append(list, labelled(v, &p.typed.Inputs[a.Input].Type))
			continue
		}
		words := a.Bands[i].Words
		if a.Bands[i].Exact {
			words += "ちょうど"
		}
		list = append(list, words)
	}
	return list
}

// cells computes the outputs of a grid for one set of answers.
func (p *Program) cells(ctx context.Context, m *run.Instance, g *ir.Grid, answers []ir.Answer, today Day) ([]string, error) {
	inputs, err := p.given(answers, today)
	if err != nil {
		return nil, err
	}
	r, err := p.narrowed(ctx, m, inputs)
	if err != nil {
		return nil, err
	}
	var list []string
	for _, o := range g.Outputs {
		if r.presence[o].low == ir.No {
			list = append(list, "—")
			continue
		}
		step := p.typed.Outputs[o].Step
		t := p.typed.Steps[step].Type()
		e, _ := r.steps[step].extent(t)
		list = append(list, labelled(e, t))
	}
	return list, nil
}
