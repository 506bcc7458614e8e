package diagnostic

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// PositionAt returns the position of byte offset in source. An offset beyond the end is the
// position just behind the last character; a byte that is no valid UTF-8 counts as one character.
func PositionAt(source []byte, offset int) Position {
	offset = min(max(offset, 0), len(source))
	before := source[:offset]
	lineStart := bytes.LastIndexByte(before, '\n') + 1
	return Position{
		Line:   bytes.Count(before, []byte{'\n'}) + 1,
		Column: utf8.RuneCount(before[lineStart:]) + 1,
	}
}

// excerptWidth is the number of columns of a long line that an excerpt shows.
const excerptWidth = 76

// Excerpt returns the line of source that span starts on and, below it, a caret line that marks
// the span; it is empty where the span names no line of source. Wide characters count double in
// the caret line, and a long line is cut around the span.
func Excerpt(source []byte, span Span) string {
	if !span.Start.IsValid() {
		return ""
	}
	line, ok := lineAt(source, span.Start.Line)
	if !ok {
		return ""
	}
	runes := []rune(strings.ToValidUTF8(strings.ReplaceAll(line, "\t", " "), "\uFFFD"))
	start := min(max(span.Start.Column-1, 0), len(runes))
	end := start + 1
	if span.End.Line == span.Start.Line && span.End.Column > span.Start.Column {
		end = max(min(span.End.Column-1, len(runes)), start+1)
	}
	runes, start, end = cutAround(runes, start, end)
	pad := Columns(runes[:min(start, len(runes))])
	mark := max(Columns(runes[min(start, len(runes)):min(end, len(runes))]), 1)
	return string(runes) + "\n" + strings.Repeat(" ", pad) + strings.Repeat("^", mark)
}

func lineAt(source []byte, number int) (string, bool) {
	for n := 1; ; n++ {
		line, rest, more := bytes.Cut(source, []byte{'\n'})
		if n == number {
			return string(bytes.TrimSuffix(line, []byte{'\r'})), true
		}
		if !more {
			return "", false
		}
		source = rest
	}
}

// cutAround shortens runes to excerptWidth columns that include [start, end) as far as it fits.
func cutAround(runes []rune, start, end int) ([]rune, int, int) {
	if Columns(runes) <= excerptWidth {
		return runes, start, end
	}
	from := start
	for from > 0 && Columns(runes[from-1:start]) <= excerptWidth/3 {
		from--
	}
	to := from
	for to < len(runes) && Columns(runes[from:to+1]) <= excerptWidth {
		to++
	}
	return runes[from:to], start - from, min(end, to) - from
}

// Columns returns the number of columns that runes take in a monospaced font: two for an East Asian wide character.
func Columns(runes []rune) int {
	n := 0
	for _, r := range runes {
		n++
		if isWide(r) {
			n++
		}
	}
	return n
}

// isWide reports whether r takes two columns, by the blocks of Unicode's East Asian Width that
// Japanese text uses.
func isWide(r rune) bool {
	return r >= 0x1100 && r <= 0x115f || r >= 0x2e80 && r <= 0xa4cf || r >= 0xac00 && r <= 0xd7a3 ||
		r >= 0xf900 && r <= 0xfaff || r >= 0xfe30 && r <= 0xfe6f || r >= 0xff00 && r <= 0xff60 ||
		r >= 0xffe0 && r <= 0xffe6 || r >= 0x1f300 && r <= 0x1faff || r >= 0x20000 && r <= 0x3fffd ||
		r == 0x3000
}
