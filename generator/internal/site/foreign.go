package site

import (
	"path"
	"regexp"
	"strings"

	"shirube/generator/internal/content"
	"shirube/generator/internal/markdown"
)

// Other generators resolve links against the address of a page, not its file, put the folder of pages below some
// address, and leave numbers for the order out of addresses. A lenient site tries these readings of a dangling link.

var orderNumber = regexp.MustCompile(`(^|/)\d+(?:\.|-|_)[ ]*([^/])`)

// looseAddress is an address without ending, order numbers and letter case.
func looseAddress(address string) string {
	address = strings.ToLower(strings.Trim(address, "/"))
	for _, ending := range []string{".html", ".md", ".mdx", ".markdown"} {
		address = strings.TrimSuffix(address, ending)
	}
	for _, index := range []string{"index", "_index", "readme"} {
		if address == index || strings.HasSuffix(address, "/"+index) {
			address = strings.TrimSuffix(strings.TrimSuffix(address, index), "/")
		}
	}
	if hasOrderNumber(address) {
		address = orderNumber.ReplaceAllString(address, "$1$2")
	}
	return strings.ReplaceAll(address, " ", "-")
}

// hasOrderNumber reports whether a name on a path may begin with a number for the order. Most do not, and the expression
// takes longer than all else about a link.
func hasOrderNumber(address string) bool {
	for name := range strings.SplitSeq(address, "/") {
		rest := strings.TrimLeft(name, "0123456789")
		if len(rest) < len(name) && rest != "" && strings.Contains(".-_", rest[:1]) {
			return true
		}
	}
	return false
}

// foreignAddress resolves a link as other generators do.
func (l *linker) foreignAddress(p *Page, link markdown.Link) Target {
	address, fragment, _ := strings.Cut(link.Destination, "#")
	address, query, _ := strings.Cut(address, "?")
	address = unescape(address)
	if link.ByName || address == "" {
		return Target{}
	}
	if link.Picture {
		return l.foreignPicture(p, address)
	}
	for _, name := range readings(p, address) {
		if file := l.fileAt(name); file != "" {
			l.used = append(l.used, file)
			return Target{Kind: ToFile, File: file, Fragment: fragment, Query: query}
		}
		if page := l.looseAt(name, p.Edition); page != nil {
			return Target{Kind: ToPage, Page: page, Fragment: unescape(fragment), Query: query}
		}
	}
	return Target{}
}

// readings returns the paths that an address may mean, likeliest first.
func readings(p *Page, address string) []string {
	address = strings.TrimPrefix(address, "@") // @/page.md of Zola
	if rest, isAbsolute := strings.CutPrefix(path.Clean(address), "/"); isAbsolute {
		top, _, _ := strings.Cut(p.Path, "/")
		names := []string{rest, path.Join(top, rest)} // the folder of a language
		for range 3 {                                 // the site was below a folder, or the folder of pages in another one
			_, below, more := strings.Cut(rest, "/")
			if !more {
				break
			}
			names, rest = append(names, below), below
		}
		return names
	}
	inside := func(folder string) string { return strings.TrimPrefix(path.Join("/", folder, address), "/") }
	names := []string{inside(folderOf(p.Path)), inside(p.URL), inside(folderOf(strings.Trim(p.URL, "/")))}
	if strings.Contains(address, "/") && !strings.HasPrefix(address, ".") {
		names = append(names, inside(""))
	}
	return names
}

// fileAt returns the content file at a path that is published as it is; empty for none.
func (l *linker) fileAt(name string) string {
	if kind := l.files[name]; kind == content.Image || kind == content.Other {
		return name
	}
	return ""
}

func (l *linker) looseAt(name, edition string) *Page {
	if page := l.loose()[looseAddress(name)]; page != nil {
		return l.forReader(page, edition)
	}
	return nil
}

// makeLoose returns the pages by their loose addresses and former ones, for each the first that has it.
func (l *linker) makeLoose() map[string]*Page {
	loose := make(map[string]*Page, len(l.site.Pages))
	add := func(address string, p *Page) {
		key := looseAddress(address)
		if _, taken := loose[key]; !taken {
			loose[key] = p
		}
	}
	for _, p := range l.site.Pages {
		add(p.URL, p)
	}
	for _, p := range l.site.Pages {
		for _, alias := range p.Summary.Front.Aliases {
			add(l.aliasURL(p, alias.Value), p)
		}
	}
	return loose
}

func (l *linker) foreignPicture(p *Page, address string) Target {
	for _, name := range readings(p, address) {
		for _, folder := range []string{"", "static", "public", "assets", "docs/public"} {
			if t := l.picture(path.Join(folder, name)); t.Kind == ToPicture {
				return t
			}
		}
	}
	return Target{}
}
