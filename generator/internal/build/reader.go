package build

import (
	"slices"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
	"shirube/generator/internal/render"
)

// A reader reads content files for a step, and notes which. It is used by one goroutine.
type reader struct {
	run   *run
	names []string // each once, those that cannot be read too
}

// Read returns the bytes of a file below the content folder.
func (r *reader) Read(name string) ([]byte, error) {
	r.note(name)
	src, err := r.run.folder.version(content.Entry{Path: name, Kind: content.Other})
	if err != nil {
		return nil, err
	}
	file, err := r.run.folder.read(src)
	return file.Bytes, err
}

func (r *reader) note(name string) {
	if !slices.Contains(r.names, name) {
		r.names = append(r.names, name)
	}
}

// readingKey is the key of a step together with what it has read.
type readingKey[K comparable] struct {
	key  K
	read render.Key
}

// cachedReading is cached for a step that reads content files: the kept outcome is valid while these are unchanged, also
// those that could not be read.
func cachedReading[K comparable, V any](r *run, s slot, key K, make func(*reader) (V, diagnostic.List)) (V, diagnostic.List) {
	if o := r.cache.get(s); o != nil {
		if old, ok := o.key.(readingKey[K]); ok && old == (readingKey[K]{key, r.versionOf(o.read)}) {
			return o.value.(V), o.found
		}
	}
	files := &reader{run: r}
	value, found := make(files)
	r.cache.putRead(s, readingKey[K]{key, r.versionOf(files.names)}, value, found, files.names)
	return value, found
}

// versionOf returns a key of the bytes of content files.
func (r *run) versionOf(names []string) render.Key {
	var key render.Key
	for _, name := range names {
		src, err := r.folder.version(content.Entry{Path: name, Kind: content.Other})
		if err != nil {
			src.version = 0
		}
		key = key.With(src.version)
	}
	return key
}
