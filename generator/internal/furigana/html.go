package furigana

import (
	"bytes"
	"encoding/json"
	"html"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"shirube/generator/internal/htmlscan"
)

// AppendHTML appends a page to out with readings above the kanji of its body: in running text, headings, lists, tables,
// forms, menus and buttons, but not in code or pictures. Text is analysed by block, so that a link or a word in bold does
// not split words. Problems are those of the main element: what is around it is read there, or left without readings.
func (a *Annotator) AppendHTML(out, page []byte) ([]byte, []Problem) {
	w := &htmlWriter{annotator: a, html: out}
	w.writePart = w.ruby
	w.walk(page)
	return append(w.html, page[w.copied:]...), w.problems
}

// AppendList appends the readings of a page to out without the page: a line for each different text
// in which AppendHTML would write some, as ｜漢字《かんじ》の. A script puts them into the page, so that
// only readers who want them load them.
func (a *Annotator) AppendList(out, page []byte) ([]byte, []Problem) {
	w := &htmlWriter{annotator: a, html: out, listed: make(map[string]bool)}
	w.writePart = w.line
	w.walk(page)
	return w.html, w.problems
}

// walk collects the text of each block and writes it when the block ends. Inline elements do not end one, so that a
// word in bold is read with the letters around it.
func (w *htmlWriter) walk(page []byte) {
	start, end := htmlscan.Body(page)
	main, mainEnd, _ := htmlscan.Main(page)
	w.page = page[:end]
	scanner := htmlscan.New(page[start:end])
	for t := scanner.Next(); t.Kind != htmlscan.End; t = scanner.Next() {
		isBlock := (t.Kind == htmlscan.Start || t.Kind == htmlscan.Close) && !htmlscan.IsInline(t.Name)
		isSilent := t.Kind == htmlscan.Start && isSilent(t.Name)
		switch {
		case t.Kind == htmlscan.Text:
			w.parts = append(w.parts, segment{start + t.Start, start + t.End, w.inRow || w.isOutside})
		case isBlock || isSilent || isRow(t.Name):
			w.flush()
			w.isOutside = start+t.Start < main || start+t.Start >= mainEnd
		}
		if isBlock || isRow(t.Name) {
			w.inRow = t.Kind == htmlscan.Start && isRow(t.Name)
		}
		if isSilent {
			scanner.Skip(t)
			w.scriptWords(t, page[start:end])
		}
	}
	w.flush()
}

// scriptWords lists the readings of what scripts write: of the texts in JSON that the page holds for them.
func (w *htmlWriter) scriptWords(t htmlscan.Token, page []byte) {
	kind, _ := t.Attribute("type")
	if w.listed == nil || kind != "application/json" {
		return
	}
	texts := json.NewDecoder(bytes.NewReader(page[t.End:]))
	for token, err := texts.Token(); err == nil; token, err = texts.Token() {
		if text, ok := token.(string); ok && hasWideLetters([]byte(text)) {
			w.list(w.annotator.annotated([]byte(text)).line)
		}
	}
}

// An htmlWriter copies a page and collects the text of the current block.
type htmlWriter struct {
	annotator *Annotator
	page      []byte // up to the end of what is annotated
	html      []byte
	copied    int // how much of the page is written
	writePart func(s segment, pieces []Piece)
	listed    map[string]bool // lines that are written; nil where the page itself is
	inRow     bool            // in a label, summary or button
	isOutside bool            // around the main element
	parts     []segment       // text of the current block
	joined    []byte
	problems  []Problem
}

// A segment is a text node of the page, from start to end.
type segment struct {
	start, end int
	inRow      bool
}

// isSilent reports whether the text of an element stays as it is.
func isSilent(name []byte) bool { return isRaw(name) || string(name) == "ruby" }

// isRow reports whether themes often lay out an element as a row.
func isRow(name []byte) bool {
	return string(name) == "label" || string(name) == "summary" || string(name) == "button"
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
	if !w.isOutside {
		w.problems = append(w.problems, known.problems...)
	}
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

// cut splits pieces after size bytes. A piece that is split loses its reading.
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

// lastNumber finds the number at the end of a text. Browsers break a line between it and the ruby of its unit: 0|円, 2か|月.
var lastNumber = regexp.MustCompile(`[0-9][0-9,.]{0,11}[かカヶヵ]?$`)

// isOfUnit reports whether a piece belongs to the unit before it: 2時|間, 20日|分. Behind 千, 万 and 億 the unit follows.
func isOfUnit(before string, p Piece) bool {
	r, size := utf8.DecodeRuneInString(p.Surface)
	return strings.Contains("千万億", before) || size == len(p.Surface) && suffix(r) == p.Reading
}

// ruby writes the page up to the end of a text, with its readings. In elements that themes lay out as rows, text with
// ruby is held together by a span.
func (w *htmlWriter) ruby(s segment, pieces []Piece) {
	w.html = append(w.html, w.page[w.copied:s.start]...)
	w.copied = s.end
	wrapped := s.inRow && hasReadings(pieces)
	if wrapped {
		w.html = append(w.html, "<span>"...)
	}
	isHeld := false // in a number with its unit
	for i, p := range pieces {
		isFollowed := i+1 < len(pieces) && pieces[i+1].Reading != ""
		if p.Reading == "" {
			number := ""
			if isFollowed {
				number = lastNumber.FindString(p.Surface)
			}
			w.html = append(w.html, strings.TrimSuffix(p.Surface, number)...)
			if isHeld = number != ""; isHeld {
				w.html = append(w.html, `<span class="whole">`+number...)
			}
			continue
		}
		w.html = append(w.html, "<ruby>"+p.Surface+"<rt>"+p.Reading+"</rt></ruby>"...)
		if isHeld && !(isFollowed && isOfUnit(p.Surface, pieces[i+1])) {
			w.html = append(w.html, "</span>"...)
			isHeld = false
		}
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
	return slices.ContainsFunc(text, func(b byte) bool { return b >= 0xE3 })
}
