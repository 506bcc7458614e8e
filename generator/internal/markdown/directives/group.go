package directives

import (
	"fmt"

	"github.com/yuin/goldmark/ast"
)

// A Group is an element that a directive puts around some of its children.
type Group struct {
	ast.BaseBlock
	tag   string // element name
	class string
	title string // a labelled paragraph at the start; empty for none
}

// KindGroup is the kind of Group.
var KindGroup = ast.NewNodeKind("Group")

// Kind implements ast.Node.
func (*Group) Kind() ast.NodeKind { return KindGroup }

// Dump implements ast.Node.
func (g *Group) Dump(source []byte, level int) { ast.DumpHelper(g, source, level, nil, nil) }

// Open writes the start of the element.
func (g *Group) Open(w Writer) {
	w.HTML("<" + g.tag)
	if g.class != "" {
		w.HTML(` class="` + g.class + `"`)
	}
	w.HTML(">")
	writeTitle(g, g.title, w)
}

// Close writes the end of the element.
func (g *Group) Close(w Writer) { w.HTML("</" + g.tag + ">\n") }

// groupByHeading returns a Transform that wraps each heading and what follows it in an element.
func groupByHeading(tag string) func(*Node, Context) {
	return func(d *Node, c Context) {
		var current *Group
		level := 0
		for n := d.FirstChild(); n != nil; {
			next := n.NextSibling()
			h, isHeading := n.(*ast.Heading)
			if isHeading && (level == 0 || h.Level <= level) {
				level = h.Level
				current = &Group{tag: tag}
				d.InsertBefore(d, n, current)
			}
			if current == nil {
				c.ReportContent(n, fmt.Sprintf(":::%s の中は、見出し（### など）から始めます。", d.Name), "見出しを書くか、この文章をブロックの前に出してください。")
				return
			}
			d.RemoveChild(d, n)
			current.AppendChild(current, n)
			n = next
		}
		if current == nil {
			c.ReportContent(d, fmt.Sprintf(":::%s の中に見出しがありません。", d.Name), "一つごとに見出し（### など）を書いてください。")
		}
	}
}

// A section is a heading of a group with the text below it.
type section struct{ heading, text, id string }

// sections returns what groupByHeading has grouped, as plain text.
func sections(d *Node, c Context) []section {
	var found []section
	for n := d.FirstChild(); n != nil; n = n.NextSibling() {
		g, ok := n.(*Group)
		if !ok {
			continue
		}
		if h, ok := g.FirstChild().(*ast.Heading); ok {
			id, _ := h.AttributeString("id")
			value, _ := id.([]byte)
			found = append(found, section{c.PlainText(h), textAfter(h, c), string(value)})
		}
	}
	return found
}

// textAfter returns the plain text of everything behind n in the same element.
func textAfter(n ast.Node, c Context) string {
	text := ""
	for s := n.NextSibling(); s != nil; s = s.NextSibling() {
		if part := c.PlainText(s); part != "" {
			if text != "" {
				text += "\n"
			}
			text += part
		}
	}
	return text
}

// expect returns a Transform that reports a directive which does not hold just one block of a kind.
// The kind's Japanese name is what; the block gets a class where class is not empty.
func expect(kind ast.NodeKind, what, class string) func(*Node, Context) {
	return func(d *Node, c Context) {
		if !hasOneChild(d) || d.FirstChild().Kind() != kind {
			c.ReportContent(d, fmt.Sprintf(":::%s の中には、%sを一つだけ書きます。", d.Name, what), "ほかの文章はブロックの外に出してください。")
		}
		for n := d.FirstChild(); n != nil && class != ""; n = n.NextSibling() {
			if n.Kind() == kind {
				n.SetAttributeString("class", []byte(class))
			}
		}
	}
}

// hasOneChild looks at the children themselves, since goldmark's table extension leaves ChildCount
// wrong.
func hasOneChild(n ast.Node) bool {
	return n.FirstChild() != nil && n.FirstChild() == n.LastChild()
}
