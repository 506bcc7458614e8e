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
	e := newTextEditor(html, hasOwnLang, nil)
	e.edit = func(out, text []byte) []byte {
		if !e.inRow || bytes.IndexFunc(text, isJapanese) < 0 {
			return markJapanese(out, text)
		}
		return append(markJapanese(append(out, "<span>"...), text), "</span>"...)
	}
	return e
}

// isRow reports whether themes lay out an element as a row, in which every element and every text between elements is an item.
func isRow(name []byte) bool {
	return string(name) == "label" || string(name) == "summary" || string(name) == "button"
}

// hasOwnLang reports whether the text of an element stays as it is: what has a language of its own, what is no HTML, and
// options, which have no elements in them.
func hasOwnLang(start htmlscan.Token) bool {
	if name := string(start.Name); name == "html" || name == "option" || isDrawing(start) {
		return name != "html"
	}
	_, has := start.Attribute("lang")
	return has
}

// MarkJapanese returns a page in a language with the Japanese words marked as such: the page itself where there are none,
// else out[:0] with the page appended.
func MarkJapanese(out, page []byte, lang string) (marked []byte, changed bool) {
	if !isForeign(lang) || !mayBeJapanese(page) {
		return page, false
	}
	return newJapaneseMarker(page).append(out[:0], page), true
}

// mayBeJapanese reports whether a text has letters from U+3000 to U+9FFF, by the first bytes of their UTF-8.
func mayBeJapanese(text []byte) bool {
	for _, b := range text {
		if b >= 0xE3 && b <= 0xE9 {
			return true
		}
	}
	return false
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
