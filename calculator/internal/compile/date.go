package compile

import (
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/wasm"
)

// Days count from 1970-01-01; the routines count from 0000-03-01, so that a leap day ends its year
// and no value of the years 1 to 9999 is negative (proleptic Gregorian calendar).
const daysToEpoch = 719468

// addMonths moves both bounds.
func (c *compiler) addMonths(e *ir.AddMonths) value {
	x, months := c.expr(e.X), c.expr(e.Months)
	back := c.constant(0)
	if e.Rule == ir.LastOfMonth {
		back = c.constant(1)
	}
	return value{
		low:  c.use(addMonths, x.low, months.low, back),
		high: c.use(addMonths, x.high, months.high, back),
	}
}

// monthStartRoutine takes a month counted from March of year 0 and returns its first day:
// 365y + ⌊y/4⌋ − ⌊y/100⌋ + ⌊y/400⌋ + ⌊(153m + 2)/5⌋ with y = ⌊month/12⌋ and m = month mod 12. March
// to January have 31, 30, 31, 30, 31 days again and again, which is what 153/5 counts.
func monthStartRoutine() wasm.Function {
	const month, year = 0, 1
	i, p := wasm.I64Const, wasm.Plain
	return wasm.Function{
		Signature: wasm.Signature{Params: []wasm.ValueType{wasm.I64}, Results: []wasm.ValueType{wasm.I64}},
		Locals:    []wasm.ValueType{wasm.I64},
		Body: []wasm.Instruction{
			wasm.LocalGet(month), i(12), p(wasm.I64DivS), wasm.LocalTee(year), i(365), p(wasm.I64Mul),
			wasm.LocalGet(year), i(4), p(wasm.I64DivS), p(wasm.I64Add),
			wasm.LocalGet(year), i(100), p(wasm.I64DivS), p(wasm.I64Sub),
			wasm.LocalGet(year), i(400), p(wasm.I64DivS), p(wasm.I64Add),
			wasm.LocalGet(month), i(12), p(wasm.I64RemS), i(153), p(wasm.I64Mul), i(2), p(wasm.I64Add),
			i(5), p(wasm.I64DivS), p(wasm.I64Add),
		},
	}
}

// addMonthsRoutine takes a day, months and back (1 or 0) and returns
// min(start(M) + d, start(M+1) − back), where d is the day of the month from 0 and M the month moved to.
// The month of day d is ⌊(d − 2)·1600/48699⌋ (48699/1600 days is the mean month of 400 years) or the
// one after it; TestEveryMonthIsFound tries each day of the years 1 to 9999.
func addMonthsRoutine(monthStart, least int) wasm.Function {
	const day, months, back, month = 0, 1, 2, 3
	i, p := wasm.I64Const, wasm.Plain
	return wasm.Function{
		Signature: wasm.Signature{
			Params: []wasm.ValueType{wasm.I64, wasm.I64, wasm.I64}, Results: []wasm.ValueType{wasm.I64},
		},
		Locals: []wasm.ValueType{wasm.I64},
		Body: []wasm.Instruction{
			wasm.LocalGet(day), i(daysToEpoch), p(wasm.I64Add), wasm.LocalTee(day),
			i(2), p(wasm.I64Sub), i(1600), p(wasm.I64Mul), i(48699), p(wasm.I64DivS), wasm.LocalTee(month),
			wasm.LocalGet(month), i(1), p(wasm.I64Add), wasm.Call(monthStart),
			wasm.LocalGet(day), p(wasm.I64LeS), p(wasm.I64ExtendI32U), p(wasm.I64Add), wasm.LocalSet(month),
			wasm.LocalGet(day), wasm.LocalGet(month), wasm.Call(monthStart), p(wasm.I64Sub),
			wasm.LocalGet(month), wasm.LocalGet(months), p(wasm.I64Add), wasm.LocalTee(month), wasm.Call(monthStart),
			p(wasm.I64Add),
			wasm.LocalGet(month), i(1), p(wasm.I64Add), wasm.Call(monthStart),
			wasm.LocalGet(back), p(wasm.I64Sub), wasm.Call(least),
			i(daysToEpoch), p(wasm.I64Sub),
		},
	}
}
