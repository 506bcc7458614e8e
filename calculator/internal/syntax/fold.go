package syntax

import "strings"

// foldRune returns the one form under which the language knows a character: full-width ASCII
// becomes ASCII, and the many dashes, multiplication signs and spaces become one each (SPEC.md 1.2).
func foldRune(r rune) rune {
	switch r {
	case '\u3000', '\u00a0', '\t':
		return ' '
	case '、', '､':
		return ','
	case '−', '–', '—', '‐', '‑', '‒', '―':
		return '-'
	case '～', '~', '∼':
		return '〜'
	case '✕', '✖', '*', '＊', '⨯':
		return '×'
	case '≦', '⩽':
		return '≤'
	case '≧', '⩾':
		return '≥'
	}
	if r >= '！' && r <= '～' {
		return foldRune(r - '！' + '!')
	}
	return r
}

// Fold returns s with every character in the form under which the language knows it. The number
// of characters does not change, so that columns stay what they were.
func Fold(s string) string { return strings.Map(foldRune, s) }
