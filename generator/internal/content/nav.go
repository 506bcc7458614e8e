package content

import (
	"bytes"
	"net/url"
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

// isNav reports whether a file is such a list: SUMMARY.md of mdBook and GitBook, _sidebar.md of Docsify, _toc.yml of
// Jupyter Book and Sphinx, myst.yml of MyST, and mkdocs.yml.
func isNav(name string) bool {
	switch path.Base(name) {
	case "SUMMARY.md", "_sidebar.md", "_toc.yml", "myst.yml":
		return true
	}
	return name == "mkdocs.yml"
}

// navLine is a line with a link: an item of a list, or a chapter of mdBook before and after the numbered ones.
var navLine = regexp.MustCompile(`^\s*(?:[-*+]\s+|\d+[.)]\s+)?\[((?:[^\[\]\\]|\\.)*)\]\(<?([^)\s>]*)`)

// ParseNav reads a list of contents. Lines without a link to a page of the site are skipped.
func ParseNav(file File) ([]NavEntry, diagnostic.List) {
	text, found := PlainText(file)
	folder := path.Dir(file.Path)
	switch path.Base(file.Path) {
	case "mkdocs.yml":
		return mkdocsNav(text), found
	case "_toc.yml", "myst.yml":
		return tocNav(text, folder), found
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
	if end := strings.IndexAny(address, "#?"); end >= 0 {
		address = address[:end]
	}
	if plain, err := url.PathUnescape(address); err == nil {
		address = plain
	}
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

// tocNav reads _toc.yml, or project.toc of myst.yml: entries with file and title, and lists of further entries below
// parts, chapters, sections, subtrees, entries or children.
func tocNav(text []byte, folder string) []NavEntry {
	var top yaml.Node
	var myst struct{ Project struct{ TOC yaml.Node } }
	if yaml.Unmarshal(text, &top) != nil {
		return nil
	}
	if yaml.Unmarshal(text, &myst) == nil && myst.Project.TOC.Kind != 0 {
		top = myst.Project.TOC
	}
	var entries []NavEntry
	var visit func(n *yaml.Node)
	visit = func(n *yaml.Node) {
		if n.Kind != yaml.MappingNode {
			for _, item := range n.Content {
				visit(item)
			}
			return
		}
		var file, title string
		for key, value := range pairs(n) {
			switch key.Value {
			case "file", "root":
				file = value.Value
			case "title":
				title = value.Value
			}
		}
		if file != "" {
			entries = append(entries, navEntry(title, folder, file))
		}
		for _, value := range pairs(n) {
			if value.Kind == yaml.SequenceNode {
				visit(value)
			}
		}
	}
	visit(&top)
	return entries
}
