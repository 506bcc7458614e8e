// Package search makes the full-text index of a site: what a reader's browser needs in order to find
// a section of a page by two-letter runs of Japanese, by words of other languages, and by the readings
// of headings. It takes the finished HTML of pages and gives files; it knows nothing of folders or
// templates. How the files are read and ranked is written once, in themes/michi/scripts/search.
package search

// Folder is where the index is, below the root of the site. IndexPath is its only file with a
// fixed name; all others are named in it and change their names with their content.
const (
	Folder    = "search"
	IndexPath = Folder + "/index.json"
)

// A File is a file to publish. Output is its path below the output folder.
type File struct {
	Output string
	Bytes  []byte
}

// A Page is a finished page of the site.
type Page struct {
	URL      string // as links name it
	Title    string
	Edition  string // code; empty for the main language
	Terms    bool   // a glossary: its sections explain words
	Tags     []string
	HTML     []byte
	Keywords map[string][]string // further words of sections by their ids, of the page by the empty one
}

// An Entry is what the index keeps of one page. It must not be changed.
type Entry struct {
	URL, Title, Edition string
	Tags                string
	Keywords            map[string][]string
	Sections            []Section // the first is the text above the first heading, under the title
}

// A Section is the text between a heading and the next. Heading is empty for the first section of a
// page.
type Section struct {
	Level   int // of the heading, 1 for the first section
	Kind    Kind
	ID      string // where a link leads
	Heading string
	Text    string // one line a block
}

// A Kind is what a section describes.
type Kind byte

// The kinds of sections. The index stores their numbers.
const (
	Prose Kind = iota
	Figure
	Calculator
	Term
	List // made from the site's data
)

// maxSections is the most sections of a page; further text belongs to the last.
const maxSections = 255
