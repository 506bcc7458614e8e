package calculator_test

import (
	"fmt"
	"strings"
	"testing"

	"shirube/calculator"
	"shirube/calculator/diagnostic"
)

const head = "計算機 試し\n入力 日数: 日\n  範囲: 0日 から 31日\n"

// sole compiles one file and returns what is found, on today and with the examples run.
func sole(text string) diagnostic.List {
	_, found := calculator.Compile([]calculator.Source{{Path: "test.calc", Text: []byte(text)}}, calculator.Options{Today: today})
	return found
}

// What makes a file wrong as a whole is reported once, at the line to mend.
func TestFilesThatAreWrongAsAWholeAreReportedWithPlaceAndRemedy(t *testing.T) {
	for _, tc := range []struct{ name, text, want string }{
		{"two stops leave no answer", head + "止める もし 日数 が 9日 以上: 多い\n止める もし 日数 が 9日 未満: 少ない\n式 結果 = 日数\n出力 結果\n",
			"test.calc:1:5: error: どの答えでも「止める」になります。 「止める」の条件か、入力の範囲を確かめてください。 [always-stops]"},
		{"a table of next year", head + "表 額(日数): 円\n  出典: a\n  2027-04-01 から\n  すべて | 1円\n式 結果 = 額(日数)\n出力 結果\n",
			"test.calc:8:8: error: 表「額」は 2027-04-01 からの値で、まだ使えません。 今の値を、日付とともに前の行に書いてください。 [not-in-force]"},
		{"a formula called 基準日", head + "値 額: 円/日\n  出典: a\n  2024-04-01 から 1円/日\n  2025-04-01 から 2円/日\n式 基準日 = 日数 × 額\n出力 基準日\n",
			"test.calc:8:3: error: 「基準日」は、日付ごとの値を選ぶ入力の名前です。 別の名前にするか、「入力 基準日: 日付」と書いてください。 [reference-day]"},
		{"too many outcomes", strings.Replace(head, "31日", "99日", 1) + "判定 結果\n  仮定: 試し\n" + numbered(62,
			"  もし 日数 が %d日: 結果%d\n") + "  それ以外: ほか\n出力 結果\n",
			"test.calc:68:9: error: 結果が多すぎます（62個まで）。 結果をまとめてください。 [too-many-options]"},
		{"too many combinations of keys", wide(18),
			"test.calc:41:8: error: 表「額」の鍵と行の組み合わせが多すぎて、すき間がないか確かめられません。 鍵の少ない表に分けてください。 [program-size]"},
	} {
		if found := sole(tc.text); len(found) == 0 || plainText(found[0]) != tc.want {
			t.Errorf("%s:\n got %v\nwant %s", tc.name, found, tc.want)
		}
	}
}

// numbered repeats a line with its number.
func numbered(n int, line string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(line, "%d", fmt.Sprint(i)))
	}
	return b.String()
}

// wide is a calculator with a table of many yes/no keys, whose rows fit all of them.
func wide(keys int) string {
	names := strings.TrimSuffix(numbered(keys, "問%d, "), ", ")
	text := "計算機 試し\n" + numbered(keys, "入力 問%d: はい/いいえ\n") + "表 額(" + names + "): 円\n  出典: a\n"
	for i := range keys {
		text += "  " + strings.Repeat("いいえ | ", i) + "はい | " + strings.Repeat("すべて | ", keys-i-1) + "1円\n"
	}
	return text + "  " + strings.Repeat("いいえ | ", keys) + "0円\n式 結果 = 額(" + names + ")\n出力 結果\n"
}

// plainText writes a finding as it is printed, with its remedy.
func plainText(d diagnostic.Diagnostic) string {
	at := fmt.Sprintf("%s:%d:%d", d.Span.Path, d.Span.Start.Line, d.Span.Start.Column)
	return fmt.Sprintf("%s: %s: %s %s [%s]", at, d.Severity, d.Message, d.Suggestion, d.Code)
}

// Whatever a calculator declares asks for a 計算機 at the head of its file.
func TestEveryDeclarationOfACalculatorNeedsA計算機(t *testing.T) {
	for _, text := range []string{
		"入力 日数: 日\n  範囲: 0日 から 31日\n", "式 結果 = 1日\n", "判定 結果\n  それ以外: 甲\n", "出力 結果\n",
		"注意: 文\n", "例 一つ\n  結果 = 1日\n", "早見表 一つ\n  縦: 日数 = 1日\n  値: 結果\n",
	} {
		if found := sole(text); len(found) != 1 || found[0].Code != "no-calculator" || found[0].Span.Start.Line != 1 {
			t.Errorf("%s: %v", text, found)
		}
	}
}

// A day of the site before the first date of its figures is reported where the answer is missing.
func TestADayBeforeAllFiguresIsReportedAtTheExample(t *testing.T) {
	text := head + "値 額: 円\n  出典: a\n  2024-04-01 から 1円\n  2025-04-01 から 2円\n式 結果 = もし 日数 が 1日 以上 なら 額 でなければ 0円\n出力 結果\n" +
		"早見表 日数ごと\n  縦: 日数 = 1日\n  値: 結果\n例 一つ\n  日数 = 9日\n  結果 = 1円\n"
	_, found := calculator.Compile([]calculator.Source{{Path: "test.calc", Text: []byte(text)}},
		calculator.Options{Today: calculator.Day{Number: 1, Valid: true}})
	for i, want := range []string{
		"test.calc:10:5: error: 入力「基準日」: 今日（1970-01-02）は範囲に入っていません。受け付けるのは、2024-04-01 から 2100-12-31 の日付か「わからない」です。 早見表に「ほか: 基準日 = 2026-04-01」のような答えを足してください。 [grid-axis]",
		"test.calc:13:3: error: 入力「基準日」: 今日（1970-01-02）は範囲に入っていません。受け付けるのは、2024-04-01 から 2100-12-31 の日付か「わからない」です。 例に「基準日」などの答えを足してください。 [example-fails]",
	} {
		if i >= len(found) || plainText(found[i]) != want {
			t.Errorf("got %v\nwant %s", found, want)
		}
	}
}
