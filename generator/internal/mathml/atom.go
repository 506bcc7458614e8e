package mathml

import (
	"html"
	"strings"
)

// A kind says how scripts are put to an atom.
type kind int

const (
	ordinary kind = iota
	function      // a name such as sin, which a space follows
	limits        // scripts above and below in display style, as those of sums
	stacked       // scripts above and below everywhere, as those of braces
)

// An atom is an element, or a list of them, that scripts may follow.
type atom struct {
	html string
	kind kind
}

// scripted reads an atom with the scripts and primes behind it.
func (p *parser) scripted() string {
	var a atom
	if token := p.peek(); token != "^" && token != "_" && token != "'" {
		a = p.atom()
	} else {
		a.html = "<mrow></mrow>"
	}
	var below, above, primes string
scripts:
	for {
		switch {
		case p.take(`\limits`):
			a.kind = stacked
		case p.take(`\nolimits`):
			a.kind = ordinary
		case p.take("'"):
			primes += "′"
		case below == "" && p.take("_"):
			below = p.group()
		case above == "" && p.take("^"):
			above = p.group()
		default:
			break scripts
		}
	}
	if token := p.peek(); token == "_" || token == "^" {
		p.fail("同じものに「" + token + "」が二つ付いています")
	}
	if primes != "" {
		above = row("<mo>" + primes + "</mo>" + above)
	}
	return p.withSpace(a.kind, p.join(a, below, above))
}

// join puts scripts to an atom; either may be empty.
func (p *parser) join(a atom, below, above string) string {
	if below == "" && above == "" {
		return a.html
	}
	base := row(a.html)
	names := [3]string{"msub", "msup", "msubsup"}
	if a.kind == stacked || a.kind == limits && p.display {
		names = [3]string{"munder", "mover", "munderover"}
	}
	switch {
	case above == "":
		return "<" + names[0] + ">" + base + below + "</" + names[0] + ">"
	case below == "":
		return "<" + names[1] + ">" + base + above + "</" + names[1] + ">"
	}
	return "<" + names[2] + ">" + base + below + above + "</" + names[2] + ">"
}

// withSpace puts a thin space behind a function whose argument has no brackets.
func (p *parser) withSpace(k kind, written string) string {
	if k != function {
		return written
	}
	switch p.peek() {
	case "", "(", "[", "{", "}", ")", "]", ",", "&", `\\`, `\left`, "^", "_", "=", "|":
		return written
	}
	return written + thinSpace
}

const thinSpace = `<mspace width="0.167em"></mspace>`

// atom reads the next element without scripts.
func (p *parser) atom() atom {
	token := p.next()
	if token == "" {
		p.fail("式が途中で終わっています")
		return atom{}
	}
	switch c := token[0]; {
	case c == '\\':
		return p.command(token)
	case c == '{':
		return atom{html: row(p.braced())}
	case isDigit(c):
		return atom{html: p.number()}
	case isLetter(c):
		return atom{html: p.letter(token)}
	}
	switch token {
	case "+", "=", "<", ">", ",", ";", ":", "!", "*", "/", ".", "?", "@", "\"", "#", "`":
		return atom{html: "<mo>" + html.EscapeString(token) + "</mo>"}
	case "-":
		return atom{html: "<mo>−</mo>"}
	case "(", ")", "[", "]", "|":
		return atom{html: fence(token)}
	case "~":
		return atom{html: "<mtext>\u00a0</mtext>"}
	case "$", "&", "}":
		p.fail("「" + token + "」の場所が違います")
		return atom{}
	}
	return atom{html: "<mtext>" + html.EscapeString(token) + p.otherText() + "</mtext>"}
}

// otherText returns the letters of other scripts that follow at once, such as those of a Japanese word.
func (p *parser) otherText() string {
	start := p.at
	for p.at < len(p.src) && p.src[p.at] >= 0x80 {
		p.at++
	}
	return p.src[start:p.at]
}

// number reads the rest of a number whose first digit has been read.
func (p *parser) number() string {
	start := p.at - 1
	for p.at < len(p.src) && (isDigit(p.src[p.at]) || p.src[p.at] == '.' && p.at+1 < len(p.src) && isDigit(p.src[p.at+1])) {
		p.at++
	}
	return "<mn>" + styled(p.src[start:p.at], p.variant) + "</mn>"
}

// letter returns a variable. Adjacent upright letters are a word.
func (p *parser) letter(token string) string {
	if p.variant != "normal" {
		return "<mi>" + styled(token, p.variant) + "</mi>"
	}
	start := p.at - 1
	for p.at < len(p.src) && isLetter(p.src[p.at]) {
		p.at++
	}
	return upright(p.src[start:p.at])
}

// upright returns a name in upright letters.
func upright(name string) string {
	if len([]rune(name)) == 1 {
		return `<mi mathvariant="normal">` + html.EscapeString(name) + "</mi>"
	}
	return "<mi>" + html.EscapeString(name) + "</mi>"
}

// fence returns a bracket that does not grow.
func fence(mark string) string { return `<mo stretchy="false">` + html.EscapeString(mark) + "</mo>" }

// text returns what \text has in braces, with the formulas in it.
func (p *parser) text() string {
	var b strings.Builder
	for i, part := range strings.Split(p.word(), "$") {
		if i%2 == 1 {
			inner := &parser{src: part, depth: p.depth + 1}
			b.WriteString(inner.list(endOfFormula))
			if inner.err != nil || inner.at < len(part) {
				p.fail("「\\text」の中の式が分かりません")
			}
			continue
		}
		if part != "" {
			b.WriteString("<mtext>" + html.EscapeString(spaced(part)) + "</mtext>")
		}
	}
	return row(b.String())
}

// spaced returns a text without its backslashes, and with blanks at its ends that MathML keeps.
func spaced(text string) string {
	text = strings.NewReplacer(`\ `, " ", `\_`, "_", `\%`, "%", `\{`, "{", `\}`, "}", `\&`, "&", `\#`, "#", "~", "\u00a0", "{", "", "}", "").Replace(text)
	inner := strings.Trim(text, " \n")
	if inner == "" {
		return "\u00a0"
	}
	if text[0] == ' ' {
		inner = "\u00a0" + inner
	}
	if text[len(text)-1] == ' ' {
		inner += "\u00a0"
	}
	return inner
}
