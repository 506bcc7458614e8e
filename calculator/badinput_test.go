package calculator_test

import (
	"fmt"
	"strings"
	"testing"

	"shirube/calculator"
)

// A huge answer is refused like any other that cannot be read, without repeating it.
func TestHugeAnswersAreRefusedInAFewWords(t *testing.T) {
	p := compileText(t, children+"入力 当てはまるもの: 複数選択\n  甲: 一つ\n  乙: 二つ\n式 数えた数 = 数える(当てはまるもの)\n出力 数えた数\n")
	long, list := strings.Repeat("九", 1<<18), "[0"+strings.Repeat(", 1", 1<<18)+"]"
	for _, text := range []string{
		`{"加算": "` + long + `"}`, `{"加算": ` + list + `}`, `{"加算": "` + strings.Repeat("9", 19_000) + `"}`, `{"` + long + `": 1}`,
		`{"` + long + `": 1, "` + long + `": 2}`, `{"子ども": ` + list + `}`, `{"子ども": ["` + long + `"]}`, `{"子ども": [{"` + long + `": 1}]}`,
		`{"子ども": [{"年齢": ` + list + `}]}`, `{"子ども": "[` + long + ` 1]"}`, `{"当てはまるもの": "` + long + `"}`, `{"当てはまるもの": ["` + long + `"]}`,
		`{"当てはまるもの": [` + list + `]}`, `{"当てはまるもの": {"甲": ` + list + `}}`, `{"加算": ` + strings.Repeat("[", 1<<20) + `}`,
	} {
		answers, err := calculator.DecodeAnswers([]byte(text))
		if err == nil {
			_, err = p.Evaluate(t.Context(), answers, today)
		}
		if err == nil || len(err.Error()) > 1000 {
			t.Errorf("%.40s… is not refused in a few words", text)
		}
	}
}

// Wherever a value of another shape is given, one sentence says which input it is and what it takes.
func TestAnswersOfWrongShapesAreRefused(t *testing.T) {
	p := compileText(t, children+"入力 当てはまるもの: 複数選択\n  甲: 一つ\n  乙: 二つ\n式 数えた数 = 数える(当てはまるもの)\n出力 数えた数\n")
	for text, want := range map[string]string{
		`{"加算": {"円": 3}}`: "入力「加算」: 「{\"円\":3}」は読めません。", `{"加算": true}`: "入力「加算」: 「はい」は数として読めません。",
		`{"加算": 1e30}`: "入力「加算」: 「1000000000000000000000000000000」は大きすぎます。", `{"加算": 0.5}`: "入力「加算」: 「0.5」は 1円 きざみではありません。",
		`{"加算": "NaN"}`: "入力「加算」: 「NaN」は数として読めません。", `{"加算": -1}`: "入力「加算」: 「-1」は範囲に入っていません。",
		`{"子ども": {"年齢": 3}}`: "入力「子ども」: 「{\"年齢\":3}」は読めません。", `{"子ども": [[{"年齢": 3}]]}`: "入力「子ども」: 1番目が読めません。",
		`{"子ども": [null, {"学生": 3}]}`: "入力「子ども（2番目）の学生」: 「3」という選択肢はありません。",
		`{"当てはまるもの": {"甲": true}}`:   "入力「当てはまるもの」: 「{\"甲\":true}」は読めません。",
		`{"当てはまるもの": [["甲"]]}`:       "入力「当てはまるもの」: 「[\"甲\"]」は選択肢の名前ではありません。",
		`{"当てはまるもの": ["丙"]}`:         "入力「当てはまるもの」: 「丙」という選択肢はありません。",
	} {
		answers, err := calculator.DecodeAnswers([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if _, err = p.Evaluate(t.Context(), answers, today); err == nil || !strings.HasPrefix(err.Error(), want+"受け付けるのは、") {
			t.Errorf("%s: got %v, want %s", text, err, want)
		}
	}
}

// What needs itself is one finding with the way around, through however many functions, formulas and calculators.
func TestWhatNeedsItselfIsReportedOnce(t *testing.T) {
	for _, tc := range []struct{ files, want string }{
		{"計算機 試し\n関数 甲(額: 円): 円 = 乙(額)\n関数 乙(額: 円): 円 = 丙(額)\n関数 丙(額: 円): 円 = 甲(額)\n式 結果 = 甲(1円)\n  仮定: 試し\n出力 結果\n",
			"test.calc:4:17: error: 関数「甲」の計算に「甲」自身が要ります。 「甲」→「乙」→「丙」→「甲」の輪の中のどこかで、別の値を使ってください。 [recursion]"},
		{"計算機 試し\n式 甲 = 乙 + 乙\n式 乙 = もし 甲 が 1 なら 1 でなければ 0\n出力 甲\n出力 乙\n",
			"test.calc:3:10: error: 「甲」を計算するのに「甲」自身が要ります。 「甲」→「乙」→「甲」の輪の中のどこかで、別の値を使ってください。 [cycle]"},
		{"計算機 試し\n式 結果 = 計算機 other の 額\n出力 結果\n" + "----計算機 ほか\n式 額 = 計算機 test の 結果\n出力 額\n",
			"other.calc:2:11: error: 計算機「test」の計算に「test」自身の結果が要ります。 「test」→「other」→「test」の輪の中のどこかで、別の値を使ってください。 [recursion]"},
	} {
		var sources []calculator.Source
		for i, text := range strings.Split(tc.files, "----") {
			sources = append(sources, calculator.Source{Path: []string{"test.calc", "other.calc"}[i], Text: []byte(text)})
		}
		if _, found := calculator.Compile(sources, calculator.Options{Today: today}); len(found) != 1 || plainText(found[0]) != tc.want {
			t.Errorf("got %v\nwant %s", found, tc.want)
		}
	}
}

// A list cannot hold lists, however that is written, and one slip in a list is one finding.
func TestSlipsInListsAreReportedOnce(t *testing.T) {
	for _, tc := range []struct{ old, slip, code string }{
		{"  項目 学生: はい/いいえ", "  項目 学生: はい/いいえ\n  一覧 学校: 0点 から 3点\n    項目 学年: 年", "nested-list"},
		{"  項目 学生: はい/いいえ", "  項目 学生: 一覧", "nested-list"},
		{"  項目 学生: はい/いいえ", "  項目 学生: 複数選択", "nested-list"},
		{"合計(一人分 + 加算)", "合計(合計(一人分) + 加算)", "list-missing"},
		{"合計(一人分 + 加算)", "一人分 + 加算", "item-outside"},
		{"0人 から 4人", "4人 から 0人", "range-order"},
		{"0人 から 4人", "0人 から 51人", "list-size"},
		{"  子ども = []\n", "  子ども = [;]\n", "name-expected"},
		{"  子ども = []\n", "  子ども = [[年齢 = 3歳]]\n", "name-expected"},
		{"  子ども = []\n", "  子ども = [年齢 = 3歳\n", "parenthesis"},
		{"  子ども = []\n", "  子ども = 5人\n", "out-of-range"},
	} {
		text := strings.Replace(children, tc.old, tc.slip, 1)
		var codes []string
		for _, d := range sole(text) {
			codes = append(codes, d.Code)
		}
		if text == children || strings.Join(codes, " ") != tc.code {
			t.Errorf("%s: %v, want %s", tc.slip, codes, tc.code)
		}
	}
}

// A year without holidays is refused for all dates that can need it, at either end and in the middle.
func TestYearsWithoutHolidaysAreRefused(t *testing.T) {
	for years, missing := range map[string]string{
		"2026年: 1月1日": "2027", "2027年: 1月1日": "2026", "2026年: なし\n  2028年: なし": "2027", "2026年: なし\n  2027年: なし": "",
	} {
		found := sole("計算機 試し\n入力 届いた日: 日付\n  範囲: 2026-01-01 から 2027-12-24\n休日 市の休日\n  仮定: 試し\n  " + years + "\n" +
			"式 期限 = 営業日後(届いた日, 5日, 市の休日)\n  仮定: 試し\n出力 期限\n例 一つ\n  届いた日 = 2026-12-31\n  期限 = 2027-01-07\n")
		switch {
		case missing == "" && len(found) > 0, missing != "" && len(found) != 1,
			missing != "" && !strings.HasPrefix(found[0].Message, "休日「市の休日」に"+missing+"年がありません。"):
			t.Errorf("%s: %v", years, found)
		}
	}
}

// What grows with each level of nesting is refused before it fills the memory.
func TestNestingThatGrowsIsRefused(t *testing.T) {
	functions := "計算機 試し\n入力 費用: 円\n  範囲: 0円 から 9円\n"
	for i := range 40 {
		functions += fmt.Sprintf("関数 甲%d(額: 円): 円 = 甲%d(額) + 甲%d(額 + 1円)\n  仮定: 試し\n", i, i+1, i+1)
	}
	functions += "関数 甲40(額: 円): 円 = 額\n式 結果 = 甲0(費用)\n出力 結果\n"
	lists := "計算機 試し\n一覧 子: 0人 から 50人\n  項目 年齢: 歳\n    範囲: 0歳 から 9歳\n" +
		"式 結果 = 合計(年齢 + 合計(年齢 + 合計(年齢 + 合計(年齢))))\n出力 結果\n"
	for _, text := range []string{functions, lists} {
		found := sole(text)
		if len(found) != 1 || found[0].Code != "program-size" || found[0].Message != "関数や一覧の計算が入れ子になりすぎています。" {
			t.Error(found)
		}
	}
}

// rowsOf is a calculator with a table of n rows that rise.
func rowsOf(n int) string {
	return fmt.Sprintf("計算機 試し\n入力 収入: 円\n  範囲: 0円 から %d円\n表 額(収入): 円\n  仮定: 試し\n", n-1) +
		numbered(n, "  %d円 | %d円\n") + "式 結果 = 額(収入)\n出力 結果\n"
}

// Tables have up to 10,000 rows.
func TestLargeTables(t *testing.T) {
	set, found := calculator.Compile([]calculator.Source{{Path: "test.calc", Text: []byte(rowsOf(10_000))}}, calculator.Options{SkipExamples: true})
	if len(found) > 0 {
		t.Fatal(found)
	}
	for answer, want := range map[string]string{"9,998円": "結果 9,998円", "わからない": "結果 0円 から 9,999円", "5,000円 から 6,000円": "結果 5,000円 から 6,000円"} {
		if got := texts(evaluate(t, set.Program("test"), map[string]any{"収入": answer})); got != want {
			t.Errorf("%s: %s, want %s", answer, got, want)
		}
	}
	want := "test.calc:10006:3: error: 表の行が多すぎます（10000行まで）。 表を分けるか、範囲をまとめてください。 [program-size]"
	if found := sole(rowsOf(10_001)); len(found) != 1 || plainText(found[0]) != want {
		t.Errorf("got %v\nwant %s", found, want)
	}
}

// A choice has up to 2,000 options of a table.
func TestManyOptions(t *testing.T) {
	set, found := calculator.Compile([]calculator.Source{{Path: "test.calc", Text: []byte(towns(1_999))}}, calculator.Options{SkipExamples: true})
	if len(found) > 0 {
		t.Fatal(found)
	}
	if got := texts(evaluate(t, set.Program("test"), map[string]any{"町": "町1998"})); got != "手当 1,000円, 級 二, 近い いいえ" {
		t.Error(got)
	}
	if found := sole(towns(2_000)); len(found) != 1 || found[0].Code != "too-many-options" || found[0].Span.Start.Line != 3 {
		t.Error(found)
	}
}

// Born on 29 February, on the last day of a school year, or at the border of eras: years are counted by the statute.
func TestAgesAtBorders(t *testing.T) {
	p := compileText(t, `計算機 試し
入力 生年月日: 日付
入力 数える日: 日付
式 法律の年齢: 歳 = 年齢(生年月日, 数える日)
式 誕生日の年齢: 歳 = 年齢(生年月日, 数える日, 誕生日に)
出力 法律の年齢
出力 誕生日の年齢
`)
	for _, tc := range []struct{ born, day, want string }{
		{"2004-02-29", "2026-02-27", "21歳 21歳"},
		{"2004-02-29", "2026-02-28", "22歳 21歳"},
		{"2004-02-29", "2026-03-01", "22歳 22歳"},
		{"平成16年2月29日", "令和6年2月28日", "20歳 19歳"},
		{"平成元年1月8日", "令和元年5月1日", "30歳 30歳"},
		{"2008-04-01", "2026-03-31", "18歳 17歳"},
	} {
		result, err := p.Evaluate(t.Context(), map[string]any{"生年月日": tc.born, "数える日": tc.day}, today)
		if err != nil {
			t.Fatalf("born %s, on %s: %v", tc.born, tc.day, err)
		}
		if got := result.Outputs[0].Value.Text + " " + result.Outputs[1].Value.Text; got != tc.want {
			t.Errorf("born %s, on %s: %s, want %s", tc.born, tc.day, got, tc.want)
		}
	}
}

// The last day of a fiscal year and of an era belongs to it, and the next day to the next, however the day is written.
func TestFiscalYearsAndErasAtTheirBorders(t *testing.T) {
	p := compileText(t, "計算機 試し\n入力 その日: 日付\n式 年度の年: 年 = 年度(その日)\n式 終わり = 年度末(その日)\n出力 年度の年\n出力 終わり\n")
	for day, want := range map[string]string{
		"2026-03-31": "2025 2026-03-31", "R8.4.1": "2026 2027-03-31", "令和8年3月31日": "2025 2026-03-31", "2024-02-29": "2023 2024-03-31",
		"平成31年4月30日": "2019 2020-03-31", "令和元年5月1日": "2019 2020-03-31", "昭和64年1月7日": "1988 1989-03-31", "平成元年1月8日": "1988 1989-03-31",
	} {
		r := evaluate(t, p, map[string]any{"その日": day})
		if year := r.Outputs[0].Value; year.Text != year.Low+"年" {
			t.Errorf("%s: the year is %s", day, year.Text)
		}
		if got := r.Outputs[0].Value.Low + " " + r.Outputs[1].Value.Low; got != want {
			t.Errorf("%s: %s, want %s", day, got, want)
		}
	}
	for _, day := range []string{"2026-02-29", "令和元年4月30日", "昭和65年13月1日", "2026-04-31", "令和0年5月1日"} {
		if _, err := p.Evaluate(t.Context(), map[string]any{"その日": day}, today); err == nil || !strings.HasPrefix(err.Error(), "入力「その日」: 「"+day+"」") {
			t.Errorf("%s: %v", day, err)
		}
	}
}
