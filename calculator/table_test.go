package calculator_test

import (
	"strings"
	"testing"
)

const cells = `計算機 試し
入力 日数: 日
  範囲: 0日 から 31日
入力 生活保護: はい/いいえ
入力 開始日: 日付
  範囲: 2024-01-01 から 2030-12-31
値 加算: 5円
  出典: a
表 保護ごと(生活保護): 円
  出典: a
  はい | 1円
  いいえ | 2円
表 日ごと(開始日): 円
  出典: a
  2026-03-31以前 | 1円
  2026-04-01 | 2円
  2026-04-01より後 2027-01-01より前 | 3円
  2027-01-01以後 | 4円
表 日数ごと(日数): 円
  出典: a
  -99,999,999,999,999,999,999日以上 10.5日以下 | 1円
  10.5日超 20.5日未満 | 2円
  20.5日以上 99,999,999,999,999,999,999日以下 | 3円
表 区分ごと(区分, 何でも): 円
  出典: a
  甲 か 乙 | × | 1円
  丙 | すべて | 2円
式 保護 = 保護ごと(生活保護)
式 保護のとき = 保護ごと(はい)
式 日の額 = 日ごと(開始日)
式 日数の額 = 日数ごと(日数)
式 区分の額 = 区分ごと(甲, 日数) + 区分ごと(丙, 生活保護)
出力 保護
出力 保護のとき
出力 日の額
出力 日数の額
出力 区分の額
出力 加算
例 一つ
  日数 = 10日, 生活保護 = いいえ, 開始日 = 2026-04-01
  保護 = 2円, 保護のとき = 1円, 日の額 = 2円, 日数の額 = 1円, 区分の額 = 3円, 加算 = 5円
`

// Cells of every kind choose the row that they name: options, はい, dates, lone values, bounds with
// more decimals than the key, and bounds beyond any key.
func TestCellsOfEveryKindChooseTheirRow(t *testing.T) {
	p := compileText(t, cells)
	for _, tc := range []struct {
		days    any
		welfare string
		start   string
		want    string
	}{
		{10, "はい", "2026-03-31", "1円 1円 1円 1円 5円"},
		{11, "いいえ", "2026-04-01", "2円 1円 2円 2円 5円"},
		{20, "no", "2026-12-31", "2円 1円 3円 2円 5円"},
		{"21", "yes", "令和9年1月1日", "1円 1円 4円 3円 5円"},
	} {
		r := evaluate(t, p, map[string]any{"日数": tc.days, "生活保護": tc.welfare, "開始日": tc.start})
		var got []string
		for _, name := range []string{"保護", "保護のとき", "日の額", "日数の額", "加算"} {
			o, ok := r.Output(name)
			if !ok {
				t.Fatalf("%s is no output", name)
			}
			got = append(got, o.Value.Text)
		}
		if strings.Join(got, " ") != tc.want {
			t.Errorf("%v: %v, want %s", tc, got, tc.want)
		}
	}
}
