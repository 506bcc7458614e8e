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
	"sync/atomic"
	"testing"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/build"
	"shirube/generator/internal/content"
	"shirube/generator/internal/layers"
	"shirube/generator/internal/publish"
)

// sequences is how many random edit sequences the tests try; SHIRUBE_RUNS asks for another number.
func sequences(t testing.TB) int {
	runs, err := strconv.Atoi(os.Getenv("SHIRUBE_RUNS"))
	switch {
	case err == nil:
		return runs
	case testing.Short():
		return 10
	}
	return 24
}

// After whatever edits, the preview is what a clean build gives, but for the colours of code byte for byte, and reports the same
// findings. While there are errors it stays as it was.
func TestAfterAnyEditsThePreviewIsACleanBuild(t *testing.T) {
	builds, whole := 0, 0
	once := []int{
		1456, // a site of another edition only
		480,  // a generated start page in the place of one that has expired
	}
	for i := range sequences(t) {
		seed := i
		if i < len(once) {
			seed = once[i]
		}
		e, ok := tryEdits(t, uint64(seed))
		if !ok {
			t.Fatalf("sequence %d", seed)
		}
		builds, whole = builds+e.builds, whole+e.whole
	}
	t.Logf("%d builds, %d of them without errors", builds, whole)
}

// tryEdits makes one sequence of edits and looks at the preview after each few of them.
func tryEdits(t *testing.T, seed uint64) (*editor, bool) {
	dir, err := os.MkdirTemp(parentOf(t), "edits-")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	e := newEditor(t, seed, dir)
	before := build.Changes{All: true}
	for step := range 6 + e.random.IntN(6) {
		if step > 0 {
			for range 1 + e.random.IntN(3) {
				e.edit()
			}
			before = e.changes
		}
		e.changes = build.Changes{}
		if complaint := e.compare(before); complaint != "" {
			t.Errorf("seed %d, after %s: %s", seed, strings.Join(e.done, "; "), complaint)
			return e, false
		}
	}
	return e, true
}

func parentOf(t testing.TB) string { return filepath.Dir(memoryDir(t)) }

// An editor is somebody at work on a small site, with a preview open.
type editor struct {
	t       *testing.T
	random  *rand.Rand
	content string
	theme   string
	upper   string // a theme on top of the other, which site.yaml may name
	options build.Options
	builder *build.Builder
	memory  publish.Memory
	good    map[string]string // the last site without errors
	changes build.Changes
	done    []string
	mend    []func() // puts right what was broken
	day     atomic.Int32
	builds  int
	whole   int // builds without errors
}

func newEditor(t *testing.T, seed uint64, dir string) *editor {
	e := &editor{
		t: t, random: rand.New(rand.NewPCG(seed, 1)),
		content: filepath.Join(dir, "content"), theme: filepath.Join(dir, "theme"), upper: filepath.Join(dir, "upper"),
	}
	if err := os.CopyFS(e.theme, os.DirFS("testdata/theme")); err != nil {
		t.Fatal(err)
	}
	e.options = build.Options{
		Content: e.content, Theme: os.DirFS(e.theme), Today: content.Date{Year: 2026, Month: 11, Day: 21},
		BaseURL: "http://localhost:8080/", Preview: seed%4 > 0, Scripts: []string{"/x.js"},
		OpenTheme: func(string) (fs.FS, error) { return layers.Over(os.DirFS(e.upper), os.DirFS(e.theme)), nil },
	}
	e.day.Store(int32(e.options.Today.Day))
	e.builder = build.New(e.options)
	mkdir(t, e.content)
	mkdir(t, e.upper)
	for range 4 + e.random.IntN(6) {
		e.writePage()
	}
	for _, prepare := range []func(*editor){(*editor).writeFigures, (*editor).writeSources, (*editor).writePicture, (*editor).writeSettings} {
		if e.random.IntN(6) > 0 {
			prepare(e)
		}
	}
	return e
}

// today is the day on which the editor works.
func (e *editor) today() content.Date {
	return content.Date{Year: 2026, Month: 11, Day: int(e.day.Load())}
}

// compare builds again with the changes that a watcher would report, and compares the outcome with a
// clean build.
func (e *editor) compare(changes build.Changes) string {
	_, found := e.builder.Rebuild(context.Background(), &e.memory, changes)
	var clean publish.Memory
	_, want := build.New(e.options).Build(context.Background(), &clean)
	if listed(sure(found)) != listed(sure(want)) {
		return fmt.Sprintf("findings\n%swant\n%s", listed(found), listed(want))
	}
	e.builds++
	got := e.tree(&e.memory)
	if want.HasErrors() {
		return differences(e.withoutCopies(&e.memory, got), e.good)
	}
	e.whole++
	files := e.tree(&clean)
	e.good = e.withoutCopies(&clean, files)
	return differences(got, files)
}

// tree returns a site in memory. A copy of a content file that cannot be read any more is empty.
func (e *editor) tree(m *publish.Memory) map[string]string {
	files := make(map[string]string)
	for _, name := range m.Paths() {
		o, _, err := m.Open(name)
		if err != nil && !isCopy(o) {
			e.t.Errorf("%s: %v", name, err)
		}
		files[name] = string(o.Bytes)
	}
	return files
}

// withoutCopies returns a site with empty copies of content files: while there are errors, the last good site stays, but
// these are read on request.
func (e *editor) withoutCopies(m *publish.Memory, files map[string]string) map[string]string {
	files = maps.Clone(files)
	for name := range files {
		if o, _ := m.Stat(name); isCopy(o) {
			files[name] = ""
		}
	}
	return files
}

// isCopy reports whether an output is a content file as it is, or a picture made from one.
func isCopy(o publish.Output) bool { return o.Source != "" && path.Ext(o.Source) != ".md" }

func differences(got, want map[string]string) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if text, ok := got[name]; !ok {
			fmt.Fprintf(&b, "\n%s is missing", name)
		} else if !isSame(text, want[name]) {
			fmt.Fprintf(&b, "\n%s is stale: %s", name, difference(want[name], text))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(got)) {
		if _, ok := want[name]; !ok {
			fmt.Fprintf(&b, "\n%s is still there", name)
		}
	}
	return b.String()
}

// A machine that is held up may keep one of two builds from highlighting code, or part of it, and then warns of it.
var coloured = regexp.MustCompile(`<span class="[a-z0-9]{1,3}">|</span>`)

// isSame compares two files, but for the colours of code.
func isSame(got, want string) bool {
	return got == want || coloured.ReplaceAllString(got, "") == coloured.ReplaceAllString(want, "")
}

// sure returns the findings that do not depend on how fast a machine is.
func sure(found diagnostic.List) diagnostic.List {
	return slices.DeleteFunc(slices.Clone(found), func(d diagnostic.Diagnostic) bool { return d.Code == "code-plain" })
}

// edit makes one random change.
func (e *editor) edit() {
	if len(e.mend) > 0 && e.random.IntN(4) > 0 {
		for _, mend := range slices.Backward(e.mend) {
			mend()
		}
		e.mend = nil
		e.note("mend")
	}
	edits := []func(*editor){
		(*editor).writePage, (*editor).writePage, (*editor).addParagraph, (*editor).addParagraph, (*editor).addLineAbove, (*editor).addLineAbove,
		(*editor).retitle, (*editor).deletePage, (*editor).renamePage, (*editor).moveFolder, (*editor).deleteFolder, (*editor).writePicture,
		(*editor).deletePicture, (*editor).writeFigures, (*editor).writeFigures, (*editor).writeSources, (*editor).writeSettings, (*editor).writeDownload,
		(*editor).editTemplate, (*editor).editStyle, (*editor).editString, (*editor).breakPage, (*editor).breakFigures, (*editor).breakTemplate,
		(*editor).editUpper, (*editor).writePart, (*editor).writePart, (*editor).writeData, (*editor).writeBlock, (*editor).writeStyle, (*editor).linkFile, (*editor).leaveTemporary, (*editor).sleep, (*editor).swapForFolder, (*editor).saveUnchanged,
	}
	edits[e.random.IntN(len(edits))](e)
}

func (e *editor) note(format string, args ...any) {
	e.done = append(e.done, fmt.Sprintf(format, args...))
}

func (e *editor) pick(words ...string) string { return words[e.random.IntN(len(words))] }

// touch reports a content path, as a watcher would.
func (e *editor) touch(name string) { e.changes.Content = append(e.changes.Content, name) }

func (e *editor) write(name, text string) {
	target := filepath.Join(e.content, name)
	if info, err := os.Stat(target); err == nil && info.IsDir() {
		return
	}
	if os.MkdirAll(filepath.Dir(target), 0o755) != nil {
		return // a file lies in the way
	}
	e.touchFolder(path.Dir(name))
	// Editors write a new file and rename it, so a symbolic link is replaced, not followed.
	_ = os.Remove(target)
	writeFile(e.t, target, []byte(text))
	e.touch(name)
}

// touchFolder now and then reports the folder too, as the system does for one that a write has made.
func (e *editor) touchFolder(dir string) {
	if dir != "." && e.random.IntN(2) == 0 {
		e.touch(dir)
	}
}

func (e *editor) files(pattern func(name string) bool) []string {
	var names []string
	_ = fs.WalkDir(os.DirFS(e.content), ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && pattern(name) {
			names = append(names, name)
		}
		return nil
	})
	return names
}

func (e *editor) anyFile(ending string) string {
	names := e.files(func(name string) bool { return strings.HasSuffix(name, ending) })
	if len(names) == 0 {
		return ""
	}
	return names[e.random.IntN(len(names))]
}
