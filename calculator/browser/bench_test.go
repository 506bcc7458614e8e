package browser

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"shirube/calculator"
)

// BenchmarkNarrow reports the time of one result by the browser's search, in V8 without a page: with every question open, and the
// longest of forms that are answered by half. The budget is 4 ms on a phone of a quarter of this speed, that is 1,000 µs here.
func BenchmarkNarrow(b *testing.B) {
	node, err := exec.LookPath("node")
	if err != nil {
		b.Skip("needs node")
	}
	for _, root := range []string{"../../generator/testdata/sites/rules", "../../content"} {
		for _, p := range programsOf(b, root) {
			b.Run(p.Name, func(b *testing.B) {
				command := exec.Command(node, "--input-type=module", "-")
				command.Stdin = strings.NewReader(bundled(b, narrowTimes(b, p)))
				out, err := command.CombinedOutput()
				var times struct{ Open, Half, Evaluations float64 }
				if err != nil || json.Unmarshal(out, &times) != nil {
					b.Fatalf("%v: %s", err, out)
				}
				for b.Loop() {
					continue // the script has its own turns
				}
				b.ReportMetric(0, "ns/op")
				b.ReportMetric(times.Open, "µs/open")
				b.ReportMetric(times.Half, "µs/half")
				b.ReportMetric(times.Evaluations, "evaluations")
			})
		}
	}
}

func programsOf(b *testing.B, root string) []*calculator.Program {
	b.Helper()
	var sources []calculator.Source
	for _, folder := range []string{"calculators", "figures"} {
		paths, _ := filepath.Glob(filepath.Join(root, folder, "*.calc"))
		for _, path := range paths {
			text, err := os.ReadFile(path)
			if err != nil {
				b.Fatal(err)
			}
			sources = append(sources, calculator.Source{Path: path, Text: text})
		}
	}
	set, found := calculator.Compile(sources, calculator.Options{SkipExamples: true})
	if found.HasErrors() {
		b.Fatal(found)
	}
	return set.Programs
}

// narrowTimes writes a script that times the search.
func narrowTimes(b *testing.B, p *calculator.Program) string {
	b.Helper()
	r := rand.New(rand.NewPCG(1, uint64(len(p.Name))))
	var forms []string
	for range 12 {
		words, _ := partialAnswers(r, p.Form)
		forms = append(forms, "["+words+"]")
	}
	return fmt.Sprintf(`
import { refine } from "./refine";
import { evaluator, stored } from "./module";
const description = %s as any;
const bytes = Uint8Array.from(atob(%q), (c) => c.charCodeAt(0));
const inner = evaluator(description, new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports);
let n = 0;
const evaluate = (values: any) => { n++; return inner(values); };
const time = (inputs: any[]) => {
  const times = [];
  for (let i = 0; i < 40; i++) {
    const start = performance.now();
    const { read } = refine(description, inputs, evaluate);
    for (const { at } of description.steps) read(at);
    times.push((performance.now() - start) * 1000);
  }
  return Math.min(...times);
};
const open = description.inputs.map((input: any) => stored(input.unknown ?? input.range));
const forms = [%s];
const result = { Open: time(open), Half: Math.max(...forms.map(time)), Evaluations: 0 };
n = 0;
refine(description, open, evaluate);
result.Evaluations = n;
console.log(JSON.stringify(result));
`, described(b, p.Form), base64.StdEncoding.EncodeToString(p.Module), strings.Join(forms, ", "))
}
