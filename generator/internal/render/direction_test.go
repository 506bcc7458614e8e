package render

import (
	"html/template"
	"testing"
)

// English words on an Arabic page run from the left, so that their full stops stay behind them; a title has no tags.
func TestWordsOfAnotherLanguageHaveTheirDirection(t *testing.T) {
	for voice, want := range map[string]string{
		"ar": `<span lang="en" dir="ltr">Moved.</span>`,
		"fr": `<span lang="en">Moved.</span>`,
	} {
		l := Localizer{voice: voice, strings: Strings{"moved": "Moved."}, fallbacks: map[string]string{"moved": "en"}}
		if text, err := l.T("moved"); err != nil || string(text.(template.HTML)) != want {
			t.Errorf("%s: %v, %v", voice, text, err)
		}
		if text, _ := l.Text("moved"); text != "Moved." {
			t.Errorf("%s: the title is %q", voice, text)
		}
	}
}
