package build

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/publish"
	"shirube/generator/internal/render"
	"shirube/generator/internal/search"
	"shirube/generator/internal/site"
)

// An index collects the pages of a build for the search. A nil index collects nothing.
type index struct {
	collector *search.Collector
	renderer  *render.Renderer
	places    map[*site.Page]int
}

// newIndex returns the index of a build; nil where the site has no search. A preview makes its index
// on request, see SearchFiles.
func (w *writer) newIndex() *index {
	w.reportSearchAddress()
	if !w.renderer.HasSearch() || w.options.Preview {
		return nil
	}
	return w.planned.newIndex(w.putIndexFile)
}

func (w *writer) putIndexFile(f search.File) {
	w.mu.Lock()
	w.files++
	w.mu.Unlock()
	w.put(publish.Output{Path: f.Output, Bytes: f.Bytes})
}

// newIndex returns an empty index of a site, whose files go to put.
func (p *planned) newIndex(put func(search.File)) *index {
	i := &index{renderer: p.renderer, places: make(map[*site.Page]int)}
	for _, page := range searchedPages(p.site) {
		i.places[page] = len(i.places)
	}
	options := search.Options{Synonyms: p.synonyms, Pages: len(i.places)}
	if p.readings.annotator != nil {
		options.Reading = p.readings.annotator.Read
	}
	i.collector = search.NewCollector(options, put)
	return i
}

// searchedPages returns the pages of the index: edition by edition, in the order of their paths.
func searchedPages(s *site.Site) []*site.Page {
	pages := slices.DeleteFunc(slices.Clone(s.Pages), func(p *site.Page) bool { return !p.IsFound() })
	order := make(map[string]int)
	for i, e := range s.Settings.Editions {
		order[e.Code] = i + 1
	}
	slices.SortStableFunc(pages, func(a, b *site.Page) int {
		return cmp.Or(order[a.Edition]-order[b.Edition], strings.Compare(a.Edition, b.Edition))
	})
	return pages
}

// SearchFiles returns a function that makes the files of the search index, by path, as the site was
// last built; nil where the site has no search. That function makes every page, when it is first
// called, and keeps what it returns; it may be called from any goroutine, while the builder builds too.
func (b *Builder) SearchFiles() func() (map[string][]byte, error) {
	if b.built == nil || !b.built.renderer.HasSearch() {
		return nil
	}
	from := b.built
	return sync.OnceValues(func() (map[string][]byte, error) {
		files := make(map[string][]byte)
		keep := func(f search.File) { files[f.Output] = f.Bytes }
		i := from.newIndex(keep)
		worker, writer := i.worker(), new(pageWriter)
		for _, s := range from.sources {
			if s.page == nil {
				continue
			}
			html, _, _, err := s.write(writer)
			if err != nil {
				return nil, err
			}
			worker.add(s.page, html)
		}
		for _, f := range i.collector.Finish() {
			keep(f)
		}
		return files, nil
	})
}

// An indexWorker puts pages into an index, for one goroutine.
type indexWorker struct {
	*index
	worker *search.Worker
}

func (i *index) worker() *indexWorker {
	if i == nil {
		return nil
	}
	return &indexWorker{i, i.collector.Worker()}
}

// add adds a finished page; a page that the build makes, which is nil, is not indexed.
func (w *indexWorker) add(p *site.Page, html []byte) {
	if w == nil || p == nil {
		return
	}
	if place, ok := w.places[p]; ok {
		w.worker.AddPage(place, w.renderer.Searched(p, html))
	}
}

// putIndex puts the files of an index that has all its pages.
func (w *writer) putIndex(i *index) {
	if i == nil || w.hasErrors() || w.ctx.Err() != nil {
		return
	}
	files := i.collector.Finish()
	w.each(len(files), Publishing, func() func(int) {
		return func(n int) { w.putIndexFile(files[n]) }
	})
}

// reportSearchAddress warns where a site that wants a search has none.
func (w *writer) reportSearchAddress() {
	taken := w.renderer.SearchTaken()
	if taken == "" {
		return
	}
	w.report(diagnostic.Diagnostic{
		Severity: diagnostic.Warning, Code: "search-address", Span: diagnostic.InFile(taken),
		Message:    "検索のページと同じアドレス（/search/ と /site-search/）を使うため、サイトの検索は作られません。",
		Suggestion: "ファイルの名前を変えるか、site.yaml に search: false と書いてください。",
	})
}
