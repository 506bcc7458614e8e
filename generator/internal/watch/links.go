package watch

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/fsnotify/fsnotify"

	"shirube/generator/internal/content"
)

// touched returns the names of what an event concerns, and updates the watch. The error is the system's where it
// cannot watch a new folder.
func (t *tree) touched(event fsnotify.Event) ([]string, error) {
	place := filepath.Clean(event.Name)
	names := t.namesOf(place)
	if event.Has(fsnotify.Remove | fsnotify.Rename | fsnotify.Create) {
		names = append(names, t.leave(place)...) // what is created may replace something
	}
	if event.Has(fsnotify.Rename) {
		again, err := t.watchAgain()
		if names = append(names, again...); err != nil {
			return names, err
		}
	}
	// A change of permissions may open a folder that could not be watched.
	if !event.Has(fsnotify.Create | fsnotify.Chmod) {
		return names, nil
	}
	entered, err := t.enterNew(names)
	return append(names, entered...), err
}

// redirect forgets the links that now lead elsewhere through other links, and returns their names.
func (t *tree) redirect() (names []string) {
	for name := range t.links {
		was, led := t.places[name]
		if place, err := realPath(name); led && (err != nil || place != was) {
			names = append(names, name)
		}
	}
	t.forget(names)
	return names
}

// namesOf returns the names under which the site sees place.
func (t *tree) namesOf(place string) []string {
	return append(t.ownNames(place), t.names[place]...)
}

// ownNames returns the names of place by its own path, not by links to it.
func (t *tree) ownNames(place string) (names []string) {
	base := filepath.Base(place)
	if content.IsUnwatched(base) {
		return nil
	}
	for _, folder := range t.names[filepath.Dir(place)] {
		names = append(names, filepath.Join(folder, base))
	}
	return names
}

// enterNew watches what has appeared under names, and links that led nowhere until now. It returns
// what it found there.
func (t *tree) enterNew(names []string) (entered []string, err error) {
	for name := range t.links {
		names = append(names, name)
	}
	for _, name := range names {
		if _, known := t.places[name]; known {
			continue
		}
		more, err := t.enterAny(name, nil)
		entered = append(entered, more...)
		if err != nil {
			return entered, err
		}
	}
	return entered, nil
}

// enterAny watches name if it is a folder or a link. Above are the folders that it is in, where they are known.
func (t *tree) enterAny(name string, above []fs.FileInfo) ([]string, error) {
	info, err := os.Lstat(name)
	if err != nil || info.Mode().IsRegular() {
		delete(t.links, name)
		return nil, nil
	}
	if info.Mode()&fs.ModeSymlink != 0 {
		t.links[name] = true
	}
	place, err := realPath(name)
	if err != nil || t.leaves(name, place) {
		return nil, nil
	}
	if above == nil {
		above = ancestors(name)
	}
	return t.enter(name, place, above)
}

// enter watches a folder and every folder in it, or the file that a link leads to. It returns the
// names of all that is in it, since no event reports what was there before the watch. A folder that a link puts
// into itself is not entered again.
func (t *tree) enter(name, place string, above []fs.FileInfo) (found []string, err error) {
	info, err := os.Stat(place)
	if err != nil || slices.ContainsFunc(above, func(a fs.FileInfo) bool { return os.SameFile(a, info) }) {
		return nil, nil
	}
	if !info.IsDir() {
		return []string{name}, t.watch(name, place, filepath.Dir(place))
	}
	if err := t.watch(name, place, place); err != nil {
		return nil, err
	}
	entries, _ := os.ReadDir(place) // a folder that is gone by now has its own event
	above = append(slices.Clip(above), info)
	for _, entry := range entries {
		if content.IsUnwatched(entry.Name()) {
			continue
		}
		more, err := t.enterEntry(filepath.Join(name, entry.Name()), filepath.Join(place, entry.Name()), entry, above)
		found = append(found, more...)
		if err != nil {
			return found, err
		}
	}
	return found, nil
}

func (t *tree) enterEntry(name, place string, entry fs.DirEntry, above []fs.FileInfo) (found []string, err error) {
	switch {
	case entry.IsDir():
		found, err = t.enter(name, place, above)
	case !entry.Type().IsRegular():
		found, err = t.enterAny(name, above)
	}
	return append(found, name), err
}

// watch notes name as a name of place, and watches folder for it.
func (t *tree) watch(name, place, folder string) error {
	if err := t.notify.Add(folder); isPassing(err) {
		return nil
	} else if err != nil {
		return err
	}
	if _, noted := t.names[folder]; !noted {
		t.names[folder] = nil
	}
	t.names[place] = append(t.names[place], name)
	t.places[name] = place
	return nil
}

// leave ends the watch of what was at place and in it: a folder that was moved would otherwise be
// reported under its old name. It returns the names that no longer exist.
func (t *tree) leave(place string) []string {
	own := t.ownNames(place)
	if _, watched := t.names[place]; !watched && !slices.ContainsFunc(own, t.isLink) {
		return nil
	}
	left := slices.Clone(own)
	for inner, names := range t.names {
		if isWithin(inner, place) {
			left = append(left, names...)
			_ = t.notify.Remove(inner) // the system may have done so already
			delete(t.names, inner)
		}
	}
	t.forget(left)
	for _, name := range own {
		delete(t.links, name)
	}
	t.lose(place)
	return append(left, t.redirect()...)
}

// watchAgain watches the folders that have lost their watch, and returns their names. A folder that is moved into a new
// one may be entered by its new name before the event of its move comes. The system then has one watch for
// both names, and leaving the old one ends it.
func (t *tree) watchAgain() (names []string, err error) {
	watched := make(map[string]bool)
	for _, place := range t.notify.WatchList() {
		watched[place] = true
	}
	for place := range t.names {
		if info, err := os.Stat(place); watched[place] || err != nil || !info.IsDir() {
			continue
		}
		if err := t.notify.Add(place); isPassing(err) {
			continue
		} else if err != nil {
			return names, err
		}
		names = append(names, t.names[place]...)
	}
	return names, nil
}

func (t *tree) isLink(name string) bool { return t.links[name] }

// forget drops names and all that is seen through them. Links among the names themselves are kept, since
// they may lead elsewhere next.
func (t *tree) forget(names []string) {
	for name := range t.links {
		if isWithinAny(filepath.Dir(name), names) {
			delete(t.links, name)
		}
	}
	for name, place := range t.places {
		if !isWithinAny(name, names) {
			continue
		}
		delete(t.places, name)
		if others, watched := t.names[place]; watched {
			t.names[place] = slices.DeleteFunc(others, func(n string) bool { return n == name })
		}
	}
}

// lose notes that a root is gone.
func (t *tree) lose(place string) {
	for i, r := range t.roots {
		if r.place == place {
			t.roots[i].info = nil
		}
	}
}

func isWithinAny(path string, folders []string) bool {
	return slices.ContainsFunc(folders, func(folder string) bool { return isWithin(path, folder) })
}

// isWithin reports whether a path is that of a folder or of something in it.
func isWithin(path, folder string) bool {
	rest, ok := strings.CutPrefix(path, folder)
	return ok && (rest == "" || rest[0] == filepath.Separator)
}
