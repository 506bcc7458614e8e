package directives

// Words are the few texts that the HTML of a body itself contains, in the page's language.
type Words struct {
	Lang       string            // BCP 47 tag of the page's language
	Titles     map[string]string // of blocks that are written without one, by the name of the directive
	Bad, Good  string            // labels of an example pair
	Source     string            // before the source of a voice
	Table      string            // "表: %s", the name of a table's scroll region
	Done, Open string            // names of the boxes of a task list
	Footnotes  string            // heading of the footnotes, for screen readers
	Diagram    string            // "図: %s", below code that describes a drawing in a language
	Embed      string            // "%s …", before something of another site is loaded
	Load       string            // the button that loads it
	BackToText string            // name of the link from a footnote back to its place
}
