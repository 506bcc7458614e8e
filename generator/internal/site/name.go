package site

import (
	"cmp"
	"slices"
	"strings"

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
	general := []string{"introduction", "home", "index", "overview", "welcome", "readme", "documentation", "docs", "はじめに", "トップ", "ホーム", "目次"}
	if columns(title) > nameLimit || slices.Contains(general, strings.ToLower(title)) || strings.Contains(title, "{{") {
		return ""
	}
	return title
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
