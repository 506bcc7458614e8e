package build

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
	"shirube/generator/internal/images"
	"shirube/generator/internal/render"
	"shirube/generator/internal/site"
)

// planKey is what a plan depends on, beside the bytes of bundled files and pictures.
type planKey struct {
	site     *site.Site
	theme    *render.Theme
	today    content.Date
	data     uint64 // version of what templates of the theme read; 0 where they read nothing
	names    string // of the bundle
	pictures string // names of the pictures, which stand for their bytes
}

// A plan says what a build of a linked site makes. It knows what every page is written from, but for the page's own
// document.
type plan struct {
	version  uint64
	renderer *render.Renderer
	pages    []plannedPage
}

// A plannedPage is a page, and what its bytes depend on but for its document and its readings. Only
// incremental builds compute its key.
type plannedPage struct {
	page    *site.Page        // nil for a page that the build makes
	made    *render.PageInput // of such a page
	book    *site.Book        // the document for paper that it is; nil for other pages
	path    string
	from    string // the content file that it is made from; empty for none
	lang    string
	edition string
	key     render.Key
	doc     int   // index of the page's document among the inputs; −1 for none
	docs    []int // of a book's pages
}

// planned is all that the files of a site are made from.
type planned struct {
	*inputs
	*linked
	*plan
	pictures pictures
}

// plan works out what every page is written from, unless all of that is the same as in the last build.
func (r *run) plan(in *inputs, l *linked) *planned {
	pictures := r.readPictures(l.site)
	key := planKey{l.site, in.theme.Theme, r.options.Today, in.dataOfTheme(), fmt.Sprint(l.bundle.Names), pictureNames(pictures.shown)}
	made := step(r, slot{step: "plan"}, key, func() (*plan, diagnostic.List) {
		return r.makePlan(in, l, pictures.shown), nil
	})
	return &planned{inputs: in, linked: l, plan: made, pictures: pictures}
}

func (r *run) makePlan(in *inputs, l *linked, pictures map[string]images.Picture) *plan {
	p := &plan{version: r.cache.next(), renderer: render.New(render.Input{
		Theme: in.theme.Theme, Site: l.site, Bundle: l.bundle, Pictures: pictures, Today: r.options.Today,
		Preview: r.options.Preview, Scripts: r.options.Scripts, Data: (&reader{run: r}).Data, DataVersion: in.dataOfTheme(),
	})}
	docs := in.indexOfDocuments()
	pages := slices.DeleteFunc(slices.Clone(l.site.Pages), func(p *site.Page) bool { return p.Replaced })
	p.pages = make([]plannedPage, len(pages))
	r.each(len(pages), Linking, func() func(int) {
		return func(i int) { p.pages[i] = r.planPage(p.renderer, pages[i], docs) }
	})
	redirects := make(map[string]string) // output → page that names the former address
	for _, redirect := range l.site.Redirects {
		redirects[redirect.Output] = redirect.To.Path
	}
	for _, made := range p.renderer.Made() {
		if l.givesWay(made.Output()) {
			continue
		}
		page := plannedPage{made: made, path: made.Output(), from: redirects[made.Output()], doc: -1}
		page.lang, page.edition = editionAt(&in.settings, page.path)
		if r.incremental {
			page.key = made.Key()
		}
		p.pages = append(p.pages, page)
	}
	// A book is written from nearly the whole site, so any change of the plan changes it.
	for i := range l.site.Books {
		b := &l.site.Books[i]
		page := plannedPage{book: b, path: b.Output, lang: b.Lang, edition: b.Edition, key: render.Key(p.version), doc: -1}
		for _, inside := range b.Pages {
			page.docs = append(page.docs, docs(inside))
		}
		p.pages = append(p.pages, page)
	}
	return p
}

// dataOfTheme returns the version of the data that the theme's templates read; 0 where they read none.
func (in *inputs) dataOfTheme() uint64 {
	if in.theme.ReadsData() {
		return in.data
	}
	return 0
}

// givesWay reports whether a lenient site publishes a file of its content in place of one that is made, such
// as its own robots.txt or 404.html.
func (l *linked) givesWay(output string) bool {
	return !l.site.Settings.Strict && slices.Contains(l.site.Files, output)
}

// indexOfDocuments returns a function that finds the document of a page among the inputs; −1 for one that no file
// stands for.
func (in *inputs) indexOfDocuments() func(*site.Page) int {
	index := make(map[string]int, len(in.pages))
	for i, p := range in.pages {
		index[p.doc.Path] = i
	}
	return func(p *site.Page) int {
		if p.Generated {
			return -1
		}
		return index[p.Path]
	}
}

func (r *run) planPage(renderer *render.Renderer, p *site.Page, docs func(*site.Page) int) plannedPage {
	planned := plannedPage{page: p, path: p.Output, lang: p.Lang, edition: p.Edition, doc: docs(p)}
	if !p.Generated {
		planned.from = p.Path
	}
	if r.incremental {
		planned.key = renderer.PageInput(p).Key()
	}
	return planned
}

// editionAt returns the language and the edition of a page that the build makes, by its output.
func editionAt(settings *content.Site, output string) (lang, edition string) {
	folder, _, _ := strings.Cut(output, "/")
	i := slices.IndexFunc(settings.Editions, func(e content.Edition) bool { return e.Code == folder })
	if i < 0 {
		return settings.Lang, ""
	}
	return settings.Editions[i].Lang, folder
}

func pictureNames(pictures map[string]images.Picture) string {
	var names strings.Builder
	for _, name := range slices.Sorted(maps.Keys(pictures)) {
		names.WriteString(name + "=" + pictures[name].Output + "\n")
	}
	return names.String()
}
