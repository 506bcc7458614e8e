package compile

import (
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/wasm"
)

// mondayBefore is the number of days from a Monday before every Date to 1970-01-01.
const mondayBefore = daysToEpoch + 2

// weekday sets a bit for each day, at most seven, from that of the first day on; those beyond Sunday wrap to Monday.
func (c *compiler) weekday(e *ir.Weekday) value {
	x, seven := c.expr(e.X), c.constant(ir.DaysOfWeek)
	first := c.binary(wasm.I64RemS, c.binary(wasm.I64Add, x.low, c.constant(mondayBefore)), seven)
	length := c.constant(1)
	if x.low != x.high {
		length = c.use(least, c.binary(wasm.I64Add, c.binary(wasm.I64Sub, x.high, x.low), length), seven)
	}
	ones := c.binary(wasm.I64Sub, c.binary(wasm.I64Shl, c.constant(1), length), c.constant(1))
	shifted := c.binary(wasm.I64Shl, ones, first)
	set := c.binary(wasm.I64Or, shifted, c.binary(wasm.I64ShrU, shifted, seven))
	set = c.binary(wasm.I64And, set, c.constant(1<<ir.DaysOfWeek-1))
	return value{low: set, high: set}
}

// workingDay moves both bounds by the routine of the calendar.
func (c *compiler) workingDay(e *ir.WorkingDay) value {
	routine, ok := c.holidays[e.Holidays]
	if !ok {
		routine = len(c.functions)
		c.functions = append(c.functions, workingDayRoutine(e.Holidays))
		c.holidays[e.Holidays] = routine
	}
	x, n := c.expr(e.X), c.expr(e.N)
	return value{low: c.call(routine, x.low, n.low), high: c.call(routine, x.high, n.high)}
}

// workingDayRoutine takes a day and how many working days to go, and walks day by day. It walks at most the days that
// MaxWorkingDays need, also where an input is outside its range.
func workingDayRoutine(h *ir.Holidays) wasm.Function {
	const day, left = 0, 1
	i, p := wasm.I64Const, wasm.Plain
	body := []wasm.Instruction{
		wasm.LocalGet(left), i(0), p(wasm.I64GtS), p(wasm.I64ExtendI32U), wasm.LocalTee(2),
		wasm.LocalGet(day), p(wasm.I64Add), wasm.LocalSet(day),
		wasm.LocalGet(left), wasm.LocalGet(2), p(wasm.I64Sub), wasm.LocalSet(left),
		i(ir.MaxWorkingDays), wasm.LocalGet(left), wasm.LocalGet(left), i(ir.MaxWorkingDays), p(wasm.I64GeU),
		p(wasm.Select), wasm.LocalSet(left),
		p(wasm.Loop),
		// left − 1 where the day is open
		wasm.LocalGet(left), i(1), i(h.Weekly),
		wasm.LocalGet(day), i(mondayBefore), p(wasm.I64Add), i(ir.DaysOfWeek), p(wasm.I64RemS), p(wasm.I64ShrU),
	}
	for _, closed := range h.Days {
		body = append(body, wasm.LocalGet(day), i(closed), p(wasm.I64Eq), p(wasm.I64ExtendI32U), p(wasm.I64Or))
	}
	return numeric(2, 1, append(body,
		i(1), p(wasm.I64And), p(wasm.I64Sub), p(wasm.I64Sub), wasm.LocalSet(left),
		wasm.LocalGet(day), i(1), p(wasm.I64Add), wasm.LocalSet(day),
		wasm.LocalGet(left), i(0), p(wasm.I64GeS), wasm.BranchIf(0),
		p(wasm.End),
		wasm.LocalGet(day), i(1), p(wasm.I64Sub),
	)...)
}
