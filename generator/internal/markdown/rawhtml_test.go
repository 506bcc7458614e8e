package markdown_test

import (
	"slices"
	"strings"
	"testing"

	"shirube/generator/internal/content"
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
	want := []string{"picture src img/x.png", "link href b.md#c", "picture poster p.png", "link src v.mp4", "picture srcset s.png", "picture srcset a.png", "picture srcset b.png"}
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

// What the Content-Security-Policy blocks is reported with the setting that allows it, and passes where that is set.
func TestBlockedHTML(t *testing.T) {
	text := "<iframe src=\"https://maps.example/1\"></iframe>\n\n<video src=a.mp4></video>\n\n<p style=\"color: red\">x</p>\n\n" +
		"<style>\np { color: red }\n</style>\n\n<script>\nlet a = 1\n</script>\n\n<p onclick=\"x()\">x</p>\n\n<script src=x.js></script>\n"
	allowed := content.Allowed{
		Frames: []string{"https://maps.example"}, Media: []string{"'self'"},
		Styles:  []string{content.HashSource("color: red"), content.HashSource("\np { color: red }\n")},
		Scripts: []string{content.HashSource("\nlet a = 1\n")},
	}
	for name, c := range map[string]struct {
		allowed content.Allowed
		want    []string
	}{
		"nothing": {content.Allowed{}, []string{"<iframe>", "<video> や <audio>", "style=", "<style>", "<script>", "onclick などの命令", "<script src>"}},
		"all":     {allowed, []string{"onclick などの命令", "<script src>"}},
	} {
		_, found := markdown.New(markdown.Options{RawHTML: true, Allowed: c.allowed}).Parse(page(text), words())
		var what []string
		for _, d := range found {
			what = append(what, d.Message[:strings.Index(d.Message, " は、安全")])
		}
		if !slices.Equal(what, c.want) {
			t.Errorf("allowed %s: %q, want %q", name, what, c.want)
		}
	}
}

// A finding names the hashes of all styles of the page, so that one edit of site.yaml allows them.
func TestBlockedHashesAreNamedTogether(t *testing.T) {
	_, found := markdown.New(markdown.Options{RawHTML: true}).Parse(page("<p style=\"top: 0\">x</p>\n\n<p style=\"top: 1px\">x</p>\n\n<p style=\"top: 0\">x</p>\n"), words())
	want := "style-hashes: に " + strings.Trim(content.HashSource("top: 0"), "'") + ", " + strings.Trim(content.HashSource("top: 1px"), "'") + " を書きます。"
	if len(found) != 1 || !strings.HasSuffix(found[0].Suggestion, want) {
		t.Errorf("found %q, want one that ends with %q", found, want)
	}
}

// A source inside a video is media; one with a srcset is a picture, whose addresses are each resolved.
func TestSourceElements(t *testing.T) {
	for text, want := range map[string]struct{ blocked, links []string }{
		`<source src="https://a.example/v.mp4">`:          {[]string{"html-blocked"}, []string{"https://a.example/v.mp4"}},
		`<source src="v.mp4">`:                            {nil, []string{"v.mp4"}},
		`<source srcset="a.png 1x, b,c.png 2x,d.png 3x">`: {nil, []string{"a.png", "b,c.png", "d.png"}},
		`<img srcset="a.png 2x" src="b.png">`:             {nil, []string{"a.png", "b.png"}},
		`<img srcset="data:image/png;base64,AA== 2x">`:    {nil, nil},
	} {
		options := markdown.Options{RawHTML: true, Allowed: content.Allowed{Media: []string{"'self'"}}}
		doc, found := markdown.New(options).Parse(page("文"+text+"\n"), words())
		var blocked, links []string
		for _, d := range found {
			blocked = append(blocked, d.Code)
		}
		for _, l := range doc.Links {
			links = append(links, l.Destination)
		}
		if !slices.Equal(blocked, want.blocked) || !slices.Equal(links, want.links) {
			t.Errorf("%s: found %q, links %q, want %q", text, blocked, links, want)
		}
	}
}
