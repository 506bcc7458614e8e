package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"shirube/calculator"
	"shirube/generator/internal/build"
	"shirube/generator/internal/content"
	"shirube/generator/internal/publish"
	"shirube/themes"
)

// A caseNames says how the answers of a set's cases are called in its calculator. Names that are not in it are the
// same in both.
type caseNames struct {
	list   string            // 一覧, "" where there is none
	count  string            // the answer that gives the number of its items
	fields map[string]string // numbered answer, such as 第%d子の生年月日, to 項目
	inputs map[string]string
	values map[string][]string // answer to the options that 1, 2, … stand for
}

// ruleSets are the calculators of testdata/sites/rules that have cases in testdata/rules.
var ruleSets = map[string]caseNames{
	"child-allowance": {list: "子ども", count: "子の人数", fields: map[string]string{"第%d子の生年月日": "生年月日"}},
	"child-rearing": {list: "子ども", count: "子の人数", fields: map[string]string{
		"第%d子の生年月日": "生年月日", "第%d子の身体障害者手帳": "身体障害者手帳", "第%d子の療育手帳": "療育手帳",
		"第%d子の愛の手帳": "愛の手帳", "第%d子の精神の手帳": "精神の手帳",
	}},
	"disability-pension": {list: "受ける人", count: "受けうる人数", fields: map[string]string{
		"年齢%d": "年齢", "手帳%d": "手帳", "昭和三十一年四月一日まで%d": "早く生まれた",
	}},
	"dmn-collect": {},
	"dmn-lending": {},
	"high-school": {list: "高校生", count: "高校生の人数", fields: map[string]string{"課程%d": "課程", "種別%d": "種別"}},
	"housing": {
		inputs: map[string]string{"市1": "市"},
		values: map[string][]string{"級地": {"一級地", "二級地", "三級地"}},
	},
	"income-tax":       {},
	"living-aid":       {list: "世帯の人", count: "世帯人数", fields: map[string]string{"年齢%d": "年齢"}},
	"pc-bareme":        {},
	"pc-duree":         {},
	"pc-grille":        {},
	"sa-redundancy":    {},
	"salary-deduction": {},
	"water":            {},
	"winter":           {values: map[string][]string{"地域区分": {"1区", "2区", "3区", "4区", "5区", "6区"}}},
}

// answers renames the answers of a case.
func (n caseNames) answers(given map[string]any) map[string]any {
	named := map[string]any{}
	for name, value := range given {
		if options := n.values[name]; options != nil {
			i, _ := strconv.Atoi(fmt.Sprint(value))
			value = options[i-1]
		}
		if input, ok := n.inputs[name]; ok {
			name = input
		}
		named[name] = value
	}
	if n.list == "" {
		return named
	}
	count, _ := strconv.Atoi(fmt.Sprint(given[n.count]))
	items := make([]any, count)
	for i := range items {
		item := map[string]any{}
		for numbered, field := range n.fields {
			name := fmt.Sprintf(numbered, i+1)
			if value, ok := given[name]; ok {
				item[field] = value
			}
			delete(named, name)
		}
		items[i] = item
	}
	delete(named, n.count)
	named[n.list] = items
	return named
}

// A ruleCase is answers with the results that other programs of the same rules give for them.
type ruleCase struct {
	Answers map[string]any `json:"answers"`
	Expect  map[string]any `json:"expect"`
	Margin  float64        `json:"margin"`
}

// ruleCases reads the cases of a set, one a line.
func ruleCases(t *testing.T, name string) []ruleCase {
	t.Helper()
	file, err := os.Open(filepath.Join("testdata", "rules", name+".jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var cases []ruleCase
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		decoder := json.NewDecoder(strings.NewReader(lines.Text()))
		decoder.UseNumber()
		var c ruleCase
		if err := decoder.Decode(&c); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		cases = append(cases, c)
	}
	return cases
}

// agrees reports whether an output is what a case expects.
func (c ruleCase) agrees(output calculator.Output, want any) bool {
	if option, ok := want.(string); ok {
		return slices.Equal(output.Value.Possible, []string{option})
	}
	number, err := want.(json.Number).Float64()
	if err != nil || output.Value.Low != output.Value.High {
		return false
	}
	got, err := strconv.ParseFloat(output.Value.Low, 64)
	return err == nil && math.Abs(got-number) <= max(c.Margin, 1e-9)
}

// caseDay is the day on which the cases are worked out.
var caseDay = calculator.Today(time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC))

// compileSite compiles the .calc files below a content folder, without their examples.
func compileSite(t *testing.T, root string) *calculator.Set {
	t.Helper()
	var sources []calculator.Source
	for _, folder := range []string{"figures", "calculators"} {
		paths, err := filepath.Glob(filepath.Join(root, folder, "*.calc"))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			sources = append(sources, calculator.Source{Path: folder + "/" + filepath.Base(path), Text: text})
		}
	}
	set, found := calculator.Compile(sources, calculator.Options{Today: caseDay, SkipExamples: true})
	if found.HasErrors() {
		t.Fatal(found)
	}
	return set
}

// Rules that other programs have worked out come out the same here.
func TestRulesOfOtherProgramsGiveTheirResults(t *testing.T) {
	set, total := compileSite(t, "testdata/sites/rules"), 0
	for name, names := range ruleSets {
		program := set.Program(name)
		if program == nil {
			t.Errorf("there is no calculator %s", name)
			continue
		}
		evaluator, err := program.Open(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for i, c := range ruleCases(t, name) {
			total++
			result, err := evaluator.Evaluate(t.Context(), names.answers(c.Answers), caseDay)
			if err != nil {
				t.Errorf("%s, case %d: %v", name, i+1, err)
				continue
			}
			for output, want := range c.Expect {
				if got, ok := result.Output(output); !ok || !c.agrees(got, want) {
					t.Errorf("%s, case %d: %s is %s, want %v", name, i+1, output, got.Value.Text, want)
				}
			}
		}
		if err := evaluator.Close(t.Context()); err != nil {
			t.Error(err)
		}
	}
	if total != 953 {
		t.Errorf("%d cases were worked out, want 953", total)
	}
}

// The pages of the sample are without findings, but for rows of large tables that no example reaches.
func TestSampleOfRulesIsBuilt(t *testing.T) {
	theme, err := themes.Named("michi")
	if err != nil {
		t.Fatal(err)
	}
	today := content.Date{Year: 2026, Month: 11, Day: 21}
	builder := build.New(build.Options{Content: "testdata/sites/rules", Theme: theme, Today: today})
	memory := new(publish.Memory)
	_, found := builder.Build(t.Context(), memory)
	for _, f := range found {
		if f.Code != calculator.CodeNotReached {
			t.Error(f)
		}
	}
	for name := range ruleSets {
		page, ok, err := memory.Open(name + "/index.html")
		if err != nil || !ok || !strings.Contains(string(page.Bytes), "<form") {
			t.Errorf("the page %s does not show its calculator (%v)", name, err)
		}
	}
}
