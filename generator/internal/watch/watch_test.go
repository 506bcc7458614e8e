package watch

import (
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/sitetest"
)

// A watched is a folder under watch.
type watched struct {
	*Watcher
	t   *testing.T
	dir string
}

const (
	// patient is how long tests wait for what must happen.
	patient = 20 * time.Second
	// pollPause is a pause between scans that keeps tests short.
	pollPause = 20 * time.Millisecond
)

// manners are the two ways of watching.
var manners = map[string]bool{"by events": false, "polling": true}

// bothManners runs a test in a folder with files, once with the events of the system and once by polling.
func bothManners(t *testing.T, files []string, test func(w *watched)) {
	for name, poll := range manners {
		t.Run(name, func(t *testing.T) { test(watch(t, poll, files...)) })
	}
}

func newWatched(t *testing.T, files ...string) *watched {
	t.Helper()
	w := &watched{t: t, dir: t.TempDir()}
	for _, name := range files {
		w.write(name, "before")
	}
	return w
}

func watch(t *testing.T, poll bool, files ...string) *watched {
	t.Helper()
	w := newWatched(t, files...)
	w.begin(poll, w.dir, filepath.Join(w.dir, "..", "no such folder"))
	return w
}

func (w *watched) begin(poll bool, folders ...string) {
	w.Watcher = New(Options{folders, poll, pollPause, func(text diagnostic.Text) { w.t.Errorf("the editor is reported %q", text) }})
	w.t.Cleanup(w.Close)
}

func (w *watched) path(name string) string { return filepath.Join(w.dir, name) }

func (w *watched) write(name, text string) {
	w.t.Helper()
	sitetest.Write(w.t, w.path(name), text)
}

func (w *watched) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *watched) run(name string, args ...string) {
	w.t.Helper()
	command := exec.Command(name, args...)
	command.Dir = w.dir
	if out, err := command.CombinedOutput(); err != nil {
		w.t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
}

// waitFor waits until all names have been reported, and returns all that was reported.
func (w *watched) waitFor(names ...string) []string {
	w.t.Helper()
	reported := make(map[string]bool)
	end := time.After(patient)
	for {
		select {
		case c := <-w.changes:
			if c.All {
				w.t.Fatalf("everything is to be looked at again, not only %q", names)
			}
			for _, name := range c.Paths {
				short, err := filepath.Rel(w.dir, name)
				w.must(err)
				reported[filepath.ToSlash(short)] = true
			}
			if !slices.ContainsFunc(names, func(name string) bool { return !reported[name] }) {
				return slices.Sorted(maps.Keys(reported))
			}
		case <-end:
			w.t.Fatalf("of %q only %q are reported", names, slices.Sorted(maps.Keys(reported)))
		}
	}
}

// rests takes what is reported until an edit of a file of its own, so that what follows is reported alone.
func (w *watched) rests() []string {
	w.t.Helper()
	w.write("rest.md", fmt.Sprint(time.Now()))
	return slices.DeleteFunc(w.waitFor("rest.md"), func(name string) bool { return name == "rest.md" })
}

// waitForOnly is waitFor, and fails where anything else is reported until the watcher rests. Polling may report
// twice of files that were written just before a look, and any watcher of what rests wrote before.
func (w *watched) waitForOnly(names ...string) {
	w.t.Helper()
	reported := append(w.waitFor(names...), w.rests()...)
	others := slices.DeleteFunc(reported, func(name string) bool { return slices.Contains(append(names, "rest.md"), name) })
	if len(others) > 0 && !w.Poll {
		w.t.Errorf("with %q others are reported: %q", names, others)
	}
}

func TestEditsAreReported(t *testing.T) {
	bothManners(t, []string{"index.md", "guide/day.md", "guide/deep/a.md"}, func(w *watched) {
		w.write("guide/deep/a.md", "after")
		w.waitFor("guide/deep/a.md")
		w.must(os.Remove(w.path("index.md")))
		w.waitFor("index.md")
		w.must(os.Rename(w.path("guide/day.md"), w.path("day.md")))
		w.waitFor("guide/day.md", "day.md")
		w.rests()
		w.write("guide/deep/a.md", "again")
		w.waitForOnly("guide/deep/a.md")
	})
}

// Vim moves the old file away and writes a new one, other editors write beside it and rename, or
// empty the file first.
func TestEveryWayOfSavingIsReported(t *testing.T) {
	ways := map[string]func(w *watched, file, text string){
		"Vim": func(w *watched, file, text string) {
			w.write("guide/4913", "")
			w.must(os.Remove(w.path("guide/4913")))
			w.must(os.Rename(w.path(file), w.path(file+"~")))
			w.write(file, text)
			w.must(os.Remove(w.path(file + "~")))
		},
		"VS Code": func(w *watched, file, text string) {
			w.must(os.Truncate(w.path(file), 0))
			w.write(file, text)
		},
		"JetBrains": func(w *watched, file, text string) {
			w.write(file+"___jb_tmp___", text)
			w.must(os.Rename(w.path(file), w.path(file+"___jb_old___")))
			w.must(os.Rename(w.path(file+"___jb_tmp___"), w.path(file)))
			w.must(os.Remove(w.path(file + "___jb_old___")))
		},
		"Emacs": func(w *watched, file, text string) {
			_ = os.Symlink("somebody@here.1", w.path("guide/.#day.md"))
			w.write("guide/#day.md#", text)
			w.must(os.Rename(w.path(file), w.path(file+"~")))
			w.write(file, text)
			_ = os.Remove(w.path("guide/.#day.md"))
			w.must(os.Remove(w.path("guide/#day.md#")))
		},
		"gedit": func(w *watched, file, text string) {
			w.write("guide/.goutputstream-A1B2C3", text)
			w.must(os.Rename(w.path("guide/.goutputstream-A1B2C3"), w.path(file)))
		},
	}
	bothManners(t, []string{"guide/day.md"}, func(w *watched) {
		for name, save := range ways {
			save(w, "guide/day.md", "saved by "+name)
			w.t.Log(name)
			w.waitForOnly("guide/day.md")
		}
	})
}

// The programs themselves, where they are installed.
func TestSavesOfProgramsAreReported(t *testing.T) {
	for _, command := range [][]string{
		{"vim", "-u", "NONE", "-es", "-c", "set backup writebackup backupcopy=no", "-c", "normal Oedited", "-c", "wq", "guide/day.md"},
		{"sed", "-i", "s/before/after/", "guide/day.md"},
		{"rsync", "-a", "day.txt", "guide/day.md"},
		{"touch", "guide/day.md"},
	} {
		t.Run(command[0], func(t *testing.T) {
			if _, err := exec.LookPath(command[0]); err != nil {
				t.Skip(err)
			}
			w := watch(t, false, "guide/day.md", "day.txt")
			w.run(command[0], command[1:]...)
			w.waitFor("guide/day.md")
		})
	}
}

// A change of branch makes, changes and removes files and folders by the hundred.
func TestAChangeOfBranchIsReported(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip(err)
	}
	bothManners(t, []string{"rest.md"}, func(w *watched) {
		git := func(args ...string) {
			w.run("git", append([]string{"-c", "user.name=a", "-c", "user.email=a@example.jp"}, args...)...)
		}
		git("init", "-q", "-b", "main")
		var both, first, second []string
		for i := range 150 {
			both = append(both, fmt.Sprintf("a/%d/page%d.md", i%7, i))
			first = append(first, fmt.Sprintf("b/%d/page%d.md", i%7, i))
			second = append(second, fmt.Sprintf("c/%d/deep/page%d.md", i%7, i))
		}
		commit := func(text string, names []string) {
			for _, name := range append(names, both...) {
				w.write(name, text)
			}
			git("add", ".")
			git("commit", "-q", "-m", text)
		}
		commit("first", first)
		git("checkout", "-q", "-b", "other")
		git("rm", "-q", "-r", "b")
		commit("second, and longer", second)
		w.waitFor(second...)
		w.rests()
		git("checkout", "-q", "-f", "main")
		w.waitFor(slices.Concat(both, first, []string{"c"})...)
		w.rests()
		w.write("b/3/page3.md", "edited")
		w.waitFor("b/3/page3.md")
	})
}

// What editors leave lying about while they save, and what no page is made of, builds nothing.
func TestTemporaryFilesAreNotReported(t *testing.T) {
	bothManners(t, []string{"index.md", ".git/HEAD", "node_modules/x/a.js"}, func(w *watched) {
		w.rests()
		for _, name := range []string{
			".index.md.swp", "index.md~", "#index.md#", ".#index.md", "4913", "index.md.tmp",
			".git/HEAD", "node_modules/x/a.js", ".new/a.md", "index.md___jb_tmp___",
		} {
			w.write(name, "after")
		}
		w.write("index.md", "after")
		w.waitForOnly("index.md")
	})
}

// A private file is no page, but pages may take it in.
func TestPrivateFilesAreReported(t *testing.T) {
	bothManners(t, []string{"index.md", "_notes/a.md"}, func(w *watched) {
		w.write("_notes/a.md", "after")
		w.waitFor("_notes/a.md")
		w.write("_new/b.md", "new")
		w.waitFor("_new/b.md")
	})
}

// A file that could not be read is built once it can be.
func TestPermissionsAreReported(t *testing.T) {
	bothManners(t, []string{"index.md", "guide/day.md"}, func(w *watched) {
		w.must(os.Chmod(w.path("index.md"), 0o600))
		w.waitFor("index.md")
		w.must(os.Chmod(w.path("guide"), 0o700))
		w.waitFor("guide")
	})
}

// Folders are named as the command line named them.
func TestNamesBeginAsTheFolderWasGiven(t *testing.T) {
	w := newWatched(t, "content/guide/day.md")
	t.Chdir(w.dir)
	w.begin(false, "content")
	w.write("content/guide/day.md", "after")
	if c := <-w.changes; fmt.Sprint(c.Paths) != "["+filepath.FromSlash("content/guide/day.md")+"]" {
		t.Errorf("reported as %q", c.Paths)
	}
}

// Where events were lost, everything is looked at again, and watching goes on.
func TestLostEventsCountAsAChangeOfEverything(t *testing.T) {
	w := newWatched(t, "guide/day.md")
	tree, err := newTree([]string{w.dir})
	w.must(err)
	w.Watcher = &Watcher{
		Options: Options{Folders: []string{w.dir}}, changes: make(chan Change), touched: make(chan Change), stopped: make(chan struct{}),
	}
	w.running.Go(func() { settle(w.touched, w.changes, isUnfinished) })
	w.running.Go(func() {
		defer close(w.touched)
		w.follow(tree)
	})
	t.Cleanup(w.Close)
	w.write("unheard/page.md", "a")
	tree.notify.Errors <- fsnotify.ErrEventOverflow
	w.all("lost events")
	w.rests()
	w.write("unheard/page.md", "b")
	w.waitFor("unheard/page.md")
}

// One write is reported a few milliseconds later: this is what an editor waits for.
func BenchmarkOneSave(b *testing.B) {
	dir := b.TempDir()
	name := filepath.Join(dir, "guide", "day.md")
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		b.Fatal(err)
	}
	w := New(Options{Folders: []string{dir}})
	defer w.Close()
	for b.Loop() {
		if err := os.WriteFile(name, []byte("text"), 0o644); err != nil {
			b.Fatal(err)
		}
		<-w.changes
	}
}

// Polling must not be felt: a look at 10,000 files comes twice a second.
func BenchmarkScan(b *testing.B) {
	dir := b.TempDir()
	for i := range 10_000 {
		name := filepath.Join(dir, fmt.Sprint("section", i/50), fmt.Sprint("page", i, ".md"))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(name, nil, 0o644); err != nil {
			b.Fatal(err)
		}
	}
	before := scan([]string{dir})
	for b.Loop() {
		now := scan([]string{dir})
		now.differing(before)
		before = now
	}
}
