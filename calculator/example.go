package calculator

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/compile"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/run"
	"shirube/calculator/internal/syntax"
)

// An Example is an 例 of the file, in words.
type Example struct {
	Title   string
	Answers []ExampleAnswer
	Expect  []ExampleAnswer
	// Stops and Notes are the beginnings of the 止める and 注意 that must hold; "" fits any.
	Stops    []string
	Notes    []string
	Position diagnostic.Span
}

// An ExampleAnswer is a name with a value as a person would type it. For an expectation なし means
// that the output is absent.
type ExampleAnswer struct {
	Name string
	Text string
}

// newExamples returns the examples in words, without the cases from files beside the calculator, which are too many
// to show.
func (p *Program) newExamples() []Example {
	var list []Example
	for _, e := range p.typed.Examples {
		if e.Case {
			continue
		}
		out := Example{Title: e.Title, Position: e.Position}
		out.Answers = p.exampleAnswers(e.Answers)
		for _, x := range e.Expect {
			step := &p.typed.Steps[p.typed.Outputs[x.Output].Step]
			text := ir.FormatExtent(x.Value, step.Type())
			if x.Absent {
				text = "なし"
			}
			out.Expect = append(out.Expect, ExampleAnswer{step.Name, text})
		}
		for _, s := range e.Stops {
			out.Stops = append(out.Stops, s.Prefix)
		}
		for _, n := range e.Notes {
			out.Notes = append(out.Notes, n.Prefix)
		}
		list = append(list, out)
	}
	return list
}

// exampleAnswers writes the answers of an example, those to a list and its items as one.
func (p *Program) exampleAnswers(answers []ir.Answer) []ExampleAnswer {
	var list []ExampleAnswer
	for _, a := range answers {
		in := &p.typed.Inputs[a.Input]
		text := answerWords(in, a.Value)
		l := p.listOf(a.Input)
		hasItem := func(b ir.Answer) bool { return p.typed.Inputs[b.Input].Item != nil }
		switch {
		case in.Item != nil:
			continue
		case l != nil && a.Value.IsPoint() && (slices.ContainsFunc(answers, hasItem) || a.Value.Low == 0):
			text = p.itemWords(l, answers, a.Value.Low)
		}
		list = append(list, ExampleAnswer{in.Name, text})
	}
	return list
}

// answerWords writes an answer of an example, as わからない where it is the unknown range.
func answerWords(in *ir.Input, e ir.Extent) string {
	several := e.Low != e.High || e.Possible&(e.Possible-1) != 0
	if several && e == in.Unknown {
		return Unsure
	}
	return ir.FormatExtent(e, &in.Type)
}

// runExamples runs every example of every program and reports those that fail, and what no example
// reaches. It also computes the 早見表.
func runExamples(programs []*Program, today Day) diagnostic.List {
	ctx := context.Background()
	engine := run.NewEngine(ctx, run.Interpreter)
	defer engine.Close(ctx)
	var found diagnostic.List
	for _, p := range programs {
		list, err := p.check(ctx, engine, today)
		if err != nil {
			list = append(list, diagnostic.Diagnostic{Severity: diagnostic.Error, Code: CodeCompile, Span: p.typed.Position,
				Message: "この計算機を動かせませんでした（" + err.Error() + "）。"})
		}
		found = append(found, list...)
	}
	return found
}

// check runs one program's examples and grids on its module, and its probes on a second module that has
// them as further steps.
func (p *Program) check(ctx context.Context, engine *run.Engine, today Day) (diagnostic.List, error) {
	instance, err := engine.Load(ctx, p.Module)
	if err != nil {
		return nil, err
	}
	defer instance.Close(ctx)
	found, answered, err := p.tryExamples(ctx, instance, today)
	if err != nil {
		return found, err
	}
	var unanswered diagnostic.List
	hidden, err := p.hiddenQuestions(ctx, instance)
	if found = append(found, hidden...); err != nil {
		return found, err
	}
	if err := p.markLater(ctx, instance, today); err != nil {
		return found, err
	}
	p.Grids, unanswered, err = p.grids(ctx, instance, today)
	if found = append(found, unanswered...); err != nil {
		return found, err
	}
	if len(p.typed.Examples) == 0 {
		found = append(found, diagnostic.Diagnostic{Severity: diagnostic.Warning, Code: CodeNoExample, Span: p.typed.Position,
			Message: "例がありません。", Suggestion: "「例 題」の下に、答えと正しい結果を書いてください。"})
		return found, nil
	}
	missed, err := p.notReached(ctx, engine, answered)
	return append(found, missed...), err
}

// tryExamples runs the examples and returns their findings, and the answers of those that ran.
func (p *Program) tryExamples(ctx context.Context, instance *run.Instance, today Day) (found diagnostic.List,
	answered [][]ir.Extent, err error) {
	for i := range p.typed.Examples {
		e := &p.typed.Examples[i]
		inputs, err := p.given(e.Answers, today)
		if err != nil {
			found = append(found, exampleError(e.Position, err.Error(), "例に「基準日」などの答えを足してください。"))
			continue
		}
		answered = append(answered, inputs)
		out, err := p.narrowed(ctx, instance, inputs)
		if err != nil {
			return found, answered, err
		}
		found = append(found, p.compare(e, out)...)
	}
	return found, answered, nil
}

// FailingExamples runs the examples as a build on that day would, and returns its findings: an example without 基準日
// uses the figures of the day.
func (p *Program) FailingExamples(ctx context.Context, day Day) (diagnostic.List, error) {
	e, err := p.Open(ctx)
	if err != nil {
		return nil, err
	}
	found, _, err := p.tryExamples(ctx, e.instance, day)
	return found, errors.Join(err, e.Close(ctx))
}

// given returns one value per input: the answers, and the defaults of inputs without one.
func (p *Program) given(answers []ir.Answer, today Day) ([]ir.Extent, error) {
	list := make([]ir.Extent, len(p.typed.Inputs))
	answered := map[int]bool{}
	for _, a := range answers {
		if a.Input >= 0 {
			list[a.Input], answered[a.Input] = a.Value, true
		}
	}
	for i := range list {
		if answered[i] {
			continue
		}
		var err error
		if list[i], err = defaultAnswer(&p.typed.Inputs[i], today); err != nil {
			return nil, err
		}
	}
	return list, nil
}

func exampleError(at diagnostic.Span, message, suggestion string) diagnostic.Diagnostic {
	return diagnostic.Diagnostic{Severity: diagnostic.Error, Code: CodeExample, Span: at, Message: message, Suggestion: suggestion}
}

const mendExample = "例の値か、計算の方を直してください。"

// compare reports the results that an example has wrong.
func (p *Program) compare(e *ir.Example, r results) diagnostic.List {
	var found diagnostic.List
	stopped, _ := r.stopped(p.typed)
	if stopped && len(e.Stops) == 0 {
		found = append(found, exampleError(e.Position, fmt.Sprintf("例「%s」では、計算が止まります。", e.Title), "止まるのが正しければ「止める」の行を足してください。"))
		return found
	}
	for _, x := range e.Expect {
		if d, wrong := p.compareOutput(x, r); wrong {
			found = append(found, d)
		}
	}
	for _, s := range e.Stops {
		found = append(found, p.compareText(ir.Stop, s, r)...)
	}
	for _, n := range e.Notes {
		found = append(found, p.compareText(ir.Note, n, r)...)
	}
	return found
}

// compareOutput compares a result with what an example expects of it, exactly: a range must have the same ends. It
// returns the finding for where they differ, and whether they do.
func (p *Program) compareOutput(x ir.Expectation, r results) (diagnostic.Diagnostic, bool) {
	o := p.typed.Outputs[x.Output]
	step := &p.typed.Steps[o.Step]
	absent := r.presence[x.Output].low == ir.No
	got, must := r.steps[o.Step].extent(step.Type())
	text := ir.FormatExtent(got, step.Type())
	if absent {
		text = "なし"
	}
	same := absent == x.Absent && (absent || got == x.Value)
	if step.Type().Kind == ir.Set && !absent {
		same = !x.Absent && got == x.Value && must == x.Must
		text = "「" + strings.Join(ir.OptionNames(must, step.Type()), "・") + "」"
	}
	return exampleError(x.Position, fmt.Sprintf("「%s」は %s になります。", step.Name, text), mendExample), !same
}

// compareText requires some message of a kind to appear for certain that begins with the text of the example.
func (p *Program) compareText(kind ir.MessageKind, want ir.TextExpectation, r results) diagnostic.List {
	prefix := syntax.Fold(want.Prefix)
	for i, m := range p.typed.Messages {
		if m.Kind == kind && r.messages[i].low == ir.Yes && strings.HasPrefix(syntax.Fold(r.text(p.typed, &m)), prefix) {
			return nil
		}
	}
	word := map[ir.MessageKind]string{ir.Note: "注意", ir.Stop: "止める"}[kind]
	return diagnostic.List{exampleError(want.Position, fmt.Sprintf("この「%s」は出ません。", word), mendExample)}
}

// notReached warns of rows, rules and messages that no example reaches.
func (p *Program) notReached(ctx context.Context, engine *run.Engine, answered [][]ir.Extent) (diagnostic.List, error) {
	probed := *p.typed
	probed.Steps = slices.Clip(p.typed.Steps)
	for _, probe := range p.typed.Probes {
		probed.Steps = append(probed.Steps, ir.Step{Expr: probe.Cond})
	}
	module, err := compile.Compile(&probed)
	if err != nil {
		return nil, err
	}
	instance, err := engine.Load(ctx, module.Bytes)
	if err != nil {
		return nil, err
	}
	defer instance.Close(ctx)
	reached := map[diagnostic.Span]bool{}
	for _, inputs := range answered {
		r, err := outcome(ctx, instance, &probed, module.Layout, inputs)
		if err != nil {
			return nil, err
		}
		stopped, _ := r.stopped(&probed)
		for i, probe := range p.typed.Probes {
			if r.steps[len(p.typed.Steps)+i].low == ir.Yes && (!stopped || p.isStop(probe)) {
				reached[probe.Position] = true
			}
		}
	}
	return p.missed(reached), nil
}

// isStop reports whether a probe is for a 止める.
func (p *Program) isStop(probe ir.Probe) bool {
	return slices.ContainsFunc(p.typed.Messages, func(m ir.Message) bool { return m.Kind == ir.Stop && m.Position == probe.Position })
}

// missed reports what no example reaches, each group once: the rows of a table, the rules of a decision.
func (p *Program) missed(reached map[diagnostic.Span]bool) diagnostic.List {
	var groups []string
	parts := map[string][]ir.Probe{}
	for _, probe := range p.typed.Probes {
		group := probe.Group
		if probe.Kind == "" {
			group += probe.Part
		}
		if reached[probe.Position] {
			continue
		}
		reached[probe.Position] = true
		if parts[group] == nil {
			groups = append(groups, group)
		}
		parts[group] = append(parts[group], probe)
	}
	var found diagnostic.List
	for _, group := range groups {
		first := parts[group][0]
		what := first.Group + "「" + first.Part + "」"
		switch n := len(parts[group]); {
		case n > 1:
			what = fmt.Sprintf("%s%d%s（「%s」など）", first.Group, n, first.Kind, first.Part)
		case first.Kind == "行":
			what += "の行"
		}
		found = append(found, diagnostic.Diagnostic{Severity: diagnostic.Warning, Code: CodeNotReached, Span: first.Position,
			Message:    fmt.Sprintf("%sを確かめる例が、計算機「%s」にありません。", what, p.Name),
			Suggestion: "ここに当てはまる答えと結果を「例」に足してください。"})
	}
	return found
}
