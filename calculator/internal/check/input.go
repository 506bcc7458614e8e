package check

import (
	"fmt"
	"slices"

	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/syntax"
)

// The days that a date input accepts where the file gives no range.
const (
	earliestDay = -25567 // 1900-01-01
	latestDay   = 47846  // 2100-12-31
)

// input checks one 入力. It always returns an input that later checks can use.
func (b *builder) input(d *syntax.Input) (ir.Input, bool) {
	p := d.Properties
	in := ir.Input{Name: d.Name.Name, Question: b.words(p, "質問"), Help: b.words(p, "説明"), Group: b.words(p, "まとまり"),
		Ask: b.words(p, "窓口で聞く文"), Pass: b.passedTo(p),
		Sources: b.sources(p), Assumed: b.words(p, "仮定"), Position: d.Name.Span, Step: 1}
	if in.Question == "" {
		in.Question = in.Name
	}
	before := len(b.list)
	b.inputType(&in, d)
	if d.Broken || !b.inputRange(&in, d) {
		return in, false
	}
	if d.Form != syntax.MultipleInput {
		b.inputDefaults(&in, p)
	}
	if in.Name == referenceDayName && in.Type.Kind != ir.Date {
		b.errorAt(CodeReferenceDay, in.Position, "「基準日」は日付の入力です。", "「入力 基準日: 日付」と書くか、別の名前にしてください。")
	}
	return in, len(b.list) == before
}

// inputType sets type and widest range of an input by its form; 範囲 narrows the range of a number or date later.
func (b *builder) inputType(in *ir.Input, d *syntax.Input) {
	switch d.Form {
	case syntax.NumberInput:
		in.Type = ir.Type{Kind: ir.Number, Unit: ir.UnitOf(d.Unit)}
	case syntax.YesNoInput, syntax.MultipleInput:
		in.Type = *yesNoType()
		in.Range.Possible = ir.No | ir.Yes
	case syntax.DateInput:
		in.Type = ir.Type{Kind: ir.Date}
		in.Range = ir.Extent{Low: earliestDay, High: latestDay}
	case syntax.ChoiceInput:
		in.Type = b.choiceType(d)
		if in.Type.IsLong() {
			in.Range.High = int64(len(in.Type.Options)) - 1
		} else {
			in.Range.Possible = 1<<len(in.Type.Options) - 1
		}
	}
}

func yesNoOptions() []ir.Option {
	return []ir.Option{{Name: "いいえ", Label: "いいえ"}, {Name: "はい", Label: "はい"}}
}

// options reads the options of a choice, at most most.
func (b *builder) options(lines []syntax.OptionLine, of syntax.Ident, most int) []ir.Option {
	if len(lines) == 0 {
		b.errorAt(CodeNoOptions, of.Span, fmt.Sprintf("入力「%s」に選択肢がありません。", of.Name),
			"下の行に「選択肢: 説明」を書くか、「入力 名前: 円」のように単位を書いてください。")
		return []ir.Option{{Name: of.Name, Label: of.Name}}
	}
	var list []ir.Option
	for _, l := range lines {
		if bitOf(list, l.Name.Name) >= 0 {
			b.errorAt(CodeDuplicateOption, l.Name.Span, fmt.Sprintf("選択肢「%s」が2回あります。", l.Name.Name), "どちらかを消してください。")
			continue
		}
		if len(list) == most {
			b.errorAt(CodeTooManyOptions, l.Name.Span, fmt.Sprintf("選択肢が多すぎます（%d個まで）。", most), "選択肢をまとめてください。")
			break
		}
		option := ir.Option{Name: l.Name.Name, Label: b.text("選択肢", b.out.Name, l.Label)}
		if option.Label == "" {
			option.Label = option.Name
		}
		list = append(list, option)
	}
	return list
}

// bitOf returns the index of the option called name, or -1.
func bitOf(options []ir.Option, name string) int {
	return slices.IndexFunc(options, func(o ir.Option) bool { return o.Name == name })
}

// inputRange reads 範囲 and 刻み; false means that the range is not known.
func (b *builder) inputRange(in *ir.Input, d *syntax.Input) bool {
	p := d.Properties
	if !in.Type.Kind.IsInterval() || in.Type.IsLong() {
		for _, key := range []string{"範囲", "刻み"} {
			if property := p.Get(key); property != nil {
				b.errorAt(CodePropertyUnwanted, property.Key.Span, fmt.Sprintf("選択肢や はい/いいえ の入力に「%s」は書けません。", key), "この行を消してください。")
			}
		}
		return true
	}
	if in.Type.Kind == ir.Number {
		b.numberScale(in, p)
	}
	property := p.Get("範囲")
	if property == nil {
		if in.Type.Kind == ir.Number {
			b.errorAt(CodeRangeMissing, in.Position, fmt.Sprintf("入力「%s」に範囲がありません。", in.Name),
				fmt.Sprintf("「範囲: 0%s から 100%s」のように、受け付ける値の両端を書いてください。", in.Type.Unit.Behind(), in.Type.Unit.Behind()))
		}
		return in.Type.Kind == ir.Date
	}
	// 範囲 itself is not in a range yet.
	e, ok := b.answer(in, property.Value, property.High, property.Words.Span, false)
	if ok {
		in.Range = e
	}
	return ok
}

// numberScale sets the scale and step of a number input from 刻み.
func (b *builder) numberScale(in *ir.Input, p syntax.Properties) {
	if in.Type.Unit.Percent {
		in.Type.Scale = 2
	}
	property := p.Get("刻み")
	if property == nil {
		return
	}
	n, ok := property.Value.(*syntax.Number)
	if !ok {
		b.stepValue(property.Value)
		return
	}
	d := n.Quantity.Number()
	if !ir.UnitOf(n.Quantity.Unit).Same(in.Type.Unit) || n.Quantity.Unit.Percent != in.Type.Unit.Percent {
		b.wrongUnit(n.Span, ir.UnitOf(n.Quantity.Unit), in.Type.Unit)
		return
	}
	in.Type.Scale = max(in.Type.Scale, d.Scale)
	step, ok := d.Stored(in.Type.Scale)
	if !ok || step <= 0 || in.Type.Scale > 6 {
		b.stepValue(n)
		return
	}
	in.Step = step
}

// stepValue reports a 刻み that is no number or one that does not fit.
func (b *builder) stepValue(x syntax.Expr) {
	if _, reported := x.(*syntax.Bad); reported {
		return
	}
	b.errorAt(CodeStepValue, x.At(), "刻みは0より大きい数で、小数は6桁までです。", "「刻み: 0.5時間」のように書いてください。")
}

// wrongUnit reports a number whose unit is missing or another one.
func (b *builder) wrongUnit(at diagnostic.Span, got, want ir.Unit) {
	if got == (ir.Unit{}) {
		b.errorAt(CodeUnitMissing, at, fmt.Sprintf("単位「%s」がありません。", unitName(want)), fmt.Sprintf("数のあとに「%s」を付けてください。", unitName(want)))
		return
	}
	b.errorAt(CodeUnits, at, fmt.Sprintf("単位が「%s」ですが、ここでは「%s」です。", unitName(got), unitName(want)),
		fmt.Sprintf("「%s」で書き直してください。", unitName(want)))
}

// inputDefaults reads わからないとき and 初期値. What an open answer leaves is a claim about people, so it needs a source;
// without it, it is the whole range.
func (b *builder) inputDefaults(in *ir.Input, p syntax.Properties) {
	in.Unknown = in.Range
	if property := p.Get("わからないとき"); property != nil {
		b.sourced(p, property.Key.Span, "わからないときの範囲")
		if e, ok := b.answer(in, property.Value, property.High, property.Words.Span, true); ok {
			in.Unknown = e
		}
	}
	property := p.Get("初期値")
	if property == nil {
		return
	}
	if n, ok := property.Value.(*syntax.Name); ok && n.Name == "今日" && in.Type.Kind == ir.Date {
		in.DefaultToday = true
		return
	}
	if e, ok := b.answer(in, property.Value, property.High, property.Words.Span, true); ok {
		in.Default = &e
	}
}

// referenceDay finds the input 基準日, or adds one where the file uses values of several dates.
func (b *builder) referenceDay() {
	if s := b.scope.values[referenceDayName]; s != nil && s.kind == inputSymbol {
		s.used = true
		b.day = b.inputRefs[s.index]
		return
	}
	from, several := b.datesUsed()
	if !several {
		return
	}
	b.addInput(ir.Input{Name: referenceDayName, Type: ir.Type{Kind: ir.Date}, Question: "いつの時点の決まりで計算しますか",
		Range: ir.Extent{Low: from, High: latestDay}, Unknown: ir.Extent{Low: from, High: latestDay},
		Step: 1, DefaultToday: true, Implied: true, Position: b.out.Position})
	b.day = b.inputRefs[len(b.inputRefs)-1]
	if s := b.scope.value(referenceDayName); s != nil {
		b.errorAt(CodeReferenceDay, s.at, "「基準日」は、日付ごとの値を選ぶ入力の名前です。", "別の名前にするか、「入力 基準日: 日付」と書いてください。")
		return
	}
	b.scope.values[referenceDayName] = &symbol{kind: inputSymbol, name: referenceDayName, at: b.out.Position,
		index: len(b.inputRefs) - 1, used: true}
}

// datesUsed returns the first day that all figures and tables of the file cover, and whether any
// of them has several dates.
func (b *builder) datesUsed() (from int64, several bool) {
	from = earliestDay
	values, tables := b.namesUsed()
	note := func(day *int64, count int) {
		if day != nil {
			from = max(from, *day)
			several = several || count > 1
		}
	}
	for name := range values {
		if s := b.scope.value(name); s != nil && s.kind == figureSymbol && !s.failed {
			note(s.figure.Values[0].From, len(s.figure.Values))
		}
	}
	for _, fn := range b.functionsUsed(tables) {
		if len(fn.decl.Versions) == 0 {
			continue
		}
		note(dayOf(fn.decl.Versions[0].From), len(fn.decl.Versions))
	}
	for name := range tables {
		if t := b.scope.table(name); t != nil && !t.failed {
			note(t.table.Versions[0].From, len(t.table.Versions))
		}
	}
	return from, several
}

// namesUsed returns the names that the expressions of the file mention.
func (b *builder) namesUsed() (values, tables map[string]bool) {
	values, tables = map[string]bool{}, map[string]bool{}
	see := func(x syntax.Expr) {
		switch n := x.(type) {
		case *syntax.Name:
			values[n.Name] = true
		case *syntax.Call:
			tables[n.Name.Name] = true
		}
	}
	for _, d := range b.file.Formulas {
		if d.List != nil {
			values[d.List.Name] = true
		}
		syntax.Walk(d.Expr, see)
	}
	for _, d := range b.file.Decisions {
		for _, r := range d.Rules {
			syntax.Walk(r.Cond, see)
			for _, result := range r.Results {
				syntax.Walk(result.Expr, see)
			}
		}
	}
	for _, d := range b.file.Messages {
		syntax.Walk(d.Cond, see)
	}
	for _, d := range b.file.Outputs {
		values[d.Name.Name] = true
		syntax.Walk(d.When, see)
	}
	seen := map[*function]bool{}
	for more := b.functionsUsed(tables); len(more) > len(seen); more = b.functionsUsed(tables) {
		for _, fn := range more {
			if !seen[fn] {
				seen[fn] = true
				for _, v := range fn.decl.Versions {
					syntax.Walk(v.Expr, see)
				}
			}
		}
	}
	for _, d := range b.file.Lists {
		if slices.ContainsFunc(d.Fields, func(field *syntax.Input) bool { return values[field.Name.Name] }) {
			values[d.Count.Name.Name] = true
		}
	}
	return values, tables
}
