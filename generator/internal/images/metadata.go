package images

import (
	"bytes"
	"encoding/binary"
	"path"
	"slices"
	"strings"
)

// Clean returns a file as it is published: a drawing as CleanDrawing does, other pictures without metadata, anything
// else unchanged. Its error is of a drawing that must not be published.
func Clean(name string, data []byte) ([]byte, error) {
	if IsDrawing(name) {
		return CleanDrawing(data)
	}
	return withoutMetadata(name, data), nil
}

// IsDrawing reports whether a file is an SVG file, by its name.
func IsDrawing(name string) bool { return strings.EqualFold(path.Ext(name), ".svg") }

// withoutMetadata returns a picture without what a camera or a program wrote beside the pixels, such as the place and
// time of a photo, or a thumbnail from before it was cropped. Colour profile and orientation stay. Files of other kinds
// than JPEG, PNG, WebP, GIF and AVIF are returned as they are.
func withoutMetadata(name string, data []byte) []byte {
	switch strings.ToLower(path.Ext(name)) {
	case ".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif":
	default:
		return data
	}
	switch {
	case bytes.HasPrefix(data, []byte(jpegStart)):
		return cleanJPEG(data)
	case bytes.HasPrefix(data, []byte(pngStart)):
		return cleanPNG(data)
	case len(data) >= webpHead && string(data[:4]) == "RIFF" && string(data[8:webpHead]) == "WEBP":
		return cleanWebP(data)
	case bytes.HasPrefix(data, []byte("GIF87a")), bytes.HasPrefix(data, []byte("GIF89a")):
		return cleanGIF(data)
	case len(data) >= boxHead && string(data[4:8]) == "ftyp":
		return cleanAVIF(data)
	}
	return data
}

const (
	jpegStart = "\xff\xd8"
	jpegEnd   = "\xff\xd9"
	pngStart  = "\x89PNG\r\n\x1a\n"
	webpHead  = 12 // RIFF, length, WEBP
)

// cleanJPEG copies the segments of a JPEG file that a decoder needs (ITU-T T.81, annex B). Whatever
// follows the end of the picture, such as a film or a second picture, is left out.
func cleanJPEG(data []byte) []byte {
	clean := append(make([]byte, 0, len(data)), jpegStart...)
	hasOrientation := false
	for rest := data[len(jpegStart):]; ; {
		at := nextMarker(rest)
		if at < 0 {
			return clean
		}
		rest = rest[at:]
		if bytes.HasPrefix(rest, []byte(jpegEnd)) {
			return append(clean, jpegEnd...)
		}
		size := segmentSize(rest)
		segment := rest[:size]
		rest = rest[size:]
		switch exif, isExif := exifOf(segment); {
		case isExif && !hasOrientation:
			hasOrientation = true
			clean = appendOrientation(clean, exifOrientation(exif))
		case keepsSegment(segment):
			clean = append(clean, segment...)
		}
		if segment[1] == 0xda { // the scan follows
			end := nextMarker(rest)
			if end < 0 {
				end = len(rest)
			}
			clean = append(clean, rest[:end]...)
			rest = rest[end:]
		}
	}
}

// nextMarker returns the offset of the next marker, or -1. Bytes FF of a scan are followed by 00, and restart markers
// belong to the scan.
func nextMarker(data []byte) int {
	for i := 0; i+1 < len(data); i++ {
		if next := data[i+1]; data[i] == 0xff && next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7) {
			return i
		}
	}
	return -1
}

// segmentSize returns the length of the segment that data begins with, at most all of data.
func segmentSize(data []byte) int {
	if len(data) < 4 {
		return len(data)
	}
	return min(2+max(int(binary.BigEndian.Uint16(data[2:])), 2), len(data))
}

// exifOf returns the TIFF structure of an Exif segment.
func exifOf(segment []byte) ([]byte, bool) {
	const app1, head = 0xe1, 4
	if segment[1] != app1 || len(segment) < head {
		return nil, false
	}
	return bytes.CutPrefix(segment[head:], []byte("Exif\x00\x00"))
}

// keepsSegment reports whether a segment says how the picture looks. Of those for applications that
// are JFIF's density, the colour profile (ICC.1, annex B.4) and Adobe's colour transform.
func keepsSegment(segment []byte) bool {
	body := segment[min(4, len(segment)):]
	switch marker := segment[1]; {
	case marker == 0xe0:
		return bytes.HasPrefix(body, []byte("JFIF\x00"))
	case marker == 0xe2:
		return bytes.HasPrefix(body, []byte("ICC_PROFILE\x00"))
	case marker == 0xee:
		return bytes.HasPrefix(body, []byte("Adobe"))
	case marker >= 0xe1 && marker <= 0xef, marker == 0xfe:
		return false
	}
	return true
}

// appendOrientation appends an Exif segment that holds nothing but the orientation, and none for
// pictures that are upright.
func appendOrientation(jpeg []byte, o orientation) []byte {
	if o == upright {
		return jpeg
	}
	body := "Exif\x00\x00" + orientationTIFF(o)
	jpeg = binary.BigEndian.AppendUint16(append(jpeg, 0xff, 0xe1), uint16(len(body)+2))
	return append(jpeg, body...)
}

// orientationTIFF is a TIFF structure of one directory with one entry: the orientation.
func orientationTIFF(o orientation) string {
	const tag, short = 0x0112, 3
	tiff := []byte("MM\x00\x2a\x00\x00\x00\x08")
	for _, v := range []uint16{1, tag, short, 0, 1, uint16(o), 0, 0, 0} {
		tiff = binary.BigEndian.AppendUint16(tiff, v)
	}
	return string(tiff)
}

// cleanPNG copies the chunks of a PNG file but those that hold words, times and what a camera wrote
// (PNG 3, chapter 11.3), up to its end.
func cleanPNG(data []byte) []byte {
	const around = 12 // length, kind and checksum of a chunk
	clean := append(make([]byte, 0, len(data)), pngStart...)
	for rest := data[len(pngStart):]; len(rest) >= around; {
		size := min(around+int(binary.BigEndian.Uint32(rest)), len(rest))
		kind := string(rest[4:8])
		if !slices.Contains([]string{"eXIf", "tEXt", "iTXt", "zTXt", "tIME"}, kind) {
			clean = append(clean, rest[:size]...)
		}
		if kind == "IEND" {
			break
		}
		rest = rest[size:]
	}
	return clean
}

// cleanWebP copies the chunks of a WebP file that make up the picture (RFC 9649, section 2.7), and of
// its Exif chunk the orientation.
func cleanWebP(data []byte) []byte {
	const head, hasExif, hasXMP = 8, 0x08, 0x04
	clean := append(make([]byte, 0, len(data)), data[:webpHead]...)
	flags, left := 0, byte(0) // the offset of the flags, 0 where there are none; what stays of Exif and XMP
	for rest := data[webpHead:]; len(rest) >= head; {
		size := int(min(head+int64(binary.LittleEndian.Uint32(rest[4:]))+1, int64(len(rest)))) &^ 1
		switch chunk := rest[:size]; string(rest[:4]) {
		case "VP8X":
			flags = len(clean) + head
			clean = append(clean, chunk...)
		case "ICCP", "ANIM", "ANMF", "ALPH", "VP8 ", "VP8L":
			clean = append(clean, chunk...)
		case "EXIF":
			if o := exifOrientation(bytes.TrimPrefix(chunk[head:], []byte("Exif\x00\x00"))); o != upright {
				left = hasExif
				tiff := orientationTIFF(o)
				clean = binary.LittleEndian.AppendUint32(append(clean, "EXIF"...), uint32(len(tiff)))
				clean = append(clean, tiff...)
			}
		}
		rest = rest[size:]
	}
	if flags > 0 && flags < len(clean) {
		clean[flags] = clean[flags]&^(hasExif|hasXMP) | left
	}
	binary.LittleEndian.PutUint32(clean[4:], uint32(len(clean)-head))
	return clean
}
