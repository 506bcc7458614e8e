package render

import (
	"bytes"
	"cmp"
	"html/template"
	"slices"
	"strings"

	"shirube/calculator"
	"shirube/generator/internal/content"
	"shirube/generator/internal/images"
	"shirube/generator/internal/markdown"
	"shirube/generator/internal/site"
)

// A PageInput is all that one page is written from, besides its own document: what it takes from the
// site and from other pages, as plain values. No other page can be reached through it, so that two
// inputs of one key and one document give the same bytes.
type PageInput struct {
	shared *siteContext
	voice  string   // of its interface strings; see Theme.Voice
	view   PageView // what is known of it before it is written
	output string
	isHome bool
	// description is the page's own, or its beginning; view.Description is empty where nobody wrote one.
	description string

	frame *frame
	nav   *nav // nil for none
	place int  // of the page in nav, or −1
	trail *trail

	targets        []target            // where the links of its document lead
	embeds         []site.Embed        // what the names in its document refer to
	nextCalculator *calculator.Program // the first one on the page that the reader is sent to; nil for none
	glossary       *glossary           // nil where no terms are linked
	own            []content.OwnValue
	image          *picture // for Open Graph; nil for none
	imageAlt       string
	alternates     []alternate
}

// A target is where a link leads, with what its page needs of it.
type target struct {
	kind     site.TargetKind
	to       string // site path of the page or file; empty for a place on the same page
	fragment string
	query    string
	lang     string // of a page in another edition
	edition  string // the name of that edition
	picture  *picture
}

// A picture is how a picture is shown.
type picture struct {
	output        string
	width, height int
	variants      []images.Variant
}

// An alternate is this text in another language.
type alternate struct{ lang, url string }

// Output returns the path of the page's file below the output folder.
func (s *PageInput) Output() string { return s.output }

// PageInput gathers what the page of p is written from, and notes in by whose words it shows; by may be nil.
func (r *Renderer) PageInput(p *site.Page, by *Shown) *PageInput {
	front, words := p.Summary.Front, r.in.Site.Texts(p)
	s := &PageInput{
		shared: r.shared, voice: r.Voice(p.Lang, p.Edition), output: p.Output, isHome: p.Parent == nil, embeds: p.Embeds, place: -1,
		frame: r.frame(p.Lang, p.Edition, p.URL, r.featuresOf(p)),
	}
	v := &s.view
	v.Layout, v.Kind, v.Lang, v.Ruby = layoutOf(p), cmp.Or(front.Kind, "article"), p.Lang, r.ruby(p.Lang, p.Edition)
	v.Title, v.Path, s.description = r.title(by, p), p.Path, r.description(by, p)
	if words.Written || p.Generated {
		v.Description = s.description
	}
	if p.Generated {
		v.Path = ""
	}
	v.URL, v.Reviewer, v.State = r.shared.url(p.URL), front.Reviewer, string(p.State)
	v.Permalink = r.shared.permalink(p.URL)
	v.Published, v.Updated = r.Localizer(s.voice).Date(front.Date), r.Localizer(s.voice).Date(p.LastChanged())
	if feed := r.feedAt(p); feed != "" {
		v.Feed = r.shared.url(feed)
	}
	if !p.Generated {
		v.EditURL = editURL(r.in.Site.Settings.EditURL, p.Path)
	}
	r.place(s, p, by)
	r.relations(v, p, by)
	s.targets, s.own = r.targets(p), front.Own
	if r.glossary.linksTerms(p) {
		s.glossary = r.glossary
	}
	s.image, s.imageAlt = r.shareImage(p)
	for _, e := range p.Editions {
		s.alternates = append(s.alternates, alternate{e.Lang, r.shared.absolute(e.URL)})
	}
	return s
}

// editURL returns where a file can be edited; empty where the site does not say.
func editURL(pattern, file string) string {
	escaped := site.EscapePath(file)
	switch {
	case pattern == "":
		return ""
	case strings.Contains(pattern, "{path}"):
		return strings.ReplaceAll(pattern, "{path}", escaped)
	}
	return strings.TrimSuffix(pattern, "/") + "/" + escaped
}

func layoutOf(p *site.Page) string {
	switch layout := p.Summary.Front.Layout; {
	case layout == "" && p.IsSection:
		return "section"
	case layout != "" && layout != "default" && layout != "glossary":
		return layout
	}
	return "page"
}

// place sets the navigation of the page.
func (r *Renderer) place(s *PageInput, p *site.Page, by *Shown) {
	v := &s.view
	if section := p.Section(); section != nil {
		v.Section = strings.Trim(section.URL, "/")
		s.nav, s.place = r.navigation(section, p, by)
	} else if r.in.Site.RootNav && p.Parent != nil {
		s.nav, s.place = r.navigation(p.Parent, p, by)
	}
	s.trail = r.trail(p.Parent, p.Edition, by)
	v.Crumbs = s.trail.list
	v.Prev, v.Next = r.link(p.Prev, by), r.link(p.Next, by)
	if p.NextStep != nil {
		v.NextStep = &NextStep{r.title(by, p.NextStep), r.shared.url(p.NextStep.URL), r.Plain(p, p.Summary.Front.NextText), r.editionOf(p, p.NextStep)}
		s.nextCalculator = firstCalculator(p.NextStep)
	}
	if layoutOf(p) != "home" || p.Generated {
		v.Children = r.cards(p, p.Children, by)
	}
}

func firstCalculator(p *site.Page) *calculator.Program {
	for _, e := range p.Embeds {
		if e.Calculator != nil {
			return e.Calculator
		}
	}
	return nil
}

// Plain returns a text of a page with the figures that it quotes written out.
func (r *Renderer) Plain(p *site.Page, text string) string {
	figures := r.in.Site.Figures
	if figures == nil {
		return text
	}
	return r.shared.plain(text, r.Voice(p.Lang, p.Edition), func(name string) (calculator.Quote, bool) {
		q, err := figures.Quote(name)
		return q, err == nil
	})
}

func (r *Renderer) link(p *site.Page, by *Shown) *Link {
	if p == nil {
		return nil
	}
	l := NewLink(r.navTitle(by, p), r.shared.url(p.URL))
	return &l
}

// NewLink returns a link whose Href is an attribute that templates write as it is: the address is escaped here.
func NewLink(title, url string) Link {
	return Link{title, url, template.HTMLAttr(`href="` + template.HTMLEscapeString(url) + `"`)}
}

// cards presents pages to the readers of from.
func (r *Renderer) cards(from *site.Page, pages []*site.Page, by *Shown) []Card {
	cards := make([]Card, 0, len(pages))
	for _, p := range pages {
		card := Card{Title: r.title(by, p), URL: r.shared.url(p.URL), State: string(p.State), Edition: r.editionOf(from, p)}
		if len(pages) <= describedCards {
			card.Description = r.description(by, p)
		}
		cards = append(cards, card)
	}
	return cards
}

// describedCards is how many pages a folder may have so that its list describes them too.
const describedCards = 300

// backlinkLimit keeps the list of pages that link here readable.
const backlinkLimit = 12

// relations fills in what the page has to do with others.
func (r *Renderer) relations(v *PageView, p *site.Page, by *Shown) {
	for _, tag := range p.Tags {
		i := slices.IndexFunc(r.in.Site.Tags, func(t site.Tag) bool { return t.Name == tag })
		if i >= 0 {
			v.Tags = append(v.Tags, NewLink(tag, r.shared.url(r.in.Site.Tags[i].URL)))
		}
	}
	for _, b := range r.in.Site.Backlinks(p) {
		if b.Edition == p.Edition && !b.IsSection && len(v.Backlinks) < backlinkLimit {
			v.Backlinks = append(v.Backlinks, NewLink(r.title(by, b), r.shared.url(b.URL)))
		}
	}
	if v.Layout == "sources" {
		for _, s := range r.in.Site.Sources {
			view := r.shared.source(s, r.Voice(p.Lang, p.Edition))
			view.UsedBy = r.users(r.usedBy[s.ID], p.Lang, p.Edition, by)
			v.Sources = append(v.Sources, view)
		}
	} else {
		v.Sources = r.shared.sourceViews(p.Sources, r.Voice(p.Lang, p.Edition))
	}
	if v.Layout == "figures" {
		v.Figures, v.Tables = r.Figures(p.Lang, p.Edition, by)
		v.ByUse = r.byUse(v, p, by)
	}
	v.Editions, v.Lacking = r.editions(p)
}

// shareImage returns the page's own picture for Open Graph, or the site's.
func (r *Renderer) shareImage(p *site.Page) (picture *picture, alt string) {
	name, alt := p.Image, p.Summary.Front.ImageAlt
	if name == "" {
		name, alt = r.in.Site.Image, r.in.Site.Settings.ImageAlt
	}
	return r.pictures[name], alt
}

// targets returns where the links of p's document lead.
func (r *Renderer) targets(p *site.Page) []target {
	leads := r.in.Site.Targets(p)
	if len(leads) == 0 {
		return nil
	}
	targets := make([]target, len(leads))
	for i, t := range leads {
		to := target{kind: t.Kind, to: t.File, fragment: t.Fragment, query: t.Query}
		switch {
		case t.Kind == site.ToPicture:
			to.picture = r.pictures[t.File]
		case t.Page != nil:
			to.to = t.Page.URL
			if t.Page.Edition != p.Edition {
				to.lang, to.edition = t.Page.Lang, r.editionName(t.Page)
			}
		}
		targets[i] = to
	}
	return targets
}

// quote returns the figure that a name in the document refers to.
func (s *PageInput) quote(doc *markdown.Document) func(name string) (calculator.Quote, bool) {
	return func(name string) (calculator.Quote, bool) {
		for i, e := range doc.Embeds {
			if e.Kind == markdown.FigureEmbed && e.Name == name {
				return s.embeds[i].Quote, s.embeds[i].Quote.Name != ""
			}
		}
		return calculator.Quote{}, false
	}
}

// plain returns a text of the document with the figures that it quotes written out.
func (s *PageInput) plain(text string, doc *markdown.Document) string {
	return s.shared.plain(text, s.voice, s.quote(doc))
}

// Key returns the key of what the page is written from, except its document.
func (s *PageInput) Key() Key { return digestOf(*s) }

// A Scratch is memory that one worker uses for page after page. Its zero value is ready.
type Scratch struct {
	page   bytes.Buffer
	body   []byte
	marked []byte
}

// Write returns the HTML of the page with doc as its document, nil for a page that the build makes.
// It holds until scratch is used again. An error is a finding in the theme; see TemplateError.
func (s *PageInput) Write(doc *markdown.Document, scratch *Scratch) ([]byte, error) {
	v := s.view
	if err := s.finish(&v); err != nil {
		return nil, err
	}
	if doc != nil {
		if err := s.fill(&v, doc, scratch); err != nil {
			return nil, err
		}
	}
	scratch.page.Reset()
	err := s.shared.theme.in(s.voice).layout(v.Layout).Execute(&scratch.page, &v)
	page, isMarked := MarkJapanese(scratch.marked, scratch.page.Bytes(), v.Lang)
	if isMarked {
		scratch.marked = page // to be used again
	}
	return page, err
}

// finish adds what is written once for many pages.
func (s *PageInput) finish(v *PageView) error {
	frame := s.frame.write()
	v.Site, v.Menu, v.Localizer = s.frame.view.Site, s.frame.view.Menu, s.shared.theme.in(s.voice).Localizer
	v.Head, v.Top, v.Bottom, v.Own = frame.head, frame.top, frame.bottom, ownValues(s.own, v.Localizer)
	v.data = s.shared.data
	if frame.err != nil || s.nav == nil {
		return frame.err
	}
	nav := s.nav.write()
	v.Nav = nav.marked(s.place)
	return nav.err
}

// fill adds what the document gives.
func (s *PageInput) fill(v *PageView, doc *markdown.Document, scratch *Scratch) error {
	v.Minutes = minutes(doc.Letters+v.letters(), v.Lang)
	if !doc.Front.NoContents {
		v.Contents = s.contentsList(doc)
	}
	v.Meta = s.meta(v, doc)
	body := s.resolver(doc)
	scratch.body = scratch.body[:0]
	if doc.TitleBy == markdown.TitleOpening && doc.Title != v.Title { // several pages of the folder begin with it
		scratch.body = append(scratch.body, "<h2>"+template.HTMLEscapeString(doc.Title)+"</h2>\n"...)
	}
	scratch.body = doc.Append(scratch.body, body)
	v.HTML = template.HTML(scratch.body)
	return body.Err
}

// lettersPerMinute is a slow reader's pace in Japanese; in languages written with spaces about
// five letters make a word.
const (
	lettersPerMinute      = 400
	latinLettersPerMinute = 1000
)

func minutes(letters int, lang string) int {
	pace := latinLettersPerMinute
	if strings.HasPrefix(lang, "ja") || strings.HasPrefix(lang, "zh") {
		pace = lettersPerMinute
	}
	return max((letters+pace-1)/pace, 1)
}
