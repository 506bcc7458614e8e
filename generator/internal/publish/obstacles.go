package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"
)

// A foreignError names files that no build has made, and that a build would replace.
type foreignError struct{ names []string }

func (e *foreignError) Error() string {
	const shown = 5
	slices.Sort(e.names)
	text := "「" + strings.Join(e.names[:min(shown, len(e.names))], "」「") + "」"
	if more := len(e.names) - shown; more > 0 {
		text += fmt.Sprintf("、ほか %d 件", more)
	}
	return text + "は、build が作ったファイルではありません"
}

// A moving lists what must be done before staged files can be moved into place.
type moving struct {
	mu      sync.Mutex
	foreign []string        // files that no build has made
	gone    map[string]bool // old files in the place of new folders, or in folders in the place of new files
	made    []string        // folders that are new
}

// prepare makes the folders that staged files go to, and checks that every file can be moved into place, while
// everything is still as it was. New folders are removed again where something prevents it.
func (f *Folder) prepare(now map[string]bool) (*moving, error) {
	m := &moving{gone: make(map[string]bool)}
	known := make([]map[string]bool, runtime.GOMAXPROCS(0))
	err := inParts(f.staged, func(part int, files []staged) error {
		known[part] = make(map[string]bool)
		for _, s := range files {
			if err := f.makeRoom(m, s, known[part], now); err != nil {
				return explain(s.path, err)
			}
		}
		return nil
	})
	if err == nil && len(m.foreign) > 0 && !f.Replace {
		err = &foreignError{m.foreign}
	}
	if err != nil {
		f.removeEmpty(m.made...)
		return nil, err
	}
	return m, nil
}

// makeRoom makes the folder of a file and notes what is in the file's place. Known maps the folders of earlier files to
// whether they are new.
func (f *Folder) makeRoom(m *moving, s staged, known, now map[string]bool) error {
	dir := path.Dir(s.path)
	isNew, seen := known[dir]
	if !seen {
		old, ok := f.oldFileAbove(dir, now)
		if ok {
			m.note(func() { m.gone[old] = true })
			return nil
		}
		var err error
		if isNew, err = f.makeFolder(dir); err != nil {
			return err
		}
		known[dir] = isNew
		if isNew {
			m.note(func() { m.made = append(m.made, dir) })
		}
	}
	if isNew {
		return nil
	}
	info, err := f.root.Lstat(s.path)
	switch {
	case err != nil: // nothing is there
	case info.IsDir():
		inside, ok := f.oldFilesIn(s.path, now)
		if !ok {
			return syscall.EISDIR
		}
		m.note(func() {
			for _, name := range inside {
				m.gone[name] = true
			}
		})
	case !f.before[s.path]:
		m.note(func() { m.foreign = append(m.foreign, s.path) })
	}
	return nil
}

func (m *moving) note(change func()) {
	m.mu.Lock()
	defer m.mu.Unlock()
	change()
}

func (f *Folder) isFolder(name string) bool {
	info, err := f.root.Lstat(name)
	return err == nil && info.IsDir()
}

// oldFileAbove returns the file that an earlier build made in the place of a folder, or of one above it, and that this
// build no longer has.
func (f *Folder) oldFileAbove(dir string, now map[string]bool) (string, bool) {
	for ; dir != "."; dir = path.Dir(dir) {
		if f.before[dir] && !now[dir] && !f.isFolder(dir) {
			return dir, true
		}
	}
	return "", false
}

// oldFilesIn returns the files in a folder, where all of them were made by earlier builds and are no longer wanted.
func (f *Folder) oldFilesIn(dir string, now map[string]bool) (names []string, ok bool) {
	err := fs.WalkDir(f.root.FS(), dir, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			names = append(names, name)
			if !f.before[name] || now[name] {
				return errors.New("another file")
			}
		}
		return err
	})
	return names, err == nil
}

// clear removes the old files that are in the way, with the folders that this empties, and then makes the folders of
// staged files.
func (f *Folder) clear(m *moving) (removed int, err error) {
	for name := range m.gone {
		if err := f.root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return removed, explain(name, err)
		}
		removed++
		f.removeEmpty(path.Dir(name))
	}
	if removed == 0 {
		return 0, nil
	}
	known := make(map[string]bool)
	for _, s := range f.staged {
		dir := path.Dir(s.path)
		if known[dir] {
			continue
		}
		known[dir] = true
		if _, err := f.makeFolder(dir); err != nil {
			return removed, explain(s.path, err)
		}
	}
	return removed, nil
}

// makeFolder makes a folder where there is none, and reports whether it had to.
func (f *Folder) makeFolder(dir string) (isNew bool, err error) {
	err = f.root.Mkdir(dir, 0o755)
	if errors.Is(err, fs.ErrNotExist) {
		err = f.root.MkdirAll(dir, 0o755)
	}
	if err == nil {
		return true, nil
	}
	info, missing := f.root.Stat(dir)
	switch {
	case missing != nil:
		return false, err
	case !info.IsDir():
		return false, syscall.ENOTDIR
	case info.Mode().Perm()&0o222 == 0 && os.Geteuid() != 0: // root writes anywhere
		return false, fs.ErrPermission
	}
	return false, nil
}
