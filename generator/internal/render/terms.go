package render

import (
	"bytes"
	"cmp"
	"html/template"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"shirube/generator/internal/htmlscan"
	"shirube/generator/internal/markdown"
	"shirube/generator/internal/site"
)

// A glossary finds the terms of the glossary page in running text, so that their first use on a
// page leads to their explanation. A page with layout: glossary lists its terms as headings of level
// 3: 受給者証（じゅきゅうしゃしょう）, or several separated by 、.
type glossary struct {
	digest Key
	path   string // of its page
	lang   string
	url    string
	terms  map[rune][]term // by first letter, longest first
}

type term struct{ text, id string }

// newGlossary reads the terms of a glossary page at an address.
func newGlossary(p *site.Page, url string) *glossary {
	g := &glossary{path: p.Path, lang: p.Lang, url: url, terms: make(map[rune][]term)}
	for _, h := range p.Summary.Headings {
		if h.Level == 3 {
			g.add(h)
		}
	}
	for first := range g.terms {
		slices.SortStableFunc(g.terms[first], func(a, b term) int { return cmp.Compare(len(b.text), len(a.text)) })
	}
	g.digest = digestOf(struct {
		path, lang, url string
		headings        []markdown.Heading
	}{g.path, g.lang, g.url, p.Summary.Headings})
	return g
}

func (g *glossary) add(h markdown.Heading) {
	names, _, _ := strings.Cut(h.Text, "（")
	for name := range strings.SplitSeq(names, "、") {
		name = strings.TrimSpace(name)
		if first, size := utf8.DecodeRuneInString(name); size > 0 && utf8.RuneCountInString(name) > 1 {
			g.terms[first] = append(g.terms[first], term{name, h.ID})
		}
	}
}

// A termLinker links the terms of one page, each where it is used first.
type termLinker struct {
	glossary *glossary
	used     map[string]bool // ids
}

// newTermLinker returns an editor that links the terms of a glossary in the HTML of a page.
func newTermLinker(g *glossary, html []byte) *textEditor {
	l := &termLinker{glossary: g, used: make(map[string]bool)}
	return newTextEditor(html, keepsTerms, l.text)
}

// linksTerms reports whether the terms of g are linked on p: on pages of its language, but not where
// the terms themselves are explained.
func (g *glossary) linksTerms(p *site.Page) bool {
	return g != nil && p.Path != g.path && primary(p.Lang) == primary(g.lang) && p.Summary.Front.Layout != "glossary"
}

// primary returns the language of a BCP 47 tag without its script and region: ja of ja-Hira.
func primary(tag string) string {
	language, _, _ := strings.Cut(tag, "-")
	return language
}

// keepsTerms reports whether nothing is linked in an element: in headings and links, code, and what is pressed.
func keepsTerms(start htmlscan.Token) bool {
	switch string(start.Name) {
	case "a", "h1", "h2", "h3", "h4", "h5", "h6", "code", "pre", "summary", "figcaption", "th", "dt", "button", "label":
		return true
	}
	class, _ := start.Attribute("class")
	return class == "cards" || isDrawing(start)
}

func (l *termLinker) text(html, text []byte) []byte {
	before, from := rune(0), 0
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRune(text[at:])
		if t, ok := l.match(text[at:], r, before); ok {
			html = append(html, text[from:at]...)
			html = append(html, `<a class="term" href="`+l.glossary.url+"#"+template.HTMLEscapeString(t.id)+`">`+template.HTMLEscapeString(t.text)+"</a>"...)
			l.used[t.id] = true
			at += len(t.text)
			from, before = at, 'a'
			continue
		}
		before, at = r, at+size
	}
	return append(html, text[from:]...)
}

// match returns the longest unused term at the start of text that is no part of a longer word.
func (l *termLinker) match(text []byte, first, before rune) (term, bool) {
	if joins(before) && joins(first) {
		return term{}, false
	}
	for _, t := range l.glossary.terms[first] {
		if !bytes.HasPrefix(text, []byte(t.text)) {
			continue
		}
		last, _ := utf8.DecodeLastRuneInString(t.text)
		next, _ := utf8.DecodeRune(text[len(t.text):])
		if len(text) > len(t.text) && joins(last) && joins(next) {
			return term{}, false
		}
		return t, !l.used[t.id]
	}
	return term{}, false
}

// joins reports whether a letter forms words with its neighbours without a sign between them, as
// kanji, katakana and Latin letters do, and hiragana does not.
func joins(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Katakana) || r == 'ー' || r < 0x250 && (unicode.IsLetter(r) || unicode.IsDigit(r))
}
