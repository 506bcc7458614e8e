package render

import (
	"cmp"
	"path"

	"shirube/generator/internal/content"
)

// offlineFolder is the folder of each edition's list of saved pages.
const offlineFolder = "offline"

// OfflinePages returns the outputs of the lists of saved pages, the main language's first: one for each edition that has
// pages, none for sites without offline reading. A device without a connection shows them for pages that it lacks.
func (r *Renderer) OfflinePages() []string {
	if !r.in.Site.Settings.Offline {
		return nil
	}
	outputs := []string{path.Join(offlineFolder, "index.html")}
	for _, e := range r.in.Site.Settings.Editions {
		if r.sites[e.Code] != nil {
			outputs = append(outputs, path.Join(e.Code, offlineFolder, "index.html"))
		}
	}
	return outputs
}

// savedPages returns the address of an edition's list of saved pages; empty for sites without offline reading.
func (r *Renderer) savedPages(edition string) string {
	if !r.in.Site.Settings.Offline {
		return ""
	}
	return r.shared.url("/" + path.Join(edition, offlineFolder) + "/")
}

// offlinePages gathers what OfflinePages are written from.
func (r *Renderer) offlinePages() []*PageInput {
	var pages []*PageInput
	var editions []Edition
	for _, output := range r.OfflinePages() {
		e := r.edition(path.Dir(path.Dir(output)))
		s := r.offlinePage(e, output)
		pages = append(pages, s)
		editions = append(editions, Edition{Lang: e.Lang, Name: e.Name, URL: s.view.URL})
	}
	if len(pages) < 2 {
		return pages
	}
	for i, s := range pages {
		s.view.Editions = append(s.view.Editions, editions...)
		s.view.Editions[i].Current = true
	}
	return pages
}

// edition returns what site.yaml says of an edition by its code; the main language where it has none
// of that code.
func (r *Renderer) edition(code string) content.Edition {
	settings := r.in.Site.Settings
	for _, e := range settings.Editions {
		if e.Code == code {
			return e
		}
	}
	return content.Edition{Lang: settings.Lang, Name: cmp.Or(r.shared.word(settings.Lang, "language"), settings.Lang)}
}

func (r *Renderer) offlinePage(e content.Edition, output string) *PageInput {
	return r.withoutIndex(r.made(e, "offline", "offline.title", "/"+path.Dir(output)+"/", output, features{saved: true}))
}
