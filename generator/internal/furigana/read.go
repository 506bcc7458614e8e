package furigana

import "strings"

// Read returns a text with its kanji replaced by their readings, and a space before each word with one:
// " ほうもん しえん" for 訪問支援. It is empty where nothing needs a reading. Words without a reading stay as they are.
func (a *Annotator) Read(text string) string {
	pieces, _ := a.Annotate(text)
	if !hasReadings(pieces) {
		return ""
	}
	var read strings.Builder
	for _, p := range pieces {
		if p.Reading != "" {
			read.WriteString(" " + p.Reading)
		} else {
			read.WriteString(p.Surface)
		}
	}
	return read.String()
}
