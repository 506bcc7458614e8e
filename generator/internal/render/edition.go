package render

import (
	"cmp"
	"html/template"
	"slices"
	"strings"

	"shirube/generator/internal/content"
	"shirube/generator/internal/site"
)

// editions lists the languages of a page, empty where there is only one, and those declared in
// site.yaml that it lacks.
func (r *Renderer) editions(p *site.Page) (has, lacks []Edition) {
	for _, e := range p.Editions {
		has = append(has, Edition{Lang: e.Lang, Name: r.editionName(e), URL: r.shared.url(e.URL), Current: e == p})
	}
	for _, e := range r.in.Site.Settings.Editions {
		if near := nearestIn(p, e); near != nil {
			lacks = append(lacks, Edition{Lang: e.Lang, Name: e.Name, URL: r.shared.url(near.URL)})
		}
	}
	return has, lacks
}

// nearestIn returns the nearest ancestor of p in an edition that p lacks; nil
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

// ruby returns the attribute of <html> that says whether the pages of an edition have readings
// above their kanji, and show them by default; for languages that are written from the right, their direction.
func (r *Renderer) ruby(lang, edition string) template.HTMLAttr {
	settings := r.in.Site.Settings
	if isFromRight(lang) {
		return ` dir="rtl"`
	}
	if !settings.Furigana || !strings.HasPrefix(lang, "ja") {
		return ""
	}
	if settings.ShowsFurigana(edition) {
		return ` data-ruby="shown"`
	}
	return ` data-ruby="hidden"`
}

// isFromRight reports whether a language is written from right to left.
func isFromRight(lang string) bool {
	language, _, _ := strings.Cut(strings.ToLower(lang), "-")
	return slices.Contains([]string{"ar", "he", "fa", "ur", "yi", "ps", "sd", "ug", "ckb", "dv"}, language)
}

func (r *Renderer) editionName(p *site.Page) string {
	for _, e := range r.in.Site.Settings.Editions {
		if e.Code == p.Edition {
			return e.Name
		}
	}
	return cmp.Or(r.shared.word(p.Lang, "language"), p.Lang)
}

// editionOf returns the name of a page's edition where it is not that of the page from which a reader
// comes.
func (r *Renderer) editionOf(from, to *site.Page) string {
	if to.Edition == from.Edition {
		return ""
	}
	return r.editionName(to)
}

// otherEdition returns the attributes of a link to another edition: the page's language, and the name of its edition.
func (t *target) otherEdition() string {
	if t.edition == "" {
		return ""
	}
	return ` hreflang="` + template.HTMLEscapeString(t.lang) + `" data-edition="` + template.HTMLEscapeString(t.edition) + `"`
}
