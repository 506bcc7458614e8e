package book

import (
	"html/template"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"shirube/generator/internal/htmlscan"
)

// A rewriter turns the HTML of a page into that of a chapter: headings go down below the chapter's, ids take
// the chapter's name in front, links to other chapters lead there and say its number, what is folded is open,
// and pictures are loaded at once.
type rewriter struct {
	book    *book
	chapter *chapter
}

// append appends the rewritten body of a page.
func (w *rewriter) append(out, body []byte) []byte {
	scanner := htmlscan.New(body)
	for t := scanner.Next(); t.Kind != htmlscan.End; t = scanner.Next() {
		switch t.Kind {
		case htmlscan.Start:
			e := newStartTag(t)
			e.name = w.lowered(e.name)
			w.change(e)
			out = e.append(out)
		case htmlscan.Close:
			out = append(append(append(out, "</"...), w.lowered(string(t.Name))...), '>')
		default:
			out = append(out, body[t.Start:t.End]...)
		}
	}
	return out
}

// lowered returns the name of an element in the chapter: a heading's level is below the chapter's.
func (w *rewriter) lowered(name string) string {
	if len(name) != 2 || name[0]|0x20 != 'h' || name[1] < '1' || name[1] > '6' {
		return name
	}
	return "h" + strconv.Itoa(min(int(name[1]-'0')+w.chapter.level-1, 6))
}

// change adapts a start tag to the book.
func (w *rewriter) change(e *startTag) {
	for _, name := range []string{"id", "for", "aria-labelledby", "aria-describedby", "aria-controls", "headers"} {
		if value, ok := e.value(name); ok {
			e.set(name, w.anchors(value))
		}
	}
	switch e.name {
	case "a":
		w.link(e)
	case "details":
		e.set("open", "")
	case "img":
		e.drop("loading")
	case "aside":
		// Unnamed, it is no landmark: a reader who goes by those has the chapters instead.
		e.drop("aria-labelledby")
	}
	if role, _ := e.value("role"); role == "region" {
		e.set("role", "group")
	}
}

// anchors returns ids, separated by white space, as they are in the book.
func (w *rewriter) anchors(ids string) string {
	words := strings.Fields(ids)
	for i, id := range words {
		words[i] = w.chapter.anchor(id)
	}
	return strings.Join(words, " ")
}

// link changes a link to its place in the book. It adds the number of another chapter as data-chapter, that
// of a source as data-source, and the whole address as data-address where the link leaves the book.
func (w *rewriter) link(e *startTag) {
	href, ok := e.value("href")
	if !ok {
		return
	}
	address, fragment, _ := strings.Cut(href, "#")
	if address == "" {
		e.set("href", "#"+w.chapter.anchor(unescaped(fragment)))
		return
	}
	path, _, _ := strings.Cut(address, "?")
	to := w.book.byURL[path]
	if to == nil {
		if strings.HasPrefix(path, w.book.r.Root()) && !strings.HasPrefix(path, "//") && !e.isQuiet() {
			e.set("data-address", w.book.r.Origin()+address)
		}
		return
	}
	e.set("href", "#"+to.anchor(unescaped(fragment)))
	e.drop("rel")
	w.addNumber(e, to, fragment)
}

// unescaped returns the id that a fragment names.
func unescaped(fragment string) string {
	if id, err := url.PathUnescape(fragment); err == nil {
		return id
	}
	return fragment
}

// addNumber adds to a link the number of what it leads to.
func (w *rewriter) addNumber(e *startTag, to *chapter, fragment string) {
	switch number := w.book.sources[fragment]; {
	case e.isQuiet():
	case to.kind == sourceChapter && number > 0:
		e.set("data-source", strconv.Itoa(number))
	case to != w.chapter:
		e.set("data-chapter", to.number)
	}
}

// A startTag is a start tag in parts.
type startTag struct {
	name       string
	attributes []htmlscan.Attribute
	hasSlash   bool
}

func newStartTag(t htmlscan.Token) *startTag {
	return &startTag{string(t.Name), slices.Collect(t.Attributes()), t.HasSlash()}
}

// value returns an attribute with its character references resolved.
func (e *startTag) value(name string) (string, bool) {
	if i := e.index(name); i >= 0 {
		return e.attributes[i].Text(), true
	}
	return "", false
}

func (e *startTag) index(name string) int {
	return slices.IndexFunc(e.attributes, func(a htmlscan.Attribute) bool { return string(a.Name) == name })
}

// isQuiet reports whether a link gets no number, since there are too many of its kind: those to terms and figures,
// which are found by their names.
func (e *startTag) isQuiet() bool {
	class, _ := e.value("class")
	return class == "term" || class == "figure-link"
}

// set gives an attribute a value; one without any text is written as its name alone.
func (e *startTag) set(name, value string) {
	a := htmlscan.Attribute{Name: []byte(name)}
	if value != "" {
		a.Value = []byte(`"` + template.HTMLEscapeString(value) + `"`)
	}
	if i := e.index(name); i >= 0 {
		e.attributes[i] = a
		return
	}
	e.attributes = append(e.attributes, a)
}

func (e *startTag) drop(name string) {
	if i := e.index(name); i >= 0 {
		e.attributes = slices.Delete(e.attributes, i, i+1)
	}
}

func (e *startTag) append(out []byte) []byte {
	out = append(append(out, '<'), e.name...)
	for _, a := range e.attributes {
		out = append(append(out, ' '), a.Name...)
		if len(a.Value) > 0 {
			out = append(append(out, '='), a.Value...)
		}
	}
	if e.hasSlash {
		out = append(out, " /"...)
	}
	return append(out, '>')
}
