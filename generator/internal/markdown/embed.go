package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// An embed node stands for something outside the page: a figure in running text, or a table or
// calculator as a block.
type embed struct {
	ast.BaseInline
	kind EmbedKind
	name string
}

// An embedBlock is a leaf directive.
type embedBlock struct {
	ast.BaseBlock
	kind EmbedKind
	name string
}

var (
	kindEmbed      = ast.NewNodeKind("Embed")
	kindEmbedBlock = ast.NewNodeKind("EmbedBlock")
)

// Kind implements ast.Node.
func (*embed) Kind() ast.NodeKind { return kindEmbed }

// Dump implements ast.Node.
func (e *embed) Dump(source []byte, level int) { ast.DumpHelper(e, source, level, nil, nil) }

// Kind implements ast.Node.
func (*embedBlock) Kind() ast.NodeKind { return kindEmbedBlock }

// Dump implements ast.Node.
func (e *embedBlock) Dump(source []byte, level int) { ast.DumpHelper(e, source, level, nil, nil) }

// figureParser reads {{NAME}} in running text.
type figureParser struct{}

// Trigger implements parser.InlineParser.
func (figureParser) Trigger() []byte { return []byte{'{'} }

// Parse implements parser.InlineParser.
func (figureParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if !bytes.HasPrefix(line, []byte("{{")) {
		return nil
	}
	end := bytes.Index(line, []byte("}}"))
	if end < 0 {
		return nil
	}
	name := strings.TrimSpace(string(line[2:end]))
	if name == "" {
		return nil
	}
	block.Advance(end + 2)
	return &embed{kind: FigureEmbed, name: name}
}

func (bodyRenderer) embed(out util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		e := n.(*embed)
		out.(*writer).embed(e.kind, e.name, offsetOf(n))
	}
	return ast.WalkContinue, nil
}

func (bodyRenderer) embedBlock(out util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		e := n.(*embedBlock)
		out.(*writer).embed(e.kind, e.name, offsetOf(n))
	}
	return ast.WalkContinue, nil
}

func (w *writer) embed(kind EmbedKind, name string, offset int) {
	doc := w.task.doc
	w.hole(embedHole, len(doc.Embeds))
	doc.Embeds = append(doc.Embeds, Embed{kind, name, w.task.position.span(offset, offset)})
}
