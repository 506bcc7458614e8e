package watch

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// rounds is how many rounds of random changes the watcher is tried with: -rounds 5000 for a long run.
var rounds = flag.Int("rounds", 150, "rounds of random changes of files")

// A disorder changes files at random.
type disorder struct {
	*watched
	random *rand.Rand
	log    []string
}

func (d *disorder) pick(names ...string) string { return names[d.random.IntN(len(names))] }

// folder returns a folder that may be there.
func (d *disorder) folder() string {
	return filepath.Join([]string{"a", "a/b", "a/b/c", "d", "d/e"}[d.random.IntN(5)])
}

func (d *disorder) file() string { return filepath.Join(d.folder(), d.pick("x.md", "y.md", "z.png")) }

// step changes something; what cannot be done is left.
func (d *disorder) step() {
	from, to := d.pick(d.file(), d.folder()), d.pick(d.file(), d.folder())
	link, err := filepath.Rel(filepath.Dir(d.path(to)), d.path(from))
	d.must(err)
	what := d.pick("write", "write", "write", "write", "remove", "remove all", "rename", "rename", "make", "link")
	d.log = append(d.log, fmt.Sprintf("%s %s %s", what, from, to))
	switch what {
	case "write":
		if os.MkdirAll(d.path(filepath.Dir(from)), 0o755) == nil {
			_ = os.WriteFile(d.path(from), []byte(fmt.Sprint(d.random.Uint64())), 0o644)
		}
	case "remove":
		_ = os.Remove(d.path(from))
	case "remove all":
		_ = os.RemoveAll(d.path(from))
	case "rename":
		_ = os.Rename(d.path(from), d.path(to))
	case "make":
		_ = os.MkdirAll(d.path(from), 0o755)
	case "link":
		_ = os.Symlink(link, d.path(to))
	}
}

// texts returns what can be read in the folder, by name. What links out of it lead to is no part of
// a site, and counts as nothing.
func (d *disorder) texts() map[string]string {
	texts := make(map[string]string)
	for name := range scan([]string{d.dir}).files {
		short, err := filepath.Rel(d.dir, name)
		d.must(err)
		text, err := os.ReadFile(name)
		if place, _ := realPath(name); err != nil || !isWithin(place, d.dir) {
			text = []byte("nothing")
		}
		texts[filepath.ToSlash(short)] = string(text)
	}
	return texts
}

// missed returns the names of what differs and was not reported, by itself or with a folder around it.
func missed(before, after map[string]string, reported []string) (names []string) {
	differs := func(name string) bool {
		old, was := before[name]
		now, is := after[name]
		return was != is || old != now
	}
	isTold := func(name string) bool {
		return slices.ContainsFunc(reported, func(t string) bool { return t == name || strings.HasPrefix(name, t+"/") })
	}
	for _, all := range []map[string]string{before, after} {
		for name := range all {
			if name != "rest.md" && differs(name) && !isTold(name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// Whatever happens to the files, in whatever order and however quickly, no difference is missed.
func TestNoChangeIsMissed(t *testing.T) {
	for seed := range uint64(3) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			d := &disorder{watched: watch(t, false, "a/x.md", "a/b/c/y.md", "d/e/z.png"), random: rand.New(rand.NewPCG(seed, 7))}
			d.rests()
			before := d.texts()
			for round := range *rounds / 3 {
				d.log = d.log[:0]
				for range 1 + d.random.IntN(8) {
					d.step()
				}
				reported := d.rests()
				after := d.texts()
				if names := missed(before, after, reported); len(names) > 0 {
					t.Fatalf("round %d: after\n%s\nonly %q are reported, not %q", round, strings.Join(d.log, "\n"), reported, names)
				}
				before = after
			}
		})
	}
}
