package calculator_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"shirube/calculator"
	"shirube/calculator/diagnostic"
)

var update = flag.Bool("update", false, "rewrite the expected messages in testdata")

// An errorFile is one file of testdata: the text without the expectations, and these by line. The
// expectation stands behind the faulty line: # ← COLUMN CODE: message. First lines may say how the
// file is compiled: "# 出典の一覧: a, b", "# 名前: x", "# 例を動かす".
type errorFile struct {
	path    string
	lines   []string
	want    map[int][]string
	sources []string
	name    string
	run     bool
}

func readErrorFile(t *testing.T, path string) errorFile {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	f := errorFile{path: path, want: map[int][]string{}, name: "test"}
	for i, line := range strings.Split(strings.TrimSuffix(string(text), "\n"), "\n") {
		parts := strings.Split(line, "  # ← ")
		f.lines = append(f.lines, parts[0])
		f.want[i+1] = parts[1:]
		switch {
		case strings.HasPrefix(line, "# 出典の一覧: "):
			f.sources = strings.Split(strings.TrimPrefix(parts[0], "# 出典の一覧: "), ", ")
		case strings.HasPrefix(line, "# 名前: "):
			f.name = strings.TrimPrefix(parts[0], "# 名前: ")
		case strings.HasPrefix(line, "# 例を動かす"):
			f.run = true
		}
	}
	return f
}

func (f errorFile) compile() diagnostic.List {
	source := calculator.Source{Path: f.name + ".calc", Text: []byte(strings.Join(f.lines, "\n") + "\n")}
	_, found := calculator.Compile([]calculator.Source{source}, calculator.Options{
		Sources: f.sources, Today: calculator.Day{Number: 20778, Valid: true}, SkipExamples: !f.run})
	return found
}

// expectation writes a finding as files state it.
func expectation(d diagnostic.Diagnostic) string {
	severity := ""
	if d.Severity == diagnostic.Warning {
		severity = "（警告）"
	}
	return fmt.Sprintf("%d %s: %s%s %s", d.Span.Start.Column, d.Code, severity, d.Message, d.Suggestion)
}

// Each kind of mistake gives the message that its file in testdata states, at its line and column,
// and nothing else.
func TestMistakesAreToldWithPlaceAndRemedy(t *testing.T) {
	for _, path := range errorFiles(t) {
		t.Run(strings.TrimPrefix(path, "testdata/"), func(t *testing.T) {
			f := readErrorFile(t, path)
			got := map[int][]string{}
			for _, d := range f.compile() {
				line := max(d.Span.Start.Line, 1)
				got[line] = append(got[line], expectation(d))
			}
			if *update {
				f.rewrite(t, got)
				return
			}
			for i := range f.lines {
				if !slices.Equal(got[i+1], f.want[i+1]) {
					t.Errorf("line %d: %s\n got %q\nwant %q", i+1, f.lines[i], got[i+1], f.want[i+1])
				}
			}
		})
	}
}

func (f errorFile) rewrite(t *testing.T, got map[int][]string) {
	t.Helper()
	var b bytes.Buffer
	for i, line := range f.lines {
		b.WriteString(line)
		for _, e := range got[i+1] {
			b.WriteString("  # ← " + e)
		}
		b.WriteByte('\n')
	}
	if err := os.WriteFile(f.path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

func errorFiles(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob("testdata/[0-9]*/*.calc")
	if err != nil || len(paths) == 0 {
		t.Fatal("no files in testdata", err)
	}
	return paths
}

// Every code has a file of its own that shows it, and stands in the specification.
func TestEveryCodeHasAFileAndStandsInTheSpecification(t *testing.T) {
	spec, err := os.ReadFile("SPEC.md")
	if err != nil {
		t.Fatal(err)
	}
	shown := map[string]string{}
	for _, path := range errorFiles(t) {
		shown[strings.TrimSuffix(filepath.Base(path), ".calc")] = path
	}
	codes := declaredCodes(t)
	for _, code := range codes {
		if shown[code] == "" && code != calculator.CodeCompile && code != "duplicate-file" {
			t.Errorf("no file in testdata shows %s", code)
		}
		if !bytes.Contains(spec, []byte("`"+code+"`")) {
			t.Errorf("SPEC.md does not explain %s", code)
		}
	}
	for code, path := range shown {
		if !slices.Contains(codes, code) {
			t.Errorf("%s shows a code that is not declared", path)
		}
		f := readErrorFile(t, path)
		if !slices.ContainsFunc(slices.Collect(mapsValues(f.want)), func(w string) bool { return strings.Contains(w, " "+code+": ") }) {
			t.Errorf("%s does not show its code", path)
		}
	}
	t.Logf("%d codes", len(codes))
}

// mapsValues yields every expectation of a file.
func mapsValues(want map[int][]string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for _, list := range want {
			for _, w := range list {
				if !yield(w) {
					return
				}
			}
		}
	}
}

// declaredCodes reads the constants of the three packages that report.
func declaredCodes(t *testing.T) []string {
	t.Helper()
	var codes []string
	for _, path := range []string{"codes.go", "internal/syntax/codes.go", "internal/check/codes.go"} {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`Code\w+ += "([a-z-]+)"`).FindAllSubmatch(text, -1) {
			codes = append(codes, string(m[1]))
		}
	}
	return codes
}
