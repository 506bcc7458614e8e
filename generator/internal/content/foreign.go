package content

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"shirube/calculator/diagnostic"
)

// A ForeignKey is another generator's name of one of our keys of front matter.
type ForeignKey struct {
	Name string
	Key  string // ours
	// From names the generators.
	From string
}

// ForeignKeys returns the keys of other generators that are understood.
func ForeignKeys() []ForeignKey {
	return []ForeignKey{
		{"weight", "order", "Hugo"},
		{"sidebar_position", "order", "Docusaurus"},
		{"nav_order", "order", "Just the Docs"},
		{"linkTitle", "nav-title", "Hugo"},
		{"sidebar_label", "nav-title", "Docusaurus"},
		{"summary", "description", "Hugo"},
		{"excerpt", "description", "Jekyll"},
		{"publishDate", "date", "Hugo"},
		{"pubDate", "date", "Astro"},
		{"expiryDate", "expires", "Hugo"},
		{"lastmod", "updated", "Hugo"},
		{"lastUpdated", "updated", "Starlight、VitePress"},
		{"last_updated", "updated", "Jekyll"},
		{"last_modified_at", "updated", "Jekyll"},
		{"modified", "updated", "Pelican"},
		{"redirect_from", "aliases", "Jekyll"},
		{"permalink", "aliases", "Jekyll"},
		{"url", "aliases", "Hugo"},
		{"slug", "aliases", "Hugo、Docusaurus、Starlight"},
		{"published", "draft", "Jekyll（false なら下書き）"},
		{"publish", "draft", "Obsidian Publish（false なら下書き）"},
		{"hide_table_of_contents", "toc", "Docusaurus"},
		{"tableOfContents", "toc", "Starlight"},
		{"excludeSearch", "search", "Hextra"},
		{"pagefind", "search", "Starlight"},
		{"noindex", "search", "Eleventy など"},
		{"unlisted", "search", "Docusaurus"},
		{"sidebar", "order", "Starlight（中の order と label）"},
	}
}

// setForeign stores a key of another generator, or one of ours in capitals; it reports false for a key
// that it does not know.
func (f *Front) setForeign(d *decoder, key string, n *yaml.Node) bool {
	switch key {
	case "published", "publish":
		isPublished := true
		f.publishing(d, d.flag(n, key, &isPublished))
		f.Draft = f.Draft || !isPublished
	case "unlisted", "noindex", "excludeSearch":
		d.flag(n, key, &f.NoIndex)
	case "hide_table_of_contents":
		d.flag(n, key, &f.NoContents)
	case "tableOfContents", "pagefind", "lastUpdated":
		return n.Kind == yaml.MappingNode || n.Tag == "!!bool" && key == "lastUpdated" || f.setRenamed(d, key, n)
	case "sidebar":
		return f.setSidebar(d, n)
	case "slug":
		var slug string
		if d.text(n, key, &slug); slug != "" {
			f.Aliases = append(f.Aliases, Text{strings.TrimSuffix(slug, "/"), d.span(n)})
		}
	case "permalink", "url":
		if !strings.ContainsAny(n.Value, ":{") {
			d.list(n, key, &f.Aliases)
		}
	default:
		return f.setRenamed(d, key, n) || f.setLowered(d, key, n)
	}
	return true
}

// setRenamed stores a key that differs from one of ours in its name alone.
func (f *Front) setRenamed(d *decoder, key string, n *yaml.Node) bool {
	i := slices.IndexFunc(ForeignKeys(), func(k ForeignKey) bool { return k.Name == key })
	if i < 0 {
		return false
	}
	ours := ForeignKeys()[i].Key
	if ours == "description" && f.Description != "" || ours == "nav-title" && f.NavTitle != "" {
		return true
	}
	return f.set(d, ours, n)
}

// setLowered stores one of our keys that is written in capitals, and reports it.
func (f *Front) setLowered(d *decoder, key string, n *yaml.Node) bool {
	lowered := strings.ToLower(key)
	if lowered == key || !f.set(d, lowered, n) {
		return false
	}
	d.report(d.severity(), "key-case", n, fmt.Sprintf("「%s」は「%s」として読みました。", key, lowered), "小文字で書いてください。")
	return true
}

// setSidebar reads the place and the short title of a Starlight page.
func (f *Front) setSidebar(d *decoder, n *yaml.Node) bool {
	if n.Kind != yaml.MappingNode {
		return false
	}
	for key, value := range pairs(n) {
		switch key.Value {
		case "order":
			d.number(value, key.Value, &f.Order)
		case "label":
			f.quoting(d, value, key.Value, &f.NavTitle)
		}
	}
	return true
}

// draftIsMisspelt reports whether a key that was probably meant as draft, or a second draft, is not set
// to false.
func (f *Front) draftIsMisspelt(top *yaml.Node) bool {
	known := names(FrontKeys())
	for k, v := range pairs(top) {
		key, value := strings.ToLower(k.Value), strings.ToLower(v.Value)
		isMeant := key == "draft" || key == "private" || !slices.Contains(known, key) && diagnostic.Closest(key, known) == "draft"
		if isMeant && !slices.Contains([]string{"false", "no", "off", "いいえ"}, value) {
			return true
		}
	}
	return false
}
