package search

import "strings"

// signs are the signs that count where they are typed next to a word: operator+, C#, .NET, --release; and
// between two: std::vector, opt-level.
const (
	signsBehind = "+-*/%=<>&|^~!#@$[]"
	signsBefore = "#@$.-"
	signsAmong  = "-._:/+@'" // between two words; also :: and ->
	mostSigns   = 4
)

// signedWord appends to term the next ASCII word of text from at on that has signs right before or behind it, in
// lower case, and returns the place from which to go on. Signs between two words belong to neither.
func signedWord(text string, at int, term []byte) ([]byte, int) {
	for at < len(text) && !isASCIIWord(text[at]) {
		at++
	}
	start, end := at, at
	for end < len(text) && isASCIIWord(text[end]) {
		end++
	}
	if end == start || end-start > longestWord {
		return term, end
	}
	before, behind := start, end
	for before > 0 && start-before < mostSigns && isOneOf(text[before-1], signsBefore) {
		before--
	}
	for behind < len(text) && behind-end < mostSigns && isOneOf(text[behind], signsBehind) {
		behind++
	}
	if before > 0 && isJoined(text[before-1], signsBefore) {
		before = start
	}
	if behind < len(text) && isJoined(text[behind], signsBehind) {
		behind = end
	}
	if before == start && behind == end {
		return term, end
	}
	return appendLower(term, text[before:behind]), end
}

// joinedWord appends to term the ASCII word of text that ends at end, with the signs and the word that follow it,
// in lower case; nothing where none does, or where both are long.
func joinedWord(text string, end int, term []byte) []byte {
	start := end
	for start > 0 && isASCIIWord(text[start-1]) {
		start--
	}
	next := end
	if rest := text[end:]; strings.HasPrefix(rest, "::") || strings.HasPrefix(rest, "->") {
		next += 2
	} else if rest != "" && isOneOf(rest[0], signsAmong) {
		next++
	}
	last := next
	for last < len(text) && isASCIIWord(text[last]) {
		last++
	}
	if start == end || next == end || last == next || last-start > longestWord {
		return term
	}
	return appendLower(term, text[start:last])
}

func appendLower(term []byte, text string) []byte {
	for _, c := range []byte(text) {
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		term = append(term, c)
	}
	return term
}

func isASCIIWord(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' }

// isJoined reports whether signs next to c belong to a longer word, or are more than count.
func isJoined(c byte, signs string) bool { return isASCIIWord(c) || isOneOf(c, signs) }

func isOneOf(c byte, signs string) bool { return strings.IndexByte(signs, c) >= 0 }
