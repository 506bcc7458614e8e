package render

import (
	"cmp"
	"html/template"

	"shirube/generator/internal/content"
	"shirube/generator/internal/site"
)

// editions lists the languages of a page: those it has, and where the site declares its editions
// also those it lacks. It is empty where the page is all there is.
func (r *Renderer) editions(p *site.Page) []Edition {
	declared := r.in.Site.Settings.Editions
	if len(p.Editions) == 0 && len(declared) == 0 {
		return nil
	}
	var list []Edition
	for _, e := range p.Editions {
		list = append(list, Edition{Lang: e.Lang, Hreflang: e.Lang, Name: r.editionName(e), URL: r.url(e.URL), Current: e == p})
	}
	if len(list) == 0 {
		list = append(list, Edition{Lang: p.Lang, Hreflang: p.Lang, Name: r.editionName(p), URL: r.url(p.URL), Current: true})
	}
	for _, e := range declared {
		if near := nearestIn(p, e); near != nil {
			list = append(list, Edition{Lang: e.Lang, Hreflang: e.Lang, Name: e.Name, URL: r.url(near.URL), Missing: true})
		}
	}
	if len(list) < 2 {
		return nil
	}
	return list
}

// nearestIn returns the page that stands nearest to p above it in an edition that p lacks; nil
// where p has the edition, or the whole site lacks it.
func nearestIn(p *site.Page, e content.Edition) *site.Page {
	if p.In(e.Code).Edition == e.Code {
		return nil
	}
	for up := p.Parent; up != nil; up = up.Parent {
		if near := up.In(e.Code); near.Edition == e.Code {
			return near
		}
	}
	return nil
}

func (r *Renderer) editionName(p *site.Page) string {
	for _, e := range r.in.Site.Settings.Editions {
		if e.Code == p.Edition {
			return e.Name
		}
	}
	return cmp.Or(r.voices[p.Lang].strings["language"], p.Lang)
}

// otherEdition returns the attributes that tell readers of a link out of their edition what they
// will find: the page's language, and the name of its edition.
func (r *Renderer) otherEdition(from, to *site.Page) string {
	if to == nil || to.Edition == from.Edition {
		return ""
	}
	return ` hreflang="` + template.HTMLEscapeString(to.Lang) + `" data-edition="` + template.HTMLEscapeString(r.editionName(to)) + `"`
}
