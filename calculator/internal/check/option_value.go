package check

import (
	"fmt"

	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/syntax"
)

// optionType returns the type of a もし whose branches name options: that of another branch which is a
// choice, or else a choice between the names in the order of the file. It is nil where no branch is an
// undeclared name, or where another branch is no choice.
func (b *builder) optionType(n *syntax.If, e *env) *ir.Type {
	var names []*syntax.Name
	var others []syntax.Expr
	for _, x := range leaves(n) {
		if name, ok := x.(*syntax.Name); ok && b.scope.value(name.Name) == nil && b.scope.table(name.Name) == nil {
			names = append(names, name)
		} else {
			others = append(others, x)
		}
	}
	if len(names) == 0 {
		return nil
	}
	for _, x := range others {
		var v ir.Expr
		b.try(func() { v = b.expression(x, e.with(nil, true)) })
		switch {
		case v == nil:
			continue
		case v.Type().Kind != ir.Choice:
			return nil
		}
		return v.Type()
	}
	return b.namedOptions(names)
}

// namedOptions returns a choice between names.
func (b *builder) namedOptions(names []*syntax.Name) *ir.Type {
	t := &ir.Type{Kind: ir.Choice}
	for _, n := range names {
		if bitOf(t.Options, n.Name) >= 0 {
			continue
		}
		if len(t.Options) == ir.MaxOptions {
			b.errorAt(CodeTooManyOptions, n.At(), fmt.Sprintf("結果が多すぎます（%d個まで）。", ir.MaxOptions), "結果をまとめてください。")
			break
		}
		t.Options = append(t.Options, ir.Option{Name: n.Name, Label: n.Name})
	}
	return t
}

// leaves returns the branches of a もし and of those inside it.
func leaves(x syntax.Expr) []syntax.Expr {
	switch n := x.(type) {
	case *syntax.If:
		return append(leaves(n.Then), leaves(n.Else)...)
	case *syntax.Paren:
		return leaves(n.X)
	}
	return []syntax.Expr{x}
}

// branch checks a branch of a もし; t is the type of the options that branches name, or nil.
func (b *builder) branch(x syntax.Expr, e *env, t *ir.Type) ir.Expr {
	switch n := x.(type) {
	case *syntax.Paren:
		return b.branch(n.X, e, t)
	case *syntax.If:
		return b.conditional(n, e, t)
	case *syntax.Name:
		if t != nil && b.scope.value(n.Name) == nil {
			if extent, ok := b.optionAnswer(t, n.Name, n.At()); ok {
				return &ir.Literal{Typed: ir.Of(t, extent)}
			}
			return nil
		}
	}
	return b.expression(x, e)
}
