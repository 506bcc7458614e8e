package render

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
)

// shownStrings is how many missing words a finding names.
const shownStrings = 10

// For returns the theme for a site: words that the language of a declared edition lacks are in the site's language, and those that
// the site's own lacks in English. It reports the languages that lack some.
func (t *Theme) For(settings *content.Site) (*Theme, diagnostic.List) {
	fallback := map[string]string{settings.Lang: "en"}
	for _, e := range settings.Editions {
		if !e.Found && e.Lang != settings.Lang {
			fallback[e.Lang] = settings.Lang
		}
	}
	own := &Theme{templates: t.templates, layouts: t.layouts, readsData: t.readsData, strings: t.strings, fallback: fallback}
	own.digest = digestOf(struct {
		theme    Key
		fallback map[string]string
	}{t.digest, fallback})
	var found diagnostic.List
	for _, lang := range slices.Sorted(maps.Keys(fallback)) {
		if _, err := language.Parse(lang); err != nil {
			continue // has been reported
		}
		if missing := own.missingIn(lang); len(missing) > 0 {
			found = append(found, missingStrings(lang, fallback[lang], missing))
		}
	}
	return own, found
}

// missingIn returns the keys of the words that a language should have: those that Japanese and English both have.
func (t *Theme) missingIn(lang string) []string {
	var missing []string
	for _, key := range slices.Sorted(maps.Keys(t.strings["ja"])) {
		_, inEnglish := t.strings["en"][key]
		_, own := t.strings[lang][key]
		_, ofPrimary := t.strings[primary(lang)][key]
		if inEnglish && !own && !ofPrimary {
			missing = append(missing, key)
		}
	}
	return missing
}

func missingStrings(lang, fallback string, missing []string) diagnostic.Diagnostic {
	names := strings.Join(missing[:min(len(missing), shownStrings)], ", ")
	if rest := len(missing) - shownStrings; rest > 0 {
		names += fmt.Sprintf(" ほか %d", rest)
	}
	shown := "サイトの言語"
	if fallback == "en" {
		shown = "英語"
	}
	return diagnostic.Diagnostic{
		Severity: diagnostic.Advice, Code: "strings-missing", Span: diagnostic.InFile("strings/" + lang + ".yaml"),
		Message:    fmt.Sprintf("「%s」の画面の言葉が %d 足りません（%s）。", lang, len(missing), names),
		Suggestion: "テーマの strings/" + lang + ".yaml に「名前: 言葉」を書いてください。足りない言葉は、" + shown + "で出ます。",
	}
}
