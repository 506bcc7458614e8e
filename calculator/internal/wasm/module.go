// Package wasm models a WebAssembly module as plain values and encodes it in the binary format of the
// WebAssembly Core Specification 2.0. It has the instructions for numeric code with simple loops (64-
// and 32-bit integers, calls, one memory) and knows nothing of calculators. It does not validate: an
// engine does that when it loads the bytes.
package wasm

import "slices"

// A ValueType is the type of a local, an operand or a result.
type ValueType byte

// The integer types of the binary format (Core Specification 5.3.1).
const (
	I32 ValueType = 0x7f
	I64 ValueType = 0x7e
)

// A Signature is the type of a function: what it pops from the operand stack and pushes.
type Signature struct {
	Params, Results []ValueType
}

// Equal reports whether s and t have the same types.
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

// ExportKind is the kind of what is exported.
type ExportKind byte

// The kinds of the binary format (5.5.10) that a Module can export.
const (
	ExportFunction ExportKind = 0x00
	ExportMemory   ExportKind = 0x02
)

// An Export exports function or memory number Index as Name.
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

// Data are initial bytes of the memory.
type Data struct {
	Offset uint32
	Bytes  []byte
}
