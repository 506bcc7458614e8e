package site

import (
	"fmt"
	"path"
	"slices"

	"shirube/generator/internal/content"
	"shirube/generator/internal/markdown"
)

// A FootLink is a link at the foot of each page.
type FootLink struct {
	Title   string
	Page    *Page  // nil for others
	File    string // content file; empty for others
	Outside string // address of another site; empty for others
}

// appearance resolves the files and links of the site's appearance.
func (l *linker) appearance() {
	settings := l.in.Settings
	l.site.Logo = l.settingsPicture(settings.Logo)
	for _, sheet := range settings.CSS {
		if _, ok := l.files[sheet.Value]; !ok {
			l.report(l.severity(), "css-missing", sheet.Span, fmt.Sprintf("スタイルシート「%s」がありません。", sheet.Value), "内容のフォルダーから見た場所を書いてください。")
		}
	}
	l.site.FootLinks = map[string][]FootLink{"": l.footLinks(settings.Links, "")}
	for _, e := range settings.Editions {
		links := e.Links
		if links == nil {
			links = settings.Links
		}
		l.site.FootLinks[e.Code] = l.footLinks(links, e.Code)
	}
}

// footLinks resolves the links at the foot of an edition's pages. Those that lead nowhere are left out.
func (l *linker) footLinks(links []content.FooterLink, edition string) []FootLink {
	var resolved []FootLink
	for _, link := range links {
		t := l.target(&Page{Path: content.SettingsPath, Edition: edition}, markdown.Link{Destination: link.URL.Value, Span: link.URL.Span})
		switch {
		case t.Kind == External:
			resolved = append(resolved, FootLink{Title: link.Title, Outside: link.URL.Value})
		case t.Page != nil:
			resolved = append(resolved, FootLink{Title: link.Title, Page: t.Page})
		case t.Kind == ToFile:
			resolved = append(resolved, FootLink{Title: link.Title, File: t.File})
		}
	}
	return resolved
}

// isPublished reports whether a content file is published though nothing refers to it: one that is neither picture nor
// configuration, and icons that browsers load by name. With raw HTML every picture is, since HTML may name it.
func (l *linker) isPublished(f content.Entry) bool {
	switch f.Kind {
	case content.Other:
		isStyle := func(sheet content.Text) bool { return path.Clean(sheet.Value) == f.Path }
		return !slices.ContainsFunc(l.in.Settings.CSS, isStyle)
	case content.Image:
		return l.in.Settings.RawHTML || f.Path == "favicon.svg" || f.Path == "apple-touch-icon.png"
	}
	return false
}
