package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
)

var (
	filePlace = regexp.MustCompile("`([a-z0-9_./-]+\\.(?:go|ts|css|html|yaml|txt|sh))`")
)

// Whoever follows a place in the documents finds a file there. A name without a folder is in the folder of the one before.
func TestDocumentsNameFilesThatExist(t *testing.T) {
	for document, below := range map[string][]string{
		"ARCHITECTURE.md":    {".", "internal", "..", "../themes/michi"},
		"../CONTRIBUTING.md": {"..", ".", "internal"},
	} {
		text, err := os.ReadFile(document)
		if err != nil {
			t.Fatal(err)
		}
		last := "."
		for _, m := range filePlace.FindAllStringSubmatch(string(text), -1) {
			place := m[1]
			found := false
			for _, folder := range append(below, last) {
				if _, err := os.Stat(filepath.Join(folder, place)); err == nil {
					found, last = true, filepath.Dir(filepath.Join(folder, place))
					break
				}
			}
			if !found && !isAnywhere(t, place) {
				t.Errorf("%s: there is no %s", document, place)
			}
		}
	}
}

// isAnywhere reports whether some file of the module or of its output has the name.
func isAnywhere(t *testing.T, name string) bool {
	t.Helper()
	if slices.Contains([]string{"furigana.txt", "index.html", "robots.txt", "search/index.json"}, name) { // in the output
		return true
	}
	for _, pattern := range []string{"*/", "*/*/", "*/*/*/", "*/*/*/*/"} {
		if found, err := filepath.Glob("../" + pattern + name); err == nil && len(found) > 0 {
			return true
		}
	}
	return false
}
