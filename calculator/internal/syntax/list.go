package syntax

import "fmt"

// A List is 一覧: the number of items, and the questions about each.
type List struct {
	Count  *Input // its 範囲 is the range of the heading
	Order  *ListOrder
	Fields []*Input
}

// A ListOrder is 並び: the field by which 何番目 counts.
type ListOrder struct {
	Field      Ident
	Descending bool
}

// list parses `一覧 子ども: 0人 から 10人` with its properties and fields.
func (p *parser) list(head item, body []item) {
	names, tail, typed := head.split()
	c := p.cursor(names)
	name, ok := c.name("一覧")
	if !ok {
		return
	}
	c.end()
	if !typed {
		p.report(CodeListHead, name.Span, fmt.Sprintf("一覧「%s」に、いくつまで書けるかがありません。", name.Name),
			fmt.Sprintf("「一覧 %s: 0人 から 10人」の形で書いてください。", name.Name))
		return
	}
	l := &List{Count: &Input{Name: name, Form: NumberInput}}
	if !p.listRange(l, tail) {
		return
	}
	for _, it := range body {
		if !p.listLine(l, it) {
			p.unknownLine("一覧", it)
		}
	}
	if len(l.Fields) == 0 {
		p.report(CodeListHead, name.Span, fmt.Sprintf("一覧「%s」に項目がありません。", name.Name),
			"下の行に「項目 生年月日: 日付」のように書いてください。")
		return
	}
	p.file.Lists = append(p.file.Lists, l)
}

// listRange reads the range of the heading, which also gives the unit.
func (p *parser) listRange(l *List, tail []line) bool {
	c := p.cursor(tail)
	value, high := c.valueOrRange()
	c.end()
	n, ok := value.(*Number)
	if ok && high != nil && !c.failed {
		l.Count.Unit = n.Quantity.Unit
		key := Ident{"範囲", spanOf(p.path, tail)}
		l.Count.Properties = append(l.Count.Properties, &Property{Key: key, Words: p.text(tail, ""), Value: value, High: high})
		return true
	}
	c.fail(CodeListHead, spanOf(p.path, tail), "一覧の数の範囲が読めません。", "「一覧 子ども: 0人 から 10人」の形で書いてください。")
	return false
}

// listLine parses a line below 一覧. 並び is read as a property like the others and then taken out, since its value is a
// field and a direction.
func (p *parser) listLine(l *List, it item) bool {
	switch first := it[0].firstWord(); {
	case first == "項目":
		p.field(l, it)
		return true
	case first == "一覧":
		p.report(CodeNestedList, it[0].whole(p.path), "一覧の中に一覧は書けません。",
			"別の一覧にするか、数だけを「項目 通った月: か月」のように聞いてください。")
		return true
	}
	before := len(l.Count.Properties)
	if !p.property("一覧", it, &l.Count.Properties) {
		return false
	}
	if len(l.Count.Properties) > before && l.Count.Properties[before].Key.Name == "並び" {
		l.Count.Properties = l.Count.Properties[:before]
		l.Order = p.listOrder(it)
	}
	return true
}

// field parses 項目 as an input, with the deeper lines below it.
func (p *parser) field(l *List, it item) {
	items := itemsOf(it)
	if in := p.inputOf("項目", items[0].withoutFirstWord(), items[1:]); in != nil {
		l.Fields = append(l.Fields, in)
	}
}

// listOrder reads `生年月日 の早い順`.
func (p *parser) listOrder(it item) *ListOrder {
	_, tail, _ := it.split()
	c := p.cursor(tail)
	field, ok := c.name("項目")
	if !ok {
		return nil
	}
	word := c.next()
	descending, known := map[string]bool{"の早い順": false, "の小さい順": false, "の遅い順": true, "の大きい順": true}[word.text]
	if !known {
		c.fail(CodePropertyValue, word.span, "並びの順が読めません。", "「並び: 生年月日 の早い順」のように、早い順・遅い順・小さい順・大きい順 のどれかを書いてください。")
		return nil
	}
	c.end()
	return &ListOrder{Field: field, Descending: descending}
}

// listOf reads `(子ども)` behind the name of a 式 or 判定 that is computed for each item.
func (c *cursor) listOf() *Ident {
	if !c.accept("(") {
		return nil
	}
	name, ok := c.name("一覧")
	if !ok {
		return nil
	}
	if !c.accept(")") {
		c.fail(CodeParenthesis, c.peek().span, "一覧の名前のあとの「)」がありません。", "「式 一人分(子ども) = …」の形で書いてください。")
	}
	return &name
}

// itemsInBrackets reads `[生年月日 = 2015-04-01; 生年月日 = 2020-05-02]`; [] is a list without items.
func (c *cursor) itemsInBrackets() (items [][]Assignment, at Span) {
	open := c.next()
	items = [][]Assignment{}
	for !c.failed && !c.peek().is("]") {
		list := c.itemAssignments()
		if len(list) > 0 {
			items = append(items, list)
		}
		if !c.accept(";") {
			break
		}
	}
	if !c.accept("]") {
		c.fail(CodeParenthesis, open.span, "「[」に対する「]」がありません。", "「[生年月日 = 2015-04-01; 生年月日 = 2020-05-02]」の形で書いてください。")
		return items, open.span
	}
	return items, Join(open.span, c.last())
}

// itemLines reads a list of an example whose items are on the lines below its name, one a line.
func (p *parser) itemLines(e *Example, it item) bool {
	first, _, colon := it.split()
	if len(it) < 2 || len(first) != 1 && colon {
		return false
	}
	c := p.cursor([]line{it[0]})
	if len(c.tokens) > 2 || len(c.tokens) == 2 && !c.tokens[1].is(":") {
		return false
	}
	name, ok := c.name("一覧")
	if !ok {
		return true
	}
	a := Assignment{Name: name, Items: [][]Assignment{}, Span: spanOf(p.path, it)}
	for i := 1; i < len(it); i++ {
		from := i
		for i+1 < len(it) && endsWithComma(it[i]) {
			i++
		}
		a.Items = append(a.Items, p.cursor(it[from:i+1]).assignments())
	}
	e.Assignments = append(e.Assignments, a)
	return true
}

func endsWithComma(l line) bool { return len(l.folded) > 0 && l.folded[len(l.folded)-1] == ',' }
