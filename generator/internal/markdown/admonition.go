package markdown

import (
	"bytes"
	"cmp"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"shirube/generator/internal/markdown/directives"
)

// An admonition is a remark as python-markdown and MkDocs write it: a line of !!! kind "title" (??? for
// one that folds, === "title" for a tab), and its contents indented by four columns.
var admonitionLine = regexp.MustCompile(`^(!!!|\?\?\?\+?|===[!+]?)[ \t]+(?:([A-Za-z][\w-]*)(?:[ \t]+[A-Za-z][\w-]*)*)?[ \t]*(?:"(.*)")?[ \t]*$`)

const admonitionIndent = 4

type admonitionParser struct{ blockParser }

// Trigger implements parser.BlockParser.
func (admonitionParser) Trigger() []byte { return []byte{'!', '?', '='} }

// Open implements parser.BlockParser.
func (admonitionParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 {
		return nil, parser.NoChildren
	}
	m := admonitionLine.FindSubmatchIndex(bytes.TrimRight(line[at:], "\r\n"))
	if m == nil || m[4] < 0 && m[6] < 0 || line[at] != '=' && m[4] < 0 {
		return nil, parser.NoChildren
	}
	kind, title := "", ""
	if m[4] >= 0 {
		kind = string(line[at+m[4] : at+m[5]])
	}
	if m[6] >= 0 {
		title = string(line[at+m[6] : at+m[7]])
	}
	t := taskOf(pc)
	var n *directives.Node
	switch line[at] {
	case '=':
		n = &directives.Node{Directive: directives.Unknown("tab"), Label: title}
	case '?':
		n = &directives.Node{Directive: t.options.Directives.Get("details", false), Label: cmp.Or(title, t.remark(kind, "").Label)}
	default:
		n = t.remark(kind, title)
	}
	if m[6] >= 0 {
		n.LabelAt = segment.Start + at + m[6]
	}
	reader.AdvanceToEOL()
	return n, parser.HasChildren
}

// Continue implements parser.BlockParser.
func (admonitionParser) Continue(_ ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	indent, _ := util.IndentWidth(line, reader.LineOffset())
	if indent < admonitionIndent {
		return parser.Close
	}
	position, padding := util.IndentPosition(line, reader.LineOffset(), admonitionIndent)
	reader.AdvanceAndSetPadding(position, padding)
	return parser.Continue | parser.HasChildren
}
