package build

import (
	"crypto/sha256"
	"fmt"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
	"shirube/generator/internal/markdown"
	"shirube/generator/internal/render"
)

// A dialect is what parsing depends on beside the file itself.
type dialect struct {
	markdown markdown.Options
	lang     string
	editions string
	theme    *render.Theme // whose words stand in the bodies of pages
}

// A parsed is the outcome of parsing a page. Serial is another one for every document.
type parsed struct {
	doc     *markdown.Document
	hash    [sha256.Size]byte // of the file, for incremental builds
	found   diagnostic.List
	serial  uint64
	isStale bool // the file may be another by now
}

// parse parses pages with a worker per processor. Pages whose bytes and dialect are those of the
// last build are taken from it.
func (w *buildRun) parse() {
	now := dialect{
		markdown: markdown.Options{
			Strict: w.settings.Strict, RawHTML: w.settings.RawHTML, Figures: w.settings.Strict || w.hasCalc(),
			Prose: w.checking, Highlighter: w.highlighter,
		},
		lang: w.settings.Lang, editions: fmt.Sprint(w.settings.Editions), theme: w.theme,
	}
	if now != w.dialect {
		clear(w.parsed)
		w.dialect = now
	}
	var changed []content.Entry
	for _, e := range w.pages {
		if known, ok := w.parsed[e.Path]; !ok || known.isStale {
			changed = append(changed, e)
		}
	}
	w.parseFiles(changed)
	w.gatherDocuments()
}

func (w *buildRun) parseFiles(pages []content.Entry) {
	parser, words := markdown.New(w.dialect.markdown), w.words()
	results := make([]parsed, len(pages))
	w.each(len(pages), Reading, func() func(int) {
		return func(i int) { results[i] = w.parseOne(parser, words, pages[i], w.parsed[pages[i].Path]) }
	})
	for i, r := range results {
		if r.doc == nil {
			delete(w.parsed, pages[i].Path)
			w.report(r.found...)
			continue
		}
		if r.serial == 0 {
			w.serial++
			r.serial = w.serial
		}
		w.parsed[pages[i].Path] = r
	}
}

func (w *buildRun) parseOne(parser *markdown.Parser, words func(path string) *markdown.Words, e content.Entry, known parsed) parsed {
	file, err := w.folder.Read(e)
	if err != nil {
		return parsed{found: diagnostic.List{unreadable(e.Path, err)}}
	}
	var hash [sha256.Size]byte
	if w.incremental {
		hash = file.Hash()
		if known.doc != nil && known.hash == hash {
			known.isStale = false
			return known
		}
	}
	doc, found := parser.Parse(file, words(e.Path))
	return parsed{doc: doc, hash: hash, found: found}
}

// gatherDocuments lists the documents of all pages that could be read, and forgets those of pages
// that are gone.
func (w *buildRun) gatherDocuments() {
	w.docs = make([]*markdown.Document, 0, len(w.pages))
	for _, e := range w.pages {
		if p, ok := w.parsed[e.Path]; ok {
			w.docs = append(w.docs, p.doc)
			w.report(p.found...)
		}
	}
	if len(w.parsed) == len(w.docs) {
		return
	}
	there := make(map[string]bool, len(w.docs))
	for _, doc := range w.docs {
		there[doc.Path] = true
	}
	for path := range w.parsed {
		if !there[path] {
			delete(w.parsed, path)
		}
	}
}

// words returns which words a page's blocks use: those of its edition's language.
func (w *buildRun) words() func(path string) *markdown.Words {
	main := w.theme.Words(w.settings.Lang)
	editions := make(map[string]*markdown.Words)
	for _, e := range w.settings.Editions {
		editions["."+e.Code+"."] = w.theme.Words(e.Lang)
	}
	return func(path string) *markdown.Words {
		for infix, words := range editions {
			if i := strings.LastIndexByte(path, '.'); i > 0 && strings.HasSuffix(path[:i+1], infix) {
				return words
			}
		}
		return main
	}
}
