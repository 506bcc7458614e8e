package check

import (
	"fmt"
	"strings"

	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/syntax"
)

// optionsMeant reports `部屋 が A または B`: B is an option of 部屋 and no condition, so か is meant.
func (b *builder) optionsMeant(n *syntax.Binary, e *env) bool {
	if n.Op != syntax.OrOp {
		return false
	}
	parts := orParts(n)
	for i, part := range parts {
		among, ok := part.(*syntax.Among)
		if !ok {
			continue
		}
		names := b.optionsBehind(among.X, parts[i+1:], e)
		if len(names) == 0 {
			continue
		}
		b.errorAt(CodeOptionOr, names[0].At(), fmt.Sprintf("「%s」は条件ではなく、「%s」の選択肢です。", names[0].Name, syntax.Words(among.X)),
			fmt.Sprintf("「%s か %s」と書いてください。選択肢は「か」で、条件は「または」でつなぎます。", syntax.Words(among), nameList(names)))
		return true
	}
	return false
}

// orParts returns the conditions that または joins.
func orParts(x syntax.Expr) []syntax.Expr {
	if n, ok := x.(*syntax.Binary); ok && n.Op == syntax.OrOp {
		return append(orParts(n.X), orParts(n.Y)...)
	}
	return []syntax.Expr{x}
}

// optionsBehind returns the leading names of parts that are options of x and not declared.
func (b *builder) optionsBehind(x syntax.Expr, parts []syntax.Expr, e *env) []*syntax.Name {
	var v ir.Expr
	b.try(func() { v = b.expression(x, e) })
	if v == nil || v.Type().Kind != ir.Choice && v.Type().Kind != ir.Set && !v.Type().IsLong() {
		return nil
	}
	var names []*syntax.Name
	for _, part := range parts {
		name, ok := part.(*syntax.Name)
		if !ok || b.scope.value(name.Name) != nil || bitOf(v.Type().Options, name.Name) < 0 {
			break
		}
		names = append(names, name)
	}
	return names
}

func nameList(names []*syntax.Name) string {
	words := make([]string, len(names))
	for i, n := range names {
		words[i] = n.Name
	}
	return strings.Join(words, " か ")
}
