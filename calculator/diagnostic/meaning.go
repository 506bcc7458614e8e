package diagnostic

// A Meaning explains a code to editors. The stage that reports a code documents it.
type Meaning struct {
	Code   string
	Reason string // what has been found and why it matters, in Japanese sentences
	Remedy string // how to mend it
}

// MeaningsOf returns the meanings that are written as a table: code, reason, remedy.
func MeaningsOf(rows [][3]string) []Meaning {
	meanings := make([]Meaning, len(rows))
	for i, row := range rows {
		meanings[i] = Meaning{row[0], row[1], row[2]}
	}
	return meanings
}
