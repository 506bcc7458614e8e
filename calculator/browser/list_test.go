package browser_test

import (
	"encoding/json"
	"strings"
	"testing"

	"shirube/calculator"
	"shirube/calculator/browser"
)

// The script must know which questions belong to which child, and under which name an answer is kept.
func TestListsAreDescribedItemByItem(t *testing.T) {
	set, found := calculator.Compile([]calculator.Source{{Path: "test.calc", Text: []byte(`計算機 試し
一覧 子ども: 1人 から 2人
  項目 年齢: 歳
    範囲: 0歳 から 99歳
  項目 学生: はい/いいえ
式 倍(子ども) = 年齢 + 1歳
式 結果 = 合計(もし 学生 なら 倍 でなければ 年齢)
出力 結果
`)}}, calculator.Options{SkipExamples: true})
	if found.HasErrors() {
		t.Fatal(found)
	}
	d := browser.Describe(set.Program("test").Form, "m.wasm", "words.js")
	encoded, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`"lists":[{"name":"子ども","count":0,"items":[[1,2],[3,4]]}]`,
		`"name":"子ども.1.年齢","label":"子ども 1: 年齢"`, `"name":"子ども.2.学生"`, `"item":{"list":0,"index":1}`,
	} {
		if !strings.Contains(string(encoded), want) {
			t.Errorf("no %s in %s", want, encoded)
		}
	}
}
