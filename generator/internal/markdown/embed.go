package markdown

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// An embed node stands for a figure in running text.
type embed struct {
	ast.BaseInline
	name string
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
	return &embed{name: name}
}

func (bodyRenderer) embed(out util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		out.(*writer).Embed(n, Embed{Kind: FigureEmbed, Name: n.(*embed).name, InLink: isInLink(n)})
	}
	return ast.WalkContinue, nil
}

func isInLink(n ast.Node) bool {
	for ; n != nil; n = n.Parent() {
		if n.Kind() == ast.KindLink {
			return true
		}
	}
	return false
}

var figureInText = regexp.MustCompile(`\{\{\s*([^{}]+?)\s*\}\}`)

// Label implements directives.Writer: it writes a plain text of n, such as a title or an attribute, and
// leaves holes for the figures that it quotes.
func (w *writer) Label(n ast.Node, text string) {
	if !w.task.options.Figures || !strings.Contains(text, "{{") {
		w.Text(text)
		return
	}
	at := 0
	for _, m := range figureInText.FindAllStringSubmatchIndex(text, -1) {
		w.Text(text[at:m[0]])
		w.Embed(n, Embed{Kind: FigureEmbed, Name: text[m[2]:m[3]], Plain: true})
		at = m[1]
	}
	w.Text(text[at:])
}

// Embed implements directives.Writer: it leaves a hole for e, which n stands for.
func (w *writer) Embed(n ast.Node, e Embed) {
	offset := offsetOf(n)
	e.Span = w.task.position.span(offset, offset)
	w.hole(embedHole, len(w.task.doc.Embeds))
	w.task.doc.Embeds = append(w.task.doc.Embeds, e)
}
