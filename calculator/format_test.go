package calculator_test

import (
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"shirube/calculator"
)

// calcTexts returns every .calc file of the repository.
func calcTexts(t *testing.T) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for _, root := range []string{"testdata", "../content", "../generator/testdata", "../generator/scaffold"} {
		err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || filepath.Ext(name) != ".calc" {
				return err
			}
			text, err := os.ReadFile(name)
			texts[name] = string(text)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return texts
}

var comments = regexp.MustCompile(`(?m)(?:^|[ \t　])#.*$`)

// commentsOf lists the comments of a file without the spaces around them.
func commentsOf(text string) []string {
	list := comments.FindAllString(text, -1)
	for i := range list {
		list[i] = strings.TrimSpace(list[i])
	}
	return list
}

// Laying out twice changes nothing more, keeps every comment, and compiles to the same module and form.
func TestLayingOutKeepsWhatAFileMeans(t *testing.T) {
	changed := 0
	for name, text := range calcTexts(t) {
		laid := string(calculator.Format([]byte(text), nil))
		if again := string(calculator.Format([]byte(laid), nil)); again != laid {
			t.Errorf("%s: laid out twice it is\n%s\nnot\n%s", name, again, laid)
		}
		if got, want := commentsOf(laid), commentsOf(text); !slices.Equal(got, want) {
			t.Errorf("%s: the comments are %q, were %q", name, got, want)
		}
		if laid != text {
			changed++
		}
		if digests(name, laid) != digests(name, text) {
			t.Errorf("%s compiles to something else", name)
		}
	}
	if changed < 10 {
		t.Errorf("only %d files were changed", changed)
	}
}

// Whoever runs fmt in one of our sites, or in a new one, has nothing to commit.
func TestOwnFilesAreLaidOut(t *testing.T) {
	var all [][]byte
	texts := calcTexts(t)
	for _, text := range texts {
		all = append(all, []byte(text))
	}
	for name, text := range texts {
		isOwn := strings.HasPrefix(name, "../content") || strings.HasPrefix(name, "../generator/testdata/sites") || strings.HasPrefix(name, "../generator/scaffold")
		if laid := string(calculator.Format([]byte(text), all)); isOwn && laid != text {
			t.Errorf("shirube fmt changes %s", name)
		}
	}
}

// Continuations of the first line of a declaration are indented deeper than the lines below it.
func TestContinuedLinesStandApart(t *testing.T) {
	head := "計算機 試し\n入力 日数: 日\n  範囲: 0日 から 31日\n"
	want := head + "式 結果 = もし 日数 が 3日 以上\n    なら 日数\n    でなければ 1日\n  説明: 少ないときは1日です。\n" +
		"判定 多さ\n  もし 日数 が 3日 以上\n  かつ 日数 が 9日 未満: 中\n  それ以外: ほか\n"
	for _, untidy := range []string{want, strings.ReplaceAll(want, "    ", "  "), strings.ReplaceAll(want, "    ", "       ")} {
		if laid := string(calculator.Format([]byte(untidy), nil)); laid != want {
			t.Errorf("%s\nis laid out as\n%s", untidy, laid)
		}
	}
}

// digests compiles a file by itself.
func digests(name, text string) string {
	set, _ := calculator.Compile([]calculator.Source{{Path: filepath.Base(name), Text: []byte(text)}}, calculator.Options{SkipExamples: true})
	all := ""
	for _, p := range set.Programs {
		all += p.Digest
	}
	return all
}

// However deep somebody indents, and whatever spaces stand around cells and at the ends of lines, the layout is one.
func TestUntidyFilesAreLaidOutAlike(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for name, text := range calcTexts(t) {
		laid := string(calculator.Format([]byte(text), nil))
		if digests(name, laid) == "" {
			continue // it has errors, and stays as it is
		}
		for range 3 {
			untidy := untidied(laid, random)
			if got := string(calculator.Format([]byte(untidy), nil)); got != laid {
				t.Errorf("%s: laid out it is\n%s\nwant\n%s", name, got, laid)
				break
			}
		}
	}
}

// untidied widens the indents of a file and adds spaces where they mean nothing.
func untidied(text string, random *rand.Rand) string {
	wider := 1 + random.IntN(3)
	var b strings.Builder
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		content := strings.TrimLeft(line, " ")
		b.WriteString(strings.Repeat(" ", (len(line)-len(content))*wider))
		if line != content && strings.Contains(content, "|") && !strings.Contains(content, "#") {
			content = strings.ReplaceAll(content, " | ", strings.Repeat(" ", random.IntN(3))+"|"+strings.Repeat(" ", random.IntN(2)))
		}
		b.WriteString(content + strings.Repeat(" ", random.IntN(3)) + "\n")
		if random.IntN(9) == 0 && content == "" {
			b.WriteString("\n\n")
		}
	}
	return b.String()
}
