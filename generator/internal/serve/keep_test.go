package serve

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"shirube/generator/internal/build"
	"shirube/generator/internal/content"
	"shirube/generator/internal/sitetest"
)

// An edit is shown before anything of it is written to disk; what the edits of a while made is saved
// then, and the rest at the end.
func TestHighlightedCodeIsSavedNowAndThen(t *testing.T) {
	dir, cache := t.TempDir(), t.TempDir()
	s := newServer(Options{Build: build.Options{
		Content: dir, Theme: os.DirFS("../build/testdata/theme"), Today: content.Date{Year: 2026, Month: 11, Day: 21}, Cache: cache,
	}}, "127.0.0.1:1")
	edit := func(code string) {
		sitetest.Write(t, filepath.Join(dir, "index.md"), "# 例\n\n```go\n"+code+"\n```\n")
		s.rebuild(context.Background(), build.Changes{All: true})
		if s.failed {
			t.Fatal(s.found)
		}
	}
	kept := func() int {
		names, err := filepath.Glob(filepath.Join(cache, "highlight", "*"))
		if err != nil {
			t.Fatal(err)
		}
		return len(names)
	}
	edit("var a = 1")
	if n := kept(); n != 0 {
		t.Errorf("%d files are written with the edit", n)
	}
	synctest.Test(t, func(t *testing.T) {
		stop := s.keepSaving()
		time.Sleep(saveEvery + time.Second)
		synctest.Wait()
		if n := kept(); n != 1 {
			t.Errorf("%d files after a while, want 1", n)
		}
		time.Sleep(3 * saveEvery)
		synctest.Wait()
		if n := kept(); n != 1 {
			t.Errorf("%d files after a while without edits, want 1", n)
		}
		stop()
	})
}

// Ctrl-C loses nothing that was found out.
func TestHighlightedCodeIsSavedAtTheEnd(t *testing.T) {
	cache := t.TempDir()
	dir := t.TempDir()
	sitetest.Write(t, filepath.Join(dir, "index.md"), "# 例\n\n```go\nvar a = 1\n```\n")
	ctx, stop := context.WithCancel(context.Background())
	err := Run(ctx, Options{
		Addr: "127.0.0.1:0",
		Build: build.Options{
			Content: dir, Theme: os.DirFS("../build/testdata/theme"), Today: content.Date{Year: 2026, Month: 11, Day: 21}, Cache: cache,
		},
		Listening: func(string) { stop() },
	})
	if err != nil {
		t.Fatal(err)
	}
	if names, _ := filepath.Glob(filepath.Join(cache, "highlight", "*")); len(names) != 1 {
		t.Errorf("kept: %v, want one file", names)
	}
}
