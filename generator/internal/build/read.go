package build

import (
	"fmt"
	"net/url"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
	"shirube/generator/internal/markdown"
	"shirube/generator/internal/render"
)

// read scans the content folder, reads what configures the site and parses every page that has
// changed since the last build.
func (w *work) read() {
	w.progress(Reading, 0, 0)
	pages, ok := w.scan()
	if !ok {
		return
	}
	w.loadTheme()
	w.bundleTheme()
	w.compile()
	w.loadReadings()
	w.parse(pages)
}

// scan lists the files of the content folder and reads those that configure the site. It returns
// the pages, and whether there is a folder to go on with.
func (w *work) scan() ([]content.Entry, bool) {
	w.settings = content.DefaultSite()
	if w.options.Out != "" && sameFolder(w.options.Content, w.options.Out) {
		w.report(diagnostic.Diagnostic{
			Code: "out-is-content", Span: diagnostic.InFile(w.options.Out),
			Message: "書き出し先が、内容のフォルダーと同じです。", Suggestion: "-out で、別のフォルダーを指定してください。",
		})
		return nil, false
	}
	folder, err := content.Open(w.options.Content)
	if err != nil {
		w.report(diagnostic.Diagnostic{Code: "no-content", Span: diagnostic.InFile(w.options.Content), Message: err.Error()})
		return nil, false
	}
	w.folder = folder
	entries, found := folder.Scan(w.skipped()...)
	w.report(found...)
	var pages []content.Entry
	for _, e := range entries {
		switch e.Kind {
		case content.Page:
			pages = append(pages, e)
		case content.Settings:
			w.readSettings(e)
		case content.Sources:
			w.readSources(e)
		case content.ReadingsFile:
			w.readReadings(e)
		default:
			w.entries = append(w.entries, e)
		}
	}
	return pages, true
}

func (w *work) readSettings(e content.Entry) {
	file, err := w.folder.Read(e)
	if err != nil {
		w.report(unreadable(e.Path, err))
		return
	}
	settings, found := content.ParseSite(file)
	w.settings = settings
	w.report(found...)
}

func (w *work) readSources(e content.Entry) {
	file, err := w.folder.Read(e)
	if err != nil {
		w.report(unreadable(e.Path, err))
		return
	}
	sources, found := content.ParseSources(file)
	w.sources = sources
	w.report(found...)
}

func (w *work) loadTheme() {
	if w.options.BaseURL != "" {
		w.settings.BaseURL = w.options.BaseURL
	}
	theme, found := render.LoadTheme(w.options.Theme)
	w.theme = theme
	w.report(found...)
}

// parse parses pages with a worker per processor. Pages whose bytes and dialect are those of the
// last build are taken from it.
func (w *work) parse(pages []content.Entry) {
	now := dialect{
		markdown: markdown.Options{Strict: w.settings.Strict, RawHTML: w.settings.RawHTML, Figures: w.settings.Strict || w.hasCalc(), Quantities: w.checking},
		lang:     w.settings.Lang, editions: fmt.Sprint(w.settings.Editions),
	}
	known := w.parsed
	if now != w.dialect {
		known, w.dialect = nil, now
	}
	parser := markdown.New(now.markdown)
	words := w.words()
	results := make([]parsed, len(pages))
	w.each(len(pages), Reading, func() func(int) {
		return func(i int) { results[i] = w.parseOne(parser, words, pages[i], known[pages[i].Path]) }
	})
	w.parsed = make(map[string]parsed, len(pages))
	for i, r := range results {
		if r.doc == nil {
			w.report(r.found...)
			continue
		}
		w.parsed[pages[i].Path] = r
		w.docs = append(w.docs, r.doc)
		w.report(r.found...)
	}
}

func (w *work) hasCalc() bool {
	for _, e := range w.entries {
		if e.Kind == content.Calc {
			return true
		}
	}
	return false
}

func (w *work) parseOne(parser *markdown.Parser, words func(path string) *markdown.Words, e content.Entry, known parsed) parsed {
	file, err := w.folder.Read(e)
	if err != nil {
		return parsed{found: diagnostic.List{unreadable(e.Path, err)}}
	}
	if known.doc != nil && known.doc.Hash == file.Hash {
		return known
	}
	doc, found := parser.Parse(file, words(e.Path))
	return parsed{doc, found}
}

// words returns which words a page's blocks use: those of its edition's language.
func (w *work) words() func(path string) *markdown.Words {
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

// each runs work for 0 … n−1 on all processors. start is called once for each worker.
func (w *work) each(n int, phase Phase, start func() func(int)) {
	var next, done atomic.Int64
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		wg.Go(func() {
			run := start()
			for w.ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				run(i)
				if d := done.Add(1); d%64 == 0 || int(d) == n {
					mu.Lock()
					w.progress(phase, int(d), n)
					mu.Unlock()
				}
			}
		})
	}
	wg.Wait()
}

// parseBase returns the path of a base URL.
func parseBase(base string) (string, error) {
	u, err := url.Parse(base)
	if err != nil || u.Host == "" {
		return "", fmt.Errorf("no base path in %q", base)
	}
	return u.EscapedPath(), nil
}

func foldCase(path string) string { return strings.ToLower(path) }
