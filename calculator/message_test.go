package calculator_test

import (
	"strings"
	"testing"

	"shirube/calculator"
)

const reminding = `計算機 満了
入力 満了日: 日付
  範囲: 2026-12-01 から 2030-12-31
入力 今日の日: 日付
  範囲: 2026-01-01 から 2026-11-30
値 知らせる日数: 90日
  仮定: 試し
式 残りの日数 = 満了日 − 今日の日
判定 急ぎ
  もし 残りの日数 が 知らせる日数 以下: 急ぐ
  それ以外: 急がない
注意 もし 急ぎ が 急ぐ: あと{{残りの日数}}で満了です（{{知らせる日数}}を切りました。{{ 急ぎ }}）。
出力 残りの日数
例 一つ
  満了日 = 2027-01-10, 今日の日 = 2026-11-30
  残りの日数 = 41日
  注意: あと41日で
`

// A remark says how many days are left, not only that few are.
func TestRemarksShowValues(t *testing.T) {
	p := compileText(t, reminding)
	for answer, want := range map[string]string{
		"2027-01-10":               "あと41日で満了です（90日を切りました。急ぐ）。",
		"2026-12-01 から 2027-01-10": "あと1日 から 41日で満了です（90日を切りました。急ぐ）。",
	} {
		r := evaluate(t, p, map[string]any{"満了日": answer, "今日の日": "2026-11-30"})
		if len(r.Messages) != 1 || r.Messages[0].Text != want {
			t.Errorf("%s: %v, want %s", answer, r.Messages, want)
		}
	}
	m := p.Form.Messages[0]
	if len(m.Values) != 2 || m.Text[:m.Values[0].Offset] != "あと" || p.Form.Steps[m.Values[1].Step].Name != "急ぎ" {
		t.Errorf("the form has %+v", m)
	}
}

// Where the calculation stops, no value holds; and a name that is neither figure nor step is unknown.
func TestOnlyRemarksShowValues(t *testing.T) {
	for text, want := range map[string]string{
		strings.Replace(reminding, "注意 もし 急ぎ が 急ぐ", "止める もし 急ぎ が 急ぐ", 1): "「残りの日数」という値はありません。",
		strings.Replace(reminding, "{{残りの日数}}", "{{残り日数}}", 1):           "「残り日数」という値はありません。",
	} {
		_, found := calculator.Compile([]calculator.Source{{Path: "test.calc", Text: []byte(text)}}, calculator.Options{SkipExamples: true})
		if len(found) == 0 || found[0].Code != "unknown-quote" || found[0].Message != want {
			t.Errorf("%v, want %s", found, want)
		}
	}
}

const categories = `計算機 区分
入力 所得: 円
  範囲: 0円 から 100万円
入力 きょうだい
  一般1: 一つ目
  一般2: 二つ目
  低所得: 三つ目
表 上限(区分): 円
  仮定: 試し
  一般1 | 9,300円
  一般2 | 37,200円
  低所得 | 0円
式 区分 = もし 所得 が 10万円 以下 なら 低所得 でなければ (もし 所得 が 28万円 未満 なら 一般1 でなければ 一般2)
  仮定: 試し
式 額 = 上限(区分)
式 世帯 = もし 区分 が 低所得 なら きょうだい でなければ 一般2
式 世帯の額 = もし 世帯 が 一般1 か 低所得 なら 0円 でなければ 上限(世帯)
出力 区分
出力 額
出力 世帯の額
例 低い
  所得 = 10万円, きょうだい = 一般2
  区分 = 低所得, 額 = 0円, 世帯の額 = 37,200円
例 高い
  所得 = 10万1円, きょうだい = 一般1
  区分 = 一般1, 額 = 9,300円, 世帯の額 = 37,200円
`

// A formula may give an option by its name, and a table takes it as its key.
func TestBranchesNameOptions(t *testing.T) {
	r := evaluate(t, compileText(t, categories), map[string]any{"所得": "20万円 から 30万円"})
	if got, want := texts(r), "区分 一般1 か 一般2, 額 9,300円・37,200円のどれか, 世帯の額 37,200円"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	for from, to := range map[string]string{"でなければ 一般2\n式": "でなければ 一搬2\n式", "なら 低所得 でなければ (": "なら 1円 でなければ ("} {
		text := strings.Replace(categories, from, to, 1)
		_, found := calculator.Compile([]calculator.Source{{Path: "test.calc", Text: []byte(text)}}, calculator.Options{SkipExamples: true})
		if !found.HasErrors() {
			t.Errorf("%s is accepted", to)
		}
	}
}
