package calculator_test

import (
	"fmt"
	"strings"
	"testing"

	"shirube/calculator"
)

const caseFee = `計算機 部屋の使用料
入力 部屋
  大: 大きい部屋
  小: 小さい部屋
入力 時間数: 時間
  範囲: 1時間 から 12時間
入力 市内: はい/いいえ
一覧 使う人: 0人 から 3人
  項目 年齢: 歳
    範囲: 0歳 から 120歳
表 部屋代(部屋): 円/時間
  仮定: 試しの値です。
  大 | 600円/時間
  小 | 400円/時間
式 割引: % = もし 市内 なら 10% でなければ 0%
  仮定: 試しの値です。
式 使用料 = 切り捨て(部屋代(部屋) × 時間数 × (100% − 割引), 10円)
式 子ども = 数える(年齢 が 18歳 未満)
  仮定: 試しの値です。
止める もし 時間数 が 10時間 超: 10時間までです。
出力 使用料
出力 割引
出力 子ども
`

// casesFound compiles the calculator with a file of cases and writes what is found.
func casesFound(name, text string) []string {
	_, found := calculator.Compile([]calculator.Source{
		{Path: "calculators/fee.calc", Text: []byte(caseFee)}, {Path: "calculators/" + name, Text: []byte(text)},
	}, calculator.Options{})
	var list []string
	for _, d := range found {
		list = append(list, fmt.Sprintf("%s %s %s%s", d.Span, d.Code, d.Message, d.Suggestion))
	}
	return list
}

// An editor keeps many cases in a table or in lines of JSON; they are run like 例, also where numbers have no unit, and
// reach rows, rules and messages like them.
func TestCasesInAFileAreRunLikeExamples(t *testing.T) {
	for name, text := range map[string]string{
		"a table as a spreadsheet writes it": "\uFEFF題,部屋,時間数（時間）,市内,使う人,使用料,割引,子ども,止める\r\n" +
			"市内,大,2,はい,[年齢 = 10; 年齢 = 40],1080,10,1,\r\n市外,小,\"１時間\",いいえ,[],\"400円\",0%,0,\r\n,,,,,,,,\r\n長い,,11,,,,,,10時間まで\r\n",
	} {
		if found := casesFound("fee.examples.csv", text); len(found) > 0 {
			t.Errorf("%s: %q", name, found)
		}
	}
	lines := `{"題":"市内","部屋":"大","時間数":2,"市内":true,"使う人":[{"年齢":10},{"年齢":40}],"使用料":1080,"割引":10,"子ども":"1"}

{"部屋":"小","時間数":"1時間","市内":"いいえ","使う人":[],"使用料":"400円","子ども":0}
{"時間数":11,"止める":"はい"}
`
	if found := casesFound("fee.examples.jsonl", lines); len(found) > 0 {
		t.Errorf("lines of JSON: %q", found)
	}
}

// A case that fails, or that cannot be read, is reported with its file, line and column.
func TestCasesThatFailAreReportedWithTheirPlace(t *testing.T) {
	head := "部屋,時間数,市内,使用料\n大,2,はい,1080\n小,1,いいえ,400\n"
	for _, c := range []struct{ name, text, want string }{
		{"fee.examples.csv", head + "小,2,いいえ,900\n", "fee.examples.csv:4:9 example-fails 「使用料」は 800円 になります。"},
		{"fee.examples.csv", head + "中,2,いいえ,900\n", "fee.examples.csv:4:1 unknown-option 「中」という選択肢はありません。"},
		{"fee.examples.csv", head + "小,2日,いいえ,800\n", "fee.examples.csv:4:3 units 単位が「日」ですが、ここでは「時間」です。"},
		{"fee.examples.csv", "部屋,時間,市内,使用料\n大,2,はい,1080\n大,2,はい,1080\n", "fee.examples.csv:2:3 unknown-name 「時間」という名前はどこにもありません。「時間数」のことですか。"},
		{"fee.examples.csv", head + "小,2,いいえ,800,余り\n", "fee.examples.csv:4:13 cases この欄の上に、入力や出力の名前がありません。"},
		{"fee.examples.csv", "\x95\x94\x89\xae,a\n", "fee.examples.csv encoding 文字コードがUTF-8ではありません。"},
		{"fee.examples.csv", head + "小,2,いいえ,\n", "fee.examples.csv:4:1 example-empty この例には、確かめる結果がありません。"},
		{"fee.examples.jsonl", `{"部屋":"大","時間数":2,"市内":true,"使用料":1}`, "fee.examples.jsonl:1:29 example-fails 「使用料」は 1,080円 になります。"},
		{"fee.examples.jsonl", `{"部屋":"大",`, "fee.examples.jsonl:1:1 cases この行をJSONとして読めません"},
		{"fee.examples.jsonl", `{"部屋":"大","時間数":2,"市内":true,"市内":false,"使用料":1080}`, "fee.examples.jsonl:1:29 example-twice 「市内」が2回あります。"},
		{"fee.examples.jsonl", `{"部屋":null}`, "fee.examples.jsonl:1:1 cases この行をJSONとして読めません（「部屋」は、数・言葉"},
		{"room.examples.csv", head, "room.examples.csv cases-alone この例を試す計算機「room」が、同じフォルダーにありません。"},
	} {
		found := casesFound(c.name, c.text)
		matching := 0
		for _, f := range found {
			if strings.HasPrefix(f, "calculators/"+c.want) {
				matching++
			}
		}
		if matching != 1 || len(strings.Split(strings.Join(found, "\n"), c.name)) != 2 {
			t.Errorf("%q:\n got %q\nwant %q", c.text, found, c.want)
		}
	}
}

// What no example reaches is one finding a table or decision, however many rows it has.
func TestRowsThatNoExampleReachesAreOneFinding(t *testing.T) {
	found := casesFound("fee.examples.jsonl", `{"部屋":"大","時間数":11,"止める":"はい"}`)
	want := "calculators/fee.calc:13:3 not-reached 表「部屋代」の2行（「大 | 600円/時間」など）を確かめる例が、計算機「fee」にありません。"
	if len(found) != 1 || !strings.HasPrefix(found[0], want) {
		t.Errorf("got %q, want %q", found, want)
	}
}
