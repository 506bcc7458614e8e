package calculator_test

import (
	"testing"

	"shirube/calculator"
)

// What one file says of a unit holds for every calculator, guide and answer of the site.
func TestUnitsOfTheSite(t *testing.T) {
	set, found := calculator.Compile([]calculator.Source{
		{Path: "calculators/water.calc", Text: []byte("計算機 水\n入力 水: m³\n  範囲: 0m³ から 100㎥\n入力 割合: %\n  範囲: 0% から 100%\n" +
			"入力 倍率: 数\n  範囲: 0 から 9\n  刻み: 0.5\n式 額 = 水 × 単価 × 倍率\n式 残り = 100% − 割合\n出力 額\n出力 残り\n" +
			"例 使う\n  水 = 10m3, 割合 = 3割, 倍率 = 2倍\n  額 = 2,400円, 残り = 7割\n")},
		{Path: "figures/units.calc", Text: []byte("単位 m³\n値 単価: 120円/m³\n  仮定: 試し\n")},
		{Path: "figures/table.calc", Text: []byte("表 基本料金(水): 円\n  仮定: 試し\n  10㎥以下 | 100円\n  10㎥超 | 200円\n")},
	}, calculator.Options{})
	if len(found) > 0 {
		t.Fatal(found)
	}
	if q, err := set.Figures.Quote("基本料金(12m³)"); err != nil || q.Text != "200円" {
		t.Errorf("%v %v", q, err)
	}
	p := set.Program("water")
	for answers, want := range map[[3]string]string{
		{"10m3", "3割", "2"}: "額 2,400円, 残り 70%", {"１０㎥", "三割", "1.5倍"}: "額 1,800円, 残り 70%",
		{"10M³", "25%", "0.5"}: "額 600円, 残り 75%",
	} {
		if got := texts(evaluate(t, p, map[string]any{"水": answers[0], "割合": answers[1], "倍率": answers[2]})); got != want {
			t.Errorf("%v: %s, want %s", answers, got, want)
		}
	}
	for _, answers := range []map[string]any{{"水": "10台"}, {"水": "3割"}, {"割合": "1.5倍"}, {"倍率": "3割"}} {
		if _, err := p.Evaluate(t.Context(), answers, today); err == nil {
			t.Errorf("%v is taken", answers)
		}
	}
}
