package directives

// steps numbers its headings with what is below each.
func steps() *Directive {
	d := &Directive{
		Name: "steps",
		Doc: Doc{"手順", "順番のあることに使います。見出しごとに番号が付きます。中は見出しから始めます。見出しの # は、その上の見出しより1つ増やします。",
			":::steps\n### 湯をわかす\n\nやかんに水を入れます。\n\n### 葉を入れる\n\n湯を注いで、少し待ちます。\n:::"},
		Transform: groupByHeading("li"),
	}
	d.Open, d.Close = element(`<ol class="steps">`, "</ol>")
	return d
}
