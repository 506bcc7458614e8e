package images

import (
	"bytes"
	"encoding/binary"
	"image"
)

// orientation is how a photo must be turned to be upright: 1 is upright, 5 to 8 are turned sideways (Exif 2.32, tag
// 0x0112).
type orientation int

const upright orientation = 1

// isSideways reports whether width and height change places when the photo is turned.
func (o orientation) isSideways() bool { return o >= 5 && o <= 8 }

// orientationOf reads the orientation of a JPEG file; pictures that do not say are upright.
func orientationOf(jpeg []byte) orientation {
	const scan = 0xda
	rest, isJPEG := bytes.CutPrefix(jpeg, []byte(jpegStart))
	for isJPEG && len(rest) >= 4 && rest[0] == 0xff && rest[1] != scan {
		size := segmentSize(rest)
		if exif, ok := exifOf(rest[:size]); ok {
			return exifOrientation(exif)
		}
		rest = rest[size:]
	}
	return upright
}

// exifOrientation looks the tag up in the first directory of a TIFF structure.
func exifOrientation(tiff []byte) orientation {
	if len(tiff) < 8 {
		return upright
	}
	var order binary.ByteOrder = binary.BigEndian
	if tiff[0] == 'I' {
		order = binary.LittleEndian
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return upright
	}
	entries := tiff[at+2:]
	for range order.Uint16(tiff[at:]) {
		const entrySize, tag = 12, 0x0112
		if len(entries) < entrySize {
			break
		}
		if o := orientation(order.Uint16(entries[8:])); order.Uint16(entries) == tag && o >= 1 && o <= 8 {
			return o
		}
		entries = entries[entrySize:]
	}
	return upright
}

func turned(picture *image.RGBA, o orientation) *image.RGBA {
	if o == upright {
		return picture
	}
	w, h := picture.Rect.Dx(), picture.Rect.Dy()
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	if o.isSideways() {
		out = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range h {
		for x := range w {
			tx, ty := o.place(x, y, w, h)
			out.SetRGBA(tx, ty, picture.RGBAAt(x, y))
		}
	}
	return out
}

// place returns where the pixel at x, y of a picture of w by h is once the picture is upright.
func (o orientation) place(x, y, w, h int) (int, int) {
	switch o {
	case 2:
		return w - 1 - x, y
	case 3:
		return w - 1 - x, h - 1 - y
	case 4:
		return x, h - 1 - y
	case 5:
		return y, x
	case 6:
		return h - 1 - y, x
	case 7:
		return h - 1 - y, w - 1 - x
	case 8:
		return y, w - 1 - x
	}
	return x, y
}
