package render

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A japaneseMarker marks Japanese words in pages of another language as Japanese, so that screen
// readers pronounce them (WCAG 2.2, 3.1.2), also those in code. It is fed a page's HTML piece by piece.
type japaneseMarker struct{ markup markup }

// append appends a piece of HTML with its Japanese words marked.
func (m *japaneseMarker) append(html, piece []byte) []byte {
	for len(piece) > 0 {
		part, kind := m.markup.cut(piece)
		if kind == readText {
			html = markJapanese(html, part)
		} else {
			html = append(html, part...)
		}
		piece = piece[len(part):]
	}
	return html
}

func markJapanese(html, text []byte) []byte {
	for len(text) > 0 {
		start := bytes.IndexFunc(text, isJapanese)
		if start < 0 {
			return append(html, text...)
		}
		html = append(html, text[:start]...)
		text = text[start:]
		end := bytes.IndexFunc(text, func(r rune) bool { return !isJapanese(r) && !isJapaneseMark(r) })
		if end < 0 {
			end = len(text)
		}
		html = append(html, `<span lang="ja">`...)
		html = append(html, text[:end]...)
		html = append(html, "</span>"...)
		text = text[end:]
	}
	return html
}

func isJapanese(r rune) bool {
	return r != utf8.RuneError && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

func isJapaneseMark(r rune) bool { return strings.ContainsRune("ー、。「」（）・〜", r) }
