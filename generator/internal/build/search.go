package build

import (
	"cmp"
	"slices"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
	"shirube/generator/internal/render"
	"shirube/generator/internal/search"
	"shirube/generator/internal/site"
)

// readSynonyms reads synonyms.yaml; a file without a path is one that there is not.
func (w *work) readSynonyms(file content.File) {
	if file.Path == "" {
		return
	}
	synonyms, found := w.memos.synonyms.get(file.Hash, func() ([][]string, diagnostic.List) { return content.ParseSynonyms(file) })
	w.synonyms = synonyms
	w.report(found...)
}

// An index gathers the pages of a build for the search. A nil index gathers nothing.
type index struct {
	collector *search.Collector
	renderer  *render.Renderer
	places    map[*site.Page]int
}

// newIndex returns the index of a build; nil where the site has no search. A preview makes its index
// when it is asked for.
func (w *work) newIndex() *index {
	renderer := w.plan.renderer
	w.reportSearchAddress(renderer)
	if !renderer.HasSearch() || w.options.Preview {
		return nil
	}
	i := &index{renderer: renderer, places: make(map[*site.Page]int)}
	for _, p := range w.searched() {
		i.places[p] = len(i.places)
	}
	i.collector = search.NewCollector(w.searchOptions(len(i.places)), w.putIndexFile)
	return i
}

func (w *work) putIndexFile(f search.File) { w.put(Output{Path: f.Output, Bytes: f.Bytes}) }

// searched returns the pages of the index: edition by edition, in the order of their paths.
func (w *work) searched() []*site.Page {
	pages := slices.DeleteFunc(slices.Clone(w.site.Pages), func(p *site.Page) bool { return p.Face.Front.NoIndex })
	order := make(map[string]int)
	for i, e := range w.settings.Editions {
		order[e.Code] = i + 1
	}
	slices.SortStableFunc(pages, func(a, b *site.Page) int {
		return cmp.Or(order[a.Edition]-order[b.Edition], strings.Compare(a.Edition, b.Edition))
	})
	return pages
}

func (w *work) searchOptions(pages int) search.Options {
	o := search.Options{Pages: pages, Synonyms: w.synonyms}
	if annotator := w.furigana.annotator; annotator != nil {
		o.Reading = annotator.Read
	}
	return o
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

// add takes in a finished page; nil stands for one that the build makes.
func (w *indexWorker) add(p *site.Page, html []byte) {
	if w == nil || p == nil {
		return
	}
	if place, ok := w.places[p]; ok {
		w.worker.AddPage(place, w.renderer.Searched(p, html))
	}
}

// putIndex hands over the files of an index whose pages have all come.
func (w *work) putIndex(i *index) {
	if i == nil || w.hasErrors() || w.ctx.Err() != nil {
		return
	}
	for _, f := range i.collector.Finish() {
		w.putIndexFile(f)
	}
}

// reportSearchAddress tells why a site that wants a search has none.
func (w *work) reportSearchAddress(renderer *render.Renderer) {
	taken := renderer.SearchTaken()
	if taken == "" {
		return
	}
	w.report(diagnostic.Diagnostic{
		Severity: diagnostic.Warning, Code: "search-address", Span: diagnostic.InFile(taken),
		Message:    "検索のページと同じ住所 /search/ を使うため、サイトの検索は作られません。",
		Suggestion: "ファイルの名前を変えるか、site.yaml に search: false と書いてください。",
	})
}
