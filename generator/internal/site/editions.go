package site

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"

	"shirube/generator/internal/content"
)

// FindEditions completes what site.yaml says of languages by the names of pages, which are sorted. A declared edition may
// have a folder of its own, and so the main language has one that is named after it. Where site.yaml has no editions,
// they are those of name.CODE.md beside name.md and, on a lenient site, of folders that are named after languages and hold
// the same pages. Without site.yaml the main language is that of the folder with most pages.
func FindEditions(settings *content.Site, isConfigured bool, pages []string) {
	if settings.NamesEditions {
		settings.MainFolder = declaredFolder(settings, pages)
		return
	}
	codes := suffixCodes(pages)
	if !settings.Strict {
		main, folders := findLanguageFolders(settings, isConfigured, pages)
		codes = append(codes, folders...)
		if main != "" && !isConfigured {
			settings.Lang = languageTag(main)
		}
	}
	slices.Sort(codes)
	for _, code := range slices.Compact(codes) {
		if code != path.Base(settings.MainFolder) {
			settings.Editions = append(settings.Editions, content.Edition{Code: code, Lang: languageTag(code), Name: languageName(code), Found: true})
		}
	}
}

// EditionOf returns the edition that a page's path names by its folder or its suffix; nil for the main language.
func EditionOf(settings *content.Site, page string) *content.Edition {
	for _, f := range settings.Folders {
		if rest, ok := strings.CutPrefix(page, f.Path); ok && strings.HasPrefix(rest, "/") {
			i := slices.IndexFunc(settings.Editions, func(e content.Edition) bool { return e.Code == f.Code })
			if i < 0 {
				return nil
			}
			return &settings.Editions[i]
		}
	}
	folder, _, _ := strings.Cut(page, "/")
	_, suffix := cutSuffix(page)
	for i := range settings.Editions {
		if e := &settings.Editions[i]; e.Code == folder || e.Code == suffix {
			return e
		}
	}
	return nil
}

// declaredFolder returns the folder of the main language of a site whose editions have folders; empty for none.
func declaredFolder(settings *content.Site, pages []string) string {
	hasFolder := func(name string) bool { return hasFolder(pages, name) }
	isInFolder := func(e content.Edition) bool { return hasFolder(e.Code) }
	if slices.ContainsFunc(settings.Editions, isInFolder) && hasFolder(settings.Lang) {
		return settings.Lang
	}
	return ""
}

func hasFolder(pages []string, name string) bool {
	i, _ := slices.BinarySearch(pages, name+"/")
	return i < len(pages) && strings.HasPrefix(pages[i], name+"/")
}

// suffixCodes returns the languages of name.CODE.md beside name.md.
func suffixCodes(pages []string) []string {
	var codes []string
	for _, p := range pages {
		base, code := cutSuffix(p)
		if code == "" || slices.Contains(codes, code) || languageName(code) == "" {
			continue
		}
		if _, ok := slices.BinarySearch(pages, base); ok {
			codes = append(codes, code)
		}
	}
	return codes
}

// languageFolders are the pages in folders that are named after languages, and the others, by paths without ending.
type languageFolders struct {
	pages   map[string]map[string]bool // by folder
	outside map[string]bool
	isBelow bool // not top folders, whose names are words more often
}

func findFolders(pages []string) languageFolders {
	f := languageFolders{pages: make(map[string]map[string]bool), outside: make(map[string]bool)}
	for _, p := range pages {
		if folder, _, nested := strings.Cut(p, "/"); nested && f.pages[folder] == nil && languageName(folder) != "" {
			f.pages[folder] = make(map[string]bool)
		}
	}
	if len(f.pages) == 0 {
		return f
	}
	for _, p := range pages {
		folder, rest, _ := strings.Cut(p, "/")
		if f.pages[folder] != nil {
			f.pages[folder][pageName(rest)] = true
		} else {
			f.outside[pageName(p)] = true
		}
	}
	return f
}

// pageName returns a path without ending; all that may be a folder's page have one name.
func pageName(p string) string {
	if isIndex(p) {
		return path.Join(folderOf(p), "index")
	}
	return stem(p)
}

// editions returns the folder of the main language, empty for the root, and the folders of the others.
func (f languageFolders) editions(lang string, isConfigured bool) (main string, others []string) {
	names := slices.Sorted(maps.Keys(f.pages))
	const fewest = 3 // languages that are sure without Japanese and English
	if f.isBelow && len(names) < fewest && !slices.Contains(names, "ja") && !slices.Contains(names, "en") {
		return "", nil
	}
	for _, name := range names { // the main language is at the root
		if same, hasText := shared(f.pages[name], f.outside); 2*same >= len(f.pages[name]) && hasText {
			others = append(others, name)
		}
	}
	if len(others) > 0 {
		return "", append(others, f.translationsOf(others, names)...)
	}
	together := f.translations(names)
	if len(together) == 0 {
		return f.only(lang, isConfigured), nil
	}
	main = f.largest(together)
	if isConfigured {
		i := slices.IndexFunc(together, func(name string) bool { return strings.EqualFold(languageTag(name), lang) })
		if i < 0 {
			return "", nil
		}
		main = together[i]
	}
	return main, slices.DeleteFunc(together, func(name string) bool { return name == main })
}

// shared counts the pages that two folders both have, and reports whether one of them is not the start page.
func shared(a, b map[string]bool) (same int, hasText bool) {
	for name := range a {
		if b[name] {
			same++
			hasText = hasText || name != "index"
		}
	}
	return same, hasText
}

// translationsOf returns the folders that have pages of the known ones.
func (f languageFolders) translationsOf(known, names []string) []string {
	var more []string
	for _, name := range names {
		isTranslation := func(of string) bool {
			same, _ := shared(f.pages[name], f.pages[of])
			return 2*same >= len(f.pages[name])
		}
		if !slices.Contains(known, name) && slices.ContainsFunc(known, isTranslation) {
			more = append(more, name)
		}
	}
	return more
}

// translations returns the folders that have half of their pages, or of those of another, in common with it. A start page
// alone, as it and hr may both have, is no sign.
func (f languageFolders) translations(names []string) []string {
	var found []string
	isSure := slices.Contains(names, "ja") || slices.Contains(names, "en")
	for _, name := range names {
		isTranslation := func(of string) bool {
			same, hasText := shared(f.pages[name], f.pages[of])
			return name != of && 2*same >= min(len(f.pages[name]), len(f.pages[of])) && (hasText || isSure)
		}
		if slices.ContainsFunc(names, isTranslation) {
			found = append(found, name)
		}
	}
	return found
}

// largest returns the folder with most pages; Japanese or English where they have nearly as many.
func (f languageFolders) largest(names []string) string {
	const nearly = 0.8 // of the pages of the largest
	largest := slices.MaxFunc(names, func(a, b string) int {
		return cmp.Or(len(f.pages[a])-len(f.pages[b]), strings.Compare(b, a))
	})
	preferred, most := "", nearly*float64(len(f.pages[largest]))
	for _, name := range []string{"en", "ja"} { // the last that has most
		if n := float64(len(f.pages[name])); slices.Contains(names, name) && n >= most {
			preferred, most = name, n
		}
	}
	return cmp.Or(preferred, largest)
}

// only returns the single folder of a language that has nearly all pages of a site without a start page.
func (f languageFolders) only(lang string, isConfigured bool) string {
	const nearlyAll = 10 // pages in the folder for each outside
	for name, pages := range f.pages {
		if f.isBelow {
			return ""
		}
		isOther := isConfigured && !strings.EqualFold(languageTag(name), lang)
		if len(f.pages) == 1 && len(pages) >= nearlyAll*len(f.outside) && !f.outside["index"] && !isOther {
			return name
		}
	}
	return ""
}

// languageTag returns the BCP 47 tag of a file's or folder's name: zh-TW of zh_TW. Some are named after countries.
func languageTag(name string) string {
	switch strings.ToLower(name) {
	case "cn":
		return "zh-CN"
	case "tw":
		return "zh-TW"
	case "jp":
		return "ja"
	case "kr":
		return "ko"
	case "ua":
		return "uk"
	case "cz":
		return "cs"
	case "vn":
		return "vi"
	}
	return strings.ReplaceAll(name, "_", "-")
}

// languageName returns what the language that a file or folder is named after is called in itself: ja, pt-br, zh_TW. It is
// empty for other names.
func languageName(name string) string {
	const names = "ar=العربية bg=Български bn=বাংলা ca=Català cs=Čeština da=Dansk de=Deutsch el=Ελληνικά en=English es=Español " +
		"et=Eesti fa=فارسی fi=Suomi fr=Français he=עברית hi=हिन्दी hr=Hrvatski hu=Magyar id=Indonesia it=Italiano ja=日本語 ka=ქართული " +
		"km=ខ្មែរ ko=한국어 lt=Lietuvių lv=Latviešu ms=Melayu my=မြန်မာ nb=Norsk ne=नेपाली nl=Nederlands no=Norsk pl=Polski " +
		"pt=Português ro=Română ru=Русский sk=Slovenčina sl=Slovenščina sr=Српски sv=Svenska ta=தமிழ் th=ไทย tl=Tagalog tr=Türkçe " +
		"uk=Українська ur=اردو vi=Tiếng-Việt zh=中文 "
	language, region, hasRegion := strings.Cut(languageTag(name), "-")
	_, rest, found := strings.Cut(" "+names, " "+language+"=")
	own, _, _ := strings.Cut(rest, " ")
	own = strings.ReplaceAll(own, "-", " ")
	switch {
	case !found || hasRegion && !isRegion(region):
		return ""
	case language == "zh" && slices.Contains([]string{"cn", "hans", "sg"}, strings.ToLower(region)):
		return "简体中文"
	case language == "zh" && hasRegion:
		return "繁體中文"
	case hasRegion:
		return own + " (" + strings.ToUpper(region) + ")"
	}
	return own
}

// isRegion reports whether a text is a subtag of a region or script: br, 419, Hant.
func isRegion(text string) bool {
	isLetter := func(r rune) bool { return 'a' <= r|0x20 && r|0x20 <= 'z' }
	isDigit := func(r rune) bool { return '0' <= r && r <= '9' }
	only := func(is func(rune) bool) bool { return !strings.ContainsFunc(text, func(r rune) bool { return !is(r) }) }
	return (len(text) == 2 || len(text) == 4) && only(isLetter) || len(text) == 3 && only(isDigit)
}
