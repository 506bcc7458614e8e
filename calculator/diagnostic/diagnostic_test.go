package diagnostic_test

import (
	"encoding/json"
	"strings"
	"testing"

	"shirube/calculator/diagnostic"
)

func TestOneLineForm(t *testing.T) {
	for _, c := range []struct {
		name string
		d    diagnostic.Diagnostic
		want string
	}{
		{"all parts", diagnostic.Diagnostic{Code: "x", Span: diagnostic.At("a.md", 3, 5), Message: "誤りです。", Suggestion: "直してください。"},
			"a.md:3:5: error: 誤りです。 直してください。 [x]"},
		{"a whole file", diagnostic.Diagnostic{Severity: diagnostic.Warning, Span: diagnostic.InFile("a.md"),
			Message: "m"}, "a.md: warning: m"},
		{"a line", diagnostic.Diagnostic{Severity: diagnostic.Advice, Span: diagnostic.At("a.md", 2, 0), Message: "m"},
			"a.md:2: advice: m"},
		{"a message with line ends stays on one line", diagnostic.Diagnostic{Span: diagnostic.InFile("a"),
			Message: "x\ny\u2028z\x1b[31m"}, `a: error: x y z\u{1b}[31m`},
		{"characters that steer a terminal", diagnostic.Diagnostic{Span: diagnostic.InFile("a\u202egnp.md"), Message: "題\u0007"}, `a\u{202e}gnp.md: error: 題\u{7}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.d.String(); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestJSONForm(t *testing.T) {
	d := diagnostic.Diagnostic{
		Severity: diagnostic.Warning, Code: "x", Message: "m",
		Span:  diagnostic.Span{Path: "a.md", Start: diagnostic.Position{Line: 1, Column: 2}, End: diagnostic.Position{Line: 1, Column: 4}},
		Notes: []diagnostic.Note{{Span: diagnostic.InFile("b.md"), Message: "n"}},
	}
	got, err := json.Marshal(d)
	want := `{"severity":"warning","code":"x","file":"a.md","line":1,"column":2,"endLine":1,"endColumn":4,"message":"m","notes":[{"file":"b.md","message":"n"}]}`
	if err != nil || string(got) != want {
		t.Errorf("got  %s (%v)\nwant %s", got, err, want)
	}
}

func TestSortingDropsRepetitions(t *testing.T) {
	at := func(path string, line, column int, s diagnostic.Severity) diagnostic.Diagnostic {
		return diagnostic.Diagnostic{Severity: s, Span: diagnostic.At(path, line, column), Message: "m"}
	}
	list := diagnostic.List{at("b", 1, 1, 0), at("a", 10, 1, 0), at("a", 2, 3, 1), at("a", 2, 3, 0), at("a", 2, 3, 1)}.Sort()
	var got []string
	for _, d := range list {
		got = append(got, d.String())
	}
	if want := "a:2:3: error: m,a:2:3: warning: m,a:10:1: error: m,b:1:1: error: m"; strings.Join(got, ",") != want {
		t.Errorf("got %v, want %s", got, want)
	}
	if !list.HasErrors() || list.Count(diagnostic.Warning) != 1 || (diagnostic.List{}).HasErrors() {
		t.Error("counted wrong")
	}
}

// An editor mistypes a name; what is suggested must be near, or nothing.
func TestClosest(t *testing.T) {
	names := []string{"title", "description", "date", "draft", "利用日数", "世帯区分"}
	for name, want := range map[string]string{
		"titel": "title", "desciption": "description", "dat": "date", "利用日": "利用日数", "世帯の区分": "世帯区分", "zzzzz": "",
		"": "", "tittle": "title",
		strings.Repeat("長", 1000): "",
	} {
		if got := diagnostic.Closest(name, names); got != want {
			t.Errorf("Closest(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestPositionsCountCharacters(t *testing.T) {
	source := []byte("あい\nう\xffえ\n")
	for offset, want := range map[int]diagnostic.Position{
		0: {Line: 1, Column: 1}, 3: {Line: 1, Column: 2}, 7: {Line: 2, Column: 1}, 11: {Line: 2, Column: 3},
		1000: {Line: 3, Column: 1}, -5: {Line: 1, Column: 1},
	} {
		if got := diagnostic.PositionAt(source, offset); got != want {
			t.Errorf("offset %d: %v, want %v", offset, got, want)
		}
	}
}

// The caret must stand under the mistake, also behind wide letters, tabs and in long lines.
func TestExcerpt(t *testing.T) {
	span := func(line, from, to int) diagnostic.Span {
		return diagnostic.Span{Path: "a", Start: diagnostic.Position{Line: line, Column: from},
			End: diagnostic.Position{Line: line, Column: to}}
	}
	long := strings.Repeat("あ", 100) + "XY" + strings.Repeat("い", 100)
	for _, c := range []struct {
		name, source string
		span         diagnostic.Span
		want         string
	}{
		{"first column", "abc\n", diagnostic.At("a", 1, 1), "abc\n^"},
		{"behind wide letters", "x\nあいabc\r\n", span(2, 3, 5), "あいabc\n    ^^"},
		{"a wide letter", "あいう", diagnostic.At("a", 1, 2), "あいう\n  ^^"},
		{"behind a tab", "\tab", diagnostic.At("a", 1, 2), " ab\n ^"},
		{"behind the end", "ab", diagnostic.At("a", 1, 3), "ab\n  ^"},
		{"far behind the end", "ab", diagnostic.At("a", 1, 99), "ab\n  ^"},
		{"over several lines", "abc\ndef", diagnostic.Span{Path: "a", Start: diagnostic.Position{Line: 1, Column: 2},
			End: diagnostic.Position{Line: 2, Column: 2}}, "abc\n ^"},
		{"no such line", "abc", diagnostic.At("a", 2, 1), ""},
		{"a whole file", "abc", diagnostic.InFile("a"), ""},
		{"invalid UTF-8", "a\xffb", diagnostic.At("a", 1, 3), "a\uFFFDb\n  ^"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := diagnostic.Excerpt([]byte(c.source), c.span); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
	line, carets, _ := strings.Cut(diagnostic.Excerpt([]byte(long), span(1, 101, 103)), "\n")
	before, _, found := strings.Cut(line, "XY")
	if !found || len([]rune(line)) > 76 || carets != strings.Repeat(" ", 2*len([]rune(before)))+"^^" {
		t.Errorf("a long line:\n%s\n%s", line, carets)
	}
}

// An editor who lets findings be mended finds nothing else changed.
func TestFixesChangeOnlyWhatTheyName(t *testing.T) {
	source := "あ [a](x.md)\n[b](x.md) [c](x.md)\n"
	at := func(line, column int) diagnostic.Position { return diagnostic.Position{Line: line, Column: column} }
	got, n := diagnostic.Apply([]byte(source), []diagnostic.Fix{
		{at(2, 11), "](x.md", "](z.md"}, {at(1, 3), "](x.md", "](yy.md"}, {at(1, 3), "](x.md", "](w.md"}, {at(9, 1),
			"a", "b"}, {at(1, 1), "none", ""},
	})
	if want := "あ [a](yy.md)\n[b](x.md) [c](z.md)\n"; string(got) != want || n != 2 {
		t.Errorf("%d fixes:\n%s", n, got)
	}
}

func FuzzExcerpt(f *testing.F) {
	f.Add([]byte("あいう\nabc"), 1, 2, 2)
	f.Fuzz(func(t *testing.T, source []byte, line, column, length int) {
		if line > 1<<20 || column > 1<<20 || length > 1<<20 {
			return
		}
		span := diagnostic.At("a", line, column)
		span.End = diagnostic.Position{Line: line, Column: column + length}
		if excerpt := diagnostic.Excerpt(source, span); strings.Count(excerpt, "\n") > 1 {
			t.Errorf("%q", excerpt)
		}
	})
}
