package markdown

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// An attribute list has the id, the classes and other attributes of the node before it, as in kramdown,
// python-markdown and Pandoc: {: #id .class key=value}, {#id .class}.
var attributeList = regexp.MustCompile(`^\{:?[ \t]*((?:(?:[.#][\pL\pN_][\pL\pN_:.-]*|[A-Za-z][\w:-]*=(?:"[^"\n]*"|'[^'\n]*'|[^\s"'{}]+))[ \t]*)+)\}`)

var listedAttribute = regexp.MustCompile(`([.#])([\pL\pN_][\pL\pN_:.-]*)|([A-Za-z][\w:-]*)=(?:"([^"]*)"|'([^']*)'|([^\s"'{}]+))`)

// commentID is the id of a heading as React's documentation writes it: {/*id*/}.
var commentID = regexp.MustCompile(`^\{/\*\s*([\pL\pN_][\pL\pN_:.-]*)\s*\*/\}`)

// longestAttributes is how many bytes an attribute list may have.
const longestAttributes = 300

// attributes are those of a list that are used: an id, classes, a language and its direction.
type attributes struct {
	id, class, lang, dir string
}

func parseAttributes(list []byte) attributes {
	var a attributes
	for _, m := range listedAttribute.FindAllSubmatch(list, -1) {
		value := string(m[4]) + string(m[5]) + string(m[6])
		switch name := string(m[1]) + string(m[3]); name {
		case "#":
			a.id = string(m[2])
		case ".":
			a.class = strings.TrimSpace(a.class + " " + string(m[2]))
		case "id":
			a.id = value
		case "class":
			a.class = strings.TrimSpace(a.class + " " + value)
		case "lang":
			a.lang = value
		case "dir":
			a.dir = value
		}
	}
	return a
}

// attributesAt returns the attribute list that text begins with, and its length.
func attributesAt(line []byte) (attributes, int) {
	m := attributeList.FindSubmatchIndex(line[:min(len(line), longestAttributes)])
	if m == nil {
		return attributes{}, 0
	}
	return parseAttributes(line[m[2]:m[3]]), m[1]
}

// set gives a node the attributes of a list.
func (a attributes) set(n ast.Node) {
	for name, value := range map[string]string{"id": a.id, "class": a.class, "lang": a.lang, "dir": a.dir} {
		if value != "" {
			n.SetAttributeString(name, []byte(value))
		}
	}
}

// attributes writes the attributes that a list has given to a node; those of elements with a class of their own are
// written by id alone. The id of a heading is written elsewhere.
func (w *writer) attributes(n ast.Node) {
	if n.Attributes() == nil {
		return
	}
	if n.Kind() != ast.KindHeading {
		w.listedID(n)
	}
	for _, name := range []string{"class", "lang", "dir"} {
		w.attribute(n, name)
	}
}

// listedID writes the id that a list has given to a node, unless a heading has it.
func (w *writer) listedID(n ast.Node) {
	if value, ok := n.AttributeString("id"); ok {
		if id, ok := value.([]byte); ok && w.task.listed[string(id)] {
			w.attribute(n, "id")
		}
	}
}

func (w *writer) attribute(n ast.Node, name string) {
	value, _ := n.AttributeString(name)
	if text, ok := value.([]byte); ok && len(text) > 0 {
		w.HTML(" " + name + `="`)
		w.Text(string(text))
		w.HTML(`"`)
	}
}

// attributeParser reads lists right behind a link, a picture, code or marks of emphasis, and at the end of a heading.
type attributeParser struct{}

// Trigger implements parser.InlineParser.
func (attributeParser) Trigger() []byte { return []byte{'{'} }

// Parse implements parser.InlineParser.
func (attributeParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if len(line) < 3 || line[1] == '{' {
		return nil
	}
	last := parent.LastChild()
	isAtEnd := parent.Kind() == ast.KindHeading
	if last == nil || !isAtEnd && !takesAttributes(last, block.PrecendingCharacter()) {
		return nil
	}
	a, size := attributesAt(line)
	if m := commentID.FindSubmatch(line); isAtEnd && m != nil {
		a, size = attributes{id: string(m[1])}, len(m[0])
	}
	if size == 0 || isAtEnd && len(bytes.TrimSpace(line[size:])) > 0 && !takesAttributes(last, block.PrecendingCharacter()) {
		return nil
	}
	block.Advance(size)
	t := taskOf(pc)
	switch {
	case isAtEnd && len(bytes.TrimSpace(line[size:])) == 0:
		a.set(parent)
		trimEnd(last, segment.Start, block.Source())
	case last.Kind() == ast.KindLink || last.Kind() == ast.KindImage || last.Kind() == ast.KindCodeSpan:
		t.claimID(&a)
		a.set(last)
	}
	return ast.NewString(nil)
}

// takesAttributes reports whether a list may follow a node at once.
func takesAttributes(n ast.Node, before rune) bool {
	switch n.Kind() {
	case ast.KindLink, ast.KindImage, ast.KindCodeSpan, kindWikiLink:
		return before != ' '
	}
	_, isMark := n.(*parser.Delimiter)
	return isMark && before != ' '
}

// trimEnd removes the blanks at the end of a heading's text.
func trimEnd(n ast.Node, stop int, source []byte) {
	if text, ok := n.(*ast.Text); ok && text.Segment.Stop == stop {
		text.Segment = text.Segment.TrimRightSpace(source)
	}
}

// claimID records an id as one of the page's; the second of two equal ones is dropped.
func (t *task) claimID(a *attributes) {
	if a.id == "" {
		return
	}
	if t.listed[a.id] {
		a.id = ""
		return
	}
	if t.listed == nil {
		t.listed = make(map[string]bool)
	}
	t.listed[a.id] = true
}

// attributeLines removes lists on a line of their own from paragraphs: at the start or the end of one they belong to it,
// alone in one to the block before.
type attributeLines struct{}

// Transform implements parser.ParagraphTransformer.
func (attributeLines) Transform(p *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines := p.Lines()
	if lines.Len() == 0 {
		return
	}
	first := lines.At(0)
	if line := bytes.TrimSpace(first.Value(reader.Source())); lines.Len() > 1 && bytes.HasPrefix(line, []byte("{:")) {
		if a, size := attributesAt(line); size == len(line) {
			taskOf(pc).claimID(&a)
			a.set(p)
			lines.SetSliced(1, lines.Len())
		}
	}
	last := lines.At(lines.Len() - 1)
	line := bytes.TrimSpace(last.Value(reader.Source()))
	if len(line) < 3 || line[0] != '{' {
		taskOf(pc).placeName(p, last, reader.Source())
		return
	}
	a, size := attributesAt(line)
	if size == 0 || size < len(line) {
		return
	}
	taskOf(pc).claimID(&a)
	if lines.Len() > 1 {
		lines.SetSliced(0, lines.Len()-1)
		a.set(p)
		return
	}
	if before := p.PreviousSibling(); before != nil {
		if before.Kind() == ast.KindHeading && a.id == "" {
			a.id = writtenID(before.(*ast.Heading))
		}
		a.set(before)
	}
	p.Parent().RemoveChild(p.Parent(), p)
}

// placeName removes the name of a place that a paragraph ends with, as Obsidian writes it (^name), and makes it the id.
func (t *task) placeName(p *ast.Paragraph, last text.Segment, source []byte) {
	line := last.Value(source)
	if bytes.IndexByte(line, '^') < 0 {
		return
	}
	m := obsidianPlace.FindIndex(line)
	if m == nil || t.options.Strict || m[0] == 0 && p.Lines().Len() == 1 {
		return
	}
	a := attributes{id: string(bytes.TrimSpace(line[m[0]:]))}
	t.claimID(&a)
	a.set(p)
	p.Lines().Set(p.Lines().Len()-1, last.WithStop(last.Start+m[0]))
	if m[0] == 0 {
		p.Lines().SetSliced(0, p.Lines().Len()-1)
	}
}

var obsidianPlace = regexp.MustCompile(`(?:^|[ \t]+)\^[A-Za-z0-9-]{3,}[ \t]*\n?$`)

// isAttributeRow reports whether a row of a table is an attribute list below the table.
func isAttributeRow(row ast.Node, source []byte) bool {
	cell := row.FirstChild()
	if cell == nil || row.Kind() != east.KindTableRow || row.NextSibling() != nil || cell.Lines().Len() == 0 {
		return false
	}
	first := cell.Lines().At(0)
	line := bytes.TrimSpace(first.Value(source))
	_, size := attributesAt(line)
	return size > 0 && size == len(line)
}
