package content_test

import (
	"slices"
	"strings"
	"testing"

	"shirube/generator/internal/content"
)

// A misspelt check or level is reported at its place; the others are used.
func TestSiteYAMLSetsLevelsOfChecks(t *testing.T) {
	site, found := content.ParseSite(content.File{Path: "site.yaml", Bytes: []byte("checks:\n  kanji-run: off\n  orphan: loud\n  image-alt: error\n  x: [a]\n")})
	var got []string
	for _, l := range site.Checks {
		got = append(got, l.Code+"="+l.Level+" "+l.Span.String())
	}
	if want := []string{"kanji-run=off site.yaml:2:3", "image-alt=error site.yaml:4:3"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if len(found) != 2 || found[0].Span.String() != "site.yaml:3:11" || !strings.Contains(found[0].Suggestion, "off, advice, warning, error") {
		t.Error(found)
	}
	if _, found := content.ParseSite(content.File{Path: "site.yaml", Bytes: []byte("checks: off\n")}); len(found) != 1 || found[0].Code != "value-type" {
		t.Error(found)
	}
}

// A page gives its reasons by check.
func TestFrontMatterWaivesChecks(t *testing.T) {
	front, _, _, found := content.ParsePage(content.File{Path: "a.md", Bytes: []byte("---\nchecks:\n  kanji-run: 法律の名前\n  orphan:\n---\n")}, content.PageRules{})
	if len(found) > 0 || len(front.Checks) != 2 ||
		front.Checks[0].Reason != "法律の名前" || front.Checks[0].Span.String() != "a.md:3:3" || front.Checks[1].Reason != "" {
		t.Error(front.Checks, found)
	}
	page := content.File{Path: "a.md", Bytes: []byte("---\nchecks: all\n---\n")}
	if _, _, _, found := content.ParsePage(page, content.PageRules{}); len(found) != 1 || found[0].Code != "value-type" {
		t.Error(found)
	}
}
