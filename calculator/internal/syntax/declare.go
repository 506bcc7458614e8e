package syntax

import (
	"fmt"
	"strings"
)

func (p *parser) calculator(head item, body []item) {
	c := &Calculator{Title: p.title(head, "計算機"), Properties: p.properties("計算機", body)}
	p.file.Calculators = append(p.file.Calculators, c)
}

// title reads the free text behind 計算機, 例 and 早見表; runs of spaces become one.
func (p *parser) title(head item, what string) Text {
	t := p.text(head, " ")
	if len(t.Quotes) == 0 {
		t.Raw = wordsOf(head)
	}
	if t.Raw == "" {
		p.report(CodeName, t.Span, what+"の題がありません。", fmt.Sprintf("「%s 題」の形で、同じ行に書いてください。", what))
	}
	return t
}

func (p *parser) input(head item, body []item) {
	if in := p.inputOf("入力", head, body); in != nil {
		p.file.Inputs = append(p.file.Inputs, in)
	}
}

// inputOf parses an 入力 or a 項目 of a list; nil where it has no name.
func (p *parser) inputOf(declaration string, head item, body []item) *Input {
	names, kind, typed := head.split()
	c := p.cursor(names)
	name, ok := c.name(declaration)
	if !ok {
		return nil
	}
	c.headEnd(declaration, name)
	in := &Input{Name: name, Form: ChoiceInput}
	if typed {
		p.inputForm(in, kind)
	}
	if in.Form == MultipleInput && declaration == "項目" {
		p.report(CodeNestedList, spanOf(p.path, kind), "一覧の項目に「複数選択」は書けません。", "1つずつ「項目 手帳: はい/いいえ」のように聞いてください。")
		in.Broken = true
	}
	for _, it := range body {
		if p.property(declaration, it, &in.Properties) {
			continue
		}
		option, isOption := p.optionLine(it)
		switch {
		case in.Form != ChoiceInput && in.Form != MultipleInput || !isOption && !p.optionWithoutColon(declaration, it):
			p.unknownLine(declaration, it)
		case isOption:
			in.Options = append(in.Options, option)
		}
	}
	return in
}

// inputForm reads the kind behind the colon of an input. An unknown one is taken for a unit, which is what most slips
// are; the input is broken then, and what uses it is not reported.
func (p *parser) inputForm(in *Input, kind []line) {
	text := Fold(textOf(kind))
	switch text {
	case "はい/いいえ", "はい・いいえ":
		in.Form = YesNoInput
		return
	case "日付":
		in.Form = DateInput
		return
	case "複数選択":
		in.Form = MultipleInput
		return
	case "一覧":
		p.report(CodeNestedList, spanOf(p.path, kind), "一覧の中に一覧は書けません。", "別の一覧にするか、数だけを「項目 通った月: か月」のように聞いてください。")
		in.Broken = true
		return
	}
	u, ok := p.units.Parse(text)
	in.Form = NumberInput
	if !ok && text != "数" {
		p.unknownUnit(text, spanOf(p.path, kind))
		in.Broken = true
	}
	in.Unit = u
}

// unknownUnit reports a unit that the language does not have.
func (p *parser) unknownUnit(text string, at Span) {
	if meant := p.units.meant(text); meant != "" {
		p.report(CodeUnit, at, fmt.Sprintf("「%s」という単位はありません。", text), fmt.Sprintf("「%s」と書いてください。", meant))
		return
	}
	p.report(CodeUnit, at, fmt.Sprintf("「%s」という単位はありません。", text),
		"円・日・週・か月・年・歳・時間・分・回・人・点・単位・% か、円/日 のような組、「数」「日付」「はい/いいえ」のどれかを書くか、「単位 "+unitExample(text)+"」と宣言してください。")
}

// figure parses a 値 with its value behind the colon, or values by date below it.
func (p *parser) figure(head item, body []item) {
	names, tail, typed := head.split()
	c := p.cursor(names)
	name, ok := c.name("値")
	if !ok {
		return
	}
	if c.headEnd("値", name); c.failed {
		return
	}
	f := &Figure{Name: name}
	if typed {
		p.figureHead(f, tail)
	}
	for _, it := range body {
		if !p.property("値", it, &f.Properties) && !p.datedValue(f, it) {
			p.unknownLine("値", it)
		}
	}
	if len(f.Values) == 0 {
		p.report(CodeFigureValue, name.Span, fmt.Sprintf("値「%s」に値がありません。", name.Name),
			"「値 名前: 9,300円」か、下の行に「2024-04-01 から 9,300円」と書いてください。")
	}
	p.file.Figures = append(p.file.Figures, f)
}

// figureHead reads what follows the colon: the value, or the unit of dated values.
func (p *parser) figureHead(f *Figure, tail []line) {
	if u, ok := p.units.Parse(textOf(tail)); ok || Fold(textOf(tail)) == "数" {
		f.Unit = &u
		return
	}
	c := p.cursor(tail)
	value := c.value()
	c.end()
	f.Values = append(f.Values, DatedValue{Value: value})
}

// datedValue reads `2024-04-01 から 9,300円   注: …`.
func (p *parser) datedValue(f *Figure, it item) bool {
	if !it[0].startsWithDate() {
		return false
	}
	l, note := p.cutNote(it)
	c := p.cursor([]line{l})
	t := c.next()
	if !c.accept("から") {
		c.fail(CodeFigureValue, t.span, "日付のあとに「から」がありません。", "「2024-04-01 から 9,300円」の形で書いてください。")
	}
	value := c.value()
	c.end()
	f.Values = append(f.Values, DatedValue{From: &Date{t.day, t.span}, Value: value, Note: note})
	return true
}

// formula parses `式 名前 = 計算` and `式 名前: 単位 = 計算`. The = is looked for first, since a colon without one belongs to
// something else.
func (p *parser) formula(head item, body []item) {
	f := &Formula{}
	lines := head
	names, tail, typed := head.split()
	if typed {
		lines = tail
	} else {
		names = nil
	}
	before, after, ok := cutEquals(lines)
	if !ok {
		p.report(CodeEquals, spanOf(p.path, head), "「=」がありません。", "「式 名前 = 計算」か「式 名前: 円 = 計算」の形で書いてください。")
		return
	}
	if typed {
		unit := Fold(textOf(before))
		u, ok := p.units.Parse(unit)
		if !ok && unit != "数" {
			p.unknownUnit(unit, spanOf(p.path, before))
		}
		f.Unit = &u
	} else {
		names = before
	}
	c := p.cursor(names)
	if f.Name, ok = c.name("式"); !ok {
		return
	}
	f.List = c.listOf()
	c.headEnd("式", f.Name)
	f.Words = wordsOf(after)
	if after[0].firstWord() == "計算機" {
		f.From = p.borrowed(after)
	} else {
		f.Expr = p.cursor(after).whole()
	}
	if f.From == nil && f.Expr == nil {
		f.Expr = &Bad{spanOf(p.path, after)}
	}
	f.Properties = p.properties("式", body)
	p.file.Formulas = append(p.file.Formulas, f)
}

// borrowed reads `計算機 burden-cap の 区分`.
func (p *parser) borrowed(lines []line) *Borrowed {
	l := lines[0].from(len([]rune("計算機")))
	for i := range l.folded {
		if len(lines) > 1 || i+2 >= len(l.folded) || string(l.folded[i:i+3]) != " の " {
			continue
		}
		calculator, output := l.to(i), l.from(i+3)
		c := p.cursor([]line{output})
		name, ok := c.name("結果")
		if ok {
			name = c.dotted(name)
		}
		c.end()
		if !ok || len(calculator.folded) == 0 {
			return nil
		}
		return &Borrowed{Ident{string(calculator.folded), calculator.whole(p.path)}, name}
	}
	p.report(CodeBorrowedForm, spanOf(p.path, lines), "どの計算機の何を借りるかが読めません。", "「式 区分 = 計算機 burden-cap の 区分」の形で書いてください。")
	return nil
}

// output parses an 出力 with its condition. Its name may be that of a result: スクーリング.下限.
func (p *parser) output(head item, body []item) {
	c := p.cursor(head)
	name, ok := c.name("出力")
	if !ok {
		return
	}
	out := &Output{Name: c.dotted(name)}
	if c.accept("もし") {
		out.When = c.or()
		c.end()
	} else {
		c.headEnd("出力", name)
	}
	out.Properties = p.properties("出力", body)
	p.file.Outputs = append(p.file.Outputs, out)
}

// message parses 注意 and 止める: `注意 もし 条件: 文`, `注意: 文`. Lines below that are no
// properties continue the text.
func (p *parser) message(word string, head item, body []item) {
	cond, text, ok := head.split()
	at := spanOf(p.path, head)
	if !ok {
		p.report(CodeColon, at, fmt.Sprintf("「%s」の文がありません。", word), fmt.Sprintf("「%s もし 条件: 文」の形で、コロンのあとに文を書いてください。", word))
		return
	}
	m := &Message{Stop: word == "止める", Span: at, Text: p.text(text, "")}
	if c := p.cursor(cond); c.peek().kind != endToken {
		m.Cond, m.Words = c.condition(cond)
	}
	for _, it := range body {
		if !p.property(word, it, &m.Properties) {
			p.extend(&m.Text, it, "")
		}
	}
	if m.Text.Raw == "" {
		p.report(CodeMessageText, at, fmt.Sprintf("「%s」の文がありません。", word), "コロンのあとに、読む人に伝える文を書いてください。")
	}
	p.file.Messages = append(p.file.Messages, m)
}

// condition reads `もし 条件` to the end of the cursor.
func (c *cursor) condition(lines []line) (Expr, string) {
	if !c.accept("もし") {
		c.fail(CodeConditionalKeyword, c.peek().span, "条件の前に「もし」がありません。", "「もし 条件: …」の形で書いてください。")
		return &Bad{c.peek().span}, ""
	}
	if c.peek().kind == endToken {
		c.fail(CodeExpression, c.peek().span, "「もし」のあとに条件がありません。", "「もし 年齢 が 18歳 未満: …」のように書いてください。")
	}
	x := c.or()
	c.end()
	return x, strings.TrimSpace(strings.TrimPrefix(wordsOf(lines), "もし"))
}
