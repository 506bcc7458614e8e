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

// A pageSource is all that a page is made from. It does not change, so the page can be made from it
// at any time.
type pageSource struct {
	renderer  *render.Renderer
	page      *site.Page
	made      *render.PageInput
	book      *site.Book
	doc       *markdown.Document   // nil for a page that the build makes
	docs      []*markdown.Document // of a book
	annotator *furigana.Annotator  // nil for pages without readings
	inPage    bool                 // readings are in the page, not beside it
	outputs   []publish.Output
	key       sourceKey
}

// sourceKey is what a page is made from, as versions.
type sourceKey struct{ plan, docs, readings uint64 }

// readingsFile is the name of the file beside a page that holds its readings.
const readingsFile = "furigana.txt"

// sources returns what every planned page is made from.
func (r *run) sources(p *planned) []*pageSource {
	s := slot{step: "sources"}
	last := latest[[]*pageSource](r.cache, s)
	made := make([]*pageSource, len(p.plan.pages))
	for i := range p.plan.pages {
		to := &p.plan.pages[i]
		now := pageSource{renderer: p.renderer, page: to.page, made: to.made, book: to.book}
		now.key = sourceKey{plan: p.plan.version, readings: p.readings.version}
		switch {
		case to.book != nil:
			now.docs, now.key.docs = p.bookDocuments(to)
		case to.doc >= 0:
			now.doc, now.key.docs = p.inputs.pages[to.doc].doc, p.inputs.pages[to.doc].version
		case to.page != nil:
			now.doc = &markdown.Document{PageSummary: to.page.Summary}
		}
		if i < len(last) && r.incremental && last[i].key == now.key {
			made[i] = last[i] // of the same plan, since its version is part of the key
			continue
		}
		made[i] = r.complete(now, p, to)
	}
	if r.incremental {
		r.cache.put(s, nil, made, nil)
	}
	return made
}

// complete adds to a source of a page what it is published as.
func (r *run) complete(s pageSource, p *planned, to *plannedPage) *pageSource {
	if strings.HasPrefix(to.lang, "ja") {
		s.annotator = p.readings.annotator
	}
	s.inPage = s.annotator != nil && p.settings.ShowsFurigana(to.edition)
	s.outputs = r.outputs(to, &s, uint64(to.key.With(s.key.docs).With(s.key.readings)))
	return &s
}

// outputs returns what a page is published as: the page itself and, where its readings wait until
// readers turn them on, the file that holds them.
func (r *run) outputs(p *plannedPage, s *pageSource, key uint64) []publish.Output {
	page := publish.Output{Path: p.path, Source: p.from, Make: s.makePage}
	if r.incremental {
		page.Key = key
	}
	if s.annotator == nil || s.inPage || !strings.HasSuffix(p.path, "index.html") {
		return []publish.Output{page}
	}
	list := page
	list.Path, list.Make = path.Join(path.Dir(p.path), readingsFile), s.makeReadings
	return []publish.Output{page, list}
}

// bookDocuments returns the documents of a book's pages, and a version of all of them.
func (p *planned) bookDocuments(to *plannedPage) ([]*markdown.Document, uint64) {
	list, version := make([]*markdown.Document, len(to.docs)), render.Key(0)
	for i, doc := range to.docs {
		if doc < 0 {
			list[i] = &markdown.Document{PageSummary: to.book.Pages[i].Summary}
			continue
		}
		page := p.inputs.pages[doc]
		list[i], version = page.doc, version.With(page.version)
	}
	return list, uint64(version)
}

// A pageWriter is the memory that a worker uses for page after page. Its zero value is ready.
type pageWriter struct {
	scratch  render.Scratch
	page     []byte
	broken   []byte // with places to break in headings
	readings []byte
	index    *indexWorker // nil where pages are not indexed for the search
}

// write returns the page and, where they are beside it, its readings. The headings of pages with readings may
// break between phrases. Both are valid until the writer is used again.
func (s *pageSource) write(w *pageWriter) (page, readings []byte, unread []furigana.Problem, err error) {
	page, err = s.plain(w)
	if err == nil && s.annotator != nil {
		w.broken = s.annotator.AppendBroken(w.broken[:0], page)
		page = w.broken
	}
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
	return s.renderer.PageInput(s.page, nil).Write(s.doc, &w.scratch)
}

func (s *pageSource) makePage() ([]byte, error) {
	page, _, _, err := s.write(new(pageWriter))
	return page, err
}

func (s *pageSource) makeReadings() ([]byte, error) {
	_, readings, _, err := s.write(new(pageWriter))
	return readings, err
}
