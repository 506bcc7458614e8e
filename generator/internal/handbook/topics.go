package handbook

import (
	"embed"
	"strings"
)

// A Topic is a page of the editors' handbook.
type Topic struct {
	Name  string // as shirube help takes it: the name of its file
	Title string
	Text  string // Markdown without the front matter
}

// files are the pages of content/about/editing, which the program carries; a test keeps them the same.
//
//go:embed pages/*.md
var files embed.FS

// Topics returns the pages of the handbook by name.
func Topics() []Topic {
	entries, err := files.ReadDir("pages")
	if err != nil {
		return nil
	}
	var all []Topic
	for _, entry := range entries {
		text, err := files.ReadFile("pages/" + entry.Name())
		if err == nil {
			all = append(all, parseTopic(strings.TrimSuffix(entry.Name(), ".md"), string(text)))
		}
	}
	return all
}

// Page returns the page of a name.
func Page(name string) (Topic, bool) {
	for _, t := range Topics() {
		if t.Name == name {
			return t, true
		}
	}
	return Topic{}, false
}

// parseTopic takes title and text out of a page.
func parseTopic(name, page string) Topic {
	front, text, ok := strings.Cut(strings.TrimPrefix(page, "---\n"), "\n---\n")
	if !ok {
		return Topic{Name: name, Title: name, Text: page}
	}
	t := Topic{Name: name, Title: name, Text: strings.TrimLeft(text, "\n")}
	for line := range strings.Lines(front) {
		if title, ok := strings.CutPrefix(line, "title: "); ok {
			t.Title = strings.TrimSpace(title)
		}
	}
	t.Text = "# " + t.Title + "\n\n" + t.Text
	return t
}
