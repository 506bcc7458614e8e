package build

import (
	"iter"
	"maps"
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

// invalidate takes in what has changed: it forgets what was read of files that may be others now, and lists
// the folder again where more may have changed than the bytes of files that are known.
func (w *buildRun) invalidate() {
	var folders []string // with a slash at the end
	touched := make(map[string]bool, len(w.changes.Content))
	for _, path := range w.changes.Content {
		touched[path] = true
		if !w.isKnown(path) {
			folders = append(folders, strings.TrimPrefix(path+"/", "./"))
		}
	}
	isLinked := func(e content.Entry) bool { return e.Linked }
	all := w.changes.All || !w.listing.isSet || slices.ContainsFunc(w.listing.entries, isLinked)
	switch {
	case all:
		w.forget(func(string) bool { return true })
	case len(folders) > 0:
		w.forget(func(path string) bool {
			return touched[path] || slices.ContainsFunc(folders, func(folder string) bool { return strings.HasPrefix(path, folder) })
		})
	default:
		for path := range touched {
			w.forgetOne(path)
		}
	}
	if all || len(folders) > 0 {
		w.list()
	}
}

// forget forgets what was read of the files that may have changed. It stays forgotten until the file
// is read again, whatever becomes of this build.
func (w *buildRun) forget(mayHaveChanged func(path string) bool) {
	for _, paths := range []iter.Seq[string]{maps.Keys(w.files), maps.Keys(w.parsed), maps.Keys(w.pictures), maps.Keys(w.fileKeys)} {
		for path := range paths {
			if mayHaveChanged(path) {
				w.forgetOne(path)
			}
		}
	}
}

// forgetOne forgets a file. What was worked out from it is kept beside its hash, for the case that it
// turns out to be the same.
func (w *buildRun) forgetOne(path string) {
	delete(w.files, path)
	delete(w.fileKeys, path)
	if p, ok := w.parsed[path]; ok {
		p.isStale = true
		w.parsed[path] = p
	}
	if p, ok := w.pictures[path]; ok {
		p.isStale = true
		w.pictures[path] = p
	}
}

// isKnown reports whether there was a file at a path when the folder was listed, and is one now.
func (w *buildRun) isKnown(path string) bool {
	_, ok := slices.BinarySearchFunc(w.listing.entries, path, func(e content.Entry, path string) int { return strings.Compare(e.Path, path) })
	return ok && w.folder.IsFile(path)
}

// read returns the file of an entry, from the builder's memory where it has not changed.
func (w *buildRun) read(e content.Entry) (content.File, error) {
	if known, ok := w.files[e.Path]; ok {
		return known, nil
	}
	file, err := w.folder.Read(e)
	if err != nil {
		return file, err
	}
	w.files[e.Path] = file
	return file, nil
}
