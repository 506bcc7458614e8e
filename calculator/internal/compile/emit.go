package compile

import (
	"slices"

	"shirube/calculator/internal/wasm"
)

// An emitter turns nodes into straight-line code. A node with several uses is computed at the first and
// kept in a local; the others stay on the operand stack.
type emitter struct {
	locals    []wasm.ValueType
	free      []int // locals without further uses, in the order in which they became free
	body      []wasm.Instruction
	functions []wasm.Function // those of call nodes
}

func (e *emitter) add(list ...wasm.Instruction) { e.body = append(e.body, list...) }

// newLocal reserves a local of type t. Few locals that recur compress better than many.
func (e *emitter) newLocal(t wasm.ValueType) int {
	for i, local := range e.free {
		if e.locals[local] == t {
			e.free = slices.Delete(e.free, i, i+1)
			return local
		}
	}
	e.locals = append(e.locals, t)
	return len(e.locals) - 1
}

// count adds one use to each of list and, where a node is new, to its operands.
func count(list ...*node) {
	for _, n := range list {
		n.uses++
		if n.uses == 1 {
			count(n.args[:n.arity]...)
		}
	}
}

// push leaves the value of n on the operand stack. All uses have been counted before.
func (e *emitter) push(n *node) {
	switch {
	case n.isConstant() || n.op == wasm.LocalGetOp:
		e.add(wasm.Instruction{Op: n.op, Value: n.value})
	case n.slot > 0:
		e.add(wasm.LocalGet(n.slot - 1))
		e.used(n)
	default:
		e.compute(n)
	}
}

// compute emits the instructions of n behind those of its operands. A node that others use too is kept in a local.
func (e *emitter) compute(n *node) {
	for _, a := range n.args[:n.arity] {
		e.push(a)
	}
	e.add(wasm.Instruction{Op: n.op, Value: n.value})
	if n.uses > 1 {
		n.slot = e.newLocal(e.typeOf(n)) + 1
		e.add(wasm.LocalTee(n.slot - 1))
		e.used(n)
	}
}

// used ends one use of n.
func (e *emitter) used(n *node) {
	if n.uses--; n.uses == 0 {
		e.free = append(e.free, n.slot-1)
	}
}

// typeOf returns the type of the value that n leaves.
func (e *emitter) typeOf(n *node) wasm.ValueType {
	switch {
	case n.op == wasm.CallOp:
		return e.functions[n.value].Signature.Results[0]
	case n.op == wasm.Select:
		return e.typeOf(n.args[0])
	case compares(n.op), isNarrow(n.op), n.op == wasm.I32Eqz, n.op == wasm.I32ConstOp, n.op == wasm.I32LoadOp:
		return wasm.I32
	default:
		return wasm.I64
	}
}
