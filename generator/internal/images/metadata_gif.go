package images

import "bytes"

// Blocks of a GIF file (GIF89a, sections 18 to 26).
const (
	gifExtension   = 0x21
	gifImage       = 0x2c
	gifTrailer     = 0x3b
	gifComment     = 0xfe
	gifApplication = 0xff
)

// cleanGIF copies the blocks of a GIF file, except comments and the data of applications such as XMP. How often an
// animation repeats and the colour profile stay. Whatever follows the end, or is no block, is left out.
func cleanGIF(data []byte) []byte {
	rest := data
	take := func(n int) []byte {
		part := rest[:min(n, len(rest))]
		rest = rest[len(part):]
		return part
	}
	const screen = 13 // signature and logical screen
	head := take(screen)
	clean := append(make([]byte, 0, len(data)), head...)
	if len(head) == screen {
		clean = append(clean, take(gifColours(head[10]))...)
	}
	for len(rest) > 0 {
		size := gifBlockSize(rest)
		if size == 0 {
			break
		}
		block := take(size)
		if keepsGIFBlock(block) {
			clean = append(clean, block...)
		}
		if block[0] == gifTrailer {
			break
		}
	}
	return clean
}

// gifColours returns the length of the table of colours that flags announce.
func gifColours(flags byte) int {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}

// gifBlockSize returns the length of the block that data begins with, which may be more than data has; 0
// where it is none.
func gifBlockSize(data []byte) int {
	switch data[0] {
	case gifTrailer:
		return 1
	case gifExtension:
		return 2 + gifParts(data, 2)
	case gifImage:
		const descriptor = 10
		if len(data) < descriptor {
			return descriptor
		}
		head := descriptor + gifColours(data[descriptor-1]) + 1 // and the size of codes
		return head + gifParts(data, head)
	}
	return 0
}

// gifParts returns the length of the data sub-blocks that begin at an offset, with their terminator.
func gifParts(data []byte, from int) int {
	at := from
	for at < len(data) && data[at] != 0 {
		at += 1 + int(data[at])
	}
	return at + 1 - from
}

// keepsGIFBlock reports whether a block belongs to the picture.
func keepsGIFBlock(block []byte) bool {
	if block[0] != gifExtension || len(block) < 2 {
		return true
	}
	switch block[1] {
	case gifComment:
		return false
	case gifApplication:
		name := block[min(3, len(block)):]
		return bytes.HasPrefix(name, []byte("NETSCAPE2.0")) || bytes.HasPrefix(name, []byte("ANIMEXTS1.0")) ||
			bytes.HasPrefix(name, []byte("ICCRGBG1012"))
	}
	return true
}
