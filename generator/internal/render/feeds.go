package render

import (
	"cmp"
	"encoding/xml"
	"slices"
	"strings"

	"shirube/generator/internal/assets"
	"shirube/generator/internal/content"
	"shirube/generator/internal/publish"
	"shirube/generator/internal/site"
)

// Policy returns the Content-Security-Policy of every page: nothing from other hosts, no inline scripts
// or styles. WebAssembly is allowed for the calculators.
func Policy(a *content.Allowed) string {
	return metaPolicy(a) + "; frame-ancestors 'none'"
}

// metaPolicy is Policy without the directives that a meta element may not have.
func metaPolicy(a *content.Allowed) string {
	styles, more := list(a.Styles), ""
	if styles != "" {
		styles += " 'unsafe-hashes'" // which attributes need
	}
	if len(a.Frames) > 0 {
		more += "frame-src" + list(a.Frames) + "; "
	}
	if len(a.Media) > 0 {
		more += "media-src" + list(a.Media) + "; "
	}
	return "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'" + list(a.Scripts) + "; style-src 'self'" + styles + "; img-src 'self' data:; " + more +
		"connect-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'"
}

// list returns the sources of a directive, each with a space before it.
func list(sources []string) string {
	text := ""
	for _, s := range sources {
		text += " " + s
	}
	return text
}

// A File is a file beside the pages. Its bytes are made on demand.
type File struct {
	Output string
	Make   func() []byte
}

// Files returns the files beside the pages: sitemap, feed, robots.txt and _headers.
func (r *Renderer) Files() []File {
	files := []File{{"feed.xml", r.feed}, {"robots.txt", r.robots}, {"_headers", r.headers}}
	if r.shared.origin != "" || r.in.Preview { // a sitemap holds whole addresses only
		files = append(files, File{"sitemap.xml", r.sitemap})
	}
	return append(files, r.sectionFeeds()...)
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
		if p.IsFound() && p.State == site.Published {
			set.URL = append(set.URL, entry{r.shared.absolute(p.URL), p.LastChanged().String()})
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

// feed lists the pages of the main language that were changed last.
func (r *Renderer) feed() []byte { return r.feedOf(r.in.Site.Home, r.in.Site.Settings.Title) }

// feedName is the file of a feed below the address of what it is on.
const feedName = "feed.xml"

// sectionFeeds are the feeds of folders with pages that have a day.
func (r *Renderer) sectionFeeds() []File {
	var files []File
	for _, p := range r.in.Site.Pages {
		if r.feedAt(p) != "" {
			title := r.Title(p) + " — " + r.siteView(p.Edition).Title
			files = append(files, File{strings.TrimPrefix(p.URL, "/") + feedName, func() []byte { return r.feedOf(p, title) }})
		}
	}
	return files
}

// feedAt returns the site path of the feed of a section; empty where it has none.
func (r *Renderer) feedAt(p *site.Page) string {
	if !r.in.Site.Settings.SectionFeeds || !p.IsSection || p.Parent == nil || p.Replaced || !hasDay(p) {
		return ""
	}
	return p.URL + feedName
}

// hasDay reports whether some page right below a section has a day.
func hasDay(section *site.Page) bool {
	return slices.ContainsFunc(section.Children, func(p *site.Page) bool {
		return p.Edition == section.Edition && p.State == site.Published && p.IsFound() && !p.LastChanged().IsZero()
	})
}

// feedOf lists the pages of a section that were changed last (RFC 4287).
func (r *Renderer) feedOf(section *site.Page, title string) []byte {
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
		Lang: section.Lang, Title: title, ID: r.feedID(section.URL),
		Links:  []atomLink{{"", r.shared.absolute(section.URL)}, {"self", r.shared.absolute(section.URL + feedName)}},
		Author: cmp.Or(settings.Publisher, settings.Title),
	}
	for _, p := range r.newest(section) {
		day := atomDay(p.LastChanged())
		f.Entries = append(f.Entries, atomEntry{r.Title(p), atomLink{"", r.shared.absolute(p.URL)}, r.feedID(p.URL), day, r.description(nil, p)})
	}
	f.Updated = atomDay(r.in.Today)
	if len(f.Entries) > 0 {
		f.Updated = f.Entries[0].Updated
	}
	return xmlDocument(f)
}

// newest returns the pages of a section that were changed last; of the edition for a start page.
func (r *Renderer) newest(section *site.Page) []*site.Page {
	pages := slices.DeleteFunc(slices.Clone(r.in.Site.Pages), func(p *site.Page) bool {
		return p.Edition != section.Edition || p.State != site.Published || !p.IsFound() || p.LastChanged().IsZero() || !p.IsBelow(section)
	})
	slices.SortStableFunc(pages, func(a, b *site.Page) int {
		return cmp.Or(b.LastChanged().Compare(a.LastChanged()), cmp.Compare(a.Path, b.Path))
	})
	return pages[:min(len(pages), feedLimit)]
}

// feedID returns what identifies a page in feeds, which must be a whole address (RFC 4287, section 4.2.6): without base-url
// one that names the site and the page's path (RFC 4151).
func (r *Renderer) feedID(path string) string {
	if r.shared.origin == "" {
		return "tag:localhost,2000:" + site.EscapePath(r.in.Site.Settings.Title) + r.shared.url(path)
	}
	return r.shared.absolute(path)
}

func atomDay(d content.Date) string { return d.String() + "T00:00:00+09:00" }

func (r *Renderer) robots() []byte {
	text := "User-agent: *\nAllow: /\n"
	if r.shared.origin != "" {
		text += "\nSitemap: " + r.shared.absolute("/sitemap.xml") + "\n"
	}
	return []byte(text)
}

// headers writes the response headers in the form that Cloudflare Pages and Netlify read.
func (r *Renderer) headers() []byte {
	var b strings.Builder
	b.WriteString(r.shared.root + "*\n")
	for _, h := range HeadersFor(r.in.Site.Settings.InPolicy()) {
		b.WriteString("  " + h[0] + ": " + h[1] + "\n")
	}
	b.WriteString("  Cache-Control: no-cache\n")
	b.WriteString("\n" + r.shared.root + publish.AssetFolder + "/*\n  ! Cache-Control\n  Cache-Control: public, max-age=31536000, immutable\n")
	if r.in.Site.Settings.Offline {
		b.WriteString("\n" + r.shared.root + assets.ManifestName + "\n  Content-Type: application/manifest+json\n")
	}
	return []byte(b.String())
}

// HeadersFor returns the response headers of every file of a site, in order; a is what the site allows to HTML in its
// pages besides what is always safe.
func HeadersFor(a *content.Allowed) [][2]string {
	return [][2]string{
		{"Content-Security-Policy", Policy(a)},
		{"X-Content-Type-Options", "nosniff"},
		{"Referrer-Policy", "same-origin"},
		{"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
		{"Cross-Origin-Opener-Policy", "same-origin"},
	}
}
