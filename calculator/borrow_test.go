package calculator_test

import (
	"strings"
	"testing"

	"shirube/calculator"
)

const burdenCap = `計算機 上限
入力 所得割: 円
  範囲: 0円 から 100万円
入力 障害児: はい/いいえ
  初期値: いいえ
値 線: 16万円
  仮定: 試し
値 児の線: 28万円
  仮定: 試し
止める もし 所得割 が 90万円 超: この計算機では扱いません。
式 使う線 = もし 障害児 なら 児の線 でなければ 線
判定 区分
  もし 所得割 が 使う線 未満: 一般1
  それ以外: 一般2
式 上限 = 上限の額(区分)
表 上限の額(区分): 円
  仮定: 試し
  一般1 | 9,300円
  一般2 | 37,200円
注意 もし 区分 が 一般2: 高い区分です。
出力 区分
出力 上限
例 一つ
  所得割 = 16万円
  区分 = 一般2, 上限 = 37,200円
例 二つ
  所得割 = 27万円, 障害児 = はい
  区分 = 一般1
例 三つ
  所得割 = 95万円
  止める
`

const monthlyFee = `計算機 利用料
入力 日数: 日
  範囲: 0日 から 31日
式 月の上限 = 計算機 burden-cap の 上限
式 区分 = 計算機 burden-cap の 区分
式 費用: 円 = 小さい方(日数 × 1,000円/日, 月の上限)
  仮定: 試し
出力 費用
出力 区分
例 一つ
  日数 = 20日, 所得割 = 10万円
  費用 = 9,300円, 区分 = 一般1
例 高すぎる
  日数 = 20日, 所得割 = 91万円
  止める
`

func compileBorrowing(t *testing.T, fee string) (*calculator.Set, []string) {
	t.Helper()
	set, found := calculator.Compile([]calculator.Source{
		{Path: "burden-cap.calc", Text: []byte(burdenCap)}, {Path: "fee.calc", Text: []byte(fee)},
	}, calculator.Options{Today: today})
	var list []string
	for _, d := range found {
		list = append(list, d.String())
	}
	return set, list
}

// A fee needs the cap that another calculator works out: it asks that calculator's questions, stops
// where that one stops, and shows its working.
func TestCalculatorsTakeResultsOfOthers(t *testing.T) {
	set, found := compileBorrowing(t, monthlyFee)
	if len(found) > 0 {
		t.Fatal(strings.Join(found, "\n"))
	}
	p := set.Program("fee")
	var inputs []string
	for _, in := range p.Form.Inputs {
		inputs = append(inputs, in.Name)
	}
	if got := strings.Join(inputs, " "); got != "日数 所得割 障害児" {
		t.Errorf("it asks %s", got)
	}
	if got, want := texts(evaluate(t, p, map[string]any{"日数": 20, "所得割": "20万円", "障害児": "はい"})), "費用 9,300円, 区分 一般1"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if len(p.Form.Borrows) != 1 || p.Form.Borrows[0] != "burden-cap" || len(p.Form.Messages) != 1 {
		t.Errorf("borrows %v, messages %v", p.Form.Borrows, p.Form.Messages)
	}
	if n := len(set.Figures.All()); n != 2 {
		t.Errorf("%d figures, want the two of burden-cap", n)
	}
}

// A value of its own takes the place of a question of the other.
func TestOwnValuesAnswerQuestionsOfTheOther(t *testing.T) {
	text := strings.Replace(monthlyFee, "式 月の上限", "式 障害児 = 日数 が 0日 以上 かつ 日数 が 10日 未満\n  仮定: 試し\n式 月の上限", 1)
	set, found := compileBorrowing(t, text)
	if len(found) > 0 {
		t.Fatal(strings.Join(found, "\n"))
	}
	p := set.Program("fee")
	if got, want := texts(evaluate(t, p, map[string]any{"日数": 5, "所得割": "20万円"})), "費用 5,000円, 区分 一般1"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A slip in what is borrowed gives one finding.
func TestWrongBorrowingIsReported(t *testing.T) {
	for slip, want := range map[string]string{
		"計算機 burden-cup の 上限": "fee.calc:4:14: error: 「burden-cup」という別の計算機はありません。 「burden-cap」のことですか。 [unknown-calculator]",
		"計算機 burden-cap の 上":  "fee.calc:4:27: error: 計算機「burden-cap」に、借りられる結果「上」はありません。 「上限」のことですか。 [borrowed-output]",
		"計算機 burden-cap":      "fee.calc:4:10: error: どの計算機の何を借りるかが読めません。 「式 区分 = 計算機 burden-cap の 区分」の形で書いてください。 [borrowed-form]",
		"計算機 fee の 費用":        "fee.calc:4:14: error: 計算機「fee」の計算に「fee」自身の結果が要ります。 自分の結果なら、その名前だけを書いてください。 [recursion]",
	} {
		_, found := compileBorrowing(t, strings.Replace(monthlyFee, "計算機 burden-cap の 上限", slip, 1))
		if len(found) == 0 || found[0] != want {
			t.Errorf("%s:\n got %s\nwant %s", slip, strings.Join(found, "\n"), want)
		}
		if len(found) > 1 {
			t.Logf("%s: also %s", slip, strings.Join(found[1:], "\n"))
		}
	}
	_, found := compileBorrowing(t, strings.Replace(monthlyFee, "入力 日数: 日", "値 使う線: 1円\n  仮定: 試し\n入力 日数: 日", 1))
	if len(found) == 0 || !strings.Contains(found[0], "「使う線」は、借りた計算に要る名前です。") {
		t.Errorf("a name of both: %s", strings.Join(found, "\n"))
	}
}
