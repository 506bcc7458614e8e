package reading

import "bytes"

// AppendHTML appends a page to html with readings above the kanji of its main element: in running
// text, headings, lists, tables and forms, but not in code, navigation, buttons or pictures. Text is
// read by the block that it stands in, so that a link or a word in bold does not tear words apart.
func (a *Annotator) AppendHTML(html, page []byte) ([]byte, []Problem) {
	start, end := bytes.Index(page, []byte("<main")), bytes.LastIndex(page, []byte("</main>"))
	if start < 0 || end < start {
		return append(html, page...), nil
	}
	w := &htmlWriter{annotator: a, page: page[:end], html: html}
	for at := start; at < end; {
		at = w.node(at)
	}
	w.flush()
	return append(w.html, page[w.copied:]...), w.problems
}

// An htmlWriter copies a page and gathers on the way the text of the block in hand.
type htmlWriter struct {
	annotator *Annotator
	page      []byte // up to the end of what is annotated
	html      []byte
	copied    int       // how much of the page is written
	inside    string    // name of the last block that was opened
	parts     []segment // text of the block in hand
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

// flush writes the page up to here with the readings of the block that has ended. In labels and
// summaries, which themes like to lay out as rows, text with ruby is held together by a span.
func (w *htmlWriter) flush() {
	parts := w.parts
	w.parts = w.parts[:0]
	text := w.text(parts)
	if !hasWideLetters(text) {
		return
	}
	known := w.annotator.annotated(text)
	w.problems = append(w.problems, known.problems...)
	pieces, rest := known.pieces, ""
	wrapped := (w.inside == "label" || w.inside == "summary") && known.hasReadings()
	for _, part := range parts {
		w.html = append(w.html, w.page[w.copied:part.start]...)
		w.copied = part.end
		if wrapped {
			w.html = append(w.html, "<span>"...)
		}
		for size := part.end - part.start; size > 0; {
			p := Piece{Surface: rest}
			if rest == "" {
				p, pieces = pieces[0], pieces[1:]
			}
			if rest = ""; len(p.Surface) > size {
				p, rest = Piece{Surface: p.Surface[:size]}, p.Surface[size:]
			}
			w.piece(p)
			size -= len(p.Surface)
		}
		if wrapped {
			w.html = append(w.html, "</span>"...)
		}
	}
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

// piece writes a piece. What a tag tears apart stays without a reading.
func (w *htmlWriter) piece(p Piece) {
	if p.Reading == "" {
		w.html = append(w.html, p.Surface...)
		return
	}
	w.html = append(w.html, "<ruby>"...)
	w.html = append(w.html, p.Surface...)
	w.html = append(w.html, "<rt>"...)
	w.html = append(w.html, p.Reading...)
	w.html = append(w.html, "</rt></ruby>"...)
}

func hasWideLetters(text []byte) bool {
	for _, b := range text {
		if b >= 0xE3 {
			return true
		}
	}
	return false
}
