package lint_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
	"shirube/generator/internal/lint"
)

// around is a site to which the example of a rule is added as a file, or in place of one.
func around(file, text string) map[string]string {
	files := map[string]string{
		"site.yaml":    "menu: [index.md]\n",
		"index.md":     "---\ntitle: 初め\ndescription: 初めのページ\n---\n",
		"sources.yaml": sources,
		"figures/a.calc": "値 上限の額: 円\n  説明: 例です。\n  出典: law\n  2024-04-01 から 9,100円\n  2025-04-01 から 9,300円\n\n" +
			"値 変わる値: 円\n  説明: 例です。\n  出典: law\n  2024-04-01 から 100円\n  2026-04-01 から 200円\n",
		"a.svg": "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>",
	}
	if file == "a.calc" {
		file = "figures/b.calc"
	}
	files[file] = text
	return files
}

// The handbook shows these examples: each must be found, at a line and column, with a remedy.
func TestEveryRuleFindsItsExample(t *testing.T) {
	for _, r := range lint.Rules() {
		found := findings(t, around(r.File, r.Example), r.Code)
		if len(found) == 0 {
			t.Errorf("%s: nothing found in %q", r.Code, r.Example)
			continue
		}
		d := found[0]
		if d.Severity != r.Severity || d.Suggestion == "" || d.Span.Start.Line == 0 || d.Span.Start.Column == 0 {
			t.Errorf("%s: %v has severity %v, want %v; or no place or remedy", r.Code, d, d.Severity, r.Severity)
		}
	}
}

// An editor can find each code by itself.
func TestCodesOfRulesAreDifferent(t *testing.T) {
	codes := make(map[string]int)
	for _, r := range lint.Rules() {
		codes[r.Code]++
	}
	for code, n := range codes {
		if n > 1 {
			t.Errorf("%s stands for %d rules", code, n)
		}
	}
}

// site.yaml decides the severity of a finding; what is off is not reported at all.
func TestSiteYAMLSetsSeverities(t *testing.T) {
	for level, want := range map[string]diagnostic.Severity{"advice": diagnostic.Advice, "warning": diagnostic.Warning} {
		files := around("page.md", "# 費用\n\n上限は9,300円です。\n")
		files["site.yaml"] = "checks: {figure-by-hand: " + level + "}\n"
		if found := findings(t, files, "figure-by-hand"); len(found) != 1 || found[0].Severity != want {
			t.Errorf("%s: %v", level, found)
		}
	}
	files := around("page.md", "# 費用\n\n上限は9,300円です。\n")
	files["site.yaml"] = "checks: {figure-by-hand: off}\n"
	if found := findings(t, files, "figure-by-hand"); len(found) != 0 {
		t.Errorf("off: %v", found)
	}
	files["site.yaml"] = "checks: {figure-by-hnad: off}\n"
	if found := findings(t, files, "check-unknown"); len(found) != 1 || !strings.Contains(found[0].Suggestion, "figure-by-hand") {
		t.Errorf("misspelt: %v", found)
	}
}

// A comment suppresses a finding in its own block only.
func TestFindingsAreSuppressedInPlace(t *testing.T) {
	const by = "<!-- check: figure-by-hand 例の額 -->\n"
	for name, c := range map[string]struct {
		text  string
		lines []int // of what is still found
	}{
		"block below":        {"# あ\n\n" + by + "9,300円\n\n9,300円\n", []int{6}},
		"list as a whole":    {"# あ\n\n" + by + "- 9,300円\n- 9,300円\n\n9,300円\n", []int{7}},
		"table as a whole":   {"# あ\n\n" + by + "| 額 |\n|---|\n| 9,300円 |\n\n9,300円\n", []int{8}},
		"directive":          {"# あ\n\n" + by + ":::note\n9,300円\n\n9,300円\n:::\n\n9,300円\n", []int{10}},
		"in a directive":     {"# あ\n\n:::note\n" + by + "9,300円\n\n9,300円\n:::\n", []int{7}},
		"two comments":       {"# あ\n\n" + by + "<!-- check: kanji-run 名前 -->\n9,300円\n\n9,300円\n", []int{7}},
		"another code":       {"# あ\n\n<!-- check: kanji-run 名前 -->\n9,300円\n", []int{4}},
		"within the text":    {"# あ\n\n上限は<!-- check: figure-by-hand 例の額 -->9,300円\n\n9,300円\n", []int{5}},
		"at the end":         {"# あ\n\n9,300円\n\n" + by, []int{3}},
		"front matter":       {"---\ntitle: あ\nchecks: {figure-by-hand: 例の額}\n---\n\n9,300円\n\n9,300円\n", nil},
		"a page's last list": {"# あ\n\n9,300円\n\n" + by + "- 9,300円\n", []int{3}},
	} {
		found := findings(t, around("page.md", c.text), "figure-by-hand")
		var lines []int
		for _, d := range found {
			lines = append(lines, d.Span.Start.Line)
		}
		if !slices.Equal(lines, c.lines) {
			t.Errorf("%s: found on lines %v, want %v", name, lines, c.lines)
		}
	}
}

// Findings in .calc files and sources.yaml are suppressed by comments of the file.
func TestFindingsAreSuppressedInFilesOfFiguresAndSources(t *testing.T) {
	const year = "値 %: 100円\n  説明: 例です。\n  出典: law\n  年度: 2023\n"
	one, two := strings.ReplaceAll(year, "%", "一つめ"), strings.ReplaceAll(year, "%", "二つめ")
	for name, c := range map[string]struct {
		text string
		want int
	}{
		"none":      {one + "\n" + two, 2},
		"one":       {one + "\n# check: figure-year 昔の例\n" + two, 1},
		"first":     {"# 値の見本\n\n# check: figure-year 昔の例\n" + one + "\n" + two, 1},
		"all":       {"# 昔の値です。\n# check: figure-year 昔の例\n\n" + one + "\n" + two, 0},
		"no reason": {one + "\n# check: figure-year\n" + two, 1},
	} {
		if found := findings(t, around("a.calc", c.text), "figure-year"); len(found) != c.want {
			t.Errorf("%s: %d findings, want %d: %v", name, len(found), c.want, found)
		}
	}
	found := findings(t, around("sources.yaml", "# check: source-old 廃止された法律\nlaw: {title: 法律, publisher: 国, checked: 2020-01-01}\n"), "source-old")
	if len(found) != 0 {
		t.Error(found)
	}
}

// Deadlines are reported from their day on, and not before.
func TestDeadlinesAreReportedOnTheirDay(t *testing.T) {
	for _, c := range []struct {
		code, page string
		before, on content.Date
	}{
		{"year-mentioned", "---\ntitle: あ\nupdated: 2026-11-01\n---\n\n令和８年度の額です。\n",
			content.Date{Year: 2027, Month: 3, Day: 31}, content.Date{Year: 2027, Month: 4, Day: 1}},
		{"page-year", "---\ntitle: 2026年度の額\n---\n", content.Date{Year: 2027, Month: 3, Day: 31}, content.Date{Year: 2027, Month: 4, Day: 1}},
		{"page-expired", "---\ntitle: あ\nexpires: 2027-01-10\n---\n", content.Date{Year: 2027, Month: 1, Day: 9}, content.Date{Year: 2027, Month: 1, Day: 10}},
		{"source-old", "# あ\n", content.Date{Year: 2027, Month: 10, Day: 31}, content.Date{Year: 2027, Month: 11, Day: 1}},
		{"page-behind", "---\ntitle: あ\nupdated: 2025-01-01\n---\n\n{{変わる値}}\n",
			content.Date{Year: 2026, Month: 3, Day: 31}, content.Date{Year: 2026, Month: 4, Day: 1}},
	} {
		files := around("page.md", c.page)
		if found := findingsOn(t, files, c.code, c.before); len(found) != 0 {
			t.Errorf("%s on %v: %v", c.code, c.before, found)
		}
		if found := findingsOn(t, files, c.code, c.on); len(found) != 1 {
			t.Errorf("%s on %v: %v, want one", c.code, c.on, found)
		}
	}
}

// A year that was over when the page was written is history, and no news.
func TestFormerYearsOfRevisedPagesAreNotReported(t *testing.T) {
	for _, text := range []string{"令和3年度に変わりました。", "平成30年度の額です。", "令和元年度です。", "3年度目です。", "`令和7年度`"} {
		files := around("page.md", "---\ntitle: あ\nupdated: 2026-11-01\n---\n\n"+text+"\n")
		if found := findings(t, files, "year-mentioned"); len(found) != 0 {
			t.Errorf("%q: %v", text, found)
		}
	}
}

// A number that was right last year is found wherever readers meet it, and also in the words of
// pictures and in the description, which cannot or need not quote figures.
func TestFormerValuesAreFound(t *testing.T) {
	files := around("a.calc", "表 額(区分): 円\n  説明: 例です。\n  出典: law\n  2024-04-01 から\n  甲 | 5,100円\n  乙 | 700円\n  丙 | 900円\n"+
		"  2026-04-01 から\n  甲 | 5,200円\n  乙 | 700円\n  丁 | 910円\n")
	files["page.md"] = "---\ntitle: 費用\ndescription: 月に９１００円\n---\n\n5,100円と700円と900円。{{上限の額}}。\n\n![甲は5100円](a.svg)\n"
	var got []string
	for _, d := range findings(t, files, "figure-former") {
		got = append(got, d.Span.String()+" "+d.Message)
	}
	want := []string{"page.md:2:8 「９１００円」は前の値です。2025-04-01 から 9,300円 です。", "page.md:6:1 「5,100円」は前の値です。2026-04-01 から 5,200円 です。",
		"page.md:8:1 「5100円」は前の値です。2026-04-01 から 5,200円 です。"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if found := findingsOn(t, files, "figure-former", content.Date{Year: 2025, Month: 3, Day: 31}); len(found) != 0 {
		t.Errorf("before the change: %v", found)
	}
}

// Plain words are not reported.
func TestPlainWordsAreLeftAlone(t *testing.T) {
	glossary := "---\ntitle: 言葉\nlayout: glossary\n---\n\n## あ\n\n### 精神障害者保健福祉手帳（せいしんしょうがいしゃほけんふくしてちょう）\n\n手帳です。\n\n### ICT（あいしーてぃー）\n\n技術です。\n"
	for code, texts := range map[string][]string{
		"kanji-run":       {"精神障害者保健福祉手帳があります。", "国の「委託訓練実施要領」です。", "就労移行支援を使う。", "`月額利用料金減免申請`"},
		"term-undefined":  {"ICTを使います。", "ITを学ぶ。", "LINE WORKSで送る。", "WebAssembly と USB3 です。", "SEO（検索の工夫）です。", "IPアドレス（住所）です。", "WCAG\n: 基準です。", "「はい」を選ぶ。"},
		"double-negative": {"使えません。", "しなければなりません。", "行かないこともできます。", "少ないはずです。", "少なくはありません。", "できないことと、できること。", "働いたことはないので、経験はありません。", "分からないことは、聞けます。"},
		"sentence-long":   {"![" + strings.Repeat("長い説明", 30) + "](a.svg)", strings.Repeat("短い文です。", 30), "- " + strings.Repeat("あ", 59) + "。"},
		"sentences-heavy": {strings.Repeat("あ", 40) + "。短い文。" + strings.Repeat("あ", 40) + "。" + strings.Repeat("あ", 40) + "。"},
		"heading-order":   {"## い\n\n### う\n\n## え"},
	} {
		for _, text := range texts {
			files := around("page.md", "---\ntitle: あ\n---\n\n"+text+"\n")
			files["glossary.md"] = glossary
			if found := findings(t, files, code); len(found) != 0 {
				t.Errorf("%q: %v", text, found)
			}
		}
	}
}

// The usual forms of 二重否定 are found, in plain and in polite style.
func TestDoubleNegativesAreFound(t *testing.T) {
	for _, text := range []string{
		"使えないわけではない", "使えないわけではありません", "使えないわけでもなく", "できないことはない", "できないことはありません", "できないこともない",
		"使えなくはない", "使えなくもありません", "使えないとは限らない", "使えないとは限りません", "使えないとは言えません", "使えないとは言い切れません",
		"言わざるを得ない", "言わざるをえません", "聞かずにはいられません", "できないものでもありません", "聞かないではいられない", "分からないでもない",
		"しなければならないことではありません", "使えないのではありません",
	} {
		files := around("page.md", "---\ntitle: あ\n---\n\n"+text+"。\n")
		if found := findings(t, files, "double-negative"); len(found) != 1 {
			t.Errorf("%q: %v", text, found)
		}
	}
}

// Places are those of the words, through markup and figures.
func TestProseFindingsPointAtTheWords(t *testing.T) {
	for text, want := range map[string]string{
		"月は**月額利用料金減免申請**です。":          "page.md:5:5",
		"{{上限の額}}まで\n月額利用料金減免申請です。":    "page.md:6:1",
		"| 名 |\n|---|\n| 月額利用料金減免申請 |": "page.md:7:3",
		"> 使えないわけではありません。":             "page.md:5:5",
	} {
		files := around("page.md", "---\ntitle: あ\ndescription: い\n---\n"+text+"\n")
		all := findings(t, files, "")
		var places []string
		for _, d := range all {
			if d.Code == "kanji-run" || d.Code == "double-negative" {
				places = append(places, d.Span.String())
			}
		}
		if !slices.Equal(places, []string{want}) {
			t.Errorf("%q: found at %v, want %s", text, places, want)
		}
	}
}

// Readers read calculators too: their words are looked at with the values of figures, and the place is
// that in the file.
func TestWordsOfCalculatorsAreChecked(t *testing.T) {
	files := around("page.md", "# あ\n")
	files["calculators/fee.calc"] = "計算機 料金\n  説明: {{上限の額}}までの月額利用料金減免申請です。" + longSentence + "\n\n" +
		"入力 回数: 回\n  質問: 使えないわけではないときの回数は\n  範囲: 0回 から 31回\n\n" +
		"式 倍 = 回数 + 回数\n\n出力 倍\n\n例 一回\n  回数 = 1回\n  倍 = 2回\n"
	var got []string
	for _, d := range findings(t, files, "") {
		if d.Span.Path == "calculators/fee.calc" {
			got = append(got, d.Span.String()+" "+d.Code)
		}
	}
	want := []string{"calculators/fee.calc:2:18 kanji-run", "calculators/fee.calc:2:31 sentence-long", "calculators/fee.calc:5:9 double-negative"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

const longSentence = "申し込みのときに要る書類は市区町村ごとに違うことがありますので、はじめに窓口に電話をして、何を持って行けばよいかを聞いてから出かけるようにしてください。"

// Pages that readers can get to are no orphans.
func TestOnlyPagesWithoutAnyLinkAreOrphans(t *testing.T) {
	found := findings(t, map[string]string{
		"site.yaml":    "menu: [menu.md]\neditions: {en: {lang: en, name: English}}\n",
		"index.md":     "---\ntitle: 初め\nnext: next.md\n---\n\n[リンク](linked.md)\n",
		"menu.md":      "# メニュー\n",
		"linked.md":    "# リンク\n",
		"linked.en.md": "# Link\n",
		"next.md":      "# 次\n",
		"alone.md":     "# ひとり\n",
		"draft.md":     "---\ndraft: true\n---\n",
	}, "orphan")
	if len(found) != 1 || found[0].Span.Path != "alone.md" {
		t.Error(found)
	}
}

// A word that a site uses all over must be explained somewhere.
func TestNamesOnSeveralPagesNeedAnExplanation(t *testing.T) {
	files := maps.Clone(around("a.md", "# あ\n\n「訓練計画書」を書く。\n"))
	files["b.md"], files["c.md"] = "# い\n\n次に「訓練計画書」です。\n", "# う\n\n「訓練計画書」と「はい」。\n"
	found := findings(t, files, "term-undefined")
	if len(found) != 1 || found[0].Span.String() != "a.md:3:1" {
		t.Error(found)
	}
}

// The amount of a rate is its figure's, too; years, ordinals and everyday numbers are none.
func TestAmountsOfRatesAreFound(t *testing.T) {
	figures := "値 一回の料金: 円/回\n  説明: 例です。\n  出典: law\n  2024-04-01 から 600円/回\n"
	for _, unit := range []string{"回", "人", "点", "年", "週"} {
		figures += "\n値 " + unit + "の数: " + unit + "\n  説明: 例です。\n  出典: law\n  2024-04-01 から 24" + unit + "\n"
	}
	for text, want := range map[string]int{
		"一回600円です。": 1, "一回 ６００円/回 です。": 1, "一人600円/人です。": 0, "24回、24人、24点、24年間、24週間です。": 5,
		"第24回、24人目、24年度、令和24年、24年生、2回、2024年です。": 0,
	} {
		files := around("a.calc", figures)
		files["page.md"] = "# 費用\n\n" + text + "\n"
		if found := findings(t, files, "figure-by-hand"); len(found) != want {
			t.Errorf("%s: %v", text, found)
		}
	}
}
