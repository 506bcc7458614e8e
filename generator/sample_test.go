package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"shirube/generator/internal/build"
	"shirube/generator/internal/content"
	"shirube/generator/internal/lint"
	"shirube/generator/internal/publish"
	"shirube/themes"
)

// libraryBuilder builds a site of another field: a town's library.
func libraryBuilder(t *testing.T) *build.Builder {
	t.Helper()
	theme, err := themes.Named("michi")
	if err != nil {
		t.Fatal(err)
	}
	today := content.Date{Year: 2026, Month: 11, Day: 21}
	return build.New(build.Options{Content: "testdata/sites/library", Theme: theme, Today: today})
}

// An editor of any field gets a site without a single finding.
func TestASiteOfAnotherFieldHasNoFindings(t *testing.T) {
	in, found := libraryBuilder(t).DryRun(t.Context())
	if found = append(found, lint.Site(in).Found...); len(found) > 0 {
		t.Errorf("checking: %v", found)
	}
	memory := new(publish.Memory)
	if _, found := libraryBuilder(t).Build(t.Context(), memory); len(found) > 0 {
		t.Fatalf("building: %v", found)
	}
	for name, want := range map[string]string{
		"use/late/index.html": "1,000円", "rooms/index.html": "500円/時間", "figures/index.html": "一日の延滞料",
	} {
		if page, ok, err := memory.Open(name); !ok || err != nil || !strings.Contains(string(page.Bytes), want) {
			t.Errorf("%s does not tell %s (%v)", name, want, err)
		}
	}
}

// ownField finds words of the field that the site in content is about.
var ownField = regexp.MustCompile(`訓練|就労|移行支援|障害|福祉|市区町村|自治体|municipality|employment|disabilit`)

// Readers of another site would wonder at words of this one.
func TestASiteOfAnotherFieldHasNoWordsOfThisOne(t *testing.T) {
	memory := new(publish.Memory)
	if _, found := libraryBuilder(t).Build(t.Context(), memory); found.HasErrors() {
		t.Fatal(found)
	}
	for _, name := range memory.Paths() {
		file, _, err := memory.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		if word := ownField.Find(file.Bytes); word != nil {
			t.Errorf("%s says %s", name, word)
		}
	}
}

// The theme and the scripts of calculators serve every field.
func TestThemesAndScriptsNameNoField(t *testing.T) {
	for _, dir := range []string{"../themes", "../calculator/browser", "internal/serve/preview"} {
		err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || strings.HasSuffix(path, "_test.go") {
				return err
			}
			text, err := os.ReadFile(path)
			if word := ownField.Find(text); word != nil {
				t.Errorf("%s says %s", path, word)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
}
