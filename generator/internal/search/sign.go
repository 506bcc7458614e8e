package search

import "strings"

// signs are the signs that count where they are typed next to a word: operator+, C#, .NET, --release.
const (
	signsBehind = "+-*/%=<>&|^~!#@$[]"
	signsBefore = "#@$.-"
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
	for _, c := range []byte(text[before:behind]) {
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		term = append(term, c)
	}
	return term, end
}

func isASCIIWord(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' }

// isJoined reports whether signs next to c belong to a longer word, or are more than count.
func isJoined(c byte, signs string) bool { return isASCIIWord(c) || isOneOf(c, signs) }

func isOneOf(c byte, signs string) bool { return strings.IndexByte(signs, c) >= 0 }
