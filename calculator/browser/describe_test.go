package browser

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"shirube/calculator"
)

const told = `計算機 試し
入力 日数: 日
  質問: 何日通いますか
  範囲: 0日 から 31日
  わからないとき: 10日 から 20日
  仮定: 試し
入力 率: %
  範囲: 0% から 100%
  初期値: 10%
  必要なとき: 区分 が 乙
入力 開始日: 日付
  範囲: 2024-01-01 から 2030-12-31
  初期値: 今日
入力 区分
  甲: 一つ目
  乙: 二つ目
止める もし 日数 が 31日: 長すぎます。
注意: 目安です。
式 結果 = もし 区分 が 甲 なら 日数 でなければ 日数 × 率
式 翌日 = 開始日 + 1日
出力 結果
  見出し: 払う日数
出力 翌日 もし 区分 が 甲
例 一つ
  日数 = 10日, 区分 = 甲
  結果 = 10日
例 止まる
  日数 = 31日
  止める
`

// The page tells the script where each answer and each result lies, and what an empty field stands for:
// a key that got lost would make the form calculate with something else than it shows.
func TestThePageTellsTheScriptWhatItNeeds(t *testing.T) {
	set, found := calculator.Compile([]calculator.Source{{Path: "test.calc", Text: []byte(told)}}, calculator.Options{})
	if found.HasErrors() {
		t.Fatal(found)
	}
	form := set.Program("test").Form
	d := Describe(form, "/assets/test-1.wasm", "/assets/words-1.js")
	if d.Name != "test" || d.Module != "/assets/test-1.wasm" || d.Words != "/assets/words-1.js" {
		t.Errorf("name %q, module %q, words %q", d.Name, d.Module, d.Words)
	}
	at := func(i int) []uint32 { return form.Inputs[i].At }
	today := form.Inputs[2]
	for i, want := range []Input{
		{Shape: Shape{Kind: "number", At: at(0), Unit: "日"}, Name: "日数", Label: "何日通いますか", Range: []Stored{0, 31},
			Unknown: []Stored{10, 20}, Default: []Stored{}, Likely: []Stored{10}, Cuts: []Stored{30},
			Relevant: form.Inputs[0].Relevant},
		{Shape: Shape{Kind: "number", At: at(1), Unit: "%"}, Name: "率", Label: "率", Range: []Stored{0, 100},
			Default: []Stored{10, 10}, Likely: []Stored{}, Cuts: []Stored{},
			Relevant: form.Inputs[1].Relevant},
		{Shape: Shape{Kind: "date", At: at(2)}, Name: "開始日", Label: "開始日", Range: stored(today.Range),
			Default: []Stored{}, Likely: []Stored{}, Today: true, Cuts: []Stored{}, Relevant: today.Relevant},
		{Shape: Shape{Kind: "choice", At: at(3), Options: []string{"一つ目", "二つ目"}}, Name: "区分", Label: "区分",
			Range: []Stored{3}, Default: []Stored{}, Likely: []Stored{}, Cuts: []Stored{},
			Relevant: form.Inputs[3].Relevant},
	} {
		if !reflect.DeepEqual(d.Inputs[i], want) {
			t.Errorf("input %d\n got %+v\nwant %+v", i, d.Inputs[i], want)
		}
	}
	const rising, deciding = 1, 8 // as analysis.Trend has them
	outputs := []Output{
		{form.Outputs[0].Step, "払う日数", form.Outputs[0].Present, []int{rising, rising, 0, deciding}},
		{form.Outputs[1].Step, "翌日", form.Outputs[1].Present, []int{0, 0, rising, 0}},
	}
	if !reflect.DeepEqual(d.Outputs, outputs) || len(d.Steps) != len(form.Steps) || d.Steps[d.Outputs[1].Step].Kind != "date" {
		t.Errorf("outputs %+v, steps %+v", d.Outputs, d.Steps)
	}
	if want := []Message{{form.Messages[0].At, true}, {form.Messages[1].At, false}}; !reflect.DeepEqual(d.Messages, want) {
		t.Errorf("messages %+v, want %+v", d.Messages, want)
	}
}

// The script walks through the messages of every calculator: none of them is an empty list, not null.
func TestACalculatorWithoutMessagesHasAnEmptyList(t *testing.T) {
	text, err := json.Marshal(Describe(calculator.Form{}, "", "").Messages)
	if err != nil || string(text) != "[]" {
		t.Errorf("%s %v", text, err)
	}
}

// described returns a description as the script has it once the words have come.
func described(t testing.TB, form calculator.Form) []byte {
	t.Helper()
	text, err := json.Marshal(struct {
		Description
		Words Words `json:"words"`
	}{Describe(form, "", ""), Japanese()})
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestTheWordsAreAScriptThatExportsThem(t *testing.T) {
	script, err := Japanese().Script()
	text, isModule := strings.CutPrefix(string(script), "export default ")
	var words Words
	if err != nil || !isModule || json.Unmarshal([]byte(strings.TrimSuffix(text, ";\n")), &words) != nil || !reflect.DeepEqual(words, Japanese()) {
		t.Errorf("%v: %s", err, script)
	}
}

// Where a calculator says of some questions what to ask an office, the others are none of its business.
func TestOnlyQuestionsForAnOfficeAreAskedThere(t *testing.T) {
	asks := func(text string) (asks []string) {
		set, found := calculator.Compile([]calculator.Source{{Path: "test.calc", Text: []byte(text)}}, calculator.Options{})
		if found.HasErrors() {
			t.Fatal(found)
		}
		for _, in := range Describe(set.Program("test").Form, "", "").Inputs {
			if in.Ask == nil {
				asks = append(asks, in.Label)
			} else if *in.Ask != "" {
				asks = append(asks, *in.Ask)
			}
		}
		return asks
	}
	if got := asks(told); len(got) != 4 {
		t.Errorf("without any of its own, a calculator asks %q", got)
	}
	own := strings.Replace(told, "  質問: 何日通いますか\n", "  質問: 何日通いますか\n  窓口で聞く文: 何日使えますか\n", 1)
	if got := asks(own); !reflect.DeepEqual(got, []string{"何日使えますか"}) {
		t.Errorf("an office is asked %q", got)
	}
}
