package references_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"shirube/generator/internal/build"
	"shirube/generator/internal/content"
	"shirube/generator/internal/lint"
	"shirube/generator/internal/references"
	"shirube/generator/internal/sitetest"
)

// files are a small site: a figure and a table that change in April, and all that quotes them.
func files() map[string]string {
	return map[string]string{
		"sources.yaml": "law: {title: 法律, publisher: 国, checked: 2026-05-01}\nold: {title: 昔の資料, publisher: 県, checked: 2026-05-01}\n",
		"figures/a.calc": `値 上限: 円
  説明: 例です。
  出典: law
  2024-04-01 から 9,300円
  2027-04-01 から 9,500円

値 新しい値: 円
  説明: 例です。
  出典: old
  2024-04-01 から 1円
  2027-04-01 から 2円

表 額(区分): 円
  説明: 例です。
  出典: old
  2024-04-01 から
  甲 | 100円
  乙 | 200円
  2027-04-01 から
  甲 | 100円
  丙 | 300円
`,
		"calculators/fee.calc": `計算機 料金
  説明: 料金を計算します。

入力 回数: 回
  質問: 何回ですか
  範囲: 0回 から 31回

値 一回: 500円/回
  仮定: 例です。

# 上限 はここでは使いません
式 費用 = 一回 × 回数
式 上限額 = 小さい方(費用, 上限)

注意 もし 費用 が 上限 超: 月に{{上限}}までです。
  出典: law

出力 費用
出力 上限額

例 多い
  回数 = 31回
  費用 = 15,500円
早見表 回数ごとの額
  縦: 回数 = 1回, 31回
  値: 上限額
`,
		"index.md": "---\ntitle: 初め\ndescription: 月に{{上限}}まで\nsources: [old]\n---\n\n一つ。月に{{上限}}まで。\n三つ。\n\n" +
			":::note[{{上限}}とは]\n| 額 |\n|---|\n| {{ 額（甲） }} |\n:::\n\n::table[額]\n",
		"page.en.md": "---\ntitle: Limit\n---\n\nNot this. The limit is {{上限}}. Nor this.\n",
		"fee.md":     "---\ntitle: 料金\n---\n\n::calculator[fee]\n",
		"site.yaml":  "editions: {en: {lang: en, name: English}}\n",
	}
}

// on links the files as they are published on a day.
func on(t *testing.T, files map[string]string, day string) lint.Input {
	t.Helper()
	today, err := content.ParseDate(day)
	if err != nil {
		t.Fatal(err)
	}
	in, found := build.New(build.Options{Content: sitetest.Folder(t, files), Theme: os.DirFS("../build/testdata/theme"), Today: today}).Study(t.Context())
	if found.HasErrors() {
		t.Fatal(found)
	}
	return in
}

func uses(t *testing.T, name string) []string {
	t.Helper()
	subject, err := references.Why(on(t, files(), "2026-06-01"), name)
	if err != nil {
		t.Fatal(err)
	}
	lines := []string{fmt.Sprintf("%s %s %s", subject.Kind, subject.Span, subject.Text)}
	for _, u := range subject.Uses {
		lines = append(lines, fmt.Sprintf("%s %s %s", u.Span, u.Kind, u.Text))
	}
	return lines
}

// An editor who changes a figure must hear of every sentence, table, calculator and example, and of
// nothing else.
func TestWhyNamesEveryPlace(t *testing.T) {
	for name, want := range map[string]string{
		"上限": `値 figures/a.calc:1:3 9,300円
calculators/fee.calc:13:18 計算 式 上限額 = 小さい方(費用, 上限)
calculators/fee.calc:15:12 計算 注意 もし 費用 が 上限 超: 月に{{上限}}までです。
calculators/fee.calc:15:20 言葉 注意 もし 費用 が 上限 超: 月に9,300円までです。
calculators/fee.calc:21:3 例 多い
calculators/fee.calc:24:5 早見表 回数ごとの額
fee.md:5:14 計算機 料金
index.md:3:16 題と説明 月に9,300円まで
index.md:7:4 文 月に9,300円まで。
index.md:10:9 見出し 9,300円とは
page.en.md:5:11 文 The limit is 9,300円.`,
		"額": `表 figures/a.calc:13:3 2 行
index.md:13:3 表の欄 100円
index.md:16:9 表 ::table[額]`,
		"一回": `値 calculators/fee.calc:8:3 500円/回
calculators/fee.calc:12:8 計算 式 費用 = 一回 × 回数
calculators/fee.calc:21:3 例 多い
calculators/fee.calc:24:5 早見表 回数ごとの額`,
		"額（甲）": `表 figures/a.calc:13:3 100円
index.md:13:3 表の欄 100円
index.md:16:9 表 ::table[額]`,
		"law": `出典 sources.yaml:1:1 法律
calculators/fee.calc:16:7 計算 出典: law
fee.md:2:8 ページ 料金
figures/a.calc:1:3 値 上限 9,300円
index.md:2:8 ページ 初め
page.en.md:2:8 ページ Limit`,
		"old": `出典 sources.yaml:2:1 昔の資料
figures/a.calc:7:3 値 新しい値 1円
figures/a.calc:13:3 表 額
index.md:4:11 ページ 初め`,
		"fee": `計算機 calculators/fee.calc:1:1 料金
calculators/fee.calc:21:3 例 多い
fee.md:5:14 ページ 料金
figures/a.calc:1:3 値 上限 9,300円`,
		"新しい値": `値 figures/a.calc:7:3 1円`,
	} {
		if got := strings.Join(uses(t, name), "\n"); got != want {
			t.Errorf("%s:\n%s\nwant:\n%s", name, got, want)
		}
	}
}

// A misspelt name gets a suggestion; a site without figures says where names are declared.
func TestWhyOfAnUnknownNameHelps(t *testing.T) {
	if _, err := references.Why(on(t, files(), "2026-06-01"), "上眼"); err == nil || !strings.Contains(err.Error(), "「上限」のことですか") {
		t.Error(err)
	}
	if _, err := references.Why(on(t, map[string]string{"index.md": "# あ\n"}, "2026-06-01"), "上限"); err == nil || !strings.Contains(err.Error(), "sources.yaml") {
		t.Error(err)
	}
}

func difference(t *testing.T, files map[string]string, from, to string) references.Difference {
	t.Helper()
	d, err := references.Between(t.Context(), on(t, files, from), on(t, files, to))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func changed(changes []references.Change) []string {
	var lines []string
	for _, c := range changes {
		lines = append(lines, fmt.Sprintf("%s %s: %s → %s", c.Span, c.What, c.Before, c.After))
	}
	return lines
}

// What readers will see differently on a later day is listed by sentence.
func TestDifferenceNamesFiguresSentencesAndExamples(t *testing.T) {
	d := difference(t, files(), "2026-06-01", "2027-04-01")
	var figures []string
	for _, f := range d.Figures {
		figures = append(figures, f.Name+" "+f.From)
	}
	if want := []string{"上限 2027-04-01", "新しい値 2027-04-01", "額 2027-04-01"}; !slices.Equal(figures, want) {
		t.Fatalf("figures %v, want %v", figures, want)
	}
	if rows, want := changed(d.Figures[2].Changes), []string{"figures/a.calc:13:3 丙:  → 300円", "figures/a.calc:13:3 乙: 200円 → "}; !slices.Equal(rows, want) {
		t.Errorf("rows %q, want %q", rows, want)
	}
	pages := make(map[string][]string)
	for _, p := range d.Pages {
		pages[p.Path] = changed(p.Changes)
	}
	for path, want := range map[string][]string{
		"index.md": {"index.md:3:16 題と説明: 月に9,300円まで → 月に9,500円まで", "index.md:7:4 文: 月に9,300円まで。 → 月に9,500円まで。",
			"index.md:10:9 見出し: 9,300円とは → 9,500円とは", "index.md:16:9 表: 額 → 額"},
		"page.en.md": {"page.en.md:5:11 文: The limit is 9,300円. → The limit is 9,500円."},
		"fee.md":     {"fee.md:5:14 計算機: fee → fee"},
	} {
		if !slices.Equal(pages[path], want) {
			t.Errorf("%s: %q, want %q", path, pages[path], want)
		}
	}
	if len(d.Calculators) != 1 || len(d.Calculators[0].Examples) != 1 || d.Calculators[0].Cells != 1 {
		t.Fatalf("calculators: %+v", d.Calculators)
	}
	results := changed(d.Calculators[0].Examples[0].Results)
	if want := []string{"calculators/fee.calc:21:3 上限額: 9,300円 → 9,500円",
		"calculators/fee.calc:21:3 知らせ: 月に9,300円までです。 → 月に9,500円までです。"}; !slices.Equal(results, want) {
		t.Errorf("results %q, want %q", results, want)
	}
}

// Days without a change between them have no difference, in either order.
func TestDaysWithTheSameFiguresAreTheSame(t *testing.T) {
	if d := difference(t, files(), "2026-06-01", "2027-03-31"); !d.IsEmpty() {
		t.Errorf("%+v", d)
	}
	if d := difference(t, map[string]string{"index.md": "# あ\n"}, "2026-06-01", "2027-03-31"); !d.IsEmpty() {
		t.Errorf("%+v", d)
	}
}

// Pages come and go by their front matter.
func TestDifferenceHasPagesThatComeAndGo(t *testing.T) {
	d := difference(t, map[string]string{
		"index.md": "# 初め\n",
		"come.md":  "---\ndate: 2027-01-01\n---\n# 来る\n",
		"go.md":    "---\nexpires: 2027-01-01\n---\n# 去る\n",
		"draft.md": "---\ndraft: true\n---\n# 下書き\n",
	}, "2026-06-01", "2027-01-01")
	var states []string
	for _, p := range d.Pages {
		states = append(states, fmt.Sprint(p.Path, " ", p.Comes, " ", p.Goes))
	}
	if want := []string{"go.md false true", "come.md true false"}; !slices.Equal(states, want) {
		t.Errorf("%v, want %v", states, want)
	}
}
