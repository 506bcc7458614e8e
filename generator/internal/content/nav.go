package content

import (
	"bytes"
	"path"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"

	"shirube/calculator/diagnostic"
)

// A NavEntry is a line of another generator's list of contents: a page with its title there.
type NavEntry struct {
	Title string // empty for none
	Path  string // of the page from the content folder, as it is written
}

// isNav reports whether a file is such a list: SUMMARY.md of mdBook and GitBook, _sidebar.md of Docsify, and
// mkdocs.yml.
func isNav(name string) bool {
	base := path.Base(name)
	return base == "SUMMARY.md" || base == "_sidebar.md" || name == "mkdocs.yml"
}

// navLine is a line with a link: an item of a list, or a chapter of mdBook before and after the numbered ones.
var navLine = regexp.MustCompile(`^\s*(?:[-*+]\s+|\d+[.)]\s+)?\[((?:[^\[\]\\]|\\.)*)\]\(<?([^)\s>]*)`)

// ParseNav reads a list of contents. Lines without a link to a page of the site are skipped.
func ParseNav(file File) ([]NavEntry, diagnostic.List) {
	text, found := PlainText(file)
	folder := path.Dir(file.Path)
	if path.Base(file.Path) == "mkdocs.yml" {
		return mkdocsNav(text), found
	}
	var entries []NavEntry
	for line := range bytes.Lines(text) {
		m := navLine.FindSubmatch(line)
		if m == nil || len(m[2]) == 0 {
			continue
		}
		title := strings.NewReplacer(`\`, "", "`", "", "*", "").Replace(string(m[1]))
		entries = append(entries, navEntry(title, folder, string(m[2])))
	}
	return entries, found
}

func navEntry(title, folder, address string) NavEntry {
	address, _, _ = strings.Cut(address, "#")
	if strings.HasPrefix(address, "/") {
		folder = "."
	}
	return NavEntry{Title: strings.TrimSpace(title), Path: strings.TrimPrefix(path.Join(folder, address), "/")}
}

// navBlock is the key nav of mkdocs.yml, whose other keys may have tags of Python.
var navBlock = regexp.MustCompile(`(?m)^nav:[^\n]*\n(?:(?:[ \t-][^\n]*|#[^\n]*)?\n?)*`)

// mkdocsNav reads the entries of nav in mkdocs.yml in their order. Only that block is parsed: the file may have tags
// of Python (!!python/name) that YAML cannot read.
func mkdocsNav(text []byte) []NavEntry {
	var top struct{ Nav yaml.Node }
	if yaml.Unmarshal(navBlock.Find(text), &top) != nil {
		return nil
	}
	var entries []NavEntry
	var visit func(n *yaml.Node, title string)
	visit = func(n *yaml.Node, title string) {
		switch n.Kind {
		case yaml.ScalarNode:
			if !strings.Contains(n.Value, "://") {
				entries = append(entries, navEntry(title, ".", n.Value))
			}
		case yaml.SequenceNode:
			for _, item := range n.Content {
				visit(item, "")
			}
		case yaml.MappingNode:
			for key, value := range pairs(n) {
				visit(value, key.Value)
			}
		}
	}
	visit(&top.Nav, "")
	return entries
}
