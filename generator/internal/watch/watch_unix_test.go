//go:build unix

package watch

import (
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"

	"shirube/calculator/diagnostic"
)

// A folder may be put in the place of another, without the other ever being removed.
func TestReplacedFoldersAreWatched(t *testing.T) {
	bothManners(t, []string{"new/page.md"}, func(w *watched) {
		w.must(os.Mkdir(w.path("guide"), 0o755))
		w.waitFor("guide")
		w.must(syscall.Rename(w.path("new"), w.path("guide")))
		w.waitFor("guide/page.md")
		w.rests()
		w.write("guide/page.md", "after")
		w.waitForOnly("guide/page.md")
	})
}

// A fileLimit is how many files this program may have open.
type fileLimit struct {
	t      *testing.T
	before syscall.Rlimit
}

func newFileLimit(t *testing.T) *fileLimit {
	t.Helper()
	l := &fileLimit{t: t}
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &l.before); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(l.lift)
	return l
}

// reach lets the program open nothing more until lift is called.
func (l *fileLimit) reach() { l.set(syscall.Rlimit{Cur: 0, Max: l.before.Max}) }

func (l *fileLimit) lift() { l.set(l.before) }

func (l *fileLimit) set(limit syscall.Rlimit) {
	if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		l.t.Error(err)
	}
}

// Where the system cannot watch, files are polled, and the editor learns how to raise the limit.
func TestPollingTakesOverAtTheLimit(t *testing.T) {
	w := newWatched(t, "guide/day.md")
	limit := newFileLimit(t)
	limit.reach()
	var said string
	w.Watcher = New(Options{Folders: []string{w.dir}, Pause: pollPause, Notice: func(text diagnostic.Text) {
		limit.lift()
		said += text.Ja
	}})
	t.Cleanup(w.Close)
	if !strings.Contains(said, "0.5秒ごとに") || !strings.Contains(said, "max_user_instances") {
		t.Errorf("the editor is reported %q", said)
	}
	w.write("guide/day.md", "after")
	w.waitFor("guide/day.md")
}

// The limit may be reached only after a while; what is touched meanwhile is not lost.
func TestPollingTakesOverLater(t *testing.T) {
	w := newWatched(t, "content/guide/day.md")
	limit, said := newFileLimit(t), make(chan string, 1)
	w.Watcher = New(Options{Folders: []string{w.path("content")}, Pause: pollPause, Notice: func(text diagnostic.Text) {
		limit.lift()
		said <- text.Ja
	}})
	t.Cleanup(w.Close)
	w.must(os.Rename(w.path("content"), w.path("away")))
	<-w.changes
	limit.reach()
	w.must(os.Rename(w.path("away"), w.path("content")))
	w.all("a limit that is reached later")
	if text := <-said; !strings.Contains(text, "max_user_instances") {
		t.Errorf("the editor is reported %q", text)
	}
	w.hearsInTheEnd("content/guide/day.md")
}

func TestTheLimitIsNamed(t *testing.T) {
	for reason, want := range map[error]string{
		syscall.ENOSPC:         "max_user_watches=",
		syscall.EMFILE:         "max_user_instances=",
		syscall.ENOSYS:         "見張れません（",
		os.ErrDeadlineExceeded: "見張れません（",
	} {
		text := pollingNotice(fmt.Errorf("watch: %w", reason)).Ja
		if !strings.Contains(text, want) || !strings.HasSuffix(text, "。") && !strings.Contains(text, "sysctl") {
			t.Errorf("%v is reported as %q", reason, text)
		}
	}
}
