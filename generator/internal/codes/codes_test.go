package codes_test

import (
	"regexp"
	"testing"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/codes"
)

var (
	codeForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	japanese = regexp.MustCompile(`[\p{Hiragana}\p{Katakana}\p{Han}]`)
)

// An editor of either language who looks up a code learns what is wrong and how to mend it.
func TestEveryCodeIsExplainedInBothLanguages(t *testing.T) {
	for _, s := range codes.Subjects() {
		if len(s.Docs) == 0 || s.Title.Ja == "" || s.Title.En == "" {
			t.Errorf("the subject %v has no title or no codes", s.Title)
		}
		for _, doc := range s.Docs {
			if !codeForm.MatchString(doc.Code) {
				t.Errorf("%q cannot be a code", doc.Code)
			}
			checkTexts(t, doc.Code, doc.Meaning)
			checkTexts(t, doc.Code, doc.Remedy)
		}
	}
}

func checkTexts(t *testing.T, code string, text diagnostic.Text) {
	t.Helper()
	if !japanese.MatchString(text.Ja) {
		t.Errorf("%s: not Japanese: %q", code, text.Ja)
	}
	if text.En == "" || text.En == text.Ja || text.En[len(text.En)-1] != '.' {
		t.Errorf("%s: no English sentence: %q", code, text.En)
	}
}

// A code has one meaning, except where files of two kinds share it.
func TestCodesAreDocumentedOnce(t *testing.T) {
	for _, s := range codes.Subjects() {
		for _, doc := range s.Docs {
			if n := len(codes.Find(doc.Code)); n != 1 && doc.Code != "file-name" {
				t.Errorf("%s is documented %d times", doc.Code, n)
			}
		}
	}
}
