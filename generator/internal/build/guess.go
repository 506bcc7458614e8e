package build

import (
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
	"shirube/generator/internal/render"
	"shirube/generator/internal/site"
)

// A folder without site.yaml names neither its language nor itself. Both are guessed from what is in it, so that its
// pages are not in the language, or under the name, of somebody else.

const (
	sampledPages   = 24      // that a guess reads
	sampledBytes   = 1 << 14 // of each
	lettersToJudge = 400     // fewer say nothing: the language is Japanese then
)

// guessSettings fills in what a folder without site.yaml does not say.
func (r *run) guessSettings(in *inputs, pages []content.Entry) {
	isConfigured := slices.ContainsFunc(r.folder.entries, func(e content.Entry) bool { return e.Kind == content.Settings })
	type key struct {
		configVersion
		listing uint64
	}
	in.settings = step(r, slot{step: "editions"}, key{in.version, in.listing}, func() (content.Site, diagnostic.List) {
		settings, paths := in.settings, make([]string, len(pages))
		for i, e := range pages {
			paths[i] = e.Path
		}
		site.FindEditions(&settings, isConfigured, paths)
		return settings, nil
	})
	if !isConfigured { // who writes ** means emphasis
		in.settings.EastAsianEmphasis = true
	}
	if !isConfigured && in.settings.MainFolder == "" {
		in.settings.Lang = r.guessLanguage(mainPages(&in.settings, pages))
	}
	if in.settings.Title == "" {
		in.folderName = folderName(r.options.Content)
	}
}

// mainPages returns the pages that are of no edition.
func mainPages(settings *content.Site, pages []content.Entry) []content.Entry {
	if len(settings.Editions) == 0 {
		return pages
	}
	return slices.DeleteFunc(slices.Clone(pages), func(e content.Entry) bool { return site.EditionOf(settings, e.Path) != nil })
}

// guessLanguage returns the language of the start page, or of a sample of all pages where that is short.
func (r *run) guessLanguage(pages []content.Entry) string {
	var read []source
	versions := render.Key(0)
	every := max(len(pages)/sampledPages, 1)
	for i, e := range pages {
		if !isStart(e) && i%every != 0 {
			continue
		}
		if src, err := r.folder.version(e); err == nil { // else parsing reports it
			read, versions = append(read, src), versions.With(src.version)
		}
	}
	return step(r, slot{step: "language"}, versions, func() (string, diagnostic.List) { return r.languageOf(read), nil })
}

func isStart(e content.Entry) bool {
	name := strings.ToLower(e.Path)
	return name == "index.md" || name == "_index.md" || name == "readme.md"
}

// languageOf returns the language of the start page among some, or of all of them where that is short.
func (r *run) languageOf(pages []source) string {
	var start, sample letters
	for _, e := range pages {
		file, err := r.folder.read(e)
		if err != nil {
			continue
		}
		_, body, _, _ := content.ParsePage(file, content.PageRules{})
		if isStart(e.Entry) {
			start.count(body)
		}
		sample.count(body)
	}
	if start.all() >= lettersToJudge {
		return start.language()
	}
	return sample.language()
}

// letters counts the letters of a text by script.
type letters struct{ kana, han, hangul, cyrillic, other int }

func (l *letters) count(text []byte) {
	for _, r := range string(text[:min(len(text), sampledBytes)]) {
		switch {
		case !unicode.IsLetter(r):
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			l.kana++
		case unicode.Is(unicode.Han, r):
			l.han++
		case unicode.Is(unicode.Hangul, r):
			l.hangul++
		case unicode.Is(unicode.Cyrillic, r):
			l.cyrillic++
		default:
			l.other++
		}
	}
}

func (l *letters) all() int { return l.kana + l.han + l.hangul + l.cyrillic + l.other }

// language returns the language in which most of a text is likely to be. A Japanese letter says more than one of Latin,
// since technical texts are full of those; Latin alone is taken for English.
func (l *letters) language() string {
	const twentieth = 20
	all := l.all()
	switch {
	case all < lettersToJudge || l.kana > all/twentieth:
		return "ja"
	case l.han > all/twentieth:
		return "zh"
	case l.hangul > all/twentieth:
		return "ko"
	case l.cyrillic > all/2:
		return "ru"
	}
	return "en"
}

// folderName returns the last name of a folder's path that says what is in it; empty for none.
func folderName(folder string) string {
	const general = " content contents docs doc documentation documents src source site website web pages public guide book wiki ja en "
	at, err := filepath.Abs(folder)
	for range 6 {
		name := filepath.Base(at)
		if err != nil || !strings.ContainsFunc(name, unicode.IsLetter) {
			return ""
		}
		if !strings.Contains(general, " "+strings.ToLower(name)+" ") {
			return name
		}
		at = filepath.Dir(at)
	}
	return ""
}
