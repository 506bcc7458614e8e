package render

import (
	"html/template"
	"reflect"
	"strings"
	"testing"

	"shirube/calculator"
	"shirube/generator/internal/assets"
	"shirube/generator/internal/content"
	"shirube/generator/internal/site"
	"shirube/themes"
)

func TestReadersSeeDatesWrittenOut(t *testing.T) {
	japanese := michi(t, "ja")
	for text, want := range map[string]string{
		"2026-11-21":               "2026年11月21日",
		"2020-01-01 から 2099-12-31": "2020年1月1日 から 2099年12月31日",
		"2026-02-30":               "2026-02-30",
		"10,000円 から 20,000円":       "10,000円 から 20,000円",
		"":                         "",
	} {
		if got := japanese.dated(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

func michi(t *testing.T, lang string) Localizer {
	t.Helper()
	files, err := themes.Named("michi")
	if err != nil {
		t.Fatal(err)
	}
	theme, found := LoadTheme(files)
	if found.HasErrors() {
		t.Fatal(found)
	}
	return theme.localizer(lang)
}

func TestWorkedOutTablesOfTheProgramStayAsTheyAre(t *testing.T) {
	grids := []calculator.Grid{{
		Columns: []string{"終わる日"}, Rows: []string{"2026-04-01"}, Cells: [][]string{{"2028-03-31"}},
		Fixed: []calculator.GridAnswer{{Name: "今日", Text: "2026-04-01"}},
	}}
	got := new(valueWriter).grids(grids, michi(t, "ja"))
	if got[0].Rows[0] != "2026年4月1日" || got[0].Cells[0][0] != "2028年3月31日" || got[0].Fixed[0].Text != "2026年4月1日" {
		t.Errorf("dates are not written out: %+v", got)
	}
	if grids[0].Rows[0] != "2026-04-01" || grids[0].Cells[0][0] != "2028-03-31" || grids[0].Fixed[0].Text != "2026-04-01" {
		t.Errorf("the program's own table changed: %+v", grids)
	}
}

func TestFiguresOfTheSameNameHaveTheirOwnPlaces(t *testing.T) {
	ids := make(map[string]int)
	first, second := newID("割合", ids), newID("割合", ids)
	if first != FigureID("割合") || second == first {
		t.Errorf("the ids are %q and %q", first, second)
	}
}

const small = `計算機 一日の費用
  説明: 試すためのものです。

入力 日数: 日
  まとまり: 一つ目
  範囲: 0日 から 31日
  仮定: 月の日数です。

入力 割引: はい/いいえ
  まとまり: 二つ目
  初期値: いいえ

値 単価: 100円/日
  仮定: 試すための値です。

式 費用 = もし 割引 なら 0円 でなければ 日数 × 単価

出力 費用

早見表 日数ごとの費用
  縦: 日数 = 1日, 2日
  値: 費用

例 二日
  日数 = 2日
  費用 = 200円
`

// renderSmall writes the small calculator for a page of a title.
func renderSmall(t *testing.T, title string) string {
	t.Helper()
	set, found := calculator.Compile([]calculator.Source{{Path: "calculators/small.calc", Text: []byte(small)}}, calculator.Options{})
	if found.HasErrors() {
		t.Fatal(found)
	}
	files, err := themes.Named("michi")
	if err != nil {
		t.Fatal(err)
	}
	theme, problems := LoadTheme(files)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	linked := &site.Site{Settings: content.Site{Lang: "ja"}, Figures: set.Figures, Calculators: set.Programs}
	r := New(Input{Theme: theme, Site: linked, Bundle: assets.Bundle{}})
	html, err := r.shared.calculator(site.Embed{Calculator: set.Program("small")}, &PageInput{voice: "ja", view: PageView{Title: title, Lang: "ja"}})
	if err != nil {
		t.Fatal(err)
	}
	return string(html)
}

func TestAFormIsPlainHTMLWithAPlaceForEverything(t *testing.T) {
	html := renderSmall(t, "別の題")
	for _, want := range []string{
		`method="dialog"`, `<h3>一つ目</h3>`, `<h3>二つ目</h3>`, `name="q0?"`, `name="q1" value="?"`, `inputmode="decimal"`,
		`data-error="0"`, `data-output="0"`, `data-part="answers"`, `<th scope="row" class="short">1日</th>`,
		`<td class="align-right">200円</td>`, `月の日数です。`, `試すための値です。`,
		`<h2 class="calculator-title" id="calc-small-title">一日の費用</h2>`,
	} {
		if !strings.Contains(html, want) {
			t.Errorf("%s is missing in\n%s", want, html)
		}
	}
	if strings.Contains(html, "type=\"number\"") {
		t.Error("a field takes numbers only, so that full-width digits vanish")
	}
	if yes, no := strings.Index(html, "> はい</label>"), strings.Index(html, "> いいえ</label>"); yes < 0 || no < yes {
		t.Error("はい does not come before いいえ")
	}
}

func TestACalculatorsOwnPageDoesNotRepeatItsTitle(t *testing.T) {
	if html := renderSmall(t, "一日の費用"); strings.Contains(html, `-title">一日の費用</h2>`) {
		t.Error("the title of the page stands there a second time")
	}
}

func TestResultsOfATableAreAlignedRight(t *testing.T) {
	table := calculator.Table{Name: "表<1>", Keys: []string{"区分"}, Results: []string{"額"}, Rows: []calculator.TableRow{{Cells: []string{"一般", "9,300円"}, Note: "注"}}}
	var b strings.Builder
	writeTable(&b, &table, true, new(valueWriter))
	want := `<caption>` + template.HTMLEscapeString(table.Name) + `</caption>`
	for _, part := range []string{want, `<th scope="col">区分</th><th scope="col" class="align-right">額</th>`, `<th scope="row">一般</th><td class="align-right">9,300円 <small>注</small></td>`} {
		if !strings.Contains(b.String(), part) {
			t.Errorf("%s is missing in %s", part, b.String())
		}
	}
}

func TestPlacesAreSeparatedBySpaces(t *testing.T) {
	if got := strings.Fields(spaced([]int{0, 12, 3})); !reflect.DeepEqual(got, []string{"0", "12", "3"}) {
		t.Errorf("the places are %q", got)
	}
}
