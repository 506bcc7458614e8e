package render

import (
	"bytes"
	"html"
	"html/template"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A transplant moves the HTML of a page into a chapter of a book: headings go down below the
// chapter's, ids take the chapter's name in front, links to other chapters lead there and say its
// number, what is folded is open, and pictures are loaded at once.
type transplant struct {
	book    *book
	chapter *chapter
}

// append appends a page's body as it stands in the book.
func (t *transplant) append(out, body []byte) []byte {
	for len(body) > 0 {
		start := bytes.IndexByte(body, '<')
		if start < 0 {
			return append(out, body...)
		}
		out = append(out, body[:start]...)
		end := start + markupEnd(body[start:])
		out = t.markup(out, body[start:end])
		body = body[end:]
	}
	return out
}

// markupEnd returns where the tag or comment that text begins with ends; a script or style sheet is
// taken whole.
func markupEnd(text []byte) int {
	if bytes.HasPrefix(text, []byte("<!--")) {
		return behind(text, 0, "-->")
	}
	m := tagName.FindSubmatch(text)
	if m == nil {
		return 1
	}
	end := tagEnd(text)
	if isRaw(m[2]) && len(m[1]) == 0 {
		return behind(text, end, "</"+strings.ToLower(string(m[2])))
	}
	return end
}

// isRaw reports whether an element holds no further elements, whatever its text looks like.
func isRaw(name []byte) bool {
	switch strings.ToLower(string(name)) {
	case "script", "style", "textarea":
		return true
	}
	return false
}

// behind returns the place behind the next mark, which is in small letters, or the end of text.
func behind(text []byte, from int, mark string) int {
	if i := indexFold(text[from:], mark); i >= 0 {
		return from + i + len(mark)
	}
	return len(text)
}

// tagEnd returns where the tag that text begins with ends, past any > in quotes.
func tagEnd(text []byte) int {
	quote := byte(0)
	for i, c := range text {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i + 1
		}
	}
	return len(text)
}

var (
	tagName      = regexp.MustCompile(`^<(/?)([A-Za-z][A-Za-z0-9]*)`)
	tagAttribute = regexp.MustCompile(`([^\s=>"'/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?`)
)

// markup appends a tag or comment.
func (t *transplant) markup(out, text []byte) []byte {
	m := tagName.FindSubmatch(text)
	if m == nil || isRaw(m[2]) {
		return append(out, text...)
	}
	name, rest := t.lowered(string(m[2])), text[len(m[0]):]
	if len(m[1]) > 0 {
		return append(append(append(out, "</"...), name...), rest...)
	}
	e := parseTag(name, rest)
	t.change(e)
	return e.append(out)
}

// lowered returns the name of an element in the chapter: that of a heading is further down.
func (t *transplant) lowered(name string) string {
	if len(name) != 2 || name[0]|0x20 != 'h' || name[1] < '1' || name[1] > '6' {
		return name
	}
	return "h" + strconv.Itoa(min(int(name[1]-'0')+t.chapter.level-1, 6))
}

// change adapts a start tag to its new place.
func (t *transplant) change(e *startTag) {
	for _, name := range []string{"id", "for", "aria-labelledby", "aria-describedby", "aria-controls", "headers"} {
		if value, ok := e.value(name); ok {
			e.set(name, t.anchors(value))
		}
	}
	switch e.name {
	case "a":
		t.link(e)
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

// anchors returns ids, parted by white space, as they are in the book.
func (t *transplant) anchors(ids string) string {
	words := strings.Fields(ids)
	for i, id := range words {
		words[i] = t.chapter.anchor(id)
	}
	return strings.Join(words, " ")
}

// link leads a link to its place in the book. Where it goes to another chapter it says the number in
// data-chapter, to a source the number in data-source; where it leaves the book, the whole address in
// data-address.
func (t *transplant) link(e *startTag) {
	href, ok := e.value("href")
	if !ok {
		return
	}
	address, fragment, _ := strings.Cut(href, "#")
	if address == "" {
		e.set("href", "#"+t.chapter.anchor(unescaped(fragment)))
		return
	}
	path, _, _ := strings.Cut(address, "?")
	to := t.book.byURL[path]
	if to == nil {
		if strings.HasPrefix(path, t.book.r.shared.root) && !strings.HasPrefix(path, "//") && !e.isQuiet() {
			e.set("data-address", t.book.r.shared.origin+address)
		}
		return
	}
	e.set("href", "#"+to.anchor(unescaped(fragment)))
	e.drop("rel")
	t.sayNumber(e, to, fragment)
}

// unescaped returns the id that a fragment names.
func unescaped(fragment string) string {
	if id, err := url.PathUnescape(fragment); err == nil {
		return id
	}
	return fragment
}

// sayNumber adds to a link the number of what it leads to.
func (t *transplant) sayNumber(e *startTag, to *chapter, fragment string) {
	switch number := t.book.sources[fragment]; {
	case e.isQuiet():
	case to.kind == sourceChapter && number > 0:
		e.set("data-source", strconv.Itoa(number))
	case to != t.chapter:
		e.set("data-chapter", to.number)
	}
}

// A startTag is a start tag in parts.
type startTag struct {
	name       string
	attributes []tagPart
	isClosed   bool // ends with />
}

// A tagPart is an attribute; its text is the value as it stands in the tag, with its quotes, or empty.
type tagPart struct{ name, text string }

// parseTag reads what stands behind the name of a start tag.
func parseTag(name string, rest []byte) *startTag {
	e := &startTag{name: name, isClosed: bytes.HasSuffix(rest, []byte("/>"))}
	for _, m := range tagAttribute.FindAllSubmatch(rest, -1) {
		e.attributes = append(e.attributes, tagPart{string(m[1]), string(m[2])})
	}
	return e
}

// value returns an attribute with its character references resolved.
func (e *startTag) value(name string) (string, bool) {
	for _, a := range e.attributes {
		if strings.EqualFold(a.name, name) {
			return html.UnescapeString(strings.Trim(a.text, `"'`)), true
		}
	}
	return "", false
}

// isQuiet reports whether a link does not say where it leads, since there are too many of its kind:
// those to terms and figures, which are found by their names.
func (e *startTag) isQuiet() bool {
	class, _ := e.value("class")
	return class == "term" || class == "figure-link"
}

// set gives an attribute a value; one without any text is written as its name alone.
func (e *startTag) set(name, value string) {
	text := ""
	if value != "" {
		text = `"` + template.HTMLEscapeString(value) + `"`
	}
	for i := range e.attributes {
		if strings.EqualFold(e.attributes[i].name, name) {
			e.attributes[i].text = text
			return
		}
	}
	e.attributes = append(e.attributes, tagPart{name, text})
}

func (e *startTag) drop(name string) {
	e.attributes = slices.DeleteFunc(e.attributes, func(a tagPart) bool { return strings.EqualFold(a.name, name) })
}

// append writes the tag.
func (e *startTag) append(out []byte) []byte {
	out = append(append(out, '<'), e.name...)
	for _, a := range e.attributes {
		out = append(append(out, ' '), a.name...)
		if a.text != "" {
			out = append(append(out, '='), a.text...)
		}
	}
	if e.isClosed {
		out = append(out, " /"...)
	}
	return append(out, '>')
}
