package markdown

import (
	"io/fs"
	"strconv"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"

	"shirube/generator/internal/content"
	"shirube/generator/internal/markdown/directives"
)

// A writer collects the HTML of one page and notes where holes are. It is goldmark's BufWriter, so
// that the renderers of this package reach the page's task through it.
type writer struct {
	task   *task
	html   []byte
	rawTag string         // the last tag of HTML in the page
	tables map[string]int // how many tables there are so far of each name
}

// bodyRenderer writes the nodes that this package adds or writes otherwise than goldmark does.
type bodyRenderer struct{}

// RegisterFuncs implements renderer.NodeRenderer.
func (r bodyRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindText, r.textNode)
	reg.Register(ast.KindHeading, r.heading)
	reg.Register(ast.KindLink, r.link)
	reg.Register(ast.KindAutoLink, r.autoLink)
	reg.Register(ast.KindImage, r.image)
	reg.Register(ast.KindParagraph, r.paragraph)
	reg.Register(ast.KindFencedCodeBlock, r.fencedCode)
	reg.Register(ast.KindCodeBlock, r.indentedCode)
	reg.Register(ast.KindHTMLBlock, r.htmlBlock)
	reg.Register(ast.KindRawHTML, r.rawHTML)
	reg.Register(east.KindTable, r.table)
	reg.Register(east.KindTableHeader, r.tableHeader)
	reg.Register(east.KindTableRow, r.tableRow)
	reg.Register(east.KindTableCell, r.tableCell)
	reg.Register(east.KindTaskCheckBox, r.taskBox)
	reg.Register(east.KindFootnoteList, r.footnotes)
	reg.Register(east.KindFootnoteBacklink, r.footnoteBack)
	reg.Register(directives.Kind, r.directive)
	reg.Register(directives.KindGroup, r.group)
	reg.Register(kindEmbed, r.embed)
	reg.Register(kindWikiLink, r.wikiLink)
	reg.Register(kindFormula, r.formula)
	reg.Register(kindFormulaBlock, r.formulaBlock)
}

// HTML implements directives.Writer.
func (w *writer) HTML(markup string) { w.html = append(w.html, markup...) }

// Text implements directives.Writer: it writes plain text.
func (w *writer) Text(s string) {
	for i := range len(s) {
		switch s[i] {
		case '&':
			w.html = append(w.html, "&amp;"...)
		case '<':
			w.html = append(w.html, "&lt;"...)
		case '>':
			w.html = append(w.html, "&gt;"...)
		case '"':
			w.html = append(w.html, "&quot;"...)
		default:
			w.html = append(w.html, s[i])
		}
	}
}

// ID implements directives.Writer.
func (w *writer) ID(prefix string) string {
	w.task.ids++
	id := prefix + strconv.Itoa(w.task.ids)
	for w.task.doc.ids[id] {
		id += "-"
	}
	return id
}

// Data implements directives.Writer.
func (w *writer) Data(name string) (any, error) {
	if w.task.files == nil {
		return nil, fs.ErrNotExist
	}
	return w.task.files.Data(name)
}

// Address implements directives.Writer.
func (w *writer) Address(n ast.Node, destination string) { w.linkHole(destination, false, offsetOf(n)) }

// Report implements directives.Writer.
func (w *writer) Report(n ast.Node, code, message, suggestion string) {
	w.task.report(w.task.severity(), code, offsetOf(n), message, suggestion)
}

// Embeddable implements directives.Writer.
func (w *writer) Embeddable(name string) (content.Embeddable, bool) {
	for _, e := range w.task.options.Embeds {
		if e.Name == name {
			return e, true
		}
	}
	return content.Embeddable{}, false
}

// Words implements directives.Writer.
func (w *writer) Words() *Words { return w.task.words }

func (w *writer) hole(kind holeKind, index int) {
	w.task.doc.holes = append(w.task.doc.holes, hole{len(w.html), kind, index})
}

// Write implements util.BufWriter.
func (w *writer) Write(p []byte) (int, error) {
	w.html = append(w.html, p...)
	return len(p), nil
}

// WriteString implements util.BufWriter.
func (w *writer) WriteString(s string) (int, error) {
	w.html = append(w.html, s...)
	return len(s), nil
}

// WriteByte implements util.BufWriter.
func (w *writer) WriteByte(c byte) error {
	w.html = append(w.html, c)
	return nil
}

// WriteRune implements util.BufWriter.
func (w *writer) WriteRune(r rune) (int, error) {
	before := len(w.html)
	w.html = utf8.AppendRune(w.html, r)
	return len(w.html) - before, nil
}

// Available implements util.BufWriter.
func (w *writer) Available() int { return cap(w.html) - len(w.html) }

// Buffered implements util.BufWriter.
func (w *writer) Buffered() int { return len(w.html) }

// Flush implements util.BufWriter.
func (w *writer) Flush() error { return nil }

var _ util.BufWriter = (*writer)(nil)
