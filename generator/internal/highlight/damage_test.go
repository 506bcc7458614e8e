package highlight

import (
	"bytes"
	"os"
	"slices"
	"testing"
)

// few are examples that are quick to look at.
func few() []example {
	return []example{{"go", "var a = 1 // b\n"}, {"console", "$ make\n"}, {"json", "[1, true]\n"}}
}

// savedFew returns the folder and the bytes of a segment of a few examples.
func savedFew(t testing.TB) (dir, name string, whole []byte) {
	t.Helper()
	dir = t.TempDir()
	h := opened(t, dir)
	for _, e := range few() {
		h.Highlight(e.language, e.text)
	}
	h.Close()
	name = filesIn(t, dir)[0]
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return dir, name, whole
}

// A tester of damage compares what a folder with other bytes gives with what chroma finds.
type damageTester struct {
	t    testing.TB
	dir  string
	name string
	want []string
}

func newDamageTester(t testing.TB) (d damageTester, whole []byte) {
	d.t = t
	d.dir, d.name, whole = savedFew(t)
	for _, e := range few() {
		d.want = append(d.want, written(New(""), e))
	}
	return d, whole
}

// try puts data in the place of the segment, alone in its folder, and fails where an example looks
// different, then or after saving.
func (d damageTester) try(data []byte) {
	d.t.Helper()
	for _, name := range filesIn(d.t, d.dir) {
		if err := os.Remove(name); err != nil {
			d.t.Fatal(err)
		}
	}
	if err := os.WriteFile(d.name, data, 0o600); err != nil {
		d.t.Fatal(err)
	}
	h := New(d.dir)
	defer h.Close()
	for range 2 {
		for i, e := range few() {
			if got := written(h, e); got != d.want[i] {
				d.t.Fatalf("%s: got\n%s\nwant\n%s", e.language, got, d.want[i])
			}
		}
		h.Save()
	}
}

// mended fails unless a later run has everything again.
func (d damageTester) mended() {
	d.t.Helper()
	h := New(d.dir)
	defer h.Close()
	for _, e := range few() {
		if _, ok := h.kept.get(h.kept.scheme.keyOf(e.language, e.text)); !ok {
			d.t.Fatalf("%s is not kept again", e.language)
		}
	}
}

// stride is the distance between the bytes that are tried.
func stride() int {
	if testing.Short() {
		return 7
	}
	return 1
}

// Whatever byte of a segment a disk changes, pages look the same, and the next run has it whole.
func TestAnyDamagedByte(t *testing.T) {
	d, whole := newDamageTester(t)
	for i := 0; i < len(whole); i += stride() {
		for _, change := range []byte{1, 0x80} {
			damaged := bytes.Clone(whole)
			damaged[i] ^= change
			d.try(damaged)
			d.mended()
		}
	}
}

// A segment of which a part is missing, or that has more than it should, is thrown away.
func TestAnyLength(t *testing.T) {
	d, whole := newDamageTester(t)
	for n := 0; n < len(whole); n += stride() {
		d.try(whole[:n])
		d.mended()
	}
	for _, damaged := range [][]byte{slices.Concat(whole, whole), append(bytes.Clone(whole), 0), make([]byte, len(whole))} {
		d.try(damaged)
		d.mended()
	}
}

// FuzzDamage asks the same of any file.
func FuzzDamage(f *testing.F) {
	d, whole := newDamageTester(f)
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		d.t = t
		d.try(data)
	})
}

// FuzzRuns asks of any runs, as a segment with matching checksums could hold them: what is taken for
// spans of a text covers it.
func FuzzRuns(f *testing.F) {
	f.Add([]byte{0, 3, 1, 2}, 5)
	f.Add([]byte{0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1}, 5)
	f.Add([]byte{200, 1}, 1)
	c := newClasses()
	f.Fuzz(func(t *testing.T, runs []byte, size int) {
		size = max(0, min(size, 1<<16))
		text := string(make([]byte, size))
		if !c.cover(runs, size) {
			return
		}
		length := 0
		for _, piece := range (Spans{text, runs, c}).All() {
			length += len(piece)
		}
		if length != size {
			t.Errorf("%d of %d bytes", length, size)
		}
	})
}
