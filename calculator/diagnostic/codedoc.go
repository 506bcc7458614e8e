package diagnostic

// A CodeDoc documents one code for editors. Each package that reports codes lists its own; the
// lists are joined in one place, which the handbook and the command explain read.
type CodeDoc struct {
	Code     string
	Severity Severity // as reported where the site does not change it
	Meaning  string   // what was found and why it matters, in Japanese sentences
	Example  string   // the shortest text that gives it; empty where words say it better
	Remedy   string   // how to mend it, in Japanese sentences
}

// Meaning is the earlier name of CodeDoc.
type Meaning = CodeDoc

// MeaningsOf returns errors without examples, written as a table: code, meaning, remedy.
func MeaningsOf(rows [][3]string) []CodeDoc {
	docs := make([]CodeDoc, len(rows))
	for i, row := range rows {
		docs[i] = CodeDoc{Code: row[0], Meaning: row[1], Remedy: row[2]}
	}
	return docs
}
