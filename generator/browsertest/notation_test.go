package browsertest

import (
	"os"
	"path/filepath"
	"testing"
)

// Readers of a language that writes 1.234,5 and 31/12/2026 type so; the link with their answers is read in Japanese, too.
func TestAnswersInTheNotationOfAnotherLanguage(t *testing.T) {
	t.Parallel()
	const folder = "../testdata/sites/town/calculators"
	files := map[string]string{"site.yaml": "title: 試し\neditions: {pt: {lang: pt, name: Português}}\n", "index.md": "# 始め\n"}
	for _, name := range []string{"lunch.calc", "lunch.pt.calc", "lunch.md", "lunch.pt.md"} {
		text, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		files[name] = string(text)
	}
	tab := open(t).newTab(t)
	tab.base = serveFiles(t, files)
	tab.visit("/pt/lunch/")
	tab.wake()
	tab.await(`!!document.querySelector("[data-ready]")`)
	tab.choose(0, "0")
	tab.write(2, "1.350,5")
	tab.write(3, "8/4/2026")
	tab.calculate()
	if got := tab.read(); len(got.Outputs) != 2 || got.Outputs[0] != "23.949 ienes" || got.Outputs[1] != "25 de março de 2026" {
		t.Errorf("%+v", got)
	}
	tab.write(2, "1,350.5")
	tab.calculate()
	if got := tab.read(); len(got.Errors) != 1 {
		t.Errorf("a number in another notation is taken: %+v", got)
	}

	tab.visit("/lunch/#calc=lunch&学校=0&一食=1,350.5&始める日=2026/4/8")
	tab.await(`document.querySelector("output [data-value]").textContent === "23,949円"`)
}
