package serve

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/fsnotify/fsnotify"

	"shirube/generator/internal/content"
)

const (
	// settleTime is how long the files must be quiet before a build: editors save in several steps,
	// and a change of branch touches many files at once.
	settleTime = 25 * time.Millisecond
	// patience is how long a build waits at most for files that are never quiet.
	patience = time.Second
)

// A watcher tells when something below its folders has changed.
type watcher struct {
	changes chan struct{}
	notify  *fsnotify.Watcher
}

// newWatcher watches folders; those that do not exist are left out.
func newWatcher(folders []string) (*watcher, error) {
	notify, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("ファイルの変更を見張れません: %w", err)
	}
	w := &watcher{changes: make(chan struct{}, 1), notify: notify}
	for _, folder := range folders {
		if err := w.add(folder, nil); err != nil {
			notify.Close()
			return nil, fmt.Errorf("「%s」の変更を見張れません: %w", folder, err)
		}
	}
	touched := make(chan struct{})
	go w.filter(touched)
	go settle(touched, w.changes)
	return w, nil
}

func (w *watcher) close() { w.notify.Close() }

// add watches a folder and every folder in it, also those that symbolic links lead to. A folder that
// a link leads back to, one of those above, is not entered again; nor is one that is gone by now.
func (w *watcher) add(folder string, above []fs.FileInfo) error {
	info, err := os.Stat(folder)
	if err != nil || !info.IsDir() || slices.ContainsFunc(above, func(a fs.FileInfo) bool { return os.SameFile(a, info) }) {
		return nil
	}
	if err := w.notify.Add(folder); err != nil {
		return err
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil
	}
	above = append(slices.Clip(above), info)
	for _, entry := range entries {
		if entry.Type().IsRegular() || content.IsIgnored(entry.Name()) {
			continue
		}
		if err := w.add(filepath.Join(folder, entry.Name()), above); err != nil {
			return err
		}
	}
	return nil
}

// filter passes on the events that concern the site, until the watcher is closed.
func (w *watcher) filter(touched chan<- struct{}) {
	defer close(touched)
	for {
		select {
		case event, ok := <-w.notify.Events:
			if !ok {
				return
			}
			if w.matters(event) {
				touched <- struct{}{}
			}
		case _, ok := <-w.notify.Errors:
			if !ok {
				return
			}
			touched <- struct{}{} // events may have been lost: build to be sure
		}
	}
}

// settle tells of many touches in a row once, when they pause or patience ends. A change that nobody
// has taken yet stands for later ones too. It ends when touched is closed.
func settle(touched <-chan struct{}, changes chan<- struct{}) {
	timer := time.NewTimer(settleTime)
	timer.Stop()
	var first time.Time // of the touches that wait to be told; zero where none do
	for {
		select {
		case _, ok := <-touched:
			if !ok {
				return
			}
			if first.IsZero() {
				first = time.Now()
			}
			timer.Reset(min(settleTime, patience-time.Since(first)))
		case <-timer.C:
			first = time.Time{}
			select {
			case changes <- struct{}{}:
			default:
			}
		}
	}
}

// matters reports whether an event concerns the site; a new folder is watched from now on.
func (w *watcher) matters(event fsnotify.Event) bool {
	if event.Op == fsnotify.Chmod || content.IsIgnored(filepath.Base(event.Name)) {
		return false
	}
	if event.Has(fsnotify.Create) {
		_ = w.add(event.Name, nil)
	}
	return true
}
