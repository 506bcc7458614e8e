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

// A plan lists the pages of a linked site. It has what every page is written from, except the page's own document.
type plan struct {
	key      planKey
	version  uint64
	renderer *render.Renderer
	pages    []plannedPage // those of the content first
}

// A plannedPage is a page, and what its bytes depend on but for its document and its readings. Only
// incremental builds compute its key, and whose words it shows.
type plannedPage struct {
	shown   *render.Shown
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

// plan makes the plan of a site, or returns that of the last build where nothing of it has changed.
func (r *run) plan(in *inputs, l *linked) *planned {
	pictures := r.readPictures(l.site)
	key := planKey{l.site, in.theme.Theme, r.options.Today, in.dataOfTheme(), fmt.Sprint(l.bundle.Names), pictureNames(pictures.shown)}
	made := step(r, slot{step: "plan"}, key, func() (*plan, diagnostic.List) {
		return r.makePlan(in, l, key, pictures.shown), nil
	})
	return &planned{inputs: in, linked: l, plan: made, pictures: pictures}
}

func (r *run) makePlan(in *inputs, l *linked, key planKey, pictures map[string]images.Picture) *plan {
	p := &plan{key: key, version: r.cache.next(), renderer: render.New(render.Input{
		Theme: in.theme.Theme, Site: l.site, Bundle: l.bundle, Pictures: pictures, Today: r.options.Today,
		Preview: r.options.Preview, Scripts: r.options.Scripts, Data: (&reader{run: r}).Data, DataVersion: in.dataOfTheme(),
	})}
	if p.pages = r.replan(p); p.pages == nil {
		p.pages = r.planPages(p.renderer, l.site, in.document)
	}
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
			page.docs = append(page.docs, in.document(inside))
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

// givesWay reports whether the content replaces a file that is made: a page for addresses that lead nowhere, or on a lenient
// site a file of its own, such as robots.txt.
func (l *linked) givesWay(output string) bool {
	isPage := func(p *site.Page) bool { return p.Output == output }
	return output == site.NotFound && slices.ContainsFunc(l.site.Pages, isPage) || !l.site.Settings.Strict && slices.Contains(l.site.Files, output)
}

// document returns the index of a page's document among the inputs; −1 for a generated page.
func (in *inputs) document(p *site.Page) int {
	if p.Generated {
		return -1
	}
	i, _ := slices.BinarySearchFunc(in.pages, p.Path, func(page page, path string) int { return strings.Compare(page.doc.Path, path) })
	return i
}

// planPages plans all pages of the content.
func (r *run) planPages(renderer *render.Renderer, s *site.Site, document func(*site.Page) int) []plannedPage {
	pages := slices.DeleteFunc(slices.Clone(s.Pages), func(p *site.Page) bool { return p.Replaced })
	planned := make([]plannedPage, len(pages))
	r.each(len(pages), Linking, func() func(int) {
		return func(i int) { planned[i] = r.planPage(renderer, pages[i], document(pages[i])) }
	})
	return planned
}

// replan returns the pages of the content as they were planned last, and plans those again that were linked again or show
// words which have changed. It returns nil where more has changed, or where every page shows these words.
func (r *run) replan(now *plan) []plannedPage {
	last := latest[*plan](r.cache, slot{step: "plan"})
	if last == nil || !r.incremental {
		return nil
	}
	before := last.key
	before.site = now.key.site
	relinked, retold, ok := now.key.site.Relinked(last.key.site)
	if !ok || before != now.key || now.renderer.InFrame(retold) {
		return nil
	}
	isMade := func(p plannedPage) bool { return p.page == nil }
	pages := slices.DeleteFunc(slices.Clone(last.pages), isMade)
	var open []int
	for i, p := range pages {
		if slices.Contains(relinked, p.page) || p.shown.Has(retold) {
			open = append(open, i)
		}
	}
	r.each(len(open), Linking, func() func(int) {
		return func(i int) {
			p := &pages[open[i]]
			*p = r.planPage(now.renderer, p.page, p.doc)
		}
	})
	return pages
}

// planPage plans a page of the content, whose document has a place among the inputs.
func (r *run) planPage(renderer *render.Renderer, p *site.Page, doc int) plannedPage {
	planned := plannedPage{page: p, path: p.Output, lang: p.Lang, edition: p.Edition, doc: doc}
	if !p.Generated {
		planned.from = p.Path
	}
	if r.incremental {
		planned.shown = new(render.Shown)
		planned.key = renderer.PageInput(p, planned.shown).Key()
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
