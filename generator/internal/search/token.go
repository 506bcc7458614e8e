package search

// longestWord is how many letters of a word the index keeps.
const longestWord = 24

// tokens indexes a normalized text: each pair of adjacent letters, and each word of a
// script that separates its words. Letters of such scripts are in pairs only where they are alone
// beside another script: A型. A kanji at the end of a run comes alone, with 0.
func (w *Worker) tokens(normalized []uint16) {
	for i := 0; i < len(normalized); {
		a, b := normalized[i], uint16(boundary)
		if isWordLetter(a) {
			i = w.tokenWord(normalized, i)
			continue
		}
		i++
		if a == boundary {
			continue
		}
		if i < len(normalized) {
			b = normalized[i]
		}
		if isWordLetter(b) && i+1 < len(normalized) && isWordLetter(normalized[i+1]) {
			b = boundary
		}
		if b != boundary || isKanji(a) {
			w.pair(a, b)
		}
		if b == 'ー' && i+1 < len(normalized) {
			w.pair(a, normalized[i+1]) // so that インタフェース finds インターフェース
		}
	}
}

// tokenWord indexes the word that begins at start and returns where it ends.
func (w *Worker) tokenWord(normalized []uint16, start int) int {
	end := start + 1
	for end < len(normalized) && isWordLetter(normalized[end]) {
		end++
	}
	w.wordOf(stem(normalized[start:end]))
	if end == start+1 && end < len(normalized) && normalized[end] != boundary {
		w.pair(normalized[start], normalized[end])
	}
	return end
}

// stem takes the ending of a plural from a word and cuts it to its greatest length.
func stem(word []uint16) []uint16 {
	n := len(word)
	if n > 3 && word[n-1] == 's' && word[n-2] != 's' {
		n--
	}
	return word[:min(n, longestWord)]
}
