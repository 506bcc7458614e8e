package images_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"strings"
	"testing"

	"shirube/generator/internal/images"
)

const secret = "GPS 34.7024N 135.4959E"

// segment is a JPEG segment with a marker.
func segment(marker byte, body string) string {
	return string(binary.BigEndian.AppendUint16([]byte{0xff, marker}, uint16(len(body)+2))) + body
}

// chunk is a PNG chunk.
func chunk(kind, body string) string {
	data := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	data = append(append(data, kind...), body...)
	return string(binary.BigEndian.AppendUint32(data, crc32.ChecksumIEEE(data[4:])))
}

// samePixels reports whether two files hold the same picture.
func samePixels(t *testing.T, a, b []byte) bool {
	t.Helper()
	x, _, err := image.Decode(bytes.NewReader(a))
	if err != nil {
		t.Fatal(err)
	}
	y, _, err := image.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	if x.Bounds() != y.Bounds() {
		return false
	}
	for at := range x.Bounds().Dx() {
		r, g, b, _ := x.At(at, 7).RGBA()
		r2, g2, b2, _ := y.At(at, 7).RGBA()
		if r != r2 || g != g2 || b != b2 {
			return false
		}
	}
	return true
}

// A photo taken at home must not reveal where that is.
func TestPhotosHaveNoMetadata(t *testing.T) {
	flat := encode(t, "jpg", halves(40, 20))
	told := segment(0xe0, "JFIF\x00\x01\x02\x01\x00\x48\x00\x48\x00\x00") +
		segment(0xe0, "JFXX\x00"+secret) + segment(0xe1, "http://ns.adobe.com/xap/1.0/\x00"+secret) +
		segment(0xe2, "ICC_PROFILE\x00\x01\x01the colours") + segment(0xe2, "MPF\x00"+secret) +
		segment(0xed, "Photoshop 3.0\x00"+secret) + segment(0xfe, secret) + "\xff" // a fill byte
	photo := append([]byte("\xff\xd8"+told), flat[2:]...)
	photo = append(withOrientation(photo, 1, true), secret...)
	p, err := newPicture("home.jpg", photo)
	if err != nil {
		t.Fatal(err)
	}
	published := p.Files[0].Bytes
	if bytes.Contains(published, []byte("GPS")) || bytes.Contains(published, []byte("Exif")) {
		t.Error("the published photo tells where it was taken")
	}
	if !bytes.Contains(published, []byte("the colours")) || !bytes.Contains(published, []byte("JFIF")) {
		t.Error("the colour profile or the density is gone")
	}
	if !samePixels(t, photo, published) {
		t.Error("the published photo looks different")
	}
}

// Cutting the camera's notes must not lay a photo on its side, and nothing but its orientation stays.
func TestPublishedPhotosKeepTheirOrientation(t *testing.T) {
	flat := encode(t, "jpg", halves(40, 20))
	for turn := uint16(1); turn <= 8; turn++ {
		photo := withOrientation(withOrientation(flat, 3, true), turn, turn%2 == 0)
		p, err := newPicture("photo.jpg", photo)
		if err != nil {
			t.Fatal(err)
		}
		published := p.Files[0].Bytes
		again, err := newPicture("photo.jpg", published)
		if err != nil || again.Width != p.Width || again.Height != p.Height {
			t.Errorf("orientation %d: %d×%d is published as %d×%d (%v)", turn, p.Width, p.Height, again.Width, again.Height, err)
		}
		if want := withOrientation(flat, turn, false); turn > 1 && !bytes.Contains(published, want[6:6+20]) {
			t.Errorf("orientation %d is not in the published file", turn)
		}
		if n := bytes.Count(published, []byte("Exif")); turn == 1 && n != 0 || turn > 1 && n != 1 {
			t.Errorf("orientation %d: %d Exif segments", turn, n)
		}
	}
}

func TestPNGPicturesHaveNoMetadata(t *testing.T) {
	flat := encode(t, "png", halves(30, 20))
	const head = 8 + 12 + 13
	told := chunk("tEXt", "Author\x00"+secret) + chunk("iTXt", secret) + chunk("zTXt", secret) + chunk("tIME", "GPS1234") +
		chunk("eXIf", "MM\x00*"+secret) + chunk("gAMA", "\x00\x00\xb1\x8f")
	picture := append([]byte(string(flat[:head])+told), flat[head:]...)
	published, err := newPicture("a.png", append(picture, secret...))
	if err != nil {
		t.Fatal(err)
	}
	clean := published.Files[0].Bytes
	if bytes.Contains(clean, []byte("GPS")) || !bytes.Contains(clean, []byte("gAMA")) || !samePixels(t, flat, clean) {
		t.Errorf("published as %q…", clean[:min(len(clean), 200)])
	}
}

// riff is a WebP file of these chunks.
func riff(chunks ...string) []byte {
	body := "WEBP" + strings.Join(chunks, "")
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
}

// webpChunk is a chunk of a WebP file.
func webpChunk(kind, body string) string {
	text := string(binary.LittleEndian.AppendUint32([]byte(kind), uint32(len(body)))) + body
	return text + strings.Repeat("\x00", len(body)%2)
}

func TestWebPPhotosHaveNoMetadata(t *testing.T) {
	const dot = "\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07" // one pixel
	const size = "\x00\x00\x00\x00\x00\x00"                            // less one
	const onItsSide = "MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00"
	picture, profile := webpChunk("VP8L", dot), webpChunk("ICCP", "colours")
	for _, c := range []struct{ name, notes, flags, stays string }{
		{"upright", webpChunk("EXIF", "MM\x00\x2a"+secret) + webpChunk("XMP ", secret), "\x20", ""},
		{"on its side", webpChunk("EXIF", "Exif\x00\x00"+onItsSide+secret), "\x28", webpChunk("EXIF", onItsSide)},
		{"unknown chunk", webpChunk("GPSX", secret), "\x20", ""},
	} {
		noted := riff(webpChunk("VP8X", "\x2c\x00\x00\x00"+size), profile, picture, c.notes)
		p, err := newPicture("a.webp", noted)
		if err != nil || p.Width != 1 || p.Height != 1 {
			t.Fatalf("%s: %d×%d (%v)", c.name, p.Width, p.Height, err)
		}
		want := riff(webpChunk("VP8X", c.flags+"\x00\x00\x00"+size), profile, picture, c.stays)
		if got := p.Files[0].Bytes; !bytes.Equal(got, want) {
			t.Errorf("%s: published as %q, want %q", c.name, got, want)
		}
	}
}

// The name of a picture is a hash of the bytes that readers get: browsers keep it for a year.
func TestPicturesAreNamedByWhatIsPublished(t *testing.T) {
	flat := encode(t, "jpg", halves(40, 20))
	plain, err := newPicture("a.jpg", flat)
	if err != nil {
		t.Fatal(err)
	}
	noted, err := newPicture("a.jpg", withOrientation(flat, 1, false))
	if err != nil {
		t.Fatal(err)
	}
	if plain.Output != noted.Output || !bytes.Equal(plain.Files[0].Bytes, flat) {
		t.Errorf("%s and %s hold the same bytes; %d bytes of %d are left", plain.Output, noted.Output, len(plain.Files[0].Bytes), len(flat))
	}
}

// Files of other kinds, and those that only look like pictures, are the editor's own.
func TestOtherFilesStayAsTheyAre(t *testing.T) {
	for name, text := range map[string]string{
		"a.pdf": jpegLike, "a.svg": "<svg><!-- x --></svg>", "a.jpg": "no picture", "b.png": "", "c.JPG": "\xff",
	} {
		if got := string(clean(t, name, []byte(text))); got != text {
			t.Errorf("%s: %q became %q", name, text, got)
		}
	}
}

const jpegLike = "\xff\xd8\xff\xfe\x00\x04GP\xff\xd9"

// A damaged file is cut or kept, never a reason to stop; and what was cleaned once stays as it is.
func FuzzWithoutMetadata(f *testing.F) {
	f.Add([]byte(jpegLike))
	f.Add([]byte("\x89PNG\r\n\x1a\n" + chunk("tEXt", "a") + chunk("IEND", "")))
	f.Add([]byte("\xff\xd8\xff\xe1\xff\xff" + strings.Repeat("Exif", 3)))
	f.Add(riff(webpChunk("VP8X", "\x0c\x00\x00\x00"), webpChunk("EXIF", secret)))
	f.Add([]byte(toldGIF()))
	f.Add([]byte(toldAVIF(0)))
	f.Add([]byte(toldAVIF(1)))
	f.Fuzz(func(t *testing.T, data []byte) {
		const name = "a.jpg" // what a file holds is seen from its first bytes
		once := clean(t, name, data)
		if twice := clean(t, name, once); !bytes.Equal(once, twice) {
			t.Errorf("%q, then %q", once, twice)
		}
	})
}

// clean returns a file as it is published.
func clean(t testing.TB, name string, data []byte) []byte {
	t.Helper()
	published, err := images.Clean(name, data)
	if err != nil {
		t.Fatal(err)
	}
	return published
}
