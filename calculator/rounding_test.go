package calculator_test

import (
	"fmt"
	"math/big"
	"testing"

	"shirube/calculator"
)

// roundings are the words of roundings, with what they make of half the days over the step of ten days: those below 0
// are mirrored with 絶対値で.
var roundings = map[string]func(q *big.Rat) int64{
	"切り捨て(残り ÷ 2, 10日, 小さい方へ)": floor,
	"切り上げ(残り ÷ 2, 10日, 大きい方へ)": ceil,
	"四捨五入(残り ÷ 2, 10日, 大きい方へ)": halfUp,
	"切り捨て(残り ÷ 2, 10日, 絶対値で)":  mirrored(floor),
	"切り上げ(残り ÷ 2, 10日, 絶対値で)":  mirrored(ceil),
	"四捨五入(残り ÷ 2, 10日, 絶対値で)":  mirrored(halfUp),
}

func floor(q *big.Rat) int64  { return new(big.Int).Div(q.Num(), q.Denom()).Int64() }
func ceil(q *big.Rat) int64   { return -floor(new(big.Rat).Neg(q)) }
func halfUp(q *big.Rat) int64 { return floor(new(big.Rat).Add(q, big.NewRat(1, 2))) }

// mirrored rounds numbers below 0 like their opposites.
func mirrored(round func(*big.Rat) int64) func(*big.Rat) int64 {
	return func(q *big.Rat) int64 {
		if q.Sign() < 0 {
			return -round(new(big.Rat).Neg(q))
		}
		return round(q)
	}
}

// Amounts below 0 are rounded the way that the file says; the range of an open answer is that of its values.
func TestNegativeNumbersAreRoundedAsIsSaid(t *testing.T) {
	for words, round := range roundings {
		p := compileText(t, "計算機 試し\n入力 残り: 日\n  範囲: -45日 から 45日\n式 結果 = "+words+"\n  仮定: 試し\n出力 結果\n")
		for days := int64(-45); days <= 45; days++ {
			r := evaluate(t, p, map[string]any{"残り": days})
			if got, want := r.Outputs[0].Value.Low, fmt.Sprint(10*round(big.NewRat(days, 20))); got != want {
				t.Fatalf("%s of %d days: %s, want %s", words, days, got, want)
			}
		}
		for _, days := range [][2]int64{{-45, 45}, {-19, 19}, {-9, 31}, {5, 31}, {-31, -5}} {
			r := evaluate(t, p, map[string]any{"残り": fmt.Sprintf("%d日 から %d日", days[0], days[1])})
			low, high := fmt.Sprint(10*round(big.NewRat(days[0], 20))), fmt.Sprint(10*round(big.NewRat(days[1], 20)))
			if v := r.Outputs[0].Value; v.Low != low || v.High != high {
				t.Errorf("%s of %v: %s, want %s to %s", words, days, v.Text, low, high)
			}
		}
	}
}

// Without a word, a rounding of what can be below 0 is worth a look; of what cannot, it is not, however much the
// checker knows of that.
func TestARoundingOfNegativeNumbersNeedsAWord(t *testing.T) {
	for low, want := range map[string]int{"-1日": 2, "0日": 0} {
		text := "計算機 試し\n入力 残り: 日\n  範囲: " + low + " から 45日\n一覧 月: 0回 から 3回\n  項目 回数: 日\n    範囲: " + low + " から 9日\n" +
			"式 丸めた(月) = 四捨五入(回数, 2日)\n式 二倍 = 残り × 2\n  仮定: 試し\n式 半分 = 切り上げ(二倍 ÷ 3, 1日)\n  仮定: 試し\n" +
			"式 戻した = 切り捨て(半分 × 2 − 小さい方(半分 × 2, 20日), 2日)\n  仮定: 試し\n出力 戻した\n式 結果 = 四捨五入(残り, 10日, 絶対値で) + 合計(丸めた)\n出力 結果\n"
		_, found := calculator.Compile([]calculator.Source{{Path: "test.calc", Text: []byte(text)}}, calculator.Options{SkipExamples: true})
		advice := 0
		for _, d := range found {
			if d.Code == "rounding-negative" {
				advice++
			}
		}
		if advice != want || found.HasErrors() {
			t.Errorf("from %s: %v", low, found)
		}
	}
}
