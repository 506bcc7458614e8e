package build

import (
	"fmt"
	"slices"
	"strings"

	"shirube/generator/internal/content"
	"shirube/generator/internal/images"
	"shirube/generator/internal/render"
	"shirube/generator/internal/site"
)

// planKey is what a plan depends on beside the bytes of bundled files, pictures and other files.
type planKey struct {
	site     *site.Site
	theme    *render.Theme
	today    content.Date
	names    string // of the bundle
	pictures string // names of the pictures, which tell their bytes
}

// A plan says what a build of a linked site makes: a pure function of its key. It knows what every
// page is written from, but for the page's own document.
type plan struct {
	key      planKey
	serial   uint64
	renderer *render.Renderer
	pages    []plannedPage
}

// makePlan works out what every page is written from, unless nothing has changed since the last plan.
func (w *buildRun) makePlan() {
	w.readPictures()
	key := planKey{w.site, w.theme, w.options.Today, fmt.Sprint(w.bundled.Names), pictureNames(w.shown)}
	if w.plan != nil && w.plan.key == key {
		return
	}
	w.serial++
	w.plan = &plan{key: key, serial: w.serial, renderer: render.New(render.Input{
		Theme: w.theme, Site: w.site, Bundle: w.bundled, Pictures: w.shown, Today: w.options.Today,
		Preview: w.options.Preview, Scripts: w.options.Scripts,
	})}
	w.plan.pages = make([]plannedPage, len(w.site.Pages))
	w.each(len(w.site.Pages), Linking, func() func(int) {
		return func(i int) { w.plan.pages[i] = w.planPage(w.site.Pages[i]) }
	})
	for _, s := range w.plan.renderer.Made() {
		page := plannedPage{made: s, path: s.Output()}
		page.lang, page.edition = w.editionAt(page.path)
		if w.incremental {
			page.key = s.Key()
		}
		w.plan.pages = append(w.plan.pages, page)
	}
	w.planBooks()
}

func (w *buildRun) planPage(p *site.Page) plannedPage {
	planned := plannedPage{page: p, path: p.Output, lang: p.Lang, edition: p.Edition}
	if w.incremental {
		planned.key = w.plan.renderer.Subject(p).Key()
	}
	return planned
}

func pictureNames(pictures map[string]images.Picture) string {
	var names []string
	for name, picture := range pictures {
		names = append(names, name+"="+picture.Output)
	}
	slices.Sort(names)
	return strings.Join(names, "\n")
}
