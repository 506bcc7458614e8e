package eval_test

import (
	"strings"
)

// optionTable writes a table whose results are an option, a date and a yes/no, with formulas for each.
func (g *generator) optionTable(keys []string, rows [][]string) {
	name, call := g.name("表"), strings.Join(keys, ", ")
	g.line("表 %s(%s): 肢 選択肢, 締切 日付, 有 はい/いいえ\n  仮定: 乱数", name, call)
	options := []string{g.name("肢"), g.name("肢"), g.name("肢")}
	used := ""
	for _, row := range rows {
		option := g.pick(options)
		used = option
		if g.r.IntN(4) == 0 {
			option += " か " + g.pick(options)
		}
		g.line("  %s | %s | 20%d-0%d-15 | %s", strings.Join(row, " | "), option, 10+g.r.IntN(30), 1+g.r.IntN(9),
			g.pick([]string{"はい", "いいえ"}))
	}
	for _, result := range []string{"肢", "締切", "有"} {
		out := g.name("結")
		g.line("式 %s = %s(%s).%s\n出力 %s", out, name, call, result, out)
		switch result {
		case "締切":
			g.dates = append(g.dates, out)
		case "有":
			g.yesNo = append(g.yesNo, out)
		default:
			g.line("注意 もし %s が %s: 注意。", out, used)
		}
	}
}

// longChoice writes an input of more than 62 options, a table that parts them, and formulas over both.
func (g *generator) longChoice() {
	if g.r.IntN(4) > 0 {
		return
	}
	name, unit := g.name("長"), g.pick(units()[:6])
	g.line("入力 %s", name)
	var options []string
	for range 63 + g.r.IntN(5) {
		options = append(options, g.name("肢"))
		g.line("  %s: 言葉", options[len(options)-1])
	}
	var rows [3][]string
	for i, option := range options {
		row := g.r.IntN(3)
		if i < 3 {
			row = i
		}
		rows[row] = append(rows[row], option)
	}
	table, out, near := g.name("表"), g.name("長式"), g.name("長式")
	g.line("表 %s(%s): %s\n  仮定: 乱数", table, name, unit)
	for _, row := range rows {
		g.line("  %s | %s", strings.Join(row, " か "), withUnit(g.r.IntN(99), unit))
	}
	g.line("式 %s = もし %s が %s か %s なら %s でなければ %s(%s)\n  仮定: 乱数\n出力 %s",
		out, name, options[0], g.pick(options), withUnit(g.r.IntN(9), unit), table, name, out)
	g.line("式 %s = %s が %s か %s か %s\n出力 %s", near, name, g.pick(options), g.pick(options), options[len(options)-1], near)
	g.numbers[unit] = append(g.numbers[unit], out)
	g.yesNo = append(g.yesNo, near)
}
