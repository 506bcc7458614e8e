package calculator_test

import (
	"strings"
	"testing"

	"shirube/calculator"
)

// What a formula says of an unknown answer is all that can happen and nothing else, also where the answer counts twice.
func TestRangesAreExactWhereAnAnswerCountsTwice(t *testing.T) {
	for formula, want := range map[string]string{
		"差: 円 = 額 − 小さい方(額, 500円)":                                  "0円 から 500円",
		"残り: 円 = 額 − 切り捨て(額 × 30%, 1円)":                             "0円 から 700円",
		"残り: 円 = 大きい方(0円, 1,200円 − 額 − 小さい方(額, 500円))":              "0円 から 1,200円",
		"比: % = 切り捨て(額 ÷ (額 + 1,000円), 1%)":                         "0% から 50%",
		"比: % = 切り捨て(小さい方(額, 600円) ÷ 大きい方(1円, 額 + 200円), 1%)":       "0% から 75%",
		"取り分: 円 = 切り捨て(大きい方(0円, 額 + 相手 − 300円) × 額 ÷ (額 + 相手), 1円)": "0円 から 880円",
		"半端: 円 = 額 − 切り捨て(額, 100円)":                                 "0円 から 99円",
		"半端: 円 = 切り上げ(額, 100円) − 額":                                 "0円 から 99円",
		"半端: 円 = 四捨五入(額, 100円) − 額":                                 "−49円 から 50円",
		"半端: 円 = 額 × 2 − 切り捨て(額, 100円)":                             "0円 から 1,098円",
	} {
		source := "計算機 試し\n入力 額: 円\n  範囲: 0円 から 1,000円\n入力 相手: 円\n  範囲: 1円 から 1,500円\n" +
			"式 " + formula + "\n  仮定: 試し\n式 控え = 額 + 相手\n出力 控え\n出力 " + formula[:strings.Index(formula, ":")] + "\n"
		t.Run(formula, func(t *testing.T) {
			if got := shownWith(t, source, nil); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
}

// shownWith compiles a calculator, evaluates it and returns its last result, which has to be exact, as readers see it.
func shownWith(t *testing.T, source string, answers map[string]any) string {
	t.Helper()
	set, found := calculator.Compile([]calculator.Source{{Path: "test.calc", Text: []byte(source)}},
		calculator.Options{SkipExamples: true})
	if found.HasErrors() {
		t.Fatal(found)
	}
	result, err := set.Programs[0].Evaluate(t.Context(), answers, today)
	if err != nil {
		t.Fatal(err)
	}
	if !result.Exact {
		t.Errorf("%v is not known to be exact", result.Outputs)
	}
	return result.Outputs[len(result.Outputs)-1].Value.Text
}

// Who does not know how many children there are yet sees what the fewest and the most of them would give.
func TestAListOfUnknownLengthGivesAnExactRange(t *testing.T) {
	const source = `計算機 試し
一覧 子ども: 0人 から 4人
  項目 年齢: 歳
    範囲: 0歳 から 17歳
式 一人分(子ども) = もし 年齢 が 3歳 未満 なら 15,000円 でなければ 10,000円
  仮定: 試し
式 手当 = 合計(一人分)
出力 手当
`
	if got, want := shownWith(t, source, nil), "0円 から 60,000円"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	two := map[string]any{"子ども": []any{map[string]any{"年齢": 5}, map[string]any{}}}
	if got, want := shownWith(t, source, two), "20,000円・25,000円のどれか"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
