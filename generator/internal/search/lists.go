package search

import "encoding/binary"

// A listPool holds lists of bytes that grow at the same time, as many as an index has terms. It keeps them in pieces of
// a few chunks, so that a list costs no allocation and the garbage collector sees no list. A list's pieces grow; each
// ends with the place of the next.
type listPool struct {
	chunks [][]byte
	free   int // bytes used of the last chunk
}

// A list is a list of bytes in a pool. Its zero value is empty.
type list struct {
	first uint32 // place of the first piece
	end   uint32 // place behind the last byte
	left  uint16 // bytes that the last piece has room for
	piece uint8  // number of the last piece, from 1
}

const (
	chunkSize    = 1 << chunkBits
	chunkBits    = 16
	linkSize     = 4 // of the place of the next piece
	longestPiece = 6
)

// pieceSize is the size of the piece of a number in bytes, link included.
func pieceSize(number uint8) int { return 8 << min(number, longestPiece) }

// add appends a byte to a list.
func (p *listPool) add(l *list, b byte) {
	if l.left == 0 {
		p.extend(l)
	}
	p.chunks[l.end>>chunkBits][l.end%chunkSize] = b
	l.end++
	l.left--
}

// extend gives a list a further piece.
func (p *listPool) extend(l *list) {
	l.piece = min(l.piece+1, longestPiece+1)
	size := pieceSize(l.piece)
	if len(p.chunks) == 0 || p.free+size > chunkSize {
		p.chunks, p.free = append(p.chunks, make([]byte, chunkSize)), 0
	}
	at := uint32(len(p.chunks)-1)<<chunkBits | uint32(p.free)
	p.free += size
	if l.piece == 1 {
		l.first = at
	} else {
		binary.LittleEndian.PutUint32(p.chunks[l.end>>chunkBits][l.end%chunkSize:], at)
	}
	l.end, l.left = at, uint16(size-linkSize)
}

// appendTo appends the bytes of a list.
func (p *listPool) appendTo(out []byte, l list) []byte {
	at := l.first
	for piece := uint8(1); l.piece > 0; piece = min(piece+1, longestPiece+1) {
		data := p.chunks[at>>chunkBits][at%chunkSize:]
		size := uint32(pieceSize(piece) - linkSize)
		if l.end-at <= size { // the last piece; places behind others are further away
			return append(out, data[:l.end-at]...)
		}
		out = append(out, data[:size]...)
		at = binary.LittleEndian.Uint32(data[size:])
	}
	return out
}
