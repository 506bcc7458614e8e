package syntax

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"shirube/calculator/diagnostic"
)

// maxLine is the longest line that is read, in bytes.
const maxLine = 20_000

// A line is one line of a file without its comment: folded for the parser, raw for texts. Both have
// the same number of characters.
type line struct {
	number int
	indent int // columns of white space before the text
	column int // of the first character of the text, from 1
	folded []rune
	raw    []rune
}

// span returns the columns [from, to) of the line's text.
func (l line) span(path string, from, to int) Span {
	return Span{Path: path, Start: diagnostic.Position{Line: l.number, Column: l.column + from},
		End: diagnostic.Position{Line: l.number, Column: l.column + to}}
}

// whole returns the span of the line's text.
func (l line) whole(path string) Span { return l.span(path, 0, len(l.folded)) }

// from returns the part of the line from character i on, without leading spaces.
func (l line) from(i int) line {
	for i < len(l.folded) && l.folded[i] == ' ' {
		i++
	}
	l.column += i
	l.folded, l.raw = l.folded[i:], l.raw[i:]
	return l
}

// to returns the part of the line before character i, without trailing spaces.
func (l line) to(i int) line {
	for i > 0 && l.folded[i-1] == ' ' {
		i--
	}
	l.folded, l.raw = l.folded[:i], l.raw[:i]
	return l
}

// isRow reports whether the line is a row of a table.
func (l line) isRow() bool { return slices.Contains(l.folded, '|') }

// cells returns the cells of a row.
func (l line) cells() []line { return l.cut('|') }

// cut cuts the line at each separator.
func (l line) cut(separator rune) []line {
	var parts []line
	start := 0
	for i, r := range l.folded {
		if r == separator {
			parts = append(parts, l.to(i).from(start))
			start = i + 1
		}
	}
	return append(parts, l.to(len(l.folded)).from(start))
}

// startsWithDate reports whether the line begins with a date.
func (l line) startsWithDate() bool {
	_, _, ok := cutDate(string(l.folded))
	return ok
}

// text returns the line as a reader would see it.
func (l line) text() string { return strings.TrimSpace(string(l.raw)) }

// firstWord returns the folded text up to the first space, colon or sign.
func (l line) firstWord() string {
	for i, r := range l.folded {
		if !isRunRune(r) {
			return string(l.folded[:i])
		}
	}
	return string(l.folded)
}

// firstWordSpan returns the span of the first word.
func (l line) firstWordSpan(path string) Span { return l.span(path, 0, len([]rune(l.firstWord()))) }

// withoutFirstWord returns what follows the first word.
func (l line) withoutFirstWord() line { return l.from(len([]rune(l.firstWord()))) }

// colon returns the index of the first colon outside 「」, or -1.
func (l line) colon() int {
	quoted := false
	for i, r := range l.folded {
		switch {
		case r == '「':
			quoted = true
		case r == '」':
			quoted = false
		case r == ':' && !quoted:
			return i
		}
	}
	return -1
}

// splitLines cuts source into lines and drops comments and empty lines.
func (p *parser) splitLines(source []byte) []line {
	source = bytes.TrimPrefix(source, []byte("\uFEFF"))
	var lines []line
	number := 0
	for text := range bytes.Lines(source) {
		number++
		if l, ok := p.makeLine(number, text); ok {
			lines = append(lines, l)
		}
	}
	return lines
}

// leading returns how many of the first lines satisfy is.
func leading(lines []line, is func(line) bool) int {
	if i := slices.IndexFunc(lines, func(l line) bool { return !is(l) }); i >= 0 {
		return i
	}
	return len(lines)
}

// makeLine returns the line of a text without its comment; ok is false where nothing is left.
func (p *parser) makeLine(number int, text []byte) (l line, ok bool) {
	if len(text) > maxLine {
		p.report(CodeLongLine, diagnostic.At(p.path, number, 1), "行が長すぎます。",
			fmt.Sprintf("%dバイトまでの行に分けてください。", maxLine))
		return line{}, false
	}
	if !utf8.Valid(text) {
		// The column counts characters, as editors show it, up to the first byte that is none.
		column := 1
		for rest := text; ; column++ {
			r, size := utf8.DecodeRune(rest)
			if r == utf8.RuneError && size == 1 {
				break
			}
			rest = rest[size:]
		}
		p.report(CodeEncoding, diagnostic.At(p.path, number, column), "文字コードがUTF-8ではありません。",
			"ファイルをUTF-8で保存し直してください。")
		text = bytes.ToValidUTF8(text, []byte("\uFFFD"))
	}
	raw := []rune(strings.TrimRight(string(text), " \t\r\n\u3000"))
	folded := make([]rune, len(raw))
	for i, r := range raw {
		folded[i] = foldRune(r)
	}
	l = line{number: number, column: 1, raw: raw, folded: folded}.withoutComment().from(0)
	l.indent = indentOf(raw[:l.column-1])
	return l, len(l.folded) > 0
}

// withoutComment cuts the line at a # that begins it or follows a space.
func (l line) withoutComment() line {
	for i, r := range l.raw {
		// A # within a word stays: C#, or an address with a fragment in a text.
		if r == '#' && (i == 0 || l.folded[i-1] == ' ') {
			return l.to(i)
		}
	}
	return l
}

// indentOf counts a full-width space or a tab as two columns.
func indentOf(space []rune) int {
	n := len(space)
	for _, r := range space {
		if r != ' ' {
			n++
		}
	}
	return n
}
