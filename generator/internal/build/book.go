package build

import (
	"shirube/generator/internal/markdown"
	"shirube/generator/internal/render"
	"shirube/generator/internal/site"
)

// planBooks adds the documents for paper. What they are written from is nearly the whole site, so any
// change of the plan changes them.
func (w *buildRun) planBooks() {
	for i := range w.site.Books {
		b := &w.site.Books[i]
		w.plan.pages = append(w.plan.pages, plannedPage{book: b, path: b.Output, lang: b.Lang, edition: b.Edition, key: render.Key(w.plan.serial)})
	}
}

// bookDocuments returns the documents of a book's pages, and what tells them from those of other builds.
func (w *buildRun) bookDocuments(b *site.Book) ([]*markdown.Document, uint64) {
	docs, serial := make([]*markdown.Document, len(b.Pages)), render.Key(0)
	for i, p := range b.Pages {
		if p.Generated {
			docs[i] = &markdown.Document{PageSummary: p.Summary}
			continue
		}
		known := w.parsed[p.Path]
		docs[i], serial = known.doc, serial.With(known.serial)
	}
	return docs, uint64(serial)
}

// promise hands over a page that is made when somebody asks for it. Previews do so with books, which
// nearly every edit changes and hardly anybody looks at; they do not count as changed.
func (w *buildRun) promise(s *pageSource) {
	for _, o := range s.outputs {
		if err := w.target.Put(o); err != nil {
			w.report(failedOutput(err))
		}
	}
}
