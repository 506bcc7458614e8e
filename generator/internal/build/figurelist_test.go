package build_test

import (
	"strings"
	"testing"
)

// Readers find a figure below the section whose pages use it most, and from there those pages in their own language: not
// each translation of them, and no samples for editors.
func TestTheListOfFiguresIsForReaders(t *testing.T) {
	tree, findings := builtWithSearch(t, map[string]string{
		"site.yaml":     "title: 案内\neditions:\n  en: {lang: en, name: English}\n",
		"index.md":      "# 始め\n",
		"cost/index.md": "# 費用\n", "cost/fee.md": "# 利用料\n\n月に{{上限}}です。\n", "cost/fee.en.md": "# The fee\n\n{{上限}}\n",
		"cost/abroad.en.md": "# From abroad\n\n{{上限}}\n",
		"guide/index.md":    "# ガイド\n\n{{日数}}\n", "guide/sample.md": "---\nsearch: false\n---\n# 見本\n\n{{上限}}\n",
		"figures.md":   "---\ntitle: 数字\nlayout: figures\n---\n",
		"figures.calc": "値 上限: 9,300円\n  仮定: 例です。\n\n値 日数: 2日\n  仮定: 例です。\n",
	})
	page := tree["figures/index.html"]
	_, list, _ := strings.Cut(page, "<section data-group>")
	for _, want := range []string{">ガイド</h2>", ">費用</h2>", `<a href="/cost/fee/">利用料</a>`, `<a href="/en/cost/abroad/" lang="en" hreflang="en">From abroad</a>`} {
		if !strings.Contains(list, want) {
			t.Errorf("the list lacks %s\n%s\n%s", want, findings, list)
		}
	}
	for _, other := range []string{"The fee", "見本"} {
		if strings.Contains(list, other) {
			t.Errorf("the list leads to %s", other)
		}
	}
	if !strings.Contains(page, `<li><a href="#michi-group-`) {
		t.Error("the contents list names no groups")
	}
}
