package site

import (
	"runtime"
	"sync"
	"sync/atomic"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/markdown"
)

// A followed page is what following its links has found out.
type followed struct {
	summary        *markdown.PageSummary // that it was followed by
	targets        []Target              // of summary.Links
	next           *Page
	image          string
	used, pictures []string // content files that it refers to, and shows
	found          diagnostic.List
	guesses        []guess
}

// summary returns the summary of a page as it is now.
func (p *Page) summary() *markdown.PageSummary {
	if p.followed != nil {
		return p.followed.summary
	}
	return p.Summary
}

// resolveLinks resolves the links, next steps, pictures and sources of every page.
func (l *linker) resolveLinks() {
	l.hasDocument("")
	l.hasFolder("") // both made here, once for all workers
	pages := make([]*followed, len(l.site.Pages))
	l.followAll(len(pages), func(worker *linker, i int) {
		p := l.site.Pages[i]
		pages[i] = worker.follow(p, p.Summary)
	})
	for i, p := range l.site.Pages {
		p.followed = pages[i]
		p.targets, p.NextStep, p.Image = pages[i].targets, pages[i].next, pages[i].image
	}
	for _, f := range pages {
		l.suggest(f)
	}
	l.backlinks()
}

// togetherFollowed is how many pages one goroutine takes at a time.
const togetherFollowed = 64

// followAll calls follow for 0 … n−1 on all processors, each with a linker of its own.
func (l *linker) followAll(n int, follow func(worker *linker, i int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		wg.Go(func() {
			worker := *l
			for end := 0; end < n; {
				end = int(next.Add(togetherFollowed))
				for i := end - togetherFollowed; i < min(end, n); i++ {
					follow(&worker, i)
				}
			}
		})
	}
	wg.Wait()
}

// follow resolves what a page of this summary refers to. It changes the page's sources alone, and these only the first time.
func (l *linker) follow(p *Page, summary *markdown.PageSummary) *followed {
	l.found, l.guesses, l.used, l.pictures = nil, nil, nil, nil
	f := &followed{summary: summary}
	if len(summary.Links) > 0 {
		f.targets = make([]Target, len(summary.Links))
	}
	for i, link := range summary.Links {
		f.targets[i] = l.target(p, link)
	}
	if next := summary.Front.Next; next.Value != "" {
		f.next = l.nextStep(p, next)
	}
	if image := summary.Front.Image; image.Value != "" {
		f.image = l.target(p, markdown.Link{Destination: image.Value, Picture: true, Span: image.Span}).File
	}
	l.quotes(p, summary)
	l.keywords(summary)
	f.found, f.guesses, f.used, f.pictures = l.found, l.guesses, l.used, l.pictures
	return f
}

// backlinks notes on each page which others link to it, in the order of their paths.
func (l *linker) backlinks() {
	for _, p := range l.site.Pages {
		for _, t := range p.targets {
			if t.Page == nil || t.Page == p {
				continue
			}
			if known := t.Page.backlinks; len(known) == 0 || known[len(known)-1] != p {
				t.Page.backlinks = append(known, p)
			}
		}
	}
}
