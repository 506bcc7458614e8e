package search

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

// normalized returns a normalized text with blanks between words.
func normalized(f *Normalizer, text string) string {
	var b strings.Builder
	for _, c := range f.Append(nil, text) {
		if c == boundary {
			c = ' '
		}
		b.WriteRune(rune(c))
	}
	return b.String()
}

// A word is found however it is written.
func TestNormalizingOfTheTable(t *testing.T) {
	table, err := os.ReadFile("testdata/fold.txt")
	if err != nil {
		t.Fatal(err)
	}
	f := NewNormalizer()
	for line := range strings.Lines(string(table)) {
		text, want, ok := strings.Cut(strings.TrimSuffix(line, "\n"), " | ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		if got := normalized(f, text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

func TestNormalizingTwiceChangesNothing(t *testing.T) {
	f := NewNormalizer()
	standsForAnother := func(r rune) bool { return r >= 0xE000 && r < 0xF000 }
	for r := range rune(0x10000) {
		once := normalized(f, "あ"+string(r)+"ア")
		if utf8.ValidRune(r) && !strings.ContainsFunc(once, standsForAnother) && once != normalized(f, once) {
			t.Errorf("%q becomes %q, then %q", r, once, normalized(f, once))
		}
	}
}

// FuzzNormalize looks for texts that fold into something that no query could be.
func FuzzNormalize(f *testing.F) {
	for _, seed := range []string{"受給者証ﾊﾟｿｺﾝ", "1,2,", "ー々゛", "サ―\u3099", "\xff\xe3\x81", "e\u0301A型", "🗾\u200d"} {
		f.Add(seed)
	}
	normalizer := NewNormalizer()
	f.Fuzz(func(t *testing.T, text string) {
		letters := normalizer.Append(nil, text)
		for i, c := range letters {
			switch {
			case c == boundary && (i == 0 || i == len(letters)-1 || letters[i-1] == boundary):
				t.Errorf("%q: a boundary at place %d of %d parts nothing", text, i, len(letters))
			case c == dropped || c == special:
				t.Errorf("%q: place %d is no letter", text, i)
			}
		}
	})
}
