package markdown

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"shirube/generator/internal/markdown/directives"
)

// A block of pymdownx: /// kind | title … ///.
var slashLine = regexp.MustCompile(`^(/{3,})[ \t]*([A-Za-z][\w-]*)(?:[ \t]*\|[ \t]*(.*?))?[ \t]*$`)

type slashParser struct{ blockParser }

// slashesAttribute is where a block holds its opening slashes.
const slashesAttribute = "slashes"

// Trigger implements parser.BlockParser.
func (slashParser) Trigger() []byte { return []byte{'/'} }

// Open implements parser.BlockParser.
func (slashParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 {
		return nil, parser.NoChildren
	}
	m := slashLine.FindSubmatchIndex(bytes.TrimRight(line[at:], "\r\n"))
	if m == nil {
		return nil, parser.NoChildren
	}
	t := taskOf(pc)
	if len(t.open)+openSlashes(pc) >= maxDirective {
		t.reportDeep(segment.Start+at, "///")
		return nil, parser.NoChildren
	}
	kind, title := string(line[at+m[4]:at+m[5]]), ""
	if m[6] >= 0 {
		title = string(line[at+m[6] : at+m[7]])
	}
	n := t.remark(kind, title)
	switch kind {
	case "details":
		n = &directives.Node{Directive: t.options.Directives.Get(kind, false), Label: title}
	case "tab", "html", "caption", "figure-caption", "define":
		n = &directives.Node{Directive: directives.Unknown(kind), Label: title}
	}
	if m[6] >= 0 {
		n.LabelAt = segment.Start + at + m[6]
	}
	n.SetAttributeString(slashesAttribute, strings.Repeat("/", m[3]))
	reader.AdvanceToEOL()
	return n, parser.HasChildren
}

// Continue implements parser.BlockParser.
func (slashParser) Continue(n ast.Node, reader text.Reader, pc parser.Context) parser.State {
	line, _ := reader.PeekLine()
	slashes, _ := n.AttributeString(slashesAttribute)
	if string(bytes.TrimSpace(line)) == slashes && !inCode(pc) && innermost(n, pc) {
		reader.AdvanceToEOL()
		return parser.Close
	}
	return parser.Continue | parser.HasChildren
}

// openSlashes counts the open blocks of slashes.
func openSlashes(pc parser.Context) int {
	open := 0
	for _, b := range pc.OpenedBlocks() {
		if _, isSlash := b.Node.AttributeString(slashesAttribute); isSlash {
			open++
		}
	}
	return open
}

// innermost reports whether no block of slashes is open in n.
func innermost(n ast.Node, pc parser.Context) bool {
	for _, b := range pc.OpenedBlocks() {
		if _, isSlash := b.Node.AttributeString(slashesAttribute); isSlash && b.Node != n && isInside(b.Node, n) {
			return false
		}
	}
	return true
}

func isInside(n, outer ast.Node) bool {
	for p := n.Parent(); p != nil; p = p.Parent() {
		if p == outer {
			return true
		}
	}
	return false
}
