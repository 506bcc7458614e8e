package book

import (
	"html/template"

	"shirube/generator/internal/render"
)

// A View is the data of book.html: all pages of an edition as one document for paper. Its
// Contents lists the chapters, its Updated is the day of the newest one.
type View struct {
	*render.PageView
	Chapters []ChapterView
	Address  string // of the site's start page, to be typed
	Reviewed bool   // somebody has reviewed some chapter
}

// A ChapterView is a page in a book.
type ChapterView struct {
	ID          string
	Lang        string        // BCP 47, where it is not the book's
	Heading     template.HTML // the heading element, with number and title
	Description string
	State       string // draft, future or expired in a preview; empty otherwise
	HTML        template.HTML
	Updated     render.Date
	Reviewer    string
	Sources     []render.Link // what the chapter quotes, by number
}

// FiguresView is the data of book-figures.html, the values and tables that a book's chapters use.
type FiguresView struct {
	Figures []FigureView
	Tables  []TableView

	render.Localizer
}

// A FigureView is a value in a book's list. Refs are links that are titled with their numbers.
type FigureView struct {
	render.FigureView
	SourceRefs  []render.Link
	ChapterRefs []render.Link
}

// A TableView is a table in a book's list.
type TableView struct {
	render.TableView
	SourceRefs  []render.Link
	ChapterRefs []render.Link
}

// SourcesView is the data of book-sources.html, the numbered list of what a book's chapters quote.
type SourcesView struct {
	Sources []SourceView // their places are their numbers, from 1

	render.Localizer
}

// A SourceView is an entry of that list.
type SourceView struct {
	render.Source
	ChapterRefs []render.Link
}

// A CalculatorView is the data of book-calculator.html: a calculator on paper.
type CalculatorView struct {
	*render.CalculatorView
	Address   string       // of the page where it calculates
	Elsewhere *render.Link // to the chapter that explains it, where this is another one
}
