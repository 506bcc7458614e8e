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

// An edition has words of its own over its language's: those of the theme by its code, before which the site's own for the
// language come, and those that the site gives for it alone.
func TestAnEditionsOwnWords(t *testing.T) {
	theme := map[string]string{
		"strings/ja.yaml":             "language: 日本語\nblock.note: 補足\nblock.tip: ヒント\nblock.details: 折りたたみ\n",
		"strings/ja-x-easy.yaml":      "block.note: つけたし\nblock.tip: こつ\nblock.details: もっと\n",
		"templates/frame-bottom.html": `<p>{{.T "block.note"}}, {{.T "block.tip"}}, {{.T "block.details"}}</p>`,
	}
	site := publishSite(t, map[string]string{
		"site.yaml": "title: 例\nstrings: {ja: {block.tip: 助言}}\neditions:\n  easy: {lang: ja, name: やさしい日本語, " +
			"strings: {block.details: くわしく}}\n  plain: {lang: ja, name: 短い日本語}\n",
		"index.md":       "---\ntitle: 始め\n---\n:::note\n文です。\n:::\n",
		"index.easy.md":  "---\ntitle: 始め\n---\n:::note\n文です。\n:::\n",
		"index.plain.md": "---\ntitle: 始め\n---\n文です。\n",
	}, theme)
	hasAll(t, "the main language", site.page(""), "<p>補足, 助言, 折りたたみ</p>", `補足</p>`)
	hasAll(t, "the edition with words", site.page("easy/"), "<p>つけたし, 助言, くわしく</p>", `つけたし</p>`)
	hasAll(t, "the edition without", site.page("plain/"), "<p>補足, 助言, 折りたたみ</p>")
}
