package images

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// wideJPEG is a photograph of 1000 × 500 pixels, red on the left and blue on the right.
func wideJPEG(t testing.TB) []byte {
	t.Helper()
	picture := image.NewRGBA(image.Rect(0, 0, 1000, 500))
	for y := range 500 {
		for x := range 1000 {
			c := color.RGBA{200, uint8(x * y), 0, 255}
			if x >= 500 {
				c = color.RGBA{0, uint8(x * y), 200, 255}
			}
			picture.SetRGBA(x, y, c)
		}
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, picture, nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func narrowed(t testing.TB, s *Scaler, data []byte) [][]byte {
	t.Helper()
	p, data, err := Read("a.jpg", data)
	if err != nil {
		t.Fatal(err)
	}
	versions, err := s.Narrow(t.Context(), p, data)
	if err != nil || len(versions) != 2 || versions[0] == nil || versions[1] == nil {
		t.Fatalf("%d versions, %v", len(versions), err)
	}
	return versions
}

// Versions that an earlier run made are taken from the folder; a damaged or missing one is made again, the same.
func TestVersionsAreCached(t *testing.T) {
	dir, data := filepath.Join(t.TempDir(), "pictures"), wideJPEG(t)
	want := narrowed(t, NewScaler(""), data)
	check := func(state string) {
		t.Helper()
		for i, version := range narrowed(t, NewScaler(dir), data) {
			if !bytes.Equal(version, want[i]) {
				t.Errorf("%s: version %d is another", state, i)
			}
		}
	}
	check("made")
	names, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(names) != 2 {
		t.Fatalf("kept are %q, %v", names, err)
	}
	check("kept")
	if err := os.WriteFile(names[0], []byte("damaged, and longer than a digest of thirty-two bytes"), 0o644); err != nil {
		t.Fatal(err)
	}
	check("damaged")
	if err := os.Remove(names[1]); err != nil {
		t.Fatal(err)
	}
	check("gone")
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(dir, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	check("no folder")
}

// The folder stays below its limit: what was used longest ago goes first.
func TestTheFolderIsBounded(t *testing.T) {
	dir, now := t.TempDir(), time.Now()
	for name, age := range map[string]time.Duration{"old": 3 * time.Hour, "older": 4 * time.Hour, "new": 0, ".shirube-left": 2 * time.Hour, ".shirube-written": 0} {
		file := filepath.Join(dir, name)
		if err := errors.Join(os.WriteFile(file, make([]byte, 100), 0o644), os.Chtimes(file, now.Add(-age), now.Add(-age))); err != nil {
			t.Fatal(err)
		}
	}
	(&Scaler{dir: dir}).trim(250, now)
	for name, want := range map[string]bool{"old": true, "older": false, "new": true, ".shirube-left": false, ".shirube-written": true} {
		if _, err := os.Stat(filepath.Join(dir, name)); (err == nil) != want {
			t.Errorf("%s: %v", name, err)
		}
	}
	(&Scaler{dir: filepath.Join(dir, "none")}).Trim()
}

// A flat picture keeps its colour in any size, with and without transparency, and its edges are where they were.
func TestShrunkPicturesLookTheSame(t *testing.T) {
	for _, c := range []color.NRGBA{{255, 255, 255, 255}, {10, 200, 30, 255}, {200, 100, 50, 128}, {0, 0, 0, 0}} {
		flat := image.NewNRGBA(image.Rect(3, 5, 103, 66))
		for i := 0; i < len(flat.Pix); i += 4 {
			flat.Pix[i], flat.Pix[i+1], flat.Pix[i+2], flat.Pix[i+3] = c.R, c.G, c.B, c.A
		}
		for _, size := range []image.Point{{1, 1}, {7, 3}, {99, 60}, {100, 61}, {50, 1}} {
			got, err := shrink(t.Context(), flat, size.X, size.Y)
			if err != nil {
				t.Fatal(err)
			}
			r, g, b, a := color.Color(c).RGBA()
			for i := 0; i < len(got.Pix); i += 4 {
				for j, want := range []uint32{r, g, b, a} {
					if d := int(got.Pix[i+j]) - int(want>>8); d < -1 || d > 1 {
						t.Fatalf("%v in %v: byte %d is %d, want %d", c, size, i+j, got.Pix[i+j], want>>8)
					}
				}
			}
		}
	}
	photo, err := jpeg.Decode(bytes.NewReader(wideJPEG(t)))
	if err != nil {
		t.Fatal(err)
	}
	got, err := shrink(t.Context(), photo, 100, 50)
	if err != nil {
		t.Fatal(err)
	}
	if left, right := got.RGBAAt(48, 25), got.RGBAAt(51, 25); left.R < 150 || left.B > 50 || right.B < 150 || right.R > 50 {
		t.Errorf("beside the edge are %v and %v", left, right)
	}
}

// Scaling ends soon after the build is given up.
func TestScalingIsCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := shrink(ctx, image.NewGray(image.Rect(0, 0, 10, 10)), 5, 5); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
}

// Small files that would fill the memory once decoded are refused before they are.
func TestPicturesOfTooManyPixelsAreRefused(t *testing.T) {
	for name, picture := range map[string]image.Image{
		"long": image.NewGray(image.Rect(0, 0, 40000, 1)), "high": image.NewGray(image.Rect(0, 0, 1, 40000)),
		"many": image.NewPaletted(image.Rect(0, 0, 15000, 15000), color.Palette{color.Black, color.White}),
	} {
		var out bytes.Buffer
		if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&out, picture); err != nil {
			t.Fatal(err)
		}
		if _, _, err := Read("a.png", out.Bytes()); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	data := wideJPEG(t)
	if got := jpegPixelBytes(data); got != 1.5 {
		t.Errorf("a pixel of a photograph takes %v bytes, want 1.5", got)
	}
	at := bytes.Index(data, []byte{0xff, 0xc0})
	data[at+1] = 0xc2
	if got := jpegPixelBytes(data); got != 7.5 {
		t.Errorf("a pixel of a progressive photograph takes %v bytes, want 7.5", got)
	}
}

// BenchmarkNarrow makes all versions of a photograph of 4000 × 3000 pixels.
func BenchmarkNarrow(b *testing.B) {
	picture := image.NewYCbCr(image.Rect(0, 0, 4000, 3000), image.YCbCrSubsampleRatio420)
	for i := range picture.Y {
		picture.Y[i] = uint8(i * i >> 7)
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, picture, nil); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		narrow := NewScaler("")
		p, data, err := Read("a.jpg", out.Bytes())
		if err == nil {
			_, err = narrow.Narrow(b.Context(), p, data)
		}
		if err != nil {
			b.Fatal(err)
		}
	}
}
