package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
	"shirube/generator/internal/markdown/directives"
)

// An embed node is a quoted figure in running text.
type embed struct {
	ast.BaseInline
	name   string
	length int // in bytes, with the braces
}

var kindEmbed = ast.NewNodeKind("Embed")

// Kind implements ast.Node.
func (*embed) Kind() ast.NodeKind { return kindEmbed }

// Dump implements ast.Node.
func (e *embed) Dump(source []byte, level int) { ast.DumpHelper(e, source, level, nil, nil) }

// figureParser reads {{NAME}} in running text.
type figureParser struct{}

// Trigger implements parser.InlineParser.
func (figureParser) Trigger() []byte { return []byte{'{'} }

// longestFigure is how many bytes a name in braces may have. Without a bound, a line of braces that are never
// closed would be searched to its end for each of them.
const longestFigure = 1000

// Parse implements parser.InlineParser.
func (figureParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if !bytes.HasPrefix(line, []byte("{{")) {
		return nil
	}
	end := bytes.Index(line[:min(len(line), longestFigure)], []byte("}}"))
	if end < 0 {
		return nil
	}
	name := strings.TrimSpace(string(line[2:end]))
	if name == "" {
		return nil
	}
	block.Advance(end + 2)
	return &embed{name: name, length: end + 2}
}

func (w *writer) figure(e *embed, _ []byte) {
	w.Embed(e, Embed{Kind: FigureEmbed, Name: e.name, InLink: isInLink(e), Span: w.Span(offsetOf(e), e.length)})
}

func isInLink(n ast.Node) bool {
	for ; n != nil; n = n.Parent() {
		if n.Kind() == ast.KindLink {
			return true
		}
	}
	return false
}

// Label implements directives.Writer: it writes a plain text of n, such as a title or an attribute, and
// leaves holes for the figures that it quotes.
func (w *writer) Label(n ast.Node, text string) {
	if d, ok := n.(*directives.Node); ok && d.Inline != nil && d.Label == text {
		w.inline(d.Inline)
		return
	}
	at := 0
	if w.task.options.Figures {
		for _, q := range content.QuotesIn(text) {
			w.Text(text[at:q.From])
			w.Embed(n, Embed{Kind: FigureEmbed, Name: q.Name, Plain: true, Span: w.spanInLabel(n, text, q)})
			at = q.To
		}
	}
	w.Text(text[at:])
}

// spanInLabel returns the place of a quote in the label of a directive; of n for other texts.
func (w *writer) spanInLabel(n ast.Node, text string, q content.Quote) diagnostic.Span {
	if d, ok := n.(*directives.Node); ok && d.Label == text {
		return w.task.position.span(d.LabelAt+q.From, d.LabelAt+q.To)
	}
	return w.task.position.span(offsetOf(n), offsetOf(n))
}

// Span implements directives.Writer.
func (w *writer) Span(at, length int) diagnostic.Span { return w.task.position.span(at, at+length) }

// Embed implements directives.Writer: it leaves a hole for e, whose node is n.
func (w *writer) Embed(n ast.Node, e Embed) {
	if offset := offsetOf(n); !e.Span.Start.IsValid() {
		e.Span = w.task.position.span(offset, offset)
	}
	w.hole(embedHole, len(w.task.doc.Embeds))
	w.task.doc.Embeds = append(w.task.doc.Embeds, e)
}
