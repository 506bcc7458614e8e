package calculator_test

import (
	"os"
	"path/filepath"
	"testing"

	"shirube/calculator"
)

// samples returns the calculators of testdata/calculators with their shared tables.
func samples(t testing.TB) []calculator.Source {
	t.Helper()
	paths, err := filepath.Glob("testdata/calculators/*.calc")
	if err != nil || len(paths) == 0 {
		t.Fatal("no samples", err)
	}
	var list []calculator.Source
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, calculator.Source{Path: filepath.ToSlash(path), Text: text})
	}
	return list
}

// BenchmarkCompile reports the time to compile one file, from text to module and form.
func BenchmarkCompile(b *testing.B) {
	sources := samples(b)
	for b.Loop() {
		if _, found := calculator.Compile(sources, calculator.Options{SkipExamples: true}); found.HasErrors() {
			b.Fatal(found)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(sources)), "µs/file")
}

// BenchmarkEvaluate reports the time of one evaluation with answers as text and a full result.
func BenchmarkEvaluate(b *testing.B) {
	set, _ := calculator.Compile(samples(b), calculator.Options{SkipExamples: true})
	e, err := set.Program("total-cost").Open(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	defer e.Close(b.Context())
	answers := map[string]any{"利用料": "9,300円", "通所の交通費": 15000, "昼食代": "わからない"}
	for b.Loop() {
		if _, err := e.Evaluate(b.Context(), answers, calculator.Day{}); err != nil {
			b.Fatal(err)
		}
	}
}
