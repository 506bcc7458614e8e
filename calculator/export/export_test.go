package export_test

import (
	"encoding/json"
	"strings"
	"testing"

	"shirube/calculator"
	"shirube/calculator/export"
)

const roomFee = `計算機 部屋の使用料
入力 部屋
  大: 大きい部屋
  小: 小さい部屋
入力 時間数: 時間
  範囲: 0.5時間 から 12時間
  刻み: 0.5時間
入力 使う日: 日付
入力 当てはまるもの: 複数選択
  質問: どれを使いますか
  冷房: 冷房
  机: 机
一覧 使う人: 0人 から 3人
  項目 年齢: 歳
    範囲: 0歳 から 120歳
式 使用料: 円 = もし 部屋 が 大 なら 時間数 × 600円/時間 でなければ 0円
  仮定: 試しの値です。
式 子ども = 数える(年齢 が 18歳 未満)
  仮定: 試しの値です。
注意 もし 使う日 が 2030-01-01 以後: まだ先の日です。
式 数えた数 = 数える(当てはまるもの)
出力 数えた数
出力 使用料
出力 子ども
`

// Programs that take a calculator elsewhere know from types and schemas what it accepts and gives.
func TestTypesAndSchemasSayWhatACalculatorAccepts(t *testing.T) {
	set, found := calculator.Compile([]calculator.Source{{Path: "room-fee.calc", Text: []byte(roomFee)}}, calculator.Options{SkipExamples: true})
	if found.HasErrors() {
		t.Fatal(found)
	}
	files, err := export.Files(set.Programs[0], []byte("var shirube={};"))
	if err != nil {
		t.Fatal(err)
	}
	for name, wants := range map[string][]string{
		"room-fee.d.ts": {`"部屋"?: "大" | "小" | ("大" | "小")[] | "わからない";`, `"使う人"?: number | {`, `"当てはまるもの"?: ("冷房" | "机")[] | "わからない";`, `values?: number[]`, `"使用料": (Amount & { maybeAbsent?: true }) | Absent;`},
		"room-fee.inputs.schema.json": {`"minimum": 0.5`, `"maximum": 12.0`, `"multipleOf": 0.5`, `"x-unit": "時間"`, `"maxItems": 3`, `"uniqueItems": true`,
			`"format": "date"`},
		"room-fee.result.schema.json": {`"const": "円"`},
		"room-fee.form.html":          {`<legend>使う人 2: 年齢</legend>`, `<legend>どれを使いますか: 冷房</legend>`, `<input type="radio" name="q0" value="大"> 大きい部屋`},
		"room-fee.html":               {`<script type="module" src="room-fee.element.js"></script>`, `<shirube-room-fee></shirube-room-fee>`},
		"room-fee.element.js":         {`shirube.define("shirube-room-fee",`},
	} {
		text := ""
		for _, f := range files {
			if f.Name == name {
				text = string(f.Bytes)
			}
		}
		for _, want := range wants {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks %s:\n%s", name, want, text)
			}
		}
		if strings.HasSuffix(name, ".json") && !json.Valid([]byte(text)) {
			t.Errorf("%s is no JSON", name)
		}
	}
}
