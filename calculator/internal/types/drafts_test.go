package types

import (
	"os"
	"path/filepath"
	"testing"

	"shirube/calculator/internal/syntax"
)

func TestDraftsCheck(t *testing.T) {
	paths, _ := filepath.Glob("../../testdata/drafts/*.calc")
	var files []*syntax.File
	for _, p := range paths {
		src, _ := os.ReadFile(p)
		f, l := syntax.Parse(p, src)
		for _, d := range l {
			t.Error(d)
		}
		files = append(files, f)
	}
	r, l := Check(files, Config{})
	for _, d := range l.Sort() {
		t.Error(d)
	}
	for _, p := range r.Programs {
		t.Log(p.Name, len(p.Inputs), len(p.Steps))
		for _, s := range p.Steps {
			t.Logf("  %s = %s  : %s", s.Name, s.Words, FormatExtent(s.Expr.Extent(), s.Type()))
		}
	}
}
