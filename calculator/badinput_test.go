package calculator_test

import (
	"strings"
	"testing"

	"shirube/calculator"
)

// A huge answer is refused like any other that cannot be read, without repeating it.
func TestAHugeAnswerIsRefusedInAFewWords(t *testing.T) {
	p := compileText(t, head+"式 結果 = 日数\n出力 結果\n")
	for name, value := range map[string]string{
		"a text": `"` + strings.Repeat("九", 1<<18) + `"`, "a list": "[0" + strings.Repeat(", 1", 1<<18) + "]",
	} {
		answers, err := calculator.DecodeAnswers([]byte(`{"日数": ` + value + `}`))
		if err != nil {
			t.Fatal(err)
		}
		if _, err = p.Evaluate(t.Context(), answers, today); err == nil || len(err.Error()) > 1000 {
			t.Errorf("%s is not refused in a few words", name)
		}
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
