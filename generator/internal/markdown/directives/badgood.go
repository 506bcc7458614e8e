package directives

import "github.com/yuin/goldmark/ast"

// badGood contrasts examples, a bad and a good one by turns.
func badGood() *Directive {
	d := &Directive{
		Name: "bad-good",
		Doc: Doc{"文例の対比", "伝わりにくい例と、伝わりやすい例を、順に並べます。項目の数は偶数にします。",
			":::bad-good\n- あした、ちょっと。\n- あしたの午前を休みます。通院のためです。\n:::"},
		Transform: pairs,
	}
	d.Open, d.Close = element(`<div class="bad-good">`, "</div>")
	return d
}

// pairs turns a list of examples into bad and good ones by turns.
func pairs(d *Node, c Context) {
	list, ok := d.FirstChild().(*ast.List)
	if !ok || !hasOneChild(d) || list.ChildCount()%2 != 0 {
		c.ReportContent(d, ":::bad-good の中には、伝わりにくい例とよい例を順に並べた一覧を一つだけ書きます。", "項目の数を偶数（2、4、…）にしてください。")
		return
	}
	d.RemoveChild(d, list)
	words := c.Words()
	bad := true
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		g := &Group{tag: "div", class: "good", title: words.Good}
		if bad {
			g.class, g.title = "bad", words.Bad
		}
		moveChildren(item, g)
		d.AppendChild(d, g)
		bad = !bad
	}
}

// moveChildren moves the blocks of a list item into g; the text of a tight item becomes a paragraph.
func moveChildren(item ast.Node, g *Group) {
	for c := item.FirstChild(); c != nil; c = item.FirstChild() {
		item.RemoveChild(item, c)
		if c.Kind() == ast.KindTextBlock {
			p := ast.NewParagraph()
			p.SetLines(c.Lines())
			MoveChildren(c, p)
			c = p
		}
		g.AppendChild(g, c)
	}
}

// MoveChildren moves the children of one node to the end of another.
func MoveChildren(from, to ast.Node) {
	for c := from.FirstChild(); c != nil; c = from.FirstChild() {
		to.AppendChild(to, c) // which removes it from its parent
	}
}
