package render_test

import (
	"regexp"
	"testing"
)

// A theme in a further language, and a site's own words, reach what scripts write.
func TestWordsOfScripts(t *testing.T) {
	theme := map[string]string{
		"strings/fr.yaml":             "script.main.close: Fermer\nscript.calculator.open: Inconnu\n",
		"scripts/main.ts":             "console.log(1);",
		"templates/calculator.html":   `<script type="application/json">{{.Data}}</script>`,
		"templates/frame-bottom.html": `{{with .Words}}<script type="application/json" id="words">{{.}}</script>{{end}}`,
	}
	site := publishSite(t, map[string]string{
		"site.yaml":   "title: 例\nstrings: {ja: {script.main.close: 閉め切る}}\neditions: {fr: {lang: fr, name: Français}}\n",
		"index.md":    "---\ntitle: 始め\n---\n文です。\n",
		"index.fr.md": "---\ntitle: Début\n---\nTexte.\n\n::calculator[a]\n",
		"a.calc":      "計算機 費用\n\n入力 日数: 日\n  範囲: 0日 から 31日\n\n値 単価: 100円/日\n  仮定: 試すための値です。\n\n式 合計 = 日数 × 単価\n\n出力 合計\n",
	}, theme)
	hasAll(t, "the main language", site.page(""), `{"main":{"close":"閉め切る"}}`)
	hasAll(t, "the edition", site.page("fr/"), `"main":{"close":"Fermer"}`)
	address := regexp.MustCompile(`/(assets/calculator-words-[0-9A-F]+\.js)`).FindStringSubmatch(site.page("fr/"))
	if address == nil {
		t.Fatal("the calculator of the edition has no words")
	}
	words, _, _ := site.files.Open(address[1])
	hasAll(t, "the words of the edition's calculators", string(words.Bytes), `"open":"Inconnu"`)
}
