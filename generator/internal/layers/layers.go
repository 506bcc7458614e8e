// Package layers joins folders of which upper ones cover lower ones file by file, as the folder of a theme covers
// the theme that is built in.
package layers

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
)

// An FS shows the files of several folders as one. It implements fs.ReadFileFS, fs.ReadDirFS and fs.StatFS.
type FS struct{ layers []fs.FS } // the topmost first

// Over returns a folder whose files cover those of base.
func Over(top, base fs.FS) FS {
	if below, ok := base.(FS); ok {
		return FS{append([]fs.FS{top}, below.layers...)}
	}
	return FS{[]fs.FS{top, base}}
}

// Of returns the layers of a folder, the topmost first; any other file system is its own only layer.
func Of(files fs.FS) []fs.FS {
	if joined, ok := files.(FS); ok {
		return joined.layers
	}
	return []fs.FS{files}
}

// first calls read on the layers, from the topmost, until one has the file.
func first[V any](f FS, name string, read func(fs.FS, string) (V, error)) (V, error) {
	var value V
	var err error = &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	for _, layer := range f.layers {
		if value, err = read(layer, name); !errors.Is(err, fs.ErrNotExist) {
			return value, err
		}
	}
	return value, err
}

// Open implements fs.FS.
func (f FS) Open(name string) (fs.File, error) { return first(f, name, fs.FS.Open) }

// ReadFile implements fs.ReadFileFS.
func (f FS) ReadFile(name string) ([]byte, error) { return first(f, name, fs.ReadFile) }

// Stat implements fs.StatFS.
func (f FS) Stat(name string) (fs.FileInfo, error) { return first(f, name, fs.Stat) }

// ReadDir implements fs.ReadDirFS: it returns the entries of all layers, each name once, sorted.
func (f FS) ReadDir(name string) ([]fs.DirEntry, error) {
	var all []fs.DirEntry
	exists := false
	for _, layer := range f.layers {
		list, err := fs.ReadDir(layer, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		exists = true
		for _, entry := range list {
			if !slices.ContainsFunc(all, func(e fs.DirEntry) bool { return e.Name() == entry.Name() }) {
				all = append(all, entry)
			}
		}
	}
	if !exists {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrNotExist}
	}
	slices.SortFunc(all, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return all, nil
}
