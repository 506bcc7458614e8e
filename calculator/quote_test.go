package calculator_test

import (
	"strings"
	"testing"

	"shirube/calculator"
)

// The words of a calculator follow its figures: a fee that changes in one line changes in the label
// of an option too.
func TestTextsQuoteFigures(t *testing.T) {
	figures := calculator.Source{Path: "figures/burden.calc",
		Text: []byte("表 上限(区分): 円\n  仮定: 試し\n  甲 | 9,300円\n  乙 | 37,200円\n値 線: 16万円\n  仮定: 試し\n")}
	fee := calculator.Source{Path: "calculators/fee.calc", Text: []byte(`計算機 試し
  説明: 線は{{線}}です。
入力 区分
  甲: {{線}}未満（上限{{ 上限(甲) }}）
  乙: それ以外
式 額 = 上限(区分)
出力 額
注意 もし 額 が 線 以下: 額は{{線}}以下です。
`)}
	set, found := calculator.Compile([]calculator.Source{fee, figures}, calculator.Options{SkipExamples: true})
	if found.HasErrors() || set.Program("fee") == nil {
		t.Fatal(found)
	}
	form := set.Program("fee").Form
	if got, want := form.Description, "線は16万円です。"; got != want {
		t.Errorf("description %q, want %q", got, want)
	}
	if got, want := form.Inputs[0].Options[0].Label, "16万円未満（上限9,300円）"; got != want {
		t.Errorf("option %q, want %q", got, want)
	}
	if got := form.Messages[0].Text; !strings.Contains(got, "16万円以下") {
		t.Errorf("message %q", got)
	}
}
