package build_test

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/build"
	"shirube/generator/internal/publish"
	"shirube/themes"
)

// corruptions is how many corrupted sites are built: 16, or as many as SHIRUBE_CORRUPTIONS says. They begin
// with number SHIRUBE_CORRUPTION, 0 where that is not set.
func corruptions(t *testing.T) (first, behind int) {
	t.Helper()
	number := func(name string, usual int) int {
		if wanted := os.Getenv(name); wanted != "" {
			n, err := strconv.Atoi(wanted)
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		return usual
	}
	first = number("SHIRUBE_CORRUPTION", 0)
	return first, first + number("SHIRUBE_CORRUPTIONS", 16)
}

// A corrupted site is built all the same, or its build says at the right file what is wrong and leaves
// the output as it was. Nothing makes it panic.
func TestCorruptedSites(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the whole site many times")
	}
	site := newCorruptible(t)
	outcomes := make(map[string]int)
	first, behind := corruptions(t)
	for number := first; number < behind; number++ {
		c := newCorruption(number, site)
		t.Logf("%d: %s", number, c.report)
		outcomes[c.build(t)]++
		c.takeBack(t)
	}
	t.Log(outcomes)
}

// BenchmarkCorruptedSites measures builds of corrupted sites: the slowest one, and the most memory.
func BenchmarkCorruptedSites(b *testing.B) {
	site := newCorruptible(b)
	slowest := time.Duration(0)
	for number := 0; b.Loop(); number++ {
		c := newCorruption(number, site)
		start := time.Now()
		buildInto(b, c.options, c.out)
		slowest = max(slowest, time.Since(start))
		c.takeBack(b)
	}
	b.ReportMetric(float64(slowest.Milliseconds()), "ms-slowest")
	b.ReportMetric(float64(peakMemory()>>20), "MB-peak")
}

// A corruptible is a copy of the site that this repository publishes, with its last good output.
type corruptible struct {
	content, out string
	files        map[string]string // as they were
	names        []string          // sorted
	options      build.Options
	builder      *build.Builder // of all corruptions; what it keeps must equal what a new one makes
}

func newCorruptible(t testing.TB) *corruptible {
	t.Helper()
	dir := memoryDir(t)
	s := &corruptible{content: filepath.Join(dir, "content"), out: filepath.Join(dir, "out")}
	if err := os.CopyFS(s.content, os.DirFS("../../../content")); err != nil {
		t.Fatal(err)
	}
	s.files = readTree(t, s.content)
	s.names = slices.DeleteFunc(slices.Sorted(maps.Keys(s.files)), func(name string) bool { return strings.HasPrefix(name, "_") })
	theme, err := themes.Named("michi")
	if err != nil {
		t.Fatal(err)
	}
	s.options = testOptions(s.content, s.out)
	s.options.Theme = theme
	s.builder = build.New(s.options)
	if found := s.buildAgain(t); found.HasErrors() {
		t.Fatal(found)
	}
	return s
}

// buildAgain builds the site as it is now.
func (s *corruptible) buildAgain(t testing.TB) diagnostic.List {
	t.Helper()
	folder, err := publish.OpenFolder(s.out)
	if err != nil {
		t.Fatal(err)
	}
	_, found := s.builder.Build(context.Background(), folder)
	return found
}

// A corruption is what was done to a site. Two files are touched where they change places.
type corruption struct {
	*corruptible
	random  *rand.Rand
	touched []string
	report  string
}

// newCorruption corrupts the site in the way that belongs to a number. Few numbers already have ways of every kind.
func newCorruption(number int, s *corruptible) *corruption {
	c := &corruption{corruptible: s, random: rand.New(rand.NewPCG(uint64(number), 11))}
	kinds := corruptionKinds()
	kind := kinds[number*3%len(kinds)]
	name := s.names[c.random.IntN(len(s.names))]
	if kind.ending != "" {
		fitting := slices.DeleteFunc(slices.Clone(s.names), func(n string) bool { return !strings.HasSuffix(n, kind.ending) })
		name = fitting[c.random.IntN(len(fitting))]
	}
	c.touched, c.report = []string{name}, kind.name+" in "+name
	kind.apply(c, name)
	return c
}

// write gives a file another text.
func (c *corruption) write(name, text string) {
	if err := os.WriteFile(filepath.Join(c.content, name), []byte(text), 0o644); err != nil {
		panic(err)
	}
}

// takeBack restores the files.
func (c *corruption) takeBack(t testing.TB) {
	t.Helper()
	for _, name := range c.touched {
		writeFile(t, filepath.Join(c.content, name), []byte(c.files[name]))
	}
}

// build builds the corrupted site and checks what is reported.
func (c *corruption) build(t *testing.T) (outcome string) {
	t.Helper()
	before := stamps(t, c.out)
	found := c.buildAgain(t)
	for _, d := range found {
		if d.Code == "markdown-broken" || d.Message == "" || d.Span.Path == "" {
			t.Errorf("%s: %v", c.report, d)
		}
	}
	if !found.HasErrors() {
		return "built"
	}
	if !maps.Equal(before, stamps(t, c.out)) {
		t.Errorf("%s: the output was changed", c.report)
	}
	errors := slices.DeleteFunc(slices.Clone(found), func(d diagnostic.Diagnostic) bool { return d.Severity != diagnostic.Error })
	if !slices.ContainsFunc(errors, c.isBlamed) {
		t.Errorf("%s: no finding leads there:\n%s", c.report, listed(errors[:min(5, len(errors))]))
	}
	return "reported"
}

var quoted = regexp.MustCompile("「([^」]+)」|#([^ 」]+) と")

// isBlamed reports whether a finding leads to a corrupted file: it is at the file, it names it, or it names
// something that the file held.
func (c *corruption) isBlamed(d diagnostic.Diagnostic) bool {
	for _, name := range c.touched {
		stem := strings.TrimSuffix(path.Base(name), path.Ext(name))
		if d.Span.Path == name || strings.Contains(d.Message+d.Suggestion, stem) {
			return true
		}
		for _, m := range quoted.FindAllStringSubmatch(d.Message, -1) {
			if word := m[1] + m[2]; strings.Contains(c.files[name], strings.NewReplacer("-", " ").Replace(word)) || strings.Contains(c.files[name], word) {
				return true
			}
		}
	}
	return false
}

// stamps returns the size and time of every file below a folder.
func stamps(t *testing.T, dir string) map[string]string {
	t.Helper()
	list := make(map[string]string)
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		list[name] = fmt.Sprint(info.Size(), info.ModTime().UnixNano())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}
