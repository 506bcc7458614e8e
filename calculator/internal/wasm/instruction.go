package wasm

// An Opcode is the first byte of an instruction (Core Specification 5.4).
type Opcode byte

// The instructions that numeric code uses, by their names in the specification.
const (
	Unreachable Opcode = 0x00
	BlockOp     Opcode = 0x02
	LoopOp      Opcode = 0x03
	IfOp        Opcode = 0x04
	Else        Opcode = 0x05
	End         Opcode = 0x0b
	BrOp        Opcode = 0x0c
	BrIfOp      Opcode = 0x0d
	Return      Opcode = 0x0f
	CallOp      Opcode = 0x10
	Drop        Opcode = 0x1a
	Select      Opcode = 0x1b

	LocalGetOp Opcode = 0x20
	LocalSetOp Opcode = 0x21
	LocalTeeOp Opcode = 0x22

	I32LoadOp    Opcode = 0x28
	I64LoadOp    Opcode = 0x29
	I64Load8SOp  Opcode = 0x30
	I64Load8UOp  Opcode = 0x31
	I64Load16SOp Opcode = 0x32
	I64Load16UOp Opcode = 0x33
	I64Load32SOp Opcode = 0x34
	I64Load32UOp Opcode = 0x35
	I32StoreOp   Opcode = 0x36
	I64StoreOp   Opcode = 0x37

	I32ConstOp Opcode = 0x41
	I64ConstOp Opcode = 0x42

	I32Eqz Opcode = 0x45
	I32Eq  Opcode = 0x46
	I32Ne  Opcode = 0x47
	I32LtS Opcode = 0x48
	I32LtU Opcode = 0x49
	I32GtS Opcode = 0x4a
	I32GtU Opcode = 0x4b
	I32LeS Opcode = 0x4c
	I32LeU Opcode = 0x4d
	I32GeS Opcode = 0x4e
	I32GeU Opcode = 0x4f

	I64Eqz Opcode = 0x50
	I64Eq  Opcode = 0x51
	I64Ne  Opcode = 0x52
	I64LtS Opcode = 0x53
	I64LtU Opcode = 0x54
	I64GtS Opcode = 0x55
	I64GtU Opcode = 0x56
	I64LeS Opcode = 0x57
	I64LeU Opcode = 0x58
	I64GeS Opcode = 0x59
	I64GeU Opcode = 0x5a

	I32Add Opcode = 0x6a
	I32Sub Opcode = 0x6b
	I32Mul Opcode = 0x6c
	I32And Opcode = 0x71
	I32Or  Opcode = 0x72
	I32Xor Opcode = 0x73
	I32Shl Opcode = 0x74

	I32ShrU Opcode = 0x76

	I64Clz    Opcode = 0x79
	I64Ctz    Opcode = 0x7a
	I64Popcnt Opcode = 0x7b
	I64Add    Opcode = 0x7c
	I64Sub    Opcode = 0x7d
	I64Mul    Opcode = 0x7e
	I64DivS   Opcode = 0x7f
	I64RemS   Opcode = 0x81
	I64And    Opcode = 0x83
	I64Or     Opcode = 0x84
	I64Xor    Opcode = 0x85
	I64Shl    Opcode = 0x86
	I64ShrU   Opcode = 0x88

	I32WrapI64    Opcode = 0xa7
	I64ExtendI32S Opcode = 0xac
	I64ExtendI32U Opcode = 0xad
)

// An Instruction is one instruction with its immediates. Value holds the constant, the index (local,
// function, label) or the memory offset; Block the signature of a block, loop or if.
type Instruction struct {
	Op    Opcode
	Value int64
	Block Signature
}

// Plain returns an instruction without immediates, such as I64Add or End.
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

// Call calls function number i.
func Call(i int) Instruction { return Instruction{Op: CallOp, Value: int64(i)} }

// Block, Loop and If open a structured instruction that End closes; Else divides an If.
func Block(s Signature) Instruction { return Instruction{Op: BlockOp, Block: s} }

// Loop opens a block whose label, when branched to, starts it again.
func Loop(s Signature) Instruction { return Instruction{Op: LoopOp, Block: s} }

// If pops an i32 and runs its first arm where that is not zero.
func If(s Signature) Instruction { return Instruction{Op: IfOp, Block: s} }

// BrIf pops an i32 and leaves for the label that is depth blocks out where it is not zero.
func BrIf(depth int) Instruction { return Instruction{Op: BrIfOp, Value: int64(depth)} }

// Memory returns a load or store at the popped address plus offset. Its alignment hint is one byte
// for every width, which is always valid and the same byte each time, so that modules compress well.
func Memory(op Opcode, offset uint32) Instruction {
	return Instruction{Op: op, Value: int64(offset)}
}
