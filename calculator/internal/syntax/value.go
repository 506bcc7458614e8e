package syntax

import (
	"cmp"
	"fmt"
	"strings"
)

// value reads one answer: a number, a date, はい, the name of an option, わからない or なし.
func (c *cursor) value() Expr {
	t := c.peek()
	switch {
	case t.is("-"):
		at := c.next().span
		if c.peek().kind == numberToken {
			n := c.number().(*Number)
			n.Quantity = n.Quantity.Negate()
			n.Span = Join(at, n.Span)
			return n
		}
	case t.kind == numberToken, t.kind == dateToken, t.is("はい"), t.is("いいえ"):
		return c.primary()
	case t.is("わからない"), t.is("なし"):
		c.next()
		return &Word{t.text, t.span}
	case t.kind == quotedToken, t.kind == wordToken && !isKeyword(t.text):
		c.next()
		return &Name{Ident: Ident{t.text, t.span}, Quoted: t.kind == quotedToken}
	}
	if t.isBracket() {
		c.misplaced(t)
		return &Bad{t.span}
	}
	c.fail(CodePropertyValue, c.peek().span, "ここに値がありません。", "数（単位つき）、日付、はい・いいえ、選択肢の名前のどれかを書いてください。")
	return &Bad{t.span}
}

// valueOrRange reads `a`, `a から b` (with まで or without), or `a または b`.
func (c *cursor) valueOrRange() (value, high Expr) {
	value = c.value()
	switch {
	case c.accept("から"):
		high = c.value()
		c.accept("まで")
		return value, high
	case c.peek().is("か"), c.peek().is("または"):
		return c.alternatives(value), nil
	case c.peek().is("と"):
		return c.together(value), nil
	}
	if _, bound := boundWord(c.peek().text); bound {
		c.fail(CodeRangeForm, c.peek().span, fmt.Sprintf("範囲に「%s」は使えません。", c.peek().text), cmp.Or(c.p.units.RangeRemedy(c.written()), bothEnds))
	}
	return value, nil
}

func (c *cursor) alternatives(first Expr) Expr {
	alts := []Expr{first}
	for c.accept("か") || c.accept("または") {
		alts = append(alts, c.value())
	}
	return &Among{Alts: alts, Span: Join(first.At(), alts[len(alts)-1].At())}
}

// together reads `a と b`, the options of a 複数選択 that are ticked.
func (c *cursor) together(first Expr) Expr {
	n := &Among{Alts: []Expr{first}, All: true}
	for c.accept("と") {
		n.Alts = append(n.Alts, c.value())
	}
	n.Span = Join(first.At(), n.Alts[len(n.Alts)-1].At())
	return n
}

// assignments reads `name = value, name = value` to the end.
func (c *cursor) assignments() []Assignment {
	list := c.itemAssignments()
	if !c.failed {
		c.end()
	}
	return list
}

// itemAssignments reads `name = value, name = value` as far as commas lead.
func (c *cursor) itemAssignments() []Assignment {
	var list []Assignment
	for !c.failed {
		name, ok := c.name("入力か出力")
		if !ok {
			break
		}
		name = c.dotted(name)
		if !c.accept("=") {
			c.fail(CodeAssignment, c.peek().span, fmt.Sprintf("「%s」のあとに「=」がありません。", name.Name), c.assignmentRemedy(name))
			break
		}
		if c.peek().is("[") {
			items, at := c.itemsInBrackets()
			list = append(list, Assignment{Name: name, Items: items, Span: Join(name.Span, at)})
		} else {
			value, high := c.valueOrRange()
			last := value
			if high != nil {
				last = high
			}
			list = append(list, Assignment{Name: name, Value: value, High: high, Span: Join(name.Span, last.At())})
		}
		if !c.accept(",") {
			break
		}
	}
	return list
}

// assignmentRemedy says how to write an answer without its sign: 使用料 400円, 使用料は400円.
func (c *cursor) assignmentRemedy(name Ident) string {
	if t := c.peek(); t.kind == numberToken || t.kind == dateToken || t.kind == wordToken && !t.is("は") {
		return fmt.Sprintf("「%s = %s」と書いてください。", name.Name, t.text)
	} else if t.is("は") {
		return fmt.Sprintf("「%s = %s」と書いてください。", name.Name, c.ahead(1).text)
	}
	for i := range name.Name {
		value, ok := strings.CutPrefix(name.Name[i:], "は")
		if ok && value != "" && c.p.known(name.Name[:i]) {
			return fmt.Sprintf("「%s = %s」と書いてください。", name.Name[:i], value)
		}
	}
	return "「利用日数 = 20日」のように書いてください。"
}
