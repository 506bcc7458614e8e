package serve

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"
)

// A watched is a folder under watch.
type watched struct {
	*watcher
	t   *testing.T
	dir string
}

func watch(t *testing.T, files ...string) *watched {
	t.Helper()
	dir := t.TempDir()
	for _, name := range files {
		writeFile(t, filepath.Join(dir, name), "before")
	}
	w, err := newWatcher([]string{dir, filepath.Join(dir, "no such folder")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.close)
	return &watched{w, t, dir}
}

func (w *watched) path(name string) string { return filepath.Join(w.dir, name) }

// notices fails unless a change is told.
func (w *watched) notices(what string) {
	w.t.Helper()
	select {
	case <-w.changes:
	case <-time.After(patient):
		w.t.Fatalf("nobody hears of %s", what)
	}
	w.drain()
}

// drain waits until the watcher is quiet: what one step does may be told in two parts.
func (w *watched) drain() {
	for {
		select {
		case <-w.changes:
		case <-time.After(4 * settleTime):
			return
		}
	}
}

func (w *watched) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func TestEditsAreNoticed(t *testing.T) {
	w := watch(t, "index.md", "guide/day.md", "guide/deep/a.md")
	writeFile(t, w.path("guide/deep/a.md"), "after")
	w.notices("an edit deep in the folder")
	w.must(os.Remove(w.path("index.md")))
	w.notices("a deleted page")
	w.must(os.Rename(w.path("guide/day.md"), w.path("day.md")))
	w.notices("a renamed page")
}

// Vim moves the old file away and writes a new one; other editors write beside it and rename.
func TestEditorsThatRenameAreNoticed(t *testing.T) {
	w := watch(t, "guide/day.md")
	for i := range 3 {
		w.must(os.Rename(w.path("guide/day.md"), w.path("guide/day.md~")))
		writeFile(t, w.path("guide/day.md"), fmt.Sprint(i))
		w.must(os.Remove(w.path("guide/day.md~")))
		w.notices("a page saved as Vim does")
		writeFile(t, w.path("guide/.day.md.tmp"), fmt.Sprint(i, "b"))
		w.must(os.Rename(w.path("guide/.day.md.tmp"), w.path("guide/day.md")))
		w.notices("a page saved by renaming")
	}
}

func TestNewFoldersAreWatched(t *testing.T) {
	w := watch(t, "index.md")
	writeFile(t, w.path("new/deep/er/page.md"), "a")
	w.notices("a new folder")
	writeFile(t, w.path("new/deep/er/page.md"), "b")
	w.notices("an edit in a new folder")
	w.must(os.Rename(w.path("new"), w.path("moved")))
	w.notices("a moved folder")
	writeFile(t, w.path("moved/deep/er/page.md"), "c")
	w.notices("an edit in a moved folder")
	w.must(os.RemoveAll(w.path("moved")))
	w.notices("a deleted folder")
	writeFile(t, w.path("moved/page.md"), "d")
	w.notices("a folder that is made again")
	writeFile(t, w.path("moved/page.md"), "e")
	w.notices("an edit in a folder that was made again")
}

// The content folder, and folders in it, may be symbolic links.
func TestLinkedFoldersAreWatched(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "real/guide/day.md"), "a")
	for name, target := range map[string]string{"content": "real", "real/other": "guide", "real/guide/loop": ".."} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Skip(err)
		}
	}
	notify, err := newWatcher([]string{filepath.Join(dir, "content")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(notify.close)
	w := &watched{notify, t, dir}
	writeFile(t, w.path("real/guide/day.md"), "b")
	w.notices("an edit in a linked content folder")
}

// What editors leave lying about while they save, and what no page is made of, builds nothing.
func TestTemporaryFilesAreIgnored(t *testing.T) {
	w := watch(t, "index.md", "_notes/a.md", ".git/HEAD", "node_modules/x/a.js")
	for _, name := range []string{
		".index.md.swp", "index.md~", "#index.md#", ".#index.md", "4913", "index.md.tmp", "_draft.md",
		"_notes/a.md", ".git/HEAD", "node_modules/x/a.js", ".new/a.md",
	} {
		writeFile(t, w.path(name), "after")
	}
	w.must(os.Chmod(w.path("index.md"), 0o600))
	select {
	case <-w.changes:
		t.Error("something is built for files that are no part of the site")
	case <-time.After(10 * settleTime):
	}
	writeFile(t, w.path("index.md"), "after")
	w.notices("an edit among temporary files")
}

// told lists when settle tells of touches at these moments, in milliseconds.
func told(touches []int, until time.Duration) []int {
	var times []int
	touched, changes := make(chan struct{}), make(chan struct{})
	start := time.Now()
	go settle(touched, changes)
	go func() {
		for _, at := range touches {
			time.Sleep(time.Until(start.Add(time.Duration(at) * time.Millisecond)))
			touched <- struct{}{}
		}
	}()
	end := time.After(until)
	for {
		select {
		case <-changes:
			times = append(times, int(time.Since(start).Milliseconds()))
		case <-end:
			close(touched)
			synctest.Wait()
			return times
		}
	}
}

// Saving in several steps, or changing the branch, is one change; a file that something writes to
// all the time does not keep the page from ever being built.
func TestManyTouchesAreOneChange(t *testing.T) {
	var restless []int
	for at := 0; at < 2500; at += 15 {
		restless = append(restless, at)
	}
	for _, c := range []struct {
		name          string
		touches, want []int
	}{
		{"one", []int{100}, []int{125}},
		{"three steps of an editor", []int{100, 110, 130}, []int{155}},
		{"two saves", []int{100, 200}, []int{125, 225}},
		{"never quiet", restless, []int{1000, 2005, 2515}},
		{"none", nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				if got := told(c.touches, 5*time.Second); fmt.Sprint(got) != fmt.Sprint(c.want) {
					t.Errorf("touches are told at %v ms, want %v", got, c.want)
				}
			})
		})
	}
}

// Changes during a long build are one more build, not one each.
func TestChangesDuringABuildWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		touched, changes := make(chan struct{}), make(chan struct{}, 1)
		go settle(touched, changes)
		for range 5 {
			touched <- struct{}{}
			time.Sleep(2 * settleTime)
		}
		if len(changes) != 1 {
			t.Errorf("%d builds wait, want 1", len(changes))
		}
		close(touched)
	})
}
