// Package wasm models a WebAssembly module as plain values and encodes it in the binary format of the
// WebAssembly Core Specification 2.0. It offers what straight-line numeric code needs (64- and 32-bit
// integers, calls, one memory) and knows nothing of calculators. It does not validate: an engine does
// that when it loads the bytes.
package wasm

import "slices"

// A ValueType is the type of a local, an operand or a result.
type ValueType byte

// The integer types of the binary format (Core Specification 5.3.1).
const (
	I32 ValueType = 0x7f
	I64 ValueType = 0x7e
)

// A Signature is what a function takes from the operand stack and leaves there.
type Signature struct {
	Params, Results []ValueType
}

// Equal reports whether s and t take and leave the same types.
func (s Signature) Equal(t Signature) bool {
	return slices.Equal(s.Params, t.Params) && slices.Equal(s.Results, t.Results)
}

// A Function is one function of a module. Locals are those beyond the parameters; their indices
// follow the parameters'. The final end of the body is implied.
type Function struct {
	Signature Signature
	Locals    []ValueType
	Body      []Instruction
}

// ExportKind says what an export makes visible.
type ExportKind byte

// The kinds of the binary format (5.5.10) that a Module can export.
const (
	ExportFunction ExportKind = 0x00
	ExportMemory   ExportKind = 0x02
)

// An Export makes function or memory number Index visible under Name.
type Export struct {
	Name  string
	Kind  ExportKind
	Index uint32
}

// A Module is a module without imports: functions and, where MemoryPages is above zero, one memory
// of that many pages of 64 KiB which cannot grow.
type Module struct {
	Functions   []Function
	MemoryPages uint32
	Exports     []Export
	Data        []Data
}

// Data are bytes that the memory holds from the start.
type Data struct {
	Offset uint32
	Bytes  []byte
}
