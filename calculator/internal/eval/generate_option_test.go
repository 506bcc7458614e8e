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
		g.line("  %s | %s | 20%d-0%d-15 | %s", strings.Join(row, " | "), option, 10+g.r.IntN(30), 1+g.r.IntN(9), g.pick([]string{"はい", "いいえ"}))
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
