package directives

// voice is a quotation of what somebody has said, with its source.
func voice() *Directive {
	return &Directive{
		Name:    "voice",
		Options: []Option{{Name: "source", Required: `{source="出典の記号"} を書いてください。記号は sources.yaml にあります。`}},
		Doc: Doc{"現場の声", "人から聞いたことを、決まりと分けて書きます。だれの話かが分かるように、出典の記号が要ります。",
			":::voice[少しずつ延ばす]{source=\"e-fukushi-guide\"}\nはじめは1時間だけの人もいるそうです。\n:::"},
		Open: func(n *Node, w Writer) {
			w.HTML(`<figure class="voice">`)
			if n.Label != "" {
				w.HTML("<figcaption>")
				w.Label(n, n.Label)
				w.HTML("</figcaption>")
			}
			w.HTML("<blockquote>\n")
		},
		Close: func(n *Node, w Writer) {
			w.HTML("</blockquote>")
			if source := n.Values["source"]; source.Text != "" {
				w.HTML(`<p class="voice-source">`)
				w.Text(w.Words().Source)
				w.Embed(n, Embed{Kind: SourceEmbed, Name: source.Text, Span: w.Span(source.At, len(source.Text))})
				w.HTML("</p>")
			}
			w.HTML("</figure>\n")
		},
	}
}
