package calculator_test

import (
	"fmt"
	"strings"
	"testing"

	"shirube/calculator"
)

const editionFee = `計算機 利用料
  説明: 上限は{{上限}}です。
入力 使う日: 日
  質問: 何日使いますか
  範囲: 0日 から 31日
入力 世帯
  低所得: 非課税の人
  一般: 課税の人
式 支払額 = もし 世帯 が 低所得 なら 0円 でなければ 小さい方(上限, 使う日 × 1,000円/日)
  仮定: 試しの値です。
注意 もし 使う日 が 20日 超: 支払額は{{支払額}}で、{{上限}}までです。
出力 支払額
  見出し: 払う額
早見表 日数ごとの額
  縦: 使う日 = 5日 以下, 5日 超
  横: 世帯
  値: 支払額
例 いつも
  使う日 = 21日, 世帯 = 一般
  支払額 = 9,300円
  注意: 支払額は
例 非課税
  使う日 = 1日, 世帯 = 低所得
  支払額 = 0円
`

const editionWords = `# English
利用料
  Fee
上限は{{上限}}です。
  At most {{上限}}.
何日使いますか
  How many
  days?
非課税の人
  No tax is due
課税の人
  Tax is due
使う日
  Days used
世帯
  Household
支払額
  Fee to pay
上限
  Limit
支払額は{{支払額}}で、{{上限}}までです。
  {{上限}} at most, here {{支払額}}.
払う額
  To pay
日数ごとの額
  Fee by days
5日以下
  up to 5 days
5日超
  over 5 days
試しの値です。
  For a test.
`

func editionFound(name, words string) (*calculator.Set, []string) {
	set, found := calculator.Compile([]calculator.Source{
		{Path: "figures/limit.calc", Text: []byte("値 上限: 9,300円\n  仮定: 試しの値です。\n")},
		{Path: "calculators/fee.calc", Text: []byte(editionFee)}, {Path: "calculators/" + name, Text: []byte(words)},
	}, calculator.Options{})
	var list []string
	for _, d := range found {
		list = append(list, fmt.Sprintf("%s %s %s%s", d.Span, d.Code, d.Message, d.Suggestion))
	}
	return set, list
}

// Readers of an edition meet every word in it, with the figures of the calculator; the rules and the names that links
// and programs use are the same.
func TestEditionHasItsOwnWordsAndTheSameRules(t *testing.T) {
	set, found := editionFound("fee.en.calc", editionWords)
	if len(found) > 0 {
		t.Fatalf("%q", found)
	}
	p := set.Program("fee")
	en := p.Editions["en"]
	f := en.Form
	for _, c := range []struct{ name, got, want string }{
		{"title", f.Title, "Fee"}, {"figure", f.Description, "At most 9,300円."}, {"question", f.Inputs[0].Question, "How many days?"},
		{"option", f.Inputs[1].Options[1].Label, "Tax is due"}, {"unknown", f.Inputs[1].UnknownText, "No tax is due か Tax is due"},
		{"output", f.Outputs[0].Label, "To pay"}, {"name", f.Inputs[0].Name, "使う日"}, {"option's name", f.Inputs[1].Options[1].Name, "一般"},
		{"head", en.Grids[0].Rows[1], "over 5 days"}, {"column", en.Grids[0].Columns[0], "No tax is due"},
		{"message", f.Messages[0].Text, "9,300円 at most, here ."}, {"original", p.Form.Title, "利用料"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", c.name, c.got, c.want)
		}
	}
	if v := f.Messages[0].Values; len(v) != 1 || v[0].Offset != len("9,300円 at most, here ") || v[0].Step != p.Form.Messages[0].Values[0].Step {
		t.Errorf("value in the message: %v", v)
	}
	for _, s := range f.Steps {
		if s.Words != "" {
			t.Errorf("a formula without a translation is shown: %s", s.Words)
		}
	}
}

// What does not belong together is reported where it stands, with what was meant.
func TestTranslationsThatDoNotFitAreReported(t *testing.T) {
	for _, c := range []struct{ name, words, want string }{
		{"fee.en.calc", strings.Replace(editionWords, "何日使いますか", "何日に使いますか", 1),
			"fee.en.calc:6:1 translation-unknown 「何日に使いますか」という言葉は、計算機「fee」にありません。「何日使いますか」のことですか。"},
		{"fee.en.calc", strings.Replace(editionWords, "何日使いますか\n  How many\n  days?\n", "", 1),
			"fee.en.calc translation-missing 計算機「fee」の「何日使いますか」の訳がありません。"},
		{"fee.en.calc", strings.Replace(editionWords, "At most {{上限}}", "At most {{上原}}", 1),
			"fee.en.calc:5:11 unknown-quote 「上原」"},
		{"fee.en.calc", editionWords + "世帯\n  Home\n", "fee.en.calc:33:1 translation-twice"},
		{"fee.en.calc", editionWords + "世帯\n", "fee.en.calc:33:1 translation-line 元の言葉の下に、訳がありません。"},
		{"fee.en.calc", "  Fee\n" + editionWords, "fee.en.calc:1:3 translation-line 訳が、どの言葉の訳か分かりません。"},
		{"tax.en.calc", editionWords, "tax.en.calc translation-alone この訳の計算機「tax」が、同じフォルダーにありません。"},
	} {
		_, found := editionFound(c.name, c.words)
		if all := strings.Join(found, "\n"); !strings.Contains(all, "calculators/"+c.want) {
			t.Errorf("%s\nwant %s", all, c.want)
		}
	}
}
