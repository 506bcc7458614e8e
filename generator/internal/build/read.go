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
)

// A listing is what the content folder holds.
type listing struct {
	isSet   bool
	serial  int // grows with every listing that differs from the last
	entries []content.Entry
	found   diagnostic.List
}

// open opens the content folder; it reports false where there is none to go on with.
func (w *buildRun) open() bool {
	if w.options.Out != "" && sameFolder(w.options.Content, w.options.Out) {
		w.report(diagnostic.Diagnostic{
			Code: "out-is-content", Span: diagnostic.InFile(w.options.Out),
			Message: "書き出し先が、内容のフォルダーと同じです。", Suggestion: "-out で、別のフォルダーを指定してください。",
		})
		return false
	}
	folder, err := content.Open(w.options.Content)
	if err != nil {
		w.listing = listing{serial: w.listing.serial} // whatever has changed meanwhile, it is all read again
		w.report(diagnostic.Diagnostic{Code: "no-content", Span: diagnostic.InFile(w.options.Content), Message: err.Error()})
		return false
	}
	w.folder = folder
	return true
}

// list lists the content folder.
func (w *buildRun) list() {
	entries, found := w.folder.Scan(w.skipped()...)
	if !w.listing.isSet || !sameEntries(entries, w.listing.entries) {
		w.listing.serial++
	}
	w.listing.isSet, w.listing.entries, w.listing.found = true, entries, found
}

func sameEntries(a, b []content.Entry) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// scan looks at what has changed and reads the files that configure the site.
func (w *buildRun) scan() bool {
	w.settings = content.DefaultSite()
	if !w.open() {
		return false
	}
	w.invalidate()
	w.report(w.listing.found...)
	var settings, sources, readings, synonyms content.File
	for _, e := range w.listing.entries {
		switch e.Kind {
		case content.Page:
			w.pages = append(w.pages, e)
		case content.Settings:
			settings = w.configuration(e)
		case content.Sources:
			sources = w.configuration(e)
		case content.ReadingsFile:
			readings = w.configuration(e)
		case content.SynonymsFile:
			synonyms = w.configuration(e)
		default:
			w.entries = append(w.entries, e)
		}
	}
	w.configure(settings, sources, readings)
	w.readSynonyms(synonyms)
	return true
}

// configuration returns a file that configures the site; it is empty where it cannot be read.
func (w *buildRun) configuration(e content.Entry) content.File {
	file, err := w.read(e)
	if err != nil {
		w.report(unreadable(e.Path, err))
		return content.File{}
	}
	return file
}

// configure reads the settings, sources and readings; a file without a path is one that there is not.
func (w *buildRun) configure(settings, sources, readings content.File) {
	if settings.Path != "" {
		parsed, found := w.memos.settings.get(settings.Hash(), func() (content.Site, diagnostic.List) { return content.ParseSite(settings) })
		w.settings = parsed
		w.report(found...)
	}
	if w.options.BaseURL != "" {
		w.settings.BaseURL = w.options.BaseURL
	}
	if sources.Path != "" {
		parsed, found := w.memos.sources.get(sources.Hash(), func() ([]content.Source, diagnostic.List) { return content.ParseSources(sources) })
		w.sources = parsed
		w.report(found...)
	}
	if readings.Path != "" {
		parsed, found := w.memos.readings.get(readings.Hash(), func() (content.Readings, diagnostic.List) { return content.ParseReadings(readings) })
		w.own = ownReadings{parsed, readings.Hash()}
		w.report(found...)
	}
	w.configured = configured{settings.Hash(), sources.Hash()}
}

// readAll scans the content folder, reads what configures the site and parses every page that has
// changed since the last build.
func (w *buildRun) readAll() {
	w.progress(Reading, 0, 0)
	if !w.scan() {
		return
	}
	w.loadTheme()
	w.bundleTheme()
	w.compile()
	w.loadReadings()
	w.parse()
}

func (w *buildRun) hasCalc() bool {
	for _, e := range w.entries {
		if e.Kind == content.Calc {
			return true
		}
	}
	return false
}

// each runs work for 0 … n−1 on all processors. start is called once for each worker. Neighbours go to one
// worker: what pages of a section have in common is made once, and the others would wait for it.
func (w *buildRun) each(n int, phase Phase, start func() func(int)) {
	share := max(1, min(32, n/(8*runtime.GOMAXPROCS(0))))
	var next, done atomic.Int64
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		wg.Go(func() {
			run := start()
			for end := 0; end < n; {
				end = int(next.Add(int64(share)))
				for i := end - share; i < min(end, n) && w.ctx.Err() == nil; i++ {
					run(i)
					if d := done.Add(1); d%64 == 0 || int(d) == n {
						mu.Lock()
						w.progress(phase, int(d), n)
						mu.Unlock()
					}
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
