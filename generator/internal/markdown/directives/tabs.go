package directives

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
