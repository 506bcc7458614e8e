package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/sitetest"
)

// What messages in English may quote, the words of the calculation language, and the values that readers see.
var (
	quotedContent = regexp.MustCompile(`“[^”]*”|「[^」]*」|'[^']*'|"[^"]*"|` + "`[^`]*`")
	japaneseWord  = regexp.MustCompile(`[\p{Hiragana}\p{Katakana}\p{Han}]+`)
	sentence      = regexp.MustCompile(`です|ます|ません|ください|でした|。`)
	ofLanguage    = regexp.MustCompile(`^(?:円|日|回|から|式|今日|基準日)$`)
	findingLine   = regexp.MustCompile(`: (?:error|warning|advice): .*\[[a-z-]+\]$`)
)

// wrongSite is a site in English with a mistake of most kinds. Its findings quote nothing in Japanese but words of the
// calculation language.
func wrongSite() map[string]string {
	return map[string]string{
		"content/site.yaml": "title: Wrong\nlang: en\nbase-url: nowhere\nthem: x\nmenu: [none.md]\n",
		"content/sources.yaml": "old:\n  title: Old\n  publisher: Us\n  checked: 2020-01-01\n" +
			"law:\n  title: Law\n  publisher: e-Gov\n  checked: 2026-01-01\n  law: {id: 000AC0000000001, name: Act, article: 99}\n",
		"content/index.md": "---\ntitle: Start\nupdated: never\nnext: none.md\ntags: [a]\n---\n# One\n#### Two\n\nSee [there](gone.md#x), " +
			"[[nobody]] and {{nothing}}, ABC and XYZ.\n\n![](none.png)\n\n::calculator[none]\n\n:::nots\nx\n:::\n\n:::note\nopen\n",
		"content/late.md":              "---\ntitle: Late\ndate: 2099-01-01\nexpires: 2099-02-01\n---\nLater.\n",
		"content/odd.md":               "---\ntitle: [a\n---\nOdd.\n",
		"content/figures/fees.calc":    "値 fee: 円/回\n  出典: old\n  2024-04-01 から 500円/回\n  2027-04-01 から 600円/回\n",
		"content/calculators/ok.calc":  "計算機 Cost\n入力 visits: 回\n  範囲: 0回 から 31回\n式 cost = fee × visits\n出力 cost\n例 ten\n  visits = 10回\n  cost = 5,000円\n",
		"content/calculators/ok.md":    "---\ntitle: Cost\n---\nA visit costs {{fee}}. It cost 500円.\n\n::calculator[ok]\n",
		"content/calculators/bad.calc": "計算機 Bad\n入力 x: 円\n  範囲: 0円 から 10円\n式 y = x + 3回 × (\n出力 z\n",
		"cases.csv":                    "visit,cost\n1,500\n",
		"theme/styles/theme.css":       "a { color: red\n",
		"theme/layouts/x.html":         "{{if}}",
	}
}

// Whoever works in English meets no Japanese but names, what is quoted, and words of the calculation language:
// whatever the command, and whatever is wrong.
func TestEnglishIsEnglishThroughout(t *testing.T) {
	dir := t.TempDir()
	for name, text := range wrongSite() {
		sitetest.Write(t, filepath.Join(dir, name), text)
	}
	t.Chdir(dir)
	t.Setenv("XDG_CACHE_HOME", filepath.Join(dir, ".cache"))
	for _, line := range []string{
		"", "biuld", "build extra", "build -unknown", "build -out", "build -date never", "build -date 2026-02-30", "build -base-url x", "build -theme none",
		"build -base-url https://a.example/?q", "build -content none", "build -theme theme", "build -verbose",
		"check", "check extra", "check -update", "check -sarif", "check -json", "check -calendar -date 2026-11-30",
		"check -laws nobody", "check -date 2028-04-01", "check -content none", "serve -addr nowhere", "serve -content none", "serve -theme none",
		"why", "why nothing", "why fea", "why fee", "why old", "why ok", "why fee -json",
		"diff", "diff -to x", "diff -from x -to 2027-05-01", "diff -from 2026-12-01 -to 2027-05-01", "diff -from 2026-12-01 -to 2026-12-02",
		"calc", "calc none", "calc bad", "calc okk", "calc -list", "calc ok visits", "calc ok visits=1 visits=2", "calc ok visits=99", "calc ok visit=1",
		"calc ok visits=10円", "calc ok visits=x", "calc ok visits=5から3", "calc ok visits=1.5", "calc ok visits=2", "calc ok visits=99 -json",
		"calc ok -", "calc -import none.csv ok", "calc -import cases.csv ok", "calc -export content/index.md ok", "calc -content none -list",
		"fmt none.calc", "fmt -check", "schema", "schema none", "explain none", "explain link-danglin", "explain link-dangling", "help none",
		"new", "new thing x", "new page ../x", "new page a:b", "new page index", "new page fresh", "new calculator Fee", "new calculator ok",
		"new calculator fresh", "new site content/../..", "new site fresh", "new theme theme", "new theme fresh-theme", "completion", "completion csh",
		"version extra",
	} {
		var out bytes.Buffer
		ctx, cancel := context.WithCancel(t.Context())
		c := &command{ctx: ctx, in: strings.NewReader("{\"visits\": 99}\n{\n{\"visits\": 1, \"visits\": 2}\n[]\n"), out: &out, err: &out, lang: "en"}

		c.run(strings.Fields(line))

		cancel()
		for text := range strings.Lines(out.String()) {
			if wrong := japaneseIn(strings.TrimSpace(text)); wrong != "" {
				t.Errorf("shirube %s: %q in %s", line, wrong, text)
			}
		}
	}
	if text, err := os.ReadFile("content/fresh.md"); err != nil || japaneseWord.Match(text) {
		t.Errorf("a new page: %v %s", err, text)
	}
}

// japaneseIn returns what of a line is Japanese for no good reason. Findings may name words of the calculation language.
func japaneseIn(line string) string {
	if findingLine.MatchString(line) || strings.HasPrefix(line, "{") || strings.HasPrefix(line, `"`) { // JSON, too
		return sentence.FindString(line)
	}
	for _, word := range japaneseWord.FindAllString(quotedContent.ReplaceAllString(line, ""), -1) {
		if !ofLanguage.MatchString(word) {
			return word
		}
	}
	return ""
}

// An English finding about HTML that browsers block names the setting and the hashes, as the Japanese one does.
func TestEnglishNamesTheSettingThatAllows(t *testing.T) {
	for suggestion, want := range map[string]string{
		"許すには、site.yaml の style-hashes: に sha256-a=, sha256-b+/= を書きます。": "To allow it, write sha256-a=, sha256-b+/= under style-hashes: in site.yaml.",
		"許すには、site.yaml の media: に、self か、流すサイトを書きます。":                   "To allow it, write its origin or self under media: in site.yaml.",
		"許すには、site.yaml の frames: に、表示するサイトを書きます。リンクでも案内できます。":           "To allow it, write its origin or self under frames: in site.yaml.",
	} {
		if _, got := english(diagnostic.Diagnostic{Suggestion: suggestion}, diagnostic.CodeDoc{}); got != want {
			t.Errorf("%s: %q, want %q", suggestion, got, want)
		}
	}
}
