package furigana

import "github.com/ikawaha/kagome-dict/ipa"

// A token is a word of the dictionary in a run of text.
type token struct {
	surface    string
	start, end int    // in bytes
	reading    string // in hiragana; empty where the dictionary has none
	behind     string // the rest of the run
}

// tokens splits a run of letters into words.
func (d *Dictionary) tokens(run string) []token {
	found := d.tokenizer.Tokenize(run)
	tokens := make([]token, len(found))
	at := 0
	for i, f := range found {
		tokens[i] = token{surface: f.Surface, start: at, end: at + len(f.Surface)}
		at = tokens[i].end
		tokens[i].behind = run[at:]
		if reading, ok := f.FeatureAt(ipa.Reading); ok && reading != "*" {
			tokens[i].reading = hiragana(reading)
		}
	}
	return tokens
}

// spoken returns the reading, or the text itself where it is its own.
func (t token) spoken() string {
	if t.reading != "" {
		return t.reading
	}
	return hiragana(t.surface)
}
