package compile

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/wasm"
)

// lookup compiles a table. One whose values only rise or only fall with its one key is a step function
// of the bounds; one of many rows is dense. Any other is two chains of selects: in the ascending order of
// the distinct values, the first with a row that counts is the least; in the descending order, the
// greatest. Because some row always counts, the last value of a chain needs no test.
func (c *compiler) lookup(e *ir.Lookup) value {
	keys := make([]value, len(e.Keys))
	for i, k := range e.Keys {
		keys[i] = c.expr(k)
	}
	rows := reachable(e)
	if kind := e.Type().Kind; kind == ir.YesNo || kind == ir.Choice {
		return c.optionTable(e, keys, rows)
	}
	if s, ok := stepsOf(e, rows); ok {
		low, high := c.step(s, keys[0].low), c.step(s, keys[0].high)
		if s.falling {
			low, high = high, low
		}
		return value{low: low, high: high}
	}
	if d, ok := denseTable(e, rows); ok {
		return c.dense(d, keys)
	}
	values, tests := c.testsByValue(e, keys, rows)
	high := c.chain(values, tests)
	slices.Reverse(values)
	return value{low: c.chain(values, tests), high: high}
}

// optionTable joins the possibilities of the rows that count.
func (c *compiler) optionTable(e *ir.Lookup, keys []value, rows []ir.Row) value {
	if e.Type().Kind == ir.YesNo {
		v := value{no: c.truth(false), yes: c.truth(false)}
		for _, row := range rows {
			counts := c.counts(e, keys, row)
			if row.Values[e.Result]&ir.No != 0 {
				v.no = c.binary(wasm.I32Or, v.no, counts)
			}
			if row.Values[e.Result]&ir.Yes != 0 {
				v.yes = c.binary(wasm.I32Or, v.yes, counts)
			}
		}
		return v
	}
	set := c.constant(0)
	masks, tests := c.testsByValue(e, keys, rows)
	for _, mask := range masks {
		set = c.binary(wasm.I64Or, set, c.choose(tests[mask], c.constant(mask), c.constant(0)))
	}
	return value{low: set, high: set}
}

// testsByValue returns the distinct values in ascending order, and for each the test whether one of its rows counts.
func (c *compiler) testsByValue(e *ir.Lookup, keys []value, rows []ir.Row) ([]int64, map[int64]*node) {
	tests := map[int64]*node{}
	for _, row := range rows {
		v, counts := row.Values[e.Result], c.counts(e, keys, row)
		if other, ok := tests[v]; ok {
			counts = c.binary(wasm.I32Or, other, counts)
		}
		tests[v] = counts
	}
	return slices.Sorted(maps.Keys(tests)), tests
}

// reachable returns the rows that some answer fits.
func reachable(e *ir.Lookup) []ir.Row {
	var rows []ir.Row
	for _, row := range e.Table.Rows {
		reach := true
		for k, key := range e.Keys {
			reach = reach && !misses(key, row.Cells[k])
		}
		if reach {
			rows = append(rows, row)
		}
	}
	return rows
}

// misses reports whether key can never meet cell.
func misses(key ir.Expr, cell ir.Extent) bool {
	extent := key.Extent()
	if key.Type().Kind.IsInterval() {
		return cell.High < extent.Low || cell.Low > extent.High
	}
	return cell.Possible&extent.Possible == 0
}

// counts reports whether row counts; a bound beyond the key's extent is not tested.
func (c *compiler) counts(e *ir.Lookup, keys []value, row ir.Row) *node {
	all := c.truth(true)
	for i, key := range e.Keys {
		all = c.binary(wasm.I32And, all, c.meetsCell(key, keys[i], row.Cells[i]))
	}
	return all
}

// meetsCell compiles whether a key can meet a cell. A bound that the extent of the key implies is not tested.
func (c *compiler) meetsCell(key ir.Expr, v value, cell ir.Extent) *node {
	extent := key.Extent()
	switch {
	case key.Type().Kind == ir.YesNo:
		return c.inYesNo(v, cell.Possible)
	case !key.Type().Kind.IsInterval():
		return c.inSet(v.low, cell.Possible, extent.Possible)
	}
	test := c.truth(true)
	if cell.High < extent.High {
		test = c.binary(wasm.I64LeS, v.low, c.constant(cell.High))
	}
	if cell.Low > extent.Low {
		test = c.binary(wasm.I32And, test, c.binary(wasm.I64GeS, v.high, c.constant(cell.Low)))
	}
	return test
}

// chain returns the last of values whose test holds.
func (c *compiler) chain(values []int64, tests map[int64]*node) *node {
	n := c.constant(values[0])
	for _, v := range values[1:] {
		n = c.choose(tests[v], c.constant(v), n)
	}
	return n
}

// steps is a step function: values[i] up to and including ends[i], the last value beyond.
type steps struct {
	ends    []int64
	values  []int64
	falling bool
}

// stepsOf returns the table as a step function of its only key, where it is one: an interval key,
// rows without gaps, values that only rise or only fall.
func stepsOf(e *ir.Lookup, rows []ir.Row) (steps, bool) {
	s := steps{}
	if len(e.Keys) != 1 || !e.Keys[0].Type().Kind.IsInterval() {
		return s, false
	}
	rows = slices.Clone(rows)
	slices.SortFunc(rows, func(a, b ir.Row) int { return cmp.Compare(a.Cells[0].Low, b.Cells[0].Low) })
	rising := true
	s.falling = true
	for i, row := range rows {
		if i > 0 {
			before := rows[i-1]
			if before.Cells[0].High != row.Cells[0].Low-1 {
				return s, false
			}
			rising = rising && before.Values[e.Result] <= row.Values[e.Result]
			s.falling = s.falling && before.Values[e.Result] >= row.Values[e.Result]
		}
		s.append(row.Cells[0].High, row.Values[e.Result])
	}
	if rising {
		s.falling = false
	}
	return s, rising || s.falling
}

// append adds a step, which lengthens the last one where the value stays.
func (s *steps) append(end, v int64) {
	if n := len(s.values); n > 0 && s.values[n-1] == v {
		s.ends[n-1] = end
		return
	}
	s.ends, s.values = append(s.ends, end), append(s.values, v)
}

// step applies s to x; more than two steps are worth a function.
func (c *compiler) step(s steps, x *node) *node {
	last := len(s.values) - 1
	if last > 1 && !x.isConstant() {
		return c.call(c.stepFunction(s), x)
	}
	n := c.constant(s.values[last])
	for i := last - 1; i >= 0; i-- {
		n = c.choose(c.binary(wasm.I64LeS, x, c.constant(s.ends[i])), c.constant(s.values[i]), n)
	}
	return n
}

// stepFunction returns the index of a function from a key to the value of its step: all values are pushed, and select
// drops those behind. Without branches it costs the same for every key; tables with many steps are read from memory
// instead (dense.go).
func (c *compiler) stepFunction(s steps) int {
	key := fmt.Sprint(s.ends, s.values)
	if i, ok := c.tables[key]; ok {
		return i
	}
	var body []wasm.Instruction
	for _, v := range s.values {
		body = append(body, wasm.I64Const(v))
	}
	for i := len(s.ends) - 2; i >= 0; i-- {
		body = append(body, wasm.LocalGet(0), wasm.I64Const(s.ends[i]), wasm.Plain(wasm.I64LeS), wasm.Plain(wasm.Select))
	}
	i := len(c.functions)
	c.functions = append(c.functions, numeric(1, 0, body...))
	c.tables[key] = i
	return i
}
