package handbook_test

import (
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"shirube/calculator"
	"shirube/generator/internal/content"
	"shirube/generator/internal/handbook"
	"shirube/generator/internal/lint"
)

var update = flag.Bool("update", false, "write the reference pages of the handbook anew")

const pagesFolder = "../../../content/about/editing"

func pages(t *testing.T) map[string]string {
	t.Helper()
	spec, err := os.ReadFile("../../../calculator/SPEC.md")
	if err != nil {
		t.Fatal(err)
	}
	all, err := handbook.Pages(string(spec))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// Editors look up what the program really says.
func TestReferencePagesAreWhatTheProgramSays(t *testing.T) {
	for name, want := range pages(t) {
		path := filepath.Join(pagesFolder, name)
		if *update {
			if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != want {
			t.Errorf("%s differs from what the program says; write it anew: go test ./generator/internal/handbook -update", name)
		}
	}
}

// Every code of calculators that the specification lists is told, with an example.
func TestAllCodesOfCalculatorsAreTold(t *testing.T) {
	spec, err := os.ReadFile("../../../calculator/SPEC.md")
	if err != nil {
		t.Fatal(err)
	}
	_, listed, _ := strings.Cut(string(spec), "\n## 9. Codes\n")
	all := pages(t)
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z0-9-]+)` \\|").FindAllStringSubmatch(listed, -1) {
		if row := "| `" + m[1] + "` |"; !strings.Contains(all["messages-calc.md"]+all["messages-calc2.md"], row) {
			t.Errorf("%s is told nowhere", m[1])
		}
	}
}

// Whoever sees a code in brackets finds it in the handbook, and nothing there is out of use.
func TestEveryCodeOfTheSourcesIsExplained(t *testing.T) {
	used, explained := usedCodes(t), make(map[string]bool)
	for _, m := range handbook.Meanings() {
		if explained[m.Code] || m.Meaning == "" || m.Remedy == "" {
			t.Errorf("%s is explained twice, or without a reason or a remedy", m.Code)
		}
		explained[m.Code] = true
	}
	for _, r := range lint.Rules() {
		explained[r.Code] = true
	}
	for code, path := range used {
		if !explained[code] {
			t.Errorf("%s uses the code %s, which no Meanings explain", path, code)
		}
	}
	for code := range explained {
		if _, ok := used[code]; !ok {
			t.Errorf("no source uses the code %s", code)
		}
	}
}

var codeForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// usedCodes returns the codes that the generator's sources report, with a file that does. A code is a
// string literal behind Code:, or assigned to code, or the first that fits among the arguments of report.
func usedCodes(t *testing.T) map[string]string {
	t.Helper()
	used := make(map[string]string)
	err := filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if code := codeIn(n); code != "" {
				used[code] = path
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return used
}

func codeIn(n ast.Node) string {
	switch n := n.(type) {
	case *ast.KeyValueExpr:
		if key, ok := n.Key.(*ast.Ident); ok && key.Name == "Code" {
			return code(n.Value)
		}
	case *ast.AssignStmt:
		if to, ok := n.Lhs[0].(*ast.Ident); ok && to.Name == "code" {
			return code(n.Rhs[0])
		}
	case *ast.CallExpr:
		if called, ok := n.Fun.(*ast.SelectorExpr); ok && called.Sel.Name == "report" {
			if i := slices.IndexFunc(n.Args, func(e ast.Expr) bool { return code(e) != "" }); i >= 0 {
				return code(n.Args[i])
			}
		}
	}
	return ""
}

// code returns a string literal that has the form of a code.
func code(e ast.Expr) string {
	literal, ok := e.(*ast.BasicLit)
	if !ok || literal.Kind != token.STRING {
		return ""
	}
	text, err := strconv.Unquote(literal.Value)
	if err != nil || !codeForm.MatchString(text) {
		return ""
	}
	return text
}

// The examples of settings are such that an editor may copy them.
func TestExamplesOfSettingsAreValid(t *testing.T) {
	for _, k := range content.FrontKeys() {
		page := content.File{Path: "page.md", Bytes: []byte("---\n" + k.Name + ": " + k.Example + "\n---\n")}
		if _, _, _, found := content.ParsePage(page, true); len(found) > 0 {
			t.Errorf("front matter, %s: %v", k.Name, found)
		}
	}
	for _, k := range content.SiteKeys() {
		settings := content.File{Path: "site.yaml", Bytes: []byte(k.Name + ": " + k.Example + "\n")}
		if _, found := content.ParseSite(settings); len(found) > 0 {
			t.Errorf("site.yaml, %s: %v", k.Name, found)
		}
	}
}

var textBlock = regexp.MustCompile("(?s)```text\n(.*?)```")

// textBlocks returns the .calc texts of a page of the handbook, between two of its marks.
func textBlocks(t *testing.T, name, from, to string) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(pagesFolder, name))
	if err != nil {
		t.Fatal(err)
	}
	_, behind, ok := strings.Cut(string(text), from)
	within, _, end := strings.Cut(behind, to)
	if !ok || !end {
		t.Fatalf("%s has no %q before %q", name, from, to)
	}
	var blocks []string
	for _, m := range textBlock.FindAllStringSubmatch(within, -1) {
		blocks = append(blocks, m[1])
	}
	return blocks
}

func compile(t *testing.T, files ...calculator.Source) {
	t.Helper()
	_, found := calculator.Compile(files, calculator.Options{
		Sources: []string{"town-fee-2026", "fee-table", "fee-table-2027"}, Today: calculator.Day{Number: 20778, Valid: true}})
	for _, d := range found {
		t.Error(d)
	}
}

// Whoever copies the steps of the handbook one by one gets a calculator without a finding.
func TestTheCalculatorOfTheHandbookWorks(t *testing.T) {
	var program, figures strings.Builder
	for _, block := range textBlocks(t, "calculator.md", ":::steps", "\n:::\n") {
		to := &program
		if strings.HasPrefix(block, "表 ") {
			to = &figures
		}
		to.WriteString(block + "\n")
	}
	compile(t, calculator.Source{Path: "calculators/room-fee.calc", Text: []byte(program.String())},
		calculator.Source{Path: "figures/rooms.calc", Text: []byte(figures.String())})
}

// So do those who copy its figures and tables.
func TestTheFiguresOfTheHandbookWork(t *testing.T) {
	blocks := append(textBlocks(t, "numbers.md", "## 数字を書く", "## どこで"), textBlocks(t, "new-year.md", "{#足す}", "## 影響")...)
	if len(blocks) < 4 {
		t.Fatalf("only %d figures", len(blocks))
	}
	for _, block := range blocks {
		compile(t, calculator.Source{Path: "figures/a.calc", Text: []byte(block)})
	}
}
