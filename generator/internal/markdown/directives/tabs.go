package directives

import "github.com/yuin/goldmark/ast"

// tabs shows one of several texts at a time, each under its heading. Without scripts, and on paper, all are shown.
func tabs() *Directive {
	d := &Directive{
		Name: "tabs",
		Doc: Doc{"切りかえ", "人によって読む所が違うことに使います。見出しを選ぶと、その文だけが出ます。スクリプトの動かないブラウザーと印刷では、全部が並びます。",
			":::tabs\n### 電車で来る人\n\n北口から歩いて5分です。\n\n### 車で来る人\n\n建物の裏に止められます。\n:::"},
		Transform: groupByHeading("section"),
	}
	d.Open, d.Close = element(`<div class="tabs">`, "</div>")
	return d
}

// JoinTabs makes one block of tabs of several blocks of the name tab in a row, as other tools have them.
func JoinTabs(n ast.Node) {
	for c := n.FirstChild(); c != nil && c.Type() == ast.TypeBlock; c = c.NextSibling() {
		JoinTabs(c)
		if !isTab(c) || !isTab(c.NextSibling()) {
			continue
		}
		joined := &Node{Directive: &Directive{Name: "tabs", Open: tabs().Open, Close: tabs().Close}}
		joined.SetPos(c.Pos())
		n.InsertBefore(n, c, joined)
		for isTab(joined.NextSibling()) {
			tab := joined.NextSibling().(*Node)
			panel := &Group{tag: "section", title: tab.Label}
			JoinTabs(tab)
			MoveChildren(tab, panel)
			n.RemoveChild(n, tab)
			joined.AppendChild(joined, panel)
		}
		c = joined
	}
}

func isTab(n ast.Node) bool {
	tab, ok := n.(*Node)
	return ok && tab.Name == "tab" && tab.Label != ""
}
