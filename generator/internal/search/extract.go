package search

import (
	"bytes"
	"html"
	"strings"
)

// Extract takes the text of a finished page apart: its main element (or body) by the headings that
// have ids, or that stand first in an element that has one. Navigation, buttons, scripts, readings,
// elements that are hidden or marked data-nosnippet are no text of the page.
func Extract(p Page) Entry { return new(extractor).entry(p) }

// entry takes a page apart. The extractor may be used for another page then.
func (x *extractor) entry(p Page) Entry {
	*x = extractor{page: mainElement(p.HTML), terms: p.Terms, text: x.text[:0], sections: append(x.sections[:0], cut{level: 1})}
	for x.at < len(x.page) {
		x.node()
	}
	x.endBlock()
	return Entry{p.URL, p.Title, p.Edition, strings.Join(p.Tags, "\n"), x.result()}
}

// mainElement returns the inside of the main element of a page, or of its body, or nothing.
func mainElement(page []byte) []byte {
	for _, name := range []string{"main", "body"} {
		start, end := bytes.Index(page, []byte("<"+name)), bytes.LastIndex(page, []byte("</"+name+">"))
		if start >= 0 && end > start {
			return page[start:end]
		}
	}
	return nil
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
	at       int
	text     []byte // headings and texts of all sections, one behind the other
	sections []cut
	terms    bool
	// What a start tag right before a heading said.
	id   string
	kind Kind
}

// node takes in the text or tag in hand.
func (x *extractor) node() {
	if x.page[x.at] != '<' {
		end := x.find("<")
		x.words(x.page[x.at:end])
		x.at = end
		return
	}
	if bytes.HasPrefix(x.page[x.at:], []byte("<!--")) {
		x.at = min(x.find("-->")+len("-->"), len(x.page))
		return
	}
	t := x.tag()
	switch {
	case isSilent(t.name) || t.hidden:
		x.skip(t.name)
	case isInline(t.name):
	case len(t.name) == 2 && t.name[0] == 'h' && t.name[1] >= '1' && t.name[1] <= '6':
		x.heading(t)
	default:
		x.block(t)
	}
}

// find returns the place of mark behind the place in hand, or the end of the page.
func (x *extractor) find(mark string) int {
	if i := bytes.Index(x.page[x.at:], []byte(mark)); i >= 0 {
		return x.at + i
	}
	return len(x.page)
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

// begin returns where the text in hand begins.
func (x *extractor) begin() int { return x.sections[len(x.sections)-1].text }

// endBlock parts what comes from what was before.
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

// block takes in the tag of a block.
func (x *extractor) block(t tag) {
	x.endBlock()
	if t.id != "" && t.name != "p" {
		x.id, x.kind = t.id, Prose
	}
	if t.calculator {
		x.kind = Calculator
	} else if strings.HasPrefix(x.id, "figure-") && x.kind == Prose {
		x.kind = Figure
	}
}

// heading takes in a whole heading. One that nothing leads to is text; that of the page is its title.
func (x *extractor) heading(t tag) {
	x.endBlock()
	id, level := t.id, int(t.name[1]-'0')
	if id == "" {
		id = x.id
	}
	kind := x.kind
	if x.terms && kind == Prose && level >= 3 {
		kind = Term
	}
	start := len(x.text)
	own := x.sections[len(x.sections)-1]
	x.sections[len(x.sections)-1].text = start // so that blanks are counted from here
	for shut := "</" + t.name; x.at < len(x.page) && !bytes.HasPrefix(x.page[x.at:], []byte(shut)); {
		x.inHeading()
	}
	x.tag()
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

// inHeading takes in a node of a heading.
func (x *extractor) inHeading() {
	if x.page[x.at] != '<' {
		end := x.find("<")
		x.words(x.page[x.at:end])
		x.at = end
		return
	}
	if t := x.tag(); isSilent(t.name) || t.hidden {
		x.skip(t.name)
	}
}

// result makes the sections, all within one string.
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
