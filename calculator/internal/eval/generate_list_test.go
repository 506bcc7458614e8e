package eval_test

import (
	"fmt"
	"maps"
	"slices"
)

// someLists writes a list with formulas over it, and formulas that gather its items.
func (g *generator) someLists() {
	for range g.r.IntN(3) {
		g.list()
	}
}

func (g *generator) list() {
	name, unit := g.name("一覧"), g.pick(units()[:6])
	field, flag := g.name("項"), g.name("項")
	low := g.r.IntN(3)
	g.line("一覧 %s: %d人 から %d人", name, low, low+1+g.r.IntN(3))
	if g.r.IntN(2) == 0 {
		g.line("  並び: %s の%s順", field, g.pick([]string{"大きい", "小さい"}))
	}
	least, size := g.r.IntN(40)-10, 1+g.r.IntN(60)
	g.line("  項目 %s: %s\n    範囲: %s から %s", field, unitWord(unit), withUnit(least, unit), withUnit(least+size, unit))
	g.line("  項目 %s: はい/いいえ", flag)
	if g.r.IntN(3) == 0 {
		g.line("    必要なとき: %s > %s", field, withUnit(least, unit))
	}
	numbers, yesNo := g.numbers, g.yesNo
	g.numbers, g.yesNo = maps.Clone(numbers), append(slices.Clone(yesNo), flag)
	g.numbers[unit] = append(slices.Clone(numbers[unit]), field)
	amount, counts, last := g.name("項式"), g.name("項式"), g.name("項式")
	g.line("式 %s(%s): %s = %s + %s\n  仮定: 乱数", amount, name, unitWord(unit), field, g.number(unit, 2))
	g.line("式 %s(%s) = %s または %s\n  仮定: 乱数", counts, name, flag, g.condition(2))
	g.line("式 %s(%s): %s = もし 何番目(%s) が 2 以上 なら %s でなければ %s\n  仮定: 乱数",
		last, name, unitWord(unit), counts, amount, g.number(unit, 1))
	g.numbers, g.yesNo = numbers, yesNo
	g.gather(name, unit, amount, counts, last)
}

// gather writes formulas over all items of a list.
func (g *generator) gather(list, unit, amount, counts, last string) {
	zero := withUnit(g.r.IntN(9), unit)
	for _, x := range []string{
		fmt.Sprintf("合計(%s)", last),
		fmt.Sprintf("%s(もし %s なら %s でなければ %s, %s)", g.pick([]string{"一番大きい", "一番小さい"}), counts, amount, last, zero),
		fmt.Sprintf("数える(%s, %s) × %s", counts, g.condition(1), withUnit(1, unit)),
		fmt.Sprintf("数(%s) × %s", list, withUnit(1, unit)),
	} {
		name := g.name("集")
		g.line("式 %s: %s = %s\n  仮定: 乱数\n出力 %s", name, unitWord(unit), x, name)
		g.numbers[unit] = append(g.numbers[unit], name)
	}
	any, every := g.name("集"), g.name("集")
	g.line("式 %s = どれか(%s)\n出力 %s\n式 %s = すべて(%s または %s > %s)\n  仮定: 乱数\n出力 %s",
		any, counts, any, every, counts, last, zero, every)
	g.yesNo = append(g.yesNo, any, every)
}
