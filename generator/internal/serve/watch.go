package serve

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"

	"shirube/generator/internal/content"
)

// settleTime is how long the files must be quiet before a build: editors save in several steps,
// and a change of branch touches many files at once.
const settleTime = 25 * time.Millisecond

// A watcher tells when something below its folders has changed.
type watcher struct {
	changes chan struct{}
	notify  *fsnotify.Watcher
}

func newWatcher(folders []string) (*watcher, error) {
	notify, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("ファイルの変更を見張れません: %w", err)
	}
	w := &watcher{changes: make(chan struct{}, 1), notify: notify}
	for _, folder := range folders {
		if _, err := os.Stat(folder); err != nil {
			continue
		}
		if err := w.add(folder); err != nil {
			notify.Close()
			return nil, fmt.Errorf("「%s」の変更を見張れません: %w", folder, err)
		}
	}
	go w.run()
	return w, nil
}

func (w *watcher) close() { w.notify.Close() }

// add watches a folder and every folder in it.
func (w *watcher) add(folder string) error {
	return filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return nil
		}
		if name != folder && content.IsIgnored(entry.Name()) {
			return filepath.SkipDir
		}
		return w.notify.Add(name)
	})
}

// run gathers events until they pause, then tells of them once.
func (w *watcher) run() {
	timer := time.NewTimer(time.Hour)
	timer.Stop()
	for {
		select {
		case event, ok := <-w.notify.Events:
			if !ok {
				return
			}
			if w.matters(event) {
				timer.Reset(settleTime)
			}
		case _, ok := <-w.notify.Errors:
			if !ok {
				return
			}
			timer.Reset(settleTime) // events may have been lost: build to be sure
		case <-timer.C:
			select {
			case w.changes <- struct{}{}:
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
		if info, err := os.Stat(event.Name); err == nil && info.IsDir() {
			_ = w.add(event.Name)
		}
	}
	return true
}
