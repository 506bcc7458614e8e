package search

import (
	"bytes"
	"html"
	"strings"

	"shirube/generator/internal/htmlscan"
)

// Extract splits the text of a finished page, its main element or body, into sections at the headings that
// have ids, or that come first in an element that has one. Navigation, buttons, scripts, readings,
// elements that are hidden or marked data-nosnippet are no text of the page.
func Extract(p Page) Entry { return new(extractor).entry(p) }

// entry extracts a page. The extractor can be reused for another page.
func (x *extractor) entry(p Page) Entry {
	start, end, _ := htmlscan.Main(p.HTML)
	page := p.HTML[start:end]
	*x = extractor{page: page, scanner: htmlscan.New(page), terms: p.Terms, text: x.text[:0], sections: append(x.sections[:0], cut{level: 1})}
	for t := x.scanner.Next(); t.Kind != htmlscan.End; t = x.scanner.Next() {
		x.token(t)
	}
	x.endBlock()
	return Entry{p.URL, p.Title, p.Edition, strings.Join(p.Tags, "\n"), p.Keywords, x.result()}
}

// A cut is where a section begins in the text of a page.
type cut struct {
	level         int
	kind          Kind
	id            string
	heading, text int // where they begin
}

// An extractor goes through a page once.
type extractor struct {
	page     []byte
	scanner  htmlscan.Scanner
	text     []byte // headings and texts of all sections, joined
	sections []cut
	terms    bool
	// From the start tag right before a heading.
	id   string
	kind Kind
}

// token handles a token outside of headings.
func (x *extractor) token(t htmlscan.Token) {
	switch {
	case t.Kind == htmlscan.Text:
		x.words(x.page[t.Start:t.End])
	case t.Kind == htmlscan.Start && isHidden(t):
		x.scanner.Skip(t)
	case t.Kind == htmlscan.Start && isHeading(t.Name):
		x.heading(t)
	case t.Kind == htmlscan.Start && !htmlscan.IsInline(t.Name):
		x.block(t)
	case t.Kind == htmlscan.Close && !htmlscan.IsInline(t.Name):
		x.endBlock()
	}
}

// isHidden reports whether an element holds no text of the page.
func isHidden(t htmlscan.Token) bool {
	switch string(t.Name) {
	case "nav", "script", "style", "template", "button", "svg", "math", "select", "textarea", "rt", "rp", "iframe", "noscript":
		return true
	}
	for a := range t.Attributes() {
		if string(a.Name) == "hidden" || string(a.Name) == "data-nosnippet" {
			return true
		}
	}
	return false
}

func isHeading(name []byte) bool {
	return len(name) == 2 && name[0] == 'h' && '1' <= name[1] && name[1] <= '6'
}

// words appends running text, with white space as one blank.
func (x *extractor) words(part []byte) {
	if bytes.IndexByte(part, '&') >= 0 {
		part = []byte(html.UnescapeString(string(part)))
	}
	for at := 0; at < len(part); {
		if part[at] > ' ' {
			end := at + 1
			for end < len(part) && part[end] > ' ' {
				end++
			}
			x.text = append(x.text, part[at:end]...)
			x.id, x.kind, at = "", Prose, end
			continue
		}
		if n := len(x.text); n > x.begin() && x.text[n-1] > ' ' {
			x.text = append(x.text, ' ')
		}
		at++
	}
}

// begin returns where the current section's text begins.
func (x *extractor) begin() int { return x.sections[len(x.sections)-1].text }

// endBlock ends a line of text.
func (x *extractor) endBlock() {
	n := len(x.text)
	if n > x.begin() && x.text[n-1] == ' ' {
		n--
	}
	x.text = x.text[:n]
	if n > x.begin() && x.text[n-1] != '\n' {
		x.text = append(x.text, '\n')
	}
}

// block handles the start tag of a block.
func (x *extractor) block(t htmlscan.Token) {
	x.endBlock()
	if id, ok := t.Attribute("id"); ok && string(t.Name) != "p" {
		x.id, x.kind = id, Prose
	}
	if _, ok := t.Attribute("data-list"); ok {
		x.sections[len(x.sections)-1].kind = List
	}
	if _, ok := t.Attribute("data-calculator"); ok {
		x.kind = Calculator
	} else if strings.HasPrefix(x.id, "figure-") && x.kind == Prose {
		x.kind = Figure
	}
}

// heading handles a whole heading. One without an id is text; an h1 is the page's title.
func (x *extractor) heading(t htmlscan.Token) {
	x.endBlock()
	id, hasID := t.Attribute("id")
	if !hasID {
		id = x.id
	}
	level, kind := int(t.Name[1]-'0'), x.kind
	switch {
	case strings.HasPrefix(id, "calc-"): // its result, like its questions
		kind = Calculator
	case strings.HasPrefix(id, "michi-group"): // of the list of all figures
		kind = Figure
	case x.terms && kind == Prose && level >= 3:
		kind = Term
	}
	start := len(x.text)
	own := x.sections[len(x.sections)-1]
	x.sections[len(x.sections)-1].text = start // so that blanks are counted from here
	x.wordsOf(t)
	x.sections[len(x.sections)-1] = own
	x.id, x.kind = "", Prose
	switch {
	case level == 1:
		x.text = x.text[:start]
	case id == "" || len(x.sections) == maxSections:
		x.endBlock()
	default:
		x.text = bytes.TrimRight(x.text, " \n")
		x.sections = append(x.sections, cut{level, kind, id, min(start, len(x.text)), len(x.text)})
	}
}

// wordsOf appends the words of a heading up to its end.
func (x *extractor) wordsOf(heading htmlscan.Token) {
	for t := x.scanner.Next(); t.Kind != htmlscan.End && !(t.Kind == htmlscan.Close && bytes.Equal(t.Name, heading.Name)); t = x.scanner.Next() {
		if t.Kind == htmlscan.Text {
			x.words(x.page[t.Start:t.End])
		} else if t.Kind == htmlscan.Start && isHidden(t) {
			x.scanner.Skip(t)
		}
	}
}

// result returns the sections, whose texts share one string.
func (x *extractor) result() []Section {
	all := string(x.text)
	sections := make([]Section, len(x.sections))
	for i, c := range x.sections {
		end := len(all)
		if i+1 < len(x.sections) {
			end = x.sections[i+1].heading
		}
		sections[i] = Section{c.level, c.kind, c.id, all[c.heading:c.text], strings.TrimSuffix(all[c.text:end], "\n")}
	}
	return sections
}
