package compile

import "shirube/calculator/internal/wasm"

const wordSize = 8

// A store allocates words of the memory and records the node that each will hold.
type store struct {
	size    uint32
	offsets map[*node]uint32
	written []*node
}

// reserve returns the offset of a new word.
func (s *store) reserve() uint32 {
	at := s.size
	s.size += wordSize
	return at
}

// keep records that the word at offset holds n already.
func (s *store) keep(n *node, offset uint32) {
	if s.offsets == nil {
		s.offsets = map[*node]uint32{}
	}
	s.offsets[n] = offset
}

// offset returns the word that holds n once the module has run.
func (s *store) offset(n *node) uint32 {
	if at, ok := s.offsets[n]; ok {
		return at
	}
	at := s.reserve()
	s.keep(n, at)
	s.written = append(s.written, n)
	return at
}

// emit computes and stores all words.
func (s *store) emit(e *emitter) {
	count(s.written...)
	for _, n := range s.written {
		e.add(wasm.I32Const(0))
		e.push(n)
		op := wasm.I64StoreOp
		if e.typeOf(n) == wasm.I32 {
			op = wasm.I32StoreOp
		}
		e.add(wasm.Memory(op, s.offsets[n]))
	}
}
