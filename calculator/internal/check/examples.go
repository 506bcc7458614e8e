package check

import (
	"fmt"
	"slices"

	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/syntax"
)

// examples checks the form of the 例; package calculator runs them.
func (b *builder) examples() {
	for _, d := range b.file.Examples {
		e := ir.Example{Title: b.exampleTitle(d), Case: d.Case, Position: d.Title.Span}
		seen, before := map[string]bool{}, len(b.list)
		for _, a := range d.Assignments {
			if seen[a.Name.Name] {
				b.errorAt(CodeExampleTwice, a.Span, fmt.Sprintf("「%s」が2回あります。", a.Name.Name), "どちらかを消してください。")
			}
			seen[a.Name.Name] = true
			b.assignment(&e, a)
		}
		for _, m := range d.Messages {
			t := ir.TextExpectation{Prefix: m.Prefix.Raw, Position: m.Span}
			if !d.Case {
				t.Prefix = b.text("文", b.out.Name, m.Prefix)
			}
			if m.Stop {
				e.Stops = append(e.Stops, t)
			} else {
				e.Notes = append(e.Notes, t)
			}
		}
		if len(e.Expect) == 0 && len(e.Stops) == 0 && len(e.Notes) == 0 && len(b.list) == before {
			b.errorAt(CodeExampleEmpty, e.Position, "この例には、確かめる結果がありません。", "「支払額 = 9,300円」のように、出力の値を書いてください。")
		}
		b.out.Examples = append(b.out.Examples, e)
	}
}

// exampleTitle returns the title with its figures written out. Titles of cases are not texts for readers.
func (b *builder) exampleTitle(d *syntax.Example) string {
	if d.Case {
		return d.Title.Raw
	}
	return b.text("題", b.out.Name, d.Title)
}

// assignment adds one `name = value` of an example as an answer or an expectation.
func (b *builder) assignment(e *ir.Example, a syntax.Assignment) {
	s := b.scope.value(a.Name.Name)
	if s == nil {
		b.unknown(&syntax.Name{Ident: a.Name})
		return
	}
	if s.kind == inputSymbol {
		e.Answers = append(e.Answers, b.givenAnswers(s, a)...)
		return
	}
	if i := b.outputIndex(a.Name.Name); i >= 0 {
		if x, ok := b.expected(i, a); ok {
			e.Expect = append(e.Expect, x)
		}
		return
	}
	b.errorAt(CodeExpectation, a.Name.Span, fmt.Sprintf("「%s」は入力でも出力でもありません。", a.Name.Name),
		fmt.Sprintf("「出力 %s」と宣言するか、名前を確かめてください。", a.Name.Name))
}

// givenAnswers reads the value of an input, or of a list with its items.
func (b *builder) givenAnswers(s *symbol, a syntax.Assignment) []ir.Answer {
	if s.boxes != nil {
		return b.givenBoxes(s, a)
	}
	if a.Items != nil {
		return b.givenItems(s, a)
	}
	if answer, ok := b.givenAnswer(s.index, a); ok {
		return []ir.Answer{answer}
	}
	return nil
}

// givenAnswer reads the value of one input, which may be a range or わからない.
func (b *builder) givenAnswer(input int, a syntax.Assignment) (ir.Answer, bool) {
	e, ok := b.answer(&b.out.Inputs[input], a.Value, a.High, a.Span, true)
	return ir.Answer{Input: input, Value: e}, ok
}

// expected reads the result that an example gives for an output: a value, a range, or なし. なし is "no output" except
// for a set, where it is the empty one.
func (b *builder) expected(output int, a syntax.Assignment) (ir.Expectation, bool) {
	x := ir.Expectation{Output: output, Position: a.Span}
	t := b.out.Steps[b.out.Outputs[output].Step].Type()
	if w, ok := a.Value.(*syntax.Word); ok && bitOf(t.Options, w.Text) < 0 {
		if w.Text != "なし" {
			b.errorAt(CodeExpectation, w.Span, "結果に「わからない」は書けません。", "結果の範囲を「0円 から 9,300円」のように書いてください。")
			return x, false
		}
		x.Absent = t.Kind != ir.Set
		return x, true
	}
	low, ok := b.singleAnswer(t, a.Value)
	if !ok {
		return x, false
	}
	// Of a set, what an example lists must all hold, and nothing else may.
	x.Value, x.Must = low, low.Possible
	if a.High == nil {
		return x, true
	}
	x.Value, ok = b.highAnswer(a.Name.Name, t, low, a.High, a.Span)
	return x, ok
}

// grids checks the 早見表.
func (b *builder) grids() {
	for _, d := range b.file.Grids {
		g := ir.Grid{Title: b.text("題", b.out.Name, d.Title), Position: d.Title.Span}
		rows, ok := b.axis(d.Rows)
		if !ok {
			continue
		}
		g.Rows = rows
		if d.Columns != nil {
			columns, ok := b.axis(d.Columns)
			if !ok {
				continue
			}
			g.Columns = &columns
		}
		for _, name := range d.Outputs {
			if i := b.outputIndex(name.Name); i >= 0 {
				g.Outputs = append(g.Outputs, i)
				continue
			}
			b.errorAt(CodeGridAxis, name.Span, fmt.Sprintf("「%s」という出力はありません。", name.Name), "「出力」で宣言した名前を書いてください。")
		}
		if g.Columns != nil && len(g.Outputs) > 1 {
			b.errorAt(CodeGridAxis, d.Title.Span, "「横」のある早見表に書ける「値」は1つです。", "「横」を消すか、「値」を1つにしてください。")
		}
		for _, a := range d.Fixed {
			if s := b.scope.value(a.Name.Name); s != nil && s.boxes != nil {
				g.Fixed = append(g.Fixed, b.givenBoxes(s, a)...)
			} else if _, ok := b.inputIndex(a.Name); ok {
				g.Fixed = append(g.Fixed, b.givenAnswers(s, a)...)
			}
		}
		b.out.Grids = append(b.out.Grids, g)
	}
}

// outputIndex returns the index of the output called name, or -1.
func (b *builder) outputIndex(name string) int {
	return slices.IndexFunc(b.out.Outputs, func(out ir.Output) bool { return b.out.Steps[out.Step].Name == name })
}

// inputIndex returns the input that an axis names; boxes of a 複数選択 have no single one.
func (b *builder) inputIndex(name syntax.Ident) (int, bool) {
	if s := b.scope.value(name.Name); s != nil && s.kind == inputSymbol && s.boxes == nil {
		return s.index, true
	}
	b.errorAt(CodeGridAxis, name.Span, fmt.Sprintf("「%s」という入力はありません。", name.Name), "「入力」で宣言した名前を書いてください。")
	return 0, false
}

// axisValue returns the answers of a row or column. A band extends from bound to bound, or to the end of the range.
func (b *builder) axisValue(in *ir.Input, v syntax.AxisValue) (ir.Extent, bool) {
	if v.Value != nil {
		return b.answer(in, v.Value, nil, v.Span, true)
	}
	if !in.Type.Kind.IsInterval() || in.Type.IsLong() {
		b.errorAt(CodeGridAxis, v.Span, fmt.Sprintf("「%s」に「%s」のような幅は書けません。", in.Name, v.Text), "選択肢の名前を「,」で区切って並べてください。")
		return ir.Extent{}, false
	}
	e := in.Range
	for _, end := range []struct {
		bound *syntax.Bound
		into  *int64
		inner int64 // to the next answer inside
	}{{v.Low, &e.Low, 1}, {v.High, &e.High, -1}} {
		if end.bound == nil {
			continue
		}
		at, ok := b.answer(in, end.bound.Value, nil, v.Span, true)
		if !ok {
			return e, false
		}
		*end.into = at.Low
		if end.bound.Strict {
			*end.into += end.inner * max(in.Step, 1)
		}
	}
	if e.Low > e.High || e.Low < in.Range.Low || e.High > in.Range.High {
		b.errorAt(CodeGridAxis, v.Span, fmt.Sprintf("「%s」に入る答えがありません。", v.Text), "下の端と上の端を確かめてください。")
		return e, false
	}
	return e, true
}

// axis reads the side of a 早見表. Without a list of values it has one row or column for each option.
func (b *builder) axis(d *syntax.GridAxis) (ir.Axis, bool) {
	input, ok := b.inputIndex(d.Input)
	if !ok {
		return ir.Axis{}, false
	}
	axis := ir.Axis{Input: input}
	in := &b.out.Inputs[input]
	hasBands := slices.ContainsFunc(d.Values, func(v syntax.AxisValue) bool { return v.Value == nil })
	for _, v := range d.Values {
		e, ok := b.axisValue(in, v)
		if !ok {
			return axis, false
		}
		axis.Values = append(axis.Values, e)
		if hasBands {
			axis.Bands = append(axis.Bands, ir.Band{Words: v.Text, Exact: v.Value != nil})
		}
	}
	if len(d.Values) > 0 {
		return axis, true
	}
	if in.Type.Kind.IsInterval() { // a long choice too: a table of so many rows is not readable
		b.errorAt(CodeGridAxis, d.Input.Span, fmt.Sprintf("「%s」のどの値を並べるかがありません。", in.Name), "「縦: 利用日数 = 1日, 10日, 20日」のように書いてください。")
		return axis, false
	}
	for bit := range in.Type.Options {
		axis.Values = append(axis.Values, ir.Extent{Possible: 1 << bit})
	}
	return axis, true
}
