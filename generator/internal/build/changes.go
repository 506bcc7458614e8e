package build

import (
	"slices"
	"strings"

	"shirube/generator/internal/content"
)

// Changes say what may have changed since a builder's last build, so that it need not read again
// what has not. Naming too much costs time and nothing else.
type Changes struct {
	All     bool     // anything
	Theme   bool     // the theme's files
	Content []string // slash-separated paths of files and folders below the content folder
}

// isTouched reports whether the file at a path may have changed.
func (w *work) isTouched(path string) bool {
	if w.changes.All || w.touched[path] {
		return true
	}
	return slices.ContainsFunc(w.touchedFolders, func(folder string) bool { return strings.HasPrefix(path, folder) })
}

// look works out what the changes touch, and lists the folder again where more may have changed
// than the bytes of files that are known.
func (w *work) look() {
	w.touched = make(map[string]bool, len(w.changes.Content))
	for _, path := range w.changes.Content {
		w.touched[path] = true
		if !w.isKnown(path) {
			w.touchedFolders = append(w.touchedFolders, strings.TrimPrefix(path+"/", "./"))
		}
	}
	if slices.ContainsFunc(w.listing.entries, func(e content.Entry) bool { return e.Linked }) {
		w.changes.All = true
	}
	if w.changes.All || len(w.touchedFolders) > 0 || !w.listing.isSet {
		w.list()
	}
}

// isKnown reports whether there was a file at a path when the folder was listed, and is one now.
func (w *work) isKnown(path string) bool {
	_, ok := slices.BinarySearchFunc(w.listing.entries, path, func(e content.Entry, path string) int { return strings.Compare(e.Path, path) })
	return ok && w.folder.IsFile(path)
}

// read returns the file of an entry, from the builder's memory where it has not changed.
func (w *work) read(e content.Entry) (content.File, error) {
	if known, ok := w.files[e.Path]; ok && !w.isTouched(e.Path) {
		return known, nil
	}
	file, err := w.folder.Read(e)
	if err != nil {
		delete(w.files, e.Path)
		return file, err
	}
	w.files[e.Path] = file
	return file, nil
}
