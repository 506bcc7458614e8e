package render

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"slices"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/assets"
	"shirube/generator/internal/content"
	"shirube/generator/internal/site"
)

// Policy is the Content-Security-Policy of every page: nothing from elsewhere, no inline scripts
// or styles. WebAssembly is allowed for the calculators.
func Policy() string {
	return metaPolicy() + "; frame-ancestors 'none'"
}

// metaPolicy is Policy without what a meta element may not say.
func metaPolicy() string {
	return "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; " +
		"connect-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'"
}

// Extras returns the files that stand beside the pages: lists of tags, redirects, the page for
// addresses that do not exist, sitemap, feed, robots.txt and _headers.
func (r *Renderer) Extras() ([]assets.File, diagnostic.List) {
	var files []assets.File
	var found diagnostic.List
	pages, err := r.madePages()
	if err != nil {
		return nil, append(found, TemplateError(err))
	}
	for _, v := range pages {
		var out bytes.Buffer
		if err := r.execute(v.view, &out); err != nil {
			found = append(found, TemplateError(err))
			continue
		}
		files = append(files, assets.File{Output: v.output, Bytes: out.Bytes()})
	}
	return append(files,
		assets.File{Output: "sitemap.xml", Bytes: r.sitemap()},
		assets.File{Output: "feed.xml", Bytes: r.feed()},
		assets.File{Output: "robots.txt", Bytes: r.robots()},
		assets.File{Output: "_headers", Bytes: r.headers()},
	), found
}

// A madePage is a page that no content file stands for.
type madePage struct {
	output string
	view   *PageView
}

func (r *Renderer) madePages() ([]madePage, error) {
	missing, err := r.made("404", "404.title", "/404.html")
	if err != nil {
		return nil, err
	}
	missing.Permalink = ""
	missing.Meta = r.plainMeta(missing, true)
	pages := []madePage{{"404.html", missing}}
	for _, redirect := range r.in.Site.Redirects {
		v, err := r.newView(redirect.To.Lang, redirect.To.Edition, redirect.To.URL, features{})
		if err != nil {
			return nil, err
		}
		v.Layout, v.RedirectTo = "redirect", r.url(redirect.To.URL)
		if r.origin != "" {
			v.Permalink = r.absolute(redirect.To.URL)
		}
		pages = append(pages, madePage{redirect.Output, v})
	}
	return r.tagPages(pages)
}

// tagPages adds a page for every tag and one that lists them.
func (r *Renderer) tagPages(pages []madePage) ([]madePage, error) {
	if len(r.in.Site.Tags) == 0 {
		return pages, nil
	}
	list, err := r.made("tags", "tags.title", "/tags/")
	if err != nil {
		return nil, err
	}
	for _, tag := range r.in.Site.Tags {
		list.TagCounts = append(list.TagCounts, TagCount{newLink(tag.Name, r.url(tag.URL)), len(tag.Pages)})
		v, err := r.made("tag", "", tag.URL)
		if err != nil {
			return nil, err
		}
		v.Title = tag.Name
		v.Meta = r.plainMeta(v, false)
		v.Crumbs = crumbList([]Link{r.homeLink(), newLink(list.Title, list.URL)})
		v.Children = r.cards(r.in.Site.Home, tag.Pages)
		pages = append(pages, madePage{tag.Output, v})
	}
	return append(pages, madePage{"tags/index.html", list}), nil
}

// made returns the view of a page that the build makes, with the interface string key as title.
func (r *Renderer) made(layout, key, path string) (*PageView, error) {
	v, err := r.newView(r.in.Site.Settings.Lang, "", path, features{})
	if err != nil {
		return nil, err
	}
	v.Layout, v.Kind, v.Title = layout, "page", v.strings[key]
	v.URL = r.url(path)
	if r.origin != "" {
		v.Permalink = r.absolute(path)
	}
	v.Meta = r.plainMeta(v, false)
	v.Crumbs = crumbList([]Link{r.homeLink()})
	return v, nil
}

func (r *Renderer) homeLink() Link {
	return newLink(r.navTitle(r.in.Site.Home), r.url(r.in.Site.Home.URL))
}

func (r *Renderer) sitemap() []byte {
	type entry struct {
		Loc     string `xml:"loc"`
		LastMod string `xml:"lastmod,omitempty"`
	}
	type urlset struct {
		XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		URL     []entry  `xml:"url"`
	}
	var set urlset
	for _, p := range r.in.Site.Pages {
		front := p.Document.Front
		if !front.NoIndex && p.State == site.Published {
			set.URL = append(set.URL, entry{r.absolute(p.URL), cmpDate(front.Updated, front.Date).String()})
		}
	}
	return xmlDocument(set)
}

func xmlDocument(v any) []byte {
	text, err := xml.MarshalIndent(v, "", " ")
	if err != nil {
		return nil
	}
	return append(append([]byte(xml.Header), text...), '\n')
}

// feedLimit is how many of the newest pages the feed lists.
const feedLimit = 20

type atomLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	Title   string   `xml:"title"`
	Link    atomLink `xml:"link"`
	ID      string   `xml:"id"`
	Updated string   `xml:"updated"`
	Summary string   `xml:"summary,omitempty"`
}

// feed lists the pages of the main language that were changed last (RFC 4287).
func (r *Renderer) feed() []byte {
	type feed struct {
		XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		Lang    string      `xml:"xml:lang,attr"`
		Title   string      `xml:"title"`
		Links   []atomLink  `xml:"link"`
		ID      string      `xml:"id"`
		Updated string      `xml:"updated"`
		Author  string      `xml:"author>name"`
		Entries []atomEntry `xml:"entry"`
	}
	settings := r.in.Site.Settings
	f := feed{
		Lang: settings.Lang, Title: settings.Title, ID: r.absolute("/"),
		Links:  []atomLink{{"", r.absolute("/")}, {"self", r.absolute("/feed.xml")}},
		Author: cmp.Or(settings.Publisher, settings.Title),
	}
	for _, p := range r.newest() {
		day := atomDay(cmpDate(p.Document.Front.Updated, p.Document.Front.Date))
		f.Entries = append(f.Entries, atomEntry{r.title(p), atomLink{"", r.absolute(p.URL)}, r.absolute(p.URL), day, r.description(p)})
	}
	f.Updated = atomDay(r.in.Today)
	if len(f.Entries) > 0 {
		f.Updated = f.Entries[0].Updated
	}
	return xmlDocument(f)
}

func (r *Renderer) newest() []*site.Page {
	pages := slices.DeleteFunc(slices.Clone(r.in.Site.Pages), func(p *site.Page) bool {
		front := p.Document.Front
		return p.Edition != "" || p.State != site.Published || front.NoIndex || cmpDate(front.Updated, front.Date).IsZero()
	})
	slices.SortStableFunc(pages, func(a, b *site.Page) int {
		x, y := a.Document.Front, b.Document.Front
		return cmp.Or(cmpDate(y.Updated, y.Date).Compare(cmpDate(x.Updated, x.Date)), cmp.Compare(a.Path, b.Path))
	})
	return pages[:min(len(pages), feedLimit)]
}

func atomDay(d content.Date) string { return d.String() + "T00:00:00+09:00" }

func (r *Renderer) robots() []byte {
	text := "User-agent: *\nAllow: /\n"
	if r.origin != "" {
		text += "\nSitemap: " + r.absolute("/sitemap.xml") + "\n"
	}
	return []byte(text)
}

// headers writes the response headers in the form that Cloudflare Pages and Netlify read.
func (r *Renderer) headers() []byte {
	var b strings.Builder
	b.WriteString(r.root + "*\n")
	for _, h := range Headers() {
		b.WriteString("  " + h[0] + ": " + h[1] + "\n")
	}
	b.WriteString("  Cache-Control: no-cache\n")
	b.WriteString("\n" + r.root + assets.Folder + "/*\n  ! Cache-Control\n  Cache-Control: public, max-age=31536000, immutable\n")
	return []byte(b.String())
}

// Headers are the response headers that every file of a site is served with, in order.
func Headers() [][2]string {
	return [][2]string{
		{"Content-Security-Policy", Policy()},
		{"X-Content-Type-Options", "nosniff"},
		{"Referrer-Policy", "same-origin"},
		{"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
		{"Cross-Origin-Opener-Policy", "same-origin"},
	}
}
