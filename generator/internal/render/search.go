package render

import (
	"path"
	"slices"
	"strings"

	"shirube/generator/internal/content"
	"shirube/generator/internal/search"
	"shirube/generator/internal/site"
)

// searchPages are the addresses that the search page may have, below that of its edition, the usual one first.
func searchPages() []string { return []string{"/search/", "/site-search/"} }

// prepareSearch sets whether the site has a search, and where: site.yaml may turn it off, the theme may have no page for
// it, and pages or folders of the content may have its addresses.
func (r *Renderer) prepareSearch() {
	if !r.in.Site.Settings.Search || r.in.Theme.templates.Lookup("search.html") == nil {
		return
	}
	for _, page := range searchPages() {
		r.searchPage = page
		if r.searchTaken = r.takesSearch(); r.searchTaken == "" {
			r.hasSearch = true
			return
		}
	}
}

// takesSearch returns the content file that has the address of a search page, or that of the index; empty for none.
func (r *Renderer) takesSearch() string {
	for _, code := range r.editionCodes() {
		folder := strings.TrimPrefix(r.searchAddress(code), "/")
		isThere := func(name string) bool { return strings.HasPrefix(name, folder) || name == search.IndexPath }
		if i := slices.IndexFunc(r.in.Site.Pages, func(p *site.Page) bool { return isThere(p.Output) }); i >= 0 {
			return r.in.Site.Pages[i].Path
		}
		if i := slices.IndexFunc(r.in.Site.Files, isThere); i >= 0 {
			return r.in.Site.Files[i]
		}
	}
	return ""
}

// HasSearch reports whether the site has search pages, and so wants an index.
func (r *Renderer) HasSearch() bool { return r.hasSearch }

// SearchTaken returns the content file that has the address of a search page, for which the site has
// none; empty where there is no such file.
func (r *Renderer) SearchTaken() string { return r.searchTaken }

// Searched describes a page with its finished HTML for the index.
func (r *Renderer) Searched(p *site.Page, html []byte) search.Page {
	keywords := make(map[string][]string)
	for _, k := range p.Summary.Front.Keywords {
		keywords[k.ID] = append(keywords[k.ID], k.Word)
	}
	return search.Page{
		URL: r.shared.url(p.URL), Title: r.Title(p), Edition: p.Edition, Terms: p.Summary.Front.Layout == "glossary", Tags: p.Tags, HTML: html,
		Keywords: keywords,
	}
}

// editionCodes lists the editions that have pages, the main one first.
func (r *Renderer) editionCodes() []string {
	codes := []string{""}
	for _, e := range r.in.Site.Settings.Editions {
		if r.in.Site.Home.In(e.Code).Edition == e.Code {
			codes = append(codes, e.Code)
		}
	}
	return codes
}

func (r *Renderer) searchAddress(edition string) string {
	return path.Join("/", edition, r.searchPage) + "/"
}

// searchURL returns where readers of an edition search; empty where they cannot.
func (r *Renderer) searchURL(edition string) string {
	switch {
	case !r.hasSearch:
		return ""
	case !slices.Contains(r.editionCodes(), edition):
		edition = ""
	}
	return r.shared.url(r.searchAddress(edition))
}

// searchInputs gathers the search page of each edition.
func (r *Renderer) searchInputs() []*PageInput {
	if !r.hasSearch {
		return nil
	}
	var pages []*PageInput
	for _, code := range r.editionCodes() {
		pages = append(pages, r.searchPageOf(r.edition(code)))
	}
	return pages
}

func (r *Renderer) searchPageOf(e content.Edition) *PageInput {
	address := r.searchAddress(e.Code)
	s := r.made(e, "search", "search.title", address, strings.TrimPrefix(address, "/")+"index.html", features{search: true})
	v := &s.view
	v.Description = r.shared.word(s.voice, "search.lead")
	v.Index = r.shared.root + search.IndexPath
	v.Meta = r.plainMeta(v, false)
	v.Groups = r.allPages(e.Code)
	return s
}

// allListed is up to how many pages a site lists one by one; a larger one lists its sections, which
// list theirs.
const allListed = 1000

// allPages lists the pages of an edition by section, in the order of the site, and the terms of its
// glossary.
func (r *Renderer) allPages(edition string) []LinkGroup {
	home := r.in.Site.Home.In(edition)
	groups := []LinkGroup{{Links: []Link{NewLink(r.Title(home), r.shared.url(home.URL))}}}
	for _, p := range home.Children {
		if !p.IsSection {
			groups[0].Links = append(groups[0].Links, r.pagesBelow(p, edition)...)
		} else if links := r.pagesBelow(p, edition); len(links) > 0 {
			groups = append(groups, LinkGroup{r.Title(p), links})
		}
	}
	return append(groups, r.allTerms(edition)...)
}

// pagesBelow lists a page and those below it.
func (r *Renderer) pagesBelow(p *site.Page, edition string) []Link {
	var links []Link
	isMany := len(r.in.Site.Pages) > allListed
	if p.Edition == edition && p.IsFound() && (p.IsSection || !isMany) {
		links = append(links, NewLink(r.Title(p), r.shared.url(p.URL)))
	}
	for _, child := range p.Children {
		links = append(links, r.pagesBelow(child, edition)...)
	}
	return links
}

// allTerms lists the words that the glossaries of an edition explain.
func (r *Renderer) allTerms(edition string) []LinkGroup {
	var groups []LinkGroup
	for _, p := range r.in.Site.Pages {
		if p.Edition != edition || p.Summary.Front.Layout != "glossary" {
			continue
		}
		group := LinkGroup{Title: r.Title(p)}
		for _, h := range p.Summary.Headings {
			if h.Level == 3 {
				group.Links = append(group.Links, NewLink(h.Text, r.shared.url(p.URL)+"#"+site.EscapePath(h.ID)))
			}
		}
		groups = append(groups, group)
	}
	return groups
}
