package eval_test

import (
	"maps"
	"slices"
)

// someFunctions writes functions of a number and a yes/no, some with dated versions.
func (g *generator) someFunctions() {
	for range g.r.IntN(3) {
		unit := g.pick(units()[:6])
		name, x, c := g.name("関"), g.name("引"), g.name("引")
		numbers, yesNo := g.numbers, g.yesNo
		g.numbers, g.yesNo = maps.Clone(numbers), append(slices.Clone(yesNo), c)
		g.numbers[unit] = append(slices.Clone(numbers[unit]), x, x, x)
		g.line("関数 %s(%s: %s, %s: はい/いいえ): %s\n  仮定: 乱数", name, x, unit, c, unit)
		for _, from := range [][]string{{"2010-01-01"}, {"2012-03-01", "2026-06-01"}}[g.r.IntN(2)] {
			g.line("  %s から もし %s %s %s かつ %s なら %s でなければ %s", from, x, g.pick([]string{">", "≤"}),
				withUnit(g.r.IntN(40), unit), c, g.number(unit, 2), g.number(unit, 1))
		}
		g.numbers, g.yesNo = numbers, yesNo
		g.calls[unit] = append(g.calls[unit], name)
		out := g.name("残")
		g.line("式 %s = %s(%s, はい)\n  仮定: 乱数\n出力 %s", out, name, g.atom(unit), out)
	}
}
