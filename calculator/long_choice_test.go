package calculator_test

import (
	"fmt"
	"strings"
	"testing"

	"shirube/calculator"
)

// towns is a calculator whose options are the rows of a table: n towns in two grades.
func towns(n int) string {
	rows, last := "", n-1
	for i := range n {
		rows += fmt.Sprintf("  町%d | %d円\n", i, 1000*(1+i%2))
	}
	return "計算機 町\n入力 町\n  選択肢の表: 額\n  初期値: ほか\n  ほか: 下にない\n表 額(町): 円\n  仮定: 試し\n" + rows +
		"表 等級(町): 選択肢\n  仮定: 試し\n  ほか | 三\n  町0 か 町1 か 町3 | 一\n  町2 | 二\n" + rest(4, n) +
		"式 手当 = もし 町 が ほか なら 0円 でなければ 額(町)\n式 級 = 等級(町)\n式 近い = 町 が 町0 か 町2\n" +
		"出力 手当\n出力 級\n出力 近い\n" +
		fmt.Sprintf("例 終わり\n  町 = 町%d\n  手当 = %d円\n", last, 1000*(1+last%2))
}

func rest(from, n int) string {
	rows := ""
	for i := from; i < n; i++ {
		rows += fmt.Sprintf("  町%d | 二\n", i)
	}
	return rows
}

// A municipality is chosen among all of the country's, not among 62.
func TestChoicesMayHaveManyOptions(t *testing.T) {
	p := compileText(t, towns(100))
	for answer, want := range map[string]string{
		"町3": "手当 2,000円, 級 一, 近い いいえ", "町２": "手当 1,000円, 級 二, 近い はい", "": "手当 0円, 級 三, 近い いいえ",
		"下にない": "手当 0円, 級 三, 近い いいえ", "町4 か 町6": "手当 1,000円・2,000円のどれか, 級 二, 近い いいえ",
		"わからない": "手当 0円 から 2,000円, 級 三 か 一 か 二, 近い いいえ か はい",
	} {
		if got := texts(evaluate(t, p, map[string]any{"町": answer})); got != want {
			t.Errorf("%s: got %s, want %s", answer, got, want)
		}
	}
	in := p.Form.Inputs[0]
	if in.Kind != calculator.KindLong || len(in.Options) != 101 || len(in.At) != 2 || in.RangeText != "101個のどれか" || in.DefaultText != "ほか" {
		t.Errorf("the form asks %v %v %s %s", in.Kind, in.At, in.RangeText, in.DefaultText)
	}
	_, err := p.Evaluate(t.Context(), map[string]any{"町": "街3"}, today)
	want := "入力「町」: 「街3」という選択肢はありません。「町3」のことですか。受け付けるのは、「ほか」など101個の名前か「わからない」です。"
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// Options are not numbers, and a misspelt one is found among them.
func TestSlipsInManyOptions(t *testing.T) {
	if set, found := calculator.Compile([]calculator.Source{{Path: "test.calc", Text: []byte(strings.Replace(towns(900),
		"町 か", "町 か", 1))}},
		calculator.Options{SkipExamples: true}); found.HasErrors() || len(set.Programs) != 1 {
		t.Error(found)
	}
	for slip, code := range map[string]string{
		"式 近い = 町 が 町0 か 街2": "unknown-option", "式 近い = 町 が 3 以上": "kinds", "式 近い = 町 + 1": "not-a-number",
		"式 近い = 小さい方(町, 町)": "not-a-number", "式 近い = もし 町 が 町0 なら 町 でなければ 1": "kinds",
	} {
		text := strings.Replace(towns(100), "式 近い = 町 が 町0 か 町2", slip, 1)
		_, found := calculator.Compile([]calculator.Source{{Path: "test.calc", Text: []byte(text)}}, calculator.Options{SkipExamples: true})
		if len(found) == 0 || found[0].Code != code {
			t.Errorf("%s: %v, want %s", slip, found, code)
		}
	}
	for slip, code := range map[string]string{"選択肢の表: 顎": "unknown-table", "選択肢の表: 等級": ""} {
		text := strings.Replace(towns(100), "選択肢の表: 額", slip, 1)
		_, found := calculator.Compile([]calculator.Source{{Path: "test.calc", Text: []byte(text)}}, calculator.Options{SkipExamples: true})
		if code != "" && (len(found) == 0 || found[0].Code != code) {
			t.Errorf("%s: %v, want %s", slip, found, code)
		}
	}
}
