package check

import (
	"fmt"

	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/syntax"
)

// timeFunctionNames returns the functions of SPEC.md 2.16. A table or function of a file with the same name takes
// precedence.
func timeFunctionNames() []string {
	return []string{"年齢", "学年末の年齢", "月数", "月", "年", "年度", "月初", "月末", "年度末", "曜日", "営業日後"}
}

// timeCall checks the functions of the calendar; ok is false where n is none of them.
func (b *builder) timeCall(n *syntax.Call, e *env) (x ir.Expr, ok bool) {
	switch n.Name.Name {
	case "年齢":
		return b.ageCall(n, e), true
	case "学年末の年齢":
		return b.schoolAge(n, e), true
	case "月数":
		return b.monthsCall(n, e), true
	case "営業日後":
		return b.workingDayCall(n, e), true
	}
	make := map[string]func(ir.Expr, diagnostic.Span) ir.Expr{
		"月": b.monthOfYear, "年": b.yearOf, "年度": b.fiscalYear, "月初": b.firstOfMonth, "月末": b.lastOfMonth,
		"年度末": b.lastOfFiscalYear, "曜日": weekday}[n.Name.Name]
	if make == nil {
		return nil, false
	}
	if !b.arity(n, 1, 1, n.Name.Name+"(日付)") {
		return nil, true
	}
	if x = b.dateArgument(n.Args[0], e); x == nil {
		return nil, true
	}
	return make(x, n.Span), true
}

// dateArgument checks x and requires a Date.
func (b *builder) dateArgument(x syntax.Expr, e *env) ir.Expr {
	d := b.expression(x, e)
	if d != nil && d.Type().Kind != ir.Date {
		return b.reject(CodeKinds, x.At(), fmt.Sprintf("ここには日付が要りますが、%sです。", kindName(d.Type())), "日付の入力か式を書いてください。")
	}
	return d
}

// twoDates checks the first two arguments.
func (b *builder) twoDates(n *syntax.Call, e *env) (from, to ir.Expr) {
	from, to = b.dateArgument(n.Args[0], e), b.dateArgument(n.Args[1], e)
	if from == nil || to == nil {
		return nil, nil
	}
	return from, to
}

// ageCall checks 年齢(生年月日, 日), with 前日に or 誕生日に as a third argument.
func (b *builder) ageCall(n *syntax.Call, e *env) ir.Expr {
	if !b.arity(n, 2, 3, "年齢(生年月日, 日, 前日に)") {
		return nil
	}
	born, day := b.twoDates(n, e)
	if born == nil {
		return nil
	}
	statute := true
	if len(n.Args) == 3 {
		name, ok := n.Args[2].(*syntax.Name)
		if !ok || name.Name != "前日に" && name.Name != "誕生日に" {
			return b.reject(CodeAgeRule, n.Args[2].At(), "年齢がいつ増えるかが読めません。", "法律の数え方なら「前日に」、誕生日に増えるなら「誕生日に」を書いてください。")
		}
		statute = name.Name == "前日に"
	}
	return b.age(born, day, statute, n.Span)
}

// schoolAge checks 学年末の年齢(生年月日, 日): the age on the last day of the school year around a day, by the statute.
func (b *builder) schoolAge(n *syntax.Call, e *env) ir.Expr {
	if !b.arity(n, 2, 2, "学年末の年齢(生年月日, 日)") {
		return nil
	}
	born, day := b.twoDates(n, e)
	if born == nil {
		return nil
	}
	if day = b.lastOfFiscalYear(day, n.Span); day == nil {
		return nil
	}
	return b.age(born, day, true, n.Span)
}

// age returns the whole years between two days, 0 before the birth. By the statute (年齢計算ニ関スル法律) a year is
// reached at the end of the day before the birthday, so that it counts the day after. A birthday on 29 February is
// on 1 March in other years.
func (b *builder) age(born, day ir.Expr, statute bool, at diagnostic.Span) ir.Expr {
	if statute {
		one := &ir.Literal{Typed: ir.Of(&ir.Type{Kind: ir.Number, Unit: ir.Base("日")}, ir.Point(1))}
		if day = b.addOrSubtract(day, one, 1, ir.Date, ir.Unit{}, at); day == nil {
			return nil
		}
	}
	years := b.floorOf(monthsBetween(born, day, ir.FirstOfNext), monthsPerYear, ir.Base("歳"), at)
	if years == nil || years.Extent().Low >= 0 {
		return years
	}
	return minMax(true, []ir.Expr{years, &ir.Literal{Typed: ir.Of(years.Type(), ir.Point(0))}})
}

// monthsCall checks 月数(始まり, 終わり, なければ月末).
func (b *builder) monthsCall(n *syntax.Call, e *env) ir.Expr {
	if !b.arity(n, 3, 3, "月数(始まりの日, 終わりの日, なければ月末)") {
		return nil
	}
	from, to := b.twoDates(n, e)
	rule, ok := b.monthRule(n.Args[2])
	if from == nil || !ok {
		return nil
	}
	return monthsBetween(from, to, rule)
}

// monthsBetween returns the whole months between two dates.
func monthsBetween(from, to ir.Expr, rule ir.MonthRule) ir.Expr {
	f, t := from.Extent(), to.Extent()
	extent := ir.Extent{Low: wholeMonths(f.High, t.Low, rule), High: wholeMonths(f.Low, t.High, rule)}
	return &ir.MonthsBetween{Typed: ir.Of(&ir.Type{Kind: ir.Number, Unit: ir.Base("か月")}, extent), From: from, To: to, Rule: rule}
}

const monthsPerYear = 12

// monthsOf returns the months from January of year 1 to the month of x.
func monthsOf(x ir.Expr) ir.Expr { return monthsBetween(dateLiteral(firstDay), x, ir.LastOfMonth) }

// floorOf returns ⌊x ÷ d⌋ in a unit.
func (b *builder) floorOf(x ir.Expr, d int64, unit ir.Unit, at diagnostic.Span) ir.Expr {
	plain := &ir.Type{Kind: ir.Number}
	one := &ir.Literal{Typed: ir.Of(&ir.Type{Kind: ir.Number, Unit: unit}, ir.Point(1))}
	return b.round(ir.Down, x, &ir.Literal{Typed: ir.Of(plain, ir.Point(d))}, one, at)
}

// plus returns x + n in the unit of x.
func (b *builder) plus(x ir.Expr, n int64, at diagnostic.Span) ir.Expr {
	if x == nil {
		return nil
	}
	return b.addOrSubtract(x, &ir.Literal{Typed: ir.Of(x.Type(), ir.Point(n))}, 1, ir.Number, x.Type().Unit, at)
}

// monthOfYear is 月: 1 to 12.
func (b *builder) monthOfYear(x ir.Expr, at diagnostic.Span) ir.Expr {
	year := &ir.Literal{Typed: ir.Of(&ir.Type{Kind: ir.Number, Unit: ir.Base("か月")}, ir.Point(monthsPerYear))}
	month := b.plus(b.remainder(monthsOf(x), year, at), 1, at)
	if month == nil {
		return nil
	}
	return withUnit(month, ir.Unit{})
}

// yearOf is 年.
func (b *builder) yearOf(x ir.Expr, at diagnostic.Span) ir.Expr {
	return b.plus(b.floorOf(monthsOf(x), monthsPerYear, ir.Base("年"), at), 1, at)
}

// fiscalYear is 年度: the year in which the fiscal year of x begins, on 1 April.
func (b *builder) fiscalYear(x ir.Expr, at diagnostic.Span) ir.Expr {
	sinceApril := b.plus(monthsOf(x), -3, at)
	if sinceApril == nil {
		return nil
	}
	return b.plus(b.floorOf(sinceApril, monthsPerYear, ir.Base("年"), at), 1, at)
}

// firstOfMonth is 月初.
func (b *builder) firstOfMonth(x ir.Expr, at diagnostic.Span) ir.Expr {
	return b.addMonths(dateLiteral(firstDay), monthsOf(x), ir.LastOfMonth, at)
}

// lastOfMonth is 月末: 31 January of year 1 moved to the month of x.
func (b *builder) lastOfMonth(x ir.Expr, at diagnostic.Span) ir.Expr {
	return b.addMonths(dateLiteral(firstDay+30), monthsOf(x), ir.LastOfMonth, at)
}

// lastOfFiscalYear is 年度末: 31 March of year 1 moved by as many years as the fiscal year counts.
func (b *builder) lastOfFiscalYear(x ir.Expr, at diagnostic.Span) ir.Expr {
	year := b.fiscalYear(x, at)
	if year == nil {
		return nil
	}
	months := b.scaled(year, &ir.Literal{Typed: ir.Of(&ir.Type{Kind: ir.Number}, ir.Point(monthsPerYear))}, ir.Base("か月"), at)
	if months == nil {
		return nil
	}
	return b.addMonths(dateLiteral(firstDay+31+28+30), months, ir.LastOfMonth, at)
}

// weekday is 曜日.
func weekday(x ir.Expr, _ diagnostic.Span) ir.Expr {
	e, set := x.Extent(), int64(0)
	for day := e.Low; day <= e.High && day < e.Low+ir.DaysOfWeek; day++ {
		set |= 1 << dayOfWeek(day)
	}
	return &ir.Weekday{Typed: ir.Of(weekdayType(), ir.Extent{Possible: set}), X: x}
}

func weekdayType() *ir.Type {
	t := &ir.Type{Kind: ir.Choice}
	for _, name := range weekdayNames() {
		t.Options = append(t.Options, ir.Option{Name: name, Label: name})
	}
	return t
}

func weekdayNames() []string {
	return []string{"月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日", "日曜日"}
}
