package syntax

import (
	"slices"
	"strings"
)

// A part is a piece of a word whose spaces are missing.
type part int

const (
	noPart  part = iota
	opening      // もし
	operand      // a number, a day, a name
	joiner       // が, か, かつ, ×: something follows, if only behind a space
	closing      // 以上, でない: it ends an operand
	ending       // の場合: nothing follows
)

// A glued is a word that editors type without spaces between it and names or numbers. written is the word of the
// language for it; "" where that has none.
type glued struct {
	typed, written string
	part           part
}

// gluedWords lists how people write the words of the language without spaces, with the word that is meant and the
// place at which it stands.
func gluedWords() []glued {
	return []glued{
		{"もし", "もし", opening},
		{"でなければ", "でなければ", joiner}, {"そうでなければ", "でなければ", joiner}, {"ならば", "なら", joiner}, {"なら", "なら", joiner},
		{"であれば", "なら", joiner}, {"または", "または", joiner}, {"かつ", "かつ", joiner}, {"が", "が", joiner}, {"は", "が", joiner},
		{"か", "か", joiner}, {"から", "から", joiner}, {"〜", "から", joiner}, {"x", "×", joiner}, {"X", "×", joiner}, {"/", "÷", joiner},
		{"以上", "以上", closing}, {"以下", "以下", closing}, {"未満", "未満", closing}, {"超", "超", closing}, {"まで", "まで", closing},
		{"以前", "以前", closing}, {"以後", "以後", closing}, {"以降", "以降", closing}, {"より前", "より前", closing}, {"より後", "より後", closing},
		{"でない", "でない", closing}, {"と同じ", "と同じ", closing},
		{"を超える", "超", closing}, {"を越える", "超", closing}, {"より大きい", "超", closing}, {"より多い", "超", closing},
		{"より小さい", "未満", closing}, {"より少ない", "未満", closing}, {"を下回る", "未満", closing}, {"を上回る", "超", closing},
		{"の場合", "", ending}, {"のとき", "", ending}, {"の時", "", ending},
	}
}

// follows reports whether next may follow before; isNumber tells numbers and days from names.
func follows(before, next part, isNumber bool) bool {
	switch before {
	case noPart:
		return next != ending
	case opening, joiner:
		return next == operand || before == joiner && next == opening
	case operand:
		return next == joiner || next == closing || next == ending || next == opening
	case closing:
		return next == joiner || next == closing || next == ending || next == operand && isNumber
	}
	return false
}

// maxSpaced is the longest word, in bytes, that is split.
const maxSpaced = 300

// Spaced writes a word with the spaces that it lacks: 年齢が18歳未満 as 年齢 が 18歳 未満. It splits the word into
// known names, numbers, days and words of the language; ok is false where that is not possible, or where the word is
// one name or number.
func (u Units) Spaced(word string, known func(name string) bool) (spaced string, ok bool) {
	if len(word) > maxSpaced {
		return "", false
	}
	s := spacer{units: u, word: word, known: known, seen: map[spacerState][]string{}}
	parts := s.split(0, noPart)
	if len(parts) == 0 || len(parts) == 1 && isOne(word, parts[0]) || !slices.ContainsFunc(parts, isLanguage) {
		return "", false
	}
	return strings.Join(parts, " "), true
}

// isOne reports whether a word is the part itself or another way to write it.
func isOne(word, part string) bool {
	_, other := otherWord(word)
	return word == part || other || word == "は" || word == "〜" || word == "/"
}

type spacerState struct {
	at     int
	before part
}

// A spacer splits a word; seen are the fewest parts of what follows each state.
type spacer struct {
	units Units
	word  string
	known func(string) bool
	seen  map[spacerState][]string
}

// isLanguage reports whether a part is a word or sign of the language.
func isLanguage(part string) bool { return isKeyword(part) || part == "×" || part == "÷" }

// split returns the fewest parts of the rest of the word, or nil.
func (s *spacer) split(at int, before part) []string {
	if at == len(s.word) {
		return []string{}
	}
	state := spacerState{at, before}
	if best, ok := s.seen[state]; ok {
		return best
	}
	// Until it is known, a state counts as impossible; it is never reached again from itself, since every part takes
	// letters.
	s.seen[state] = nil
	var best []string
	try := func(length int, written string, next part, isNumber bool) {
		if !follows(before, next, isNumber) {
			return
		}
		rest := s.split(at+length, next)
		if rest == nil || best != nil && len(best) <= len(rest)+1 {
			return
		}
		best = rest
		if written != "" {
			best = append([]string{written}, rest...)
		}
	}
	rest := s.word[at:]
	for _, g := range gluedWords() {
		if strings.HasPrefix(rest, g.typed) {
			try(len(g.typed), g.written, g.part, false)
		}
	}
	for end := range rest {
		if end > 0 && s.known(rest[:end]) {
			try(end, rest[:end], operand, false)
		}
	}
	if at > 0 && s.known(rest) || rest == "はい" || rest == "いいえ" {
		try(len(rest), rest, operand, false)
	}
	_, tail, ok := cutDate(rest)
	if !ok {
		_, tail, ok = s.units.cutQuantity(rest)
	}
	if ok {
		try(len(rest)-len(tail), rest[:len(rest)-len(tail)], operand, true)
	}
	s.seen[state] = best
	return best
}

// otherWord returns the word of the language that an editor means by another: なら for ならば.
func otherWord(text string) (string, bool) {
	for _, g := range gluedWords() {
		if g.typed == text && g.written != text && g.written != "" && g.typed != "は" && g.typed != "/" && g.typed != "〜" {
			return g.written, true
		}
	}
	return "", false
}
