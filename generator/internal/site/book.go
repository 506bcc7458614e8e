package site

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
)

// A Book is the pages of one edition as a single document for paper. A site has one for each edition
// with pages where site.yaml says print: true. Start pages and pages with print: false are left out.
type Book struct {
	Edition string // empty for the main language
	Lang    string // BCP 47
	URL     string // from the root of the site: /print/, or /en/print/
	Output  string // file below the output folder
	Pages   []*Page
}

// bookName is the last part of a book's address.
const bookName = "print"

// books collects the pages of each edition in reading order, lists of figures and sources last.
func (l *linker) books() {
	if !l.in.Settings.Print {
		return
	}
	first := make(map[string]*Page)
	for _, p := range l.site.Pages {
		if p.Parent != nil && p.Prev == nil && first[p.Edition] == nil {
			first[p.Edition] = p
		}
	}
	for _, e := range append([]content.Edition{{}}, l.in.Settings.Editions...) {
		b := Book{Edition: e.Code, Lang: l.language("", e.Code), Pages: bookPages(first[e.Code])}
		b.URL, b.Output = address(path.Join(bookName, "index.md"), e.Code, true)
		if len(b.Pages) > 0 {
			l.site.Books = append(l.site.Books, b)
		}
	}
}

// bookPages returns the pages for paper from p on.
func bookPages(p *Page) []*Page {
	var pages []*Page
	for ; p != nil; p = p.Next {
		if front := p.Summary.Front; !front.NoPrint && front.Layout != "home" {
			pages = append(pages, p)
		}
	}
	slices.SortStableFunc(pages, func(a, b *Page) int { return cmp.Compare(bookRank(a), bookRank(b)) })
	return withoutEmptyFolders(pages)
}

// withoutEmptyFolders leaves out folders without a file of their own that no page follows.
func withoutEmptyFolders(pages []*Page) []*Page {
	kept := make([]*Page, 0, len(pages))
	for i, p := range pages {
		hasPages := i+1 < len(pages) && bookRank(pages[i+1]) == 0 && isBelow(pages[i+1], p)
		if !p.Generated || hasPages {
			kept = append(kept, p)
		}
	}
	return kept
}

// isBelow reports whether p is in folder or in a folder below it.
func isBelow(p, folder *Page) bool {
	for up := p.Parent; up != nil; up = up.Parent {
		if up == folder {
			return true
		}
	}
	return false
}

func bookRank(p *Page) int {
	switch p.Summary.Front.Layout {
	case "figures":
		return 1
	case "sources":
		return 2
	}
	return 0
}

// bookAt returns the address of the book that a path names, in the reader's edition where that has
// one; empty where there is none.
func (l *linker) bookAt(name, edition string) string {
	i := slices.IndexFunc(l.site.Books, func(b Book) bool { return strings.Trim(b.URL, "/") == name })
	if i < 0 {
		return ""
	}
	own := slices.IndexFunc(l.site.Books, func(b Book) bool { return b.Edition == edition })
	if l.site.Books[i].Edition == "" && own >= 0 {
		i = own
	}
	return l.site.Books[i].URL
}

// claimBooks reports pages that have the address of a book, which is then left out on a lenient site.
func (l *linker) claimBooks(o *outputs) {
	isTaken := func(b Book) bool {
		return !l.claim(o, b.Output, content.SettingsPath+" の print", diagnostic.InFile(content.SettingsPath))
	}
	before := len(l.site.Books)
	l.site.Books = slices.DeleteFunc(l.site.Books, isTaken)
	l.isMoved = l.isMoved || len(l.site.Books) < before
}
