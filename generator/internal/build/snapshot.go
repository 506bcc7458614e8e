package build

import (
	"crypto/sha256"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
)

// Changes say what may have changed since a builder's last build, so that it need not read again
// what has not. Naming too much costs time and nothing else.
type Changes struct {
	All     bool     // anything
	Theme   bool     // the theme's files
	Content []string // slash-separated paths of files and folders below the content folder
}

// A snapshot is what is known of the content folder from one build to the next: its files, and for each a
// version, a number that changes with the bytes. A file that may have changed is read again when a build needs
// it. Its methods may be called concurrently, except open and close.
type snapshot struct {
	folder  *content.Folder // open during a build
	isFresh bool            // files is a listing of the folder
	entries []content.Entry // sorted by path
	found   diagnostic.List // of listing
	listing uint64          // version of entries
	mu      sync.Mutex
	files   map[string]knownFile // those that builds have read, by path
	missing map[string]error     // those that do not exist: pages may name many, and each build would look for them again
	touched touched              // since all pages were parsed last
	next    func() uint64
}

// A knownFile is what was read of a file.
type knownFile struct {
	version uint64
	hash    [sha256.Size]byte
	bytes   []byte // nil where they are not kept
	isStale bool   // the file may have changed since
}

func newSnapshot(next func() uint64) *snapshot {
	return &snapshot{files: make(map[string]knownFile), missing: make(map[string]error), next: next}
}

// open opens the folder for a build, and lists it again where changes may have added or removed files.
func (s *snapshot) open(dir, out string, changes Changes) error {
	folder, err := content.Open(dir)
	if err != nil {
		s.isFresh = false
		return err
	}
	s.folder = folder
	if s.invalidate(changes) {
		s.list(out)
	}
	return nil
}

func (s *snapshot) close() {
	if s.folder != nil {
		s.folder.Close()
		s.folder = nil
	}
}

// list lists the folder, without the output folder inside it.
func (s *snapshot) list(out string) {
	var skip []fs.FileInfo
	if info, err := os.Stat(out); out != "" && err == nil {
		skip = append(skip, info)
	}
	entries, found := s.folder.Scan(skip...)
	if !s.isFresh || !slices.Equal(entries, s.entries) {
		s.listing = s.next()
	}
	s.isFresh, s.entries, s.found = true, entries, found
	clear(s.missing)
}

// invalidate marks files that may have changed as stale. It reports whether the folder must be listed again: more
// may have changed than the bytes of files that are known.
func (s *snapshot) invalidate(changes Changes) bool {
	isLinked := func(e content.Entry) bool { return e.Linked }
	if changes.All || !s.isFresh || slices.ContainsFunc(s.entries, isLinked) {
		s.touched.all = true
		s.markStale(func(string) bool { return true })
		return true
	}
	if len(changes.Content) == 0 {
		return false
	}
	var now touched
	for _, path := range changes.Content {
		now.add(path, s.isKnown(path))
		s.touched.add(path, s.isKnown(path))
	}
	s.markStale(now.has)
	return len(now.folders) > 0
}

// isTouched reports whether a file may have changed since all pages were parsed last.
func (s *snapshot) isTouched(path string) bool { return s.touched.has(path) }

// touched are files that may have changed.
type touched struct {
	all     bool
	paths   map[string]bool
	folders []string // with a slash at the end
}

// add adds a path, which is that of a folder where it is not known to be one of a file.
func (t *touched) add(path string, isFile bool) {
	if t.paths == nil {
		t.paths = make(map[string]bool)
	}
	t.paths[path] = true
	if !isFile {
		t.folders = append(t.folders, strings.TrimPrefix(path+"/", "./"))
	}
}

func (t *touched) has(path string) bool {
	return t.all || t.paths[path] || slices.ContainsFunc(t.folders, func(folder string) bool { return strings.HasPrefix(path, folder) })
}

// markStale marks files. They stay stale until they are read again, whatever becomes of this build.
func (s *snapshot) markStale(mayHaveChanged func(path string) bool) {
	maps.DeleteFunc(s.missing, func(path string, _ error) bool { return mayHaveChanged(path) })
	for path, known := range s.files {
		if mayHaveChanged(path) {
			known.isStale, known.bytes = true, nil
			s.files[path] = known
		}
	}
}

// isKnown reports whether there was a file at a path when the folder was listed, and is one now.
func (s *snapshot) isKnown(path string) bool {
	return s.isListed(path) && s.folder.IsFile(path)
}

func (s *snapshot) isListed(path string) bool {
	_, ok := slices.BinarySearchFunc(s.entries, path, func(e content.Entry, path string) int { return strings.Compare(e.Path, path) })
	return ok
}

// A source is a file with the version of its bytes.
type source struct {
	content.Entry
	version uint64
	bytes   []byte // nil where the file was not read to find its version
}

// version returns the version of a file. It reads the file where that may have changed.
func (s *snapshot) version(e content.Entry) (source, error) {
	s.mu.Lock()
	known, ok := s.files[e.Path]
	err := s.missing[e.Path]
	s.mu.Unlock()
	switch {
	case err != nil:
		return source{}, err
	case ok && !known.isStale:
		return source{e, known.version, known.bytes}, nil
	}
	file, err := s.folder.Read(e)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) && !s.isListed(e.Path) {
			s.mu.Lock()
			s.missing[e.Path] = err
			s.mu.Unlock()
		}
		return source{}, err
	}
	hash := file.Hash()
	if !ok || known.hash != hash {
		known = knownFile{version: s.next(), hash: hash}
	}
	known.isStale = false
	if isConfiguration(e.Kind) {
		known.bytes = file.Bytes
	}
	s.mu.Lock()
	s.files[e.Path] = known
	s.mu.Unlock()
	return source{e, known.version, file.Bytes}, nil
}

// isConfiguration reports whether files of a kind are few and small, and read by most builds: their bytes are kept.
func isConfiguration(kind content.Kind) bool {
	switch kind {
	case content.Settings, content.Sources, content.ReadingsFile, content.SynonymsFile, content.Nav, content.Calc:
		return true
	}
	return false
}

// read returns the file of a source.
func (s *snapshot) read(src source) (content.File, error) {
	if src.bytes != nil {
		return content.File{Path: src.Path, Kind: src.Kind, Bytes: src.bytes}, nil
	}
	return s.folder.Read(src.Entry)
}

// forgetGone drops the files that are no longer listed.
func (s *snapshot) forgetGone() {
	for path := range s.files {
		if !s.isListed(path) {
			delete(s.files, path)
		}
	}
}

// sameFolder reports whether two paths name one folder.
func sameFolder(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	if errX == nil && errY == nil {
		return os.SameFile(x, y)
	}
	return errX != nil && errY != nil && filepath.Clean(a) == filepath.Clean(b)
}
