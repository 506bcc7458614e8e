package calculator_test

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"shirube/calculator"
)

// A wrong name in a condition that is checked more than once, or tried before it is checked, is an error.
func TestWrongNamesInConditionsAreReported(t *testing.T) {
	const source = `計算機 料金
入力 区分
  甲: 甲
  乙: 乙
入力 人数: 人
  範囲: 0人 から 10人
止める もし 人数 が 9人 超: 多いです。
式 料金 = もし 区分 が 甲 または 区分 が 乙 なら 人数 × 100円/人 でなければ 0円
  仮定: 例
出力 料金
`
	for wrong, right := range map[string]string{
		"もし 人す が 9人 超": "もし 人数 が 9人 超", "区ぶん が 甲 または 乙": "区分 が 甲 または 区分 が 乙", "区分 が 丙": "区分 が 甲",
	} {
		text := strings.Replace(source, right, wrong, 1)
		if _, found := calculator.Compile([]calculator.Source{{Path: "calculators/a.calc", Text: []byte(text)}}, calculator.Options{SkipExamples: true}); !found.HasErrors() {
			t.Errorf("nothing says that %q is wrong", wrong)
		}
	}
}

// Wherever a file names something, a wrong name is an error. One line in eight is tried, of short tests one in forty.
func TestEveryWrongNameIsReported(t *testing.T) {
	apart := 8
	if testing.Short() {
		apart = 40
	}
	for _, sources := range siteSources(t) {
		set, _ := calculator.Compile(sources, calculator.Options{SkipExamples: true})
		at := map[string]int{}
		for i, s := range sources {
			at[s.Path] = i
		}
		tried := map[[2]any]bool{} // of each file, each line once
		for _, r := range set.References {
			i := at[r.Span.Path]
			line := [2]any{i, r.Span.Start.Line}
			if r.Kind == "出典" || tried[line] || r.Span.Start.Line%apart > 0 {
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

func inFigures(path string) bool { return filepath.Base(filepath.Dir(path)) == "figures" }
