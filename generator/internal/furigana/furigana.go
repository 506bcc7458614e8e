// Package furigana finds how Japanese text is read aloud, and writes readings above kanji as ruby. It
// takes words from kagome's IPA dictionary, readings of a site's own words from content/readings.yaml,
// and those of numbers with their counters (3日, 1回) from rules. It knows nothing of pages or files.
package furigana

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/ikawaha/kagome-dict/ipa"
	"github.com/ikawaha/kagome/v2/tokenizer"

	"shirube/generator/internal/content"
)

// A Piece is a stretch of text with its reading in hiragana. Reading is empty where none is needed:
// the text has no kanji, or nobody knows how to read it, which is a Problem.
type Piece struct{ Surface, Reading string }

// A Problem is a word that cannot be given a reading.
type Problem struct {
	Word    string
	Behind  string // the letters behind it, up to the next sign
	Reading string // the dictionary's, where the site forbids it; else empty
}

// A Dictionary is the loaded IPA dictionary. It is safe for concurrent use.
type Dictionary struct{ tokenizer *tokenizer.Tokenizer }

// Load unpacks the dictionary, which takes about half a second and 90 MB the first time.
func Load() (*Dictionary, error) {
	t, err := tokenizer.New(ipa.Dict(), tokenizer.OmitBosEos())
	if err != nil {
		return nil, fmt.Errorf("読みの辞書を開けません: %w", err)
	}
	return &Dictionary{t}, nil
}

// An Annotator gives texts their readings. It is safe for concurrent use.
type Annotator struct {
	words    *Dictionary
	own      overrides
	counters counters
	blocked  []string
	cache    cache
}

// New returns an annotator with a site's own readings.
func New(words *Dictionary, own content.Readings) *Annotator {
	a := &Annotator{words: words, own: newOverrides(own.Words), counters: newCounters()}
	for _, b := range own.Blocked {
		a.blocked = append(a.blocked, b.Value)
	}
	return a
}

// Annotate splits a text into pieces with their readings; put together, the surfaces are the text.
// Both slices are shared between callers and must not be changed.
func (a *Annotator) Annotate(text string) ([]Piece, []Problem) {
	known := a.annotated([]byte(text))
	return known.pieces, known.problems
}

// An annotated is the result of annotating one text.
type annotated struct {
	pieces   []Piece
	problems []Problem
	line     string // its notation; empty where it needs no readings
}

// annotated returns the cached pieces of a text, or makes them.
func (a *Annotator) annotated(text []byte) *annotated {
	if known := a.cache.get(text); known != nil {
		return known
	}
	w := writer{annotator: a}
	if before, behind, found := strings.Cut(string(text), "人"); found && strings.TrimSpace(before+behind) == "" {
		w.pieces = []Piece{{Surface: before}, {"人", "にん"}, {Surface: behind}} // a unit beside a field
	} else {
		w.text(string(text))
	}
	made := &annotated{pieces: withoutRepeated(w.pieces), problems: w.problems}
	if hasReadings(made.pieces) {
		made.line = notation(string(text), made.pieces)
	}
	a.cache.put(string(text), made)
	return made
}

// A writer collects the pieces of one text.
type writer struct {
	annotator *Annotator
	pieces    []Piece
	problems  []Problem
}

// longRun is how many bytes without a sign are analysed together. Sentences have a tenth of it; the time that
// kagome takes grows with the square of the length.
const longRun = 1500

// text annotates the words between signs. A run that no sign ends is cut before a kanji behind hiragana, where a
// word begins, or anywhere when it has none.
func (w *writer) text(text string) {
	from, inWord, hasKanji := 0, false, false
	before := rune(0)
	for at, r := range text {
		isWord := isWordLetter(r)
		isLong := at-from > longRun && isKanji(r) && isHiragana(before) || at-from > 2*longRun
		if isWord != inWord || isLong {
			w.run(text[from:at], hasKanji)
			from, inWord, hasKanji = at, isWord, false
		}
		hasKanji = hasKanji || isKanji(r)
		before = r
	}
	w.run(text[from:], hasKanji)
}

// run annotates a stretch without signs. Where rules and a site's own readings cover all its kanji, the dictionary is
// not asked, which takes most of the time.
func (w *writer) run(run string, hasKanji bool) {
	if !hasKanji {
		w.plain(run)
		return
	}
	spans := w.annotator.spans(run)
	if covers(spans, run) {
		at := 0
		for _, s := range spans {
			w.plain(run[at:s.start])
			w.append(s.pieces...)
			at = s.end
		}
		w.plain(run[at:])
		return
	}
	w.merge(run, w.annotator.words.tokens(run), spans)
}

// covers reports whether there is no kanji outside spans.
func covers(spans []span, run string) bool {
	at := 0
	for _, s := range spans {
		if strings.ContainsFunc(run[at:s.start], isKanji) {
			return false
		}
		at = s.end
	}
	return !strings.ContainsFunc(run[at:], isKanji)
}

// merge writes the words of a run, with spans in place of those they cover. A word that a span cuts
// is looked up again without the part that is covered.
func (w *writer) merge(run string, tokens []token, spans []span) {
	for at := 0; at < len(run); {
		for len(tokens) > 0 && tokens[0].end <= at {
			tokens = tokens[1:]
		}
		next := len(run)
		if len(spans) > 0 {
			next = spans[0].start
		}
		switch {
		case next == at:
			w.span(spans[0], tokens)
			at, spans = spans[0].end, spans[1:]
		case len(tokens) > 0 && tokens[0].start == at && tokens[0].end <= next:
			w.token(tokens[0])
			at = tokens[0].end
		default:
			if len(tokens) > 0 {
				next = min(next, tokens[0].end)
			}
			w.lookUp(run[at:next])
			at = next
		}
	}
}

// span writes a span, or the words below it where they are read the same, since shorter ruby is
// easier to read and breaks between lines. The first of tokens is the word at its start.
func (w *writer) span(s span, tokens []token) {
	if s.reading == "" || len(tokens) == 0 || tokens[0].start != s.start {
		w.append(s.pieces...)
		return
	}
	var read strings.Builder
	for i, t := range tokens {
		if t.end > s.end {
			break
		}
		read.WriteString(t.spoken())
		if t.end == s.end && read.String() == s.reading {
			for _, t := range tokens[:i+1] {
				w.append(align(t.surface, t.spoken())...)
			}
			return
		}
	}
	w.append(s.pieces...)
}

// lookUp writes a part of a word as a text of its own.
func (w *writer) lookUp(part string) {
	if !strings.ContainsFunc(part, isKanji) {
		w.plain(part)
		return
	}
	for _, t := range w.annotator.words.tokens(part) {
		w.token(t)
	}
}

// token writes a word of the dictionary, or notes that it has no reading, or one that the site forbids.
func (w *writer) token(t token) {
	if !strings.ContainsFunc(t.surface, isKanji) {
		w.plain(t.surface)
		return
	}
	if t.reading == "" || w.annotator.isBlocked(t) {
		w.problems = append(w.problems, Problem{t.surface, t.behind, t.reading})
		w.plain(t.surface)
		return
	}
	w.append(align(t.surface, t.reading)...)
}

// isBlocked reports whether the site forbids a word, or its reading.
func (a *Annotator) isBlocked(t token) bool {
	for _, b := range a.blocked {
		if strings.Contains(t.surface, b) || t.reading == b {
			return true
		}
	}
	return false
}

func (w *writer) append(pieces ...Piece) {
	for _, p := range pieces {
		if p.Reading == "" {
			w.plain(p.Surface)
		} else {
			w.pieces = append(w.pieces, p)
		}
	}
}

// plain writes text without a reading, joined to such text before it.
func (w *writer) plain(text string) {
	if text == "" {
		return
	}
	if n := len(w.pieces); n > 0 && w.pieces[n-1].Reading == "" {
		w.pieces[n-1].Surface += text
		return
	}
	w.pieces = append(w.pieces, Piece{Surface: text})
}

// withoutRepeated removes the readings of words that have them in brackets already: 受給者証（じゅきゅうしゃしょう）.
func withoutRepeated(pieces []Piece) []Piece {
	for i, p := range pieces {
		okurigana, said, opens := strings.Cut(p.Surface, "（")
		said, _, closes := strings.Cut(said, "）")
		if said, ok := strings.CutSuffix(hiragana(said), hiragana(okurigana)); ok && p.Reading == "" && opens && closes {
			removeReading(pieces[:i], said)
		}
	}
	return pieces
}

// removeReading removes the readings of the last pieces, where these are said together.
func removeReading(pieces []Piece, said string) {
	for i := len(pieces) - 1; i >= 0 && said != ""; i-- {
		rest, ok := strings.CutSuffix(said, cmp.Or(pieces[i].Reading, hiragana(pieces[i].Surface)))
		if !ok {
			return
		}
		if said = rest; said == "" {
			for j := i; j < len(pieces); j++ {
				pieces[j].Reading = ""
			}
		}
	}
}
