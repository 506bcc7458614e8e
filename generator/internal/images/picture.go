// Package images reads the pictures of a site: their sizes, narrower versions for narrow screens, and what
// must not be published with them: scripts in drawings, notes of cameras and programs beside the pixels.
package images

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	_ "image/gif" // sizes of GIF pictures
	"image/jpeg"
	"image/png"
	"path"
	"strconv"
	"strings"

	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp" // sizes of WebP pictures

	"shirube/generator/internal/publish"
)

// A Picture is a published picture with its smaller versions.
type Picture struct {
	Output   string // of the picture itself
	Width    int    // in CSS pixels
	Height   int
	Variants []Variant // narrower versions and the picture itself, narrowest first; empty for one size
	Files    []publish.Output
}

// A Variant is a picture in one width.
type Variant struct {
	Output string
	Width  int
}

// maxPixels is the size from which a picture is refused: decoding it would take too much memory.
const maxPixels = 60_000_000

// variantWidths are the widths that narrow screens are offered, in pixels: a phone's text column
// at densities 1 and 2, and a wide screen's.
func variantWidths() []int { return []int{480, 960, 1440} }

// NewPicture reads a picture's size and makes its narrower versions. JPEG and PNG are scaled; other
// kinds are published as they are, but for what WithoutMetadata takes away.
func NewPicture(name string, data []byte) (Picture, error) {
	data = WithoutMetadata(name, data)
	p := Picture{Output: hashedName(name, data)}
	p.Files = []publish.Output{{Path: p.Output, Bytes: data}}
	if strings.EqualFold(path.Ext(name), ".svg") {
		var err error
		if p.Width, p.Height, err = drawingSize(data); err == nil {
			err = CheckDrawing(data)
		}
		return p, err
	}
	config, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return p, fmt.Errorf("画像として読めません: %w", err)
	}
	if config.Width < 1 || config.Height < 1 {
		return p, errors.New("画像として読めません: 大きさがありません")
	}
	if config.Width*config.Height > maxPixels {
		return p, fmt.Errorf("画像が大きすぎます（%d×%d 画素）", config.Width, config.Height)
	}
	p.Width, p.Height = config.Width, config.Height
	turn := upright
	if format == "jpeg" {
		turn = orientationOf(data)
	}
	if turn.isSideways() {
		p.Width, p.Height = p.Height, p.Width
	}
	if format == "jpeg" || format == "png" {
		return p, p.scale(name, data, format, turn)
	}
	return p, nil
}

// hashedName returns the published name of a file: its base name with a hash of its content.
func hashedName(name string, data []byte) string {
	sum := sha256.Sum256(data)
	base, ext := path.Base(name), path.Ext(name)
	stem := strings.ReplaceAll(strings.TrimSuffix(base, ext), " ", "-")
	return publish.AssetFolder + "/" + stem + "-" + strings.ToUpper(hex.EncodeToString(sum[:4])) + strings.ToLower(ext)
}

// scale makes the narrower versions. Browsers turn the original upright as it says itself; the
// versions say nothing and are written upright.
func (p *Picture) scale(name string, data []byte, format string, turn orientation) error {
	if p.Width <= variantWidths()[0] {
		return nil
	}
	full, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return fmt.Errorf("画像として読めません: %w", err)
	}
	for _, width := range variantWidths() {
		if width >= p.Width {
			break
		}
		size := image.Rect(0, 0, width, max(p.Height*width/p.Width, 1))
		if turn.isSideways() {
			size = image.Rect(0, 0, size.Dy(), size.Dx())
		}
		scaled := image.NewRGBA(size)
		draw.CatmullRom.Scale(scaled, scaled.Bounds(), full, full.Bounds(), draw.Src, nil)
		scaled = turned(scaled, turn)
		var out bytes.Buffer
		if format == "jpeg" {
			err = jpeg.Encode(&out, scaled, &jpeg.Options{Quality: 82})
		} else {
			err = (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, scaled)
		}
		if err != nil {
			return fmt.Errorf("画像を縮められません: %w", err)
		}
		if out.Len() >= len(data) {
			continue
		}
		ext := path.Ext(name)
		output := hashedName(strings.TrimSuffix(path.Base(name), ext)+"-"+strconv.Itoa(width)+ext, out.Bytes())
		p.Variants = append(p.Variants, Variant{output, width})
		p.Files = append(p.Files, publish.Output{Path: output, Bytes: out.Bytes()})
	}
	if len(p.Variants) > 0 {
		p.Variants = append(p.Variants, Variant{p.Output, p.Width})
	}
	return nil
}
