package calculator

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/run"
)

// hiddenQuestions searches for answers with which a 必要なとき hides a question whose answer would change a result, and
// reports one case for each such question. It tries a bounded number of answers, so it may miss cases, but those it
// finds are real.
func (p *Program) hiddenQuestions(ctx context.Context, m *run.Instance) (diagnostic.List, error) {
	var found diagnostic.List
	for i := range p.typed.Inputs {
		in := &p.typed.Inputs[i]
		if in.Relevant == nil || in.Item != nil && in.Item.Index > 0 {
			continue
		}
		h := hiding{program: p, module: m, input: i, left: mostTries}
		answers, err := h.find(ctx)
		if err != nil {
			return found, err
		}
		if answers != nil {
			found = append(found, diagnostic.Diagnostic{Severity: diagnostic.Error, Code: CodeHidden, Span: in.Position,
				Message:    fmt.Sprintf("「%s」の答えで結果が変わるのに、「必要なとき」が隠すことがあります（%s のとき）。", in.Name, h.words(answers)),
				Suggestion: "「必要なとき」の条件を広げるか、その行を消してください。なくても、結果に関わらない質問は画面に出ません。"})
		}
	}
	return found, nil
}

// mostTries bounds the evaluations for one question.
const mostTries = 160

// A hiding is the search for one question.
type hiding struct {
	program *Program
	module  *run.Instance
	input   int
	left    int // evaluations
}

// find returns full answers with which the question is hidden and matters, or nil.
func (h *hiding) find(ctx context.Context) ([]ir.Extent, error) {
	inputs := h.program.typed.Inputs
	all := make([]ir.Extent, len(inputs))
	for i := range inputs {
		all[i] = inputs[i].Range
	}
	queue := [][]ir.Extent{all}
	for len(queue) > 0 && h.left > 0 {
		box := queue[0]
		queue = queue[1:]
		asked, matters, err := h.look(ctx, box)
		if err != nil {
			return nil, err
		}
		if !matters {
			continue
		}
		if asked == ir.No {
			if answers, err := h.witness(ctx, box); answers != nil || err != nil {
				return answers, err
			}
		}
		if asked&ir.No != 0 {
			queue = append(queue, h.halves(box)...)
		}
	}
	return nil, nil
}

// look evaluates a box of answers and returns whether the question is asked there (a YesNo), and whether it may matter.
func (h *hiding) look(ctx context.Context, box []ir.Extent) (asked int64, matters bool, err error) {
	h.left--
	seen, err := h.program.observation(ctx, h.module, box)
	if err != nil {
		return 0, false, err
	}
	word := []int64{0}
	err = h.module.Read(h.program.layout.Relevant[h.input].Low, word)
	return word[0], seen.Needs>>min(h.input, 62)&1 == 1, err
}

// halves splits the first other input that can be split: the first option from the rest, or a range at a middle cut.
func (h *hiding) halves(box []ir.Extent) [][]ir.Extent {
	for i, e := range box {
		if i == h.input {
			continue
		}
		first, second, ok := h.parts(i, e)
		if !ok {
			continue
		}
		low, high := slices.Clone(box), slices.Clone(box)
		low[i], high[i] = first, second
		return [][]ir.Extent{low, high}
	}
	return nil
}

// parts divides the answers to input i: one option and the others, or the two sides of a cut in the middle. ok is
// false where there is nothing to divide by.
func (h *hiding) parts(i int, e ir.Extent) (first, second ir.Extent, ok bool) {
	if !h.program.typed.Inputs[i].Type.Kind.IsInterval() {
		one := e.Possible & -e.Possible
		return ir.Extent{Possible: one}, ir.Extent{Possible: e.Possible &^ one}, e.Possible != one
	}
	var inside []int64
	for _, cut := range h.program.problem.Domains[i].Cuts {
		if e.Low <= cut && cut < e.High {
			inside = append(inside, cut)
		}
	}
	if inside == nil {
		return e, e, false
	}
	cut := inside[len(inside)/2]
	return ir.Extent{Low: e.Low, High: cut}, ir.Extent{Low: cut + 1, High: e.High}, true
}

// witness tries some answers of a box in which the question is hidden: at its ends and in its middle.
func (h *hiding) witness(ctx context.Context, box []ir.Extent) ([]ir.Extent, error) {
	for place := range 3 {
		answers := make([]ir.Extent, len(box))
		for i, e := range box {
			answers[i] = h.oneOf(i, e, place)
		}
		var before *results
		for choice := range 5 {
			answers[h.input] = h.oneOf(h.input, box[h.input], choice)
			h.left--
			out, err := outcome(ctx, h.module, h.program.typed, h.program.layout, answers)
			if err != nil {
				return nil, err
			}
			if before != nil && differ(h.program.typed, *before, out) {
				return answers, nil
			}
			before = &out
		}
	}
	return nil, nil
}

// oneOf returns an answer of a range: its least, greatest and middle one, and some between.
func (h *hiding) oneOf(i int, e ir.Extent, choice int) ir.Extent {
	in := &h.program.typed.Inputs[i]
	if !in.Type.Kind.IsInterval() {
		options := e.Possible
		for range choice {
			if rest := options & (options - 1); rest != 0 {
				options = rest
			}
		}
		return ir.Extent{Possible: options & -options}
	}
	step := max(in.Step, 1)
	low := -(-e.Low / step) * step
	width := (e.High - low) / step
	at := []int64{0, width, width / 2, width / 4, width * 3 / 4}[choice]
	return ir.Point(low + at*step)
}

// differ reports whether two full results differ in an output, or in whether there are any.
func differ(p *ir.Program, a, b results) bool {
	stoppedA, _ := a.stopped(p)
	stoppedB, _ := b.stopped(p)
	if stoppedA || stoppedB {
		return stoppedA != stoppedB
	}
	for i, o := range p.Outputs {
		if a.presence[i] != b.presence[i] || a.presence[i].low != ir.No && a.steps[o.Step] != b.steps[o.Step] {
			return true
		}
	}
	return false
}

// words writes the answers on which the 必要なとき depends.
func (h *hiding) words(answers []ir.Extent) string {
	var list []string
	for i := range answers {
		in := &h.program.typed.Inputs[i]
		if i != h.input && h.dependsOn(h.program.typed.Inputs[h.input].Relevant, i) {
			list = append(list, in.Name+" = "+ir.FormatExtent(answers[i], &in.Type))
		}
	}
	return strings.Join(list, ", ")
}

// dependsOn reports whether e may change with an input.
func (h *hiding) dependsOn(e ir.Expr, input int) bool {
	switch e := e.(type) {
	case *ir.InputRef:
		return e.Index == input
	case *ir.StepRef:
		return h.dependsOn(h.program.typed.Steps[e.Index].Expr, input)
	}
	return slices.ContainsFunc(ir.Children(e), func(x ir.Expr) bool { return h.dependsOn(x, input) })
}
