package directives

import "github.com/yuin/goldmark/ast"

// cards shows a list of links as cards. The list itself carries the class.
func cards() *Directive {
	return &Directive{
		Name: "cards",
		Doc: Doc{"ページへの札", "ほかのページへ進むところに使います。リンクの一覧を1つだけ入れ、下に短い説明を書きます。",
			":::cards\n- [出典の一覧](../sources.md)\n  使った資料が分かります。\n- [数字の一覧](../figures.md)\n  いつからの値かが分かります。\n:::"},
		Transform: expect(ast.KindList, "一覧（- で始まる行）", "cards"),
	}
}
