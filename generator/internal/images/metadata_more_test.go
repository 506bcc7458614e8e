package images_test

import (
	"bytes"
	"encoding/binary"
	"image/gif"
	"strings"
	"testing"
)

// toldGIF is a film of one picture with all that programs add to it.
func toldGIF() string {
	const screen = "GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff"
	comment := "\x21\xfe" + part(secret) + "\x00"
	xmp := "\x21\xff\x0bXMP DataXMP" + part(secret) + "\x00"
	loop := "\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00"
	picture := "\x2c\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02\x44\x01\x00"
	return screen + comment + loop + xmp + picture + comment + "\x3b" + secret
}

// part is a part of a GIF block.
func part(text string) string { return string(rune(len(text))) + text }

func TestAnimationsHaveNoMetadata(t *testing.T) {
	clean := clean(t, "a.gif", []byte(toldGIF()))
	if bytes.Contains(clean, []byte(secret)) {
		t.Errorf("still tells: %q", clean)
	}
	if !bytes.Contains(clean, []byte("NETSCAPE2.0")) {
		t.Error("does not know any more that it repeats")
	}
	if film, err := gif.DecodeAll(bytes.NewReader(clean)); err != nil || len(film.Image) != 1 {
		t.Errorf("%v, %v", film, err)
	}
}

func isoBox(kind string, body ...string) string {
	whole := strings.Join(body, "")
	return string(binary.BigEndian.AppendUint32(nil, uint32(8+len(whole)))) + kind + whole
}

// toldAVIF is the frame of an AVIF file with Exif as item 2, in the file (place 0) or in idat (place 1), and
// its picture as item 1.
func toldAVIF(place byte) string {
	const full, pixels = "\x00\x00\x00\x00", "the pixels"
	infe := func(id byte, kind string) string {
		return isoBox("infe", "\x02\x00\x00\x00\x00", string(rune(id)), "\x00\x00", kind, "\x00")
	}
	iinf := isoBox("iinf", full, "\x00\x02", infe(1, "av01"), infe(2, "Exif"))
	head := isoBox("ftyp", "avif\x00\x00\x00\x00mif1avif")
	layout := func(picture, exif int) string {
		item := func(id, method byte, at, length int) string {
			extent := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, uint32(at)), uint32(length))
			return string([]byte{0, id, 0, method, 0, 0, 0, 1}) + string(extent)
		}
		iloc := isoBox("iloc", "\x01\x00\x00\x00\x44\x00\x00\x02", item(1, 0, picture, len(pixels)), item(2, place, exif, len(secret)))
		return head + isoBox("meta", full, iinf, iloc, isoBox("idat", secret))
	}
	from := len(layout(0, 0)) + 8
	exif := from + len(pixels)
	if place == 1 {
		exif = 0
	}
	told := layout(from, exif) + isoBox("mdat", pixels, secret) + isoBox("uuid", strings.Repeat("u", 16), secret)
	return told
}

func TestAVIFPicturesHaveNoMetadata(t *testing.T) {
	for place, left := range map[byte]int{0: 1, 1: 1} { // the secret that no item names stays
		told := toldAVIF(place)
		clean := clean(t, "a.avif", []byte(told))
		if n := bytes.Count(clean, []byte(secret)); n != left {
			t.Errorf("place %d: tells %d times: %q", place, n, clean)
		}
		if len(clean) != len(told) || !bytes.Contains(clean, []byte("the pixels")) {
			t.Errorf("place %d: the picture has changed: %q", place, clean)
		}
	}
}
