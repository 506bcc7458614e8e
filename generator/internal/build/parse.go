package build

import (
	"fmt"
	"slices"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
	"shirube/generator/internal/markdown"
	"shirube/generator/internal/markdown/directives"
	"shirube/generator/internal/render"
	"shirube/generator/internal/site"
)

// A dialect is what parsing depends on besides the file itself.
type dialect struct {
	strict, rawHTML, emphasis, figures, prose bool

	lang     string
	editions string
	keys     string // of front matter, the site's own
	embeds   string
	allowed  string          // to HTML in pages
	theme    *render.Theme   // whose words are in the bodies of pages
	blocks   *directives.Set // with the site's own
}

// A page is a parsed file.
type page struct {
	doc     *markdown.Document
	version uint64 // of the document
	outline uint64 // changes with what of its summary has a say in the places of pages
}

// A pageKey is what a parsed page depends on.
type pageKey struct {
	file    uint64
	dialect *dialect
}

// parse parses pages with a worker per processor, those of known bytes and dialect excepted.
func (r *run) parse(in *inputs, entries []content.Entry) []page {
	settings := &in.settings
	now := dialect{
		strict: settings.Strict, rawHTML: settings.RawHTML, emphasis: settings.EastAsianEmphasis, figures: settings.Strict || in.hasCalc(),
		prose: r.checking, lang: settings.Lang, editions: fmt.Sprint(settings.Editions, settings.Folders),
		keys: fmt.Sprint(settings.Front), embeds: fmt.Sprint(settings.Embeds), allowed: fmt.Sprint(settings.Allowed),
		theme: in.theme.Theme, blocks: in.blocks,
	}
	p := step(r, slot{step: "dialect"}, now, func() (*pageParser, diagnostic.List) {
		return &pageParser{&now, markdown.New(markdown.Options{
			Strict: now.strict, RawHTML: now.rawHTML, Allowed: settings.Allowed, EastAsianEmphasis: now.emphasis, Figures: now.figures, Prose: now.prose,
			Layouts: in.theme.Layouts(), Keys: settings.Front, Embeds: settings.Embeds, Directives: in.blocks, Highlighter: r.highlighter,
		}), wordsOf(in)}, nil
	})
	pages := make([]parsedPage, len(entries))
	key := parsedKey{in.listing, p}
	open := r.takeUnchanged(pages, entries, key)
	r.each(len(open), Reading, func() func(int) {
		files := r.folder.folder.Reader()
		return func(i int) { pages[open[i]] = r.parsePage(p, entries[open[i]], files) }
	})
	if r.incremental && r.ctx.Err() == nil {
		r.cache.put(slot{step: "pages"}, key, pages, nil)
		r.folder.touched = touched{}
	}
	found, parsed := make([]diagnostic.List, len(entries)), make([]page, 0, len(entries))
	for i, p := range pages {
		found[i] = p.found
		if p.doc != nil {
			parsed = append(parsed, p.page)
		}
	}
	r.reportAll(found)
	return parsed
}

// A parsedPage is a page with what is wrong with it.
type parsedPage struct {
	page
	found diagnostic.List
	read  []string // other files
}

// A parsedKey is what all pages depend on.
type parsedKey struct {
	listing uint64
	parser  *pageParser
}

// takeUnchanged takes those pages from the last build whose files were not touched since, and returns the places of the others.
func (r *run) takeUnchanged(pages []parsedPage, entries []content.Entry, key parsedKey) (open []int) {
	last := r.cache.get(slot{step: "pages"})
	isKnown := r.incremental && last != nil && last.key == key
	for i, e := range entries {
		if isKnown {
			pages[i] = last.value.([]parsedPage)[i]
		}
		if pages[i].doc == nil || r.folder.isTouched(e.Path) || slices.ContainsFunc(pages[i].read, r.folder.isTouched) {
			open = append(open, i)
		}
	}
	return open
}

// A pageParser parses the pages of one dialect.
type pageParser struct {
	dialect *dialect
	parser  *markdown.Parser
	words   func(path string) *markdown.Words
}

// parsePage returns a page without document where the file cannot be read.
func (r *run) parsePage(p *pageParser, e content.Entry, files *content.Reader) parsedPage {
	if !r.incremental {
		file, err := files.Read(e)
		if err != nil {
			return parsedPage{found: diagnostic.List{unreadable(e.Path, err)}}
		}
		doc, found := p.parser.ParseWith(file, p.words(e.Path), &reader{run: r})
		return parsedPage{page: page{doc: doc}, found: found}
	}
	src, err := r.folder.version(e)
	if err != nil {
		return parsedPage{found: diagnostic.List{unreadable(e.Path, err)}}
	}
	s := slot{"page", e.Path}
	now, found := cachedReading(r, s, pageKey{src.version, p.dialect}, func(files *reader) (page, diagnostic.List) {
		file, err := r.folder.read(src)
		if err != nil {
			return page{}, diagnostic.List{unreadable(e.Path, err)}
		}
		doc, found := p.parser.ParseWith(file, p.words(e.Path), files)
		version := r.cache.next()
		now := page{doc: doc, version: version, outline: version}
		if last := latest[page](r.cache, s); last.doc != nil && last.doc.SameOutline(doc.PageSummary) {
			now.outline = last.outline
		}
		return now, found.Sort()
	})
	return parsedPage{now, found, r.cache.get(s).read}
}

// wordsOf returns which words a page's blocks use: those of its edition.
func wordsOf(in *inputs) func(path string) *markdown.Words {
	main := in.theme.Words(in.settings.Lang, "")
	editions := make(map[string]*markdown.Words)
	for _, e := range in.settings.Editions {
		editions[e.Code] = in.theme.Words(e.Lang, e.Code)
	}
	return func(path string) *markdown.Words {
		if e := site.EditionOf(&in.settings, path); e != nil {
			return editions[e.Code]
		}
		return main
	}
}
