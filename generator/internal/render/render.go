package render

import (
	"bytes"
	"cmp"
	"html/template"
	"net/url"
	"slices"
	"strings"
	"sync"

	"shirube/generator/internal/assets"
	"shirube/generator/internal/content"
	"shirube/generator/internal/site"
)

// Input is what pages are rendered from.
type Input struct {
	Theme    *Theme
	Site     *site.Site
	Bundle   assets.Bundle
	Pictures map[string]assets.Picture // by content path
	Today    content.Date
	Preview  bool
	Scripts  []string // further module scripts for every page: the preview's own
}

// A Renderer writes the pages of one site. It is safe for concurrent use.
type Renderer struct {
	in        Input
	root      string               // base path with a slash at both ends
	origin    string               // base URL without a path, such as https://example.jp; empty where not known
	sites     map[string]*SiteView // by edition
	voices    map[string]*voice    // by language
	sources   map[string]content.Source
	usedBy    map[string][]*site.Page // pages that quote a source
	sourceAt  string                  // URL of the sources page; empty where there is none
	glossary  *glossary               // nil where there is none
	figuresAt string                  // URL of the page of figures; empty where there is none
	trails    sync.Map                // trailKey → *trail
	navs      sync.Map                // navKey → func() *nav
	frames    sync.Map                // frameKey → func() *frame
}

// New prepares the rendering of a site.
func New(in Input) *Renderer {
	r := &Renderer{
		in: in, root: "/",
		sites: make(map[string]*SiteView), voices: make(map[string]*voice),
		sources: make(map[string]content.Source), usedBy: make(map[string][]*site.Page),
	}
	if base, err := url.Parse(in.Site.Settings.BaseURL); err == nil && base.Host != "" {
		r.root, r.origin = base.EscapedPath(), base.Scheme+"://"+base.Host
	}
	for _, s := range in.Site.Sources {
		r.sources[s.ID] = s
	}
	for _, p := range in.Site.Pages {
		r.prepare(p)
	}
	r.speak(in.Site.Settings.Lang)
	return r
}

// prepare works out what pages share.
func (r *Renderer) prepare(p *site.Page) {
	for _, id := range p.Sources {
		r.usedBy[id] = append(r.usedBy[id], p)
	}
	if p.Document.Front.Layout == "sources" && (r.sourceAt == "" || p.Edition == "") {
		r.sourceAt = r.url(p.URL)
	}
	if p.Document.Front.Layout == "figures" && (r.figuresAt == "" || p.Edition == "") {
		r.figuresAt = r.url(p.URL)
	}
	if p.Document.Front.Layout == "glossary" && (r.glossary == nil || p.Edition == "") {
		r.glossary = newGlossary(p, r.url(p.URL))
	}
	r.speak(p.Lang)
	if r.sites[p.Edition] == nil {
		r.sites[p.Edition] = r.newSiteView(p)
	}
}

// newSiteView returns what is the same on every page of p's edition.
func (r *Renderer) newSiteView(p *site.Page) *SiteView {
	s := r.in.Site
	v := &SiteView{
		Title: s.Settings.Title, Description: s.Settings.Description, Publisher: s.Settings.Publisher,
		Home: r.url(s.HomeOf(p).URL), Feed: r.root + "feed.xml", Root: r.root, Policy: metaPolicy(), Preview: r.in.Preview,
	}
	for _, e := range s.Settings.Editions {
		if e.Code == p.Edition {
			v.Title, v.Description = cmp.Or(e.Title, v.Title), cmp.Or(e.Description, v.Description)
		}
	}
	return v
}

// url returns the address of a site path as it stands in a page.
func (r *Renderer) url(path string) string {
	return r.root + site.EscapePath(strings.TrimPrefix(path, "/"))
}

// absolute returns the address with the site's host, or only its path where the host is not known.
func (r *Renderer) absolute(path string) string { return r.origin + r.url(path) }

// A Scratch is memory that one worker uses for page after page. Its zero value is ready.
type Scratch struct {
	page bytes.Buffer
	body []byte
}

// Page returns the HTML of a page, which holds until scratch is used again. An error is a finding
// in the theme; see TemplateError.
func (r *Renderer) Page(p *site.Page, scratch *Scratch) ([]byte, error) {
	v, err := r.view(p)
	if err != nil {
		return nil, err
	}
	body := &resolver{r: r, p: p}
	if r.glossary.linksTerms(p) {
		body.terms = &termLinker{glossary: r.glossary, used: make(map[string]bool)}
	}
	if !strings.HasPrefix(p.Lang, "ja") && !strings.HasPrefix(p.Lang, "zh") {
		body.japanese = &japaneseMarker{}
	}
	scratch.body = p.Document.Append(scratch.body[:0], body)
	if body.err != nil {
		return nil, body.err
	}
	v.HTML = template.HTML(scratch.body)
	err = r.execute(v, &scratch.page)
	return scratch.page.Bytes(), err
}

func (r *Renderer) execute(v *PageView, buffer *bytes.Buffer) error {
	buffer.Reset()
	return r.voices[v.Lang].layout(v.Layout).Execute(buffer, v)
}

// view gathers what the template of a page may use.
func (r *Renderer) view(p *site.Page) (*PageView, error) {
	front := p.Document.Front
	v, err := r.newView(p.Lang, p.Edition, p.URL, featuresOf(p))
	if err != nil {
		return nil, err
	}
	v.Layout, v.Kind = layoutOf(p), cmp.Or(front.Kind, "article")
	v.Title, v.Description, v.Path = r.title(p), r.plain(front.Description, p.Lang), p.Path
	if p.Generated {
		v.Description, v.Path = r.description(p), ""
	}
	v.URL = r.url(p.URL)
	if r.origin != "" {
		v.Permalink = r.absolute(p.URL)
	}
	v.Minutes = minutes(p)
	v.Reviewer, v.State = front.Reviewer, string(p.State)
	v.Published, v.Updated = dateView(front.Date, p.Lang), dateView(cmpDate(front.Updated, front.Date), p.Lang)
	if !front.NoContents {
		v.Contents = r.contentsList(p.Document.Headings, p.Lang)
	}
	if err := r.place(v, p); err != nil {
		return nil, err
	}
	r.relations(v, p)
	v.Meta = r.meta(v, p)
	return v, nil
}

func layoutOf(p *site.Page) string {
	switch layout := p.Document.Front.Layout; {
	case layout == "home" || layout == "sources" || layout == "figures" || layout == "section":
		return layout
	case layout == "" && p.IsSection:
		return "section"
	}
	return "page"
}

// place fills in where the page stands in the site.
func (r *Renderer) place(v *PageView, p *site.Page) (err error) {
	if s := p.Section(); s != nil {
		v.Section = strings.Trim(s.URL, "/")
	}
	if v.Nav, err = r.navigation(p); err != nil {
		return err
	}
	v.Crumbs = r.trail(p.Parent, p.Edition).list
	v.Prev, v.Next = r.link(p.Prev), r.link(p.Next)
	if p.NextStep != nil {
		v.NextStep = &NextStep{r.title(p.NextStep), r.url(p.NextStep.URL), r.plain(p.Document.Front.NextText, p.Lang), r.editionOf(p, p.NextStep)}
	}
	if layoutOf(p) != "home" || p.Generated {
		v.Children = r.cards(p, p.Children)
	}
	return nil
}

// title, navTitle and description return the page's own with the figures that they quote written out.
func (r *Renderer) title(p *site.Page) string       { return r.plain(p.Title, p.Lang) }
func (r *Renderer) navTitle(p *site.Page) string    { return r.plain(p.NavTitle(), p.Lang) }
func (r *Renderer) description(p *site.Page) string { return r.plain(p.Description, p.Lang) }

func (r *Renderer) link(p *site.Page) *Link {
	if p == nil {
		return nil
	}
	l := newLink(r.navTitle(p), r.url(p.URL))
	return &l
}

func newLink(title, url string) Link {
	return Link{title, url, template.HTMLAttr(`href="` + template.HTMLEscapeString(url) + `"`)}
}

func (r *Renderer) links(pages []*site.Page) []Link {
	links := make([]Link, 0, len(pages))
	for _, p := range pages {
		links = append(links, newLink(r.title(p), r.url(p.URL)))
	}
	return links
}

// cards presents pages to the readers of from.
func (r *Renderer) cards(from *site.Page, pages []*site.Page) []Card {
	cards := make([]Card, 0, len(pages))
	for _, p := range pages {
		cards = append(cards, Card{r.title(p), r.url(p.URL), r.description(p), string(p.State), r.editionOf(from, p)})
	}
	return cards
}

// backlinkLimit keeps the list of pages that link here readable.
const backlinkLimit = 12

// relations fills in what the page has to do with others.
func (r *Renderer) relations(v *PageView, p *site.Page) {
	for _, tag := range p.Tags {
		i := slices.IndexFunc(r.in.Site.Tags, func(t site.Tag) bool { return t.Name == tag })
		if i >= 0 {
			v.Tags = append(v.Tags, newLink(tag, r.url(r.in.Site.Tags[i].URL)))
		}
	}
	backlinks := slices.DeleteFunc(slices.Clone(p.Backlinks), func(b *site.Page) bool { return b.Edition != p.Edition || b.IsSection })
	v.Backlinks = r.links(backlinks[:min(len(backlinks), backlinkLimit)])
	if v.Layout == "sources" {
		for _, s := range r.in.Site.Sources {
			v.Sources = append(v.Sources, r.source(s, p.Lang, true))
		}
	} else {
		for _, id := range p.Sources {
			v.Sources = append(v.Sources, r.source(r.sources[id], p.Lang, false))
		}
	}
	if v.Layout == "figures" {
		v.Figures, v.Tables = r.figures(p.Lang)
	}
	v.Editions, v.Lacking = r.editions(p)
}

func (r *Renderer) source(s content.Source, lang string, withPages bool) Source {
	view := Source{
		ID: s.ID, Title: s.Title, Publisher: s.Publisher, URL: s.URL, Date: s.Date, Note: s.Note,
		Checked: dateView(s.Checked, lang),
	}
	if withPages {
		view.UsedBy = r.links(r.usedBy[s.ID])
	}
	return view
}

// lettersPerMinute is a slow reader's pace in Japanese; in languages written with spaces about
// five letters make a word.
const (
	lettersPerMinute      = 400
	latinLettersPerMinute = 1000
)

func minutes(p *site.Page) int {
	pace := latinLettersPerMinute
	if strings.HasPrefix(p.Lang, "ja") || strings.HasPrefix(p.Lang, "zh") {
		pace = lettersPerMinute
	}
	return max((p.Document.Letters+pace-1)/pace, 1)
}

func cmpDate(first, second content.Date) content.Date {
	if first.IsZero() {
		return second
	}
	return first
}
