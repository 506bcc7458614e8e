package site

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// siteName gives a site without a title one: that of its start page where it may be a name, else that of its folder.
func (l *linker) siteName() {
	if l.in.Settings.Title != "" {
		return
	}
	name := ""
	if home := l.site.Home; home != nil && !home.Generated {
		name = nameIn(cmp.Or(home.Summary.Front.Title, home.Summary.Title))
	}
	l.in.Settings.Title = cmp.Or(name, l.in.FolderName, "しるべ")
	l.site.Settings.Title = l.in.Settings.Title
	for _, p := range l.root.pages {
		if p.Summary.Front.NavTitle == "" && (name != "" && p.Edition == "" || columns(p.Title) > nameLimit) {
			p.listTitle = l.in.Settings.Title
		}
		p.Title = cmp.Or(p.Title, l.in.Settings.Title)
	}
}

// nameLimit is how many columns the name of a site may take at the head of a page.
const nameLimit = 32

// nameIn returns the name in the title of a start page, such as Vue.js in "Vue.js - The Progressive JavaScript Framework";
// empty where there is none.
func nameIn(title string) string {
	for _, separator := range []string{" - ", " – ", " — ", " | ", ": ", " (", "（", "｜"} {
		if columns(title) > nameLimit {
			title, _, _ = strings.Cut(title, separator)
		}
	}
	if columns(title) > nameLimit || isGeneral(title) || strings.Contains(title, "{{") {
		return ""
	}
	return title
}

// isGeneral reports whether a title says nothing of what is on a page.
func isGeneral(title string) bool {
	general := []string{
		"introduction", "intro", "home", "index", "overview", "welcome", "readme", "documentation", "docs", "contents", "table of contents",
		"はじめに", "トップ", "ホーム", "目次", "概要",
	}
	return slices.Contains(general, strings.ToLower(title))
}

// sectionName returns what a folder is called in menus where the title of its page would fit any folder; empty otherwise.
func (p *Page) sectionName(title string) string {
	if p.Generated || p.node == nil || p.node.parent == nil || len(p.node.children) == 0 || !isGeneral(title) {
		return ""
	}
	key := p.node.key
	if rest, ok := cutNumber(key); ok {
		key = rest
	}
	name := nameOf(key+".md", false)
	if isGeneral(name) {
		return ""
	}
	first, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(first)) + name[size:]
}

// columns returns how wide a text is: letters as wide as kanji count twice.
func columns(text string) int {
	n := 0
	for _, r := range text {
		if kind := width.LookupRune(r).Kind(); kind == width.EastAsianWide || kind == width.EastAsianFullwidth {
			n++
		}
		n++
	}
	return n
}
