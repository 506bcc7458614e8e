package render

import (
	"cmp"
	"encoding/json"
	"html/template"
	"strconv"
	"strings"

	"shirube/generator/internal/markdown"
	"shirube/generator/internal/site"
)

// A head collects the metadata in the head of a page, for browsers, search engines and services that show links.
type head struct{ strings.Builder }

func (h *head) title(title, ofSite string, isHome bool) {
	if !isHome && title != ofSite {
		title += " — " + ofSite
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
func (s *PageInput) meta(v *PageView, doc *markdown.Document) template.HTML {
	var h head
	h.Grow(2048)
	h.title(v.Title, v.Site.Title, s.isHome)
	h.meta("description", s.description)
	noIndex := doc.Front.NoIndex || s.output == site.NotFound
	if noIndex {
		h.meta("robots", "noindex")
	}
	h.address(v)
	if s.shared.origin != "" {
		for _, a := range s.alternates {
			lang, url := template.HTMLEscapeString(a.lang), template.HTMLEscapeString(a.url)
			h.WriteString(`<link rel="alternate" hreflang="` + lang + `" href="` + url + `">` + "\n")
		}
	}
	if v.Feed != "" {
		h.WriteString(`<link rel="alternate" type="application/atom+xml" title="` + template.HTMLEscapeString(v.Title) + `" href="` +
			template.HTMLEscapeString(v.Feed) + `">` + "\n")
	}
	s.openGraph(&h, v)
	if s.shared.origin != "" && !noIndex {
		s.structuredData(&h, v, doc)
	}
	return template.HTML(h.String())
}

// plainMeta describes a page that the build makes.
func (r *Renderer) plainMeta(v *PageView, noIndex bool) template.HTML {
	var h head
	h.title(v.Title, r.siteView(v.Edition).Title, false)
	h.meta("description", v.Description)
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
func (s *PageInput) openGraph(h *head, v *PageView) {
	kind := "article"
	if v.Kind != "article" || v.Layout != "page" {
		kind = "website"
	}
	h.property("og:title", v.Title)
	h.property("og:type", kind)
	h.property("og:url", v.Permalink)
	h.property("og:description", s.description)
	if s.image == nil {
		return
	}
	h.property("og:image", s.shared.absolute(s.image.output))
	h.property("og:image:width", strconv.Itoa(s.image.width))
	h.property("og:image:height", strconv.Itoa(s.image.height))
	h.property("og:image:alt", cmp.Or(s.imageAlt, v.Title))
	h.meta("twitter:card", "summary_large_image")
}

// structuredData describes a page to search engines in terms of schema.org: what it is, and where
// it is in the site. Its addresses must be absolute.
func (s *PageInput) structuredData(h *head, v *PageView, doc *markdown.Document) {
	if (v.Kind == "article" || v.Kind == "howto") && v.Layout == "page" {
		h.jsonLD(s.article(v))
	}
	if !s.isHome {
		h.jsonLD(s.breadcrumbs(v))
	}
	if len(doc.Questions) > 0 {
		h.jsonLD(s.questions(doc))
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

func (s *PageInput) article(v *PageView) article {
	publisher := organization{thing{Type: "Organization"}, cmp.Or(v.Site.Publisher, v.Site.Title)}
	a := article{
		thing: thing{schema, "Article"}, Headline: v.Title, Description: s.description, Language: v.Lang,
		Page: v.Permalink, Free: true, DatePublished: v.Published.ISO, DateModified: v.Updated.ISO,
		Author: publisher, Publisher: publisher,
	}
	if s.image != nil {
		a.Image = s.shared.absolute(s.image.output)
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

func (s *PageInput) breadcrumbs(v *PageView) breadcrumbList {
	list := breadcrumbList{thing: thing{schema, "BreadcrumbList"}}
	add := func(name, url string) {
		list.Items = append(list.Items, listItem{thing{Type: "ListItem"}, len(list.Items) + 1, name, s.shared.origin + url})
	}
	for _, l := range s.trail.links {
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

func (s *PageInput) questions(doc *markdown.Document) faqPage {
	page := faqPage{thing: thing{schema, "FAQPage"}, Language: s.view.Lang}
	for _, q := range doc.Questions {
		given := answer{thing{Type: "Answer"}, s.plain(q.Answer, doc)}
		page.Questions = append(page.Questions, question{thing{Type: "Question"}, s.plain(q.Text, doc), given})
	}
	return page
}
