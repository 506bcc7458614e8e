package site_test

import (
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"shirube/generator/internal/content"
	"shirube/generator/internal/markdown"
	"shirube/generator/internal/site"
)

// FuzzDestination asks of every address that a link or picture may name: what a browser would run, or fetch
// from elsewhere for a picture, is refused; everything else is written so that it stays what it was.
func FuzzDestination(f *testing.F) {
	for _, seed := range []string{
		"day.md", "day.md#a?b", "?q#x", "#", "", "/", "..", "../../x", "javascript:alert(1)", "JaVaScRiPt:x", " javascript:x", "\x01javascript:x",
		"java\nscript:x", "\tjava\tscript\r:x", "data:text/html,x", "vbscript:x", "file:///x", "blob:https://x", "//evil.example/x", "\\\\evil\\x",
		"/\\evil", "https:evil", "http://[::1]:80/", "mailto:a@b?subject=c", "tel:+81", "a b:c.md", "申請:1.pdf", "x%zz", "%2e%2e/x", "\"><script>", "C:\\x.png",
	} {
		f.Add(seed, false)
		f.Add(seed, true)
	}
	f.Fuzz(func(t *testing.T, destination string, picture bool) {
		summary := &markdown.PageSummary{Path: "index.md", Links: []markdown.Link{{Destination: destination, Picture: picture}}}
		linked, found := site.Link(site.Input{Settings: content.DefaultSite(), Summaries: []*markdown.PageSummary{summary}})
		target := linked.Targets(linked.Home)[0]
		written := html.UnescapeString(string(markdown.AppendDestination(nil, destination)))
		scheme := schemeInBrowsers(written)
		switch {
		case target.Kind == site.Refused:
			if len(found) == 0 {
				t.Errorf("%q is refused without a word", destination)
			}
		case target.Kind == site.External && !slices.Contains([]string{"", "http", "https", "mailto", "tel"}, scheme):
			t.Errorf("%q is written with the scheme %q", destination, scheme)
		case target.Kind == site.Dangling && slices.Contains([]string{"javascript", "vbscript", "data"}, scheme):
			t.Errorf("%q is written as %q", destination, written)
		case picture && (slices.Contains([]string{"http", "https", "ftp", "file", "data", "blob"}, scheme) || strings.HasPrefix(written, "//")):
			t.Errorf("a picture is fetched from %q", written)
		}
		if raw := string(markdown.AppendDestination(nil, destination)); strings.ContainsAny(raw, "<>\"") {
			t.Errorf("%q breaks out of its attribute: %q", destination, raw)
		}
	})
}

var schemeForm = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9+.-]*):`)

// schemeInBrowsers returns the scheme that a browser sees in an address; empty for one of the same site.
func schemeInBrowsers(address string) string {
	address = strings.TrimFunc(address, func(r rune) bool { return r <= ' ' })
	address = strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(address)
	m := schemeForm.FindStringSubmatch(address)
	if m == nil {
		return ""
	}
	return strings.ToLower(m[1])
}
