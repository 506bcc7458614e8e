package serve

import (
	"errors"
	"fmt"
	"sync"
	"syscall"
	"time"
)

const (
	// rootCheck is how often the watched folders themselves are looked for: nobody tells when a
	// folder is made in the place of one that was deleted.
	rootCheck = 500 * time.Millisecond
	// lostCheck is that time while one of them is gone, as it is for a moment when git changes the
	// branch.
	lostCheck = 50 * time.Millisecond
)

// A watching says what to watch, and how. Folders that do not exist yet are watched when they do.
type watching struct {
	folders []string
	poll    bool              // ask nothing of the system
	pause   time.Duration     // between two looks
	notice  func(text string) // is told, in words for the editor, why the watcher polls unasked
}

// A watcher tells what has been touched below its folders. It hears of it from the system, or looks
// for itself where the system cannot tell.
type watcher struct {
	watching
	changes chan change // what was touched since the last was taken; nothing is lost between two
	touched chan change // before settling
	stopped chan struct{}
	running sync.WaitGroup
}

// newWatcher begins to watch. It misses nothing that happens after it has returned.
func newWatcher(o watching) *watcher {
	w := &watcher{watching: o, changes: make(chan change), touched: make(chan change), stopped: make(chan struct{})}
	source := w.firstSource()
	w.running.Go(func() {
		defer close(w.touched)
		source()
	})
	w.running.Go(func() { settle(w.touched, w.changes, isUnfinished) })
	return w
}

// firstSource returns what tells of touches until the watcher is closed.
func (w *watcher) firstSource() func() {
	if !w.poll {
		t, err := newTree(w.folders)
		if err == nil {
			return func() { w.follow(t) }
		}
		w.notice(pollingNotice(err))
	}
	seen := look(w.folders)
	return func() { w.lookAgain(seen) }
}

func (w *watcher) close() {
	close(w.stopped)
	w.running.Wait()
}

// report hands a touch to those that settle.
func (w *watcher) report(c change) {
	select {
	case w.touched <- c:
	case <-w.stopped:
	}
}

// follow tells of the system's events. It polls from the moment when the system cannot watch all.
func (w *watcher) follow(t *tree) {
	for t != nil {
		err := w.events(t)
		t.close()
		if err == nil {
			return
		}
		// Events may have been missed: everything is watched anew, then looked at again.
		if t, err = newTree(w.folders); err != nil {
			w.notice(pollingNotice(err))
			t = nil
		} else {
			w.report(change{all: true})
		}
	}
	seen := look(w.folders)
	w.report(change{all: true})
	w.lookAgain(seen)
}

// errStale says that a tree no longer watches all that it should.
var errStale = errors.New("folders must be watched anew")

// events tells of a tree's events until the watcher is closed, or returns why the tree can no longer
// be relied on.
func (w *watcher) events(t *tree) error {
	check := time.NewTicker(t.pace())
	defer check.Stop()
	for {
		select {
		case event := <-t.notify.Events:
			paths, err := t.touched(event)
			if len(paths) > 0 {
				w.report(change{paths: paths})
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
func pollingNotice(reason error) string {
	const polling = "かわりに、フォルダーを0.5秒ごとに見て回ります。"
	switch {
	case errors.Is(reason, syscall.ENOSPC):
		return "見張れるフォルダーの数の上限に達しました。" + polling +
			"上限を上げるには: sudo sysctl fs.inotify.max_user_watches=524288"
	case errors.Is(reason, syscall.EMFILE):
		return "ファイルを見張る仕組みの数の上限に達しました。" + polling +
			"上限を上げるには: sudo sysctl fs.inotify.max_user_instances=512（または ulimit -n 8192）"
	}
	return fmt.Sprintf("ファイルの変更を見張れません（%v）。", reason) + polling
}
