package calculator_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"shirube/calculator"
)

const children = `計算機 手当
入力 加算: 円
  範囲: 0円 から 1,000円
  初期値: 0円
一覧 子ども: 0人 から 4人
  質問: 子どもは何人ですか
  並び: 年齢 の大きい順
  項目 年齢: 歳
    範囲: 0歳 から 25歳
  項目 学生: はい/いいえ
    必要なとき: 年齢 が 18歳 以上
    初期値: いいえ
表 年齢の額(年齢): 円
  仮定: 試し
  3歳未満 | 15,000円
  3歳以上 | 10,000円
式 対象(子ども) = 年齢 が 18歳 未満 または 学生
  仮定: 試し
式 順番(子ども) = 何番目(対象)
式 一人分(子ども) = もし 対象 でない なら 0円 でなければ もし 順番 が 3 以上 なら 30,000円 でなければ 年齢の額(年齢)
  仮定: 試し
式 手当 = 合計(一人分 + 加算)
式 人数 = 数える(対象)
式 年長 = 一番大きい(年齢, 0歳)
式 幼い = 一番小さい(年齢, 0歳)
式 学生がいる = どれか(学生 かつ 年齢 が 18歳 以上)
  仮定: 試し
式 みな対象 = すべて(対象)
注意 もし 子ども が 3人 以上 かつ 学生がいる: 多子です。
出力 手当
出力 人数
出力 年長
出力 幼い
出力 学生がいる
出力 みな対象
例 いない
  子ども = []
  手当 = 0円, 人数 = 0, 年長 = 0歳, 学生がいる = いいえ, みな対象 = はい
例 四人
  加算 = 100円
  子ども
    年齢 = 1歳
    年齢 = 20歳, 学生 = はい
    年齢 = 20歳,
      学生 = いいえ
    年齢 = 3歳
  手当 = 50,400円, 人数 = 3, みな対象 = いいえ
  注意: 多子
`

// Families are asked about each child once, and each child counts by the same rules.
func TestListsAreWorkedOutItemByItem(t *testing.T) {
	p := compileText(t, children)
	for _, tc := range []struct{ name, children, want string }{
		{"none", `[]`, `手当 0円, 人数 0, 年長 0歳, 幼い 0歳, 学生がいる いいえ, みな対象 はい`},
		{"one", `[{"年齢": 2}]`, `手当 15,000円, 人数 1, 年長 2歳, 幼い 2歳, 学生がいる いいえ, みな対象 はい`},
		{"the oldest count first, in whatever order", `[{"年齢": "1歳"}, {"年齢": 5}, {"年齢": 7}]`,
			`手当 50,000円, 人数 3, 年長 7歳, 幼い 1歳, 学生がいる いいえ, みな対象 はい`},
		{"most", `[{"年齢": 1}, {"年齢": 1}, {"年齢": 1}, {"年齢": 25, "学生": "はい"}]`,
			`手当 85,000円, 人数 4, 年長 25歳, 幼い 1歳, 学生がいる はい, みな対象 はい`},
		{"an item half filled in", `[{"年齢": 2}, {}]`, `手当 15,000円・25,000円・30,000円のどれか, 人数 1 から 2, 年長 2歳 から 25歳, 幼い 0歳 から 2歳, ` +
			`学生がいる いいえ, みな対象 いいえ か はい`},
		{"their number alone", `2`, `手当 0円・10,000円・15,000円・20,000円・25,000円・30,000円のどれか, 人数 0 から 2, 年長 0歳 から 25歳, 幼い 0歳 から 25歳, 学生がいる いいえ, みな対象 いいえ か はい`},
		{"not known", `"わからない"`, `手当 0円 から 120,000円, 人数 0 から 4, 年長 0歳 から 25歳, 幼い 0歳 から 25歳, 学生がいる いいえ, みな対象 いいえ か はい`},
		{"as the command line has it", `"［年齢＝１歳；年齢＝２０，学生＝はい］"`, `手当 25,000円, 人数 2, 年長 20歳, 幼い 1歳, 学生がいる はい, みな対象 はい`},
		{"JSON in a text", `"[{\"年齢\": 2}]"`, `手当 15,000円, 人数 1, 年長 2歳, 幼い 2歳, 学生がいる いいえ, みな対象 はい`},
	} {
		var value any
		decoder := json.NewDecoder(strings.NewReader(tc.children))
		decoder.UseNumber()
		if err := decoder.Decode(&value); err != nil {
			t.Fatal(err)
		}
		if got := texts(evaluate(t, p, map[string]any{"子ども": value})); got != tc.want {
			t.Errorf("%s:\n got %s\nwant %s", tc.name, got, tc.want)
		}
	}
}

func texts(r *calculator.Result) string {
	var list []string
	for _, o := range r.Outputs {
		list = append(list, o.Name+" "+o.Value.Text)
	}
	return strings.Join(list, ", ")
}

// The working shows each child that there is, and none beyond.
func TestTheWorkingOfAListIsShownItemByItem(t *testing.T) {
	p := compileText(t, children)
	r := evaluate(t, p, map[string]any{"子ども": []any{map[string]any{"年齢": 2}, map[string]any{"年齢": 19}}})
	encoded, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`{"name":"一人分","list":"子ども","item":1,"low":15000`, `{"name":"対象","list":"子ども","item":2,"possible":["いいえ"]`,
		`{"name":"手当","low":15000`,
	} {
		if !strings.Contains(string(encoded), want) {
			t.Errorf("no %s in %s", want, encoded)
		}
	}
	if strings.Contains(string(encoded), `"item":3`) {
		t.Errorf("a child that does not exist in %s", encoded)
	}
}

// What is wrong with a list is said once, with the item and what the list takes.
func TestWrongListsAreRefused(t *testing.T) {
	p := compileText(t, children)
	accepts := "受け付けるのは、0人 から 4人 の一覧（[年齢 = …, 学生 = …; …] の形）、その数だけ、または「わからない」です。"
	for given, want := range map[string]string{
		`[{"年令": 2}]`:                "入力「子ども」: 1番目に、項目「年令」はありません。「年齢」のことですか。" + accepts,
		`[{}, {"年齢": 99}]`:           "入力「子ども（2番目）の年齢」: 「99」は範囲に入っていません。受け付けるのは、0歳 から 25歳 の整数か「わからない」です。",
		`[{}, {}, {}, {}, {}]`:       "入力「子ども」: 5は多すぎます。" + accepts,
		`[3]`:                        "入力「子ども」: 1番目が読めません。" + accepts,
		`["三歳"]`:                     "入力「子ども」: 1番目の「三歳」が読めません。" + accepts,
		`[{"年齢": [1]}]`:              "入力「子ども（1番目）の年齢」: 「[1]」は読めません。受け付けるのは、0歳 から 25歳 の整数か「わからない」です。",
		`"[年齢 2]"`:                   "入力「子ども」: 「年齢 2」のあとに「=」がありません。" + accepts,
		`"[年齢 = 2"`:                  "入力「子ども」: 「[」に対する「]」がありません。" + accepts,
		`"[{\"年齢\": 2]"`:             "入力「子ども」: JSONとして読めません。" + accepts,
		`"[年齢 = 2, 年齢 = 3]"`:         "入力「子ども」: 一つの項目に「年齢」が2回あります。" + accepts,
		`"[{\"年齢\": 2, \"年齢\": 3}]"`: "入力「子ども」: 一つの項目に「年齢」が2回あります。" + accepts,
		`5`:                          "入力「子ども」: 「5」は範囲に入っていません。" + accepts,
	} {
		var value any
		if err := json.Unmarshal([]byte(given), &value); err != nil {
			t.Fatal(err)
		}
		_, err := p.Evaluate(t.Context(), map[string]any{"子ども": value}, today)
		if wrong, ok := errors.AsType[*calculator.InputError](err); !ok || wrong.Error() != want {
			t.Errorf("%s:\n got %v\nwant %s", given, err, want)
		}
	}
	if _, err := p.Evaluate(t.Context(), map[string]any{"年齢": 3}, today); err == nil {
		t.Error("a field was taken outside of its list")
	}
}

// An example that writes a list out is shown as it is written.
func TestExamplesWriteListsOut(t *testing.T) {
	p := compileText(t, children)
	want := "[年齢 = 1歳; 年齢 = 20歳, 学生 = はい; 年齢 = 20歳, 学生 = いいえ; 年齢 = 3歳]"
	if got := p.Examples[1].Answers[1]; got.Name != "子ども" || got.Text != want {
		t.Errorf("got %v, want %s", got, want)
	}
	if got := p.Examples[0].Answers[0]; got.Text != "[]" {
		t.Errorf("an empty list is %q", got.Text)
	}
}
