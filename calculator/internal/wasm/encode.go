package wasm

import (
	"fmt"
	"slices"
)

// Section numbers, in the order of the binary format (5.5.2).
const (
	typeSection     = 1
	functionSection = 3
	memorySection   = 5
	exportSection   = 7
	codeSection     = 10
	dataSection     = 11
)

const (
	functionType = 0x60
	fixedLimits  = 0x01
)

// Encode returns the module in the binary format. Sections that would be empty are left out. It
// fails where an instruction has no encoding.
func (m *Module) Encode() ([]byte, error) {
	e := encoder{}
	code, err := bodies(m.Functions)
	if err != nil {
		return nil, err
	}
	functions := e.functions(m.Functions)
	out := []byte("\x00asm\x01\x00\x00\x00")
	out = appendSection(out, typeSection, len(e.types), e.typeEntries())
	out = appendSection(out, functionSection, len(m.Functions), functions)
	if m.MemoryPages > 0 {
		limits := appendUnsigned([]byte{fixedLimits}, uint64(m.MemoryPages))
		out = appendSection(out, memorySection, 1, appendUnsigned(limits, uint64(m.MemoryPages)))
	}
	out = appendSection(out, exportSection, len(m.Exports), exports(m.Exports))
	out = appendSection(out, codeSection, len(m.Functions), code)
	return appendSection(out, dataSection, len(m.Data), segments(m.Data)), nil
}

// An encoder collects the signatures of functions, each once.
type encoder struct {
	types []Signature
}

func (e *encoder) typeIndex(s Signature) uint64 {
	i := slices.IndexFunc(e.types, s.Equal)
	if i < 0 {
		i = len(e.types)
		e.types = append(e.types, s)
	}
	return uint64(i)
}

// typeEntries encodes the type section: the types of all functions, each once (WebAssembly 2.0, section 5.3.6).
func (e *encoder) typeEntries() []byte {
	var b []byte
	for _, s := range e.types {
		b = append(b, functionType)
		b = appendTypes(b, s.Params)
		b = appendTypes(b, s.Results)
	}
	return b
}

func (e *encoder) functions(functions []Function) []byte {
	var b []byte
	for _, f := range functions {
		b = appendUnsigned(b, e.typeIndex(f.Signature))
	}
	return b
}

// bodies encodes the code section: locals and instructions of each function, behind their size (section 5.5.13).
func bodies(functions []Function) ([]byte, error) {
	var b []byte
	for n, f := range functions {
		body := appendLocals(nil, f.Locals)
		var err error
		for at, i := range f.Body {
			if body, err = appendInstruction(body, i); err != nil {
				return nil, fmt.Errorf("function %d, instruction %d: %w", n, at, err)
			}
		}
		body = append(body, byte(End))
		b = append(appendUnsigned(b, uint64(len(body))), body...)
	}
	return b, nil
}

// appendInstruction appends opcode and operands (section 5.4).
func appendInstruction(b []byte, i Instruction) ([]byte, error) {
	b = append(b, byte(i.Op))
	switch i.Op {
	case Loop:
		const noResult = 0x40
		return append(b, noResult), nil
	case BrIf, CallOp, LocalGetOp, LocalSetOp, LocalTeeOp:
		return appendIndex(b, i.Value)
	case I32ConstOp, I64ConstOp:
		return appendSigned(b, i.Value), nil
	case I32LoadOp, I64LoadOp, I64Load8U, I64Load16U, I64Load32U, I32StoreOp, I64StoreOp:
		const alignmentOfOneByte = 0
		return appendIndex(append(b, alignmentOfOneByte), i.Value)
	default:
		return b, nil
	}
}

// appendIndex appends an index or offset, which the format limits to 32 bits.
func appendIndex(b []byte, v int64) ([]byte, error) {
	if v < 0 || v > 0xffff_ffff {
		return nil, fmt.Errorf("index or offset %d outside 32 bits", v)
	}
	return appendUnsigned(b, uint64(v)), nil
}

func appendSection(b []byte, id byte, count int, content []byte) []byte {
	if count == 0 {
		return b
	}
	content = append(appendUnsigned(nil, uint64(count)), content...)
	b = appendUnsigned(append(b, id), uint64(len(content)))
	return append(b, content...)
}

func appendTypes(b []byte, types []ValueType) []byte {
	b = appendUnsigned(b, uint64(len(types)))
	for _, t := range types {
		b = append(b, byte(t))
	}
	return b
}

// appendLocals writes runs of the same type as one entry.
func appendLocals(b []byte, locals []ValueType) []byte {
	var runs []byte
	count := 0
	for i := 0; i < len(locals); count++ {
		end := i + 1
		for end < len(locals) && locals[end] == locals[i] {
			end++
		}
		runs = append(appendUnsigned(runs, uint64(end-i)), byte(locals[i]))
		i = end
	}
	return append(appendUnsigned(b, uint64(count)), runs...)
}

// segments writes the initial data of the memory (5.5.14).
func segments(list []Data) []byte {
	var b []byte
	for _, d := range list {
		const activeInMemory0 = 0
		b = appendSigned(append(b, activeInMemory0, byte(I32ConstOp)), int64(d.Offset))
		b = appendUnsigned(append(b, byte(End)), uint64(len(d.Bytes)))
		b = append(b, d.Bytes...)
	}
	return b
}

func exports(list []Export) []byte {
	var b []byte
	for _, x := range list {
		b = append(appendUnsigned(b, uint64(len(x.Name))), x.Name...)
		b = appendUnsigned(append(b, byte(x.Kind)), uint64(x.Index))
	}
	return b
}
