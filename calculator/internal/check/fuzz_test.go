package check_test

import (
	"os"
	"path/filepath"
	"testing"

	"shirube/calculator/internal/check"
	"shirube/calculator/internal/syntax"
)

// FuzzCheck holds that no file makes the checker panic, that every message has a place, words and a remedy, and that
// no calculator is left out without a message.
func FuzzCheck(f *testing.F) {
	err := filepath.WalkDir("../../testdata", func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".calc" {
			return err
		}
		text, err := os.ReadFile(path)
		f.Add(text)
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
	shared, err := os.ReadFile("../../testdata/calculators/tables.calc")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		file, slips := syntax.Parse("calculators/fuzz.calc", text)
		figures, _ := syntax.Parse("figures/tables.calc", shared)
		today := int64(20778)
		result, found := check.Check([]*syntax.File{figures, file}, check.Config{Sources: []string{"a"}, Today: &today})
		for _, d := range found {
			if d.Span.Path == "" || d.Message == "" || d.Suggestion == "" || d.Code == "" {
				t.Errorf("%v lacks something", d)
			}
		}
		if len(file.Calculators) > 0 && len(result.Programs) == 0 && !slips.HasErrors() && !found.HasErrors() {
			t.Error("the calculator is left out, and nothing says why")
		}
	})
}
