package furigana

import (
	"strings"
	"unicode"
)

// isKanji reports whether r is read in more than one way, as kanji and 々 are.
func isKanji(r rune) bool {
	switch {
	case r >= 0x4E00 && r <= 0x9FFF, r >= 0x3400 && r <= 0x4DBF, r == '々':
		return true
	case r < 0xF900:
		return false
	}
	return unicode.Is(unicode.Han, r)
}

// isWordLetter reports whether r may be inside a word.
func isWordLetter(r rune) bool {
	switch {
	case r >= 0x3041 && r <= 0x30FF:
		return r != '・' && r != '゛' && r != '゜' && r != '゠'
	case isKanji(r):
		return true
	case r < 0x80:
		return r >= '0' && r <= '9' || r == ',' || r == '%' || r == '.' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
	}
	return r != unicode.ReplacementChar && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }

func isHiragana(r rune) bool { return r >= 'ぁ' && r <= 'ゖ' }

// hiragana writes katakana as hiragana and leaves everything else as it is.
func hiragana(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'ァ' && r <= 'ヶ' {
			return r - 'ァ' + 'ぁ'
		}
		return r
	}, text)
}
