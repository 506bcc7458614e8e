package syntax

import (
	"fmt"

	"shirube/calculator/diagnostic"
)

const (
	maxDepth  = 100
	maxTokens = 4000
)

// A cursor reads the tokens of one item. It reports its first error only: one mistake in an expression
// gives one message.
type cursor struct {
	p      *parser
	tokens []token
	at     int
	eof    Span
	depth  int
	failed bool
}

// cursor scans lines into a cursor.
func (p *parser) cursor(lines []line) *cursor {
	c := &cursor{p: p, eof: spanAfter(p.path, lines)}
	size := 0
	for _, l := range lines {
		size += len(l.folded)
	}
	c.tokens = make([]token, 0, min(size/3+2, maxTokens))
	for _, l := range lines {
		s := scanner{path: p.path, units: p.units, line: l.number, column: l.column, runes: l.folded,
			report: func(code string, at Span, message, suggestion string) {
				c.failed = true
				p.report(code, at, message, suggestion)
			}, warn: p.warn}
		s.out = c.tokens
		c.tokens = s.scan()
	}
	if len(c.tokens) > maxTokens {
		c.fail(CodeTooLong, c.tokens[maxTokens].span, "式が長すぎます。", "いくつかの「式」に分けて、名前で呼んでください。")
		c.tokens = c.tokens[:maxTokens]
	}
	return c
}

// spanAfter is the place just behind the last line.
func spanAfter(path string, lines []line) Span {
	if len(lines) == 0 {
		return Span{Path: path}
	}
	l := lines[len(lines)-1]
	return diagnostic.At(path, l.number, l.column+len(l.folded))
}

// peek returns the next token without taking it; behind the last one there is a token of kind endToken.
func (c *cursor) peek() token { return c.ahead(0) }

func (c *cursor) ahead(n int) token {
	if c.at+n < len(c.tokens) {
		return c.tokens[c.at+n]
	}
	return token{kind: endToken, span: c.eof}
}

// next takes the next token. The end is never taken, so that it can be read any number of times.
func (c *cursor) next() token {
	t := c.peek()
	if t.kind != endToken {
		c.at++
	}
	return t
}

// last returns the span of the token taken last.
func (c *cursor) last() Span { return c.tokens[c.at-1].span }

// accept takes the next token where it is the sign or keyword.
func (c *cursor) accept(text string) bool {
	if c.peek().is(text) {
		c.at++
		return true
	}
	return false
}

// fail reports the first error of the item.
func (c *cursor) fail(code string, at Span, message, suggestion string) {
	if c.failed {
		return
	}
	c.failed = true
	// These errors are mostly what follows from a slip of typing; where one is found, it is reported instead.
	switch code {
	case CodeLeftover, CodeThen, CodeElse, CodePredicate, CodeExpression, CodeTableCell:
		if c.slip() {
			return
		}
	}
	c.p.report(code, at, message, suggestion)
}

// end reports a token behind the end of what was read.
func (c *cursor) end() {
	t := c.peek()
	if t.kind == endToken {
		return
	}
	switch {
	case t.is(")"):
		c.fail(CodeParenthesis, t.span, "閉じかっこ「)」が余っています。", "対になる「(」を書くか、「)」を消してください。")
	case t.is("/"):
		c.fail(CodeSlash, t.span, "割り算は「/」では書けません。", "「÷」を使い、切り捨て(…) などの丸めの中に書いてください。")
	case t.isBracket() && (c.at == 0 || c.tokens[c.at-1].kind != wordToken):
		c.misplaced(t)
	default:
		c.fail(CodeLeftover, t.span, fmt.Sprintf("「%s」の前に演算の記号がありません。", t.text), c.leftover(t))
	}
}

// misplaced reports a sign that has no meaning where it is.
func (c *cursor) misplaced(t token) {
	c.fail(CodeCharacter, t.span, fmt.Sprintf("「%s」はここでは使えません。", t.text), deleteCharacter)
}

// whole reads an expression to the end of the item, with its limits: `…、ただし 上限 負担上限月額`.
func (c *cursor) whole() Expr {
	x := c.expression()
	if c.peek().is(",") && c.ahead(1).is("ただし") {
		c.at++
		x = c.limited(x)
	}
	c.end()
	return x
}

// limited reads `ただし 上限 a, 下限 b` as the lesser and the greater of x and each limit, in that order.
func (c *cursor) limited(x Expr) Expr {
	c.next()
	for {
		word := c.next()
		function := map[string]string{"上限": "小さい方", "下限": "大きい方"}[word.text]
		if function == "" {
			c.fail(CodeLeftover, word.span, "「ただし」のあとに「上限」か「下限」がありません。", "「…、ただし 上限 9,300円」のように書いてください。")
			return x
		}
		limit := c.expression()
		x = &Call{Name: Ident{function, word.span}, Args: []Expr{x, limit}, Limits: true, Span: Join(x.At(), limit.At())}
		if !c.accept(",") {
			return x
		}
	}
}

// acceptBehindComma takes the word, with the comma that a sentence may have before it.
func (c *cursor) acceptBehindComma(text string) bool {
	if c.peek().is(",") && c.ahead(1).is(text) {
		c.at++
	}
	return c.accept(text)
}

// name reads a name for a declaration or a reference to one.
func (c *cursor) name(what string) (Ident, bool) {
	t := c.peek()
	switch {
	case t.kind == quotedToken:
	case t.kind == wordToken && isKeyword(t.text):
		c.fail(CodeReservedName, t.span, fmt.Sprintf("「%s」は言語の語なので、名前にできません。", t.text), "別の名前を付けるか、語を足してください。")
		return Ident{}, false
	case t.kind == wordToken:
		if _, unit := c.p.units.Parse(t.text); unit {
			c.fail(CodeReservedName, t.span, fmt.Sprintf("「%s」は単位なので、名前にできません。", t.text), "「利用日数」のように語を足してください。")
			return Ident{}, false
		}
	default:
		c.fail(CodeName, t.span, what+"の名前がありません。", "空白のない言葉で名前を書いてください。数字からは始められません。")
		return Ident{}, false
	}
	c.at++
	return Ident{t.text, t.span}, true
}

// dotted takes a result of a 判定 behind its name: 手続き.窓口.
func (c *cursor) dotted(name Ident) Ident {
	next := c.ahead(1)
	if !c.peek().is(".") || !c.peek().tight || next.kind != wordToken && next.kind != quotedToken {
		return name
	}
	c.at += 2
	return Ident{name.Name + "." + next.text, Join(name.Span, next.span)}
}
