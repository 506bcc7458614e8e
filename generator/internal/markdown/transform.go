package markdown

import (
	"fmt"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// An arranger gives the contents of directives the structure that their HTML needs: steps and
// questions are gathered under their headings, example pairs are taken out of their list.
type arranger struct{}

// A group is an element that an arranger puts around nodes.
type group struct {
	ast.BaseBlock
	tag   string // element name
	class string
	title string // a labelled paragraph at the start; empty for none
}

var kindGroup = ast.NewNodeKind("Group")

// Kind implements ast.Node.
func (*group) Kind() ast.NodeKind { return kindGroup }

// Dump implements ast.Node.
func (g *group) Dump(source []byte, level int) { ast.DumpHelper(g, source, level, nil, nil) }

// Transform implements parser.ASTTransformer.
func (arranger) Transform(root *ast.Document, _ text.Reader, pc parser.Context) {
	t := taskOf(pc)
	for _, d := range directivesOf(root) {
		t.arrange(d)
	}
}

// directivesOf returns the directives below n, outer ones before those in them.
func directivesOf(n ast.Node) []*directive {
	var found []*directive
	for c := n.FirstChild(); c != nil && c.Type() == ast.TypeBlock; c = c.NextSibling() {
		if d, ok := c.(*directive); ok {
			found = append(found, d)
		}
		found = append(found, directivesOf(c)...)
	}
	return found
}

func (t *task) arrange(d *directive) {
	switch d.name {
	case "steps":
		t.groupByHeading(d, "li")
	case "faq":
		t.groupByHeading(d, "section")
	case "bad-good":
		t.pairs(d)
	case "cards":
		t.expect(d, ast.KindList, "cards", "一覧（- で始まる行）")
	case "timeline":
		t.expect(d, east.KindDefinitionList, "", "時刻と内容の組（時刻の行の下に「: 内容」）")
	case "compare":
		t.expect(d, east.KindTable, "", "表")
	}
}

// expect reports a directive that does not hold just one block of the kind it is for, and gives
// that block a class.
func (t *task) expect(d *directive, kind ast.NodeKind, class, what string) {
	if !hasOneChild(d) || d.FirstChild().Kind() != kind {
		t.report(t.severity(), "directive-content", offsetOf(d), fmt.Sprintf(":::%s の中には、%sを一つだけ書きます。", d.name, what), "ほかの文章はブロックの外に出してください。")
		return
	}
	if class != "" {
		d.FirstChild().SetAttributeString("class", []byte(class))
	}
}

// hasOneChild looks at the children themselves, since goldmark's table extension leaves ChildCount
// wrong.
func hasOneChild(n ast.Node) bool {
	return n.FirstChild() != nil && n.FirstChild() == n.LastChild()
}

// groupByHeading wraps each heading of d and what follows it in an element.
func (t *task) groupByHeading(d *directive, tag string) {
	var current *group
	level := 0
	for n := d.FirstChild(); n != nil; {
		next := n.NextSibling()
		h, isHeading := n.(*ast.Heading)
		if isHeading && (level == 0 || h.Level <= level) {
			level = h.Level
			current = &group{tag: tag}
			d.InsertBefore(d, n, current)
		}
		if current == nil {
			t.report(t.severity(), "directive-content", offsetOf(n), fmt.Sprintf(":::%s の中は、見出し（### など）から始めます。", d.name), "見出しを書くか、この文章をブロックの前に出してください。")
			return
		}
		d.RemoveChild(d, n)
		current.AppendChild(current, n)
		n = next
	}
	if current == nil {
		t.report(t.severity(), "directive-content", offsetOf(d), fmt.Sprintf(":::%s の中に見出しがありません。", d.name), "一つごとに見出し（### など）を書いてください。")
	}
}

// pairs turns a list of examples into bad and good ones by turns.
func (t *task) pairs(d *directive) {
	list, ok := d.FirstChild().(*ast.List)
	if !ok || !hasOneChild(d) || list.ChildCount()%2 != 0 {
		t.report(t.severity(), "directive-content", offsetOf(d), ":::bad-good の中には、伝わりにくい例とよい例を順に並べた一覧を一つだけ書きます。", "項目の数を偶数（2、4、…）にしてください。")
		return
	}
	d.RemoveChild(d, list)
	bad := true
	for item := list.FirstChild(); item != nil; {
		next := item.NextSibling()
		g := &group{tag: "div", class: "good", title: t.words.Good}
		if bad {
			g.class, g.title = "bad", t.words.Bad
		}
		moveChildren(item, g)
		d.AppendChild(d, g)
		bad = !bad
		item = next
	}
}

// moveChildren moves the blocks of a list item into g; the text of a tight item becomes a
// paragraph.
func moveChildren(item ast.Node, g *group) {
	for c := item.FirstChild(); c != nil; {
		next := c.NextSibling()
		item.RemoveChild(item, c)
		if c.Kind() == ast.KindTextBlock {
			p := ast.NewParagraph()
			p.SetLines(c.Lines())
			for inline := c.FirstChild(); inline != nil; {
				following := inline.NextSibling()
				c.RemoveChild(c, inline)
				p.AppendChild(p, inline)
				inline = following
			}
			c = p
		}
		g.AppendChild(g, c)
		c = next
	}
}

// extractDirective collects questions and steps for structured data.
func (t *task) extractDirective(d *directive, source []byte) {
	if d.name != "faq" && d.name != "steps" {
		return
	}
	for n := d.FirstChild(); n != nil; n = n.NextSibling() {
		g, ok := n.(*group)
		if !ok {
			continue
		}
		heading, ok := g.FirstChild().(*ast.Heading)
		if !ok {
			continue
		}
		name, id := plainText(heading, source), writtenID(heading)
		if d.name == "faq" {
			t.doc.Questions = append(t.doc.Questions, Question{Text: name, Answer: textAfter(heading, source), ID: id})
		} else {
			t.doc.Steps = append(t.doc.Steps, Step{Name: name, Text: textAfter(heading, source), ID: id})
		}
	}
}

// textAfter returns the plain text of everything behind n in the same element.
func textAfter(n ast.Node, source []byte) string {
	text := ""
	for c := n.NextSibling(); c != nil; c = c.NextSibling() {
		if part := plainText(c, source); part != "" {
			if text != "" {
				text += "\n"
			}
			text += part
		}
	}
	return text
}
