package highlight

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2/lexers"
)

type example struct{ language, text string }

// examples are blocks as pages have them, and some that are odd.
func examples() []example {
	return []example{
		{"go", "// Add adds.\nfunc Add(a, b int) int { return a + b }\n"},
		{"html", "<p class=\"a\">&amp;<script>let a = '</p>'</script></p>\n"},
		{"python", "def 料金(日):\n    return f\"{日 * 10:,}円\"  # 一日分\n"},
		{"console", "$ make\n"},
		{"go", "var a = 1\r\nvar b = `\r\n`\r\n"},
		{"js", "a\rb"},
		{"bash", "echo \"never closed\n"},
		{"json", "{\"last line has no end\": 1}"},
		{"go", ""},
		{"go", "\n\n  \n"},
		{"go", "\xff\xfe \x00 //\xe3\x81\n"},
		{"text", "<nothing & nothing>\n"},
		{"no such language", "a\n"},
		{"", "a\n"},
		{"c++", "int a = 'b'; // c\n"},
		{"go", strings.Repeat("a + ", 300)},
		{"go", strings.Repeat("x", maxText+1)},
	}
}

// written shows the spans of an example.
func written(h *Highlighter, e example) string {
	spans, outcome := h.Highlight(e.language, e.text)
	ok := outcome == Highlighted
	var b strings.Builder
	fmt.Fprintln(&b, ok)
	for class, text := range spans.All() {
		fmt.Fprintf(&b, "%s %q\n", class, text)
	}
	return b.String()
}

// sameAsFound fails the test unless h gives what chroma finds in all examples.
func sameAsFound(t *testing.T, h *Highlighter, what string) {
	t.Helper()
	afresh := New("")
	for _, e := range examples() {
		if got, want := written(h, e), written(afresh, e); got != want {
			t.Fatalf("%s: %s %.40q: got\n%s\nwant\n%s", what, e.language, e.text, got, want)
		}
	}
}

// opened returns a highlighter over dir, closed when the test ends.
func opened(t testing.TB, dir string) *Highlighter {
	h := New(dir)
	if h.kept == nil {
		t.Fatal("this program does not know its scheme")
	}
	t.Cleanup(h.Close)
	return h
}

// known counts the examples that h has kept.
func known(h *Highlighter) int {
	n := 0
	for _, e := range examples() {
		if _, ok := h.kept.get(h.kept.scheme.keyOf(e.language, withLineFeeds(e.text))); ok {
			n++
		}
	}
	return n
}

func filesIn(t testing.TB, dir string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestSpansOfAProgram(t *testing.T) {
	got := written(New(""), example{"go", "if a <  1 {} // b\n"})
	want := "true\nk \"if\"\n \" \"\nnx \"a\"\n \" \"\np \"<\"\n \"  \"\nmi \"1\"\n \" \"\np \"{}\"\n \" \"\nc1 \"// b\"\n \"\\n\"\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// A block taken from the folder looks as if chroma had just found its spans: in the run that found
// them, in the next one, and whoever saved its line ends.
func TestCachedSpansAreThoseFound(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "folder")
	first := opened(t, dir)
	sameAsFound(t, first, "nothing kept")
	sameAsFound(t, first, "kept in memory")
	if names := filesIn(t, dir); len(names) > 0 {
		t.Errorf("written before Save: %v", names)
	}
	first.Save()
	sameAsFound(t, first, "kept on disk")
	first.Close()
	sameAsFound(t, first, "closed")

	second := opened(t, dir)
	if n := known(second); n < 9 {
		t.Errorf("only %d examples are known in the next run", n)
	}
	sameAsFound(t, second, "next run")
	crlf := example{"go", strings.ReplaceAll(examples()[0].text, "\n", "\r\n")}
	if got, want := written(second, crlf), written(New(""), examples()[0]); got != want {
		t.Errorf("other line ends: got\n%s\nwant\n%s", got, want)
	}
	second.Save()
	if names := filesIn(t, dir); len(names) != 1 {
		t.Errorf("a run that finds nothing new leaves %v", names)
	}
}

// A text that chroma may have given up on because the machine was busy is looked at again.
func TestSlowTextsAreNotCached(t *testing.T) {
	h := opened(t, t.TempDir())
	h.step = 0
	sameAsFound(t, h, "slow")
	if n := known(h); n > 0 {
		t.Errorf("%d examples are kept", n)
	}
}

// A program that was held up doubts what it has found, and looks again.
func TestTextsAreTokenisedAgainAfterAStall(t *testing.T) {
	h := opened(t, t.TempDir())
	h.stallDetector = new(stallDetector)
	began := h.stallDetector.begin()
	h.stallDetector.mu.Lock()
	h.stallDetector.last = h.stallDetector.last.Add(-2 * heldUp)
	h.stallDetector.mu.Unlock()
	if !h.stallDetector.wasHeldUp(began) {
		t.Error("a stallDetector that is overdue is not noticed")
	}
	h.stallDetector.next()
	h.stallDetector.mu.Lock()
	late := h.stallDetector.late
	h.stallDetector.mu.Unlock()
	if late.Before(began) || !h.stallDetector.wasHeldUp(began) || !h.stallDetector.wasHeldUp(late.Add(beat/2)) {
		t.Error("a late beat is not noticed")
	}
	sameAsFound(t, h, "after a hold-up")
	if n := known(h); n < 9 {
		t.Errorf("only %d examples are kept", n)
	}
}

// Where there is no place to keep anything, pages look the same.
func TestFolderThatCannotBeUsed(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	gone := t.TempDir()
	for what, dir := range map[string]string{"a file": file, "below a file": filepath.Join(file, "a"), "no name": "\x00"} {
		h := opened(t, dir)
		sameAsFound(t, h, what)
		h.Save()
		sameAsFound(t, h, what)
	}
	h := opened(t, gone)
	sameAsFound(t, h, "before the folder goes")
	if err := os.RemoveAll(gone); err != nil {
		t.Fatal(err)
	}
	h.Save()
	sameAsFound(t, h, "after the folder went")
}

// A program of another version keeps its own; neither reads nor removes the other's.
func TestAnotherVersion(t *testing.T) {
	dir := t.TempDir()
	older := opened(t, dir)
	older.kept.scheme[0]++
	for _, e := range examples() {
		if !strings.Contains(e.text, "\r") {
			older.kept.get(key{}) // opens the folder
			older.kept.put(older.kept.scheme.keyOf(e.language, e.text), []byte{1, byte(len(e.text))})
		}
	}
	older.Close()
	now := opened(t, dir)
	if n := known(now); n != 0 {
		t.Errorf("%d examples of another version are known", n)
	}
	sameAsFound(t, now, "beside another version")
	now.Close()
	if names := filesIn(t, dir); len(names) != 2 {
		t.Errorf("left: %v", names)
	}
}

// A segment that has another version inside than its name says is not believed.
func TestWrongName(t *testing.T) {
	dir := t.TempDir()
	older := opened(t, dir)
	right := older.kept.scheme
	older.kept.scheme[0]++
	for _, e := range examples() {
		older.kept.get(key{}) // opens the folder
		older.kept.put(right.keyOf(e.language, e.text), []byte{1, byte(len(e.text))})
	}
	older.Close()
	names := filesIn(t, dir)
	wrong := filepath.Join(dir, segmentPrefix(right)+"0")
	if err := os.Rename(names[0], wrong); err != nil {
		t.Fatal(err)
	}
	sameAsFound(t, opened(t, dir), "wrong name")
	if _, err := os.Stat(wrong); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the segment stays: %v", err)
	}
}

// What other programs put into the folder is theirs.
func TestForeignFiles(t *testing.T) {
	dir := t.TempDir()
	h := opened(t, dir)
	h.kept.limits.disk = 1
	for _, name := range []string{"CACHEDIR.TAG", "notes.txt", segmentPrefix(h.kept.scheme) + "folder/a", "temporary-folder/a"} {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte("theirs"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	before := filesIn(t, dir)
	sameAsFound(t, h, "foreign files")
	h.Close()
	if after := filesIn(t, dir); !slices.Equal(before, after) {
		t.Errorf("left: %v, before: %v", after, before)
	}
}

// Every name that chroma knows has a lexer.
func TestEveryLanguageCanBeNamed(t *testing.T) {
	for _, lexer := range lexers.GlobalLexerRegistry.Lexers {
		c := lexer.Config()
		for _, name := range append([]string{c.Name}, c.Aliases...) {
			if !canBeName(name) {
				t.Errorf("%q cannot be asked for", name)
			}
		}
	}
	for _, name := range []string{"go\x00", strings.Repeat("a", 1000)} {
		if canBeName(name) {
			t.Errorf("%q takes time", name)
		}
	}
}
