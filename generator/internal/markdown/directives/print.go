package directives

// printSheet is a part of a page that readers print by itself.
func printSheet() *Directive {
	return &Directive{
		Name: "print",
		Doc: Doc{"印刷して使う紙", "見学や窓口に持っていく紙に使います。ここだけを、紙1枚に印刷できます。",
			":::print[聞くこと]\n\n- 使える時間\n- かかるお金\n\n:::"},
		Open: func(n *Node, w Writer) {
			w.HTML(`<section class="print-sheet">` + "\n")
			writeTitle(n, n.Label, w)
		},
		Close: func(_ *Node, w Writer) { w.HTML("</section>\n") },
	}
}
