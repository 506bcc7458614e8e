package calculator_test

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"testing"
	"time"

	"shirube/calculator"
)

// today is the day on which tests calculate.
var today = calculator.Day{Number: 20778, Valid: true} // 2026-11-21

// compileSamples compiles testdata/calculators and requires every example there to come true.
func compileSamples(t *testing.T) *calculator.Set {
	t.Helper()
	set, found := calculator.Compile(samples(t), calculator.Options{Today: today})
	for _, d := range found {
		if d.Code != calculator.CodeNotReached {
			t.Error(d)
		}
	}
	return set
}

// compileText compiles one calculator called test.
func compileText(t *testing.T, text string) *calculator.Program {
	t.Helper()
	set, found := calculator.Compile([]calculator.Source{{Path: "test.calc", Text: []byte(text)}}, calculator.Options{Today: today})
	if found.HasErrors() {
		t.Fatal(found)
	}
	return set.Program("test")
}

func evaluate(t *testing.T, p *calculator.Program, answers map[string]any) *calculator.Result {
	t.Helper()
	r, err := p.Evaluate(t.Context(), answers, today)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestExamplesOfTheSampleCalculatorsComeTrue(t *testing.T) {
	set := compileSamples(t)
	if len(set.Programs) != 8 {
		t.Errorf("%d of 8 calculators compile", len(set.Programs))
	}
	for _, p := range set.Programs {
		if len(p.Module) > 2000 {
			t.Errorf("%s has %d bytes", p.Name, len(p.Module))
		}
	}
}

const fee = `計算機 利用料
入力 世帯区分
  生活保護: 生活保護を受けている
  低所得: かからない
  一般1: 16万円未満
  一般2: それ以外
入力 一日の費用: 円/日
  範囲: 0円/日 から 50,000円/日
  初期値: 10,000円/日
入力 利用日数: 日
  範囲: 0日 から 31日
値 割合: 10%
  出典: a
表 負担上限月額(世帯区分): 円
  出典: b
  2024-04-01 から
  生活保護 か 低所得 | 0円
  一般1 | 9,300円
  一般2 | 37,200円
式 一日の負担 = 切り捨て(一日の費用 × 割合, 1円/日)
式 支払額 = 小さい方(一日の負担 × 利用日数, 負担上限月額(世帯区分))
注意 もし 一日の費用 が 5,000円/日 未満: 金額を確かめてください。
出力 支払額
早見表 日数ごと
  縦: 利用日数 = 1日, 20日
  横: 世帯区分
  値: 支払額
例 届く
  世帯区分 = 一般1, 利用日数 = 20日
  支払額 = 9,300円
`

// What visitors type: full-width digits, commas, units, spaces, 万, labels.
func TestAnswersAreReadAsPeopleWriteThem(t *testing.T) {
	p := compileText(t, fee)
	for _, tc := range []struct {
		days, cost, class any
		want              string
	}{
		{20, "10000円", "一般1", "9300"},
		{"２０日", "１０，０００ 円／日", "一般１", "9300"},
		{" 20 ", "1万円", "16万円未満", "9300"},
		{"9", "", "一般2", "9000"},
		{json.Number("2e1"), json.Number("10000"), "一般2", "20000"},
		{float64(31), "12,000", "一般2", "37200"},
		{0, 10000, "一般2", "0"},
	} {
		r := evaluate(t, p, map[string]any{"利用日数": tc.days, "一日の費用": tc.cost, "世帯区分": tc.class})
		if o, _ := r.Output("支払額"); o.Value.Low != tc.want || o.Value.High != tc.want {
			t.Errorf("%v: %s to %s, want %s", tc, o.Value.Low, o.Value.High, tc.want)
		}
	}
}

// A bad answer says which input it is and what that accepts.
func TestBadAnswersNameTheInputAndWhatItAccepts(t *testing.T) {
	p := compileText(t, fee)
	for _, tc := range []struct {
		input  string
		answer any
		want   string
	}{
		{"利用日数", "32", "範囲に入っていません。受け付けるのは、0日 から 31日 の整数か「わからない」です。"},
		{"利用日数", "-1", "範囲に入っていません"},
		{"利用日数", "にじゅう", "数として読めません"},
		{"利用日数", "20.5", "1日 きざみではありません"},
		{"利用日数", "20円", "単位が「日」ではありません"},
		{"利用日数", "99999999999999999999999999999999", "大きすぎます"},
		{"利用日数", "10 から 5", "両端が逆"},
		{"利用日数", []int{1}, "読めません"},
		{"世帯区分", "一般3", "「生活保護」か「低所得」か「一般1」か「一般2」か「わからない」です"},
		{"利用日教", "1", "「利用日数」のことですか"},
	} {
		_, err := p.Evaluate(t.Context(), map[string]any{tc.input: tc.answer}, today)
		e, ok := errors.AsType[*calculator.InputError](err)
		if !ok || e.Input != tc.input || !strings.Contains(e.Error(), tc.want) {
			t.Errorf("%s = %v: %v, want %s", tc.input, tc.answer, err, tc.want)
		}
	}
}

// The JSON of the command line is a contract.
func TestResultsEncodeAsTheCommandLinePrintsThem(t *testing.T) {
	p := compileText(t, fee)
	for _, tc := range []struct {
		answers map[string]any
		want    string
	}{
		{map[string]any{"世帯区分": "一般1", "利用日数": 20},
			`{"outputs":{"支払額":{"low":9300,"high":9300,"unit":"円"}},"messages":[],"stopped":false,"trace":[` +
				`{"name":"割合","low":10,"high":10,"unit":"%","source":"a"},` +
				`{"name":"一日の負担","low":1000,"high":1000,"unit":"円/日","words":"切り捨て(一日の費用 × 割合, 1円/日)"},` +
				`{"name":"負担上限月額(世帯区分)","low":9300,"high":9300,"unit":"円","source":"b"},` +
				`{"name":"支払額","low":9300,"high":9300,"unit":"円","words":"小さい方(一日の負担 × 利用日数, 負担上限月額(世帯区分))"}]}`},
		{map[string]any{"一日の費用": "わからない"},
			`{"outputs":{"支払額":{"low":0,"high":37200,"unit":"円"}},"messages":[{"kind":"注意","text":"金額を確かめてください。","maybe":true}],"stopped":false,"trace":[`},
	} {
		got, err := json.Marshal(evaluate(t, p, tc.answers))
		if err != nil || !strings.HasPrefix(string(got), tc.want) {
			t.Errorf("%v:\n got %s\nwant %s %v", tc.answers, got, tc.want, err)
		}
	}
}

// A stop leaves no outputs; an output with a condition is absent where it fails.
func TestStoppedAndAbsentResults(t *testing.T) {
	p := compileText(t, `計算機 試し
入力 年齢: 歳
  範囲: 0歳 から 120歳
入力 方式
  甲: 甲
  乙: 乙
止める もし 年齢 が 18歳 未満: 対象外です。
式 結果 = 年齢
式 甲の結果 = 年齢 + 1歳
判定 当てはまるもの
  仮定: 試し
  選び方: すべて
  もし 年齢 が 20歳 以上: 成人
  もし 年齢 が 65歳 以上: 高齢
出力 結果
出力 甲の結果 もし 方式 が 甲
出力 当てはまるもの
例 一
  年齢 = 17歳
  止める: 対象外
例 二
  年齢 = 70歳, 方式 = 乙
  甲の結果 = なし
  当てはまるもの = 成人 または 高齢
`)
	for _, tc := range []struct {
		age, way any
		want     string
	}{
		{17, "甲", `{"outputs":{"結果":{"absent":true},"甲の結果":{"absent":true},"当てはまるもの":{"absent":true}},"messages":[{"kind":"止める","text":"対象外です。"}],"stopped":true,"trace":[]}`},
		{30, "乙", `{"outputs":{"結果":{"low":30,"high":30,"unit":"歳"},"甲の結果":{"absent":true},"当てはまるもの":{"certain":["成人"],"possible":["成人"]}},"messages":[],"stopped":false,`},
		{"60 から 70", nil, `{"outputs":{"結果":{"low":60,"high":70,"unit":"歳"},"甲の結果":{"low":61,"high":71,"unit":"歳","maybeAbsent":true},"当てはまるもの":{"certain":["成人"],"possible":["成人","高齢"]}},"messages":[],"stopped":false,`},
		{nil, "甲", `{"outputs":{"結果":{"low":18,"high":120,"unit":"歳","maybeAbsent":true},`},
	} {
		got, err := json.Marshal(evaluate(t, p, map[string]any{"年齢": tc.age, "方式": tc.way}))
		if err != nil || !strings.HasPrefix(string(got), tc.want) {
			t.Errorf("%v:\n got %s\nwant %s %v", tc, got, tc.want, err)
		}
	}
}

// Guides quote figures by name; the text, its unit and its source come from the one place.
func TestGuidesQuoteFigures(t *testing.T) {
	set := compileSamples(t)
	for text, want := range map[string]string{
		"負担上限月額(一般1)":        "9,300円",
		"委託料(20時間)":          "22,000円/人",
		"委託料(２０．５時間)":        "44,000円/人",
		"スクーリング時間(160時間).上限": "32時間",
		"機器費の上限":             "55,000円",
	} {
		if q, err := set.Figures.Quote(text); err != nil || q.Text != want || len(q.Sources) == 0 {
			t.Errorf("%s is %+v %v, want %s", text, q, err, want)
		}
	}
	for text, want := range map[string]string{
		"機器の上限":              "「機器費の上限」のことですか",
		"委託料":                "「委託料(鍵)」の形で",
		"委託料(161時間)":         "当てはまる行がありません",
		"委託料(一般1)":           "使えません",
		"委託料(12時間以上 20時間以下)": "「12時間以上 20時間以下」のような範囲では",
		"委託料(20時間超)":         "範囲に入る値を1つ",
		"スクーリング時間(30時間)":     "結果を選んでください",
		"1 + ":               "読めません",
		"スクーリング時間(30時間).中":   "結果を選んでください",
	} {
		if _, err := set.Figures.Quote(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
	table, ok := set.Figures.Table("スクーリング時間")
	if !ok || len(table.Rows) != 8 || table.Rows[7].Cells[0] != "150時間以上 160時間以下" || table.Rows[7].Note == "" || table.Year != 2023 {
		t.Errorf("table %+v", table)
	}
}

// A new value is known before its day: which examples it will break can be told at once.
func TestExamplesAreTriedOnAnotherDay(t *testing.T) {
	p := compileText(t, "計算機 試し\n入力 日数: 日\n  範囲: 0日 から 31日\n値 単価: 円/日\n  仮定: 例\n  2024-04-01 から 100円/日\n  2090-04-01 から 200円/日\n"+
		"式 額 = 単価 × 日数\n出力 額\n例 一日\n  日数 = 1日\n  額 = 100円\n例 昔の一日\n  日数 = 1日, 基準日 = 2024-04-01\n  額 = 100円\n")
	for date, want := range map[string]int{"2090-03-31": 0, "2090-04-01": 1} {
		day, err := time.Parse(time.DateOnly, date)
		if err != nil {
			t.Fatal(err)
		}
		if found, err := p.FailingExamples(t.Context(), calculator.Today(day)); err != nil || len(found) != want {
			t.Errorf("%s: %v %v, want %d", date, found, err, want)
		}
	}
}

// Where scripts do not run, the worked-out table stands in the page.
func TestGridsAreWorkedOut(t *testing.T) {
	g := compileText(t, fee).Grids[0]
	got, err := json.Marshal(g)
	want := `{"title":"日数ごと","rowHead":"利用日数","columnHead":"世帯区分","columns":["生活保護を受けている","かからない","16万円未満","それ以外"],` +
		`"rows":["1日","20日"],"cells":[["0円","0円","1,000円","1,000円"],["0円","0円","9,300円","20,000円"]]}`
	if err != nil || string(got) != want {
		t.Errorf("got %s\nwant %s %v", got, want, err)
	}
}

// A calculator that uses a figure with several dates asks for the day; a day before the first is
// refused.
func TestDatedFiguresFollowTheReferenceDay(t *testing.T) {
	p := compileText(t, `計算機 試し
入力 日数: 日
  範囲: 0日 から 31日
値 単価: 円/日
  出典: a
  2024-04-01 から 10円/日
  2026-06-01 から 12円/日
式 結果 = 日数 × 単価
出力 結果
例 前
  基準日 = 2026-05-31, 日数 = 1日
  結果 = 10円
例 後
  基準日 = 2026-06-01, 日数 = 1日
  結果 = 12円
例 わからない
  基準日 = わからない, 日数 = 1日
  結果 = 10円 から 12円
`)
	if o, _ := evaluate(t, p, map[string]any{"日数": 2}).Output("結果"); o.Value.Text != "24円" {
		t.Errorf("today it is %s", o.Value.Text)
	}
	if in := p.Form.Inputs[1]; in.Name != "基準日" || !in.Implied || !in.Today {
		t.Errorf("%+v", in)
	}
	if _, err := p.Evaluate(t.Context(), map[string]any{"日数": 2, "基準日": "2024年3月31日"}, today); err == nil {
		t.Error("a day that no value covers is taken")
	}
	if _, err := p.Evaluate(t.Context(), map[string]any{"日数": 2}, calculator.Day{Number: 1, Valid: true}); err == nil {
		t.Error("a today that no value covers is taken")
	}
}

// Broken files give messages, and no program.
func TestBrokenFilesGiveMessages(t *testing.T) {
	long := "計算機 試し\n" + strings.Repeat("式 甲 = (1日 +\n", 10_000)
	for name, text := range map[string]string{
		"10,000 lines": long, "cut off": fee[:len(fee)/2-1], "empty": "計算機",
		"parentheses": "計算機 試し\n式 結果 = " + strings.Repeat("(", 200) + "1日" + strings.Repeat(")", 200) + "\n出力 結果\n",
		"zeros":       "計算機 試し\x00\n入力\x00\n", "binary": "\xff\xfe計算機",
	} {
		set, found := calculator.Compile([]calculator.Source{{Path: "test.calc", Text: []byte(text)}}, calculator.Options{})
		if !found.HasErrors() || len(set.Programs) > 0 {
			t.Errorf("%s: %v", name, found)
		}
	}
}

// Files far larger than any calculator end in a message or work.
func TestHugeFilesEndInAMessageOrWork(t *testing.T) {
	head := "計算機 試し\n入力 日数: 日\n  範囲: 0日 から 31日\n"
	repeat := func(n int, line string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(strings.ReplaceAll(strings.ReplaceAll(line, "{i}", strconv.Itoa(i)), "{next}", strconv.Itoa(i+1)))
		}
		return b.String()
	}
	for name, text := range map[string]string{
		"formulas": head + "出力 甲0\n" + repeat(10_000, "式 甲{i} = 甲{next} + 1日\n") + "式 甲10000 = 日数\n",
		"rows":     head + "表 乙(日数): 円\n  仮定: 試し\n" + repeat(10_000, "  {i}日 | 1円\n") + "式 甲 = 乙(日数)\n出力 甲\n",
		"rules":    head + "判定 甲\n  仮定: 試し\n" + repeat(10_000, "  もし 日数 が 1{i}日: 丙{i}\n") + "出力 甲\n",
		"unknown":  head + repeat(5_000, "式 甲{i} = 丁{i}\n出力 甲{i}\n"),
	} {
		if _, found := calculator.Compile([]calculator.Source{{Path: "test.calc", Text: []byte(text)}},
			calculator.Options{}); !found.HasErrors() {
			t.Errorf("%s: no error", name)
		}
	}
	_, found := calculator.Compile([]calculator.Source{{Path: "test.calc", Text: []byte(head + "式 甲 = 日数\n出力 甲\n" +
		repeat(10_000, "注意 もし 日数 が 9日 以上: 文{i}\n"))}}, calculator.Options{SkipExamples: true})
	if found.HasErrors() {
		t.Errorf("10,000 messages: %v", found[0])
	}
}

// Two files may not make one calculator.
func TestTwoFilesOfOneNameAreRefused(t *testing.T) {
	_, found := calculator.Compile([]calculator.Source{{Path: "a/test.calc", Text: []byte(fee)}, {Path: "b/test.calc",
		Text: []byte(fee)}}, calculator.Options{SkipExamples: true})
	if len(found) != 1 || found[0].Code != "duplicate-file" || found[0].Span.Path != "b/test.calc" {
		t.Errorf("%v", found)
	}
}

// The same files give the same bytes, whatever the order of maps.
func TestCompilingTwiceGivesTheSameDigest(t *testing.T) {
	first := compileSamples(t)
	for range 5 {
		for i, p := range compileSamples(t).Programs {
			if p.Digest != first.Programs[i].Digest {
				t.Errorf("%s differs", p.Name)
			}
		}
	}
}
