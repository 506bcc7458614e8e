package furigana

import (
	"strings"
	"unicode/utf8"
)

// align splits a reading over the kanji of a word and gives its kana none: 申し込み, もうしこみ become 申(もう)し込(こ)み.
// Where it does not fit, digits are read too, or else the word is one piece.
func align(surface, reading string) []Piece {
	if pieces, ok := fit(surface, reading, isKanji); ok {
		return pieces
	}
	read := func(r rune) bool { return isKanji(r) || isDigit(r) }
	if pieces, ok := fit(surface, reading, read); ok {
		return pieces
	}
	return []Piece{{surface, reading}}
}

// fit matches a reading with a word, whose letters for which read is false stand for themselves.
func fit(surface, reading string, read func(rune) bool) ([]Piece, bool) {
	if surface == "" {
		return nil, reading == ""
	}
	first, _ := utf8.DecodeRuneInString(surface)
	end := strings.IndexFunc(surface, func(r rune) bool { return read(r) != read(first) })
	if end < 0 {
		end = len(surface)
	}
	part, rest := surface[:end], surface[end:]
	if !read(first) {
		behind, ok := strings.CutPrefix(reading, hiragana(part))
		if !ok {
			return nil, false
		}
		pieces, ok := fit(rest, behind, read)
		return append([]Piece{{Surface: part}}, pieces...), ok
	}
	if rest == "" {
		return []Piece{{part, reading}}, reading != ""
	}
	for at := range reading {
		if at == 0 {
			continue
		}
		if pieces, ok := fit(rest, reading[at:], read); ok {
			return append([]Piece{{part, reading[:at]}}, pieces...), true
		}
	}
	return nil, false
}
