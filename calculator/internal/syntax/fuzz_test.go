package syntax_test

import (
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"shirube/calculator/internal/syntax"
)

// seed adds every file of testdata to a fuzz target.
func seed(f *testing.F) {
	err := filepath.WalkDir("../../testdata", func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".calc" {
			return err
		}
		text, err := os.ReadFile(path)
		f.Add(text)
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
}

// FuzzParse holds that no bytes make the scanner or parser panic, and that every message has a
// place inside the file, words and a remedy.
func FuzzParse(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, text []byte) {
		_, found := syntax.Parse("fuzz.calc", text)
		lines := 1
		for _, b := range text {
			if b == '\n' {
				lines++
			}
		}
		for _, d := range found {
			if p := d.Span.Start; p.Line < 1 || p.Line > lines || p.Column < 1 {
				t.Errorf("%v stands outside the file of %d lines", d, lines)
			}
			if d.Message == "" || d.Suggestion == "" || d.Code == "" {
				t.Errorf("%v lacks words", d)
			}
		}
	})
}

// FuzzScan holds that expressions of any text are read without a panic, and that what is written
// back is read again.
func FuzzScan(f *testing.F) {
	for _, s := range []string{"9,300円", "3万7,200円", "１２時間以上", "a × (b + 1円) ÷ 2日", "もし a が 1円 未満 なら b でなければ c",
		"2024-04-01", "令和6年4月1日", "「1年未満」", "表(x, 2).下限", "−−1円", "X が A か B でない"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		x, found := syntax.Units{}.ParseExpression("fuzz.calc", text)
		if len(found) > 0 || !utf8.ValidString(text) {
			return
		}
		words := syntax.Words(x)
		if words == "" {
			t.Errorf("%q has no words", text)
		}
	})
}

// FuzzAnswer holds that what a person types never breaks the readers of numbers and dates.
func FuzzAnswer(f *testing.F) {
	for _, s := range []string{"20", "９，３００円", "-1.5", "1億2千万", "2026-02-30", "R8.12.1", "", " ", "1e9", "１０％"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if q, ok := (syntax.Units{}).ParseQuantity(text); ok && q.Value.Digits == nil {
			t.Errorf("%q is a number without digits", text)
		}
		if day, found, valid := syntax.ParseDate(text); found && valid {
			if again, ok, _ := syntax.ParseDate(syntax.FormatDay(day)); !ok || again != day {
				t.Errorf("%q is day %d, which reads back as %d", text, day, again)
			}
		}
	})
}
