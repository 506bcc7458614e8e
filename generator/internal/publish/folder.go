package publish

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// A Folder is an output folder on disk, for one build. Files are gathered in a staging folder
// inside it and moved into place by Commit: hashed assets first, then the pages that name them, so
// that a build killed at any moment leaves each file whole, old or new. Nothing outside the folder
// can be written, not even through symbolic links. A file that no build has made is replaced only
// where Replace says so.
type Folder struct {
	// Replace lets the build replace files of the same names that no build has made.
	Replace bool

	root    *os.Root
	staging string
	stage   *os.Root        // of staging; nil before it is made
	held    *os.File        // in staging
	before  map[string]bool // what earlier builds made
	listed  fs.FileInfo     // the manifest that says so; nil where there is none
	isEmpty bool            // there was nothing in the folder when it was opened
	mu      sync.Mutex
	staged  []staged
	kept    []string // unchanged files
}

type staged struct{ path, temporary string }

// OpenFolder opens the output folder dir and makes it where there is none.
func OpenFolder(dir string) (*Folder, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	f := &Folder{root: root, before: make(map[string]bool)}
	entries, err := fs.ReadDir(root.FS(), ".")
	f.isEmpty = err == nil && len(entries) == 0
	if err = f.makeStaging(); err == nil {
		unlock := lockFolder(root) // no other build may write the manifest meanwhile
		err = f.readManifest()
		unlock()
	}
	if err != nil {
		f.close()
		return nil, err
	}
	return f, nil
}

// Keep implements Target. It keeps nothing by key, since Put compares bytes.
func (f *Folder) Keep(Output) bool { return false }

// Remakes implements Target.
func (f *Folder) Remakes() bool { return false }

// Put implements Target.
func (f *Folder) Put(o Output) error {
	if err := CheckPath(o.Path); err != nil {
		return fmt.Errorf("「%q」は書き出せません: %w", o.Path, err)
	}
	var err error
	if o.Bytes, err = o.Load(); err != nil {
		return err
	}
	if f.isUnchanged(o) {
		f.mu.Lock()
		f.kept = append(f.kept, o.Path)
		f.mu.Unlock()
		return nil
	}
	f.mu.Lock()
	name := strconv.Itoa(len(f.staged))
	f.staged = append(f.staged, staged{o.Path, f.staging + "/" + name})
	f.mu.Unlock()
	return f.stage.WriteFile(name, o.Bytes, 0o644)
}

// isUnchanged reports whether the folder already holds the file with these bytes, whoever wrote it.
func (f *Folder) isUnchanged(o Output) bool {
	if f.isEmpty {
		return false
	}
	info, err := f.root.Lstat(o.Path)
	if err != nil || !info.Mode().IsRegular() || info.Size() != int64(len(o.Bytes)) {
		return false
	}
	old, err := f.root.ReadFile(o.Path)
	return err == nil && bytes.Equal(old, o.Bytes)
}

// Commit implements Target. It checks first that every staged file can be moved into place; an error of that leaves
// the folder as it was. Another error may come from the middle of the move: it wraps ErrPartial.
func (f *Folder) Commit() (written, removed int, err error) {
	defer f.close()
	defer lockFolder(f.root)()
	if f.isOvertaken() {
		return 0, 0, errOvertaken
	}
	slices.SortFunc(f.staged, func(a, b staged) int {
		if x, y := isAsset(a.path), isAsset(b.path); x != y {
			if x {
				return -1
			}
			return 1
		}
		return strings.Compare(a.path, b.path)
	})
	now := make(map[string]bool, len(f.kept)+len(f.staged))
	for _, name := range f.kept {
		now[name] = true
	}
	for _, s := range f.staged {
		now[s.path] = true
	}
	if len(f.staged) == 0 && len(f.before) == len(now) {
		return 0, 0, nil
	}
	plan, err := f.prepare(now)
	if err != nil {
		return 0, 0, err
	}
	// Whatever happens from here on, the manifest covers every file that a build made.
	if err := f.writeManifest(now, f.before); err != nil {
		return 0, 0, err
	}
	cleared, err := f.clear(plan)
	if err == nil {
		err = f.moveIntoPlace()
	}
	if err != nil {
		return 0, 0, fmt.Errorf("%w: %w", ErrPartial, err)
	}
	removed = cleared + f.removeGone(now)
	return len(f.staged), removed, f.writeManifest(now, nil)
}

// ErrPartial is wrapped by the error of a build that moved only some of its files into place.
var ErrPartial = errors.New("一部のファイルだけが新しくなりました")

func isAsset(name string) bool { return strings.HasPrefix(name, AssetFolder+"/") }

// moveIntoPlace moves the staged files, which are sorted with the assets first.
func (f *Folder) moveIntoPlace() error {
	pages := slices.IndexFunc(f.staged, func(s staged) bool { return !isAsset(s.path) })
	if pages < 0 {
		pages = len(f.staged)
	}
	if err := f.moveAll(f.staged[:pages]); err != nil {
		return err
	}
	return inParts(f.staged[pages:], func(_ int, files []staged) error { return f.moveAll(files) })
}

// inParts splits files into one part for each processor, works on all at once, and returns the first error in the order
// of the files.
func inParts(files []staged, work func(part int, files []staged) error) error {
	errs := make([]error, runtime.GOMAXPROCS(0))
	var wg sync.WaitGroup
	for i := range errs {
		part := files[i*len(files)/len(errs) : (i+1)*len(files)/len(errs)]
		wg.Go(func() { errs[i] = work(i, part) })
	}
	wg.Wait()
	return cmp.Or(errs...)
}

func (f *Folder) moveAll(files []staged) error {
	for _, s := range files {
		if err := f.root.Rename(s.temporary, s.path); err != nil {
			return explain(s.path, err)
		}
	}
	return nil
}

// explain adds to an error which output it concerns.
func explain(name string, err error) error {
	return fmt.Errorf("「%s」を書けません: %w", name, err)
}

// removeGone removes the files that only earlier builds made, and folders that this empties. Where letter case does not
// distinguish files, a file that is now written in other letters is the new one, and stays.
func (f *Folder) removeGone(now map[string]bool) int {
	var gone []string
	folded := make(map[string]string)
	for name := range f.before {
		if !now[name] {
			gone = append(gone, name)
		}
	}
	if len(gone) > 0 {
		for name := range now {
			folded[strings.ToLower(name)] = name
		}
	}
	removed := 0
	for _, name := range gone {
		if other, ok := folded[strings.ToLower(name)]; ok && f.isOneFile(name, other) {
			continue
		}
		if f.root.Remove(name) == nil {
			removed++
		}
		f.removeEmpty(path.Dir(name))
	}
	return removed
}

func (f *Folder) isOneFile(a, b string) bool {
	x, errX := f.root.Lstat(a)
	y, errY := f.root.Lstat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}

// removeEmpty removes folders that are empty, and those that this empties.
func (f *Folder) removeEmpty(dirs ...string) {
	for _, dir := range dirs {
		for dir != "." && f.isFolder(dir) && f.root.Remove(dir) == nil {
			dir = path.Dir(dir)
		}
	}
}

// Abort implements Target.
func (f *Folder) Abort() { f.close() }
