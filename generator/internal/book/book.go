// Package book writes the whole of an edition as one document for paper: its pages as numbered chapters, and
// the lists of figures and sources that they lead to.
package book

import (
	"bytes"
	"path"
	"slices"
	"strconv"

	"shirube/calculator"
	"shirube/calculator/diagnostic"
	"shirube/generator/internal/markdown"
	"shirube/generator/internal/render"
	"shirube/generator/internal/site"
)

// Write returns an edition as one HTML document. Docs are the documents of its pages, in their order. It takes about as
// long as rendering all pages, and no page depends on it. An error is a finding in the theme; see render.TemplateError.
func Write(r *render.Renderer, of site.Book, docs []*markdown.Document) ([]byte, error) {
	b := newBook(r, of, docs)
	v, err := b.view()
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = r.Layout(b.voice, "book").Execute(&out, v)
	page, _ := render.MarkJapanese(nil, out.Bytes(), of.Lang)
	return page, err
}

// Check reports the templates that the site's books need and the theme lacks.
func Check(r *render.Renderer) diagnostic.List {
	if len(r.Site().Books) == 0 {
		return nil
	}
	return r.CheckLayouts("book", "book-figures", "book-sources", "book-calculator")
}

// A book is a document under construction. Each chapter is below the chapter of its folder.
type book struct {
	site.Book
	r         *render.Renderer
	voice     string // of its interface strings; see render.Theme.Voice
	chapters  []*chapter
	parts     int                 // chapters at the top level
	byURL     map[string]*chapter // by address as written in pages
	byPage    map[*site.Page]*chapter
	sources   map[string]int                   // numbers by id
	explained map[*calculator.Program]*chapter // the chapter that explains each calculator
}

// A chapterKind distinguishes the chapters that end with a list of the whole book.
type chapterKind int

const (
	textChapter chapterKind = iota
	figureChapter
	sourceChapter
)

// A chapter is a page in a book, or one of its lists without a page.
type chapter struct {
	page   *site.Page         // nil for a list without a page
	doc    *markdown.Document // of the page
	kind   chapterKind
	title  string
	number string         // such as 2.3; its anchor too
	ids    map[string]int // the anchors of its elements, numbered as they are first met
	place  int            // in the book, from 0
	level  int            // of its heading
	below  int            // chapters directly below it so far
}

// lowestTitle is the lowest level of a chapter's heading, which leaves some below it for its own.
const lowestTitle = 4

func newBook(r *render.Renderer, of site.Book, docs []*markdown.Document) *book {
	b := &book{
		Book: of, r: r, voice: r.Voice(of.Lang, of.Edition), byURL: make(map[string]*chapter), byPage: make(map[*site.Page]*chapter),
		sources: make(map[string]int), explained: make(map[*calculator.Program]*chapter),
	}
	for i, p := range of.Pages {
		b.add(&chapter{page: p, doc: docs[i], kind: kindOf(p), title: r.Title(p)})
	}
	b.numberSources()
	b.addList(figureChapter, "figures", r.FiguresURL())
	b.addList(sourceChapter, "sources", r.SourcesURL())
	b.placeCalculators()
	return b
}

func kindOf(p *site.Page) chapterKind {
	switch p.Summary.Front.Layout {
	case "figures":
		return figureChapter
	case "sources":
		return sourceChapter
	}
	return textChapter
}

// add numbers a chapter below the chapter of the nearest folder that has one.
func (b *book) add(c *chapter) {
	c.level, c.ids = 2, make(map[string]int)
	if above := b.above(c); above != nil {
		above.below++
		c.number = above.number + "." + strconv.Itoa(above.below)
		c.level = min(above.level+1, lowestTitle)
	} else {
		b.parts++
		c.number = strconv.Itoa(b.parts)
	}
	c.place = len(b.chapters)
	b.chapters = append(b.chapters, c)
	if c.page != nil {
		b.byPage[c.page] = c
		b.byURL[b.r.URL(c.page.URL)] = c
	}
}

// above returns the chapter that c belongs under. The lists of the whole book are at the top level.
func (b *book) above(c *chapter) *chapter {
	if c.page == nil || c.kind != textChapter {
		return nil
	}
	for p := c.page.Parent; p != nil; p = p.Parent {
		if found := b.byPage[p]; found != nil {
			return found
		}
	}
	return nil
}

// addList adds a list that is not empty; links to the page of the site's list lead to it.
func (b *book) addList(kind chapterKind, name, address string) {
	list := b.list(kind)
	if list == nil && len(b.sources) > 0 {
		list = &chapter{kind: kind, title: b.r.Word(b.voice, "book."+name)}
		b.add(list)
	}
	if address != "" && list != nil {
		b.byURL[address] = list
	}
}

// numberSources numbers the sources that the chapters and their figures quote, in the order of sources.yaml.
func (b *book) numberSources() {
	quoted := make(map[string]bool)
	for _, p := range b.Pages {
		for _, id := range p.Sources {
			quoted[id] = true
		}
	}
	if figures := b.r.Site().Figures; figures != nil {
		for _, f := range figures.All() {
			b.quoteFor(quoted, f.Name, f.Sources)
		}
		for _, t := range figures.Tables() {
			b.quoteFor(quoted, t.Name, t.Sources)
		}
	}
	for _, s := range b.r.Site().Sources {
		if quoted[s.ID] {
			b.sources[s.ID] = len(b.sources) + 1
		}
	}
}

// quoteFor notes the sources of a figure that the book uses.
func (b *book) quoteFor(quoted map[string]bool, figure string, sources []string) {
	if len(b.chapterRefs(b.r.Site().FigureUses[figure])) == 0 {
		return
	}
	for _, id := range sources {
		quoted[id] = true
	}
}

// placeCalculators chooses the chapter that explains each calculator: the one that is about it, else the first that
// shows it.
func (b *book) placeCalculators() {
	for _, c := range b.chapters {
		if c.page == nil {
			continue
		}
		for _, e := range c.page.Embeds {
			if e.Calculator != nil && (b.explained[e.Calculator] == nil || c.isAbout(e.Calculator)) {
				b.explained[e.Calculator] = c
			}
		}
	}
}

// isAbout reports whether the address of the chapter's page, or its title, is that of a calculator.
func (c *chapter) isAbout(p *calculator.Program) bool {
	return path.Base(c.page.URL) == p.Name || c.title == p.Form.Title
}

// anchor returns the id in the book of an element of the chapter, such as 2.3:5, or the chapter's own.
// It is made of numbers, since names in a PDF have at most 127 bytes and its letters take up to nine.
func (c *chapter) anchor(id string) string {
	if id == "" {
		return c.number
	}
	if c.ids[id] == 0 {
		c.ids[id] = len(c.ids) + 1
	}
	return c.number + ":" + strconv.Itoa(c.ids[id])
}

// ref returns a link within the book to an element of the chapter, titled with a number.
func (c *chapter) ref(number, id string) render.Link {
	return render.NewLink(number, "#"+c.anchor(id))
}

// chapterRefs returns links to those of the pages that are chapters, in the book's order.
func (b *book) chapterRefs(pages []*site.Page) []render.Link {
	var chapters []*chapter
	for _, p := range pages {
		if c := b.byPage[p]; c != nil {
			chapters = append(chapters, c)
		}
	}
	slices.SortFunc(chapters, func(x, y *chapter) int { return x.place - y.place })
	var refs []render.Link
	for _, c := range chapters {
		refs = append(refs, c.ref(c.number, ""))
	}
	return refs
}

// sourceRefs returns links to entries of the list of sources, titled [3].
func (b *book) sourceRefs(ids []string) []render.Link {
	list := b.list(sourceChapter)
	ids = slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return b.sources[id] == 0 })
	slices.SortFunc(ids, func(x, y string) int { return b.sources[x] - b.sources[y] })
	refs := make([]render.Link, len(ids))
	for i, id := range ids {
		refs[i] = list.ref("["+strconv.Itoa(b.sources[id])+"]", id)
	}
	return refs
}

// list returns the chapter that ends with a list of the whole book, or nil.
func (b *book) list(kind chapterKind) *chapter {
	for _, c := range b.chapters {
		if c.kind == kind {
			return c
		}
	}
	return nil
}
