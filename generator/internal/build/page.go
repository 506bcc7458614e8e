package build

import (
	"path"
	"strings"

	"shirube/generator/internal/book"
	"shirube/generator/internal/furigana"
	"shirube/generator/internal/markdown"
	"shirube/generator/internal/publish"
	"shirube/generator/internal/render"
	"shirube/generator/internal/site"
)

// A plannedPage is a page, and what its bytes depend on but for its document and its readings. Only
// incremental builds work its key out.
type plannedPage struct {
	page    *site.Page        // nil for a page that the build makes
	made    *render.PageInput // of such a page
	book    *site.Book        // the document for paper that it is; nil for other pages
	path    string
	lang    string
	edition string
	key     render.Key
	source  *pageSource // as of the last build that looked at it
}

// A pageSource is all that a page is made from. It does not change, so the page can be made from it
// at any time.
type pageSource struct {
	renderer  *render.Renderer
	page      *site.Page
	made      *render.PageInput
	book      *site.Book
	doc       *markdown.Document   // nil for a page that the build makes
	docs      []*markdown.Document // of a book
	serial    uint64               // of the document
	annotator *furigana.Annotator  // nil for pages without readings
	inPage    bool                 // readings stand in the page, not beside it
	outputs   []publish.Output
}

// readingsFile is the name of the file beside a page that holds its readings.
const readingsFile = "furigana.txt"

// sourceOf returns what a planned page is made from now.
func (w *buildRun) sourceOf(p *plannedPage) *pageSource {
	s := pageSource{renderer: w.plan.renderer, page: p.page, made: p.made, book: p.book, annotator: w.annotatorFor(p.lang)}
	switch {
	case p.book != nil:
		s.docs, s.serial = w.bookDocuments(p.book)
	case p.page == nil:
	case p.page.Generated:
		s.doc = &markdown.Document{PageSummary: p.page.Summary}
	default:
		known := w.parsed[p.page.Path]
		s.doc, s.serial = known.doc, known.serial
	}
	if old := p.source; old != nil && old.serial == s.serial && old.annotator == s.annotator {
		return old
	}
	s.inPage = s.annotator != nil && w.settings.ShowsFurigana(p.edition)
	s.outputs = w.outputs(p, &s)
	p.source = &s
	return p.source
}

// annotatorFor returns what writes the readings of a language's pages; nil where they have none.
func (w *buildRun) annotatorFor(lang string) *furigana.Annotator {
	if !strings.HasPrefix(lang, "ja") {
		return nil
	}
	return w.furigana.annotator
}

// outputs returns what a page is published as: the page itself and, where its readings wait until
// they are asked for, the file that holds them.
func (w *buildRun) outputs(p *plannedPage, s *pageSource) []publish.Output {
	page := publish.Output{Path: p.path, Make: s.makePage}
	if p.page != nil && !p.page.Generated {
		page.Source = p.page.Path
	}
	if w.incremental {
		page.Key = uint64(p.key.With(s.serial).With(w.furigana.serial))
	}
	if s.annotator == nil || s.inPage || !strings.HasSuffix(p.path, "index.html") {
		return []publish.Output{page}
	}
	list := page
	list.Path, list.Make = path.Join(path.Dir(p.path), readingsFile), s.makeReadings
	return []publish.Output{page, list}
}

// A pageWriter is the memory that a worker uses for page after page. Its zero value is ready.
type pageWriter struct {
	scratch  render.Scratch
	page     []byte
	readings []byte
	index    *indexWorker // nil where pages are not gathered for the search
}

// write returns the page and, where they stand beside it, its readings. They hold until the writer
// is used again.
func (s *pageSource) write(w *pageWriter) (page, readings []byte, unread []furigana.Problem, err error) {
	page, err = s.plain(w)
	switch {
	case err != nil || s.annotator == nil:
	case s.inPage:
		w.page, unread = s.annotator.AppendHTML(w.page[:0], page)
		page = w.page
	case len(s.outputs) > 1:
		w.readings, unread = s.annotator.AppendList(w.readings[:0], page)
		readings = w.readings
	}
	return page, readings, unread, err
}

// plain returns the page without readings.
func (s *pageSource) plain(w *pageWriter) ([]byte, error) {
	switch {
	case s.book != nil:
		return book.Write(s.renderer, *s.book, s.docs)
	case s.made != nil:
		return s.made.Write(nil, &w.scratch)
	}
	return s.renderer.Subject(s.page).Write(s.doc, &w.scratch)
}

func (s *pageSource) makePage() ([]byte, error) {
	page, _, _, err := s.write(new(pageWriter))
	return page, err
}

func (s *pageSource) makeReadings() ([]byte, error) {
	_, readings, _, err := s.write(new(pageWriter))
	return readings, err
}
