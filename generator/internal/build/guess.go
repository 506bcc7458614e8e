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

// languageOf returns the language of the start page among some; that of most of them where it is short, or where more than
// half of them are in another.
func (r *run) languageOf(pages []source) string {
	var start, sample letters
	votes, voters := make(map[string]int), 0
	for _, e := range pages {
		file, err := r.folder.read(e)
		if err != nil {
			continue
		}
		_, body, _, _ := content.ParsePage(file, content.PageRules{})
		var page letters
		page.count(body)
		sample.add(&page)
		if isStart(e.Entry) {
			start.add(&page)
		}
		if page.all() >= lettersToJudge {
			votes[page.language()]++
			voters++
		}
	}
	const fewestVoters = 5
	language := sample.language()
	if start.all() < lettersToJudge || voters >= fewestVoters && 2*votes[language] > voters {
		return language
	}
	return start.language()
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
