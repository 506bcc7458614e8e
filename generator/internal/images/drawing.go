package images

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// ErrActive is wrapped by the error of a drawing in which something would run.
var ErrActive = errors.New("SVGに、開くと動くもの")

// errDrawing is wrapped by the error of a file that is no SVG.
var errDrawing = errors.New("SVGとして読めません")

// CleanDrawing returns an SVG file as it is published: rewritten from what was read as XML in UTF-8, so that a
// browser reads what was checked, whatever it makes of declared encodings, document types and broken markup. A document
// type and processing instructions are left out; entities of plain text are written out. It refuses what would
// run where the file is opened by itself: scripts, event handlers, addresses that are programs, embedded documents
// (SVG 2, "Linking", "Scripting and interactivity"), style sheets of other files and default attributes.
func CleanDrawing(data []byte) ([]byte, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
		return nil, fmt.Errorf("%w: 文字コードが UTF-8 ではありません", errDrawing)
	}
	w := drawingWriter{decoder: xml.NewDecoder(bytes.NewReader(data)), limit: 2*len(data) + 1<<16}
	w.decoder.CharsetReader = func(charset string, _ io.Reader) (io.Reader, error) {
		return nil, fmt.Errorf("文字コード %s と書いてあります。UTF-8 で書き出してください", charset)
	}
	for {
		token, err := w.decoder.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil {
			err = w.write(token)
		}
		if err != nil {
			if errors.Is(err, ErrActive) || errors.Is(err, errDrawing) {
				return nil, err
			}
			return nil, fmt.Errorf("%w: %w", errDrawing, err)
		}
	}
	if len(w.open) > 0 || !w.hasRoot {
		return nil, fmt.Errorf("%w: 要素が閉じていません", errDrawing)
	}
	return bytes.TrimLeft(w.out.Bytes(), " \t\r\n"), nil
}

// A drawingWriter writes the tokens of a drawing that have been checked.
type drawingWriter struct {
	decoder *xml.Decoder
	out     bytes.Buffer
	limit   int      // of out, in bytes
	open    []string // names of the elements that are open
	pending bool     // the last start tag lacks its end
	hasRoot bool
}

// maxDepth is how deeply elements of a drawing may be nested.
const maxDepth = 200

func (w *drawingWriter) write(token xml.Token) error {
	if what := activePart(token); what != "" {
		return fmt.Errorf("%w（%s）が入っています", ErrActive, what)
	}
	switch t := token.(type) {
	case xml.StartElement:
		return w.start(t)
	case xml.EndElement:
		return w.end(qualified(t.Name))
	case xml.CharData:
		if len(w.open) == 0 && len(bytes.TrimSpace(t)) > 0 {
			return errors.New("要素の外に文字があります")
		}
		if len(t) > 0 {
			w.endStartTag()
			writeText(&w.out, string(t), false)
		}
	case xml.Comment:
		w.endStartTag()
		w.out.WriteString("<!--" + string(t) + "-->")
	case xml.Directive:
		return w.declare(string(t))
	}
	if w.out.Len() > w.limit {
		return errors.New("ENTITY を書き出すと、大きくなりすぎます")
	}
	return nil
}

func (w *drawingWriter) start(t xml.StartElement) error {
	name := qualified(t.Name)
	switch {
	case len(w.open) == 0 && (w.hasRoot || t.Name.Local != "svg"):
		return errors.New("最初の要素が svg ではありません")
	case len(w.open) == maxDepth:
		return errors.New("要素が深く入れ子になりすぎています")
	}
	w.endStartTag()
	w.hasRoot, w.open, w.pending = true, append(w.open, name), true
	w.out.WriteString("<" + name)
	var seen []string
	for _, a := range t.Attr {
		attribute := qualified(a.Name)
		if slices.Contains(seen, attribute) {
			return fmt.Errorf("属性 %s が二つあります", attribute)
		}
		seen = append(seen, attribute)
		w.out.WriteString(" " + attribute + `="`)
		writeText(&w.out, a.Value, true)
		w.out.WriteByte('"')
	}
	return nil
}

// endStartTag ends the last start tag, whose element is not empty.
func (w *drawingWriter) endStartTag() {
	if w.pending {
		w.out.WriteByte('>')
		w.pending = false
	}
}

func (w *drawingWriter) end(name string) error {
	if len(w.open) == 0 || w.open[len(w.open)-1] != name {
		return fmt.Errorf("要素 %s の終わりが合いません", name)
	}
	w.open = w.open[:len(w.open)-1]
	if w.pending {
		w.out.WriteString("/>")
		w.pending = false
		return nil
	}
	w.out.WriteString("</" + name + ">")
	return nil
}

var (
	documentType = regexp.MustCompile(`^DOCTYPE\s+svg(?:\s+(?:PUBLIC\s+(?:"[^"<>]*"|'[^'<>]*')|SYSTEM)?\s*(?:"[^"<>]*"|'[^'<>]*')?)?\s*(?:\[([\s\S]*)\])?\s*$`)
	plainEntity  = regexp.MustCompile(`^\s*<!ENTITY\s+([A-Za-z_][\w.-]*)\s+(?:"([^"<&%]*)"|'([^'<&%]*)')\s*>`)
)

// declare reads a document type. Of its declarations only entities of plain text are accepted, which drawing programs
// write for the names of namespaces.
func (w *drawingWriter) declare(text string) error {
	m := documentType.FindStringSubmatch(text)
	if m == nil || w.hasRoot || w.decoder.Entity != nil {
		return fmt.Errorf("%w（DOCTYPE の中の宣言）が入っています", ErrActive)
	}
	w.decoder.Entity = make(map[string]string)
	for rest := m[1]; strings.TrimSpace(rest) != ""; {
		e := plainEntity.FindStringSubmatch(rest)
		if e == nil {
			return fmt.Errorf("%w（DOCTYPE の中の宣言）が入っています", ErrActive)
		}
		if _, isKnown := w.decoder.Entity[e[1]]; !isKnown { // the first declaration is binding
			w.decoder.Entity[e[1]] = e[2] + e[3]
		}
		rest = rest[len(e[0]):]
	}
	return nil
}

// qualified returns a name as the file has it.
func qualified(name xml.Name) string {
	if name.Space == "" {
		return name.Local
	}
	return name.Space + ":" + name.Local
}

func writeText(out *bytes.Buffer, text string, inAttribute bool) {
	for _, r := range text {
		switch {
		case r == '&':
			out.WriteString("&amp;")
		case r == '<':
			out.WriteString("&lt;")
		case r == '>':
			out.WriteString("&gt;")
		case inAttribute && r == '"':
			out.WriteString("&quot;")
		case inAttribute && (r == '\n' || r == '\t') || r == '\r':
			fmt.Fprintf(out, "&#%d;", r)
		default:
			out.WriteRune(r)
		}
	}
}

// activeElements run programs, embed documents or change how addresses are read, in SVG or in the HTML that a
// foreignObject may hold.
func activeElements() []string {
	return []string{
		"script", "handler", "listener", "iframe", "frame", "frameset", "object", "embed", "applet", "portal",
		"meta", "base", "link", "form",
	}
}

// activePart names what in a token would run; "" if nothing would.
func activePart(token xml.Token) string {
	switch t := token.(type) {
	case xml.StartElement:
		if slices.Contains(activeElements(), strings.ToLower(t.Name.Local)) {
			return t.Name.Local + " 要素"
		}
		for _, a := range t.Attr {
			name := strings.ToLower(a.Name.Local)
			switch {
			case a.Name.Space == "" && strings.HasPrefix(name, "on"), name == "srcdoc":
				return a.Name.Local + " 属性"
			case name == "attributename" && strings.HasPrefix(fold(a.Value), "on"):
				return a.Value + " を変える " + t.Name.Local + " 要素"
			case isProgram(a.Value), isDrawingAddress(a.Value) && !strings.HasSuffix(strings.ToLower(t.Name.Local), "image"):
				return a.Name.Local + " 属性の javascript:"
			}
		}
	case xml.ProcInst:
		if !strings.EqualFold(t.Target, "xml") && strings.HasPrefix(strings.ToLower(t.Target), "xml") {
			return t.Target
		}
	}
	return ""
}

// isProgram reports whether a value holds an address that is a program or a document with some. Animations list several
// with semicolons.
func isProgram(value string) bool {
	folded := fold(value)
	for _, scheme := range []string{"javascript:", "vbscript:", "data:text/html", "data:text/xml", "data:application/x"} {
		if strings.Contains(folded, scheme) {
			return true
		}
	}
	return false
}

// isDrawingAddress reports whether a value holds a drawing as an address. As an image it runs nothing; elsewhere it may.
func isDrawingAddress(value string) bool { return strings.Contains(fold(value), "data:image/svg") }

// fold returns a value in small letters without spaces and control characters, which browsers ignore in addresses.
func fold(value string) string {
	return strings.Map(func(r rune) rune {
		if r <= ' ' || r == 0x7f {
			return -1
		}
		return r
	}, strings.ToLower(value))
}
