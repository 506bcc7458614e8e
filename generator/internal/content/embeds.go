package content

import (
	"net/url"
	"regexp"
	"slices"

	"go.yaml.in/yaml/v4"
)

// An Embeddable is a place on another site that pages may embed by a name.
type Embeddable struct {
	Name   string
	Prefix string // of the addresses, from https:// on, with a path
}

// Origin returns the scheme and host, as a Content-Security-Policy has them.
func (e Embeddable) Origin() string {
	u, err := url.Parse(e.Prefix)
	if err != nil {
		return ""
	}
	return u.Scheme + "://" + u.Host
}

// InPolicy returns what the Content-Security-Policy of a site lets through: what HTML in pages may have, and frames of
// what pages may embed.
func (s *Site) InPolicy() *Allowed {
	a := s.Allowed
	for _, e := range s.Embeds {
		if !slices.Contains(a.Frames, e.Origin()) {
			a.Frames = append(slices.Clip(a.Frames), e.Origin())
		}
	}
	return &a
}

var embedHost = regexp.MustCompile(`^[a-z0-9.-]+(:[0-9]+)?$`)

// embeds reads embeds: {NAME: ADDRESS} of site.yaml.
func (d *decoder) embeds(n *yaml.Node) []Embeddable {
	const example = "embeds: {map: https://www.openstreetmap.org/export/embed.html}"
	if n.Kind != yaml.MappingNode {
		d.wrong(n, "embeds", "名前とアドレスの組", example)
		return nil
	}
	var list []Embeddable
	for name, address := range pairs(n) {
		e := Embeddable{Name: name.Value}
		d.text(address, e.Name, &e.Prefix)
		u, err := url.Parse(e.Prefix)
		if err != nil || u.Scheme != "https" || !embedHost.MatchString(u.Host) || u.Path == "" {
			d.wrong(address, e.Name, "、https:// から始まり、/ のあるアドレス", example)
			continue
		}
		list = append(list, e)
	}
	return list
}
