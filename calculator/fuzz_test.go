package calculator_test

import (
	"os"
	"path/filepath"
	"testing"

	"shirube/calculator"
)

// FuzzCompile asks of every file: each message says where, what and how to mend it, and what compiles
// calculates, also where nothing is answered.
func FuzzCompile(f *testing.F) {
	samples, err := filepath.Glob("testdata/calculators/*.calc")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range samples {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Add([]byte(fee))
	f.Fuzz(func(t *testing.T, text []byte) {
		set, found := calculator.Compile([]calculator.Source{{Path: "calculators/fuzz.calc", Text: text}}, calculator.Options{})
		for _, d := range found {
			if d.Span.Path == "" || d.Code == "" || d.Message == "" || d.Code == "compile" {
				t.Errorf("%v says too little", d)
			}
		}
		for _, p := range set.Programs {
			result, err := p.Evaluate(t.Context(), nil, calculator.Day{})
			if err != nil {
				t.Errorf("%s: %v", p.Name, err)
				continue
			}
			if _, err := result.MarshalJSON(); err != nil {
				t.Error(err)
			}
		}
	})
}
