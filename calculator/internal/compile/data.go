package compile

import (
	"encoding/binary"

	"shirube/calculator/internal/wasm"
)

// denseData is the data of a table, whose place is known when all words of the memory are.
type denseData struct {
	function, load int // the instruction that reads a cell
	dense          *dense
}

// placeData puts the tables behind the words of the memory, and returns where it may end: a set of options that no input
// has reads beyond its table.
func (c *compiler) placeData() (data []wasm.Data, end uint32) {
	if len(c.data) == 0 {
		return nil, c.store.size
	}
	tables := wasm.Data{Offset: c.store.size}
	beyond := 0
	for _, t := range c.data {
		c.functions[t.function].Body[t.load].Value = int64(c.store.size) + int64(len(tables.Bytes))
		for _, v := range t.dense.cells {
			tables.Bytes = append(tables.Bytes, binary.LittleEndian.AppendUint64(nil, uint64(v))[:t.dense.size]...)
		}
		beyond = max(beyond, 2*len(t.dense.cells)*t.dense.size)
	}
	return []wasm.Data{tables}, c.store.size + uint32(len(tables.Bytes)+beyond)
}
