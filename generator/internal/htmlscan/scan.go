// Package htmlscan splits finished HTML into text and tags, as browsers do (HTML Standard, 13.2.5), and knows
// which elements are part of running text. All code that reads finished pages uses it: readings,
// search, links to terms, and the printed guide.
package htmlscan

import "bytes"

// A Kind is a kind of token.
type Kind byte

// The kinds of tokens.
const (
	End     Kind = iota // the end of the HTML
	Text                // with its character references as written
	Start               // a start tag
	Close               // an end tag
	Comment             // also a doctype and all else that browsers ignore
	Raw                 // the content of an element that holds no HTML, such as a script
)

// A Token is a part of the HTML, from byte Start to End. No token is empty, and each begins where the one
// before ends.
type Token struct {
	Kind       Kind
	Start, End int
	Name       []byte // of a tag, in lower case
	attributes []byte // the text behind the name
}

// A Scanner goes through HTML from its start. It accepts any bytes.
type Scanner struct {
	html []byte
	at   int
	raw  []byte // the name of the element that is open and holds no HTML
}

// New returns a scanner at the start of html.
func New(html []byte) Scanner { return Scanner{html: html} }

// Next returns the next token, which has kind End behind the last.
func (s *Scanner) Next() Token {
	start := s.at
	switch {
	case start == len(s.html):
		return Token{Start: start, End: start}
	case s.raw != nil:
		if end := endOfRaw(s.html[start:], s.raw); end > 0 {
			s.at, s.raw = start+end, nil
			return Token{Kind: Raw, Start: start, End: s.at}
		}
		s.raw = nil
	}
	if s.html[start] != '<' || !isMarkup(s.html[start:]) {
		return s.text()
	}
	switch c := s.html[start+1]; {
	case c == '!' || c == '?' || c == '/' && !isLetter(s.html[start+2]):
		s.at += endOfComment(s.html[start:])
		return Token{Kind: Comment, Start: start, End: s.at}
	case c == '/':
		return s.tag(Close, start+2)
	}
	t := s.tag(Start, start+1)
	if isRaw(t.Name) {
		s.raw = t.Name
	}
	return t
}

func (s *Scanner) text() Token {
	start := s.at
	for s.at++; s.at < len(s.html); s.at++ {
		next := bytes.IndexByte(s.html[s.at:], '<')
		if next < 0 {
			s.at = len(s.html)
			break
		}
		if s.at += next; isMarkup(s.html[s.at:]) {
			break
		}
	}
	return Token{Kind: Text, Start: start, End: s.at}
}

// tag returns the tag at the scanner's offset whose name begins at name.
func (s *Scanner) tag(kind Kind, name int) Token {
	end := name
	for end < len(s.html) && !isBlank(s.html[end]) && s.html[end] != '/' && s.html[end] != '>' {
		end++
	}
	t := Token{Kind: kind, Start: s.at, Name: lower(s.html[name:end])}
	s.at = endOfTag(s.html, end)
	t.End, t.attributes = s.at, bytes.TrimSuffix(s.html[end:s.at], []byte(">"))
	return t
}

// Skip passes over the rest of the element that t, which Next has just returned, begins.
func (s *Scanner) Skip(t Token) {
	if t.Kind != Start || IsVoid(t.Name) || t.IsClosed() {
		return
	}
	for depth := 1; depth > 0; {
		switch next := s.Next(); {
		case next.Kind == End:
			return
		case next.Kind == Close && bytes.Equal(next.Name, t.Name):
			depth--
		case next.Kind == Start && bytes.Equal(next.Name, t.Name) && !next.IsClosed():
			depth++
		}
	}
}

// HasSlash reports whether a tag ends with />, which has a meaning only in SVG and MathML.
func (t Token) HasSlash() bool { return bytes.HasSuffix(t.attributes, []byte("/")) }

// IsClosed reports whether a start tag ends its element at once, which <svg/> and <math/> do.
func (t Token) IsClosed() bool {
	return (string(t.Name) == "svg" || string(t.Name) == "math") && t.HasSlash()
}

// isMarkup reports whether a < begins a tag or comment, and is no text.
func isMarkup(html []byte) bool {
	if len(html) < 3 {
		return len(html) == 2 && isLetter(html[1])
	}
	return isLetter(html[1]) || html[1] == '!' || html[1] == '?' || html[1] == '/'
}

// endOfComment returns where the comment that html begins with ends. Only <!-- may hold a >.
func endOfComment(html []byte) int {
	from, mark := 2, ">"
	if bytes.HasPrefix(html, []byte("<!--")) && !bytes.HasPrefix(html, []byte("<!-->")) && !bytes.HasPrefix(html, []byte("<!--->")) {
		from, mark = 4, "-->"
	}
	if end := bytes.Index(html[from:], []byte(mark)); end >= 0 {
		return from + end + len(mark)
	}
	return len(html)
}

// endOfTag returns the end of a tag whose attributes begin at an offset.
func endOfTag(html []byte, at int) int {
	for {
		if at = skipBlanks(html, at); at == len(html) {
			return at
		}
		if html[at] == '>' {
			return at + 1
		}
		_, at = attribute(html, at)
	}
}

// endOfRaw returns where the end tag of an element that holds no HTML begins, or the end of html.
func endOfRaw(html, name []byte) int {
	for at := 0; ; at += 2 {
		next := bytes.Index(html[at:], []byte("</"))
		if next < 0 || len(html)-at-next < 3+len(name) {
			return len(html)
		}
		at += next
		if behind := html[at+2+len(name)]; bytes.EqualFold(html[at+2:at+2+len(name)], name) && (isBlank(behind) || behind == '/' || behind == '>') {
			return at
		}
	}
}

func isBlank(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// lower returns a name in lower case, without a copy where it is so already.
func lower(name []byte) []byte {
	for _, c := range name {
		if 'A' <= c && c <= 'Z' {
			return bytes.ToLower(name)
		}
	}
	return name
}
