package render

import (
	"encoding/json"
	"html/template"

	"shirube/generator/internal/site"
)

// object is a node of a JSON-LD document; encoding/json writes its keys in alphabetical order.
type object map[string]any

// structuredData describes a page to search engines in terms of schema.org: what it is, and where
// it stands. Addresses must be absolute, so a site without a base URL has none.
func (r *Renderer) structuredData(v *PageView, p *site.Page) []template.JS {
	if r.origin == "" || v.NoIndex {
		return nil
	}
	var documents []object
	if v.Kind == "article" && v.Layout == "page" {
		documents = append(documents, r.article(v))
	}
	if len(v.Crumbs) > 0 {
		documents = append(documents, r.breadcrumbs(v))
	}
	if len(p.Document.Questions) > 0 {
		documents = append(documents, questions(p))
	}
	if len(p.Document.Steps) > 0 && v.Kind == "howto" {
		documents = append(documents, howTo(v, p))
	}
	return encode(documents)
}

// encode writes documents for a script element: encoding/json escapes <, > and &.
func encode(documents []object) []template.JS {
	scripts := make([]template.JS, 0, len(documents))
	for _, d := range documents {
		d["@context"] = "https://schema.org"
		text, err := json.Marshal(d)
		if err != nil {
			continue
		}
		scripts = append(scripts, template.JS(text))
	}
	return scripts
}

func (r *Renderer) article(v *PageView) object {
	o := object{
		"@type": "Article", "headline": v.Title, "inLanguage": v.Lang,
		"mainEntityOfPage": v.Permalink, "isAccessibleForFree": true,
	}
	publisher := v.Site.Publisher
	if publisher == "" {
		publisher = v.Site.Title
	}
	o["publisher"] = object{"@type": "Organization", "name": publisher}
	o["author"] = o["publisher"]
	if v.Description != "" {
		o["description"] = v.Description
	}
	if v.Published.ISO != "" {
		o["datePublished"] = v.Published.ISO
	}
	if v.Updated.ISO != "" {
		o["dateModified"] = v.Updated.ISO
	}
	if v.Image != nil {
		o["image"] = v.Image.URL
	}
	return o
}

func (r *Renderer) breadcrumbs(v *PageView) object {
	var items []object
	for _, c := range append(v.Crumbs[:len(v.Crumbs):len(v.Crumbs)], Link{v.Title, v.URL}) {
		items = append(items, object{"@type": "ListItem", "position": len(items) + 1, "name": c.Title, "item": r.origin + c.URL})
	}
	return object{"@type": "BreadcrumbList", "itemListElement": items}
}

func questions(p *site.Page) object {
	var entries []object
	for _, q := range p.Document.Questions {
		entries = append(entries, object{
			"@type": "Question", "name": q.Text,
			"acceptedAnswer": object{"@type": "Answer", "text": q.Answer},
		})
	}
	return object{"@type": "FAQPage", "inLanguage": p.Lang, "mainEntity": entries}
}

func howTo(v *PageView, p *site.Page) object {
	var steps []object
	for _, s := range p.Document.Steps {
		steps = append(steps, object{"@type": "HowToStep", "name": s.Name, "text": s.Text, "url": v.Permalink + "#" + site.EscapePath(s.ID)})
	}
	return object{"@type": "HowTo", "name": v.Title, "description": v.Description, "inLanguage": v.Lang, "step": steps}
}
