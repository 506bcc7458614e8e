package browsertest

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"shirube/generator/internal/search"
)

// foldedTexts returns what the index makes of texts.
func foldedTexts(texts []string) []string {
	folding := search.NewNormalizer()
	var all []string
	for _, text := range texts {
		var out []rune
		for _, letter := range folding.Append(nil, text) {
			out = append(out, max(rune(letter), ' '))
		}
		all = append(all, string(out))
	}
	return all
}

// strangeTexts are every letter there is, between others, and letters at random.
func strangeTexts() []string {
	var texts []string
	for r := range rune(0x10000) {
		if r < 0xD800 || r > 0xDFFF {
			texts = append(texts, "あ"+string(r)+"ア―"+string(r)+"゙1"+string(r)+"2")
		}
	}
	pool := []rune("あかがハパーー―—々人時,，1２aＡﾊﾟｶﾞ゛\u3099\u309a\u0301 　。・ヶ株㈱①e-\u200b\u00ad😀𠮷\U000E0100ǅßİ한")
	random := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		var text []rune
		for range 1 + random.IntN(12) {
			text = append(text, pool[random.IntN(len(pool))])
		}
		texts = append(texts, string(text))
	}
	return texts
}

// A query must be folded as the index was, letter by letter, or words that are there are not found.
func TestTheBrowserFoldsAsTheIndexDoes(t *testing.T) {
	t.Parallel()
	table, err := os.ReadFile("../internal/search/testdata/fold.txt")
	if err != nil {
		t.Fatal(err)
	}
	texts := strangeTexts()
	for line := range strings.Lines(string(table)) {
		text, _, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " | ")
		texts = append(texts, text)
	}
	f := open(t)
	tab := f.newTab(t)
	tab.visit(f.site.root + "search/")
	list, err := json.Marshal(texts)
	if err != nil {
		t.Fatal(err)
	}
	got := evaluate[[]string](tab, `import("`+f.site.searchModule(t)+`").then(search => `+string(list)+`.map(text => search.fold(text).text))`)
	mistakes := 0
	for i, want := range foldedTexts(texts) {
		if got[i] != want && mistakes < 20 {
			mistakes++
			t.Errorf("%+q: the browser has %+q, the index %+q", texts[i], got[i], want)
		}
	}
}
