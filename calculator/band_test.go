package calculator_test

import (
	"encoding/json"
	"testing"
)

// Rows may be bands that readers think in; a single value among them says so.
func TestGridsHaveBands(t *testing.T) {
	got, err := json.Marshal(compileText(t, `計算機 試し
値 線: 100万円
  仮定: 試しの額です。
入力 年収: 円
  範囲: 0円 から 1億円
  刻み: 1円
入力 使う日: 日付
  範囲: 2026-01-01 から 2026-12-31
判定 区分
  もし 年収 が 線 未満: 低い
  もし 年収 = 線: 低い または 高い
  それ以外: 高い
判定 時期
  もし 使う日 が 2026-07-01 以後: あと
  それ以外: まえ
出力 区分
出力 時期
早見表 区分
  縦: 年収 = 100万円 未満, 100万円, 100万円超 200万円以下, 200万円 超
  値: 区分
早見表 時期
  縦: 使う日 = 2026-06-30 以前, 2026-07-01以後
  値: 時期
例 低い
  年収 = 99万円
  区分 = 低い
`).Grids)
	if err != nil {
		t.Fatal(err)
	}
	const want = `[{"title":"区分","rowHead":"年収","columns":["区分"],"rows":["100万円未満","100万円ちょうど","100万円超200万円以下","200万円超"],` +
		`"cells":[["低い"],["低い か 高い"],["高い"],["高い"]]},` +
		`{"title":"時期","rowHead":"使う日","columns":["時期"],"rows":["2026-06-30以前","2026-07-01以後"],"cells":[["まえ"],["あと"]]}]`
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
