package watch

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
)

// A tree is a set of folders that the system watches, with all folders in them. The system knows a folder by its real
// path; the site may see it under several names, through symbolic links. It is used by one goroutine.
type tree struct {
	notify *fsnotify.Watcher
	roots  []root
	names  map[string][]string // real path of a watched folder, or of a file behind a link → its names
	places map[string]string   // the other way around
	links  map[string]bool     // names that are symbolic links, also those that lead nowhere yet
}

// A root is a folder that newTree was given. Info is nil while it does not exist.
type root struct {
	name  string
	place string
	info  fs.FileInfo
}

// newTree watches folders. The error is the system's where it cannot watch all of them.
func newTree(folders []string) (*tree, error) {
	notify, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	t := &tree{notify: notify, names: make(map[string][]string), places: make(map[string]string), links: make(map[string]bool)}
	for _, name := range folders {
		r := root{name: filepath.Clean(name)}
		r.info, err = os.Stat(name)
		if err == nil {
			r.place, err = realPath(name)
		}
		t.roots = append(t.roots, r)
		if err == nil {
			_, err = t.enter(r.name, r.place, ancestors(r.place))
		}
		if err != nil && !isPassing(err) {
			notify.Close()
			return nil, err
		}
	}
	return t, nil
}

// leaves reports whether place is outside of the watched folder that name is in. Builds refuse links that lead there.
func (t *tree) leaves(name, place string) bool {
	return !slices.ContainsFunc(t.roots, func(r root) bool { return isWithin(name, r.name) && isWithin(place, r.place) })
}

func (t *tree) close() { t.notify.Close() }

// realPath returns the absolute path of a file without symbolic links.
func realPath(name string) (string, error) {
	path, err := filepath.Abs(name)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(path)
}

// ancestors returns the folders that name is in, as far as they can be found.
func ancestors(name string) (above []fs.FileInfo) {
	path, err := filepath.Abs(name)
	if err != nil {
		return nil
	}
	for dir := filepath.Dir(path); ; dir = filepath.Dir(dir) {
		if info, err := os.Stat(dir); err == nil {
			above = append(above, info)
		}
		if dir == filepath.Dir(dir) {
			return above
		}
	}
}

// isPassing reports whether an error concerns one folder only, which is gone by now or may not be read.
func isPassing(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.ENOTDIR)
}

// isCurrent reports whether the folders that were to be watched are still those that are.
func (t *tree) isCurrent() bool {
	return !slices.ContainsFunc(t.roots, func(r root) bool {
		info, err := os.Stat(r.name)
		if err != nil || r.info == nil {
			return (err == nil) != (r.info != nil)
		}
		return !os.SameFile(info, r.info)
	})
}

// pace is the time between two calls of isCurrent.
func (t *tree) pace() time.Duration {
	if slices.ContainsFunc(t.roots, func(r root) bool { return r.info == nil }) {
		return lostCheck
	}
	return rootCheck
}

func (t *tree) isRoot(place string) bool {
	return slices.ContainsFunc(t.roots, func(r root) bool { return r.place == filepath.Clean(place) })
}
