package content

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Allowed is what HTML in pages may have besides what is safe on every site. The zero value allows nothing. Each entry
// is copied into the Content-Security-Policy.
type Allowed struct {
	Frames  []string // origins of pages in frames, or 'self'
	Media   []string // origins of videos and sounds, or 'self'
	Styles  []string // 'sha256-…' of style elements and attributes
	Scripts []string // 'sha256-…' of scripts
}

// HashSource returns how a Content-Security-Policy names a script or style by its text.
func HashSource(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

var hashSource = regexp.MustCompile(`^sha(?:256-[A-Za-z0-9+/]{43}=|384-[A-Za-z0-9+/]{64}|512-[A-Za-z0-9+/]{86}==)$`)

// setAllowed reads a key of site.yaml; it reports false for a key that it does not know.
func (s *Site) setAllowed(d *decoder, key string, n *yaml.Node) bool {
	switch key {
	case "frames":
		s.Allowed.Frames = d.origins(n, key)
	case "media":
		s.Allowed.Media = d.origins(n, key)
	case "style-hashes":
		s.Allowed.Styles = d.hashes(n, key)
	case "script-hashes":
		s.Allowed.Scripts = d.hashes(n, key)
	default:
		return false
	}
	return true
}

// origins reads a list of https origins; self is the site.
func (d *decoder) origins(n *yaml.Node, key string) []string {
	var list []Text
	d.list(n, key, &list)
	var origins []string
	for _, item := range list {
		if item.Value == "self" {
			origins = append(origins, "'self'")
			continue
		}
		u, err := url.Parse(item.Value)
		if err != nil || u.Scheme != "https" || u.Host == "" || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil ||
			strings.ContainsAny(u.Host, "*;, '\"") {
			d.wrong(n, key, "self か、https:// から始まるサイトの名前の一覧", key+": [self, https://www.youtube-nocookie.com]")
			continue
		}
		origins = append(origins, "https://"+u.Host)
	}
	return origins
}

// hashes reads a list of hashes as browsers name them in messages: sha256-….
func (d *decoder) hashes(n *yaml.Node, key string) []string {
	var list []Text
	d.list(n, key, &list)
	var hashes []string
	for _, item := range list {
		if !hashSource.MatchString(item.Value) {
			d.wrong(n, key, "sha256- から始まる記号の一覧", fmt.Sprintf("%s: [%s]", key, strings.Trim(HashSource(""), "'")))
			continue
		}
		hashes = append(hashes, "'"+item.Value+"'")
	}
	return hashes
}

// HasOrigin reports whether origins have that of an address; an address without one is the site's.
func HasOrigin(origins []string, address string) bool {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return false
	}
	if u.Host == "" {
		return slices.Contains(origins, "'self'")
	}
	return slices.Contains(origins, "https://"+u.Host)
}
