package syntax

import (
	"fmt"
	"slices"
)

// expression parses an expression of any kind (SPEC.md 2.6).
func (c *cursor) expression() Expr {
	if !c.enter() {
		return c.bad()
	}
	defer c.leave()
	if c.peek().is("もし") {
		return c.conditional()
	}
	return c.or()
}

func (c *cursor) enter() bool {
	if c.depth++; c.depth > maxDepth {
		c.fail(CodeTooDeep, c.peek().span, "かっこや「もし」の重なりが深すぎます。", "途中までを「式」にして、名前で呼んでください。")
		c.at = len(c.tokens)
		return false
	}
	return true
}

func (c *cursor) leave() { c.depth-- }

func (c *cursor) bad() Expr { return &Bad{c.peek().span} }

// conditional parses もし 条件 なら A でなければ B. Both branches are required: a calculation has a value for every answer.
func (c *cursor) conditional() Expr {
	start := c.next().span
	cond := c.or()
	if !c.accept("なら") {
		c.fail(CodeThen, c.peek().span, "「もし」の条件のあとに「なら」がありません。", c.thenRemedy())
		return &Bad{start}
	}
	c.accept(",")
	then := c.expression()
	if !c.acceptBehindComma("でなければ") {
		c.fail(CodeElse, c.peek().span, "「でなければ」がありません。", "条件に合わないときの値を「でなければ」のあとに書いてください。")
		return &Bad{start}
	}
	c.accept(",")
	other := c.expression()
	return &If{Cond: cond, Then: then, Else: other, Span: Join(start, other.At())}
}

func (c *cursor) or() Expr  { return c.binary(c.and, c.acceptBehindComma, OrOp) }
func (c *cursor) and() Expr { return c.binary(c.not, c.acceptBehindComma, AndOp) }

// binary parses operands joined by operators of one precedence, which accept takes; they group from the left.
func (c *cursor) binary(operand func() Expr, accept func(text string) bool, operators ...Operator) Expr {
	x := operand()
	for {
		i := slices.IndexFunc(operators, func(op Operator) bool { return accept(string(op)) })
		if i < 0 {
			return x
		}
		at := c.last()
		x = &Binary{Op: operators[i], X: x, Y: operand(), OpAt: at}
	}
}

func (c *cursor) not() Expr {
	x := c.comparison()
	for c.peek().is("でない") {
		x = &Not{X: x, Span: Join(x.At(), c.next().span)}
	}
	return x
}

// relationSign returns the relation of a sign.
func relationSign(t token) (Relation, bool) {
	if t.kind != signToken {
		return 0, false
	}
	r, ok := map[string]Relation{"=": EqualTo, "≠": NotEqualTo, "<": LessThan, ">": MoreThan, "≤": AtMost, "≥": AtLeast}[t.text]
	return r, ok
}

// comparison parses a relation by sign (x ≤ y) or by words (x が y 以下). Comparisons do not chain.
func (c *cursor) comparison() Expr {
	x := c.sum()
	if r, ok := relationSign(c.peek()); ok {
		c.next()
		y := c.sum()
		return &Compare{X: x, Relation: r, Y: y, Span: Join(x.At(), y.At())}
	}
	if c.accept("が") {
		return c.predicate(x)
	}
	return x
}

// predicate parses what follows が: bounds, or the alternatives of an equality.
func (c *cursor) predicate(x Expr) Expr {
	y := c.sum()
	r, ok := c.relation()
	if !ok {
		return c.among(x, y)
	}
	compare := &Compare{X: x, Relation: r, Y: y, Span: Join(x.At(), c.last())}
	if !c.startsOperand() {
		return compare
	}
	z := c.sum()
	second, ok := c.relation()
	if !ok || second == EqualTo {
		c.fail(CodePredicate, c.peek().span, "範囲の終わりがありません。", "「12時間 以上 30時間 未満」のように書いてください。")
		return &Bad{x.At()}
	}
	compare.SecondRelation, compare.Z = second, z
	compare.Span = Join(x.At(), c.last())
	return compare
}

// relation takes a bound word: 以上, 未満, と同じ, より前.
func (c *cursor) relation() (Relation, bool) {
	t := c.peek()
	if t.kind != wordToken {
		return 0, false
	}
	switch {
	case t.text == "と同じ":
		c.next()
		return EqualTo, true
	case t.text == "と" && c.ahead(1).is("同じ"):
		c.at += 2
		return EqualTo, true
	}
	r, ok := boundWord(t.text)
	if ok {
		c.next()
	}
	return r, ok
}

// startsOperand reports whether another number or name follows, as in a second bound.
func (c *cursor) startsOperand() bool {
	t := c.peek()
	switch t.kind {
	case numberToken, dateToken, quotedToken:
		return true
	case wordToken:
		return !isKeyword(t.text)
	}
	return false
}

// among parses what follows 「x が」 where that is no bound: options joined by か, or by と with を含む behind them. The two
// are not mixed, which readers would understand in two ways.
func (c *cursor) among(x, first Expr) Expr {
	n := &Among{X: x, Alts: []Expr{first}}
	for c.accept("か") {
		n.Alts = append(n.Alts, c.sum())
	}
	for len(n.Alts) == 1 || n.All {
		if !c.accept("と") {
			break
		}
		n.Alts, n.All = append(n.Alts, c.sum()), true
	}
	n.Span = Join(x.At(), n.Alts[len(n.Alts)-1].At())
	if c.peek().is("を含む") {
		n.Contains, n.Span = true, Join(n.Span, c.next().span)
	} else if n.All {
		c.fail(CodePredicate, c.peek().span, "「と」で並べたあとに「を含む」がありません。", "「当てはまるもの が 手帳 と 難病 を含む」のように書いてください。どれか1つなら「か」で並べます。")
	}
	return n
}

func (c *cursor) sum() Expr  { return c.binary(c.term, c.accept, Plus, Minus) }
func (c *cursor) term() Expr { return c.binary(c.factor, c.accept, Times, Divide) }

// factor parses a value with signs before it. The depth is bounded by enter, since each sign is a call.
func (c *cursor) factor() Expr {
	if !c.peek().is("-") {
		return c.primary()
	}
	if !c.enter() {
		return c.bad()
	}
	defer c.leave()
	at := c.next().span
	x := c.factor()
	return &Negative{X: x, Span: Join(at, x.At())}
}

// primary parses a number, date, はい, いいえ, name, call or parenthesis.
func (c *cursor) primary() Expr {
	t := c.peek()
	switch {
	case t.kind == numberToken:
		return c.number()
	case t.kind == dateToken:
		c.next()
		return &Date{Day: t.day, Span: t.span}
	case t.is("("):
		return c.paren()
	case t.is("はい") || t.is("いいえ"):
		c.next()
		return &Bool{Yes: t.text == "はい", Span: t.span}
	case t.kind == quotedToken || t.kind == wordToken && !isKeyword(t.text):
		return c.nameOrCall()
	}
	if t.isBracket() {
		c.misplaced(t)
		return &Bad{t.span}
	}
	c.fail(CodeExpression, t.span, "ここに値か式がありません。", expected(t))
	return &Bad{t.span}
}

// expected says how to mend a place that lacks a value, by what is there instead.
func expected(t token) string {
	switch {
	case t.kind == endToken:
		return "行の終わりまでに、数か名前か式を書いてください。"
	case t.is("<") || t.is(">"):
		return fmt.Sprintf("「%s」と書いてください。", map[string]string{"<": "≤", ">": "≥"}[t.text])
	case t.is("="):
		return "「=」と書いてください。"
	case t.is("もし"):
		return "計算の途中の「もし …」は、かっこ ( ) で囲んでください。"
	}
	return fmt.Sprintf("「%s」の前に、数か名前か式を書いてください。", t.text)
}

// number takes a literal; a unit may follow behind a space.
func (c *cursor) number() Expr {
	t := c.next()
	n := &Number{Quantity: t.quantity, Span: t.span}
	if t.quantity.Unit == (Unit{}) && c.peek().kind == wordToken {
		if q, rest, ok := c.p.units.cutQuantity(t.text + c.peek().text); ok && rest == "" {
			n.Quantity = q
			n.Span = Join(t.span, c.next().span)
		}
	}
	return n
}

// paren parses a parenthesis. It is a node of its own, since warnings depend on it: in A または (B でない) it is clear what
// is negated.
func (c *cursor) paren() Expr {
	open := c.next()
	x := c.expression()
	if !c.closed() {
		c.fail(CodeParenthesis, open.span, "「(」に対する「)」がありません。", "式の終わりに「)」を書いてください。")
		return &Bad{open.span}
	}
	return &Paren{X: x, Span: Join(open.span, c.last())}
}

// closed takes a closing parenthesis and reports a missing or wrong sign before it.
func (c *cursor) closed() bool {
	if c.startsOperand() {
		c.end()
	}
	return c.accept(")")
}

// nameOrCall parses a name, or with ( behind it a call, and the name of a result behind its dot. A name that reads as
// a unit keeps that: 換算(電気, kWh).
func (c *cursor) nameOrCall() Expr {
	t := c.next()
	name := Ident{t.text, t.span}
	if !c.peek().is("(") {
		n := &Name{Ident: c.dotted(name), Quoted: t.kind == quotedToken}
		if unit, ok := c.p.units.Parse(t.text); ok {
			n.Unit = &unit
		}
		return n
	}
	open := c.next()
	call := &Call{Name: name}
	for !c.peek().is(")") {
		call.Args = append(call.Args, c.expression())
		if !c.accept(",") {
			break
		}
	}
	if !c.closed() {
		c.fail(CodeParenthesis, open.span, fmt.Sprintf("「%s(」に対する「)」がありません。", name.Name), "かっこの中は「,」で区切り、終わりに「)」を書いてください。")
		return &Bad{open.span}
	}
	call.Span = Join(t.span, c.last())
	if c.accept(".") {
		if field, ok := c.name("結果"); ok {
			call.Field = &field
			call.Span = Join(t.span, field.Span)
		}
	}
	return call
}
