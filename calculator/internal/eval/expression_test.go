package eval_test

import "fmt"

// number writes an expression with a unit.
func (g *generator) number(unit string, depth int) string {
	if depth == 0 || g.r.IntN(5) == 0 {
		return g.atom(unit)
	}
	x := func() string { return g.number(unit, depth-1) }
	if of := map[string]string{"か月": "月数(%s, %s, なければ月末)",
		"": "(月(%s) + 数(年度(%s)))"}[unit]; of != "" && len(g.dates) > 0 && g.r.IntN(4) == 0 {
		return fmt.Sprintf(of, g.pick(g.dates), g.date(depth-1))
	}
	if from := map[string][]string{"台": {"束", "箱"}, "束": {"台"}, "箱": {"台"}}[unit]; from != nil && g.r.IntN(3) == 0 {
		call := fmt.Sprintf("換算(%s, %s)", g.number(g.pick(from), depth-1), unit)
		if unit == "束" {
			return fmt.Sprintf("切り捨て(%s × 2, %s)", call, withUnit(1, unit))
		}
		return call
	}
	switch g.r.IntN(13) {
	case 0, 1:
		return fmt.Sprintf("(%s + %s)", x(), x())
	case 2, 3:
		return fmt.Sprintf("(%s − %s)", x(), x())
	case 4:
		return fmt.Sprintf("小さい方(%s, %s)", x(), x())
	case 5:
		return fmt.Sprintf("大きい方(%s, %s, %s)", x(), x(), g.atom(unit))
	case 6:
		return fmt.Sprintf("(もし %s なら %s でなければ %s)", g.condition(depth-1), x(), x())
	case 7:
		return fmt.Sprintf("(%s × %s)", x(), g.number("", depth-1))
	case 8, 9:
		return g.rounding(unit, depth)
	case 10:
		return fmt.Sprintf("余り(%s, %s)", x(), withUnit(1+g.r.IntN(70), unit))
	case 11:
		return fmt.Sprintf("(数える(%s, %s) × %s)", g.condition(depth-1), g.condition(depth-1), withUnit(1, unit))
	}
	if calls := g.calls[unit]; len(calls) > 0 {
		return fmt.Sprintf("%s(%s, %s)", g.pick(calls), x(), g.condition(depth-1))
	}
	if unit == "円" {
		return fmt.Sprintf("(%s × %s)", g.number("円/日", depth-1), g.number("日", depth-1))
	}
	if unit == "日" && len(g.dates) > 1 {
		return fmt.Sprintf("(%s − %s)", g.pick(g.dates), g.pick(g.dates))
	}
	return fmt.Sprintf("(数(%s) × %s)", g.number(g.pick(units()), depth-1), withUnit(1, unit))
}

// rounding writes a rounded quotient or a number rounded to a step.
func (g *generator) rounding(unit string, depth int) string {
	op := g.pick([]string{"切り捨て", "切り上げ", "四捨五入"})
	step := g.pick([]string{"1", "10", "0.5", "0.1", "7"}) + unit
	x := g.number(unit, depth-1)
	switch g.r.IntN(3) {
	case 0:
		return fmt.Sprintf("%s(%s, %s)", op, x, step)
	case 1:
		return fmt.Sprintf("%s(%s ÷ %d, %s)", op, x, 2+g.r.IntN(12), step)
	}
	divisor := g.pick(units())
	return fmt.Sprintf("%s(%s × %s ÷ 大きい方(%s, %s), %s)", op, x, g.atom(divisor), withUnit(1+g.r.IntN(3), divisor),
		g.number(divisor, depth-1), step)
}

// atom writes a name or a literal of a unit.
func (g *generator) atom(unit string) string {
	names := append(append([]string{}, g.numbers[unit]...), g.byUnit[unit]...)
	if len(names) > 0 && g.r.IntN(5) > 0 {
		return g.pick(names)
	}
	if unit == "" && g.r.IntN(4) == 0 {
		return fmt.Sprintf("%d%s", g.r.IntN(30), g.pick([]string{"割", "倍"}))
	}
	if g.r.IntN(4) == 0 {
		return fmt.Sprintf("%d.%d%s", g.r.IntN(9), 1+g.r.IntN(9), unit)
	}
	return withUnit(g.r.IntN(60), unit)
}

// condition writes a condition.
func (g *generator) condition(depth int) string {
	if depth > 0 {
		switch g.r.IntN(6) {
		case 0:
			return fmt.Sprintf("(%s かつ %s)", g.condition(depth-1), g.condition(depth-1))
		case 1:
			return fmt.Sprintf("(%s または %s)", g.condition(depth-1), g.condition(depth-1))
		case 2:
			return fmt.Sprintf("(%s) でない", g.condition(depth-1))
		}
	}
	switch g.r.IntN(8) {
	case 0:
		if len(g.yesNo) > 0 {
			return g.pick(g.yesNo)
		}
	case 5:
		if len(g.sets) > 0 {
			return g.contains()
		}
	case 1, 3, 4:
		if len(g.choices) > 0 {
			return g.choiceCondition()
		}
	case 2:
		if len(g.dates) > 0 && g.r.IntN(3) == 0 {
			return fmt.Sprintf("曜日(%s) が %s", g.date(1), g.pick([]string{"月曜日", "土曜日 か 日曜日", "水曜日"}))
		}
		if len(g.dates) > 0 && g.r.IntN(3) == 0 {
			return fmt.Sprintf("%s(%s, %s) が %d歳 以上", g.pick([]string{"年齢", "学年末の年齢"}), g.pick(g.dates), g.date(1), g.r.IntN(70))
		}
		if len(g.dates) > 1 {
			return fmt.Sprintf("%s が %s %s", g.pick(g.dates), g.date(1), g.pick([]string{"以後", "以前", "より前", "より後"}))
		}
	}
	unit := g.pick(units())
	x := g.number(unit, max(depth-1, 0))
	if g.r.IntN(4) == 0 {
		return fmt.Sprintf("%s が %s 以上 %s 未満", x, withUnit(g.r.IntN(20), unit), withUnit(20+g.r.IntN(60), unit))
	}
	return fmt.Sprintf("%s %s %s", x, g.pick([]string{"=", "≠", "<", ">", "≤", "≥"}), g.number(unit, max(depth-1, 0)))
}

// contains asks for options of a 複数選択.
func (g *generator) contains() string {
	set := g.sets[g.r.IntN(len(g.sets))]
	text := set.name + " が " + g.pick(set.options)
	if len(set.options) > 1 && g.r.IntN(2) == 0 {
		text += g.pick([]string{" か ", " と "}) + g.pick(set.options)
	}
	return text + " を含む"
}

// resultDecision writes a 判定 whose results are a number, an option, and a date or a yes/no.
func (g *generator) resultDecision() {
	name, unit := g.name("判定"), g.pick(units())
	c := choice{name + ".選", []string{g.name("果"), g.name("果")}}
	third, value := "はい/いいえ", func() string { return g.pick([]string{"はい", "いいえ"}) }
	if len(g.dates) > 0 {
		third, value = "日付", func() string { return g.date(1) }
	}
	g.line("判定 %s: 量 %s, 選 選択肢, 次 %s\n  仮定: 乱数", name, unitWord(unit), third)
	rule := func(head string) {
		g.line("  %s: %s | %s | %s", head, g.number(unit, 2), g.pick([]string{c.options[0], c.options[1], c.options[0] + " か " + c.options[1]}), value())
	}
	for range 1 + g.r.IntN(2) {
		rule("もし " + g.condition(2))
	}
	rule("それ以外")
	g.line("出力 %s.量\n出力 %s.次\n出力 %s.選%s", name, name, name, g.when())
	g.choices = append(g.choices, c)
	g.numbers[unit] = append(g.numbers[unit], name+".量")
}

func (g *generator) choiceCondition() string {
	c := g.choices[g.r.IntN(len(g.choices))]
	if g.r.IntN(2) == 0 {
		c = g.choices[len(g.choices)-1] // often a decision, where there is one
	}
	text := c.name + " が " + g.pick(c.options)
	if g.r.IntN(3) == 0 {
		text += " か " + g.pick(c.options)
	}
	return text
}

// date writes an expression for a day; there is at least one date input.
func (g *generator) date(depth int) string {
	if depth == 0 {
		return g.pick(g.dates)
	}
	switch g.r.IntN(6) {
	case 4:
		return fmt.Sprintf("%s(%s)", g.pick([]string{"月初", "月末", "年度末"}), g.date(depth-1))
	case 0:
		return fmt.Sprintf("応当日(%s, 切り捨て(%s, 1か月), なければ%s)", g.date(depth-1), g.number("か月", depth-1), g.pick([]string{"月末", "翌月1日"}))
	case 1:
		return fmt.Sprintf("(%s + 切り上げ(%s, 1日))", g.date(depth-1), g.number("日", depth-1))
	case 2:
		return fmt.Sprintf("(%s − %s)", g.date(depth-1), withUnit(g.r.IntN(400), "日"))
	case 3:
		return fmt.Sprintf("大きい方(%s, %s)", g.date(depth-1), g.pick(g.dates))
	}
	return fmt.Sprintf("(もし %s なら %s でなければ %s)", g.condition(depth-1), g.date(depth-1), g.pick(g.dates))
}
