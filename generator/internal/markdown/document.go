package markdown

import (
	"bytes"
	"cmp"
	"maps"
	"reflect"
	"slices"
	"sort"
	"unicode/utf8"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
	"shirube/generator/internal/markdown/directives"
)

// A Document is a parsed page. It must not be changed once Parse has returned it.
type Document struct {
	*PageSummary
	Questions []directives.Question // of faq blocks
	Prose     *Prose                // for the checks; nil unless Options.Prose is set
	Lines     []int                 // of the Headings in the file, counting from 1
	Letters   int                   // letters of the running text, without white space and code

	html  []byte
	holes []hole
}

// A PageSummary is what the rest of the site sees of a page: whatever links, lists and other pages
// depend on. While all summaries stay the same, so does the linked site, whatever is
// written in their bodies.
type PageSummary struct {
	Path     string
	Front    content.Front
	Headings []Heading
	Links    []Link
	Embeds   []Embed
	Lead     string // the first paragraph as plain text, for pages without a description
	Title    string // of the first heading of level 1, which is not in the HTML, else of the first of any level; for pages without a title
	TitleBy  TitleHeading
	HasCode  bool // some block is highlighted

	ids map[string]bool
}

// A TitleHeading says which heading gives a page without a title of its own its title.
type TitleHeading uint8

// The headings that give titles. Only one inside the page stays in its HTML.
const (
	TitleOnTop   TitleHeading = iota // of level 1
	TitleOpening                     // a lower one that the page begins with
	TitleInside                      // a lower one with text above it
)

// SamePlaces reports whether links to places on the page, and what is made of its headings, stay the same.
func (f *PageSummary) SamePlaces(other *PageSummary) bool {
	return maps.Equal(f.ids, other.ids) && slices.Equal(f.Headings, other.Headings)
}

// OwnTitle returns the title that the page has in its file; empty for none.
func (f *PageSummary) OwnTitle() string { return cmp.Or(f.Front.Title, f.Title) }

// SameOutline reports whether two summaries are equal but for the words that lists show (title, description and beginning),
// headings and links, and the positions of title and embeds in the file.
func (f *PageSummary) SameOutline(other *PageSummary) bool {
	return reflect.DeepEqual(f.outline(), other.outline())
}

// SameTitle reports whether a page of a file has the same title by the same heading. Whether it keeps that of a lower one
// depends on its neighbours.
func (f *PageSummary) SameTitle(other *PageSummary) bool {
	return f.Front.Title == other.Front.Title && f.Title == other.Title && f.TitleBy == other.TitleBy
}

// outline returns the summary without words, headings, links and places. Whether there is a title is part of it.
func (f *PageSummary) outline() PageSummary {
	plain := *f
	if f.OwnTitle() != "" {
		plain.Front.Title, plain.Title, plain.TitleBy = "", "…", TitleOnTop
	}
	if f.Front.TitleSpan.Start.Line > 0 {
		plain.Front.TitleSpan.Start, plain.Front.TitleSpan.End = diagnostic.Position{Line: 1}, diagnostic.Position{}
	}
	plain.Front.Description, plain.Lead, plain.HasCode, plain.Headings, plain.ids, plain.Links = "", "", false, nil, nil, nil
	plain.Embeds = slices.Clone(f.Embeds)
	for i := range plain.Embeds {
		plain.Embeds[i].Span = diagnostic.Span{}
	}
	return plain
}

// A Heading is an entry of the contents list.
type Heading struct {
	Level int
	ID    string
	Text  string
}

// A Link is a link or picture whose destination is resolved once the whole site is known.
type Link struct {
	Destination   string // with escapes and character references resolved, without percent-decoding
	Picture       bool
	Attribute     string // of HTML in the page: what the address alone is written to; empty for Markdown
	Written       string // of such an address: as the page has it, in HTML
	ByName        bool   // it names a file that may lie anywhere: [[name]]
	From          string // the included file that it is written in, from which it is resolved; empty for the page's own
	Width, Height int    // of a picture in pixels, as the page asks for them; 0 for none
	Span          diagnostic.Span
}

// An Embed is a reference to something outside the page that is shown in it.
type Embed = directives.Embed

// The kinds of embeds.
const (
	FigureEmbed     = directives.FigureEmbed
	TableEmbed      = directives.TableEmbed
	CalculatorEmbed = directives.CalculatorEmbed
	QuestionsEmbed  = directives.QuestionsEmbed
	SourceEmbed     = directives.SourceEmbed
)

// HasID reports whether the page has an element that #id leads to.
func (f *PageSummary) HasID(id string) bool { return f.ids[id] }

// IDs returns how to enumerate the ids of the page, in no particular order.
func (f *PageSummary) IDs(yield func(id string) bool) {
	for id := range f.ids {
		if !yield(id) {
			return
		}
	}
}

// A hole is a place of html that waits for a link's or an embed's outcome.
type hole struct {
	offset int
	kind   holeKind
	index  int
}

type holeKind uint8

const (
	linkHole holeKind = iota
	embedHole
)

// A Resolver fills the holes of a document.
type Resolver interface {
	// AppendHTML appends a piece of HTML between two holes. Elements may span holes.
	AppendHTML(html, piece []byte) []byte
	// AppendLink appends the attributes of the i-th link (href …) or picture (src …), each with a
	// space before it.
	AppendLink(html []byte, i int) []byte
	// AppendEmbed appends the HTML of the i-th embed.
	AppendEmbed(html []byte, i int) []byte
}

// HTML returns the body's HTML without what fills its holes. It must not be changed.
func (d *Document) HTML() []byte { return d.html }

// Append appends the body's HTML with its holes filled by r.
func (d *Document) Append(html []byte, r Resolver) []byte {
	at := 0
	for _, h := range d.holes {
		html = r.AppendHTML(html, d.html[at:h.offset])
		at = h.offset
		if h.kind == linkHole {
			html = r.AppendLink(html, h.index)
		} else {
			html = r.AppendEmbed(html, h.index)
		}
	}
	return r.AppendHTML(html, d.html[at:])
}

// positions turns byte offsets of a body into positions in the file. It is quick for offsets that mostly increase.
type positions struct {
	path   string
	text   []byte
	lines  int    // lines of the file above text
	parts  []part // where the lines of text come from; nil where it is the file's own text
	offset int    // how far the place below has been worked out
	at     diagnostic.Position
}

// position returns the place of an offset in the file that it comes from.
func (p *positions) position(offset int) diagnostic.Position {
	offset = min(max(offset, 0), len(p.text))
	if offset < p.offset || p.at.Line == 0 {
		p.offset, p.at = 0, diagnostic.Position{Line: 1, Column: 1}
	}
	between := p.text[p.offset:offset]
	if last := bytes.LastIndexByte(between, '\n'); last >= 0 {
		p.at.Line += bytes.Count(between, []byte{'\n'})
		p.at.Column = 1
		between = between[last+1:]
	}
	p.at.Column += utf8.RuneCount(between)
	p.offset = offset
	_, place := p.inFile(p.at)
	return place
}

// inFile returns the file that a position in the text comes from, and the position there.
func (p *positions) inFile(at diagnostic.Position) (path string, place diagnostic.Position) {
	if p.parts == nil {
		return p.path, diagnostic.Position{Line: at.Line + p.lines, Column: at.Column}
	}
	part := p.partAt(at.Line)
	return part.path, diagnostic.Position{Line: part.at + at.Line - part.line, Column: max(at.Column-part.indent, 1)}
}

// partAt returns the part that has a line of the text.
func (p *positions) partAt(line int) part {
	i := sort.Search(len(p.parts), func(i int) bool { return p.parts[i].line > line })
	return p.parts[max(i-1, 0)]
}

// pathAt returns the file that an offset comes from.
func (p *positions) pathAt(offset int) string {
	if p.parts == nil {
		return p.path
	}
	p.position(offset)
	return p.partAt(p.at.Line).path
}

// from returns the included file that an offset comes from; empty for the page's own.
func (p *positions) from(offset int) string {
	if path := p.pathAt(offset); path != p.path {
		return path
	}
	return ""
}

// lineInPage returns the line of the page's own file of an offset.
func (p *positions) lineInPage(offset int) int {
	line := p.position(offset).Line
	if p.parts == nil {
		return line
	}
	if part := p.partAt(p.at.Line); part.inPage > 0 {
		return part.inPage
	}
	return line
}

func (p *positions) span(start, end int) diagnostic.Span {
	span := diagnostic.Span{Path: p.pathAt(start), Start: p.position(start)}
	if end > start && p.pathAt(end) == span.Path {
		span.End = p.position(end)
	}
	return span
}
