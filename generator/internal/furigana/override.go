package furigana

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"shirube/generator/internal/content"
)

// A span is a stretch of a run whose reading does not come from the dictionary.
type span struct {
	start, end int // in bytes
	pieces     []Piece
	reading    string // of the whole; empty where it may not be split further
}

// An override is a word of readings.yaml.
type override struct {
	word    string
	reading string
	pieces  []Piece
	// A single kanji at an end of the word must not be part of a longer word.
	aloneBefore, aloneBehind bool
}

// overrides are grouped by their first letter, longest first.
type overrides map[rune][]override

func newOverrides(words []content.Reading) overrides {
	o := make(overrides)
	for _, w := range words {
		first, _ := utf8.DecodeRuneInString(w.Word)
		o[first] = append(o[first], newOverride(w))
	}
	for first := range o {
		slices.SortStableFunc(o[first], func(a, b override) int { return cmp.Compare(len(b.word), len(a.word)) })
	}
	return o
}

func newOverride(w content.Reading) override {
	o := override{word: w.Word}
	o.aloneBefore, o.aloneBehind = startsWithOne(w.Word), endsWithOne(w.Word)
	if parts := strings.Fields(w.Reading); len(parts) > 1 {
		o.pieces = eachKanji(w.Word, parts)
		return o
	}
	o.reading = hiragana(w.Reading)
	o.pieces = align(w.Word, o.reading)
	return o
}

// eachKanji gives each kanji of a word its own part of the reading.
func eachKanji(word string, parts []string) []Piece {
	var pieces []Piece
	for _, r := range word {
		if isKanji(r) && len(parts) > 0 {
			pieces = append(pieces, Piece{string(r), hiragana(parts[0])})
			parts = parts[1:]
		} else {
			pieces = append(pieces, Piece{Surface: string(r)})
		}
	}
	return pieces
}

func startsWithOne(word string) bool {
	first, size := utf8.DecodeRuneInString(word)
	second, _ := utf8.DecodeRuneInString(word[size:])
	return isKanji(first) && !isKanji(second)
}

func endsWithOne(word string) bool {
	last, size := utf8.DecodeLastRuneInString(word)
	other, _ := utf8.DecodeLastRuneInString(word[:len(word)-size])
	return isKanji(last) && !isKanji(other)
}

// at returns the longest override at an offset of a run.
func (o overrides) at(run string, at int) (override, bool) {
	first, _ := utf8.DecodeRuneInString(run[at:])
	for _, w := range o[first] {
		if strings.HasPrefix(run[at:], w.word) && w.fits(run, at) {
			return w, true
		}
	}
	return override{}, false
}

func (o override) fits(run string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(run[:at])
	behind, _ := utf8.DecodeRuneInString(run[at+len(o.word):])
	if o.aloneBefore && (isKanji(before) || isDigit(before)) || o.aloneBehind && isKanji(behind) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(o.word)
	return !isDigit(first) || !isDigit(before) && before != ',' && before != '.'
}

// spans finds overrides and counted numbers from left to right.
func (a *Annotator) spans(run string) []span {
	if alone := aloneReading(run); alone != "" {
		return []span{{0, len(run), align(run, alone), ""}}
	}
	var spans []span
	for at := 0; at < len(run); {
		if o, ok := a.own.at(run, at); ok {
			spans = append(spans, span{at, at + len(o.word), o.pieces, o.reading})
			at += len(o.word)
			continue
		}
		if s, ok := a.counters.kanjiNumber(run, at); ok {
			spans = append(spans, s)
			at = s.end
			continue
		}
		r, size := utf8.DecodeRuneInString(run[at:])
		if !isDigit(r) {
			at += size
			continue
		}
		counted, end := a.counters.count(run, at)
		spans = append(spans, counted...)
		at = end
	}
	return spans
}
