package calculator_test

import "testing"

// Indents are any kind of space, deeper ones carry a line on, and texts are kept as typed.
func TestIndentsAndTextsAreReadAsTyped(t *testing.T) {
	p := compileText(t, "計算機 試し\n入力 日数: 日\n　範囲: 0日 から 31日\n\t質問: 何日\n\t\t通いますか（１日～）\n"+
		"注意: 目安です。\n　ほかの月も\n　同じとは限りません。\n式 結果: 日 = 日数\n出力 結果\n例 一つ\n\t日数 = 1日\n\t結果 = 1日\n")
	if got := p.Form.Inputs[0].Question; got != "何日通いますか（１日～）" {
		t.Errorf("the question is %q", got)
	}
	if got := p.Form.Messages[0].Text; got != "目安です。ほかの月も同じとは限りません。" {
		t.Errorf("the text is %q", got)
	}
}
