// Package watch reports what changes below folders: by the events of the system, or by polling where it
// has none. Changes in quick succession become one.
package watch

import (
	"errors"
	"sync"
	"syscall"
	"time"

	"shirube/calculator/diagnostic"
)

const (
	// rootCheck is how often the watched folders themselves are checked: no event reports that a
	// deleted one is made again.
	rootCheck = 500 * time.Millisecond
	// lostCheck is that time while one of them is gone, as it is for a moment when git changes the branch.
	lostCheck = 50 * time.Millisecond
)

// Options say what to watch, and how. Folders that do not exist yet are watched when they do.
type Options struct {
	Folders []string
	Poll    bool                  // do not ask the system for events
	Pause   time.Duration         // between two scans while polling; 0 is half a second
	Notice  func(diagnostic.Text) // receives why the watcher polls although Poll is not set
}

// A Watcher reports what has been touched below its folders.
type Watcher struct {
	Options
	changes chan Change
	touched chan Change // before settling
	stopped chan struct{}
	running sync.WaitGroup
}

// New begins to watch. It misses nothing that happens after it has returned.
func New(o Options) *Watcher {
	if o.Pause == 0 {
		o.Pause = pollTime
	}
	w := &Watcher{Options: o, changes: make(chan Change), touched: make(chan Change), stopped: make(chan struct{})}
	source := w.firstSource()
	w.running.Go(func() {
		defer close(w.touched)
		source()
	})
	w.running.Go(func() { settle(w.touched, w.changes, isUnfinished) })
	return w
}

// firstSource returns what reports touches until the watcher is closed.
func (w *Watcher) firstSource() func() {
	if !w.Poll {
		t, err := newTree(w.Folders)
		if err == nil {
			return func() { w.follow(t) }
		}
		w.Notice(pollingNotice(err))
	}
	first := scan(w.Folders)
	return func() { w.poll(first) }
}

// Changes returns the channel of changes: each is all that was touched since the last was received.
func (w *Watcher) Changes() <-chan Change { return w.changes }

// Close ends the watch and waits until it has ended.
func (w *Watcher) Close() {
	close(w.stopped)
	w.running.Wait()
}

// report sends a touch to settle.
func (w *Watcher) report(c Change) {
	select {
	case w.touched <- c:
	case <-w.stopped:
	}
}

// follow reports the system's events. It polls from the moment when the system cannot watch all.
func (w *Watcher) follow(t *tree) {
	for t != nil {
		err := w.events(t)
		t.close()
		if err == nil {
			return
		}
		// Events may have been missed: all watches are set again, and all counts as changed.
		if t, err = newTree(w.Folders); err != nil {
			w.Notice(pollingNotice(err))
			t = nil
		} else {
			w.report(Change{All: true})
		}
	}
	first := scan(w.Folders)
	w.report(Change{All: true})
	w.poll(first)
}

// errStale is the error of a tree that no longer watches all that it should.
var errStale = errors.New("watches must be set again")

// events reports a tree's events until the watcher is closed, or returns why the tree can no longer
// be relied on.
func (w *Watcher) events(t *tree) error {
	check := time.NewTicker(t.pace())
	defer check.Stop()
	for {
		select {
		case event := <-t.notify.Events:
			paths, err := t.touched(event)
			if len(paths) > 0 {
				w.report(Change{Paths: paths})
			}
			if err != nil {
				return err
			}
			if t.isRoot(event.Name) {
				check.Reset(t.pace())
			}
		case err := <-t.notify.Errors:
			return err
		case <-check.C:
			if !t.isCurrent() {
				return errStale
			}
		case <-w.stopped:
			return nil
		}
	}
}

// pollingNotice says why files are polled, and how to raise the limit that is the reason.
func pollingNotice(reason error) diagnostic.Text {
	const polling, inEnglish = "かわりに、フォルダーを0.5秒ごとに見て回ります。", " Folders are looked through every half second instead."
	switch {
	case errors.Is(reason, syscall.ENOSPC):
		return diagnostic.Text{
			Ja: "見張れるフォルダーの数の上限に達しました。" + polling + "上限を上げるには: sudo sysctl fs.inotify.max_user_watches=524288",
			En: "No more folders can be watched." + inEnglish + " To raise the limit: sudo sysctl fs.inotify.max_user_watches=524288",
		}
	case errors.Is(reason, syscall.EMFILE):
		return diagnostic.Text{
			Ja: "ファイルを見張る仕組みの数の上限に達しました。" + polling +
				"上限を上げるには: sudo sysctl fs.inotify.max_user_instances=512（または ulimit -n 8192）",
			En: "No more watchers of files can be made." + inEnglish +
				" To raise the limit: sudo sysctl fs.inotify.max_user_instances=512 (or ulimit -n 8192)",
		}
	}
	return diagnostic.Textf("ファイルの変更を見張れません（%v）。"+polling, "Changes of files cannot be watched (%v)."+inEnglish, reason)
}
