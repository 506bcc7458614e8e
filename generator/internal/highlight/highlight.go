// Package highlight finds the spans of program text that are shown in different colours. It runs chroma, which is slow,
// and caches the spans in a folder for later runs. It knows nothing of Markdown and writes no HTML: a damaged folder
// costs time but cannot put anything on a page.
package highlight

import (
	"strings"
	"time"

	"github.com/alecthomas/chroma/v2"
)

// maxText is the size in bytes above which a text is not highlighted: the time of chroma's regular expressions grows
// out of proportion on very long input.
const maxText = 256 << 10

// A Highlighter finds spans. It is safe for concurrent use.
type Highlighter struct {
	classes classes
	lexers  lexerSet
	kept    *cache // nil where nothing can be kept
	// step is how long finding one span may take before the result is doubted. Chroma gives up a
	// regular expression after 250 ms by the clock, so on a busy machine it may find less.
	step          time.Duration
	stallDetector *stallDetector
	exceeded      strikeCount
}

const (
	usualStep = 200 * time.Millisecond
	// attempts is how often a text is tokenised whose result is doubted.
	attempts = 5
)

// New returns a highlighter that keeps what it finds in the folder dir, which need not exist; where
// dir is empty or cannot be used, it is kept in memory until Save, for texts that stand on several pages. Several
// programs may use one folder at the same time, and programs that would find other spans do not see each other's.
func New(dir string) *Highlighter {
	h := &Highlighter{classes: newClasses(), step: usualStep, stallDetector: &process}
	if scheme, ok := h.classes.scheme(); ok {
		h.kept = &cache{dir: dir, scheme: scheme, limits: usualLimits()}
	}
	return h
}

// Highlight returns the spans of text in a language named as chroma knows it ("go", "c++"). Line
// ends come back as line feeds.
func (h *Highlighter) Highlight(language, text string) (Spans, Outcome) {
	if language == "" {
		return Spans{}, Unknown
	}
	if len(text) > maxText || h.exceeded.isOut(language) {
		return Spans{}, TooMuch
	}
	text = withLineFeeds(text)
	if h.kept == nil {
		spans, _, outcome := h.find(language, text)
		return spans, outcome
	}
	key := h.kept.scheme.keyOf(language, text)
	if runs, ok := h.kept.get(key); ok && h.classes.cover(runs, len(text)) {
		return Spans{text, runs, h.classes}, Highlighted
	}
	spans, sure, outcome := h.find(language, text)
	if outcome == Highlighted && sure && spans.text == text {
		h.kept.put(key, spans.runs)
	}
	return spans, outcome
}

// An Outcome says whether a text has spans.
type Outcome int

const (
	// Highlighted is a text with spans.
	Highlighted Outcome = iota
	// Unknown is a text in a language that chroma does not know.
	Unknown
	// TooMuch is a text that is too long, or that takes too much work.
	TooMuch
)

// find tokenises a text with chroma, again where a stall of the machine may have changed the result.
// Sure is false where doubt remains.
func (h *Highlighter) find(language, text string) (spans Spans, sure bool, outcome Outcome) {
	lexer := h.lexers.get(language)
	if lexer == nil {
		return Spans{}, true, Unknown
	}
	first := time.Now()
	for range attempts {
		began := h.stallDetector.begin()
		var slowest time.Duration
		var err error
		spans, slowest, err = h.tokenise(lexer, text)
		isHeldUp := h.stallDetector.wasHeldUp(began)
		if err != nil && !isHeldUp {
			h.exceeded.add(language)
			return Spans{}, true, TooMuch
		}
		if err == nil && slowest < h.step && !isHeldUp {
			return spans, true, Highlighted
		}
		if outcome = Highlighted; err != nil {
			outcome = TooMuch
		}
		if time.Since(first) > baseTime {
			break
		}
		if isHeldUp {
			time.Sleep(2 * beat) // lets both clocks go on
		}
	}
	return spans, false, outcome
}

// tokenise runs chroma once. It returns the time that the slowest span took.
func (h *Highlighter) tokenise(lexer chroma.Lexer, text string) (spans Spans, slowest time.Duration, err error) {
	last := time.Now()
	made := spanMaker{classes: h.classes}
	made.text.Grow(len(text))
	err = tokens(lexer, text, func(token chroma.Token) {
		made.add(token)
		now := time.Now()
		slowest = max(slowest, now.Sub(last))
		last = now
	})
	if err != nil {
		return Spans{}, slowest, err
	}
	return made.spans(), slowest, nil
}

// Save writes what was found since the last Save to the folder, for later runs. Failures are ignored, since the work is
// only done again. It may be called while Highlight runs.
func (h *Highlighter) Save() {
	h.exceeded.reset()
	if h.kept != nil {
		h.kept.save()
	}
}

// Close saves and closes the folder. The highlighter still works without it.
func (h *Highlighter) Close() {
	if h.kept != nil {
		h.kept.save()
		h.kept.close()
	}
}

// withLineFeeds converts line ends to line feeds, as chroma does, so that the key of a text does not depend on them.
func withLineFeeds(text string) string {
	if strings.IndexByte(text, '\r') < 0 {
		return text
	}
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}
