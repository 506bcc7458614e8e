package syntax_test

import (
	"testing"

	"shirube/calculator/internal/syntax"
)

// Editors and visitors write numbers in all these ways; each must mean one thing.
func TestNumbersAsTheyAreTyped(t *testing.T) {
	for text, want := range map[string]string{
		"20": "20", "２０": "20", "9,300円": "9,300円", "９，３００ 円": "9,300円", "3万7,200円": "37,200円", "３万７２００": "37,200",
		"16万円": "160,000円", "1億2,000万円": "120,000,000円", "5千円": "5,000円", "5万5千円": "55,000円", "1.5万": "15,000",
		"10%": "10%", "１０．５％": "10.5%", "-1.50": "−1.5", "−3日": "−3日", "20ヶ月": "20か月", "3カ月": "3か月", "4回/月": "4回/月",
		"10.00円／単位": "10円/単位", "007": "7", "0.0": "0", "1/人": "1/人", "12345678901234567890": "12,345,678,901,234,567,890",
	} {
		q, ok := (syntax.Units{}).ParseQuantity(text)
		if !ok || q.String() != want {
			t.Errorf("%q is %q (%v), want %q", text, q, ok, want)
		}
	}
	for _, text := range []string{"", "円", "二十", "1e5", "1.", ".5", "1..2", "20日間", "1 2x", "万", "--1", "1億億", "0x10", "1万2億"} {
		if q, ok := (syntax.Units{}).ParseQuantity(text); ok {
			t.Errorf("%q is taken as %v", text, q)
		}
	}
}

// Dates in every common spelling; days that the calendar lacks differ from what is no date.
func TestDatesAsTheyAreTyped(t *testing.T) {
	for text, want := range map[string]string{
		"2024-02-29": "2024-02-29", "2024/2/29": "2024-02-29", "２０２４年２月２９日": "2024-02-29", "令和6年2月29日": "2024-02-29",
		"令和元年5月1日": "2019-05-01", "平成31年4月30日": "2019-04-30", "昭和64年1月7日": "1989-01-07", "R6.2.29": "2024-02-29",
		"0001-01-01": "0001-01-01", "平成31年5月1日": "2019-05-01", "昭和元年12月25日": "1926-12-25", "平成元年1月8日": "1989-01-08",
	} {
		day, found, valid := syntax.ParseDate(text)
		if !found || !valid || syntax.FormatDay(day) != want {
			t.Errorf("%q is %s (%v %v), want %s", text, syntax.FormatDay(day), found, valid, want)
		}
	}
	for _, text := range []string{"2025-02-29", "2026-13-01", "2026-04-31", "0000-01-01", "2026年0月1日",
		"令和0年5月1日", "令和元年4月30日", "R1.4.30", "平成元年1月7日", "昭和1年12月24日", "S0.1.1"} {
		if _, found, valid := syntax.ParseDate(text); !found || valid {
			t.Errorf("%q: found %v, valid %v; want a date that the calendar lacks", text, found, valid)
		}
	}
	for _, text := range []string{"", "2026", "2026-1", "26-1-1", "2026-1/1", "あした", "2026年1月", "1e3-1-1"} {
		if _, found, _ := syntax.ParseDate(text); found {
			t.Errorf("%q is taken as a date", text)
		}
	}
}

// Names keep what they contain: 以上 in a name is no comparison, a number with other words is a name.
func TestNamesMayContainKeywordsAndDigits(t *testing.T) {
	for text, want := range map[string]string{
		"利用日数以上":     "利用日数以上",
		"2時間以内":      "2時間以内",
		"50分と10分":    "50分と10分",
		"A型の回数 + 1回": "A型の回数 + 1回",
		"一般１":        "一般1",
		"返信 が 2時間以内 か 「1年未満」":  "返信 が 2時間以内 か 1年未満",
		"x が 12時間以上 30時間未満":    "x が 12時間 以上 30時間 未満",
		"x が 12時間 以上 30 時間 未満": "x が 12時間 以上 30時間 未満",
		"a ＊ （b ＋ １円） ÷ 2日":    "a × (b + 1円) ÷ 2日",
		"表(x, 1,200円, y).下限":   "表(x, 1,200円, y).下限",
		"日付 ≧ 2024-04-01":      "",
		"開始日 >= 2024-04-01":    "開始日 が 2024-04-01 以上",
		"a - b":                "a − b",
		"a ≦ 1円 かつ b ⩽ 1円":     "a が 1円 以下 かつ b が 1円 以下",
		"甲～乙　＋\t丙":             "甲〜乙 + 丙",
		"12-2":                 "12 − 2",
		"x = はい":               "x が はい と同じ",
		"もし a なら 1円 でなければ もし b なら 2円 でなければ 3円": "もし a なら 1円 でなければ もし b なら 2円 でなければ 3円",
	} {
		x, found := syntax.Units{}.ParseExpression("test.calc", text)
		if want == "" {
			if len(found) == 0 {
				t.Errorf("%q is read as %q", text, syntax.Words(x))
			}
			continue
		}
		if len(found) > 0 || syntax.Words(x) != want {
			t.Errorf("%q is %q %v, want %q", text, syntax.Words(x), found, want)
		}
	}
}
