package eval_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// A generator writes random calculation files. They are plain text, so that the scanner, the parser
// and the checker are under test together with the compiler.
type generator struct {
	r       *rand.Rand
	text    strings.Builder
	numbers map[string][]string // names of numbers by unit
	limits  map[string][2]int   // of number inputs
	choices []choice
	sets    []choice // of which several options may be ticked
	yesNo   []string
	dates   []string
	byUnit  map[string][]string // look-ups ready to use, by unit
	calls   map[string][]string // functions of a number and a yes/no, by unit
	inputs  []string            // with figures and look-ups: all that must be used
	count   int
}

// A choice is a name with its options.
type choice struct {
	name    string
	options []string
}

// newSource writes the file of one seed.
func newSource(seed uint64) string {
	g := &generator{r: rand.New(rand.NewPCG(seed, 7)), numbers: map[string][]string{}, limits: map[string][2]int{},
		byUnit: map[string][]string{}, calls: map[string][]string{}}
	g.line("計算機 乱数\n単位 台\n単位 束\n  換算: 1束 = 12台\n  仮定: 乱数\n単位 箱\n  換算: 1箱 = 2.5台\n  仮定: 乱数")
	g.someInputs()
	g.someFigures()
	g.someTables()
	g.someLines()
	g.someStops()
	g.longChoice()
	g.someFunctions()
	g.someLists()
	for range 2 + g.r.IntN(5) {
		g.declaration()
	}
	g.useInputs()
	return g.text.String()
}

func (g *generator) line(format string, args ...any) { fmt.Fprintf(&g.text, format+"\n", args...) }

func (g *generator) name(prefix string) string {
	g.count++
	return fmt.Sprintf("%s%d", prefix, g.count)
}

func (g *generator) pick(list []string) string { return list[g.r.IntN(len(list))] }

func units() []string {
	return []string{"円", "日", "円/日", "人", "時間", "か月", "台", "束", "箱", ""}
}

// withUnit writes a number of a unit.
func withUnit(n int, unit string) string { return fmt.Sprintf("%d%s", n, unit) }

func unitWord(unit string) string {
	if unit == "" {
		return "数"
	}
	return unit
}

func (g *generator) someInputs() {
	for range 1 + g.r.IntN(4) {
		g.numberInput(g.pick(units()))
	}
	if g.r.IntN(2) == 0 {
		name := g.name("割合")
		g.line("入力 %s: %%\n  範囲: 0%% から %d%%", name, 1+g.r.IntN(150))
		g.numbers[""] = append(g.numbers[""], name)
		g.inputs = append(g.inputs, name)
	}
	for range g.r.IntN(3) {
		g.choiceInput()
	}
	for range g.r.IntN(3) {
		name := g.name("有無")
		g.line("入力 %s: はい/いいえ", name)
		g.yesNo, g.inputs = append(g.yesNo, name), append(g.inputs, name)
	}
	if g.r.IntN(3) == 0 {
		c := choice{name: g.name("複数")}
		g.line("入力 %s: 複数選択", c.name)
		for range 1 + g.r.IntN(4) {
			option := g.name("肢")
			c.options = append(c.options, option)
			g.line("  %s: 言葉", option)
		}
		g.sets = append(g.sets, c)
	}
	for range g.r.IntN(3) {
		name := g.name("日付")
		g.line("入力 %s: 日付", name)
		if g.r.IntN(2) == 0 {
			g.line("  範囲: %d-0%d-%02d から 20%d-1%d-28", 1990+g.r.IntN(40), 1+g.r.IntN(9), 1+g.r.IntN(28), 30+g.r.IntN(20), g.r.IntN(3))
		}
		g.dates, g.inputs = append(g.dates, name), append(g.inputs, name)
	}
}

func (g *generator) numberInput(unit string) {
	name := g.name("入力")
	low, size := g.r.IntN(40)-10, 1+g.r.IntN([]int{5, 50, 2000}[g.r.IntN(3)])
	g.line("入力 %s: %s\n  範囲: %s から %s", name, unitWord(unit), withUnit(low, unit), withUnit(low+size, unit))
	if g.r.IntN(4) == 0 {
		g.line("  刻み: %s%s", g.pick([]string{"0.5", "0.25", "0.01"}), unit)
	}
	if len(g.numbers[""]) > 0 && g.r.IntN(4) == 0 {
		g.line("  必要なとき: %s > 1", g.pick(g.numbers[""]))
	}
	g.numbers[unit] = append(g.numbers[unit], name)
	g.limits[name] = [2]int{low, low + size}
	g.inputs = append(g.inputs, name)
}

func (g *generator) choiceInput() {
	c := choice{name: g.name("選択")}
	g.line("入力 %s", c.name)
	for range 2 + g.r.IntN(3) {
		option := g.name("肢")
		c.options = append(c.options, option)
		g.line("  %s: 言葉", option)
	}
	g.choices, g.inputs = append(g.choices, c), append(g.inputs, c.name)
}

func (g *generator) someFigures() {
	for range g.r.IntN(3) {
		name, unit := g.name("値"), g.pick(units())
		if g.r.IntN(2) == 0 {
			g.line("値 %s: %d.%d%s\n  仮定: 乱数", name, g.r.IntN(20), g.r.IntN(100), unit)
		} else if unit != "" {
			g.line("値 %s: %s\n  仮定: 乱数\n  2010-01-01 から %s\n  2024-07-15 から %s\n  2030-02-01 から %s", name, unit,
				withUnit(g.r.IntN(50), unit), withUnit(g.r.IntN(50), unit), withUnit(g.r.IntN(50), unit))
		} else {
			continue
		}
		g.numbers[unit] = append(g.numbers[unit], name)
		g.inputs = append(g.inputs, name)
	}
}

// someTables writes tables over one or two inputs, with rows that cover them.
func (g *generator) someTables() {
	for range g.r.IntN(3) {
		var keys []string
		rows := [][]string{nil}
		for range 1 + g.r.IntN(2) {
			name, cells := g.key()
			if name == "" || len(keys) > 0 && keys[0] == name {
				continue
			}
			keys = append(keys, name)
			rows = cross(rows, cells)
		}
		if len(keys) > 0 {
			g.table(keys, rows)
		}
	}
}

// someLines writes tables of points, with the rounded value between them.
func (g *generator) someLines() {
	for _, unit := range units()[:6] {
		for _, name := range g.numbers[unit] {
			limits, ok := g.limits[name]
			if !ok || g.r.IntN(4) > 0 {
				continue
			}
			table, result := g.name("点"), g.pick(units()[:6])
			g.line("表 %s(%s): %s\n  仮定: 乱数", table, name, result)
			middle := limits[0] + g.r.IntN(limits[1]-limits[0])
			for _, at := range []int{limits[1] + g.r.IntN(3), limits[0], middle} {
				if at != middle || middle > limits[0] {
					g.line("  %s | %s", withUnit(at, unit), withUnit(g.r.IntN(300)-50, result))
				}
			}
			op := g.pick([]string{"切り捨て", "切り上げ", "四捨五入"})
			call := fmt.Sprintf("%s(補間(%s, %s), %s%s)", op, name, table, g.pick([]string{"1", "0.1", "7"}), result)
			g.byUnit[result] = append(g.byUnit[result], call)
			g.inputs = append(g.inputs, call)
		}
	}
}

func cross(rows [][]string, cells []string) [][]string {
	var out [][]string
	for _, row := range rows {
		for _, cell := range cells {
			out = append(out, append(append([]string{}, row...), cell))
		}
	}
	return out
}

// key picks an input and cells that cover all its values.
func (g *generator) key() (string, []string) {
	if len(g.choices) > 0 && g.r.IntN(2) == 0 {
		c := g.choices[g.r.IntN(len(g.choices))]
		return c.name, c.options
	}
	for _, unit := range units()[:6] {
		for _, name := range g.numbers[unit] {
			if limits, ok := g.limits[name]; ok && g.r.IntN(2) == 0 {
				return name, g.cells(limits, unit)
			}
		}
	}
	return "", nil
}

func (g *generator) cells(limits [2]int, unit string) []string {
	low, high := limits[0], limits[1]
	a := low + 1 + g.r.IntN(high-low)
	cells := []string{withUnit(a, unit) + "未満"}
	if b := a + 1 + g.r.IntN(20); b <= high {
		cells = append(cells, withUnit(a, unit)+"以上 "+withUnit(b, unit)+"以下", withUnit(b, unit)+"超")
		if g.r.IntN(2) == 0 {
			cells[1], cells[2] = withUnit(a, unit)+"以上 "+withUnit(b, unit)+"未満", withUnit(b, unit)+"以上"
		}
		return cells
	}
	return append(cells, withUnit(a, unit)+"以上")
}

func (g *generator) table(keys []string, rows [][]string) {
	if g.r.IntN(4) == 0 {
		g.optionTable(keys, rows)
	}
	name, unit, two := g.name("表"), g.pick(units()[:6]), g.r.IntN(3) == 0
	results, call := unit, name+"("+strings.Join(keys, ", ")+")"
	if two {
		results = "甲 " + unit + ", 乙 " + unit
	}
	g.line("表 %s(%s): %s\n  仮定: 乱数", name, strings.Join(keys, ", "), results)
	versions := [][]string{{""}, {"  2010-01-01 から\n"}, {"  2012-03-01 から\n", "  2026-06-01 から\n"}}
	for _, from := range versions[g.r.IntN(len(versions))] {
		g.text.WriteString(from)
		g.rows(rows, unit, two)
	}
	if two {
		g.byUnit[unit] = append(g.byUnit[unit], call+".甲")
		call += ".乙"
	}
	g.byUnit[unit] = append(g.byUnit[unit], call)
	g.inputs = append(g.inputs, call)
}

func (g *generator) rows(rows [][]string, unit string, two bool) {
	for _, row := range rows {
		line := strings.Join(row, " | ") + " | " + withUnit(g.r.IntN(300), unit)
		if two {
			line += " | " + withUnit(g.r.IntN(300), unit)
		}
		g.line("  %s", line)
	}
}

func (g *generator) someStops() {
	for _, unit := range units() {
		for _, name := range g.numbers[unit] {
			limits, ok := g.limits[name]
			if ok && g.r.IntN(4) == 0 && limits[1]-limits[0] > 3 {
				g.line("止める もし %s が %s 以上: 止まる。", name, withUnit(limits[1]-1, unit))
			}
		}
	}
}

// declaration writes a formula, a decision or a message over what there is.
func (g *generator) declaration() {
	switch g.r.IntN(8) {
	case 0, 1:
		g.decision()
	case 2:
		if len(g.dates) > 0 {
			name := g.name("日")
			g.line("式 %s = %s\n  仮定: 乱数\n出力 %s", name, g.date(2), name)
			g.dates = append(g.dates, name)
			return
		}
		fallthrough
	case 3:
		if g.r.IntN(2) == 0 {
			c := choice{g.name("肢式"), []string{g.name("肢"), g.name("肢"), g.name("肢")}}
			g.line("式 %s = もし %s なら %s でなければ もし %s なら %s でなければ %s\n  仮定: 乱数\n出力 %s",
				c.name, g.condition(1), c.options[0], g.condition(1), c.options[1], c.options[2], c.name)
			g.choices = append(g.choices, c)
			return
		}
		g.line("注意 もし %s: 注意。", g.condition(2))
	default:
		unit := g.pick(units())
		name := g.name("式")
		g.line("式 %s: %s = %s\n  仮定: 乱数", name, unitWord(unit), g.number(unit, 3))
		g.line("出力 %s%s", name, g.when())
		g.numbers[unit] = append(g.numbers[unit], name)
	}
}

func (g *generator) when() string {
	if g.r.IntN(5) > 0 {
		return ""
	}
	return " もし " + g.condition(1)
}

func (g *generator) decision() {
	if g.r.IntN(4) == 0 {
		g.resultDecision()
		return
	}
	c := choice{name: g.name("判定")}
	g.line("判定 %s\n  仮定: 乱数", c.name)
	all := g.r.IntN(4) == 0
	if all {
		g.line("  選び方: すべて")
	}
	for range 1 + g.r.IntN(3) {
		outcome := g.name("果")
		c.options = append(c.options, outcome)
		line := outcome
		if g.r.IntN(5) == 0 {
			line += " または " + c.options[0]
		}
		if line == outcome+" または "+outcome {
			line = outcome
		}
		g.line("  もし %s: %s", g.condition(2), line)
	}
	if !all {
		outcome := g.name("果")
		c.options = append(c.options, outcome)
		g.line("  それ以外: %s", outcome)
	}
	g.line("出力 %s%s", c.name, g.when())
	g.choices = append(g.choices, c)
}

// useInputs makes results of what nothing else may have mentioned.
func (g *generator) useInputs() {
	for _, set := range g.sets {
		out := g.name("残")
		g.line("式 %s = 数える(%s)\n出力 %s", out, set.name, out)
	}
	for _, name := range g.inputs {
		out := g.name("残")
		switch {
		case g.isYesNo(name):
			g.line("判定 %s\n  もし %s: 甲\n  それ以外: 乙\n出力 %s", out, name, out)
		case g.optionsOf(name) != nil:
			g.line("判定 %s\n  もし %s が %s: 甲\n  それ以外: 乙\n出力 %s", out, name, g.optionsOf(name)[0], out)
		default:
			g.line("式 %s = %s\n出力 %s", out, name, out)
		}
	}
}

func (g *generator) isYesNo(name string) bool {
	for _, n := range g.yesNo {
		if n == name {
			return true
		}
	}
	return false
}

func (g *generator) optionsOf(name string) []string {
	for _, c := range g.choices {
		if c.name == name {
			return c.options
		}
	}
	return nil
}
