package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"shirube/generator/internal/build"
	"shirube/generator/internal/content"
	"shirube/generator/internal/lint"
	"shirube/themes"
)

// At most one in ten findings on figures typed by hand is wrong. It is measured on the site's own pages: with all their
// quotes typed by hand, the findings that would be right are compared with those that are suppressed with a reason.
func TestFewFindingsOnTypedFiguresAreWrong(t *testing.T) {
	if testing.Short() {
		t.Skip("checks the whole site")
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../content")); err != nil {
		t.Fatal(err)
	}
	quoted := typeQuotes(t, dir)
	all, wrong := typedFigures(t, dir), 0
	for _, f := range typedFigures(t, ownContent) {
		if f.Reason == "" {
			t.Error(f.Diagnostic)
		}
		wrong++
	}
	t.Logf("of %d quotes typed by hand, %d are found; %d findings are wrong", quoted, len(all)-wrong, wrong)
	if wrong*10 >= len(all) {
		t.Errorf("%d of %d findings are wrong", wrong, len(all))
	}
}

// typedFigures returns the findings on figures typed by hand, with those that are suppressed.
func typedFigures(t *testing.T, dir string) []lint.Suppressed {
	t.Helper()
	theme, err := themes.Named("michi")
	if err != nil {
		t.Fatal(err)
	}
	in, _ := build.New(build.Options{Content: dir, Theme: theme, Today: ownDay()}).Study(t.Context())
	result := lint.Site(in)
	for _, d := range result.Found {
		result.Suppressed = append(result.Suppressed, lint.Suppressed{Diagnostic: d})
	}
	return slices.DeleteFunc(result.Suppressed, func(s lint.Suppressed) bool { return s.Code != "figure-by-hand" })
}

// typeQuotes writes the values of figures in place of their names into the pages below dir, and counts them.
func typeQuotes(t *testing.T, dir string) (quoted int) {
	t.Helper()
	figures := compileSite(t, dir).Figures
	err := filepath.WalkDir(dir, func(name string, _ os.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".md") {
			return err
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		typed := content.ReplaceQuotes(string(text), func(figure string) (string, bool) {
			q, err := figures.Quote(figure)
			if err == nil {
				quoted++
			}
			return q.Text, err == nil
		})
		return os.WriteFile(name, []byte(typed), 0o600)
	})
	if err != nil {
		t.Fatal(err)
	}
	return quoted
}
