package compile

import (
	"time"

	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/wasm"
)

// Days count from 1970-01-01; the routines count from 0000-03-01, so that a leap day ends its year
// and no value of the years 1 to 9999 is negative (proleptic Gregorian calendar).
const daysToEpoch = 719468

// addMonths moves both bounds.
func (c *compiler) addMonths(e *ir.AddMonths) value {
	x, months := c.expr(e.X), c.expr(e.Months)
	if x.low == x.high && x.low.isConstant() {
		if month, day, ok := fixedDay(x.low.value, e.Rule); ok {
			move := func(n *node) *node {
				start := c.use(monthStart, c.binary(wasm.I64Add, n, c.constant(month)))
				return c.binary(wasm.I64Add, start, c.constant(day-daysToEpoch))
			}
			return value{low: move(months.low), high: move(months.high)}
		}
	}
	back := c.back(e.Rule)
	return value{
		low:  c.use(addMonths, x.low, months.low, back),
		high: c.use(addMonths, x.high, months.high, back),
	}
}

// back returns the argument of addMonths for a rule.
func (c *compiler) back(rule ir.MonthRule) *node {
	if rule == ir.LastOfMonth {
		return c.constant(1)
	}
	return c.constant(0)
}

// fixedDay returns the month of a day, counted from March of year 0, and its distance from the first of that month; for
// the last day of a month of 31 days, the next month and −1. Moving the month then moves the day whatever the lengths
// of months. ok is false for days that not every month has.
func fixedDay(x int64, rule ir.MonthRule) (month, day int64, ok bool) {
	t := time.Unix(x*secondsPerDay, 0).UTC()
	month = int64(t.Year())*12 + int64(t.Month()) - 3
	switch {
	case t.Day() <= 28:
		return month, int64(t.Day()) - 1, true
	case t.Day() == 31 && rule == ir.LastOfMonth:
		return month + 1, -1, true
	}
	return 0, 0, false
}

// monthStartRoutine takes a month counted from March of year 0 and returns its first day:
// 365y + ⌊y/4⌋ − ⌊y/100⌋ + ⌊y/400⌋ + ⌊(153m + 2)/5⌋ with y = ⌊month/12⌋ and m = month mod 12. March
// to January have 31, 30, 31, 30, 31 days again and again, which is what 153/5 counts.
func monthStartRoutine() wasm.Function {
	const month, year = 0, 1
	i, p := wasm.I64Const, wasm.Plain
	return numeric(1, 1,
		wasm.LocalGet(month), i(12), p(wasm.I64DivS), wasm.LocalTee(year), i(365), p(wasm.I64Mul),
		wasm.LocalGet(year), i(4), p(wasm.I64DivS), p(wasm.I64Add),
		wasm.LocalGet(year), i(100), p(wasm.I64DivS), p(wasm.I64Sub),
		wasm.LocalGet(year), i(400), p(wasm.I64DivS), p(wasm.I64Add),
		wasm.LocalGet(month), i(12), p(wasm.I64RemS), i(153), p(wasm.I64Mul), i(2), p(wasm.I64Add),
		i(5), p(wasm.I64DivS), p(wasm.I64Add),
	)
}

// monthOfRoutine takes a day and returns its month, counted from March of year 0. That of d days from there is
// ⌊(d − 2)·1600/48699⌋ (48699/1600 days is the mean month of 400 years) or the one after it;
// TestEveryMonthIsFound tests each day of the years 1 to 9999.
func monthOfRoutine(monthStart int) wasm.Function {
	const day, month = 0, 1
	i, p := wasm.I64Const, wasm.Plain
	return numeric(1, 1,
		wasm.LocalGet(day), i(daysToEpoch), p(wasm.I64Add), wasm.LocalTee(day),
		i(2), p(wasm.I64Sub), i(1600), p(wasm.I64Mul), i(48699), p(wasm.I64DivS), wasm.LocalTee(month),
		wasm.LocalGet(month), i(1), p(wasm.I64Add), wasm.Call(monthStart),
		wasm.LocalGet(day), p(wasm.I64LeS), p(wasm.I64ExtendI32U), p(wasm.I64Add),
	)
}

// addMonthsRoutine takes a day, months and back (1 or 0) and returns
// min(start(M) + d, start(M+1) − back), where d is the day of the month from 0 and M the month moved to.
func addMonthsRoutine(monthOf, monthStart, least int) wasm.Function {
	const day, months, back, month = 0, 1, 2, 3
	i, p := wasm.I64Const, wasm.Plain
	return numeric(3, 1,
		wasm.LocalGet(day), wasm.LocalGet(day), wasm.Call(monthOf), wasm.LocalTee(month),
		wasm.Call(monthStart), p(wasm.I64Sub),
		wasm.LocalGet(month), wasm.LocalGet(months), p(wasm.I64Add), wasm.LocalTee(month), wasm.Call(monthStart),
		p(wasm.I64Add),
		wasm.LocalGet(month), i(1), p(wasm.I64Add), wasm.Call(monthStart),
		wasm.LocalGet(back), p(wasm.I64Sub), i(daysToEpoch), p(wasm.I64Sub), wasm.Call(least),
	)
}

// monthsBetween counts from the later start to the earlier end, and the other way round.
func (c *compiler) monthsBetween(e *ir.MonthsBetween) value {
	from, to := c.expr(e.From), c.expr(e.To)
	return value{low: c.months(e, from.high, to.low), high: c.months(e, from.low, to.high)}
}

// months counts the months between two days. From the first of a month on, no day of the month is too early.
func (c *compiler) months(e *ir.MonthsBetween, from, to *node) *node {
	if from.isConstant() && time.Unix(from.value*secondsPerDay, 0).UTC().Day() == 1 {
		return c.binary(wasm.I64Sub, c.use(monthOf, to), c.use(monthOf, from))
	}
	return c.use(monthsBetween, from, to, c.back(e.Rule))
}

const secondsPerDay = 24 * 60 * 60

// monthsBetweenRoutine takes two days and back and returns the difference of their months, less one where the first
// day moved by it is later than the second.
func monthsBetweenRoutine(monthOf, addMonths int) wasm.Function {
	const from, to, back, months = 0, 1, 2, 3
	p := wasm.Plain
	return numeric(3, 1,
		wasm.LocalGet(to), wasm.Call(monthOf), wasm.LocalGet(from), wasm.Call(monthOf), p(wasm.I64Sub),
		wasm.LocalTee(months),
		wasm.LocalGet(from), wasm.LocalGet(months), wasm.LocalGet(back), wasm.Call(addMonths),
		wasm.LocalGet(to), p(wasm.I64GtS), p(wasm.I64ExtendI32U), p(wasm.I64Sub),
	)
}
