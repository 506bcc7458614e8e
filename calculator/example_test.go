package calculator_test

import (
	"context"
	"encoding/json"
	"fmt"

	"shirube/calculator"
)

// Compile a shared table and a calculator that reads it, then calculate with one answer open.
func Example() {
	set, found := calculator.Compile([]calculator.Source{
		{Path: "figures/burden.calc", Text: []byte(`
表 負担上限月額(世帯区分): 円
  出典: mhlw-burden
  2024-04-01 から
  一般1 | 9,300円
  一般2 | 37,200円
`)},
		{Path: "calculators/fee.calc", Text: []byte(`
計算機 利用料
入力 世帯区分
  一般1: 所得割の合計が16万円未満
  一般2: それ以外
入力 一割相当額: 円
  範囲: 0円 から 100万円
式 支払額 = 小さい方(一割相当額, 負担上限月額(世帯区分))
出力 支払額
`)},
	}, calculator.Options{SkipExamples: true})
	for _, d := range found {
		fmt.Println(d)
	}
	result, err := set.Program("fee").Evaluate(context.Background(), map[string]any{"一割相当額": "２万円"}, calculator.Day{})
	if err != nil {
		fmt.Println(err)
		return
	}
	paid, _ := result.Output("支払額")
	encoded, _ := json.Marshal(paid)
	fmt.Println(paid.Value.Text, string(encoded))
	// Output: 9,300円・20,000円のどれか {"low":9300,"high":20000,"values":[9300,20000],"unit":"円"}
}

// Findings have a place, a code and a remedy.
func ExampleCompile() {
	_, found := calculator.Compile([]calculator.Source{{Path: "fee.calc", Text: []byte(`計算機 利用料
入力 利用日数: 日
  範囲: 0日 から 31日
式 結果 = 利用日教 × 2
出力 結果
`)}}, calculator.Options{})
	for _, d := range found {
		fmt.Println(d)
	}
	// Output:
	// fee.calc:4:8: error: 「利用日教」という名前はどこにもありません。 「利用日数」のことですか。 [unknown-name]
	// fee.calc:4:15: error: 「2」の出典がありません。 「値」として出典とともに宣言して名前で呼ぶか、ここに「出典: …」か「仮定: 理由」を書いてください。 [literal-without-source]
}

// Guides quote figures by what stands between their braces.
func ExampleFigures_Quote() {
	set, _ := calculator.Compile([]calculator.Source{{Path: "figures.calc", Text: []byte(`
値 基準額: 円
  出典: muko
  2012-04-01 から 37,200円
`)}}, calculator.Options{})
	quote, err := set.Figures.Quote("基準額")
	fmt.Println(quote.Text, quote.From, quote.Sources, err)
	// Output: 37,200円 2012-04-01 [muko] <nil>
}
