package directives

// faq holds questions as headings, each with its answer below it.
func faq() *Directive {
	d := &Directive{
		Name: "faq",
		Doc: Doc{"質問と答え", "見出しに質問、その下に答えを書きます。検索エンジンにも、質問と答えとして伝わります。",
			":::faq\n### 雨でも行きますか\n\n行きます。傘を持ってきてください。\n:::"},
		Transform: groupByHeading("section"),
		Extract: func(n *Node, c Context) {
			for _, s := range sections(n, c) {
				c.AddQuestion(Question{Text: s.heading, Answer: s.text, ID: s.id})
			}
		},
	}
	d.Open, d.Close = element(`<div class="faq">`, "</div>")
	return d
}
