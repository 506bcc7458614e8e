package render

import (
	"bytes"

	"shirube/generator/internal/htmlscan"
)

// A textEditor changes the text of HTML and leaves its tags as they are. It gets the HTML in pieces, since it must not
// change what fills the holes of a page.
type textEditor struct {
	html    []byte
	scanner htmlscan.Scanner
	token   htmlscan.Token
	at      int      // how much of html has been given
	inRow   bool     // in a label, summary or button
	skipped [][]byte // names of the open elements whose text stays, outermost first
	keeps   func(start htmlscan.Token) bool
	edit    func(out, text []byte) []byte
}

// newTextEditor returns an editor of html. Edit appends a changed text; keeps reports whether an element's text
// stays as it is.
func newTextEditor(html []byte, keeps func(start htmlscan.Token) bool, edit func(out, text []byte) []byte) *textEditor {
	return &textEditor{html: html, scanner: htmlscan.New(html), keeps: keeps, edit: edit}
}

// append appends the next piece of the HTML, changed.
func (e *textEditor) append(out, piece []byte) []byte {
	for end := e.at + len(piece); e.at < end; {
		if e.at == e.token.End {
			e.token = e.scanner.Next()
			e.follow()
		}
		part := e.html[e.at:min(e.token.End, end)]
		e.at += len(part)
		if e.token.Kind == htmlscan.Text && len(e.skipped) == 0 {
			out = e.edit(out, part)
		} else {
			out = append(out, part...)
		}
	}
	return out
}

// follow notes what the token begins or ends.
func (e *textEditor) follow() {
	if e.token.Kind != htmlscan.Text && isRow(e.token.Name) {
		e.inRow = e.token.Kind == htmlscan.Start
	}
	var innermost []byte
	if n := len(e.skipped); n > 0 {
		innermost = e.skipped[n-1]
	}
	switch {
	case e.token.Kind == htmlscan.Close && innermost != nil && bytes.Equal(e.token.Name, innermost):
		e.skipped = e.skipped[:len(e.skipped)-1]
	case e.token.Kind == htmlscan.Start && !e.token.IsClosed() && (e.keeps(e.token) || bytes.Equal(e.token.Name, innermost)):
		e.skipped = append(e.skipped, e.token.Name)
	}
}
