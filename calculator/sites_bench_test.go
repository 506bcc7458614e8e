package calculator_test

import (
	"os"
	"path/filepath"
	"testing"

	"shirube/calculator"
	"shirube/calculator/internal/run"
)

// siteSources are the calculators and figures of the sample of seventeen national rule sets and of the site.
func siteSources(t testing.TB) map[string][]calculator.Source {
	t.Helper()
	sources := map[string][]calculator.Source{}
	for name, root := range map[string]string{"rules": "../generator/testdata/sites/rules", "content": "../content"} {
		for _, folder := range []string{"calculators", "figures"} {
			paths, err := filepath.Glob(filepath.Join(root, folder, "*.calc"))
			if err != nil || len(paths) == 0 {
				t.Fatal("no calculators in", root, err)
			}
			for _, path := range paths {
				text, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				sources[name] = append(sources[name], calculator.Source{Path: filepath.ToSlash(path), Text: text})
			}
		}
	}
	return sources
}

// BenchmarkCompileSites reports the time to compile one file, tables of figures included. The budget is 2 ms.
func BenchmarkCompileSites(b *testing.B) {
	for name, sources := range siteSources(b) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, found := calculator.Compile(sources, calculator.Options{SkipExamples: true}); found.HasErrors() {
					b.Fatal(found)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(sources)), "µs/file")
		})
	}
}

// BenchmarkModules reports the time of one evaluation in machine code, as a browser runs it: with full answers, and on ranges.
// The budget of a full one is 5 µs; publicodes takes 1 to 2 ms.
func BenchmarkModules(b *testing.B) {
	for _, sources := range siteSources(b) {
		set, _ := calculator.Compile(sources, calculator.Options{SkipExamples: true})
		for _, p := range set.Programs {
			engine := run.NewEngine(b.Context(), run.Compiler)
			instance, err := engine.Load(b.Context(), p.Module)
			if err != nil {
				b.Fatal(err)
			}
			for _, kind := range []string{"full", "open"} {
				b.Run(p.Name+"/"+kind, func(b *testing.B) {
					writeAnswers(b, instance, &p.Form, kind == "open")
					for b.Loop() {
						if _, err := instance.Evaluate(b.Context()); err != nil {
							b.Fatal(err)
						}
					}
				})
			}
			_ = engine.Close(b.Context())
		}
	}
}

// writeAnswers answers each question by the middle of its range or its first option, or leaves it open. Lists have all items.
func writeAnswers(b *testing.B, m *run.Instance, form *calculator.Form, isOpen bool) {
	b.Helper()
	isCount := map[int]bool{}
	for _, list := range form.Lists {
		isCount[list.Count] = true
	}
	for i, in := range form.Inputs {
		words := append([]int64{}, in.Range...)
		switch {
		case isOpen:
		case len(words) == 1:
			words[0] &= -words[0]
		case isCount[i]:
			words[0] = words[1]
		default:
			step := max(in.Step, 1)
			words[0] += (words[1] - words[0]) / 2 / step * step
			words[1] = words[0]
		}
		for n, at := range in.At {
			if err := m.Write(uint32(at), words[n]); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkNarrow reports the time of one result with every question open, splitting included. The budget is 4 ms on a phone of a
// quarter of this speed, in machine code; here the interpreter runs the module, as build and calc do.
func BenchmarkNarrow(b *testing.B) {
	for _, sources := range siteSources(b) {
		set, _ := calculator.Compile(sources, calculator.Options{SkipExamples: true})
		for _, p := range set.Programs {
			b.Run(p.Name, func(b *testing.B) {
				e, err := p.Open(b.Context())
				if err != nil {
					b.Fatal(err)
				}
				defer e.Close(b.Context())
				answers := map[string]any{}
				for i := range p.Form.Inputs {
					if p.Form.Inputs[i].Item == nil {
						answers[p.Form.Inputs[i].Name] = calculator.Unsure
					}
				}
				for b.Loop() {
					if _, err := e.Evaluate(b.Context(), answers, calculator.Day{}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
