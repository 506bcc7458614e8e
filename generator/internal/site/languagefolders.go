package site

import (
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"shirube/generator/internal/content"
)

// findLanguageFolders finds the folders of languages: at the top (ja/a.md), below another folder (docs/ja/a.md), where
// Docusaurus keeps translations (i18n/ja/docusaurus-plugin-content-docs/current/a.md), or with a language behind the name
// of another (pages.ja/a.md). It returns what the folder of the main language is named after, empty for none, and the
// codes of the others.
func findLanguageFolders(settings *content.Site, isConfigured bool, pages []string) (main string, others []string) {
	f := findFolders(pages)
	if main, others = f.editions(settings.Lang, isConfigured); main != "" || len(others) > 0 {
		settings.MainFolder = main
		return main, others
	}
	if settings.Folders = docusaurusFolders(pages); len(settings.Folders) == 0 {
		settings.Folders = suffixFolders(pages)
	}
	if len(settings.Folders) > 0 {
		for _, f := range settings.Folders {
			others = append(others, f.Code)
		}
		return "", others
	}
	for _, above := range foldersOfLanguages(pages) {
		if main, others = belowFolder(settings, isConfigured, pages, above); len(others) > 0 {
			return main, others
		}
	}
	return "", nil
}

// docusaurusFolder is a folder of translations, with the language, the plugin, its instance and the version.
var docusaurusFolder = regexp.MustCompile(`^(?:.*/)?i18n/([A-Za-z-]+)/docusaurus-plugin-content-(docs|blog|pages)(?:-([\w-]+))?(?:/(current|version-[^/]+))?/`)

// docusaurusFolders finds the folders in which Docusaurus has translations.
func docusaurusFolders(pages []string) []content.EditionFolder {
	var found []content.EditionFolder
	last := ""
	for _, p := range pages {
		m := docusaurusFolder.FindStringSubmatch(p)
		if m == nil || m[0] == last || languageName(m[1]) == "" {
			continue
		}
		last = m[0]
		base := m[2]
		switch version, isVersion := strings.CutPrefix(m[4], "version-"); {
		case base == "pages":
			base = "src/pages"
		case m[3] != "" && isVersion:
			base = m[3] + "_versioned_docs/version-" + version
		case m[3] != "":
			base = m[3]
		case isVersion:
			base = "versioned_docs/version-" + version
		}
		top, _, _ := strings.Cut("/"+p, "/i18n/")
		base = path.Join(strings.TrimPrefix(top, "/"), base)
		if !hasFolder(pages, base) && base == "docs" {
			base = ""
		}
		f := content.EditionFolder{Path: strings.TrimSuffix(m[0], "/"), Code: m[1], Base: base, Address: path.Join(m[1], base)}
		found = append(found, f)
	}
	return found
}

// suffixFolders finds pages.ja and pages.pt_BR beside pages, where they hold the same pages.
func suffixFolders(pages []string) []content.EditionFolder {
	byTop := make(map[string]map[string]bool)
	for _, p := range pages {
		if top, rest, nested := strings.Cut(p, "/"); nested {
			if byTop[top] == nil {
				byTop[top] = make(map[string]bool)
			}
			byTop[top][pageName(rest)] = true
		}
	}
	var found []content.EditionFolder
	for _, top := range slices.Sorted(maps.Keys(byTop)) {
		base, code, _ := strings.Cut(top, ".")
		if languageName(code) == "" || byTop[base] == nil {
			continue
		}
		if same, hasText := shared(byTop[top], byTop[base]); hasText && 2*same >= len(byTop[top]) {
			found = append(found, content.EditionFolder{Path: top, Code: code, Base: base, Address: code + "/" + base})
		}
	}
	return found
}

// foldersOfLanguages returns the folders that hold some named after languages, those with most pages first.
func foldersOfLanguages(pages []string) []string {
	const deepest = 5
	count := make(map[string]int)
	for _, p := range pages {
		parts := strings.Split(p, "/")
		for i := 1; i < min(len(parts)-1, deepest); i++ {
			if languageName(parts[i]) != "" {
				count[strings.Join(parts[:i], "/")]++
				break
			}
		}
	}
	const most = 20
	found := slices.SortedFunc(maps.Keys(count), func(a, b string) int { return strings.Compare(a, b) })
	slices.SortStableFunc(found, func(a, b string) int { return count[b] - count[a] })
	return found[:min(len(found), most)]
}

// belowFolder finds the folders of languages in one folder. The main language is in one of them, beside them in that folder
// (docs/a.md, docs/ja/a.md), or outside of it (a.md, translations/ja/a.md).
func belowFolder(settings *content.Site, isConfigured bool, pages []string, above string) (main string, others []string) {
	var inside, outside []string
	for _, p := range pages {
		if rest, ok := strings.CutPrefix(p, above+"/"); ok {
			inside = append(inside, rest)
		} else {
			outside = append(outside, p)
		}
	}
	base, f := "", findFolders(inside)
	f.isBelow = true
	beside := f.outside
	f.outside = make(map[string]bool)
	for _, p := range outside {
		f.outside[pageName(p)] = true
	}
	if main, others = f.editions(settings.Lang, isConfigured); main != "" || len(others) == 0 {
		base, f.outside = above, beside
		main, others = f.editions(settings.Lang, isConfigured)
	}
	if len(others) == 0 {
		return "", nil
	}
	if main != "" && len(outside)+len(beside) == 0 {
		base = ""
	}
	if main != "" {
		settings.MainFolder = above + "/" + main
		settings.Folders = append(settings.Folders, content.EditionFolder{Path: settings.MainFolder, Base: base, Address: settings.MainFolder})
	}
	for _, code := range others {
		folder := above + "/" + code
		settings.Folders = append(settings.Folders, content.EditionFolder{Path: folder, Code: code, Base: base, Address: folder})
	}
	return main, others
}
