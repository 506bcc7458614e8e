package markdown_test

import (
	"slices"
	"testing"

	"shirube/generator/internal/markdown"
)

// Addresses in HTML are links like any other, and its ids are places that links lead to.
func TestAddressesInHTML(t *testing.T) {
	text := "<p align=center\n   id=\"here\"><IMG SRC='img/x.png' width=20></p>\n\n文の<a href=\"b.md#c\">先</a>と<video poster=p.png src=v.mp4></video>\n\n" +
		"<picture><source srcset=\"s.png\"><source srcset=\"a.png 1x, b.png 2x\"></picture>\n\n<script>x</script>\n"
	doc, found := markdown.New(markdown.Options{RawHTML: true}).Parse(page(text), words())
	var links []string
	for _, l := range doc.Links {
		kind := "link "
		if l.Picture {
			kind = "picture "
		}
		links = append(links, kind+l.Attribute+" "+l.Destination)
	}
	want := []string{"picture src img/x.png", "link href b.md#c", "picture poster p.png", "link src v.mp4", "picture srcset s.png"}
	if !slices.Equal(links, want) || !doc.HasID("here") {
		t.Errorf("links %q, want %q", links, want)
	}
	var codes []string
	for _, d := range found {
		codes = append(codes, d.Code)
	}
	if !slices.Equal(codes, []string{"html-blocked", "html-blocked"}) {
		t.Errorf("found %q", found)
	}
}
