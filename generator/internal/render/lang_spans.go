package render

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"shirube/generator/internal/htmlscan"
)

// newJapaneseMarker returns an editor that marks Japanese words in a page of another language as Japanese, so
// that screen readers pronounce them (WCAG 2.2, 3.1.2), also those in code.
func newJapaneseMarker(html []byte) *textEditor {
	return newTextEditor(html, isDrawing, markJapanese)
}

// MarkJapanese appends HTML in a language with the Japanese words marked as such.
func MarkJapanese(out, html []byte, lang string) []byte {
	if !isForeign(lang) {
		return append(out, html...)
	}
	return newJapaneseMarker(html).append(out, html)
}

// isForeign reports whether Japanese words in a text of a language need to be marked as such.
func isForeign(lang string) bool {
	return !strings.HasPrefix(lang, "ja") && !strings.HasPrefix(lang, "zh")
}

// isDrawing reports whether an element holds text that is no HTML.
func isDrawing(start htmlscan.Token) bool {
	return string(start.Name) == "svg" || string(start.Name) == "math"
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
