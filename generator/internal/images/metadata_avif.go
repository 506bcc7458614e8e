package images

import (
	"bytes"
	"encoding/binary"
)

// boxHead is the length of a box's head: size and kind (ISO/IEC 14496-12, section 4.2).
const boxHead = 8

// A box is a part of an AVIF file. Data shares the file's bytes.
type box struct {
	kind string
	data []byte
}

// boxes returns the sequence of boxes in data, as far as they are whole.
func boxes(data []byte) []box {
	var list []box
	for len(data) >= boxHead {
		size, head := uint64(binary.BigEndian.Uint32(data)), uint64(boxHead)
		if size == 1 && len(data) >= 16 {
			size, head = binary.BigEndian.Uint64(data[8:]), 16
		} else if size == 0 {
			size = uint64(len(data))
		}
		if size < head || size > uint64(len(data)) {
			break
		}
		list = append(list, box{string(data[4:8]), data[head:size]})
		data = data[size:]
	}
	return list
}

// cleanAVIF returns an AVIF file in which Exif and XMP, and what programs keep in boxes of their own,
// are zeros. The file keeps its length, since its boxes name offsets in it. Orientation is not in Exif, but a property
// of the picture.
func cleanAVIF(data []byte) []byte {
	clean := bytes.Clone(data)
	cleanBoxes(clean, clean)
	return clean
}

func cleanBoxes(file, data []byte) {
	for _, b := range boxes(data) {
		switch b.kind {
		case "uuid":
			clear(b.data[min(16, len(b.data)):]) // behind the name
		case "udta", "free", "skip":
			clear(b.data)
		case "moov", "trak":
			cleanBoxes(file, b.data)
		case "meta":
			const version = 4 // bytes of version and flags
			cleanItems(file, boxes(b.data[min(version, len(b.data)):]))
		}
	}
}

// cleanItems clears the items that hold metadata. Items name their bytes in the file, or in the box idat.
func cleanItems(file []byte, meta []box) {
	var isMetadata map[uint32]bool
	var inside []byte
	for _, b := range meta {
		switch b.kind {
		case "iinf":
			isMetadata = metadataItems(b.data)
		case "idat":
			inside = b.data
		}
	}
	for _, b := range meta {
		if b.kind == "iloc" && len(isMetadata) > 0 {
			clearItems(file, inside, b.data, isMetadata)
		}
	}
}

// metadataItems returns the numbers of the items in a box iinf that hold Exif or XMP.
func metadataItems(iinf []byte) map[uint32]bool {
	isMetadata := make(map[uint32]bool)
	r := fields{rest: iinf}
	if version := r.number(4) >> 24; version == 0 {
		r.number(2)
	} else {
		r.number(4)
	}
	for _, entry := range boxes(r.rest) {
		e := fields{rest: entry.data}
		idSize := 2
		if version := e.number(4) >> 24; version > 2 {
			idSize = 4
		}
		id := uint32(e.number(idSize))
		e.number(2) // protection
		if kind := string(e.bytes(4)); kind == "Exif" || kind == "mime" {
			isMetadata[id] = true
		}
	}
	return isMetadata
}

// clearItems clears the extents of items that a box iloc names (ISO/IEC 14496-12, section 8.11.3).
func clearItems(file, inside, iloc []byte, isMetadata map[uint32]bool) {
	r := fields{rest: iloc}
	version := r.number(4) >> 24
	sizes := r.number(2)
	offsetSize, lengthSize, baseSize, indexSize := int(sizes>>12), int(sizes>>8&15), int(sizes>>4&15), int(sizes&15)
	wide := 2
	if version >= 2 {
		wide = 4
	}
	if version == 0 {
		indexSize = 0
	}
	for count := r.number(wide); count > 0 && len(r.rest) > 0; count-- {
		id, from := uint32(r.number(wide)), file
		if version > 0 && r.number(2)&15 == 1 {
			from = inside
		}
		r.number(2) // which file
		base := r.number(baseSize)
		for extents := r.number(2); extents > 0 && len(r.rest) > 0; extents-- {
			r.number(indexSize)
			offset, length := base+r.number(offsetSize), r.number(lengthSize)
			if isMetadata[id] && offset < uint64(len(from)) {
				clear(from[offset : offset+min(length, uint64(len(from))-offset)])
			}
		}
	}
}

// fields reads consecutive big-endian numbers; after the end there are zeros.
type fields struct{ rest []byte }

func (f *fields) bytes(n int) []byte {
	part := f.rest[:min(n, len(f.rest))]
	f.rest = f.rest[len(part):]
	return part
}

// number reads a number of up to eight bytes.
func (f *fields) number(size int) uint64 {
	var n uint64
	for _, b := range f.bytes(size) {
		n = n<<8 | uint64(b)
	}
	return n
}
