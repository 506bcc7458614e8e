package compile

import (
	"slices"

	"shirube/calculator/internal/wasm"
)

// A routine is a function of the module that is added when it is first called.
type routine int

const (
	// least and greatest of two i64.
	least routine = iota
	greatest
	// floorQuotient is ⌊n ÷ d⌋ for any n and positive d.
	floorQuotient
	// leastBranch and greatestBranch take a, b, whether a counts, whether b counts; one does.
	leastBranch
	greatestBranch
	// undecided takes the needs of a condition, the needs behind it, whether it may not hold, and whether it may hold.
	// The first count where both are so, the second where it may not hold.
	undecided
	// monthStart is the day on which a month starts; months count from March of year 0.
	monthStart
	// addMonths takes a day, months, and 1 for the last of a short month or 0 for the day after.
	addMonths
	// monthOf is the month of a day; months count as those of monthStart.
	monthOf
	// monthsBetween takes two days, and 1 or 0 as addMonths does.
	monthsBetween
)

// use calls r with args, folding calls of least and greatest on constants or on one node.
func (c *compiler) use(r routine, args ...*node) *node {
	if r == least || r == greatest {
		a, b := args[0], args[1]
		if a == b {
			return a
		}
		if a.isConstant() && b.isConstant() {
			if r == least {
				return c.constant(min(a.value, b.value))
			}
			return c.constant(max(a.value, b.value))
		}
	}
	return c.call(c.index(r), args...)
}

// index returns the index of the function for r, which is compiled when it is first used.
func (c *compiler) index(r routine) int {
	i, ok := c.routines[r]
	if !ok {
		f := c.routine(r)
		i = len(c.functions)
		c.functions = append(c.functions, f)
		c.routines[r] = i
	}
	return i
}

// routine compiles r. Routines that it calls are compiled before it, so the switch is also the order of dependencies.
func (c *compiler) routine(r routine) wasm.Function {
	switch r {
	case least:
		return pick(wasm.I64LtS)
	case greatest:
		return pick(wasm.I64GtS)
	case floorQuotient:
		return floorRoutine()
	case leastBranch:
		return branchRoutine(c.index(least))
	case greatestBranch:
		return branchRoutine(c.index(greatest))
	case undecided:
		return undecidedRoutine()
	case monthStart:
		return monthStartRoutine()
	case monthOf:
		return monthOfRoutine(c.index(monthStart))
	case monthsBetween:
		return monthsBetweenRoutine(c.index(monthOf), c.index(addMonths))
	default:
		return addMonthsRoutine(c.index(monthOf), c.index(monthStart), c.index(least))
	}
}

// numeric returns a function of i64s, with i64 locals.
func numeric(params, locals int, body ...wasm.Instruction) wasm.Function {
	types := slices.Repeat([]wasm.ValueType{wasm.I64}, params+locals)
	return function(types[:params], types[params:], body)
}

// conditional returns a function of two i64s and two i32 truths.
func conditional(body ...wasm.Instruction) wasm.Function {
	return function([]wasm.ValueType{wasm.I64, wasm.I64, wasm.I32, wasm.I32}, nil, body)
}

func function(params, locals []wasm.ValueType, body []wasm.Instruction) wasm.Function {
	return wasm.Function{Signature: wasm.Signature{Params: params, Results: []wasm.ValueType{wasm.I64}}, Locals: locals, Body: body}
}

func pick(better wasm.Opcode) wasm.Function {
	return numeric(2, 0,
		wasm.LocalGet(0), wasm.LocalGet(1),
		wasm.LocalGet(0), wasm.LocalGet(1), wasm.Plain(better), wasm.Plain(wasm.Select),
	)
}

// floorRoutine returns n/d less one where the remainder is negative.
func floorRoutine() wasm.Function {
	return numeric(2, 0,
		wasm.LocalGet(0), wasm.LocalGet(1), wasm.Plain(wasm.I64DivS),
		wasm.LocalGet(0), wasm.LocalGet(1), wasm.Plain(wasm.I64RemS),
		wasm.I64Const(0), wasm.Plain(wasm.I64LtS), wasm.Plain(wasm.I64ExtendI32U), wasm.Plain(wasm.I64Sub),
	)
}

// undecidedRoutine returns (may not ∧ may ? a : 0) ∨ (may not ? b : 0).
func undecidedRoutine() wasm.Function {
	return conditional(
		wasm.LocalGet(0), wasm.I64Const(0), wasm.LocalGet(3), wasm.Plain(wasm.Select),
		wasm.LocalGet(1), wasm.Plain(wasm.I64Or),
		wasm.I64Const(0), wasm.LocalGet(2), wasm.Plain(wasm.Select),
	)
}

// branchRoutine returns (a counts ? (b counts ? better(a, b) : a) : b).
func branchRoutine(better int) wasm.Function {
	return conditional(
		wasm.LocalGet(0), wasm.LocalGet(1), wasm.Call(better),
		wasm.LocalGet(0), wasm.LocalGet(3), wasm.Plain(wasm.Select),
		wasm.LocalGet(1), wasm.LocalGet(2), wasm.Plain(wasm.Select),
	)
}
