package handbook_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"shirube/calculator"
	"shirube/generator/internal/content"
	"shirube/generator/internal/handbook"
)

var update = flag.Bool("update", false, "rewrite the reference pages of the handbook")

const pagesFolder = "../../../content/about/editing"

// Editors look up what the program really says.
func TestReferencePagesMatchTheProgram(t *testing.T) {
	for name, want := range handbook.Pages() {
		path := filepath.Join(pagesFolder, name)
		if *update {
			if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != want {
			t.Errorf("%s differs from what the program says; rewrite it: go test ./generator/internal/handbook -update", name)
		}
	}
}

// What shirube help prints is the text of the handbook.
func TestTheProgramCarriesTheHandbook(t *testing.T) {
	if *update {
		if err := os.RemoveAll("pages"); err != nil {
			t.Fatal(err)
		}
		if err := os.CopyFS("pages", os.DirFS(pagesFolder)); err != nil {
			t.Fatal(err)
		}
		return
	}
	pages, err := filepath.Glob(pagesFolder + "/*.md")
	if err != nil || len(pages) != len(handbook.Topics()) {
		t.Fatalf("%d pages, %d topics (%v)", len(pages), len(handbook.Topics()), err)
	}
	for _, path := range pages {
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join("pages", filepath.Base(path)))
		if err != nil || string(got) != string(want) {
			t.Errorf("%s differs from the copy in the program; run go test ./generator/internal/handbook -update", path)
		}
	}
}

// The examples of settings are such that an editor may copy them.
func TestExamplesOfSettingsAreValid(t *testing.T) {
	for _, k := range content.FrontKeys() {
		page := content.File{Path: "page.md", Bytes: []byte("---\n" + k.Name + ": " + k.Example + "\n---\n")}
		if _, _, _, found := content.ParsePage(page, content.PageRules{Strict: true}); len(found) > 0 {
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
	set, found := calculator.Compile(files, calculator.Options{
		Sources: []string{"town-fee-2026", "fee-table", "fee-table-2027"}, Today: calculator.Day{Number: 20778, Valid: true}})
	for _, d := range found {
		t.Error(d)
	}
	for _, f := range files {
		name := strings.TrimSuffix(strings.TrimPrefix(f.Path, "calculators/"), ".calc")
		if name+".calc" != f.Path && strings.HasPrefix(f.Path, "calculators/") && set.Program(name) == nil {
			t.Errorf("%s does not work", f.Path)
		}
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

// So do those who copy the calculator that has nearly all the language.
func TestTheSampleOfTheLanguageWorks(t *testing.T) {
	blocks := textBlocks(t, "language.md", "{#見本}", "## 数と日付")
	if len(blocks) != 2 {
		t.Fatalf("%d blocks", len(blocks))
	}
	compile(t, calculator.Source{Path: "figures/rooms.calc", Text: []byte(blocks[0])},
		calculator.Source{Path: "calculators/hall-fee.calc", Text: []byte(blocks[1])})
}

// So do those who copy the calculators of rules: brackets, a list, working days and a function.
func TestTheSamplesOfRulesWork(t *testing.T) {
	var figures strings.Builder
	var programs []calculator.Source
	for _, block := range textBlocks(t, "rules.md", "## 使うほど", "## ほかの計算機の結果") {
		if strings.HasPrefix(block, "計算機 ") {
			name := fmt.Sprintf("calculators/sample-%c.calc", 'a'+len(programs))
			programs = append(programs, calculator.Source{Path: name, Text: []byte(block)})
			continue
		}
		figures.WriteString(block + "\n")
	}
	if len(programs) != 3 {
		t.Fatalf("%d calculators", len(programs))
	}
	compile(t, append(programs, calculator.Source{Path: "figures/rules.calc", Text: []byte(figures.String())})...)
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
