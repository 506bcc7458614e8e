package search

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// compatibility lists the ranges of variants of letters in Japanese texts.
var compatibility = [][2]rune{{0xA0, 0xBF}, {0x2000, 0x33FF}, {0xF900, 0xFAFF}, {0xFE30, 0xFE4F}, {0xFF00, 0xFFEF}}

// What a letter becomes, where it is not a letter itself.
const (
	boundary = 0 // separates words
	dropped  = 1 // is ignored
	special  = 2 // see normalization.special
)

// A Normalizer writes texts in the one form in which they are compared: NFKC, small letters, hiragana for katakana, no
// long-vowel signs at the ends of words, 人人 for 人々, no commas in numbers, no accents on Latin letters.
// themes/michi/scripts/search/normalize.ts does the same in the browser. It is safe for concurrent use.
type Normalizer struct {
	plain  []uint16          // by code point up to U+FFFF: a letter of the outcome, or one of the above
	longer map[rune][]uint16 // those that become several
}

// NewNormalizer prepares the table of letters, which takes about a millisecond.
func NewNormalizer() *Normalizer {
	f := &Normalizer{plain: make([]uint16, 0x10000), longer: make(map[rune][]uint16)}
	for r := range rune(0x10000) {
		f.plain[r] = simple(r)
	}
	for _, variants := range compatibility {
		for r := variants[0]; r <= variants[1]; r++ {
			if to := norm.NFKC.String(string(r)); to != string(r) {
				f.replace(r, []rune(to))
			}
		}
	}
	return f
}

func (f *Normalizer) replace(from rune, to []rune) {
	if len(to) == 1 {
		f.plain[from] = simple(to[0])
		if f.plain[from] != special {
			return
		}
	}
	f.plain[from] = special
	for _, r := range to {
		f.longer[from] = append(f.longer[from], uint16(r))
	}
}

// simple returns what a letter becomes by itself.
func simple(r rune) uint16 {
	switch {
	case isRareKanji(r):
		return uint16(0xE000 | r&0xFFF)
	case r == 'ー' || r == '々' || r == '〻' || r == ',' || isVoicing(r) || isDash(r):
		return special
	case isPassedOver(r):
		return dropped
	case r == 'ヵ' || r == 'ヶ' || r == 'ゕ' || r == 'ゖ':
		return 'か' // 1ヶ月
	case r >= 'ァ' && r <= 'ヴ', r == 'ヽ', r == 'ヾ':
		return uint16(r - 0x60)
	case !isLetter(r):
		return boundary
	}
	if r = withoutAccent(r); r < 0x530 && r != 'Ⱥ' && r != 'Ⱦ' { // these become letters of other kinds
		r = unicode.ToLower(r)
	}
	return uint16(r)
}

// withoutAccent returns the Latin letter that r is with an accent: a of ã and ạ. Readers leave accents out.
func withoutAccent(r rune) rune {
	if r < 0xC0 || r >= 0x250 && r < 0x1E00 || r >= 0x1F00 {
		return r
	}
	letter, _ := utf8.DecodeRuneInString(norm.NFD.String(string(r)))
	return letter
}

// isRareKanji reports whether r is a kanji beyond U+FFFF, which is mapped to one of U+E000 to U+EFFF.
func isRareKanji(r rune) bool { return r >= 0x20000 && r < 0x40000 }

// isVoicing reports whether r is ゛ or ゜ set on the kana before.
func isVoicing(r rune) bool { return r == 0x3099 || r == 0x309A }

// isDash reports whether r is a line that people type for ー.
func isDash(r rune) bool { return r == '—' || r == '―' || r == '─' || r == '−' }

func isKatakana(r rune) bool {
	return r >= 'ァ' && r <= 'ヺ' || r >= 'ｦ' && r <= 'ﾝ' || r >= '㋐' && r <= '㋾'
}

// isPassedOver reports whether r does not show: accents set on letters, marks of direction and
// variants, soft hyphens.
func isPassedOver(r rune) bool {
	return r >= 0x300 && r <= 0x36F || r >= 0xFE00 && r <= 0xFE0F || r >= 0x200B && r <= 0x200F ||
		r == 0xAD || r == 0x2060 || r == 0xFEFF
}

// isLetter reports whether r is written in words.
func isLetter(r rune) bool {
	switch {
	case r < 0x80:
		return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
	case r < 0xC0, r == '×', r == '÷':
		return false
	case r < 0x2000:
		return true
	case r < 0x3040:
		return r >= 0x3005 && r <= 0x3007
	case r < 0x3400:
		return r < 0x3190 && r != 0x3040 && r != '゛' && r != '゜' && r != '゠' && r != '・'
	}
	return r < 0xD800 || r >= 0xF900 && r <= 0xFAFF
}

// isWordLetter reports whether a normalized letter belongs to a script that separates its words.
func isWordLetter(letter uint16) bool { return letter > special && letter < 0x530 }

func isKanji(letter uint16) bool { return letter >= 0x3400 && letter < 0xAC00 || letter >= 0xE000 }

// Append appends the normalized text to out, with one 0 between words and none at the ends. A letter
// beyond U+FFFF becomes one of U+E000 to U+EFFF.
func (f *Normalizer) Append(out []uint16, text string) []uint16 {
	w := normalization{Normalizer: f, out: out, start: len(out)}
	for at := 0; at < len(text); {
		r, size := threeBytes(text, at)
		if size == 0 {
			r, size = utf8.DecodeRuneInString(text[at:])
		}
		at += size
		if r < 0x10000 {
			if c := f.plain[r]; c > special {
				if w.parted || w.comma || w.long {
					w.part(c)
				}
				w.out = append(w.out, c)
				w.katakana = isKatakana(r)
				continue
			}
		}
		w.rune(r)
	}
	return w.out
}

// threeBytes reads a letter of three bytes, as Japanese has them, faster than the library does; size
// is 0 where there is none.
func threeBytes(text string, at int) (r rune, size int) {
	if at+2 >= len(text) || text[at] < 0xE1 || text[at] > 0xEC || text[at+1]&0xC0 != 0x80 || text[at+2]&0xC0 != 0x80 {
		return 0, 0
	}
	return rune(text[at]&0xF)<<12 | rune(text[at+1]&0x3F)<<6 | rune(text[at+2]&0x3F), 3
}

// A normalization is the state of normalizing one text.
type normalization struct {
	*Normalizer
	out      []uint16
	start    int
	parted   bool // a boundary is due before the next letter
	comma    bool // it is due only where the next letter is no digit
	long     bool // ー is due where the next letter is kana
	katakana bool // the last letter was katakana
}

func (w *normalization) letter(c uint16) {
	w.part(c)
	w.out = append(w.out, c)
}

// part writes what is due before a letter.
func (w *normalization) part(c uint16) {
	if (w.parted || w.comma && !isDigit(c)) && len(w.out) > w.start {
		w.out = append(w.out, boundary)
	} else if w.long && isKana(c) {
		w.out = append(w.out, 'ー')
	}
	w.parted, w.comma, w.long = false, false, false
}

func isKana(c uint16) bool { return c >= 'ぁ' && c <= 'ゟ' }

func isDigit(c uint16) bool { return c >= '0' && c <= '9' }

// last returns the letter before, or 0.
func (w *normalization) last() uint16 {
	if w.parted || len(w.out) == w.start {
		return 0
	}
	return w.out[len(w.out)-1]
}

// rune handles what is no plain letter.
func (w *normalization) rune(r rune) {
	switch {
	case isRareKanji(r):
		w.letter(simple(r))
		w.katakana = false
	case r >= 0xE0100 && r <= 0xE01EF:
		// A variant of the kanji before.
	case r >= 0x10000 || w.plain[r] == boundary:
		w.parted, w.comma, w.katakana = true, false, false
	case w.plain[r] == special:
		w.special(r)
	}
}

// special handles a letter that depends on the one before, or that becomes several.
func (w *normalization) special(r rune) {
	if to := w.longer[r]; to != nil {
		for _, c := range to {
			w.one(rune(c))
		}
		return
	}
	w.one(r)
}

func (w *normalization) one(r rune) {
	last := w.last()
	switch {
	case r == 'ー' || isDash(r) && w.katakana:
		// コンピュータ and コンピューター are one word, サ―ビス is サービス.
		w.long = isKana(last)
	case isVoicing(r):
		if voiced := voiced(last, r); voiced != 0 {
			w.out[len(w.out)-1] = voiced
		}
	case (r == '々' || r == '〻') && isKanji(last):
		w.letter(last)
	case r == ',' && isDigit(last) && !w.comma:
		w.comma = true
	default:
		w.plainLetter(r)
	}
}

func (w *normalization) plainLetter(r rune) {
	c := simple(r)
	if c <= special {
		w.parted = w.parted || c != dropped
		w.comma = w.comma && c == dropped
		w.katakana = w.katakana && c == dropped
		return
	}
	w.letter(c)
	w.katakana = isKatakana(r)
}

// voiced returns the kana with ゛ or ゜ set on it; 0 where there is none.
func voiced(kana uint16, mark rune) uint16 {
	switch {
	case kana >= 'は' && kana <= 'ほ' && (kana-'は')%3 == 0:
		return kana + uint16(mark-0x3098)
	case mark == 0x309A:
		return 0
	case kana == 'う':
		return 'ゔ'
	case kana >= 'か' && kana <= 'ち' && (kana-'か')%2 == 0, kana == 'つ', kana == 'て', kana == 'と':
		return kana + 1
	case kana == 'ゝ':
		return 'ゞ'
	}
	return 0
}
