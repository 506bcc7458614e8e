package syntax

import (
	"os"
	"path/filepath"
	"testing"
)

func TestDraftsParse(t *testing.T) {
	files, _ := filepath.Glob("../../testdata/drafts/*.calc")
	for _, f := range files {
		src, _ := os.ReadFile(f)
		_, l := Parse(f, src)
		for _, d := range l {
			t.Error(d)
		}
	}
}
