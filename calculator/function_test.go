package calculator_test

import (
	"strings"
	"testing"

	"shirube/calculator"
)

const deduction = `値 最低の控除: 円
  出典: law
  2024-01-01 から 55万円
  2025-01-01 から 65万円
表 控除の速算(収入): 率 %, 加算 円
  出典: law
  200万円以下 | 0% | 0円
  200万円超 | 10% | 400,000円
関数 半分(額: 円): 円 = 切り捨て(額 ÷ 2, 1円)
  仮定: 試し
関数 給与所得控除(収入: 円): 円
  説明: 年の途中で変わりました。
  出典: law
  2024-01-01 から 小さい方(収入, 最低の控除)
  2025-01-01 から
    もし 収入 が 400万円 超 なら
      切り捨て(収入 × 控除の速算(収入).率, 1円) + 控除の速算(収入).加算
    でなければ 小さい方(収入, 最低の控除)
`

const salary = `計算機 手取り
入力 給料: 円
  範囲: 0円 から 1,000万円
関数 倍(額: 円): 円 = 額 × 2
  仮定: 試し
式 控除 = 給与所得控除(給料) + 給与所得控除(給料)
式 所得 = もし 給料 が 半分(給料) 超 なら 倍(給料 − 給与所得控除(給料)) でなければ 0円
出力 控除
出力 所得
例 二〇二四年
  基準日 = 2024-06-01, 給料 = 500万円
  控除 = 110万円, 所得 = 890万円
例 二〇二五年
  基準日 = 2025-01-01, 給料 = 500万円
  控除 = 180万円, 所得 = 820万円
例 少ない
  基準日 = 2025-01-01, 給料 = 0円
  控除 = 0円, 所得 = 0円
`

func compileSalary(t *testing.T) *calculator.Set {
	t.Helper()
	set, found := calculator.Compile([]calculator.Source{
		{Path: "figures.calc", Text: []byte(deduction)}, {Path: "salary.calc", Text: []byte(salary)},
	}, calculator.Options{Today: today})
	if found.HasErrors() {
		t.Fatal(found)
	}
	return set
}

// A deduction is written once, with the law it rests on, and holds from its date on in every
// calculator.
func TestFunctionsAreSharedAndDated(t *testing.T) {
	p := compileSalary(t).Program("salary")
	if got := strings.Join(p.Figures, " "); got != "半分 控除の速算 最低の控除 給与所得控除" {
		t.Errorf("the shared figures are %s", got)
	}
	r := evaluate(t, p, map[string]any{"基準日": "2025-01-01", "給料": "500万円"})
	var steps []string
	for _, step := range r.Trace {
		steps = append(steps, step.Name+" "+step.Value.Text+" "+strings.Join(step.Sources, ","))
	}
	want := "最低の控除 650,000円 law|給与所得控除(給料) 900,000円 law|控除 1,800,000円 |半分(給料) 2,500,000円 |所得 8,200,000円 law"
	if got := strings.Join(steps, "|"); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// What is wrong in a shared function has its place there, and says where it is used.
func TestFindingsInFunctionsSayWhereTheyAreUsed(t *testing.T) {
	_, found := calculator.Compile([]calculator.Source{
		{Path: "figures.calc", Text: []byte("関数 割合(額: 円): 数 = 切り捨て(1円 ÷ 額, 1)\n")},
		{Path: "a.calc", Text: []byte("計算機 甲\n入力 費用: 円\n  範囲: 0円 から 10円\n式 結果 = 割合(費用)\n出力 結果\n")},
	}, calculator.Options{SkipExamples: true})
	if len(found) != 1 || found[0].Code != "divide-by-zero" || found[0].Span.String() != "figures.calc:1:28" ||
		len(found[0].Notes) != 1 || found[0].Notes[0].Span.String() != "a.calc:4:8" {
		t.Errorf("%v %v", found, found[0].Notes)
	}
}

// A date before the first version is refused, not answered by another year's rule.
func TestFunctionsMustCoverTheReferenceDay(t *testing.T) {
	text := strings.Replace(salary, "入力 給料", "入力 基準日: 日付\n  範囲: 2023-01-01 から 2026-12-31\n入力 給料", 1)
	_, found := calculator.Compile([]calculator.Source{
		{Path: "figures.calc", Text: []byte(deduction)}, {Path: "salary.calc", Text: []byte(text)},
	}, calculator.Options{Today: today, SkipExamples: true})
	if len(found) == 0 || found[0].Code != "date-not-covered" || !strings.Contains(found[0].Message, "関数「給与所得控除」") {
		t.Error(found)
	}
}
