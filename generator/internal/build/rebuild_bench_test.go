package build_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"shirube/generator/internal/build"
	"shirube/generator/internal/content"
	"shirube/generator/internal/publish"
	"shirube/themes"
)

// BenchmarkRebuild measures what one edit costs in a preview of 10,000 pages, from the word that a
// file has changed to the new site.
//
//	go test ./generator/internal/build -run '^$' -bench Rebuild -benchtime 50x
func BenchmarkRebuild(b *testing.B) {
	theme, err := themes.Named("michi")
	if err != nil {
		b.Fatal(err)
	}
	dir := memoryDir(b)
	corpus{"prose", 10000}.write(b, dir)
	builder := build.New(build.Options{
		Content: dir, Theme: theme, Today: content.Date{Year: 2026, Month: 11, Day: 21}, BaseURL: "http://localhost:8080/", Preview: true,
	})
	var memory publish.Memory
	rebuild := func(b *testing.B, changes build.Changes) build.Summary {
		summary, found := builder.Rebuild(context.Background(), &memory, changes)
		if found.HasErrors() {
			b.Fatal(found)
		}
		return summary
	}
	rebuild(b, build.Changes{All: true})
	name := pageName(5050)
	original, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		b.Fatal(err)
	}
	for _, edit := range []struct {
		name string
		text func(i int) []byte
	}{
		{"body", func(i int) []byte { return fmt.Appendf(bytes.Clone(original), "\n%d 回目です。\n", i) }},
		{"line above", func(i int) []byte {
			return bytes.Replace(original, []byte("\n---\n"), bytes.Repeat([]byte("\n---\n\n一行です。\n"), 1+i%2), 1)
		}},
		{"title", func(i int) []byte {
			return bytes.Replace(original, []byte("title: 案内"), fmt.Appendf(nil, "title: 第 %d", i), 1)
		}},
	} {
		b.Run(edit.name, func(b *testing.B) {
			made := 0
			for i := range b.N {
				b.StopTimer()
				writeFile(b, filepath.Join(dir, name), edit.text(i))
				b.StartTimer()
				made += len(rebuild(b, build.Changes{Content: []string{name}}).Changed)
			}
			b.ReportMetric(float64(made)/float64(b.N), "pages")
		})
	}
	b.Run("unknown", func(b *testing.B) {
		for range b.N {
			rebuild(b, build.Changes{All: true})
		}
	})
}
