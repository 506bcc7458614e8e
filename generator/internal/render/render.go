package render

import (
	"cmp"
	"net/url"
	"sync"

	"shirube/generator/internal/assets"
	"shirube/generator/internal/content"
	"shirube/generator/internal/images"
	"shirube/generator/internal/site"
)

// Input is what pages are rendered from.
type Input struct {
	Theme    *Theme
	Site     *site.Site
	Bundle   assets.Bundle
	Pictures map[string]images.Picture // by content path
	Today    content.Date
	Preview  bool
	// Data returns what a file of the folder data says, for the theme's templates; DataVersion identifies all of them.
	Data        func(name string) (any, error)
	DataVersion uint64
	Scripts     []string // further module scripts for every page, before the theme's: the preview's own
}

// A Renderer has the whole site and makes the input of each page. It is safe for concurrent use.
type Renderer struct {
	in       Input
	shared   *siteContext
	pictures map[string]*picture
	sites    map[string]*SiteView    // by edition
	usedBy   map[string][]*site.Page // pages that quote a source
	glossary *glossary               // nil where there is none
	trails   sync.Map                // trailKey → knownTrail
	navs     navigations
	frames   sync.Map // frameKey → func() *frame

	hasSearch   bool
	searchPage  string // the address of the search page, below that of its edition
	searchTaken string // the content file that has the address of a search page
}

// New prepares the rendering of a site.
func New(in Input) *Renderer {
	r := &Renderer{
		in: in, pictures: make(map[string]*picture, len(in.Pictures)),
		sites: make(map[string]*SiteView), usedBy: make(map[string][]*site.Page),
		navs: navigations{made: make(map[navKey]func() numberedNav)},
	}
	r.shared = newShared(&in)
	for name, p := range in.Pictures {
		r.pictures[name] = &picture{p.Output, p.Width, p.Height, p.Variants}
	}
	r.prepareSearch()
	for _, p := range in.Site.Pages {
		r.prepare(p)
	}
	return r
}

// newShared returns what all pages have in common.
func newShared(in *Input) *siteContext {
	settings := in.Site.Settings
	c := &siteContext{
		theme: in.Theme, root: "/", preview: in.Preview, sources: make(map[string]content.Source),
		data: in.Data, dataVersion: in.DataVersion,
	}
	if base, err := url.Parse(settings.BaseURL); err == nil && base.Host != "" {
		c.root, c.origin = base.EscapedPath(), base.Scheme+"://"+base.Host
	}
	if name := in.Bundle.Names["ask.js"]; name != "" {
		c.askAt = c.root + name
	}
	if in.Bundle.Names["engine.js"] != "" {
		c.engineAt, c.sheetAt = c.root+in.Bundle.Names["engine.js"], c.root+in.Bundle.Names["sheet.js"]
	}
	for _, s := range in.Site.Sources {
		c.sources[s.ID] = s
	}
	for _, p := range in.Site.Pages {
		switch layout := p.Summary.Front.Layout; {
		case layout == "sources" && (c.sourceAt == "" || p.Edition == ""):
			c.sourceAt = c.url(p.URL)
		case layout == "figures" && (c.figuresAt == "" || p.Edition == ""):
			c.figuresAt = c.url(p.URL)
		}
	}
	c.digest = digestOf(*c)
	return c
}

// prepare adds a page to what other pages take from it.
func (r *Renderer) prepare(p *site.Page) {
	for _, id := range p.Sources {
		r.usedBy[id] = append(r.usedBy[id], p)
	}
	if p.Summary.Front.Layout == "glossary" && (r.glossary == nil || p.Edition == "") {
		r.glossary = newGlossary(p, r.shared.url(p.URL))
	}
	if r.sites[p.Edition] == nil {
		r.sites[p.Edition] = r.newSiteView(p.Edition, r.in.Site.HomeOf(p))
	}
}

// newSiteView returns what is the same on every page of an edition, which has this start page.
func (r *Renderer) newSiteView(edition string, home *site.Page) *SiteView {
	settings := r.in.Site.Settings
	v := &SiteView{
		Title: settings.Title, Description: settings.Description, Publisher: settings.Publisher,
		Home: r.shared.url(home.URL), Feed: r.shared.root + "feed.xml", Root: r.shared.root, Search: r.searchURL(edition),
		Review: settings.Review, Policy: metaPolicy(settings.InPolicy()), Preview: r.in.Preview, Saved: r.savedPages(edition),
		Logo: r.logo(), Footer: settings.Footer, Links: r.footLinks(edition),
	}
	for _, e := range settings.Editions {
		if e.Code == edition {
			v.Title, v.Description, v.Footer = cmp.Or(e.Title, v.Title), cmp.Or(e.Description, v.Description), cmp.Or(e.Footer, v.Footer)
		}
	}
	return v
}
