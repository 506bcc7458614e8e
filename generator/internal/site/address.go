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

// isIndex reports whether the page at a place is its folder's page. A README is one where the folder has no index.
func (l *linker) isIndex(at place) bool {
	if !isIndex(at.base) || !strings.EqualFold(stem(path.Base(at.base)), "readme") {
		return isIndex(at.base)
	}
	folder := path.Join(at.folder, folderOf(at.rest))
	return !l.hasDocument(path.Join(folder, "index.md")) && !l.hasDocument(path.Join(folder, "_index.md"))
}

// NotFound is the file that hosts show for addresses that lead nowhere.
const NotFound = "404.html"

// address returns the URL and the output file of a page by its path without edition, and what comes before it. An index
// page has its folder's address.
func address(base, above string, index bool) (pageURL, output string) {
	if base == "404.md" && above == "" { // where hosts look for it
		return "/" + NotFound, NotFound
	}
	dir := folderOf(base)
	if !index {
		dir = path.Join(dir, stem(path.Base(base)))
	}
	dir = strings.ReplaceAll(path.Join(above, strings.TrimPrefix(dir, "_")), " ", "-") // _posts
	if dir == "" || dir == "." {
		return "/", "index.html"
	}
	return "/" + dir + "/", dir + "/index.html"
}

// EscapePath percent-encodes a site path for use in a URL; Japanese letters stay readable as
// browsers show them, so only what has a meaning in URLs is encoded.
func EscapePath(p string) string {
	at := 0
	for at < len(p) && !needsEscape(p[at]) {
		at++
	}
	if at == len(p) {
		return p
	}
	segments := strings.Split(p, "/")
	for i, s := range segments {
		segments[i] = url.PathEscape(s)
	}
	return strings.Join(segments, "/")
}

// needsEscape reports whether a byte cannot be in the path of a URL as it is.
func needsEscape(b byte) bool {
	switch b {
	case '%', '?', '#', '"', '<', '>', '\\', '^', '{', '|', '}', '[', ']', '\'', '&', '`':
		return true
	}
	return b > 0x7e || b <= ' '
}

// A place is the position of a page in the site, by its path.
type place struct {
	base    string // the path without edition
	edition string
	folder  string // of the language: ja of ja/day.md; empty for day.ja.md
	rest    string // the path in that folder
	above   string // what comes before rest in the address
}

// placeOf splits ja/day.md, and day.ja.md, into day.md and ja. A suffix or a folder that is no edition belongs to the name.
func (l *linker) placeOf(p string) place {
	if f, rest := l.languageFolder(p); f != nil && rest != "" {
		return place{path.Join(f.Base, rest), f.Code, f.Path, rest, f.Address}
	}
	base, code := cutSuffix(p)
	i := slices.IndexFunc(l.in.Settings.Editions, func(e content.Edition) bool { return e.Code == code })
	if code == "" || i < 0 || l.in.Settings.Editions[i].Found && !l.hasDocument(base) {
		return place{base: p, rest: p}
	}
	return place{base: base, edition: code, rest: base, above: code}
}

// languageFolder returns the folder of a language that has a path, and the rest of the path.
func (l *linker) languageFolder(p string) (*content.EditionFolder, string) {
	top, _, _ := strings.Cut(p, "/")
	for i, f := range l.folders[top] {
		if rest, ok := strings.CutPrefix(p, f.Path); ok && (rest == "" || rest[0] == '/') {
			return &l.folders[top][i], strings.TrimPrefix(rest, "/")
		}
	}
	return nil, ""
}

// addFolder adds a folder of a language, unless another one has its path.
func (l *linker) addFolder(f content.EditionFolder) {
	top, _, _ := strings.Cut(f.Path, "/")
	if !slices.ContainsFunc(l.folders[top], func(other content.EditionFolder) bool { return other.Path == f.Path }) {
		l.folders[top] = append(l.folders[top], f)
	}
}

// cutSuffix splits day.ja.md into day.md and ja.
func cutSuffix(p string) (base, code string) {
	ext := path.Ext(p)
	stem := strings.TrimSuffix(p, ext)
	code = strings.TrimPrefix(path.Ext(stem), ".")
	if code == "" {
		return p, ""
	}
	return strings.TrimSuffix(stem, "."+code) + ext, code
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

// findLanguages finds the folders that hold editions. On a site without any it finds top folders that are named after
// languages: ja, pt-br, zh-TW. A single one may have its name by chance.
func (l *linker) findLanguages() {
	l.languages, l.folders = make(map[string]string), make(map[string][]content.EditionFolder)
	for _, f := range l.in.Settings.Folders {
		l.addFolder(f)
	}
	if main := l.in.Settings.MainFolder; main != "" {
		l.addFolder(content.EditionFolder{Path: main, Address: main})
	}
	for _, e := range l.in.Settings.Editions {
		l.addFolder(content.EditionFolder{Path: e.Code, Code: e.Code, Address: e.Code})
	}
	if len(l.in.Settings.Editions) > 0 {
		return
	}
	for _, s := range l.in.Summaries {
		if folder, _, nested := strings.Cut(s.Path, "/"); nested && languageName(folder) != "" {
			l.languages[folder] = languageTag(folder)
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
