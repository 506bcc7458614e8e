package handbook

import (
	"embed"
	"strings"
)

// A Topic is a page of the editors' handbook.
type Topic struct {
	Name  string // for shirube help: the name of its file
	Title string
	Text  string // Markdown without the front matter
}

// files are copies of the pages in content/about/editing; a test compares them.
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

// Page returns the page called name.
func Page(name string) (Topic, bool) {
	for _, t := range Topics() {
		if t.Name == name {
			return t, true
		}
	}
	return Topic{}, false
}

// parseTopic splits a page into title and text.
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
