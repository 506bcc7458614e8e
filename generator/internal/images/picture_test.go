package images_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"shirube/generator/internal/images"
	"shirube/generator/internal/publish"
)

// halves draws a picture whose left half is red and whose right half is blue.
func halves(width, height int) image.Image {
	picture := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			c := color.RGBA{200, uint8(x * y % 50), 0, 255}
			if x >= width/2 {
				c = color.RGBA{0, uint8(x * y % 50), 200, 255}
			}
			picture.Set(x, y, c)
		}
	}
	return picture
}

// newPicture reads a picture and makes its narrower versions.
func newPicture(name string, data []byte) (images.Picture, error) {
	p, data, err := images.Read(name, data)
	if err != nil {
		return images.Picture{}, err
	}
	p.Files = []publish.Output{{Path: p.Output, Bytes: data}}
	versions, err := images.NewScaler("").Narrow(context.Background(), p, data)
	for i, version := range versions {
		if version != nil {
			p.AddVariant(p.NarrowWidths()[i], publish.Output{Bytes: version})
		}
	}
	return *p, err
}

func encode(t *testing.T, kind string, picture image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	var err error
	switch kind {
	case "png":
		err = png.Encode(&out, picture)
	case "jpg":
		err = jpeg.Encode(&out, picture, &jpeg.Options{Quality: 95})
	case "gif":
		err = gif.Encode(&out, picture, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// A page must know every picture's size, or it jumps while it loads.
func TestSizes(t *testing.T) {
	for _, c := range []struct {
		name          string
		data          []byte
		width, height int
		variants      int
	}{
		{"a.png", encode(t, "png", halves(30, 20)), 30, 20, 0},
		{"a.gif", encode(t, "gif", halves(700, 20)), 700, 20, 0},
		{"a.JPG", encode(t, "jpg", halves(1000, 500)), 1000, 500, 3},
		{"a.svg", []byte(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="20.4px" height="10"/>`), 20, 10, 0},
		{"a.svg", []byte(`<svg viewBox="0,0,300,150"/>`), 300, 150, 0},
		{"a.svg", []byte(`<svg width="100%" height="5em" viewBox="0 0 30 15"/>`), 160, 80, 0},
	} {
		p, err := newPicture(c.name, c.data)
		if err != nil || p.Width != c.width || p.Height != c.height || len(p.Variants) != c.variants {
			t.Errorf("%s: %d×%d with %d variants (%v), want %d×%d with %d", c.name, p.Width, p.Height, len(p.Variants), err, c.width, c.height, c.variants)
		}
		if !strings.HasPrefix(p.Output, "assets/a-") || strings.ToLower(p.Output[len(p.Output)-4:]) != p.Output[len(p.Output)-4:] {
			t.Errorf("%s is published as %s", c.name, p.Output)
		}
	}
}

// A picture that cannot be read is reported, not published.
func TestBrokenPictures(t *testing.T) {
	whole := encode(t, "jpg", halves(1000, 500))
	for name, data := range map[string][]byte{
		"empty.png": {}, "text.png": []byte("no picture"), "cut.jpg": whole[:len(whole)/2], "page.svg": []byte("<html/>"),
		"text.svg": []byte("no drawing"), "cut.svg": []byte("<!--"), "huge.png": hugePNG(),
	} {
		if _, err := newPicture(name, data); err == nil {
			t.Errorf("%s is accepted", name)
		}
	}
}

// hugePNG is the head of a picture of 100,000 by 100,000 pixels.
func hugePNG() []byte {
	var small bytes.Buffer
	_ = png.Encode(&small, image.NewGray(image.Rect(0, 0, 1, 1)))
	data := small.Bytes()
	binary.BigEndian.PutUint32(data[16:], 100000)
	binary.BigEndian.PutUint32(data[20:], 100000)
	return data
}

// A phone notes in the file how it was held. Browsers turn the original; its narrower versions must
// be upright too, and the size that the page reserves must be the upright one.
func TestPhotosOnTheirSide(t *testing.T) {
	flat := encode(t, "jpg", halves(1000, 600))
	for _, little := range []bool{false, true} {
		p, err := newPicture("photo.jpg", withOrientation(flat, 6, little))
		if err != nil || p.Width != 600 || p.Height != 1000 || len(p.Variants) != 2 {
			t.Fatalf("%d×%d with %d variants (%v), want 600×1000 with 2", p.Width, p.Height, len(p.Variants), err)
		}
		narrow, _, err := image.Decode(bytes.NewReader(p.Files[1].Bytes))
		if err != nil {
			t.Fatal(err)
		}
		size := narrow.Bounds()
		if size.Dx() != 480 || size.Dy() != 800 {
			t.Errorf("the narrow version is %v", size)
		}
		top, _, _, _ := narrow.At(200, 100).RGBA()
		_, _, bottom, _ := narrow.At(200, 700).RGBA()
		if top < 0x8000 || bottom < 0x8000 {
			t.Errorf("turned by 90°, red must be above and blue below: %x %x", top, bottom)
		}
	}
}

// withOrientation puts an Exif block with one tag behind the start of a JPEG file.
func withOrientation(jpeg []byte, value uint16, little bool) []byte {
	var order binary.AppendByteOrder = binary.BigEndian
	tiff := []byte("MM")
	if little {
		order, tiff = binary.LittleEndian, []byte("II")
	}
	tiff = order.AppendUint16(tiff, 42)
	tiff = order.AppendUint32(tiff, 8)
	tiff = order.AppendUint16(tiff, 1)
	tiff = order.AppendUint16(tiff, 0x0112)
	tiff = order.AppendUint16(tiff, 3)
	tiff = order.AppendUint32(tiff, 1)
	tiff = order.AppendUint16(tiff, value)
	tiff = order.AppendUint16(tiff, 0)
	exif := append([]byte("Exif\x00\x00"), tiff...)
	out := append([]byte(nil), jpeg[:2]...)
	out = append(out, 0xff, 0xe1)
	out = binary.BigEndian.AppendUint16(out, uint16(len(exif)+2))
	return append(append(out, exif...), jpeg[2:]...)
}

func FuzzNewPicture(f *testing.F) {
	var small bytes.Buffer
	_ = jpeg.Encode(&small, image.NewGray(image.Rect(0, 0, 2, 2)), nil)
	f.Add(withOrientation(small.Bytes(), 8, true), false)
	f.Add([]byte(`<svg viewBox="0 0 1 1"/>`), true)
	f.Fuzz(func(t *testing.T, data []byte, svg bool) {
		name := "a.jpg"
		if svg {
			name = "a.svg"
		}
		p, err := newPicture(name, data)
		if err == nil && (p.Width <= 0 || p.Height <= 0) {
			t.Errorf("%d×%d without an error", p.Width, p.Height)
		}
	})
}
