package calculator_test

import (
	"errors"
	"testing"

	"shirube/calculator"
)

func TestAnswersAreOneObjectWithoutRepeatedKeys(t *testing.T) {
	for text, want := range map[string]string{
		"\ufeff{\"日数\": 1}":                           "",
		`{"子ども": [{"日": "a"}, {"日": "b"}], "x": "日"}`: "",
		`{}`:                        "",
		`{"日数": 1, "日数": 2}`:        "「日数」が二度書かれています。どちらか一つにしてください。",
		`{"子": [{"日": 1, "日": 2}]}`: "「日」が二度書かれています。どちらか一つにしてください。",
		`{"a": {"b": 1}, "a": 2}`:   "「a」が二度書かれています。どちらか一つにしてください。",
		"null":                      (&calculator.AnswersError{}).Error(),
		"[1]":                       (&calculator.AnswersError{}).Error(),
		"":                          (&calculator.AnswersError{}).Error(),
		`{"a": 1} {"b": 2}`:         (&calculator.AnswersError{}).Error(),
		"{\"a\": \"\xff\"}":         (&calculator.AnswersError{}).Error(),
		`{"a": 1`:                   (&calculator.AnswersError{}).Error(),
	} {
		answers, err := calculator.DecodeAnswers([]byte(text))
		switch wrong, ok := errors.AsType[*calculator.AnswersError](err); {
		case ok && wrong.Error() != want, err != nil && !ok:
			t.Errorf("%q: %v, want %q", text, err, want)
		case err == nil && (want != "" || answers == nil):
			t.Errorf("%q is read as %v, want %q", text, answers, want)
		}
	}
}
