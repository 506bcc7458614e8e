package search

import (
	"slices"
	"testing"
)

// Signs distinguish operator+ from operator-, and C from C++ and C#; between words they are hyphens and arithmetic.
func TestSignsThatCount(t *testing.T) {
	for text, want := range map[string][]string{
		"operator+ と operator+=":    {"operator+", "operator+="},
		"C++、C#。Objective-C":        {"c++", "c#"},
		".NET --release @media(":    {".net", "--release", "@media"},
		"delete[] x; i++;":          {"delete[]", "i++"},
		"e-mail a+b x=1 v1.2 文。a":   nil,
		"1 + 2 -- 3 a----- b=====c": nil,
	} {
		var got []string
		for at := 0; at < len(text); {
			var term []byte
			if term, at = signedWord(text, at, nil); len(term) > 0 {
				got = append(got, string(term))
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s has %q, want %q", text, got, want)
		}
	}
}

// Words joined by a sign are one where they are typed so: opt-level is not level of an option.
func TestWordsJoinedBySigns(t *testing.T) {
	for text, want := range map[string][]string{
		"std::vector と Rails.error.record": {"std::vector", "rails.error", "error.record"},
		"opt-level=3 e-mail。 a/b":          {"opt-level", "e-mail", "a/b"},
		"this->x snake_case C++ .NET a--b": {"this->x", "snake_case"},
	} {
		var got []string
		for at := 0; at < len(text); {
			_, at = signedWord(text, at, nil)
			if term := joinedWord(text, at, nil); len(term) > 0 {
				got = append(got, string(term))
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s has %q, want %q", text, got, want)
		}
	}
}
