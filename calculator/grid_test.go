package calculator_test

import (
	"encoding/json"
	"testing"
)

const stay = `計算機 試し
入力 日数: 日
  範囲: 0日 から 31日
入力 時: 時間
  範囲: 0時間 から 10時間
  初期値: 1時間
入力 区分
  甲: 一つ目
  乙: 二つ目
式 分数 = 時 × 60分/時間
式 長い = 日数 が 20日 以上
  仮定: 試し
式 短い = 長い でない
止める もし 分数 が 600分: 長すぎます。
止める もし 切り捨て(日数, 1日) が 31日: 多すぎます。
止める もし 短い かつ 日数 が 19日: 試しです。
出力 分数 もし 区分 が 甲
出力 短い
早見表 区分ごと
  縦: 区分
  値: 分数, 短い
  ほか: 日数 = 25日, 時 = 2時間
早見表 日数ごと
  縦: 日数 = 18日, 19日, 31日
  横: 区分
  値: 分数
例 一つ
  日数 = 20日, 区分 = 甲
  分数 = 60分, 短い = いいえ
例 長すぎる
  時 = 10時間, 日数 = 20日
  止める: 長すぎ
例 多すぎる
  日数 = 31日
  止める: 多すぎ
例 試し
  日数 = 19日
  止める: 試し
`

// A ready-worked table keeps the answers that it names, and shows a dash where an output does not
// apply or the calculation stops.
func TestGridsShowADashWhereThereIsNoResult(t *testing.T) {
	got, err := json.Marshal(compileText(t, stay).Grids)
	want := `[{"title":"区分ごと","rowHead":"区分","columns":["分数","短い"],"rows":["一つ目","二つ目"],` +
		`"cells":[["120分","いいえ"],["—","いいえ"]],"fixed":[{"name":"日数","text":"25日"},{"name":"時","text":"2時間"}]},` +
		`{"title":"日数ごと","rowHead":"日数","columnHead":"区分","columns":["一つ目","二つ目"],"rows":["18日","19日","31日"],` +
		`"cells":[["60分","—"],["—","—"],["—","—"]]}]`
	if err != nil || string(got) != want {
		t.Errorf("got %s\nwant %s %v", got, want, err)
	}
}
