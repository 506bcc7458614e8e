package calculator_test

import (
	"slices"
	"testing"
)

// A form that nobody has answered yet is drawn without the questions that come with an answer.
func TestQuestionsThatComeLaterAreKnown(t *testing.T) {
	program := compileText(t, `計算機 試し
入力 泊まる: はい/いいえ
  初期値: いいえ
入力 泊数: 日
  範囲: 1日 から 9日
  必要なとき: 泊まる
入力 昼食: はい/いいえ
入力 昼食代: 円
  範囲: 0円 から 5,000円
  必要なとき: 昼食
式 宿代 = もし 泊まる なら 泊数 × 9,000円/日 でなければ 0円
  仮定: 試しの額です。
式 費用 = もし 昼食 なら 宿代 + 昼食代 でなければ 宿代
出力 費用
例 昼食だけ
  昼食 = はい, 昼食代 = 800円
  費用 = 800円
`)
	var later []string
	for _, in := range program.Form.Inputs {
		if in.Later {
			later = append(later, in.Name)
		}
	}
	if want := []string{"泊数"}; !slices.Equal(later, want) {
		t.Errorf("later: %v, want %v", later, want)
	}
}
