package watch

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"shirube/generator/internal/sitetest"
)

// No event reports what is in a folder before it is watched.
func TestNewFoldersAreReportedWithAllInThem(t *testing.T) {
	bothManners(t, []string{"index.md"}, func(w *watched) {
		for i := range 20 {
			page := fmt.Sprintf("new%d/deep/er/page.md", i)
			w.write(page, "a")
			w.waitFor(page)
			w.write(page, fmt.Sprint(i))
			w.waitFor(page)
		}
		outside := w.t.TempDir()
		sitetest.Write(w.t, filepath.Join(outside, "in/deep/page.md"), "a")
		w.must(os.Rename(filepath.Join(outside, "in"), w.path("in")))
		w.waitFor("in/deep/page.md")
		w.write("in/deep/page.md", "after")
		w.waitFor("in/deep/page.md")
	})
}

func TestMovedFoldersAreReportedByTheirNewName(t *testing.T) {
	bothManners(t, []string{"old/deep/er/page.md", "a/one.md", "b/two.md"}, func(w *watched) {
		w.must(os.Rename(w.path("old"), w.path("moved")))
		w.waitFor("old", "moved/deep/er/page.md")
		w.rests()
		w.write("moved/deep/er/page.md", "after")
		w.waitForOnly("moved/deep/er/page.md")
		for _, step := range [][2]string{{"a", "c"}, {"b", "a"}, {"c", "b"}} {
			w.must(os.Rename(w.path(step[0]), w.path(step[1])))
		}
		w.waitFor("a/two.md", "b/one.md")
		w.rests()
		w.write("a/two.md", "after")
		w.write("b/one.md", "after")
		w.waitForOnly("a/two.md", "b/one.md")
	})
}

// The new folder is looked through when what was moved into it still counts as being at its old place.
func TestFoldersMovedIntoNewOnesAreWatched(t *testing.T) {
	dir := t.TempDir()
	sitetest.Write(t, filepath.Join(dir, "old/deep/page.md"), "a")
	tree, err := newTree([]string{dir})
	if err != nil {
		t.Fatal(err)
	}
	defer tree.close()
	hear := func(name string) {
		t.Helper()
		for end := time.After(patient); ; {
			select {
			case event := <-tree.notify.Events:
				names, err := tree.touched(event)
				if err != nil {
					t.Fatal(err)
				}
				if slices.Contains(names, filepath.Join(dir, name)) {
					return
				}
			case <-end:
				t.Fatalf("no report of %s", name)
			}
		}
	}
	sitetest.Write(t, filepath.Join(dir, "new/page.md"), "a")
	if err := os.Rename(filepath.Join(dir, "old"), filepath.Join(dir, "new/moved")); err != nil {
		t.Fatal(err)
	}
	hear("new/moved/deep/page.md")
	hear("old")
	sitetest.Write(t, filepath.Join(dir, "new/moved/deep/page.md"), "after")
	hear("new/moved/deep/page.md")
}

func TestFoldersMadeAgainAreWatched(t *testing.T) {
	bothManners(t, []string{"guide/deep/page.md"}, func(w *watched) {
		for i := range 3 {
			w.must(os.RemoveAll(w.path("guide")))
			if i > 0 { // else at once, before anybody has heard of it
				w.waitFor("guide/deep/page.md")
			}
			w.write("guide/deep/page.md", fmt.Sprint("made again ", i))
			w.waitFor("guide/deep/page.md")
			w.rests()
			w.write("guide/deep/page.md", "after")
			w.waitFor("guide/deep/page.md")
		}
	})
}

// all waits until everything is to be looked at again.
func (w *watched) all(what string) {
	w.t.Helper()
	end := time.After(patient)
	for {
		select {
		case c := <-w.changes:
			if c.All {
				return
			}
		case <-end:
			w.t.Fatalf("no report of %s", what)
		}
	}
}

// hearsInTheEnd edits a file until that is reported by its name: before, it may be among everything.
func (w *watched) hearsInTheEnd(name string) {
	w.t.Helper()
	for end := time.Now().Add(patient); time.Now().Before(end); {
		w.write(name, fmt.Sprint(time.Now()))
		select {
		case c := <-w.changes:
			if slices.Contains(c.Paths, w.path(name)) {
				return
			}
		case <-time.After(burstTime):
		}
	}
	w.t.Fatalf("no report of edits of %s", name)
}

// The content folder itself may be deleted, moved away, replaced, and be a link that leads elsewhere.
func TestTheContentFolderMayBeMadeAgain(t *testing.T) {
	for name, again := range map[string]func(w *watched){
		"deleted": func(w *watched) { w.must(os.RemoveAll(w.path("content"))) },
		"moved":   func(w *watched) { w.must(os.Rename(w.path("content"), w.path("elsewhere"))) },
		"with the folder above": func(w *watched) {
			w.must(os.RemoveAll(w.dir))
			w.must(os.Mkdir(w.dir, 0o755))
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWatched(t, "content/index.md")
			w.begin(false, w.path("content"))
			again(w)
			<-w.changes
			w.write("content/index.md", "after")
			w.all("a content folder that comes anew")
			w.hearsInTheEnd("content/index.md")
		})
	}
	t.Run("linked", func(t *testing.T) {
		w := newWatched(t, "one/index.md", "two/index.md")
		w.must(os.Symlink("one", w.path("content")))
		w.begin(false, w.path("content"))
		w.write("one/index.md", "edited")
		w.waitFor("content/index.md")
		w.must(os.Symlink("two", w.path("next")))
		w.must(os.Rename(w.path("next"), w.path("content")))
		w.all("a link that leads elsewhere")
		w.write("two/index.md", "edited")
		w.waitFor("content/index.md")
	})
}

// A link out of the folder is an error of the site: nothing behind it is watched, however much that is.
func TestLinksOutOfTheFolderAreNotFollowed(t *testing.T) {
	bothManners(t, []string{"index.md"}, func(w *watched) {
		outside := t.TempDir()
		sitetest.Write(t, filepath.Join(outside, "deep/page.md"), "before")
		w.must(os.Symlink(outside, w.path("link")))
		w.must(os.Symlink(filepath.Join(outside, "deep/page.md"), w.path("page.md")))
		w.waitFor("link", "page.md")
		w.rests()
		sitetest.Write(t, filepath.Join(outside, "deep/page.md"), "after")
		w.write("index.md", "after")
		w.waitForOnly("index.md")
	})
}

// A page or a folder may have several addresses, through links.
func TestLinkedFilesAreReportedByAllTheirNames(t *testing.T) {
	bothManners(t, []string{"guide/day.md", "_shared/note.md"}, func(w *watched) {
		for name, target := range map[string]string{"other": "guide", "guide/loop": "..", "note.md": "_shared/note.md"} {
			w.must(os.Symlink(target, w.path(name)))
		}
		w.waitFor("other", "other/day.md", "note.md")
		w.rests()
		w.write("guide/day.md", "after")
		w.waitForOnly("guide/day.md", "other/day.md")
		for range 2 { // in its place, then as a new file
			w.write("_shared/note.md", fmt.Sprint(time.Now()))
			w.waitFor("note.md")
			w.must(os.Remove(w.path("_shared/note.md")))
			w.waitFor("note.md")
		}
		w.write("_shared/note.md", "again")
		w.waitFor("note.md")
		w.must(os.Rename(w.path("guide"), w.path("moved")))
		w.waitFor("guide", "other", "moved/day.md")
		w.must(os.Remove(w.path("other")))
		w.must(os.Symlink("moved", w.path("other")))
		w.waitFor("other/day.md")
		w.must(os.Remove(w.path("other")))
		w.waitFor("other")
		w.rests()
		w.write("moved/day.md", "after")
		w.waitForOnly("moved/day.md")
	})
}
