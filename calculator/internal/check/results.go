package check

import (
	"fmt"
	"slices"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/syntax"
)

// refineByStops narrows the inputs by the 止める whose conditions depend on inputs only. Everything but the
// conditions of 止める is checked with the narrowed inputs.
func (b *builder) refineByStops() {
	left, always := refinements{}, false
	for _, m := range b.file.Messages {
		if !m.Stop || m.Cond == nil || !b.onInputs(m.Cond) {
			continue
		}
		var c *cond
		b.try(func() { c = b.condition(m.Cond, &env{raw: true, branch: true}) }) // messages checks it again
		if c != nil {
			left = both(left, c.no)
			always = always || c.x.Extent().Possible == ir.Yes
		}
	}
	b.base = (&env{}).with(left, false)
	if b.base.dead && !always {
		b.errorAt(CodeAlways, b.out.Position, "どの答えでも「止める」になります。", "「止める」の条件か、入力の範囲を確かめてください。")
	}
	// This has been reported, here or with the 止める; the rest is checked as if there were none.
	if b.base.dead {
		b.base = &env{}
	}
}

// onInputs reports whether a condition names inputs and undated figures only.
func (b *builder) onInputs(x syntax.Expr) bool {
	ok := true
	syntax.Walk(x, func(x syntax.Expr) {
		switch n := x.(type) {
		case *syntax.Call:
			ok = false
		case *syntax.Name:
			if s := b.scope.value(n.Name); s != nil && (s.kind == formulaSymbol || s.kind == decisionSymbol) {
				ok = false
			}
		}
	})
	return ok
}

// messages checks 注意 and 止める.
func (b *builder) messages() {
	for _, d := range b.file.Messages {
		m := ir.Message{Kind: ir.Note, Words: d.Words, Sources: b.sources(d.Properties), Position: d.Span}
		e := b.base
		if d.Stop {
			m.Kind, e = ir.Stop, &env{raw: true}
			m.Text = b.text("文", b.out.Name, d.Text)
		} else {
			m.Text, m.Values = b.textWith("文", b.out.Name, d.Text, b.stepOfText)
		}
		if d.Cond != nil {
			c := b.condition(d.Cond, e)
			if c == nil {
				continue
			}
			m.Cond = c.x
			b.messageOccurs(d, c)
			b.addProbe(c.x, d.Span, d.Word(), d.Words, "")
		} else if d.Stop {
			b.errorAt(CodeAlways, d.Span, "条件のない「止める」は、いつも計算を止めます。", "「止める もし 条件: 文」の形で条件を書いてください。")
		}
		b.out.Messages = append(b.out.Messages, m)
	}
}

// messageOccurs reports a 注意 or 止める that never appears, and a 止める that always does: no calculation would give a
// result.
func (b *builder) messageOccurs(d *syntax.Message, c *cond) {
	p := c.x.Extent().Possible
	switch {
	case p == ir.No:
		b.errorAt(CodeNever, d.Cond.At(), fmt.Sprintf("この%sの条件に当てはまることはありません。", d.Word()), "条件か、入力の範囲を確かめてください。")
	case p == ir.Yes && d.Stop:
		b.errorAt(CodeAlways, d.Cond.At(), "この条件はいつも当てはまるので、計算がいつも止まります。", "条件か、入力の範囲を確かめてください。")
	}
}

// relevance checks 必要なとき.
func (b *builder) relevance() {
	for _, s := range b.scope.order {
		if s.list != nil && s.kind == inputSymbol {
			b.fieldRelevance(s.list)
		}
	}
	inputs := b.file.Inputs
	for _, l := range b.file.Lists {
		inputs = append(slices.Clip(inputs), l.Count)
	}
	for _, d := range inputs {
		s := b.scope.values[d.Name.Name]
		property := d.Properties.Get("必要なとき")
		if property == nil || s == nil || s.kind != inputSymbol {
			continue
		}
		if c := b.condition(property.Value, &env{raw: true, branch: true}); c != nil {
			for _, input := range append(slices.Clip(s.boxes), s.index) {
				b.out.Inputs[input].Relevant = c.x
			}
		}
	}
}

// outputs checks 出力.
func (b *builder) outputs() {
	seen := map[string]diagnostic.Span{}
	for _, d := range b.file.Outputs {
		name := d.Name
		if earlier, ok := seen[name.Name]; ok {
			b.errorAt(CodeDuplicateOutput, name.Span, fmt.Sprintf("出力「%s」が2回あります。", name.Name), "どちらかを消してください。",
				diagnostic.Note{Span: earlier, Message: "先の出力はここです。"})
			continue
		}
		seen[name.Name] = name.Span
		step, ok := b.outputStep(name)
		if !ok {
			b.broken = true
			continue
		}
		out := ir.Output{Step: step, Label: b.words(d.Properties, "見出し"), Help: b.words(d.Properties, "説明"), Pass: b.passedTo(d.Properties)}
		if out.Label == "" {
			out.Label = strings.ReplaceAll(name.Name, ".", "の")
		}
		if d.When != nil {
			c := b.condition(d.When, b.base)
			if c == nil {
				b.broken = true
				continue
			}
			out.When = c.x
		}
		b.out.Outputs = append(b.out.Outputs, out)
	}
	if len(b.file.Outputs) == 0 {
		b.errorAt(CodeNoOutput, b.out.Position, "出力がありません。", "「出力 支払額」のように、見せる値の名前を書いてください。")
	}
}

// passedTo returns the input of another calculator that the property 渡す names; "" without one.
func (b *builder) passedTo(p syntax.Properties) string {
	to := p.Text("渡す")
	if to.Raw == "" {
		return ""
	}
	for name, file := range b.calculators {
		if name != b.out.Name && slices.ContainsFunc(file.Inputs, func(in *syntax.Input) bool { return in.Name.Name == to.Raw }) {
			return to.Raw
		}
	}
	b.errorAt(CodePassedTo, to.Span, fmt.Sprintf("「%s」という入力のある計算機は、ほかにありません。", to.Raw), "次の計算機の「入力」にある名前を書いてください。")
	return ""
}

// outputStep returns the step that an output shows.
func (b *builder) outputStep(name syntax.Ident) (int, bool) {
	s := b.scope.value(name.Name)
	if s == nil {
		b.unknown(&syntax.Name{Ident: name})
		return 0, false
	}
	s.used = true
	if s.list != nil && s.kind != inputSymbol {
		b.errorAt(CodeItemOutside, name.Span, fmt.Sprintf("「%s」は一覧「%s」の1つごとの値なので、出力にできません。", name.Name, s.list.symbol.name),
			fmt.Sprintf("「式 名前 = 合計(%s)」のような式を出力にしてください。", name.Name))
		return 0, false
	}
	switch s.kind {
	case inputSymbol:
		b.errorAt(CodeNotATable, name.Span, fmt.Sprintf("「%s」は入力なので、出力にできません。", name.Name), "「式」か「判定」の名前を書いてください。")
		return 0, false
	case figureSymbol:
		if s.failed || b.figureValue(s.figure, name.Span) == nil {
			return 0, false
		}
		for i, step := range b.out.Steps {
			if step.Kind == ir.FigureStep && step.Name == name.Name {
				return i, true
			}
		}
	}
	if b.resolve(s, name.Span) == nil {
		return 0, false
	}
	return s.step, true
}

// unused reports names without uses, and rows of the file's own tables that no look-up reaches.
func (b *builder) unused() {
	if b.file.Broken || b.unknowns > 0 {
		return
	}
	mentioned, _ := b.namesUsed()
	for _, s := range b.scope.order {
		// With errors, a use may be in what could not be checked.
		if s.used || b.isBorrowed(s.at) || b.hasErrors() && (mentioned[s.name] || s.kind == formulaSymbol) {
			continue
		}
		b.errorAt(CodeUnused, s.at, fmt.Sprintf("「%s」はどこでも使われていません。", s.name), "式や出力で使うか、この宣言を消してください。")
	}
	for _, d := range b.file.Functions {
		if fn := b.scope.functions[d.Name.Name]; fn != nil && !fn.used {
			b.errorAt(CodeUnused, d.Name.Span, fmt.Sprintf("関数「%s」はどこでも使われていません。", d.Name.Name), "式の中で使うか、この宣言を消してください。")
		}
	}
	for _, d := range b.file.Holidays {
		if h := b.scope.holidays[d.Name.Name]; h != nil && !h.used {
			b.errorAt(CodeUnused, d.Name.Span, fmt.Sprintf("休日「%s」はどこでも使われていません。", d.Name.Name), "営業日後(…) で使うか、この宣言を消してください。")
		}
	}
	for _, t := range b.file.Tables {
		s := b.scope.tables[t.Name.Name]
		switch {
		case s == nil || s.table.Position != t.Name.Span || b.isBorrowed(t.Name.Span):
		case !s.used:
			b.errorAt(CodeUnused, t.Name.Span, fmt.Sprintf("表「%s」はどこでも引かれていません。", t.Name.Name),
				fmt.Sprintf("式の中で「%s(…)」と書くか、この表を消してください。", t.Name.Name))
		case len(b.lookups[t.Name.Name]) > 0:
			b.unreached(s)
		}
	}
}

// unreached reports rows that no look-up can meet for any answers in range. Rows of dated versions are left out (see
// isDated), and so are those of tables that nothing has looked up without an error.
func (b *builder) unreached(s *tableSymbol) {
	for _, v := range s.table.Versions {
		for _, r := range v.Rows {
			if !s.reached[r.Position] && !b.hasErrors() && len(s.reached) > 0 && !b.isDated(s.table, v) {
				b.errorAt(CodeRowUnreachable, r.Position, "この行に当てはまることはありません。", "入力の範囲や選択肢を確かめるか、この行を消してください。")
			}
		}
	}
}

// isDated reports whether the reference day selects a version, which then need not be reached: old versions are kept.
func (b *builder) isDated(t *Table, v TableVersion) bool {
	return v.From != nil && len(t.Versions) > 1 && b.day != nil
}
