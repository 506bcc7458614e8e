package render

import (
	"bytes"
	"slices"
	"strings"
)

// A markup tells the words of HTML from its tags. It is fed HTML piece by piece; pieces may end
// within a tag. Comments are tags to it, and so is all that browsers do not read as HTML.
type markup struct {
	tag   []byte // the tag in hand or the last one, without < and >
	inTag bool
	raw   string // the element in hand that holds no HTML
}

// A partKind says what a part of HTML is.
type partKind int

const (
	readText partKind = iota // what readers read
	verbatim                 // the beginning of a tag, and what is no HTML
	endOfTag                 // the end of the tag that is in markup.tag now
)

// cut returns the first part of a piece that is not empty.
func (m *markup) cut(piece []byte) ([]byte, partKind) {
	if m.inTag {
		return m.cutTag(piece)
	}
	if m.raw != "" {
		end := indexFold(piece, "</"+m.raw)
		if end < 0 {
			return piece, verbatim
		}
		m.raw = ""
		if end > 0 {
			return piece[:end], verbatim
		}
	}
	switch start := bytes.IndexByte(piece, '<'); {
	case start < 0:
		return piece, readText
	case start > 0:
		return piece[:start], readText
	}
	m.inTag, m.tag = true, m.tag[:0]
	return piece[:1], verbatim
}

func (m *markup) cutTag(piece []byte) ([]byte, partKind) {
	for at := 0; ; {
		end := bytes.IndexByte(piece[at:], '>')
		if end < 0 {
			m.tag = append(m.tag, piece[at:]...)
			return piece, verbatim
		}
		m.tag = append(m.tag, piece[at:at+end]...)
		at += end + 1
		if m.isWhole() {
			m.inTag = false
			if name := elementOf(m.tag); holdsNoHTML(name) && !bytes.HasSuffix(m.tag, []byte("/")) {
				m.raw = name
			}
			return piece[:at], endOfTag
		}
		m.tag = append(m.tag, '>')
	}
}

// isWhole reports whether a > behind the tag in hand ends it, and does not stand in quotes or a comment.
func (m *markup) isWhole() bool {
	if bytes.HasPrefix(m.tag, []byte("!--")) {
		return bytes.HasSuffix(m.tag, []byte("--"))
	}
	return bytes.Count(m.tag, []byte(`"`))%2 == 0 && bytes.IndexByte(m.tag, '\'') < 0 || !isInQuotes(m.tag)
}

// isInQuotes reports whether a tag ends within the quotes of an attribute.
func isInQuotes(tag []byte) bool {
	quote, before := byte(0), byte(0)
	for _, b := range tag {
		switch {
		case quote != 0 && b == quote:
			quote = 0
		case quote == 0 && before == '=' && (b == '"' || b == '\''):
			quote = b
		}
		if b > ' ' {
			before = b
		}
	}
	return quote != 0
}

// elementOf returns the name of a tag in small letters, with the slash of one that closes.
func elementOf(tag []byte) string {
	if end := bytes.IndexAny(tag, " \t\n\f"); end >= 0 {
		tag = tag[:end]
	}
	return strings.ToLower(string(tag))
}

// holdsNoHTML reports whether browsers read what is in an element as something else than HTML.
func holdsNoHTML(name string) bool {
	switch name {
	case "script", "style", "textarea", "title", "iframe", "xmp", "noembed", "noframes", "svg", "math":
		return true
	}
	return false
}

// indexFold is bytes.Index for text in small letters, whose capitals count as well.
func indexFold(text []byte, small string) int {
	for at := 0; ; at++ {
		next := bytes.IndexByte(text[at:], small[0])
		if next < 0 || len(text)-at-next < len(small) {
			return -1
		}
		at += next
		if slices.Equal(bytes.ToLower(text[at:at+len(small)]), []byte(small)) {
			return at
		}
	}
}
