package calculator_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shirube/calculator"
)

// Wherever a file names something, a wrong name is an error. Short tests try a fifth of the lines.
func TestEveryWrongNameIsReported(t *testing.T) {
	for _, root := range []string{"../content", "../generator/testdata/sites/rules"} {
		sources := sourcesOf(t, root)
		set, _ := calculator.Compile(sources, calculator.Options{SkipExamples: true})
		at := map[string]int{}
		for i, s := range sources {
			at[s.Path] = i
		}
		tried := map[[2]any]bool{} // of each file, each line once
		for _, r := range set.References {
			i := at[r.Span.Path]
			line := [2]any{i, r.Span.Start.Line}
			if r.Kind == "出典" || tried[line] || testing.Short() && r.Span.Start.Line%5 > 0 {
				continue
			}
			tried[line] = true
			wrong := []calculator.Source{{Path: sources[i].Path, Text: renamed(sources[i].Text, r)}}
			for k, s := range sources {
				if k != i && (inFigures(s.Path) || inFigures(r.Span.Path)) {
					wrong = append(wrong, s)
				}
			}
			_, found := calculator.Compile(wrong, calculator.Options{SkipExamples: true})
			if !found.HasErrors() {
				t.Errorf("%s:%d: nothing says that 「%sぬ」 is wrong", r.Span.Path, r.Span.Start.Line, r.Name)
			}
		}
	}
}

// renamed returns a file with another name in place of a reference.
func renamed(text []byte, r calculator.Reference) []byte {
	lines := bytes.SplitAfter(text, []byte("\n"))
	line := []rune(string(lines[r.Span.Start.Line-1]))
	rest := strings.Replace(string(line[r.Span.Start.Column-1:]), r.Name, r.Name+"ぬ", 1)
	lines[r.Span.Start.Line-1] = []byte(string(line[:r.Span.Start.Column-1]) + rest)
	return bytes.Join(lines, nil)
}

func sourcesOf(t *testing.T, root string) (sources []calculator.Source) {
	t.Helper()
	for _, folder := range []string{"calculators", "figures"} {
		paths, err := filepath.Glob(filepath.Join(root, folder, "*.calc"))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			sources = append(sources, calculator.Source{Path: filepath.ToSlash(path), Text: text})
		}
	}
	return sources
}

func inFigures(path string) bool { return filepath.Base(filepath.Dir(path)) == "figures" }
