package calculator

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

func TestDrafts(t *testing.T) {
	paths, _ := filepath.Glob("testdata/drafts/*.calc")
	var sources []Source
	for _, p := range paths {
		src, _ := os.ReadFile(p)
		sources = append(sources, Source{p, src})
	}
	set, l := Compile(sources, Options{Today: Day{20778, true}})
	for _, d := range l {
		t.Log(d)
	}
	for _, p := range set.Programs {
		t.Log(p.Name, len(p.Module), p.Digest, p.Figures)
		r, err := p.Evaluate(context.Background(), nil, Day{20778, true})
		j, _ := json.Marshal(r)
		t.Log(string(j), err)
	}
	for _, q := range []string{"負担上限月額(一般1)", "委託料(20時間)", "スクーリング時間(160時間).上限", "機器費の上限", "機器の上限"} {
		t.Log(set.Figures.Quote(q))
	}
}
