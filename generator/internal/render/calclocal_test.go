package render

import (
	"strings"
	"testing"

	"shirube/calculator"
	"shirube/calculator/browser"
)

// english writes values as the theme's English strings say.
func english() *valueWriter {
	return &valueWriter{words: browser.English(), yes: "Yes", no: "No", numbers: numbersIn([]string{"円/日", "円", "日", "歳", "年", "%"}),
		own: Localizer{strings: Strings{"unit.円": "¥%s", "unit.円.field": "yen", "unit.円/日": "¥%s a day", "unit.日": "%s days", "unit.日.one": "%s day",
			"unit.歳": "%s", "unit.年": "%s years", "unit.年.one": "%s year", "unit.%": "%s%%", "calc.per": "{amount} per {unit}"}}}
}

// On a page in another language values are not left in Japanese.
func TestValuesAreWrittenInTheLanguageOfThePage(t *testing.T) {
	w := english()
	for text, want := range map[string]string{
		"9,300円": "¥9,300", "1日": "1 day", "0日 から 31日": "0 days to 31 days", "5,000円/日 から 12,000円/日": "¥5,000 a day to ¥12,000 a day",
		"はい か いいえ": "Yes or No", "0円・9,300円のどれか": "one of ¥0 · ¥9,300", "18歳": "18", "16万円": "¥160,000", "3回": "3回", "—": "—",
		"0日ちょうど": "0 days", "令和5年度": "令和5年度", "(令和5年度)": "(令和5年度)", "80%": "80%", "5円/歳": "5円/歳", "20円/年": "¥20 per year", "300円/月": "300円/月", "2円/日": "¥2 a day", "9歳/日": "9 per day",
	} {
		if got := w.value(text); got != want {
			t.Errorf("%s becomes %q, want %q", text, got, want)
		}
	}
	if got := w.unit("%"); got != "%" {
		t.Errorf("the unit %% becomes %q", got)
	}
	if w.unit("円") != "yen" || w.unit("日") != "days" || w.unit("回") != "回" || w.unit("円/年") != "yen per year" {
		t.Errorf("units: %q, %q, %q, %q", w.unit("円"), w.unit("日"), w.unit("回"), w.unit("円/年"))
	}
	w.numbers = nil // as for Japanese, whose strings fall back on the English ones
	if w.unit("円") != "円" || w.value("1日") != "1日" {
		t.Errorf("in Japanese: %q, %q", w.unit("円"), w.value("1日"))
	}
}

// What is translated has its numbers in the page's language, what is not stays Japanese; what to ask at an office is there
// in both.
func TestWordsOfAnEditionHaveItsNumbers(t *testing.T) {
	original := calculator.Form{Inputs: []calculator.FormInput{{Question: "いくらですか", Help: "例: 100円", Ask: "いくらですか。"}},
		Messages: []calculator.FormMessage{{Text: "9,300円まで、です。", Values: []calculator.FormValue{{Offset: len("9,300円まで、")}}}}}
	translated := calculator.Form{Inputs: []calculator.FormInput{{Question: "How much of 100円?", Help: "例: 100円", Ask: "How much?"}},
		Messages: []calculator.FormMessage{{Text: "9,300円 at most, is .", Values: []calculator.FormValue{{Offset: len("9,300円 at most, is ")}}}}}
	f := english().form(&translated, &original)
	in, m := f.Inputs[0], f.Messages[0]
	if in.Question != "How much of ¥100?" || in.Help != "例: 100円" || in.Ask != "How much? いくらですか。" {
		t.Errorf("%q, %q, %q", in.Question, in.Help, in.Ask)
	}
	if m.Text != "¥9,300 at most, is ." || m.Values[0].Offset != len("¥9,300 at most, is ") {
		t.Errorf("%q with the value at %d", m.Text, m.Values[0].Offset)
	}
}

// Dates in results have the months that the language writes: their names where it asks for these, and else numbers.
func TestDatesOfResultsHaveTheMonthsOfTheLanguage(t *testing.T) {
	names := "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
	for date, want := range map[string]string{"{d} {month} {y}": "janvier", "{d}/{m}/{y}": "1", "": "January"} {
		theme := localTheme{Localizer: Localizer{strings: Strings{}}}
		if date != "" {
			theme.strings = Strings{monthsKey: names, "script.calculator.date": date}
		}
		words, err := theme.calculatorWords("fr")
		if err != nil || words.Months[0] != want || strings.Contains(words.Date, "{month}") {
			t.Errorf("%q: %q, %q, %v", date, words.Date, words.Months, err)
		}
	}
}
