package directives

import (
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// compareClass marks the table of a compare block.
const compareClass = "compare"

// compare is a table that narrow screens show as cards, a row each. The table itself carries the class.
func compare() *Directive {
	return &Directive{
		Name: "compare",
		Doc: Doc{"比べる表", "表を1つだけ入れます。せまい画面では、1行が1枚の札になります。",
			":::compare\n| 項目 | 通う | 家で受ける |\n|---|---|---|\n| 場所 | 事業所 | 自分の家 |\n| 移動 | 毎回ある | ない |\n:::"},
		Transform: expect(east.KindTable, "表", compareClass),
	}
}

// IsCompared reports whether a table is in a compare block.
func IsCompared(table ast.Node) bool {
	class, _ := table.AttributeString("class")
	value, ok := class.([]byte)
	return ok && string(value) == compareClass
}
