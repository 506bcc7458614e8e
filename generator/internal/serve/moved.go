package serve

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"shirube/generator/internal/site"
)

// A movedPages tracks moved and deleted pages: it has the pages of the site in view by their addresses, and those of
// earlier builds that are gone. Its zero value has none.
type movedPages struct {
	site  *site.Site
	pages map[string]*site.Page // by URL
	lost  map[string]trace      // by the URL of a page that is gone
}

// A trace is what is known of a page that is gone.
type trace struct {
	file, title, description string
	to                       string // URL to which the page moved; empty where it is not known
}

// follow updates the pages from the site of the next build.
func (a *movedPages) follow(next *site.Site) {
	if next == nil || next == a.site {
		return
	}
	pages := make(map[string]*site.Page, len(next.Pages))
	added := arrivals{files: make(map[string]string), texts: make(map[string]string), names: make(map[string]string)}
	for _, p := range next.Pages {
		pages[p.URL] = p
		if a.pages[p.URL] == nil {
			added.note(p, next.Texts(p))
		}
	}
	before, last := a.pages, a.site
	a.site, a.pages = next, pages
	a.find(last, before, added)
}

// find looks for the pages that are gone among those that are new.
func (a *movedPages) find(last *site.Site, before map[string]*site.Page, added arrivals) {
	for url, t := range a.lost {
		if a.pages[url] != nil {
			delete(a.lost, url)
		} else if t.to == "" {
			t.to = added.texts[textKey(t.title, t.description)]
			a.lost[url] = t
		}
	}
	for url, p := range before {
		if a.pages[url] != nil {
			continue
		}
		if a.lost == nil {
			a.lost = make(map[string]trace)
		}
		words := last.Texts(p)
		a.lost[url] = trace{p.Path, words.Title, words.Description, added.destination(p, words)}
	}
}

// arrivals are the addresses of pages that are new, by what may identify them with an earlier page.
// The address is empty where it could be any of several.
type arrivals struct{ files, texts, names map[string]string }

// note adds a new page. What two new pages share identifies neither.
func (a arrivals) note(p *site.Page, words site.Texts) {
	once := func(m map[string]string, key string) {
		if _, twice := m[key]; twice {
			m[key] = ""
		} else {
			m[key] = p.URL
		}
	}
	once(a.files, p.Path)
	once(a.texts, textKey(words.Title, words.Description))
	once(a.names, path.Base(p.URL))
}

// destination returns where a page moved: the address of its file, else of a new page of its title and description, else
// of one of its name.
func (a arrivals) destination(p *site.Page, words site.Texts) string {
	return cmp.Or(a.files[p.Path], a.texts[textKey(words.Title, words.Description)], a.names[path.Base(p.URL)])
}

func textKey(title, description string) string { return title + "\x00" + description }

// movesOfOne is how many moves of a page are followed.
const movesOfOne = 20

// movedTo returns the page that took the place of an address without one; nil where there is none.
func (a *movedPages) movedTo(url string) *site.Page {
	if a.site == nil {
		return nil
	}
	if i := slices.IndexFunc(a.site.Redirects, func(r site.Redirect) bool { return r.URL == url }); i >= 0 {
		return a.site.Redirects[i].To
	}
	for range movesOfOne {
		url = a.lost[url].to
		if p := a.pages[url]; p != nil {
			return p
		}
	}
	return nil
}

// near returns the address of the closest page above a page that is gone.
func (a *movedPages) near(url string) string {
	for url = path.Clean("/" + url); url != "/"; {
		url = url[:strings.LastIndexByte(strings.TrimSuffix(url, "/"), '/')+1]
		if a.pages[url] != nil {
			return url
		}
	}
	return "/"
}
