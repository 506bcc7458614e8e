package render

import (
	"cmp"
	"encoding/json"
	"html/template"
	"strconv"
	"strings"

	"shirube/generator/internal/assets"
	"shirube/generator/internal/site"
)

// A head collects what the head of a page says of it to browsers, search engines and services that
// show links.
type head struct{ strings.Builder }

func (h *head) title(v *PageView, isHome bool) {
	title := v.Title
	if !isHome && title != v.Site.Title {
		title += " — " + v.Site.Title
	}
	h.WriteString("<title>" + template.HTMLEscapeString(title) + "</title>\n")
}

func (h *head) meta(name, content string) {
	if content != "" {
		h.WriteString(`<meta name="` + name + `" content="` + template.HTMLEscapeString(content) + `">` + "\n")
	}
}

func (h *head) property(name, content string) {
	if content != "" {
		h.WriteString(`<meta property="` + name + `" content="` + template.HTMLEscapeString(content) + `">` + "\n")
	}
}

// meta describes a content page.
func (r *Renderer) meta(v *PageView, p *site.Page) template.HTML {
	var h head
	h.Grow(2048)
	h.title(v, p.Parent == nil)
	h.meta("description", r.description(p))
	noIndex := p.Document.Front.NoIndex
	if noIndex {
		h.meta("robots", "noindex")
	}
	h.address(v)
	if r.origin != "" {
		for _, e := range p.Editions {
			h.WriteString(`<link rel="alternate" hreflang="` + template.HTMLEscapeString(e.Lang) + `" href="` + template.HTMLEscapeString(r.absolute(e.URL)) + `">` + "\n")
		}
	}
	r.openGraph(&h, v, p)
	if r.origin != "" && !noIndex {
		r.structuredData(&h, v, p)
	}
	return template.HTML(h.String())
}

// plainMeta describes a page that the build makes.
func (r *Renderer) plainMeta(v *PageView, noIndex bool) template.HTML {
	var h head
	h.title(v, false)
	if noIndex {
		h.meta("robots", "noindex")
	}
	h.address(v)
	return template.HTML(h.String())
}

func (h *head) address(v *PageView) {
	if v.Permalink != "" {
		h.WriteString(`<link rel="canonical" href="` + template.HTMLEscapeString(v.Permalink) + `">` + "\n")
	}
}

// openGraph writes how the page appears where somebody shares its address (https://ogp.me).
func (r *Renderer) openGraph(h *head, v *PageView, p *site.Page) {
	kind := "article"
	if v.Kind != "article" || v.Layout != "page" {
		kind = "website"
	}
	h.property("og:title", v.Title)
	h.property("og:type", kind)
	h.property("og:url", v.Permalink)
	h.property("og:description", r.description(p))
	picture, alt, ok := r.shareImage(p)
	if !ok {
		return
	}
	h.property("og:image", r.absolute(picture.Output))
	h.property("og:image:width", strconv.Itoa(picture.Width))
	h.property("og:image:height", strconv.Itoa(picture.Height))
	h.property("og:image:alt", cmp.Or(alt, v.Title))
	h.meta("twitter:card", "summary_large_image")
}

// shareImage returns the page's own picture, or the site's.
func (r *Renderer) shareImage(p *site.Page) (picture assets.Picture, alt string, ok bool) {
	name, alt := p.Image, p.Document.Front.ImageAlt
	if name == "" {
		name, alt = r.in.Site.Image, r.in.Site.Settings.ImageAlt
	}
	picture, ok = r.in.Pictures[name]
	return picture, alt, ok
}

// structuredData describes a page to search engines in terms of schema.org: what it is, and where
// it stands. Its addresses must be absolute.
func (r *Renderer) structuredData(h *head, v *PageView, p *site.Page) {
	if v.Kind == "article" && v.Layout == "page" {
		h.jsonLD(r.article(v, p))
	}
	if p.Parent != nil {
		h.jsonLD(r.breadcrumbs(v, p))
	}
	if len(p.Document.Questions) > 0 {
		h.jsonLD(r.questions(p))
	}
	if len(p.Document.Steps) > 0 && v.Kind == "howto" {
		h.jsonLD(r.howTo(v, p))
	}
}

// jsonLD writes a document as a data block: encoding/json escapes <, > and &.
func (h *head) jsonLD(document any) {
	text, err := json.Marshal(document)
	if err != nil {
		return
	}
	h.WriteString(`<script type="application/ld+json">`)
	h.Write(text)
	h.WriteString("</script>\n")
}

// A thing is the start of every schema.org description.
type thing struct {
	Context string `json:"@context,omitempty"`
	Type    string `json:"@type"`
}

const schema = "https://schema.org"

type organization struct {
	thing
	Name string `json:"name"`
}

type article struct {
	thing
	Headline      string       `json:"headline"`
	Description   string       `json:"description,omitempty"`
	Language      string       `json:"inLanguage"`
	Page          string       `json:"mainEntityOfPage"`
	Free          bool         `json:"isAccessibleForFree"`
	DatePublished string       `json:"datePublished,omitempty"`
	DateModified  string       `json:"dateModified,omitempty"`
	Image         string       `json:"image,omitempty"`
	Author        organization `json:"author"`
	Publisher     organization `json:"publisher"`
}

func (r *Renderer) article(v *PageView, p *site.Page) article {
	publisher := organization{thing{Type: "Organization"}, cmp.Or(v.Site.Publisher, v.Site.Title)}
	a := article{
		thing: thing{schema, "Article"}, Headline: v.Title, Description: r.description(p), Language: v.Lang,
		Page: v.Permalink, Free: true, DatePublished: v.Published.ISO, DateModified: v.Updated.ISO,
		Author: publisher, Publisher: publisher,
	}
	if picture, _, ok := r.shareImage(p); ok {
		a.Image = r.absolute(picture.Output)
	}
	return a
}

type listItem struct {
	thing
	Position int    `json:"position"`
	Name     string `json:"name"`
	Item     string `json:"item"`
}

type breadcrumbList struct {
	thing
	Items []listItem `json:"itemListElement"`
}

func (r *Renderer) breadcrumbs(v *PageView, p *site.Page) breadcrumbList {
	list := breadcrumbList{thing: thing{schema, "BreadcrumbList"}}
	add := func(name, url string) {
		list.Items = append(list.Items, listItem{thing{Type: "ListItem"}, len(list.Items) + 1, name, r.origin + url})
	}
	for _, l := range r.trail(p.Parent, p.Edition).links {
		add(l.Title, l.URL)
	}
	add(v.Title, v.URL)
	return list
}

type answer struct {
	thing
	Text string `json:"text"`
}

type question struct {
	thing
	Name   string `json:"name"`
	Answer answer `json:"acceptedAnswer"`
}

type faqPage struct {
	thing
	Language  string     `json:"inLanguage"`
	Questions []question `json:"mainEntity"`
}

func (r *Renderer) questions(p *site.Page) faqPage {
	page := faqPage{thing: thing{schema, "FAQPage"}, Language: p.Lang}
	for _, q := range p.Document.Questions {
		page.Questions = append(page.Questions, question{thing{Type: "Question"}, r.plain(q.Text, p.Lang), answer{thing{Type: "Answer"}, r.plain(q.Answer, p.Lang)}})
	}
	return page
}

type howToStep struct {
	thing
	Name string `json:"name"`
	Text string `json:"text"`
	URL  string `json:"url"`
}

type howToPage struct {
	thing
	Name        string      `json:"name"`
	Description string      `json:"description,omitempty"`
	Language    string      `json:"inLanguage"`
	Steps       []howToStep `json:"step"`
}

func (r *Renderer) howTo(v *PageView, p *site.Page) howToPage {
	page := howToPage{thing: thing{schema, "HowTo"}, Name: v.Title, Description: r.description(p), Language: v.Lang}
	for _, s := range p.Document.Steps {
		page.Steps = append(page.Steps, howToStep{thing{Type: "HowToStep"}, r.plain(s.Name, p.Lang), r.plain(s.Text, p.Lang), v.Permalink + "#" + site.EscapePath(s.ID)})
	}
	return page
}
