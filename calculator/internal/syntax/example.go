package syntax

import "fmt"

// example parses an 例: assignments, which the checker divides into answers and results, items of lists, and messages
// that must appear.
func (p *parser) example(head item, body []item) {
	e := &Example{Title: p.title(head, "例")}
	for _, it := range body {
		if p.expectedMessage(e, it) || p.itemLines(e, it) {
			continue
		}
		e.Assignments = append(e.Assignments, p.cursor(it).assignments()...)
	}
	p.file.Examples = append(p.file.Examples, e)
}

// expectedMessage reads `止める`, `止める: 文の初め` or `注意: 文の初め`.
func (p *parser) expectedMessage(e *Example, it item) bool {
	word := it[0].firstWord()
	if word != "注意" && word != "止める" {
		return false
	}
	_, tail, colon := it.split()
	if !colon && len(it[0].folded) != len([]rune(word)) {
		if _, _, assigned := cutEquals(it); assigned {
			return false
		}
		p.report(CodeColon, spanOf(p.path, it), fmt.Sprintf("「%s」のあとにコロンがありません。", word), fmt.Sprintf("「%s: 文の初め」の形で書いてください。", word))
		return true
	}
	m := ExpectedMessage{Stop: word == "止める", Span: spanOf(p.path, it)}
	if colon {
		m.Prefix = p.text(tail, "")
	}
	e.Messages = append(e.Messages, m)
	return true
}

// grid parses a 早見表.
func (p *parser) grid(head item, body []item) {
	g := &Grid{Title: p.title(head, "早見表")}
	for _, it := range body {
		p.gridLine(g, it)
	}
	if g.Rows == nil || len(g.Outputs) == 0 {
		p.report(CodeGridForm, g.Title.Span, "早見表に「縦」か「値」がありません。", "「縦: 利用日数 = 1日, 10日, 20日」と「値: 支払額」を書いてください。")
		return
	}
	p.file.Grids = append(p.file.Grids, g)
}

// gridLine parses a line below 早見表; 縦 and 横 are there once at most.
func (p *parser) gridLine(g *Grid, it item) {
	_, tail, colon := it.split()
	key := it[0].firstWord()
	if !colon {
		key = ""
	}
	switch {
	case key == "縦" && g.Rows == nil:
		g.Rows = p.axis(tail)
	case key == "横" && g.Columns == nil:
		g.Columns = p.axis(tail)
	case key == "値":
		g.Outputs = p.outcomesList(tail)
	case key == "ほか":
		g.Fixed = append(g.Fixed, p.cursor(tail).assignments()...)
	default:
		p.report(CodeGridForm, spanOf(p.path, it), "早見表に書けない行です。", "書けるのは「縦」「横」（どちらも1回）「値」「ほか」です。")
	}
}

// axis reads `入力 = 値, 値` or a lone input name.
func (p *parser) axis(tail []line) *GridAxis {
	c := p.cursor(tail)
	name, ok := c.name("入力")
	if !ok {
		return nil
	}
	axis := &GridAxis{Input: name}
	if c.accept("=") {
		for !c.failed {
			axis.Values = append(axis.Values, c.axisValue())
			if !c.accept(",") {
				break
			}
		}
	}
	c.end()
	return axis
}

// axisValue reads a value, or a band such as `100万円 未満` or `12時間以上 30時間未満`.
func (c *cursor) axisValue() AxisValue {
	first := c.at
	band := Cell{Span: c.peek().span}
	v := AxisValue{Value: c.value()}
	for value := v.Value; !c.failed; value = c.value() {
		r, isBound := boundWord(c.peek().text)
		if !isBound {
			break
		}
		c.next()
		v.Value = nil
		c.bound(&band, r, value)
		if next := c.peek(); next.kind == endToken || next.is(",") {
			break
		}
	}
	for _, t := range c.tokens[first:c.at] {
		if t.kind == dateToken {
			v.Text += FormatDay(t.day)
		} else {
			v.Text += t.text
		}
	}
	v.Low, v.High, v.Span = band.Low, band.High, band.Span
	if c.at > first {
		v.Span = Join(band.Span, c.last())
	}
	return v
}

// outcomesList reads names between commas.
func (p *parser) outcomesList(tail []line) []Ident {
	c := p.cursor(tail)
	var list []Ident
	for !c.failed {
		name, ok := c.name("出力")
		if !ok {
			break
		}
		list = append(list, c.dotted(name))
		if !c.accept(",") {
			c.end()
			break
		}
	}
	if len(list) == 0 {
		c.fail(CodeGridForm, spanOf(p.path, tail), "早見表の「値」に出力の名前がありません。", "「値: 支払額」のように書いてください。")
	}
	return list
}
