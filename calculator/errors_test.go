package calculator_test

import (
	"bytes"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"shirube/calculator"
	"shirube/calculator/diagnostic"
)

var update = flag.Bool("update", false, "rewrite the expected messages in testdata")

// An errorFile is one file of testdata: the text without the expectations, and these by line. The
// expectation stands behind the faulty line: # ← COLUMN CODE: message. First lines may say how the
// file is compiled: "# 出典の一覧: a, b", "# 名前: x", "# 例を動かす",
// "# 上限の計算機と".
type errorFile struct {
	path    string
	lines   []string
	want    map[int][]string
	sources []string
	name    string
	run     bool
	beside  bool // with the calculator burden-cap beside it
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
		case strings.HasPrefix(line, "# 上限の計算機と"):
			f.beside = true
		}
	}
	return f
}

func (f errorFile) compile() diagnostic.List {
	sources := []calculator.Source{{Path: f.name + ".calc", Text: []byte(strings.Join(f.lines, "\n") + "\n")}}
	if f.beside {
		sources = append(sources, calculator.Source{Path: "burden-cap.calc", Text: []byte(burdenCap)})
	}
	_, found := calculator.Compile(sources, calculator.Options{
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
func TestMistakesAreReportedWithPlaceAndRemedy(t *testing.T) {
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

// notShown are the codes that no file of testdata shows: some need two files, one should not occur.
var notShown = []string{"duplicate-file", "cases", calculator.CodeCasesAlone, calculator.CodeCompile, "translation-line",
	"translation-alone", "translation-twice", calculator.CodeTranslationUnknown, calculator.CodeTranslationMissing}

// What an editor reads of a code is what the compiler says of its example.
func TestDocumentedExamplesGiveTheirMessages(t *testing.T) {
	documented := map[string]bool{}
	for _, section := range calculator.CodeSections() {
		for _, doc := range section.Codes {
			if documented[doc.Code] {
				t.Errorf("%s is documented twice", doc.Code)
			}
			documented[doc.Code] = true
			if !slices.Contains(notShown, doc.Code) {
				checkDocumented(t, section, doc)
			}
		}
	}
	for _, path := range errorFiles(t) {
		for _, d := range readErrorFile(t, path).compile() {
			if !documented[d.Code] {
				t.Errorf("%s: %s is not documented", path, d.Code)
			}
		}
	}
}

// checkDocumented fails unless the file that testdata has for a code gives it with the documented
// severity, and the documented sentences for the documented line.
func checkDocumented(t *testing.T, section calculator.Section, doc diagnostic.CodeDoc) {
	t.Helper()
	paths, err := filepath.Glob("testdata/" + section.Number + "-*/" + doc.Code + ".calc")
	if err != nil || len(paths) != 1 {
		t.Errorf("%s: want one file in testdata/%s-…, got %v (%v)", doc.Code, section.Number, paths, err)
		return
	}
	f := readErrorFile(t, paths[0])
	for _, d := range f.compile() {
		line := f.lines[max(d.Span.Start.Line, 1)-1]
		isExample := doc.Example == "" || strings.TrimSpace(line) == doc.Example || doc.Code == "file-name"
		isSaid := unspaced(d.Message+d.Suggestion) == unspaced(doc.Meaning.Ja+doc.Remedy.Ja)
		if d.Code == doc.Code && d.Severity == doc.Severity && isSaid && isExample {
			return
		}
	}
	t.Errorf("%s: the compiler does not say what is documented: %s %s (%s)", paths[0], doc.Meaning.Ja, doc.Remedy.Ja, doc.Example)
}

func unspaced(text string) string { return strings.ReplaceAll(text, " ", "") }

var (
	inQuotes = regexp.MustCompile(`「[^「」]*」`)
	digits   = regexp.MustCompile(`%d|[0-9]+`)
)

// form writes a message with nothing between 「 and 」 and 0 for each number.
func form(message string) string {
	return digits.ReplaceAllString(inQuotes.ReplaceAllString(message, "「」"), "0")
}

// What is said in English of a message is said of one that the compiler writes.
func TestVariantsAreMessagesOfTheCompiler(t *testing.T) {
	written := messagesWritten(t, "internal/check", "internal/syntax", ".")
	for _, section := range calculator.CodeSections() {
		for _, doc := range section.Codes {
			for _, v := range doc.Variants {
				begin, isOpen := strings.CutSuffix(form(v.Ja), "…")
				if !slices.ContainsFunc(written, func(r *regexp.Regexp) bool {
					return r.MatchString(begin) || isOpen && (r.MatchString(begin+"です。") || strings.HasPrefix(r.String(), regexp.QuoteMeta(begin)))
				}) {
					t.Errorf("%s: nothing says %s", doc.Code, v.Ja)
				}
			}
		}
	}
}

// messagesWritten lists the forms of the texts in the sources of packages: what each may be the end of.
func messagesWritten(t *testing.T, dirs ...string) (forms []*regexp.Regexp) {
	t.Helper()
	for _, dir := range dirs {
		paths, err := filepath.Glob(dir + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			if name := filepath.Base(path); strings.HasSuffix(name, "_test.go") || name == "variants.go" || name == "codes.go" {
				continue
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(file, func(n ast.Node) bool {
				literal, isLiteral := n.(*ast.BasicLit)
				if isLiteral && literal.Kind == token.STRING && strings.Contains(literal.Value, "。") {
					text, err := strconv.Unquote(literal.Value)
					if err != nil {
						t.Fatal(err)
					}
					forms = append(forms, regexp.MustCompile(strings.ReplaceAll(regexp.QuoteMeta(form(text)), "%s", ".*")+"$"))
				}
				return true
			})
		}
	}
	return forms
}
