package directives

import east "github.com/yuin/goldmark/extension/ast"

// timeline lists times with what happens then.
func timeline() *Directive {
	d := &Directive{
		Name: "timeline",
		Doc: Doc{"時間割", "時刻と、そのときのことを並べます。時刻の下の行を「: 」で始めます。",
			":::timeline\n10:00〜10:15\n: 朝の会です。\n\n10:15〜12:00\n: 学ぶ時間です。\n:::"},
		Transform: expect(east.KindDefinitionList, "時刻と内容の組（時刻の行の下に「: 内容」）", ""),
	}
	d.Open, d.Close = element(`<div class="timeline">`, "</div>")
	return d
}
