package browsertest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"shirube/calculator"
	calcbrowser "shirube/calculator/browser"
	"shirube/calculator/export"
	"shirube/generator/internal/assets"
)

// Another site shows a calculator with one script tag: its element calculates as somebody types, and says what it cannot
// read. The module beside it gives plain values.
func TestAnExportedCalculatorWorksOnAnotherSite(t *testing.T) {
	t.Parallel()
	set, found := calculator.Compile([]calculator.Source{{Path: "child.calc", Text: []byte(children)}}, calculator.Options{SkipExamples: true})
	runtime, more := assets.BundleGlobal(calcbrowser.Scripts, "standalone.ts", "shirube")
	if found.HasErrors() || more.HasErrors() {
		t.Fatal(found, more)
	}
	files, err := export.Files(set.Program("child"), runtime)
	if err != nil {
		t.Fatal(err)
	}
	out := t.TempDir()
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(out, f.Name), f.Bytes, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	server := httptest.NewServer(http.FileServer(http.Dir(out)))
	t.Cleanup(server.Close)
	tab := open(t).newTab(t)
	tab.base = server.URL
	tab.visit("/child.html")
	tab.await(`!!document.querySelector("shirube-child[data-ready]")`)
	const enter = `(() => { const root = document.querySelector("shirube-child").shadowRoot;
		for (const [i, value] of Object.entries(%s)) { const input = root.querySelector('[name="q' + i + '"]'); input.value = value; }
		root.querySelector("input").dispatchEvent(new Event("input", { bubbles: true, composed: true }));
		return [...root.querySelectorAll("[data-output]")].map((o) => o.textContent).join() + root.querySelector("[data-problem]").textContent; })()`
	if got := evaluate[string](tab, fmt.Sprintf(enter, `{0: "1", 1: "3"}`)); got != "10,000円" {
		t.Errorf("one child gives %q", got)
	}
	if got := evaluate[string](tab, fmt.Sprintf(enter, `{0: "99"}`)); got == "10,000円" {
		t.Error("a number out of range is taken")
	}
	evaluate[string](tab, `import("/child.js").then(async ({ evaluate }) => {
		const { outputs } = await evaluate({ "子ども": [{ "年齢": 3 }] });
		document.title = JSON.stringify(outputs);
	}), ""`)
	tab.await(`document.title.includes('"low":10000,"high":10000,"unit":"円"')`)
}
