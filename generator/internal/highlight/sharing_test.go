//go:build unix

package highlight

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"sync"
	"syscall"
	"testing"
	"time"
)

// roleVariable has the test binary do something else than testing, in the folder that it names.
const roleVariable = "SHIRUBE_HIGHLIGHT_ROLE"

func TestMain(m *testing.M) {
	dir := os.Getenv(roleVariable)
	if dir == "" {
		os.Exit(m.Run())
	}
	if err := share(dir, os.Args[1]); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

// share looks at blocks again and again, in an order of its own, and compares what it gets with what
// chroma finds.
func share(dir, role string) error {
	rounds, seed := 40, uint64(os.Getpid())
	switch role {
	case "killed":
		rounds = 1 << 30
	case "full":
		// Writing fails as it does on a full disk.
		signal.Ignore(syscall.SIGXFSZ)
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 40, Max: 40}); err != nil {
			return err
		}
	}
	random := rand.New(rand.NewPCG(seed, seed))
	afresh := New("")
	for range rounds {
		h := New(dir)
		h.kept.limits.small, h.kept.limits.many, h.kept.limits.disk = 2000, 2, 30_000
		for range 10 {
			e := block(random.IntN(200))
			if got, want := written(h, e), written(afresh, e); got != want {
				return fmt.Errorf("got\n%s\nwant\n%s", got, want)
			}
			if random.IntN(3) == 0 {
				h.Save()
			}
		}
		h.Close()
	}
	return nil
}

func skipShort(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("runs programs of its own")
	}
}

func sharing(dir, role string) *exec.Cmd {
	c := exec.Command(os.Args[0], role)
	c.Env = append(os.Environ(), roleVariable+"="+dir)
	return c
}

// wholeSegments fails the test unless every segment of the folder can be read, to the last entry.
func wholeSegments(t *testing.T, dir string) {
	t.Helper()
	h := opened(t, dir)
	h.kept.get(key{})
	names := 0
	for _, f := range listFiles(h.kept.root) {
		if isSegment(f.name, h.kept.scheme) {
			names++
		}
	}
	if names == 0 || names != len(h.kept.segments) {
		t.Errorf("%d of %d segments are whole", len(h.kept.segments), names)
	}
	for _, s := range h.kept.segments {
		for i := range s.len() {
			if _, ok := s.entry(i); !ok {
				t.Errorf("%s: entry %d is damaged", s.name, i)
			}
		}
	}
}

// Two builds and a preview may share the folder, whatever each of them merges and removes.
func TestProgramsShareTheFolder(t *testing.T) {
	skipShort(t)
	dir := t.TempDir()
	var running sync.WaitGroup
	for range 3 {
		running.Go(func() {
			if said, err := sharing(dir, "shares").CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, said)
			}
		})
	}
	running.Wait()
	wholeSegments(t, dir)
	if size := sizeOf(t, dir); size > 30_000 {
		t.Errorf("%d bytes", size)
	}
}

// A program that is killed at any moment leaves nothing that a later one would believe wrongly.
func TestKilledWhileSaving(t *testing.T) {
	skipShort(t)
	dir := t.TempDir()
	random := rand.New(rand.NewPCG(1, 1))
	for range 25 {
		c := sharing(dir, "killed")
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(30_000+random.IntN(50_000)) * time.Microsecond)
		_ = c.Process.Kill()
		_ = c.Wait()
		if state := c.ProcessState.Sys().(syscall.WaitStatus); !state.Signaled() {
			t.Fatalf("ended by itself: %v", c.ProcessState)
		}
	}
	wholeSegments(t, dir)
	if said, err := sharing(dir, "shares").CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, said)
	}
}

// On a full disk blocks look the same, and nothing half written stays.
func TestFullDisk(t *testing.T) {
	skipShort(t)
	dir := t.TempDir()
	if said, err := sharing(dir, "full").CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, said)
	}
	if names := filesIn(t, dir); len(names) > 0 {
		t.Errorf("left: %v", names)
	}
}

// Saving beside the work, as the preview does, is safe.
func TestSavingBesideTheWork(t *testing.T) {
	h := opened(t, t.TempDir())
	h.kept.limits.small, h.kept.limits.many = 2000, 2
	var working sync.WaitGroup
	for worker := range 3 {
		working.Go(func() {
			for i := range 60 {
				e := block((i*7 + worker) % 50)
				if spans, outcome := h.Highlight(e.language, e.text); outcome != Highlighted || spans.text != e.text {
					t.Errorf("block %q is %v %q", e.text, outcome, spans.text)
				}
			}
		})
	}
	working.Go(func() {
		for range 30 {
			h.Save()
		}
	})
	working.Wait()
	h.Save()
	if n := knownBlocks(h, 50); n != 50 {
		t.Errorf("%d of 50 blocks are known", n)
	}
}
