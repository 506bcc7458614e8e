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

	openHTML map[ast.Node][]openHTML // elements of HTML that are open, by the node that holds them
}

// bodyRenderer renders the nodes that this package adds or writes otherwise than goldmark does.
type bodyRenderer struct{}

// RegisterFuncs implements renderer.NodeRenderer.
func (bodyRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindText, leaf((*writer).textNode))
	reg.Register(ast.KindHeading, heading)
	reg.Register(ast.KindLink, container((*writer).link))
	reg.Register(ast.KindAutoLink, leaf((*writer).autoLink))
	reg.Register(ast.KindImage, leaf((*writer).image))
	reg.Register(ast.KindParagraph, container((*writer).paragraph))
	reg.Register(ast.KindFencedCodeBlock, leaf((*writer).fencedCode))
	reg.Register(ast.KindCodeBlock, leaf((*writer).indentedCode))
	reg.Register(ast.KindHTMLBlock, leaf((*writer).htmlBlock))
	reg.Register(ast.KindRawHTML, leaf((*writer).rawHTML))
	reg.Register(east.KindTable, container((*writer).table))
	reg.Register(east.KindTableHeader, container((*writer).tableHeader))
	reg.Register(east.KindTableRow, tableRow)
	reg.Register(east.KindTableCell, container((*writer).tableCell))
	reg.Register(east.KindTaskCheckBox, leaf((*writer).taskBox))
	reg.Register(east.KindFootnoteList, container((*writer).footnotes))
	reg.Register(east.KindFootnoteBacklink, leaf((*writer).footnoteBack))
	reg.Register(directives.Kind, container((*writer).directive))
	reg.Register(directives.KindGroup, container((*writer).group))
	reg.Register(kindEmbed, leaf((*writer).figure))
	reg.Register(kindWikiLink, leaf((*writer).wikiLink))
	reg.Register(kindFormula, leaf((*writer).formula))
	reg.Register(kindClosing, leaf((*writer).closing))
	reg.Register(kindFormulaBlock, leaf((*writer).formulaBlock))
}

// leaf returns the renderer of nodes whose children are not rendered by themselves.
func leaf[N ast.Node](render func(w *writer, n N, source []byte)) renderer.NodeRendererFunc {
	return func(out util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			render(out.(*writer), n.(N), source)
		}
		return ast.WalkSkipChildren, nil
	}
}

// container returns the renderer of nodes whose children are rendered between two calls of render.
func container[N ast.Node](render func(w *writer, n N, source []byte, entering bool)) renderer.NodeRendererFunc {
	return func(out util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		render(out.(*writer), n.(N), source, entering)
		return ast.WalkContinue, nil
	}
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
