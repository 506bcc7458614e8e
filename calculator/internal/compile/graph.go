package compile

import "shirube/calculator/internal/wasm"

// A shape identifies a node: equal shapes compute equal values.
type shape struct {
	op    wasm.Opcode
	arity uint8
	value int64 // the constant, or the index of the local or function, or the offset
	args  [4]*node
}

// A node is one pure operation of the module under construction. Equal shapes are one node, so operations
// that several formulas share are computed once, and pointer equality is equality of values.
type node struct {
	shape
	boolean bool // known to be 0 or 1
	uses    int  // counted before emission
	slot    int  // the local that holds it, plus one; 0 before it is computed
}

// A graph holds the nodes of one module.
type graph struct {
	known map[shape]*node
}

func newGraph() *graph { return &graph{known: map[shape]*node{}} }

func (g *graph) intern(s shape) *node {
	if old, ok := g.known[s]; ok {
		return old
	}
	n := &node{shape: s}
	g.known[s] = n
	return n
}

// truthful interns s, which computes 0 or 1.
func (g *graph) truthful(s shape) *node {
	n := g.intern(s)
	n.boolean = true
	return n
}

// constant returns the i64 v.
func (g *graph) constant(v int64) *node {
	return g.intern(shape{op: wasm.I64ConstOp, value: v})
}

// truth returns the i32 1 or 0.
func (g *graph) truth(v bool) *node {
	if v {
		return g.address(1)
	}
	return g.address(0)
}

// address returns the i32 v.
func (g *graph) address(v int) *node {
	n := g.intern(shape{op: wasm.I32ConstOp, value: int64(v)})
	n.boolean = v == 0 || v == 1
	return n
}

func (n *node) isConstant() bool {
	return n.op == wasm.I64ConstOp || n.op == wasm.I32ConstOp
}

func (n *node) is(v int64) bool { return n.isConstant() && n.value == v }

// load returns the value at offset in memory.
func (g *graph) load(op wasm.Opcode, offset uint32) *node {
	return g.intern(shape{op: op, value: int64(offset), args: [4]*node{g.address(0)}, arity: 1})
}

// call returns the result of function f.
func (g *graph) call(f int, args ...*node) *node {
	s := shape{op: wasm.CallOp, value: int64(f), arity: uint8(len(args))}
	copy(s.args[:], args)
	return g.intern(s)
}

// binary returns a op b, folded where both are known.
func (g *graph) binary(op wasm.Opcode, a, b *node) *node {
	if a.isConstant() && b.isConstant() {
		if v, ok := fold(op, a.value, b.value); ok {
			return g.folded(op, v)
		}
	}
	if n := g.simpler(op, a, b); n != nil {
		return n
	}
	if commutes(op) && a.isConstant() {
		a, b = b, a
	}
	if op == wasm.I64Or && b.isConstant() && a.op == op && a.args[1].isConstant() {
		return g.binary(op, a.args[0], g.constant(a.args[1].value|b.value))
	}
	s := shape{op: op, args: [4]*node{a, b}, arity: 2}
	if compares(op) || isLogic(op) && a.boolean && b.boolean {
		return g.truthful(s)
	}
	return g.intern(s)
}

func (g *graph) folded(op wasm.Opcode, v int64) *node {
	if compares(op) || isNarrow(op) {
		return g.address(int(v))
	}
	return g.constant(v)
}

// simpler applies the identities of 0, 1 and equal operands; nil where none applies.
func (g *graph) simpler(op wasm.Opcode, a, b *node) *node {
	switch op {
	case wasm.I64Add, wasm.I32Add, wasm.I64Or, wasm.I32Or:
		return simplerSum(op, a, b)
	case wasm.I64Sub, wasm.I64ShrU, wasm.I64Shl, wasm.I32Shl:
		if b.is(0) {
			return a
		}
		if op == wasm.I64Sub && a == b {
			return g.constant(0)
		}
	case wasm.I64Mul:
		return simplerProduct(a, b)
	case wasm.I64DivS:
		if b.is(1) {
			return a
		}
	case wasm.I32And, wasm.I64And:
		return simplerAnd(a, b)
	case wasm.I64LeS, wasm.I64GeS, wasm.I64Eq:
		if a == b {
			return g.truth(true)
		}
	case wasm.I64LtS, wasm.I64GtS, wasm.I64Ne:
		if a == b {
			return g.truth(false)
		}
	}
	return nil
}

// simplerSum returns a sum or disjunction with a neutral or absorbing operand as that operand; nil where there is
// none.
func simplerSum(op wasm.Opcode, a, b *node) *node {
	switch {
	case a.is(0):
		return b
	case b.is(0):
		return a
	case (op == wasm.I64Or || op == wasm.I32Or) && a == b:
		return a
	case op == wasm.I32Or && a.is(1) && b.boolean:
		return a
	case op == wasm.I32Or && b.is(1) && a.boolean:
		return b
	}
	return nil
}

// simplerProduct returns a product with 0 or 1 as one of its operands; nil for any other.
func simplerProduct(a, b *node) *node {
	switch {
	case a.is(1) || b.is(0):
		return b
	case b.is(1) || a.is(0):
		return a
	}
	return nil
}

// simplerAnd returns a conjunction of one operand, or with a constant, as one operand; nil for any other. 1 is
// neutral for booleans only: as a number it masks a bit.
func simplerAnd(a, b *node) *node {
	switch {
	case a == b || a.is(0) || b.is(1) && a.boolean:
		return a
	case b.is(0) || a.is(1) && b.boolean:
		return b
	}
	return nil
}

// not returns the opposite of a, which is 0 or 1.
func (g *graph) not(a *node) *node {
	if a.isConstant() {
		return g.truth(a.value == 0)
	}
	if a.op == wasm.I32Eqz {
		return a.args[0]
	}
	if op, ok := opposite(a.op); ok {
		return g.truthful(shape{op: op, args: a.args, arity: 2})
	}
	return g.truthful(shape{op: wasm.I32Eqz, args: [4]*node{a}, arity: 1})
}

// choose returns a where condition is not zero, else b. Both are computed.
func (g *graph) choose(condition, a, b *node) *node {
	switch {
	case condition.isConstant() && condition.value != 0 || a == b:
		return a
	case condition.isConstant():
		return b
	case condition.op == wasm.I32Eqz:
		return g.choose(condition.args[0], b, a)
	}
	return g.intern(shape{op: wasm.Select, args: [4]*node{a, b, condition}, arity: 3})
}

// widen turns an i32 truth into an i64.
func (g *graph) widen(a *node) *node {
	if a.isConstant() {
		return g.constant(a.value)
	}
	return g.intern(shape{op: wasm.I64ExtendI32U, args: [4]*node{a}, arity: 1})
}

// nonzero reports whether the i64 a has any bit.
func (g *graph) nonzero(a *node) *node {
	return g.binary(wasm.I64Ne, a, g.constant(0))
}

func commutes(op wasm.Opcode) bool {
	switch op {
	case wasm.I64Add, wasm.I64Mul, wasm.I64And, wasm.I64Or, wasm.I32And, wasm.I32Or, wasm.I32Add,
		wasm.I64Eq, wasm.I64Ne:
		return true
	}
	return false
}

func compares(op wasm.Opcode) bool { return op >= wasm.I64Eqz && op <= wasm.I64GeU }

func isLogic(op wasm.Opcode) bool { return op == wasm.I32And || op == wasm.I32Or }

// isNarrow reports whether op computes an i32 from i32s.
func isNarrow(op wasm.Opcode) bool { return op >= wasm.I32Add && op <= wasm.I32ShrU }

// opposite names the comparison that holds exactly where op does not.
func opposite(op wasm.Opcode) (wasm.Opcode, bool) {
	switch op {
	case wasm.I64Eq:
		return wasm.I64Ne, true
	case wasm.I64Ne:
		return wasm.I64Eq, true
	case wasm.I64LtS:
		return wasm.I64GeS, true
	case wasm.I64GeS:
		return wasm.I64LtS, true
	case wasm.I64GtS:
		return wasm.I64LeS, true
	case wasm.I64LeS:
		return wasm.I64GtS, true
	default:
		return op, false
	}
}

// fold computes a op b as the module would; false for other operators, and where the module would trap.
func fold(op wasm.Opcode, a, b int64) (int64, bool) {
	switch op {
	case wasm.I64Add, wasm.I32Add:
		return a + b, true
	case wasm.I64Sub:
		return a - b, true
	case wasm.I64Mul:
		return a * b, true
	case wasm.I64DivS:
		if b == 0 || b == -1 {
			return 0, false
		}
		return a / b, true
	case wasm.I64And, wasm.I32And:
		return a & b, true
	case wasm.I64Or, wasm.I32Or:
		return a | b, true
	case wasm.I64Shl, wasm.I32Shl:
		return a << (b & 63), true
	case wasm.I64ShrU:
		return int64(uint64(a) >> (b & 63)), true
	default:
		return foldComparison(op, a, b)
	}
}

// foldComparison compares constants; ok is false for another operation.
func foldComparison(op wasm.Opcode, a, b int64) (int64, bool) {
	var holds bool
	switch op {
	case wasm.I64Eq:
		holds = a == b
	case wasm.I64Ne:
		holds = a != b
	case wasm.I64LtS:
		holds = a < b
	case wasm.I64GtS:
		holds = a > b
	case wasm.I64LeS:
		holds = a <= b
	case wasm.I64GeS:
		holds = a >= b
	default:
		return 0, false
	}
	if holds {
		return 1, true
	}
	return 0, true
}
