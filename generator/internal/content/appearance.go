package content

import (
	"fmt"
	"regexp"

	"go.yaml.in/yaml/v4"
)

// An Appearance is the part of site.yaml on how a site looks, besides its theme's own files.
type Appearance struct {
	Theme   Text // folder beside the content folder, or the name of a built-in theme; empty for michi
	Logo    Text // picture in the head of each page: a path in the content folder
	LogoAlt string
	Accent  Text         // #rrggbb
	CSS     []Text       // style sheets in the content folder
	Footer  string       // text at the foot of each page
	Links   []FooterLink // at the foot of each page
}

// A FooterLink is a link at the foot of each page: to a page or file of the site, or to another site.
type FooterLink struct {
	Title string
	URL   Text
}

// setAppearance stores one key; it reports false for a key it does not know.
func (a *Appearance) setAppearance(d *decoder, key string, n *yaml.Node) bool {
	switch key {
	case "theme":
		a.Theme = d.textAt(n, key)
	case "logo":
		a.Logo = d.textAt(n, key)
	case "logo-alt":
		d.text(n, key, &a.LogoAlt)
	case "accent":
		a.Accent = d.colour(n, key)
	case "css":
		d.list(n, key, &a.CSS)
	case "footer":
		d.text(n, key, &a.Footer)
	case "links":
		a.Links = d.footerLinks(n)
	default:
		return false
	}
	return true
}

var hexColour = regexp.MustCompile(`^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$`)

// colour reads #rgb or #rrggbb. Without quotation marks YAML takes the rest of the line for a comment.
func (d *decoder) colour(n *yaml.Node, key string) Text {
	t := d.textAt(n, key)
	if n.Tag == "!!null" || !hexColour.MatchString(t.Value) {
		d.wrong(n, key, `、# と6桁の英数字を引用符で囲んで`, key+`: "#0b5457"`)
		return Text{}
	}
	return t
}

// footerLinks reads a list of {title: …, url: …}.
func (d *decoder) footerLinks(n *yaml.Node) []FooterLink {
	const example = "links: [{title: しるべ市の公式サイト, url: https://example.jp/}]"
	if n.Kind != yaml.SequenceNode {
		d.wrong(n, "links", "題名とアドレスの組の一覧", example)
		return nil
	}
	var links []FooterLink
	for _, item := range n.Content {
		if item.Kind != yaml.MappingNode {
			d.wrong(item, "links", "題名とアドレスの組の一覧", example)
			continue
		}
		var link FooterLink
		d.fields(item, names(LinkKeys()), func(key string, value *yaml.Node) bool {
			switch key {
			case "title":
				d.text(value, key, &link.Title)
			case "url":
				link.URL = d.textAt(value, key)
			default:
				return false
			}
			return true
		})
		if link.Title == "" || link.URL.Value == "" {
			d.wrong(item, "links", "、題名（title）とアドレス（url）をそろえて", example)
			continue
		}
		links = append(links, link)
	}
	return links
}

// String returns what pages depend on, without places in the file.
func (a Appearance) String() string {
	return fmt.Sprint(a.Logo.Value, a.LogoAlt, a.Accent.Value, a.Footer, a.Links)
}
