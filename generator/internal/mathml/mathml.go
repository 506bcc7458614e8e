// Package mathml turns formulas in the mathematical notation of TeX into MathML Core, which browsers show without
// scripts and fonts of their own. It knows the commands that documents use between dollar signs, not TeX's macros; a
// formula with anything else is refused as a whole.
package mathml

import (
	"errors"
	"fmt"
	"html"
	"regexp"
	"strings"
	"unicode/utf8"
)

// maxDepth is how deeply groups may be nested, and maxSource how many bytes a formula may have.
const (
	maxDepth  = 50
	maxSource = 20_000
)

// FromTeX returns a formula as a math element. Display is for one on a line of its own. An error names, in
// Japanese, what is not understood.
func FromTeX(source string, display bool) (string, error) {
	if len(source) > maxSource {
		return "", fmt.Errorf("式が長すぎます（%d バイトまで）", maxSource)
	}
	p := &parser{src: source, display: display}
	body := p.list(endOfFormula)
	if p.peek() == `\\` { // lines without an environment
		p.at = 0
		body = p.table("", "right left")
	}
	if p.err == nil && p.at < len(p.src) {
		p.fail("「" + p.peek() + "」に対応する始まりがありません")
	}
	if p.err != nil {
		return "", p.err
	}
	open := "<math>"
	if display {
		open = `<math display="block">`
	}
	return open + body + "</math>", nil
}

var tag = regexp.MustCompile(`<[^>]*>`)

// PlainText returns the letters of a math element, for places that show text alone.
func PlainText(element string) string {
	text := html.UnescapeString(tag.ReplaceAllString(element, ""))
	return strings.NewReplacer("\u2061", "", "−", "-").Replace(text)
}

// A parser goes through a formula once.
type parser struct {
	src     string
	at      int
	depth   int
	display bool
	variant string // of letters: bold, script …; empty for italic
	err     error
}

// fail notes the first error and ends the formula: what follows from it is not reported.
func (p *parser) fail(what string) {
	if p.err == nil {
		p.err = errors.New(what)
	}
	p.at = len(p.src)
}

// peek returns the next token without white space: a command, a brace or a letter; empty at the end.
func (p *parser) peek() string {
	for p.at < len(p.src) {
		switch c := p.src[p.at]; {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			p.at++
		case c == '%':
			end := strings.IndexByte(p.src[p.at:], '\n')
			if end < 0 {
				end = len(p.src) - p.at
			}
			p.at += end
		default:
			return p.src[p.at : p.at+p.tokenSize()]
		}
	}
	return ""
}

// tokenSize returns the bytes of the token at the current place: a command of letters, a command of one sign, or a
// letter.
func (p *parser) tokenSize() int {
	rest := p.src[p.at:]
	if rest[0] != '\\' {
		_, size := utf8.DecodeRuneInString(rest)
		return size
	}
	size := 1
	for size < len(rest) && isLetter(rest[size]) {
		size++
	}
	if size == 1 {
		_, sign := utf8.DecodeRuneInString(rest[1:])
		size += sign
	}
	return size
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// next consumes the next token.
func (p *parser) next() string {
	token := p.peek()
	p.at += len(token)
	return token
}

// take consumes the next token if it is the one given.
func (p *parser) take(token string) bool {
	if p.peek() != token {
		return false
	}
	p.at += len(token)
	return true
}

// endOfFormula reports the tokens that end a list wherever it is: of a group, a cell or a row.
func endOfFormula(token string) bool { return token == "}" || token == "&" || token == `\\` }

// list reads atoms with their scripts up to a token for which ends is true, and does not consume it.
func (p *parser) list(ends func(string) bool) string {
	outer := p.variant
	defer func() { p.variant = outer }()
	if p.depth++; p.depth > maxDepth {
		p.fail("式の入れ子が深すぎます")
	}
	defer func() { p.depth-- }()
	var b strings.Builder
	for token := p.peek(); token != "" && !ends(token); token = p.peek() {
		if style, ok := styles(token); ok {
			p.at += len(token)
			b.WriteString(style + p.list(ends) + "</mstyle>")
			break
		}
		// \over divides all that is before it in the group from all that is behind it.
		if bar, ok := infix(token); ok {
			p.at += len(token)
			above := b.String()
			b.Reset()
			b.WriteString(bar[0] + row(above) + row(p.list(ends)) + bar[1])
			break
		}
		b.WriteString(p.scripted())
	}
	return b.String()
}

// infix returns the tags around what is before a command such as \over, and behind it.
func infix(token string) ([2]string, bool) {
	const open, end = `<mfrac linethickness="0">`, "</mfrac>"
	switch token {
	case `\over`:
		return [2]string{"<mfrac>", end}, true
	case `\atop`:
		return [2]string{open, end}, true
	case `\choose`:
		return [2]string{"<mrow><mo>(</mo>" + open, end + "<mo>)</mo></mrow>"}, true
	case `\brack`:
		return [2]string{"<mrow><mo>[</mo>" + open, end + "<mo>]</mo></mrow>"}, true
	case `\brace`:
		return [2]string{"<mrow><mo>{</mo>" + open, end + "<mo>}</mo></mrow>"}, true
	}
	return [2]string{}, false
}

// styles returns the tag that shows the rest of a group in the style of a command.
func styles(token string) (string, bool) {
	switch token {
	case `\displaystyle`:
		return `<mstyle displaystyle="true" scriptlevel="0">`, true
	case `\textstyle`:
		return `<mstyle displaystyle="false" scriptlevel="0">`, true
	case `\scriptstyle`, `\scriptscriptstyle`, `\small`, `\footnotesize`, `\tiny`:
		return `<mstyle displaystyle="false" scriptlevel="1">`, true
	}
	return "", false
}

// group returns what is in braces, or the next atom alone, as one element.
func (p *parser) group() string {
	if p.take("{") {
		return row(p.braced())
	}
	if token := p.peek(); token == "" || endOfFormula(token) {
		p.fail("「^」や「_」やコマンドの後に、式がありません")
		return ""
	}
	if p.at < len(p.src) && isDigit(p.src[p.at]) {
		return "<mn>" + p.next() + "</mn>"
	}
	if p.depth++; p.depth > maxDepth {
		p.fail("式の入れ子が深すぎます")
		return ""
	}
	a := p.atom()
	p.depth--
	return row(a.html)
}

// braced reads up to the brace that ends a group, past it.
func (p *parser) braced() string {
	body := p.list(endOfFormula)
	if !p.take("}") {
		p.fail("「{」が閉じていません")
	}
	return body
}

// row makes one element of a list.
func row(body string) string {
	if isOneElement(body) {
		return body
	}
	return "<mrow>" + body + "</mrow>"
}

// isOneElement reports whether a list is one element without elements in it.
func isOneElement(body string) bool {
	return strings.Count(body, "<") == 2 && strings.HasPrefix(body, "<m")
}

// optional returns what is in square brackets, if they are next.
func (p *parser) optional() (string, bool) {
	if !p.take("[") {
		return "", false
	}
	body := p.list(func(token string) bool { return token == "]" || endOfFormula(token) })
	if !p.take("]") {
		p.fail("「[」が閉じていません")
	}
	return row(body), true
}

// word returns the text of an argument in braces as it is written.
func (p *parser) word() string {
	if !p.take("{") {
		return p.next()
	}
	depth, start := 1, p.at
	for ; p.at < len(p.src); p.at++ {
		switch p.src[p.at] {
		case '\\':
			p.at++
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				p.at++
				return p.src[start : p.at-1]
			}
		}
	}
	p.fail("「{」が閉じていません")
	return ""
}
