package markdown_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
	"shirube/generator/internal/markdown"
)

// FuzzParse checks for any text: a document is returned, findings are in the file, and without raw HTML
// what is written is well formed, with no id twice.
func FuzzParse(f *testing.F) {
	for _, seed := range seeds(f) {
		f.Add([]byte(seed), false)
	}
	options := markdown.Options{Figures: true, Prose: true}
	plainParser := markdown.New(options)
	options.RawHTML, options.Strict = true, true
	rawParser := markdown.New(options)
	f.Fuzz(func(t *testing.T, text []byte, raw bool) {
		parser := plainParser
		if raw {
			parser = rawParser
		}
		doc, found := parser.Parse(content.File{Path: "page.md", Kind: content.Page, Bytes: text}, words())
		lines := 1 + strings.Count(strings.ReplaceAll(strings.ReplaceAll(string(text), "\r\n", "\n"), "\r", "\n"), "\n")
		for _, d := range found {
			if d.Code == "markdown-broken" || d.Message == "" || d.Suggestion == "" {
				t.Errorf("%v", d)
			}
			if d.Span.Start.Line < 1 || d.Span.Start.Line > lines || d.Span.Start.Column < 1 {
				t.Errorf("outside a file of %d lines: %v", lines, d)
			}
		}
		html := string(doc.Append(nil, asWritten{doc}))
		if !raw {
			checkWellFormed(t, html)
		}
		checkPlaces(t, doc.Prose, lines)
		for _, h := range doc.Headings {
			if !doc.HasID(h.ID) {
				t.Errorf("heading %q has an id %q that the document does not know", h.Text, h.ID)
			}
		}
	})
}

// checkPlaces checks that all positions of the prose are in the file.
func checkPlaces(t *testing.T, prose *markdown.Prose, lines int) {
	t.Helper()
	check := func(span diagnostic.Span, what string) {
		if span.Start.Line < 1 || span.Start.Line > lines || span.Start.Column < 1 || span.End.IsValid() && span.End.Line > lines {
			t.Errorf("%s outside a file of %d lines: %v", what, lines, span)
		}
	}
	for _, b := range prose.Blocks {
		for _, s := range b.Sentences() {
			check(b.Span(s[0], s[1]), "a sentence")
			if b.Words(s[0], s[1], strings.ToUpper) == "" && len(b.Figures(s[0], s[1])) > 0 {
				t.Errorf("no words for %q", b.Text)
			}
		}
	}
	for _, h := range prose.Headings {
		check(h.Span, "a heading")
	}
	for _, p := range prose.Pictures {
		check(p.Span, "a picture")
	}
	for _, s := range prose.Suppressions {
		check(s.Span, "a suppression")
	}
}

// FuzzProse checks for any text with prose: its positions are in the file, and collecting it
// changes nothing on the page.
func FuzzProse(f *testing.F) {
	for _, seed := range seeds(f) {
		f.Add([]byte(seed))
	}
	f.Add([]byte("<!-- check: sentence-long 理由 -->\n長い文です。\n\na <!-- check: x --> b\n\n<!-- check:\n"))
	options := markdown.Options{Figures: true}
	plain := markdown.New(options)
	options.Prose = true
	studied := markdown.New(options)
	f.Fuzz(func(t *testing.T, text []byte) {
		file := content.File{Path: "page.md", Kind: content.Page, Bytes: text}
		doc, _ := studied.Parse(file, words())
		same, _ := plain.Parse(file, words())
		if got, want := string(doc.Append(nil, asWritten{doc})), string(same.Append(nil, asWritten{same})); got != want {
			t.Errorf("the page becomes %q, not %q", got, want)
		}
		lines := 1 + strings.Count(strings.ReplaceAll(strings.ReplaceAll(string(text), "\r\n", "\n"), "\r", "\n"), "\n")
		for _, s := range doc.Prose.Suppressions {
			if s.Span.Start.Line < 1 || s.Span.Start.Line > lines || s.First < 1 || s.First > lines || strings.ContainsAny(s.Code, " >") {
				t.Errorf("a suppression of %d lines: %+v", lines, s)
			}
		}
		for _, h := range doc.Prose.Headings {
			if h.Span.Start.Line > lines {
				t.Errorf("a heading behind line %d: %+v", lines, h)
			}
		}
	})
}

// seeds are the examples of the specification, and what the site adds to it.
func seeds(f *testing.F) []string {
	f.Helper()
	var examples []struct{ Markdown string }
	text, err := os.ReadFile(filepath.Join("testdata", "spec.json"))
	if err != nil {
		f.Fatal(err)
	}
	if err := json.Unmarshal(text, &examples); err != nil {
		f.Fatal(err)
	}
	list := []string{
		":::note\na\n:::\n", "::::print[題]\n:::warning\n- a\n:::\n::::\n", ":::voice[声]{source=\"x\"}\n> a\n:::\n", ":::steps\n### 一\na\n### 二\nb\n:::\n",
		":::faq\n## a\n\n## a\n:::\n", ":::bad-good\n- a\n- b\n:::\n", ":::compare\n| a | b |\n|---|:-:|\n| c | d |\n:::\n", ":::timeline\n9:00\n: a\n:::\n",
		":::cards\n- [a](b.md)\n:::\n", ":::details[a]\n```go\nfunc()\n```\n:::\n",
		"::calculator[a]\n\n::table[b]\n", "a {{b}} c {{ d }}", ":::note\n", ":::\n", "- :::note\n  a\n",
		"a[^1]\n\n[^1]: b\n", "# a {#x .y}\n# b {#fn:1}\n", "家で\n訓練", "**「a」**b", "![a](b.png \"c\")\n",
		"---\ntitle: a\n---\n# b\n", "- [ ] a\n- [x] b\n", "| a |\n|---|\n| `\\|` |\n",
		"<!-- check: a b -->\n- c\n\nd <!-- check: e -->f\n", "a。b！c. d\\\n「e。f」g", "<!-- check:",
	}
	for _, e := range examples {
		list = append(list, e.Markdown)
	}
	return list
}

var (
	tag      = regexp.MustCompile(`<(/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"<>]*")*)>`)
	idInTag  = regexp.MustCompile(` id="([^"]*)"`)
	voidTags = []string{"br", "hr", "img", "input"}
)

// checkWellFormed asks that every tag is one that this package writes, closed in order.
func checkWellFormed(t *testing.T, html string) {
	t.Helper()
	var open []string
	ids := make(map[string]bool)
	rest := html
	for {
		place := tag.FindStringSubmatchIndex(rest)
		between := rest
		if place != nil {
			between = rest[:place[0]]
		}
		if strings.ContainsAny(between, "<>") {
			t.Fatalf("stray < or > in %q of %q", between, html)
		}
		if place == nil {
			break
		}
		name, closes := rest[place[4]:place[5]], place[2] != place[3]
		for _, m := range idInTag.FindAllStringSubmatch(rest[place[6]:place[7]], -1) {
			if ids[m[1]] {
				t.Fatalf("id %q twice in %q", m[1], html)
			}
			ids[m[1]] = true
		}
		switch {
		case closes && (len(open) == 0 || open[len(open)-1] != name):
			t.Fatalf("</%s> closes nothing; open are %v in %q", name, open, html)
		case closes:
			open = open[:len(open)-1]
		case !slices.Contains(voidTags, name):
			open = append(open, name)
		}
		rest = rest[place[1]:]
	}
	if len(open) > 0 {
		t.Fatalf("never closed: %v in %q", open, html)
	}
}
