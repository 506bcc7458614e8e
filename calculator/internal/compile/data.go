package compile

import (
	"encoding/binary"

	"shirube/calculator/internal/wasm"
)

// A denseData is the data of a table, whose offset is known after all words are placed.
type denseData struct {
	function, load int // the instruction that reads a cell
	dense          *dense
}

// placeData places the tables behind the words, and returns the end of the memory that may be read: options that no
// input has read beyond a table.
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
