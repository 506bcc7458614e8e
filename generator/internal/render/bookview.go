package render

import "html/template"

// A BookView is the data of book.html: all pages of an edition as one document for paper. Its
// Contents lists the chapters, its Updated is the day of the newest one.
type BookView struct {
	*PageView
	Chapters []BookChapter
	Address  string // of the site's start page, to be typed
	Reviewed bool   // somebody has reviewed some chapter
}

// A BookChapter is a page in a book.
type BookChapter struct {
	ID          string
	Lang        string        // BCP 47, where it is not the book's
	Heading     template.HTML // the heading element, with number and title
	Description string
	State       string // draft, future or expired in a preview; empty otherwise
	HTML        template.HTML
	Updated     Date
	Reviewer    string
	Sources     []Link // what the chapter quotes, by number
}

// BookFigures is the data of book-figures.html, the values and tables that a book's chapters use.
type BookFigures struct {
	Figures []BookFigure
	Tables  []BookTable

	lang    string
	strings Strings
}

// T returns an interface string, as PageView.T does.
func (v *BookFigures) T(key string, args ...any) (string, error) {
	return interfaceString(v.strings, v.lang, key, args)
}

// A BookFigure is a value in a book's list. Refs are links that are titled with their numbers.
type BookFigure struct {
	FigureView
	SourceRefs  []Link
	ChapterRefs []Link
}

// A BookTable is a table in a book's list.
type BookTable struct {
	TableView
	SourceRefs  []Link
	ChapterRefs []Link
}

// BookSources is the data of book-sources.html, the numbered list of what a book's chapters quote.
type BookSources struct {
	Sources []BookSource // their places are their numbers, from 1

	lang    string
	strings Strings
}

// T returns an interface string, as PageView.T does.
func (v *BookSources) T(key string, args ...any) (string, error) {
	return interfaceString(v.strings, v.lang, key, args)
}

// A BookSource is an entry of that list.
type BookSource struct {
	Source
	ChapterRefs []Link
}

// A BookCalculator is the data of book-calculator.html: what can be said of a calculator on paper.
type BookCalculator struct {
	*CalculatorView
	Address   string // of the page where it calculates
	Elsewhere *Link  // to the chapter that says it, where this is another one
}
