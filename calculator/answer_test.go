package calculator_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"shirube/calculator"
)

const kinds = `計算機 試し
入力 時: 時間
  範囲: 0時間 から 10時間
  刻み: 0.5時間
入力 率: %
  範囲: 0% から 100%
入力 割合: 数
  範囲: 0 から 5
入力 開始日: 日付
  範囲: 2024-01-01 から 2030-12-31
入力 生活保護: はい/いいえ
入力 区分
  甲: 一つ目
  乙: 二つ目
  丙: 三つ目
式 結果 = もし 生活保護 または 区分 が 甲 なら 時 でなければ 時 × 率 × 割合
式 翌日 = 開始日 + 1日
出力 結果
出力 翌日
例 一つ
  時 = 1.5時間, 率 = 50%, 割合 = 2, 開始日 = 2026-04-01, 生活保護 = いいえ, 区分 = 丙
  結果 = 1.5時間, 翌日 = 2026-04-02
`

// Every kind of input takes what people and programs write for it, one value or several.
func TestEveryKindOfInputTakesWhatPeopleWrite(t *testing.T) {
	p := compileText(t, kinds)
	for _, tc := range []struct {
		name    string
		answer  any
		outputs string
	}{
		{"率", "10", `{"low":0.1,"high":0.1,"unit":"時間"}`},
		{"率", "１０％", `{"low":0.1,"high":0.1,"unit":"時間"}`},
		{"率", json.Number("1e1"), `{"low":0.1,"high":0.1,"unit":"時間"}`},
		{"率", "10〜20%", `{"low":0.1,"high":0.2,"unit":"時間"}`},
		{"率", "10% から 20%まで", `{"low":0.1,"high":0.2,"unit":"時間"}`},
		{"生活保護", true, `{"low":1,"high":1,"unit":"時間"}`},
		{"生活保護", false, `{"low":0.5,"high":0.5,"unit":"時間"}`},
		{"生活保護", "はい か いいえ", `{"low":0.5,"high":1,"values":[0.5,1],"unit":"時間"}`},
		{"区分", "一つ目 または 丙", `{"low":0.5,"high":1,"values":[0.5,1],"unit":"時間"}`},
		{"時", int64(2), `{"low":1,"high":1,"unit":"時間"}`},
		{"時", 1.5, `{"low":0.75,"high":0.75,"unit":"時間"}`},
		{"割合", "2", `{"low":1,"high":1,"unit":"時間"}`},
	} {
		given := map[string]any{"時": 1, "率": "50%", "割合": 1, "生活保護": false, "区分": "丙", "開始日": "令和8年4月1日"}
		given[tc.name] = tc.answer
		o, _ := evaluate(t, p, given).Output("結果")
		if got, err := json.Marshal(o); err != nil || string(got) != tc.outputs {
			t.Errorf("%s = %v: %s %v, want %s", tc.name, tc.answer, got, err, tc.outputs)
		}
	}
}

// What an input cannot take is reported with what it takes instead, for every kind.
func TestEveryKindOfInputSaysWhatItTakes(t *testing.T) {
	p := compileText(t, kinds)
	for _, tc := range []struct {
		name   string
		answer any
		want   string
	}{
		{"時", "1.3", "入力「時」: 「1.3」は 0.5時間 きざみではありません。受け付けるのは、0時間 から 10時間 の 0.5時間きざみの数か「わからない」です。"},
		{"率", "10円", "入力「率」: 単位が「%」ではありません。受け付けるのは、0% から 100% の 1%きざみの数か「わからない」です。"},
		{"割合", "2円", "入力「割合」: 単位は要りません。受け付けるのは、0 から 5 の整数か「わからない」です。"},
		{"割合", json.Number("1e-999"), "入力「割合」: 「1e-999」は数として読めません。受け付けるのは、0 から 5 の整数か「わからない」です。"},
		{"割合", map[string]any{"low": 1}, "入力「割合」: 「{\"low\":1}」は読めません。受け付けるのは、0 から 5 の整数か「わからない」です。"},
		{"割合", json.Number("1e999"), "入力「割合」: 「1e999」は数として読めません。受け付けるのは、0 から 5 の整数か「わからない」です。"},
		{"開始日", "来月", "入力「開始日」: 「来月」は日付として読めません。2026-12-01 のように書いてください。受け付けるのは、2024-01-01 から 2030-12-31 の日付か「わからない」です。"},
		{"開始日", "2026-02-30", "入力「開始日」: 「2026-02-30」という日は暦にありません。受け付けるのは、2024-01-01 から 2030-12-31 の日付か「わからない」です。"},
		{"生活保護", "多分", "入力「生活保護」: 「多分」という選択肢はありません。受け付けるのは、「いいえ」か「はい」か「わからない」です。"},
		{"区分", "甲 か 丁", "入力「区分」: 「丁」という選択肢はありません。受け付けるのは、「甲」か「乙」か「丙」か「わからない」です。"},
		{"世帯の人数", 2, "入力「世帯の人数」: この計算機に、この名前の入力はありません。受け付けるのは、「時」「率」「割合」「開始日」「生活保護」「区分」です。"},
	} {
		_, err := p.Evaluate(t.Context(), map[string]any{tc.name: tc.answer}, today)
		if e, ok := errors.AsType[*calculator.InputError](err); !ok || e.Error() != tc.want {
			t.Errorf("%s = %v:\n got %v\nwant %s", tc.name, tc.answer, err, tc.want)
		}
	}
	set, _ := calculator.Compile(nil, calculator.Options{})
	if set.Program("試し") != nil {
		t.Error("a calculator that is not there is found")
	}
	if _, ok := evaluate(t, p, nil).Output("翌月"); ok {
		t.Error("an output that is not there is found")
	}
}

// The day to reckon with is the calendar day where the reader is, not that of Greenwich.
func TestTodayIsTheDayWhereTheReaderIs(t *testing.T) {
	tokyo := time.FixedZone("JST", 9*60*60)
	night := time.Date(2026, 3, 31, 15, 30, 0, 0, time.UTC)
	if got := calculator.Today(night.In(tokyo)).String(); got != "2026-04-01" {
		t.Errorf("half past midnight in Tokyo is %s", got)
	}
	if got := (calculator.Day{}).String(); got != "" {
		t.Errorf("no day is written %q", got)
	}
}

// A guide that quotes what cannot be quoted gets the reason.
func TestGuidesAreAnsweredWhyAFigureCannotBeQuoted(t *testing.T) {
	shared := `値 来年の額: 円
  出典: a
  2027-04-01 から 1円
表 来年の表(日数): 円
  出典: a
  2027-04-01 から
  すべて | 1円
表 額(日数, 開始日): 円
  出典: a
  10日以下 | 2026-03-31以前 | 1円
  10日以下 | 2026-04-01以後 | 2円
表 保護ごと(生活保護): 円
  出典: a
  はい | 1円
  いいえ | 2円
表 どれでも(何か): 円
  出典: a
  すべて | 3円
`
	set, found := calculator.Compile([]calculator.Source{{Path: "shared.calc", Text: []byte(shared)}}, calculator.Options{Today: today})
	if found.HasErrors() {
		t.Fatal(found)
	}
	for text, want := range map[string]string{
		"額(3日, 2026-04-01)": "2円", "保護ごと(いいえ)": "2円", "どれでも(甲)": "3円",
		"来年の額":      "値「来年の額」は、まだ使えません（2027-04-01 から）。今の値を、日付とともに前の行に書いてください。",
		"来年の表(3日)":  "表「来年の表」は、まだ使えません（2027-04-01 から）。今の値を、日付とともに前の行に書いてください。",
		"額(3日)":     "表「額」を引くには、鍵が2個要ります。「額(日数, 開始日)」の形で書いてください。",
		"額(はい, はい)": "鍵「日数」に「はい」は使えません。表と同じ単位の数か、選択肢の名前を書いてください。",
		"保護ごと(3日)":  "鍵「生活保護」に「3日」は使えません。表と同じ単位の数か、選択肢の名前を書いてください。",
		"知らない表(3日)": "「知らない表」という値はありません。content/figures/ の .calc に「値」か「表」として足してください。",
		"来年の額 + 1円": "「来年の額 + 1円」は値の名前ではありません。「基準額」や「負担上限月額(一般1)」のように書いてください。",
		"":          "「」が読めません。何も書かれていません。値の名前を書いてください。",
	} {
		q, err := set.Figures.Quote(text)
		if err != nil && err.Error() != want || err == nil && q.Text != want {
			t.Errorf("%q: %q %v, want %s", text, q.Text, err, want)
		}
	}
	if _, ok := set.Figures.Table("知らない表"); ok || len(set.Figures.Tables()) != 4 || len(set.Figures.All()) != 1 {
		t.Errorf("%d tables, %d figures", len(set.Figures.Tables()), len(set.Figures.All()))
	}
	if !strings.HasPrefix(set.Figures.Tables()[1].Rows[1].Cells[1], "2026-04-01") {
		t.Errorf("rows %+v", set.Figures.Tables()[1].Rows)
	}
}
