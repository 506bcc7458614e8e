package site

import (
	"maps"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"shirube/generator/internal/markdown"
)

// togetherFollowed is how many pages one goroutine takes at a time.
const togetherFollowed = 64

// resolveLinks resolves the links, next steps, pictures and sources of every page.
func (l *linker) resolveLinks() {
	l.hasDocument("")
	l.hasFolder("") // both made here, once for all parts
	parts := make([]*linker, (len(l.site.Pages)+togetherFollowed-1)/togetherFollowed)
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(parts)) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(parts); i = int(next.Add(1)) - 1 {
				parts[i] = l.followPages(i * togetherFollowed)
			}
		})
	}
	wg.Wait()
	found := 0
	for _, part := range parts {
		found += len(part.found)
	}
	l.found = slices.Grow(l.found, found)
	for _, part := range parts {
		l.takeOver(part)
	}
	l.makeGuesses()
	l.backlinks()
}

// followPages resolves the links of some pages from first on. It changes only these: what it notes of the whole site is
// in the linker that it returns.
func (l *linker) followPages(first int) *linker {
	part := *l
	part.found, part.guesses = nil, nil
	part.used, part.pictures = make(map[string]bool), make(map[string]bool)
	for _, p := range l.site.Pages[first:min(first+togetherFollowed, len(l.site.Pages))] {
		part.followPage(p)
	}
	return &part
}

// takeOver adds what was noted with some pages.
func (l *linker) takeOver(part *linker) {
	for _, g := range part.guesses {
		g.finding += len(l.found)
		l.guesses = append(l.guesses, g)
	}
	l.found = append(l.found, part.found...)
	maps.Copy(l.used, part.used)
	maps.Copy(l.pictures, part.pictures)
}

func (l *linker) followPage(p *Page) {
	if len(p.Summary.Links) > 0 {
		p.Targets = make([]Target, len(p.Summary.Links))
	}
	for i, link := range p.Summary.Links {
		p.Targets[i] = l.target(p, link)
	}
	front := p.Summary.Front
	if next := front.Next; next.Value != "" {
		p.NextStep = l.nextStep(p, next)
	}
	if image := front.Image; image.Value != "" {
		p.Image = l.target(p, markdown.Link{Destination: image.Value, Picture: true, Span: image.Span}).File
	}
	l.quotes(p)
	l.keywords(p)
}

// backlinks notes on each page which others link to it, in the order of their paths.
func (l *linker) backlinks() {
	for _, p := range l.site.Pages {
		for _, t := range p.Targets {
			if t.Page == nil || t.Page == p {
				continue
			}
			if known := t.Page.Backlinks; len(known) == 0 || known[len(known)-1] != p {
				t.Page.Backlinks = append(known, p)
			}
		}
	}
}
