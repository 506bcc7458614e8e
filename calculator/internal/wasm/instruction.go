package wasm

// An Opcode is the first byte of an instruction (Core Specification 5.4).
type Opcode byte

// The instructions in use, by their names in the specification.
const (
	Loop   Opcode = 0x03
	End    Opcode = 0x0b
	BrIf   Opcode = 0x0d
	CallOp Opcode = 0x10
	Select Opcode = 0x1b

	LocalGetOp Opcode = 0x20
	LocalSetOp Opcode = 0x21
	LocalTeeOp Opcode = 0x22

	I32LoadOp  Opcode = 0x28
	I64LoadOp  Opcode = 0x29
	I64Load8U  Opcode = 0x31
	I64Load16U Opcode = 0x33
	I64Load32U Opcode = 0x35
	I32StoreOp Opcode = 0x36
	I64StoreOp Opcode = 0x37

	I32ConstOp Opcode = 0x41
	I64ConstOp Opcode = 0x42

	I32Eqz Opcode = 0x45

	I64Eqz Opcode = 0x50
	I64Eq  Opcode = 0x51
	I64Ne  Opcode = 0x52
	I64LtS Opcode = 0x53
	I64LtU Opcode = 0x54
	I64GtS Opcode = 0x55
	I64LeS Opcode = 0x57
	I64GeS Opcode = 0x59
	I64GeU Opcode = 0x5a

	I32Add Opcode = 0x6a
	I32And Opcode = 0x71
	I32Or  Opcode = 0x72
	I32Shl Opcode = 0x74

	I32ShrU Opcode = 0x76

	I64Ctz  Opcode = 0x7a
	I64Add  Opcode = 0x7c
	I64Sub  Opcode = 0x7d
	I64Mul  Opcode = 0x7e
	I64DivS Opcode = 0x7f
	I64RemS Opcode = 0x81
	I64And  Opcode = 0x83
	I64Or   Opcode = 0x84
	I64Shl  Opcode = 0x86
	I64ShrU Opcode = 0x88

	I32WrapI64    Opcode = 0xa7
	I64ExtendI32U Opcode = 0xad
)

// An Instruction is one instruction with its immediate: the constant, the index of a local or
// function, or the memory offset.
type Instruction struct {
	Op    Opcode
	Value int64
}

// Plain returns an instruction without immediates, such as I64Add.
func Plain(op Opcode) Instruction { return Instruction{Op: op} }

// I32Const pushes v.
func I32Const(v int32) Instruction { return Instruction{Op: I32ConstOp, Value: int64(v)} }

// I64Const pushes v.
func I64Const(v int64) Instruction { return Instruction{Op: I64ConstOp, Value: v} }

// LocalGet pushes local number i; parameters come first.
func LocalGet(i int) Instruction { return Instruction{Op: LocalGetOp, Value: int64(i)} }

// LocalSet pops into local number i.
func LocalSet(i int) Instruction { return Instruction{Op: LocalSetOp, Value: int64(i)} }

// LocalTee stores the top of the stack in local number i and leaves it there.
func LocalTee(i int) Instruction { return Instruction{Op: LocalTeeOp, Value: int64(i)} }

// BranchIf pops an i32 and, where it is not 0, goes to the start of the Loop that is depth loops further out.
func BranchIf(depth int) Instruction { return Instruction{Op: BrIf, Value: int64(depth)} }

// Call calls function number i.
func Call(i int) Instruction { return Instruction{Op: CallOp, Value: int64(i)} }

// Memory returns a load or store at the popped address plus offset. Its alignment hint is one byte
// for every width, which is always valid and the same byte each time, so that modules compress well.
func Memory(op Opcode, offset uint32) Instruction {
	return Instruction{Op: op, Value: int64(offset)}
}
