package watch

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"shirube/generator/internal/content"
)

const (
	// pollTime is the pause between two scans. After a long scan, the pause is pollShare times as long as it took.
	pollTime  = 500 * time.Millisecond
	pollShare = 20
)

// poll reports what differs from one scan to the next, until the watcher is closed.
func (w *Watcher) poll(before snapshot) {
	for pause := w.Pause; ; {
		select {
		case <-w.stopped:
			return
		case <-time.After(pause):
		}
		start := time.Now()
		now := scan(w.Folders)
		if paths := now.differing(before); len(paths) > 0 {
			w.report(Change{Paths: paths})
		}
		before, pause = now, max(w.Pause, pollShare*time.Since(start))
	}
}

// snapshot is what lay in some folders at a time, by name.
type snapshot struct {
	files map[string]fs.FileInfo
	at    time.Time
}

// scan lists all that is in folders, following links as the site does.
func scan(folders []string) snapshot {
	s := snapshot{make(map[string]fs.FileInfo), time.Now()}
	for _, name := range folders {
		if place, err := realPath(name); err == nil {
			s.add(filepath.Clean(name), place, ancestors(place))
		}
	}
	return s
}

// add lists name and all in it, except what a link out of the folder at root leads to.
func (s *snapshot) add(name, root string, above []fs.FileInfo) {
	info, err := os.Lstat(name)
	if err != nil {
		return
	}
	if info.Mode()&fs.ModeSymlink != 0 {
		if place, err := realPath(name); err == nil && isWithin(place, root) {
			if target, err := os.Stat(name); err == nil {
				info = target
			}
		}
	}
	s.files[name] = info
	if !info.IsDir() || slices.ContainsFunc(above, func(a fs.FileInfo) bool { return os.SameFile(a, info) }) {
		return
	}
	entries, _ := os.ReadDir(name) // a folder that cannot be read is seen once its mode changes
	above = append(slices.Clip(above), info)
	for _, entry := range entries {
		if !content.IsUnwatched(entry.Name()) {
			s.add(filepath.Join(name, entry.Name()), root, above)
		}
	}
}

// differing returns the names of what has changed since before.
func (s snapshot) differing(before snapshot) (names []string) {
	for name, info := range s.files {
		old, was := before.files[name]
		if !was || !isUnchanged(old, info) || mayHide(old, before.at) {
			names = append(names, name)
		}
	}
	for name := range before.files {
		if _, is := s.files[name]; !is {
			names = append(names, name)
		}
	}
	return names
}

func isUnchanged(old, now fs.FileInfo) bool {
	if !os.SameFile(old, now) || old.Mode() != now.Mode() {
		return false
	}
	return now.IsDir() || old.Size() == now.Size() && old.ModTime().Equal(now.ModTime())
}

// mayHide reports whether a file was scanned so soon after it was written that a second write may have left it with
// the same time. Some file systems count whole seconds, or pairs of them.
func mayHide(info fs.FileInfo, at time.Time) bool {
	grain := 50 * time.Millisecond
	if info.ModTime().Nanosecond() == 0 {
		grain = 2 * time.Second
	}
	age := at.Sub(info.ModTime())
	return info.Mode().IsRegular() && age > -grain && age < grain
}
