package directives

import "cmp"

// details is a text that opens when its title is chosen.
func details() *Directive {
	return &Directive{
		Name: "details",
		Doc: Doc{"折りたたみ", "多くの人には要らない、くわしい話に使います。題を選ぶと開きます。印刷では開いて出ます。",
			":::details[くわしい計算]\n途中の式を、ここに書きます。\n:::"},
		Open: func(n *Node, w Writer) {
			w.HTML(`<details class="details"><summary>`)
			w.Label(n, cmp.Or(n.Label, w.Words().Titles["details"]))
			w.HTML("</summary>\n")
		},
		Close: func(_ *Node, w Writer) { w.HTML("</details>\n") },
	}
}
