package syntax

import "fmt"

// A Function is 関数: an expression over parameters, or expressions by the date from which each holds.
type Function struct {
	Name       Ident
	Params     []Param
	Result     ValueForm
	Versions   []FunctionVersion // none where an error has been reported
	Properties Properties
}

// A Param is a parameter of a function.
type Param struct {
	Name Ident
	Form ValueForm
}

// A ValueForm is the kind of a parameter or result; Unit is that of a number.
type ValueForm struct {
	Form InputForm
	Unit Unit
}

// A FunctionVersion is the expression that holds from a date; From is nil for an undated one.
type FunctionVersion struct {
	From  *Date
	Expr  Expr
	Words string
}

// function parses `関数 名前(収入: 円): 円 = 式`, or the head alone with dated versions below it.
func (p *parser) function(head item, body []item) {
	c := p.cursor(head)
	f, before := &Function{}, len(p.found)
	if !c.functionHead(f) {
		return
	}
	if c.accept("=") {
		at := c.peek().span
		f.Versions = append(f.Versions, FunctionVersion{Expr: c.whole(), Words: wordsFrom(head, at)})
	} else {
		c.end()
	}
	for _, it := range body {
		if !p.property("関数", it, &f.Properties) && !p.functionVersion(f, it) {
			p.unknownLine("関数", it)
		}
	}
	if len(f.Versions) == 0 && len(p.found) == before {
		p.report(CodeFunctionBody, f.Name.Span, fmt.Sprintf("関数「%s」に計算がありません。", f.Name.Name),
			"「関数 名前(収入: 円): 円 = 計算」と書くか、下の行に「2025-01-01 から」と計算を書いてください。")
	}
	p.file.Functions = append(p.file.Functions, f)
}

// functionHead reads the name, the parameters with their kinds, and the kind of the result.
func (c *cursor) functionHead(f *Function) bool {
	var ok bool
	if f.Name, ok = c.name("関数"); !ok {
		return false
	}
	if !c.accept("(") {
		c.functionForm()
		return false
	}
	for !c.failed {
		param := Param{}
		if param.Name, ok = c.name("引数"); !ok {
			return false
		}
		if param.Form, ok = c.valueForm(); !ok {
			return false
		}
		f.Params = append(f.Params, param)
		if !c.accept(",") {
			break
		}
	}
	if !c.accept(")") {
		c.functionForm()
		return false
	}
	f.Result, ok = c.valueForm()
	return ok
}

func (c *cursor) functionForm() {
	c.fail(CodeFunctionHead, c.peek().span, "関数の形が読めません。", "「関数 名前(収入: 円, 人数: 人): 円 = 計算」の形で書いてください。")
}

// valueForm reads `: 円`, `: 数`, `: 日付`, `: はい/いいえ` or `: 選択肢`.
func (c *cursor) valueForm() (ValueForm, bool) {
	if !c.accept(":") {
		c.functionForm()
		return ValueForm{}, false
	}
	t := c.next()
	form, ok := c.p.formOf(t.text)
	if !ok || t.kind != wordToken {
		c.failed = true
		c.p.unknownUnit(t.text, t.span)
		return form, false
	}
	return form, true
}

// formOf reads the kind of a parameter or result: a unit, 数, 日付, はい/いいえ or 選択肢.
func (p *parser) formOf(text string) (ValueForm, bool) {
	var form ValueForm
	switch text {
	case "数":
		return form, true
	case "日付":
		form.Form = DateInput
		return form, true
	case "はい/いいえ", "はい・いいえ":
		form.Form = YesNoInput
		return form, true
	case "選択肢":
		form.Form = ChoiceInput
		return form, true
	}
	u, ok := p.units.Parse(text)
	form.Unit = u
	return form, ok
}

// functionVersion reads `2025-01-01 から` with the expression behind it or on the lines below.
func (p *parser) functionVersion(f *Function, it item) bool {
	if !it[0].startsWithDate() {
		return false
	}
	c := p.cursor(it)
	date := c.next()
	if !c.accept("から") {
		c.fail(CodeFunctionBody, date.span, "日付のあとに「から」がありません。", "「2025-01-01 から」のあとか、次の行に計算を書いてください。")
		return true
	}
	if len(f.Versions) > 0 && f.Versions[0].From == nil {
		c.fail(CodeTableOrder, date.span, "日付のない計算のあとに日付があります。", "最初の計算も「… から」の下に書いてください。")
		return true
	}
	at := c.peek().span
	f.Versions = append(f.Versions, FunctionVersion{From: &Date{date.day, date.span}, Expr: c.whole(), Words: wordsFrom(it, at)})
	return true
}

// wordsFrom writes lines from a place on in one line.
func wordsFrom(lines []line, at Span) string {
	for i, l := range lines {
		if l.number == at.Start.Line {
			return wordsOf(append([]line{l.from(at.Start.Column - l.column)}, lines[i+1:]...))
		}
	}
	return ""
}
