package furigana

import (
	"bytes"
	"html"
	"slices"
	"strings"
)

// AppendHTML appends a page to out with readings above the kanji of its main element: in running
// text, headings, lists, tables and forms, but not in code, navigation, buttons or pictures. Text is
// read by the block that it stands in, so that a link or a word in bold does not tear words apart.
func (a *Annotator) AppendHTML(out, page []byte) ([]byte, []Problem) {
	w := &htmlWriter{annotator: a, html: out}
	w.writePart = w.ruby
	w.walk(page)
	return append(w.html, page[w.copied:]...), w.problems
}

// AppendList appends the readings of a page to out without the page: a line for each different text
// in which AppendHTML would write some, as ｜漢字《かんじ》の. A script puts them into the page, so that
// only those load them who ask.
func (a *Annotator) AppendList(out, page []byte) ([]byte, []Problem) {
	w := &htmlWriter{annotator: a, html: out, listed: make(map[string]bool)}
	w.writePart = w.line
	w.walk(page)
	return w.html, w.problems
}

// walk goes through the main element of a page, or its body where it has none.
func (w *htmlWriter) walk(page []byte) {
	start, end := extent(page, "main")
	if start < 0 {
		start, end = extent(page, "body")
	}
	w.page = page[:max(end, 0)]
	for at := start; at < end; {
		at = w.node(at)
	}
	w.flush()
}

// extent returns where an element stands in a page; start is negative where it does not.
func extent(page []byte, name string) (start, end int) {
	start, end = bytes.Index(page, []byte("<"+name)), bytes.LastIndex(page, []byte("</"+name+">"))
	if end < start || start < 0 {
		return -1, -1
	}
	return start, end
}

// An htmlWriter copies a page and gathers on the way the text of the block in hand.
type htmlWriter struct {
	annotator *Annotator
	page      []byte // up to the end of what is annotated
	html      []byte
	copied    int // how much of the page is written
	writePart func(s segment, pieces []Piece)
	listed    map[string]bool // lines that are written; nil where the page itself is
	inside    string          // name of the last block that was opened
	parts     []segment       // text of the block in hand
	joined    []byte
	problems  []Problem
}

// A segment is a text node of the page, from start to end.
type segment struct{ start, end int }

// node takes in the text or tag at a place of the page and returns where the next begins.
func (w *htmlWriter) node(at int) int {
	if w.page[at] != '<' {
		end := w.find(at, "<")
		w.parts = append(w.parts, segment{at, end})
		return end
	}
	if bytes.HasPrefix(w.page[at:], []byte("<!--")) {
		return w.find(at, "-->")
	}
	name, end := w.tag(at)
	if isInline(name) {
		return end
	}
	w.flush()
	if name != "input" {
		w.inside = name
	}
	if isSilent(name) {
		return w.behind(name, end)
	}
	return end
}

// tag returns the name of the tag at a place, with a slash in front where it ends an element, and
// where the tag ends.
func (w *htmlWriter) tag(at int) (string, int) {
	nameEnd := at + 1
	for nameEnd < len(w.page) && !bytes.ContainsRune([]byte(" \t\n>"), rune(w.page[nameEnd])) {
		nameEnd++
	}
	quote := byte(0)
	for i := nameEnd; i < len(w.page); i++ {
		switch c := w.page[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return string(w.page[at+1 : nameEnd]), i + 1
		}
	}
	return string(w.page[at+1 : nameEnd]), len(w.page)
}

// behind returns the place behind the end of an element that is passed over.
func (w *htmlWriter) behind(name string, at int) int {
	open, shut := []byte("<"+name), []byte("</"+name+">")
	for depth := 1; depth > 0; depth-- {
		end := bytes.Index(w.page[at:], shut)
		if end < 0 {
			return len(w.page)
		}
		if name != "script" {
			depth += bytes.Count(w.page[at:at+end], open)
		}
		at += end + len(shut)
	}
	return at
}

// find returns the place of mark at or behind a place, or the end of the page.
func (w *htmlWriter) find(at int, mark string) int {
	if i := bytes.Index(w.page[at:], []byte(mark)); i >= 0 {
		return at + i
	}
	return len(w.page)
}

// isInline reports whether a tag stands inside running text.
func isInline(tag string) bool {
	switch tag {
	case "a", "strong", "em", "b", "i", "u", "s", "span", "data", "cite", "mark", "del", "time", "q", "abbr", "sup", "sub", "wbr",
		"/a", "/strong", "/em", "/b", "/i", "/u", "/s", "/span", "/data", "/cite", "/mark", "/del", "/time", "/q", "/abbr", "/sup", "/sub":
		return true
	}
	return false
}

// isSilent reports whether the text of an element stays as it is.
func isSilent(tag string) bool {
	switch tag {
	case "script", "style", "code", "pre", "kbd", "textarea", "select", "button", "svg", "math", "nav", "ruby", "template":
		return true
	}
	return false
}

// flush writes the text of the block that has ended.
func (w *htmlWriter) flush() {
	parts := w.parts
	w.parts = w.parts[:0]
	text := w.text(parts)
	if !hasWideLetters(text) {
		return
	}
	known := w.annotator.annotated(text)
	w.problems = append(w.problems, known.problems...)
	if known.line == "" && !hasReadings(known.pieces) {
		return
	}
	if w.listed != nil && len(parts) == 1 {
		w.list(known.line)
		return
	}
	rest := known.pieces
	for _, part := range parts {
		var own []Piece
		own, rest = cut(rest, part.end-part.start)
		w.writePart(part, own)
	}
}

// cut parts pieces after size bytes. A piece that is torn apart loses its reading.
func cut(pieces []Piece, size int) (before, behind []Piece) {
	for i, p := range pieces {
		if size == 0 {
			return pieces[:i:i], pieces[i:]
		}
		if len(p.Surface) > size {
			head, tail := Piece{Surface: p.Surface[:size]}, Piece{Surface: p.Surface[size:]}
			return append(pieces[:i:i], head), append([]Piece{tail}, pieces[i+1:]...)
		}
		size -= len(p.Surface)
	}
	return pieces, nil
}

func hasReadings(pieces []Piece) bool {
	return slices.ContainsFunc(pieces, func(p Piece) bool { return p.Reading != "" })
}

// text returns the text of a block.
func (w *htmlWriter) text(parts []segment) []byte {
	if len(parts) == 1 {
		return w.page[parts[0].start:parts[0].end]
	}
	w.joined = w.joined[:0]
	for _, p := range parts {
		w.joined = append(w.joined, w.page[p.start:p.end]...)
	}
	return w.joined
}

// ruby writes the page up to the end of a text, with its readings. In labels and summaries, which
// themes like to lay out as rows, text with ruby is held together by a span.
func (w *htmlWriter) ruby(s segment, pieces []Piece) {
	w.html = append(w.html, w.page[w.copied:s.start]...)
	w.copied = s.end
	wrapped := (w.inside == "label" || w.inside == "summary") && hasReadings(pieces)
	if wrapped {
		w.html = append(w.html, "<span>"...)
	}
	for _, p := range pieces {
		if p.Reading == "" {
			w.html = append(w.html, p.Surface...)
			continue
		}
		w.html = append(w.html, "<ruby>"+p.Surface+"<rt>"+p.Reading+"</rt></ruby>"...)
	}
	if wrapped {
		w.html = append(w.html, "</span>"...)
	}
}

// line writes the line of a text.
func (w *htmlWriter) line(s segment, pieces []Piece) {
	if hasReadings(pieces) {
		w.list(notation(string(w.page[s.start:s.end]), pieces))
	}
}

// list writes a line, once.
func (w *htmlWriter) list(line string) {
	if line != "" && !w.listed[line] {
		w.listed[line] = true
		w.html = append(append(w.html, line...), '\n')
	}
}

// notation writes a text of a page as ｜漢字《かんじ》の. White space counts as one blank and not at all
// at the ends. A text with the signs of the notation has none.
func notation(text string, pieces []Piece) string {
	if strings.ContainsAny(text, "｜《》") {
		return ""
	}
	var line strings.Builder
	for _, p := range pieces {
		if p.Reading == "" {
			line.WriteString(html.UnescapeString(p.Surface))
			continue
		}
		line.WriteString("｜" + p.Surface + "《" + p.Reading + "》")
	}
	isBlank := func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' }
	return strings.Join(strings.FieldsFunc(line.String(), isBlank), " ")
}

func hasWideLetters(text []byte) bool {
	for _, b := range text {
		if b >= 0xE3 {
			return true
		}
	}
	return false
}
