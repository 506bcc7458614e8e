package render

import (
	"html/template"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
	"shirube/generator/internal/markdown"
	"shirube/generator/internal/site"
)

// This file is for package book, which writes all pages of an edition as one document.

// Site returns the site that the renderer writes.
func (r *Renderer) Site() *site.Site { return r.in.Site }

// URL returns the address of a site path as written in a page.
func (r *Renderer) URL(path string) string { return r.shared.url(path) }

// Root returns the base path of the site, with a slash at both ends.
func (r *Renderer) Root() string { return r.shared.root }

// Origin returns the base URL without its path; empty where it is not known.
func (r *Renderer) Origin() string { return r.shared.origin }

// FiguresURL returns the address of the page that lists all figures; empty where there is none.
func (r *Renderer) FiguresURL() string { return r.shared.figuresAt }

// SourcesURL returns the address of the page that lists all sources; empty where there is none.
func (r *Renderer) SourcesURL() string { return r.shared.sourceAt }

// Voice returns the name of the interface strings of an edition: its language, or its own; see Theme.Voice.
func (r *Renderer) Voice(lang, edition string) string { return r.shared.theme.Voice(lang, edition) }

// Source presents a source with the strings of a voice.
func (r *Renderer) Source(s content.Source, voice string) Source { return r.shared.source(s, voice) }

// Calculator gathers what a page shows of a calculator.
func (r *Renderer) Calculator(e site.Embed, on *site.Page) (*CalculatorView, error) {
	return r.shared.calculatorView(e, on.Lang, r.Voice(on.Lang, on.Edition), nil)
}

// Resolver returns what fills the holes of a page's body.
func (r *Renderer) Resolver(p *site.Page, doc *markdown.Document) *Resolver {
	return r.PageInput(p, nil).resolver(doc)
}

// UsedBy returns the pages that quote a source.
func (r *Renderer) UsedBy(source string) []*site.Page { return r.usedBy[source] }

// Layout returns the template that writes a layout with the strings of a voice.
func (r *Renderer) Layout(voice, name string) *template.Template {
	return r.shared.theme.in(voice).layout(name)
}

// Word returns an interface string; empty where the theme lacks it.
func (r *Renderer) Word(voice, key string) string { return r.shared.word(voice, key) }

// Localizer returns the interface strings of a voice.
func (r *Renderer) Localizer(voice string) Localizer { return r.shared.theme.in(voice).Localizer }

// CheckLayouts reports layouts that the theme has no template for.
func (r *Renderer) CheckLayouts(layouts ...string) diagnostic.List {
	return r.shared.theme.missing(layouts)
}

// BookPage returns the view of the page that holds a whole edition, without title and chapters.
func (r *Renderer) BookPage(of site.Book, hasCode bool) (*PageView, error) {
	frame := r.frame(of.Lang, of.Edition, of.URL, features{book: true, code: hasCode})
	written := frame.write()
	v := &PageView{
		Layout: "book", Kind: "page", Lang: of.Lang, URL: r.shared.url(of.URL), Ruby: r.ruby(of.Lang, of.Edition),
		Site: frame.view.Site, Menu: frame.view.Menu, Head: written.head, Top: written.top, Bottom: written.bottom,
		Description: frame.view.Site.Description, Localizer: r.Localizer(r.Voice(of.Lang, of.Edition)),
	}
	v.Permalink = r.shared.permalink(of.URL)
	v.Crumbs = crumbList([]Link{NewLink(v.Site.Title, v.Site.Home)})
	return v, written.err
}

// BookMeta describes the page that holds a whole edition.
func (r *Renderer) BookMeta(v *PageView) template.HTML {
	var h head
	h.title(v.Title, v.Site.Title, true)
	h.meta("robots", "noindex")
	h.address(v)
	return template.HTML(h.String())
}
