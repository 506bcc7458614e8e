package highlight

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// block is a text that no other number has.
func block(i int) example {
	return example{"go", fmt.Sprintf("var name%d = %d // a comment\n%s", i, i, strings.Repeat("f(x)\n", i%7))}
}

// keepBlocks highlights the blocks from, from+1 … to−1.
func keepBlocks(h *Highlighter, from, to int) {
	for i := from; i < to; i++ {
		h.Highlight(block(i).language, block(i).text)
	}
}

// knownBlocks counts the blocks below n that h has kept.
func knownBlocks(h *Highlighter, n int) (known int) {
	for i := range n {
		if _, ok := h.kept.get(h.kept.scheme.keyOf(block(i).language, block(i).text)); ok {
			known++
		}
	}
	return known
}

func sizeOf(t testing.TB, dir string) (size int64) {
	t.Helper()
	for _, name := range filesIn(t, dir) {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		size += info.Size()
	}
	return size
}

// A year of edits, each saved for itself, leaves few files, and nothing of it is lost.
func TestManySavesLeaveFewFiles(t *testing.T) {
	dir := t.TempDir()
	const saves = 60
	h := opened(t, dir)
	for i := range saves {
		if i == saves/2 {
			h.Close()
			h = opened(t, dir)
		}
		keepBlocks(h, i, i+2)
		h.Save()
		if n := len(filesIn(t, dir)); n > usualLimits().many+1 {
			t.Fatalf("%d files after %d saves", n, i+1)
		}
	}
	if n := knownBlocks(h, saves+1); n != saves+1 {
		t.Errorf("%d of %d blocks are known", n, saves+1)
	}
	if n := knownBlocks(opened(t, dir), saves+1); n != saves+1 {
		t.Errorf("%d of %d blocks are known in the next run", n, saves+1)
	}
}

// Large segments are left alone, so that saving stays quick.
func TestOnlySmallSegmentsAreMerged(t *testing.T) {
	dir := t.TempDir()
	h := opened(t, dir)
	h.kept.limits.small, h.kept.limits.many = 400, 2
	keepBlocks(h, 0, 100)
	h.Save()
	large := filesIn(t, dir)[0]
	for i := range 10 {
		keepBlocks(h, 100+i, 101+i)
		h.Save()
	}
	if _, err := os.Stat(large); err != nil {
		t.Error(err)
	}
	if n := knownBlocks(h, 110); n != 110 {
		t.Errorf("%d of 110 blocks are known", n)
	}
}

// The folder never outgrows its bound; what was of use lately stays, what was not goes, and so does
// what killed and older programs left.
func TestFolderIsBounded(t *testing.T) {
	dir := t.TempDir()
	other := filepath.Join(dir, anySegment+"0123456789abcdef-1")
	for _, name := range []string{other, filepath.Join(dir, temporary+"X")} {
		if err := os.WriteFile(name, make([]byte, 2000), 0o600); err != nil {
			t.Fatal(err)
		}
		old := time.Now().Add(-1000 * time.Hour)
		if err := os.Chtimes(name, old, old); err != nil {
			t.Fatal(err)
		}
	}
	const disk = 20_000
	for run := range 20 {
		h := opened(t, dir)
		h.kept.limits.disk, h.kept.limits.small = disk, 0
		keepBlocks(h, 0, 10) // of use in every run
		keepBlocks(h, 100*run, 100*run+30)
		h.Close()
		if size := sizeOf(t, dir); size > disk {
			t.Fatalf("%d bytes after run %d", size, run)
		}
		for i, name := range filesIn(t, dir) { // as if the run had been days ago
			then := time.Now().Add(time.Duration(run-50) * 24 * time.Hour)
			if info, err := os.Stat(name); err == nil && time.Since(info.ModTime()) < time.Hour {
				_ = os.Chtimes(name, then, then.Add(time.Duration(i)))
			}
		}
	}
	h := opened(t, dir)
	if n := knownBlocks(h, 10); n != 10 {
		t.Errorf("%d of the 10 blocks of every run are known", n)
	}
	if n := knownBlocks(h, 2000); n > 400 {
		t.Errorf("%d blocks are known in %d bytes", n, disk)
	}
	if _, err := os.Stat(other); err == nil {
		t.Error("the segment of an older program stays")
	}
}

// A site with more code than memory shall hold keeps a part of it in each run.
func TestMemoryIsBounded(t *testing.T) {
	dir := t.TempDir()
	var before int
	for range 4 {
		h := opened(t, dir)
		h.kept.limits.fresh = 1000
		keepBlocks(h, 0, 100)
		if n := h.kept.fresh.size; n > 1000 {
			t.Errorf("%d bytes in memory", n)
		}
		h.Close()
		after := knownBlocks(opened(t, dir), 100)
		if after <= before {
			t.Errorf("%d blocks are known after %d", after, before)
		}
		before = after
	}
}

// A lexer that does not come to an end, or takes seconds, leaves its text without colours.
func TestEndlessLexersGiveUp(t *testing.T) {
	h := New("")
	for _, e := range []example{
		{"jungle", "/\n"}, {"jungle", "base.lang = \"en\"\n"}, {"go", strings.Repeat("x ", 200<<10)},
	} {
		if _, outcome := h.Highlight(e.language, e.text); outcome != TooMuch {
			t.Errorf("%s: %v", e.language, outcome)
		}
	}
	if _, outcome := h.Highlight("go", "x := 1\n"); outcome != Highlighted {
		t.Errorf("a text after it: %v", outcome)
	}
}
