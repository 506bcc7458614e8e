// Package highlight finds the spans of program text that readers see in different colours. Chroma
// does the work, which is slow, so what it finds can be kept in a folder and taken from there by
// later runs. The package knows nothing of Markdown and writes no HTML: a damaged folder costs time
// but cannot put anything on a page.
package highlight

import (
	"strings"
	"time"

	"github.com/alecthomas/chroma/v2"
)

// maxText is the size in bytes from which a text is not looked at: chroma's regular expressions take
// time out of proportion on very long input.
const maxText = 256 << 10

// A Highlighter finds spans. It is safe for concurrent use.
type Highlighter struct {
	classes classes
	lexers  lexerSet
	kept    *cache // nil where nothing is kept
	// step is how long finding one span may take before the result is doubted. Chroma gives up a
	// regular expression after 250 ms by the clock, so what it finds on a busy machine may be less
	// than what is there.
	step          time.Duration
	stallDetector *stallDetector
}

const (
	usualStep = 200 * time.Millisecond
	// attempts is how often a text is looked at whose result is doubted.
	attempts = 5
)

// New returns a highlighter that keeps what it finds in the folder dir, which need not exist; where
// dir is empty or cannot be used, nothing is kept. Several programs may use one folder at the same
// time, and programs that would find other spans do not see each other's.
func New(dir string) *Highlighter {
	h := &Highlighter{classes: newClasses(), step: usualStep, stallDetector: &process}
	if scheme, ok := h.classes.scheme(); ok && dir != "" {
		h.kept = &cache{dir: dir, scheme: scheme, limits: usualLimits()}
	}
	return h
}

// Highlight returns the spans of text in a language named as chroma knows it ("go", "c++"). Line
// ends come back as line feeds. It reports false where the language is unknown, the text too long, or
// chroma gives up.
func (h *Highlighter) Highlight(language, text string) (Spans, bool) {
	if language == "" || len(text) > maxText {
		return Spans{}, false
	}
	text = withLineFeeds(text)
	if h.kept == nil {
		spans, _, ok := h.find(language, text)
		return spans, ok
	}
	key := h.kept.scheme.keyOf(language, text)
	if runs, ok := h.kept.get(key); ok && h.classes.cover(runs, len(text)) {
		return Spans{text, runs, h.classes}, true
	}
	spans, sure, ok := h.find(language, text)
	if ok && sure && spans.text == text {
		h.kept.put(key, spans.runs)
	}
	return spans, ok
}

// find tokenises a text with chroma, again where a stall of the machine may have changed the result. Sure is false where doubt remains.
func (h *Highlighter) find(language, text string) (spans Spans, sure, ok bool) {
	for range attempts {
		began := h.stallDetector.begin()
		var slowest time.Duration
		spans, slowest, ok = h.tokenise(language, text)
		isHeldUp := h.stallDetector.wasHeldUp(began)
		if !ok || slowest < h.step && !isHeldUp {
			return spans, ok, ok
		}
		if isHeldUp {
			time.Sleep(2 * beat) // lets both clocks go on
		}
	}
	return spans, false, ok
}

// tokenise runs chroma once. It returns the time that the slowest span took.
func (h *Highlighter) tokenise(language, text string) (spans Spans, slowest time.Duration, ok bool) {
	lexer := h.lexers.get(language)
	if lexer == nil {
		return Spans{}, 0, false
	}
	last := time.Now()
	tokens, err := lexer.Tokenise(nil, text)
	if err != nil {
		return Spans{}, 0, false
	}
	made := spanMaker{classes: h.classes}
	made.text.Grow(len(text))
	for token := tokens(); token != chroma.EOF; token = tokens() {
		made.add(token)
		now := time.Now()
		slowest = max(slowest, now.Sub(last))
		last = now
	}
	return made.spans(), slowest, true
}

// Save writes what was found since the last Save to the folder, so that later runs have it. Whatever
// goes wrong there is no error: the work is only done again. It may be called while Highlight is at
// work.
func (h *Highlighter) Save() {
	if h.kept != nil {
		h.kept.save()
	}
}

// Close saves and lets go of the folder. The highlighter goes on to work without it.
func (h *Highlighter) Close() {
	if h.kept != nil {
		h.kept.save()
		h.kept.close()
	}
}

// withLineFeeds makes all line ends line feeds, as chroma does, so that a text is known again
// whatever line ends the editor writes.
func withLineFeeds(text string) string {
	if strings.IndexByte(text, '\r') < 0 {
		return text
	}
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}
