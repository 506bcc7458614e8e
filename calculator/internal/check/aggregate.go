package check

import (
	"fmt"

	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/syntax"
)

// aggregate checks the functions over lists; ok is false where n is none of them.
func (b *builder) aggregate(n *syntax.Call, e *env) (x ir.Expr, ok bool) {
	switch n.Name.Name {
	case "合計":
		return b.total(n, e), true
	case "一番大きい":
		return b.extremeItem(n, true, e), true
	case "一番小さい":
		return b.extremeItem(n, false, e), true
	case "どれか":
		return b.anyItem(n, e), true
	case "すべて":
		return b.everyItem(n, e), true
	case "何番目":
		return b.ordinal(n, e), true
	}
	return nil, false
}

// isAggregate reports whether a function iterates over the items of a list.
func isAggregate(name string) bool {
	switch name {
	case "合計", "一番大きい", "一番小さい", "どれか", "すべて", "数える":
		return true
	}
	return false
}

// listIn returns the list whose fields or formulas x mentions; nil where there is none. Arguments of functions
// over lists do not count.
func (b *builder) listIn(x syntax.Expr) *list {
	var found *list
	syntax.WalkIf(x, func(x syntax.Expr) bool {
		switch n := x.(type) {
		case *syntax.Call:
			return !isAggregate(n.Name.Name)
		case *syntax.Name:
			if s := b.scope.value(n.Name); found == nil && s != nil && s.list != nil && s.kind != inputSymbol {
				found = s.list
			}
		}
		return true
	})
	return found
}

// overList returns the list that an aggregate iterates over.
func (b *builder) overList(n *syntax.Call) *list {
	if l := b.listIn(n.Args[0]); l != nil {
		l.symbol.used = true
		return l
	}
	if b.mentionsDamaged(n.Args[0]) {
		b.broken = true
		return nil
	}
	b.errorAt(CodeListMissing, n.Args[0].At(), fmt.Sprintf("「%s」のかっこの中に、一覧の項目がありません。", n.Name.Name),
		"「一覧」の項目か、「式 名前(一覧) = …」の名前を書いてください。")
	return nil
}

// forItems checks x once for each item of l; nil means that an error has been reported.
func (b *builder) forItems(x syntax.Expr, l *list, e *env, check func(syntax.Expr, *env) ir.Expr) []ir.Expr {
	var list []ir.Expr
	for i := range l.inputs {
		if !b.expand(x.At()) {
			return nil
		}
		var item ir.Expr
		b.within(l, i, func() { item = check(x, itemEnv(e, l, i)) })
		if item == nil {
			return nil
		}
		list = append(list, item)
	}
	return list
}

// conditions checks a condition for each item.
func (b *builder) conditions(x syntax.Expr, l *list, e *env) []ir.Expr {
	return b.forItems(x, l, e, func(x syntax.Expr, e *env) ir.Expr {
		if c := b.condition(x, e); c != nil {
			return c.x
		}
		return nil
	})
}

// total is 合計(x): the sum over the items that exist.
func (b *builder) total(n *syntax.Call, e *env) ir.Expr {
	if !b.arity(n, 1, 1, "合計(一人分)") {
		return nil
	}
	l := b.overList(n)
	if l == nil {
		return nil
	}
	items := b.forItems(n.Args[0], l, e, b.number)
	if items == nil {
		return nil
	}
	t := items[0].Type()
	sum := affine{scale: t.Scale}
	for i, x := range items {
		zero := &ir.Literal{Typed: ir.Of(x.Type(), ir.Point(0))}
		var ok bool
		if sum, ok = sum.plus(affineOf(ifExists(l, i, x, zero)), 1); !ok {
			return b.overflow(n.Span)
		}
	}
	return b.affineNode(sum, ir.Number, t.Unit, n.Span)
}

// ifExists returns x where the list has item i, else other.
func ifExists(l *list, i int, x, other ir.Expr) ir.Expr {
	exists := l.exists[i]
	if exists.Extent().Possible == ir.Yes {
		return x
	}
	return condOf(exists, x, other)
}

// extremeItem is 一番大きい(x) or 一番小さい(x), with the value for an empty list behind it.
func (b *builder) extremeItem(n *syntax.Call, greatest bool, e *env) ir.Expr {
	if !b.arity(n, 1, 2, n.Name.Name+"(一人分, 0円)") {
		return nil
	}
	l := b.overList(n)
	if l == nil {
		return nil
	}
	items := b.forItems(n.Args[0], l, e, b.expression)
	if items == nil {
		return nil
	}
	if !b.ordered(n.Args[0], items[0]) {
		return nil
	}
	none, ok := b.forNoItem(n, l, items[0], e)
	if !ok {
		return nil
	}
	if none != nil && items[0].Type().Kind == ir.Number {
		all, ok := b.align(append(items, none), n.Span)
		if !ok {
			return nil
		}
		items, none = all[:len(items)], all[len(items)]
	}
	args := []ir.Expr{items[0]}
	for i, x := range items[1:] {
		args = append(args, ifExists(l, i+1, x, items[0]))
	}
	x := args[0]
	if len(args) > 1 {
		x = minMax(greatest, args)
	}
	if none == nil {
		return x
	}
	return ifExists(l, 0, x, none)
}

// forNoItem checks the value of an aggregate for an empty list; nil where the list is never empty.
func (b *builder) forNoItem(n *syntax.Call, l *list, item ir.Expr, e *env) (ir.Expr, bool) {
	if l.exists[0].Extent().Possible == ir.Yes {
		return nil, true
	}
	if len(n.Args) < 2 {
		b.errorAt(CodeArguments, n.Span, fmt.Sprintf("一覧「%s」に1つもないときの値がありません。", l.symbol.name),
			fmt.Sprintf("「%s(…, 0円)」のように、そのときの値をうしろに書いてください。", n.Name.Name))
		return nil, false
	}
	none := b.expression(n.Args[1], e)
	return none, none != nil && b.sameType(n.Args[1].At(), item, none, "1つもないときの値")
}

// anyItem is どれか(条件): that it holds for some item.
func (b *builder) anyItem(n *syntax.Call, e *env) ir.Expr {
	return b.junctionOfItems(n, e, "どれか(条件)", func(l *list, i int, c ir.Expr) ir.Expr { return and(l.exists[i], c) }, or)
}

// everyItem is すべて(条件): that it holds for every item, and so for an empty list.
func (b *builder) everyItem(n *syntax.Call, e *env) ir.Expr {
	return b.junctionOfItems(n, e, "すべて(条件)", func(l *list, i int, c ir.Expr) ir.Expr { return or(not(l.exists[i]), c) }, and)
}

// junctionOfItems joins a condition over all items; item turns the condition of one into what holds also where the
// list has no such item.
func (b *builder) junctionOfItems(n *syntax.Call, e *env, form string,
	item func(*list, int, ir.Expr) ir.Expr, join func(...ir.Expr) ir.Expr) ir.Expr {
	if !b.arity(n, 1, 1, form) {
		return nil
	}
	l := b.overList(n)
	if l == nil {
		return nil
	}
	conditions := b.conditions(n.Args[0], l, e)
	if conditions == nil {
		return nil
	}
	for i, c := range conditions {
		conditions[i] = item(l, i, c)
	}
	return join(conditions...)
}

// countItems is the part of 数える that counts the items for which x holds.
func (b *builder) countItems(x syntax.Expr, l *list, e *env) []ir.Expr {
	l.symbol.used = true
	conditions := b.conditions(x, l, e)
	for i, c := range conditions {
		conditions[i] = and(l.exists[i], c)
	}
	return conditions
}

// ordinal is 何番目(条件): for how many items up to this one, in the order of the list, the condition holds.
func (b *builder) ordinal(n *syntax.Call, e *env) ir.Expr {
	if !b.arity(n, 1, 1, "何番目(条件)") {
		return nil
	}
	if e.list == nil {
		return b.reject(CodeItemOutside, n.Span, "「何番目」は、一覧の1つごとの計算でだけ使えます。",
			"「式 順番(子ども) = 何番目(条件)」のように、1つごとの式の中に書いてください。")
	}
	l, item := e.list, e.item
	conditions := b.conditions(n.Args[0], l, e)
	if conditions == nil {
		return nil
	}
	node := &ir.Count{Typed: ir.Of(&ir.Type{Kind: ir.Number}, ir.Extent{High: int64(len(l.inputs))})}
	for j, c := range conditions {
		if j != item {
			before := b.precedes(l, j, item)
			if before.Extent().Possible == ir.No {
				continue
			}
			if l.decl.Order != nil && j > item {
				before = and(l.exists[j], before)
			}
			c = and(before, c)
		}
		node.Args = append(node.Args, c)
	}
	return node
}
