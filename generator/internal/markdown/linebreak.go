package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// textNode writes running text. A line end in the source is one in the HTML, which a browser shows
// as a space, but for one between two East Asian letters, where no space is meant. (Goldmark's own
// rules for this also drop line ends beside punctuation and markup, which joins English words.)
func (w *writer) textNode(t *ast.Text, source []byte) {
	value := t.Segment.Value(source)
	if endsLine(t, source) {
		value = bytes.TrimRight(value, " ")
	}
	letters, plain, marked := inspect(value)
	w.task.doc.Letters += letters
	if marked {
		w.task.strayEmphasis(t, source)
	}
	w.task.quantities(value, t.Segment.Start)
	w.task.strayLink(t, source)
	for len(value) > 0 {
		before, blank, rest := cutBlank(value)
		switch {
		case plain:
			_, _ = w.Write(before)
		case t.IsRaw():
			html.DefaultWriter.RawWrite(w, before)
		default:
			html.DefaultWriter.Write(w, before)
		}
		if len(blank) > 0 {
			w.HTML(`<span class="blank">`)
			_, _ = w.Write(blank)
			w.HTML("</span>")
		}
		value = rest
	}
	switch {
	case t.HardLineBreak():
		w.HTML("<br>\n")
	case t.SoftLineBreak() && !joinsLines(t, source):
		w.HTML("\n")
	}
}

// wideSpace is the space as wide as a letter of Japanese.
const wideSpace = "\u3000"

// cutBlank cuts a text around its first run of wide spaces, such as people write for what is to be filled in by hand: （　　　円）.
func cutBlank(value []byte) (before, blank, rest []byte) {
	start := bytes.Index(value, []byte(wideSpace+wideSpace))
	if start < 0 {
		return value, nil, nil
	}
	rest = value[start:]
	for bytes.HasPrefix(rest, []byte(wideSpace)) {
		rest = rest[len(wideSpace):]
	}
	return value[:start], value[start : len(value)-len(rest)], rest
}

// inspect reads a piece of UTF-8 text in one pass: how many characters are not ASCII white
// space; whether the text is written as it is, as most is (goldmark's writer looks at each byte of
// it several times); and whether it has a mark of emphasis.
func inspect(value []byte) (letters int, plain, marked bool) {
	plain = true
	for _, c := range value {
		if c > ' ' && c&0xc0 != 0x80 {
			letters++
		}
		if c >= 0x80 {
			continue
		}
		switch c {
		case '\\', '&', '<', '>', '"', 0:
			plain = false
		case '*', '_', '~':
			marked = true
		}
	}
	return letters, plain, marked
}

// endsLine reports whether there is nothing but spaces between t and the end of
// its line. Goldmark's linkify splits text at spaces, so they may be in several nodes.
func endsLine(t *ast.Text, source []byte) bool {
	for {
		if t.SoftLineBreak() || t.HardLineBreak() {
			return true
		}
		next, ok := t.NextSibling().(*ast.Text)
		if !ok || len(bytes.Trim(next.Segment.Value(source), " ")) > 0 {
			return false
		}
		t = next
	}
}

// joinsLines reports whether the line end after t is where Japanese has no space, whatever
// markup is around it: between two East Asian wide characters, between one and a digit, or behind a
// Japanese mark. Between a Latin letter and a wide one it stays, as English text needs it.
func joinsLines(t *ast.Text, source []byte) bool {
	if t.NextSibling() == nil {
		return false
	}
	before, _ := utf8.DecodeLastRune(bytes.TrimRight(t.Segment.Value(source), " "))
	if t.Segment.IsEmpty() && t.PreviousSibling() != nil {
		before = edgeRune(t.PreviousSibling(), source, false)
	}
	after := edgeRune(t.NextSibling(), source, true)
	return isJoining(before) && (isJoining(after) || isDigit(after) || unicode.IsPunct(before)) ||
		isDigit(before) && isJoining(after)
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// edgeRune returns the first or last character of an inline node; utf8.RuneError where it has no
// text of its own. A figure counts as a digit before and a letter behind, as 9,300円 has them.
func edgeRune(n ast.Node, source []byte, first bool) rune {
	for n.HasChildren() {
		if first {
			n = n.FirstChild()
		} else {
			n = n.LastChild()
		}
	}
	t, ok := n.(*ast.Text)
	_, isFigure := n.(*embed)
	switch {
	case isFigure && first:
		return '0'
	case isFigure:
		return '円'
	case !ok:
		return utf8.RuneError
	case first:
		r, _ := utf8.DecodeRune(t.Segment.Value(source))
		return r
	}
	r, _ := utf8.DecodeLastRune(t.Segment.Value(source))
	return r
}

// isJoining reports whether r is a wide character of a script that is written without spaces.
func isJoining(r rune) bool {
	if r < 0x2e80 || r == utf8.RuneError || unicode.Is(unicode.Hangul, r) {
		return false
	}
	width := util.EastAsianWidth(r)
	return width == "W" || width == "F" || width == "H"
}
