package site

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"shirube/generator/internal/content"
)

// stem returns a path without its ending; day.html.md, as Middleman has it, is day.
func stem(p string) string { return strings.TrimSuffix(strings.TrimSuffix(p, path.Ext(p)), ".html") }

// folderOf returns the folder of a path, "" for the root.
func folderOf(p string) string {
	dir := path.Dir(p)
	if dir == "." {
		return ""
	}
	return dir
}

// isIndex reports whether a file may be its folder's page, by its name.
func isIndex(p string) bool {
	switch strings.ToLower(stem(path.Base(p))) {
	case "index", "_index", "readme":
		return true
	}
	return false
}

// isIndex reports whether the page at a path without edition is its folder's page. A README is one
// where the folder has no index.
func (l *linker) isIndex(base string) bool {
	if !isIndex(base) || !strings.EqualFold(stem(path.Base(base)), "readme") {
		return isIndex(base)
	}
	return !l.hasDocument(path.Join(folderOf(base), "index.md")) && !l.hasDocument(path.Join(folderOf(base), "_index.md"))
}

// address returns the URL and the output file of a page by its path without edition. An index page
// has its folder's address.
func address(base, edition string, index bool) (pageURL, output string) {
	dir := folderOf(base)
	if !index {
		dir = path.Join(dir, stem(path.Base(base)))
	}
	dir = strings.ReplaceAll(path.Join(edition, strings.TrimPrefix(dir, "_")), " ", "-") // _posts
	if dir == "" || dir == "." {
		return "/", "index.html"
	}
	return "/" + dir + "/", dir + "/index.html"
}

// EscapePath percent-encodes a site path for use in a URL; Japanese letters stay readable as
// browsers show them, so only what has a meaning in URLs is encoded.
func EscapePath(p string) string {
	if !strings.ContainsFunc(p, needsEscape) {
		return p
	}
	segments := strings.Split(p, "/")
	for i, s := range segments {
		segments[i] = url.PathEscape(s)
	}
	return strings.Join(segments, "/")
}

func needsEscape(r rune) bool {
	return r > 0x7e || r <= ' ' || strings.ContainsRune(`%?#"<>\^{|}[]'&`+"`", r)
}

// knownLanguages are the codes of name.CODE.md where site.yaml declares no editions
// and name.md exists beside it.
func knownLanguages() []string {
	return []string{"ja", "en", "zh", "ko", "fr", "de", "es", "pt", "it", "ru", "vi", "th", "id", "tl", "ne", "my"}
}

// splitEdition splits name.en.md into name.md and en. A suffix that is no edition belongs
// to the name.
func (l *linker) splitEdition(p string) (base, edition string) {
	ext := path.Ext(p)
	stem := strings.TrimSuffix(p, ext)
	code := strings.TrimPrefix(path.Ext(stem), ".")
	if code == "" || strings.Contains(code, "/") {
		return p, ""
	}
	base = strings.TrimSuffix(stem, "."+code) + ext
	if slices.ContainsFunc(l.in.Settings.Editions, func(e content.Edition) bool { return e.Code == code }) {
		return base, code
	}
	if len(l.in.Settings.Editions) == 0 && slices.Contains(knownLanguages(), code) && l.hasDocument(base) {
		return base, code
	}
	return p, ""
}

func (l *linker) hasDocument(p string) bool {
	if l.documents == nil {
		l.documents = make(map[string]bool, len(l.in.Summaries))
		for _, d := range l.in.Summaries {
			l.documents[d.Path] = true
		}
	}
	return l.documents[p]
}

// folderLanguages are the codes after which folders of translations are named.
const folderLanguages = " ar bg bn ca cs da de el en es et fa fi fr he hi hr hu id it " +
	"ja ka km ko lt lv ms my nb ne nl no pl pt ro ru sk sl sr sv ta th tl tr uk ur vi zh "

// findLanguages finds the top folders of a site without editions that are named after languages: ja,
// pt-br, zh-TW. A single one may have its name by chance.
func (l *linker) findLanguages() {
	l.languages = make(map[string]string)
	if len(l.in.Settings.Editions) > 0 {
		return
	}
	for _, s := range l.in.Summaries {
		folder, _, nested := strings.Cut(s.Path, "/")
		code, region, _ := strings.Cut(strings.ReplaceAll(folder, "_", "-"), "-")
		if nested && strings.Contains(folderLanguages, " "+code+" ") && len(region) <= len("Hant") {
			l.languages[folder] = strings.ReplaceAll(folder, "_", "-")
		}
	}
	if len(l.languages) < 2 {
		clear(l.languages)
	}
}

// folderLanguage returns the language that a page's top folder is named after; empty for none.
func (l *linker) folderLanguage(p string) string {
	folder, _, _ := strings.Cut(p, "/")
	return l.languages[folder]
}
