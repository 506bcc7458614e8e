package compile

import (
	"fmt"
	"math"
	"math/bits"
	"slices"

	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/wasm"
)

// A dense table has a cell for each combination of classes of its keys: the options of a choice, the intervals of a
// number or day between the ends of rows. Its values are data of the module, which compresses better than tests; a
// function loops over the cells that count.
type dense struct {
	keys        []denseKey
	cells       []int64 // least + one·(cell − 1) is the value; 0 is no row
	least, one  int64
	size        int // bytes of a cell: 1, 2 or 4
	signature   string
	isAmbiguous bool // a cell belongs to rows of different values
}

// A denseKey is one key.
type denseKey struct {
	kind    ir.Kind
	ends    []int64 // of a number or day: the last value of each class
	classes int
	stride  int
}

const (
	// fewRows is the number of rows up to which tests are smaller.
	fewRows = 10
	// mostCells and mostCellsPerRow bound the data of one table.
	mostCells, mostCellsPerRow = 1 << 14, 64
	// mostArguments is the largest number of arguments of a call node.
	mostArguments = 4
)

// denseTable returns the table of e; ok is false where tests are smaller or the table has too many cells.
func denseTable(e *ir.Lookup, rows []ir.Row) (*dense, bool) {
	if len(rows) <= fewRows || len(e.Keys) > mostArguments {
		return nil, false
	}
	d := &dense{}
	total := 1
	for k, key := range e.Keys {
		d.keys = append(d.keys, newDenseKey(key, k, rows))
		total *= d.keys[k].classes
		if total > min(mostCells, mostCellsPerRow*len(rows)) {
			return nil, false
		}
	}
	for k, stride := len(d.keys)-1, 1; k >= 0; k-- {
		d.keys[k].stride = stride
		stride *= d.keys[k].classes
	}
	if !d.scale(e, rows) {
		return nil, false
	}
	d.cells = make([]int64, total)
	for _, row := range rows {
		d.fill(row, 0, 0, (row.Values[e.Result]-d.least)/d.one+1)
	}
	d.signature = fmt.Sprintf("%v %v", d.keys, d.cells)
	return d, !d.isAmbiguous
}

// newDenseKey divides the range of a key into classes, within which no row begins or ends: a number is found by its
// class, an option by its bit.
func newDenseKey(key ir.Expr, k int, rows []ir.Row) denseKey {
	d, extent := denseKey{kind: key.Type().Kind}, key.Extent()
	if !d.kind.IsInterval() {
		d.classes = bits.Len64(uint64(extent.Possible))
		return d
	}
	for _, row := range rows {
		if cell := row.Cells[k]; cell.Low > extent.Low {
			d.ends = append(d.ends, cell.Low-1)
		}
		d.ends = append(d.ends, min(row.Cells[k].High, extent.High))
	}
	d.ends = append(d.ends, extent.High)
	slices.Sort(d.ends)
	d.ends = slices.Compact(d.ends)
	d.classes = len(d.ends)
	return d
}

// scale finds the least value and the greatest common divisor of the differences from it; false where numbers would be
// too large.
func (d *dense) scale(e *ir.Lookup, rows []ir.Row) bool {
	d.least = rows[0].Values[e.Result]
	greatest := d.least
	for _, row := range rows {
		d.least, greatest = min(d.least, row.Values[e.Result]), max(greatest, row.Values[e.Result])
	}
	if greatest-d.least < 0 || greatest > math.MaxInt64/4 {
		return false
	}
	for _, row := range rows {
		d.one = ir.GCD(d.one, row.Values[e.Result]-d.least)
	}
	d.one = max(1, d.one)
	most := (greatest-d.least)/d.one + 1
	d.size = 4
	if most <= math.MaxUint8 {
		d.size = 1
	} else if most <= math.MaxUint16 {
		d.size = 2
	}
	return most < math.MaxInt32
}

// fill writes a row into the cells of key k and the keys behind it.
func (d *dense) fill(row ir.Row, k, at int, v int64) {
	if k == len(d.keys) {
		d.isAmbiguous = d.isAmbiguous || d.cells[at] != 0 && d.cells[at] != v
		d.cells[at] = v
		return
	}
	key := d.keys[k]
	for i := range key.classes {
		isIn := row.Cells[k].Possible>>i&1 == 1
		if key.ends != nil {
			isIn = row.Cells[k].Low <= key.ends[i] && key.ends[i] <= row.Cells[k].High
		}
		if isIn {
			d.fill(row, k+1, at+i*key.stride, v)
		}
	}
}

// dense compiles a lookup in a dense table: the function returns the least cell, and the greatest above it by 2³².
func (c *compiler) dense(d *dense, keys []value) value {
	args := make([]*node, len(keys))
	for k, v := range keys {
		args[k] = c.classesOf(d.keys[k], v)
	}
	found := c.call(c.denseFunction(d), args...)
	low := c.binary(wasm.I64And, found, c.constant(math.MaxUint32))
	high := c.binary(wasm.I64ShrU, found, c.constant(32))
	return value{
		low:  c.binary(wasm.I64Add, c.times(low, d.one), c.constant(d.least)),
		high: c.binary(wasm.I64Add, c.times(high, d.one), c.constant(d.least-d.one)),
	}
}

// classesOf returns the classes that a key may be in: a bit for each option, or the first and, above it by 2³², the last.
func (c *compiler) classesOf(key denseKey, v value) *node {
	switch {
	case key.kind == ir.YesNo:
		return c.widen(c.word(v))
	case key.ends == nil:
		return v.low
	}
	first, last := c.class(key, v.low), c.class(key, v.high)
	return c.binary(wasm.I64Or, first, c.binary(wasm.I64Shl, last, c.constant(32)))
}

// class returns the class of a number or day: the number of ends below it.
func (c *compiler) class(key denseKey, x *node) *node {
	last := int64(key.classes - 1)
	if key.ends[len(key.ends)-1] >= key.ends[0]+last && (last < 2 || key.ends[last-1] == key.ends[0]+last-1) {
		above := c.binary(wasm.I64Sub, x, c.constant(key.ends[0]))
		return c.use(greatest, c.use(least, above, c.constant(last)), c.constant(0))
	}
	s := steps{ends: key.ends}
	for i := range key.ends {
		s.values = append(s.values, int64(i))
	}
	return c.step(s, x)
}

// denseFunction returns the function of a table, which takes the classes of its keys.
func (c *compiler) denseFunction(d *dense) int {
	if i, ok := c.tables[d.signature]; ok {
		return i
	}
	i := len(c.functions)
	c.tables[d.signature] = i
	f := denseBody{dense: d}
	f.loop(0)
	f.add(wasm.LocalGet(f.low()), wasm.LocalGet(f.high()), wasm.I64Const(32), wasm.Plain(wasm.I64Shl), wasm.Plain(wasm.I64Or))
	start := []wasm.Instruction{wasm.I64Const(-1), wasm.LocalSet(f.low())}
	c.functions = append(c.functions, numeric(len(d.keys), 2*len(d.keys)+3, append(start, f.body...)...))
	c.data = append(c.data, denseData{function: i, load: len(start) + f.loadAt, dense: d})
	return i
}

// A denseBody is the body of the function of a table. Its locals behind the parameters are the class of each key, the
// offset of the cell for the keys so far, the least and the greatest cell, and the current cell.
type denseBody struct {
	*dense
	body   []wasm.Instruction
	loadAt int // index of the instruction that reads a cell
}

func (f *denseBody) add(list ...wasm.Instruction) { f.body = append(f.body, list...) }

func (f *denseBody) place(k int) int { return len(f.keys) + k }
func (f *denseBody) cell(k int) int  { return 2*len(f.keys) + k }
func (f *denseBody) low() int        { return 3 * len(f.keys) }
func (f *denseBody) high() int       { return 3*len(f.keys) + 1 }
func (f *denseBody) found() int      { return 3*len(f.keys) + 2 }

// loop walks the classes of key k, and inside the keys behind it.
func (f *denseBody) loop(k int) {
	if k == len(f.keys) {
		f.read()
		return
	}
	key := f.keys[k]
	f.add(wasm.LocalGet(k))
	if key.ends != nil {
		f.add(wasm.I64Const(math.MaxUint32), wasm.Plain(wasm.I64And))
	}
	f.add(wasm.LocalSet(f.place(k)), wasm.Plain(wasm.Loop), wasm.LocalGet(f.place(k)))
	if key.ends == nil { // the lowest bit, and none beyond the options
		f.add(wasm.I64Const(1<<key.classes), wasm.Plain(wasm.I64Or), wasm.Plain(wasm.I64Ctz))
	}
	f.add(wasm.I64Const(int64(key.stride*f.size)), wasm.Plain(wasm.I64Mul))
	if k > 0 {
		f.add(wasm.LocalGet(f.cell(k-1)), wasm.Plain(wasm.I64Add))
	}
	f.add(wasm.LocalSet(f.cell(k)))
	f.loop(k + 1)
	f.add(wasm.LocalGet(f.place(k)))
	if key.ends == nil {
		f.add(wasm.LocalGet(f.place(k)), wasm.I64Const(1), wasm.Plain(wasm.I64Sub), wasm.Plain(wasm.I64And),
			wasm.LocalTee(f.place(k)), wasm.I64Const(0), wasm.Plain(wasm.I64Ne))
	} else {
		f.add(wasm.I64Const(1), wasm.Plain(wasm.I64Add), wasm.LocalTee(f.place(k)),
			wasm.LocalGet(k), wasm.I64Const(32), wasm.Plain(wasm.I64ShrU), wasm.Plain(wasm.I64LeS))
	}
	f.add(wasm.BranchIf(0), wasm.Plain(wasm.End))
}

// read updates the least and the greatest cell by the current one. A cell without a row, 0, changes neither: it is not
// above the greatest, and 0 − 1 is the largest unsigned number.
func (f *denseBody) read() {
	load := map[int]wasm.Opcode{1: wasm.I64Load8U, 2: wasm.I64Load16U, 4: wasm.I64Load32U}[f.size]
	f.add(wasm.LocalGet(f.cell(len(f.keys)-1)), wasm.Plain(wasm.I32WrapI64))
	f.loadAt = len(f.body)
	f.add(wasm.Memory(load, 0), wasm.LocalTee(f.found()))
	f.add(wasm.LocalGet(f.high()), wasm.LocalGet(f.found()), wasm.LocalGet(f.high()), wasm.Plain(wasm.I64GtS), wasm.Plain(wasm.Select),
		wasm.LocalSet(f.high()))
	f.add(wasm.LocalGet(f.found()), wasm.I64Const(1), wasm.Plain(wasm.I64Sub), wasm.LocalTee(f.found()), wasm.LocalGet(f.low()),
		wasm.LocalGet(f.found()), wasm.LocalGet(f.low()), wasm.Plain(wasm.I64LtU), wasm.Plain(wasm.Select), wasm.LocalSet(f.low()))
}
