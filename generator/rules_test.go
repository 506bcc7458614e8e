package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shirube/calculator"
	"shirube/generator/internal/build"
	"shirube/generator/internal/content"
	"shirube/generator/internal/publish"
	"shirube/themes"
)

// caseDay is the day on which the cases of the sample of rules are worked out.
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

// ruleSets returns the names of the calculators of the sample that have cases, and how many cases there are: answers
// with the results that other programs of the same rules give for them.
func ruleSets(t *testing.T) (names []string, cases int) {
	t.Helper()
	paths, err := filepath.Glob("testdata/sites/rules/calculators/*.examples.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, strings.TrimSuffix(filepath.Base(path), ".examples.jsonl"))
		cases += bytes.Count(text, []byte("\n"))
	}
	return names, cases
}

// Rules that other programs have worked out come out the same here, and the pages of the sample are without findings,
// but for rows of large tables that no case reaches.
func TestRulesOfOtherProgramsGiveTheirResults(t *testing.T) {
	names, cases := ruleSets(t)
	if len(names) != 17 || cases != 953+14 {
		t.Errorf("the sample has %d cases of %d sets, want 953 of sixteen and 14 of one", cases, len(names))
	}
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
	if len(found) > 40 {
		t.Errorf("%d findings tell what no case reaches, want one a table", len(found))
	}
	for _, name := range names {
		page, ok, err := memory.Open(name + "/index.html")
		if err != nil || !ok || !strings.Contains(string(page.Bytes), "<form") {
			t.Errorf("the page %s does not show its calculator (%v)", name, err)
		}
	}
}
