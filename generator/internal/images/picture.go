// Package images reads the pictures of a site: their sizes, and narrower versions for narrow screens. It removes what
// must not be published with them: scripts in drawings, metadata of cameras and programs.
package images

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"image/color"
	_ "image/gif"  // sizes of GIF pictures
	_ "image/jpeg" // sizes and pixels of JPEG pictures
	_ "image/png"  // sizes and pixels of PNG pictures
	"path"
	"strconv"
	"strings"

	_ "golang.org/x/image/webp" // sizes of WebP pictures

	"shirube/generator/internal/publish"
)

// A Picture is a published picture with its narrower versions.
type Picture struct {
	Output   string // of the picture itself
	Width    int    // in CSS pixels
	Height   int
	Variants []Variant // narrower versions and the picture itself, narrowest first; empty for one size
	Files    []publish.Output

	name   string
	format string
	turn   orientation
	memory int // that its pixels take while they are decoded, in bytes
	digest [sha256.Size]byte
}

// A Variant is a picture in one width.
type Variant struct {
	Output string
	Width  int
}

const (
	// maxSide is the longest side of a picture that is published, in pixels; browsers show no longer ones.
	maxSide = 32767
	// maxMemory is how much memory the pixels of a picture may take while they are decoded.
	maxMemory = 192 << 20
)

// variantWidths are the widths that narrow screens are offered, in pixels: a phone's text column
// at densities 1 and 2, and a wide screen's.
func variantWidths() []int { return []int{480, 960, 1440} }

// Read reads a picture's size. It returns the picture, without narrower versions, and its bytes as they are published.
func Read(name string, data []byte) (*Picture, []byte, error) {
	data, err := Clean(name, data)
	if err != nil {
		return nil, nil, err
	}
	p := &Picture{Output: hashedName(name, data), name: name, turn: upright, digest: sha256.Sum256(data)}
	if IsDrawing(name) {
		p.Width, p.Height = drawingSize(data)
		return p, data, nil
	}
	config, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, nil, fmt.Errorf("画像として読めません: %w", err)
	}
	p.Width, p.Height, p.format = config.Width, config.Height, format
	if config.Width < 1 || config.Height < 1 {
		return nil, nil, errors.New("画像として読めません: 大きさがありません")
	}
	perPixel := pixelBytes(config.ColorModel)
	if format == "jpeg" {
		p.turn, perPixel = orientationOf(data), jpegPixelBytes(data)
	}
	p.memory = int(float64(config.Width) * float64(config.Height) * perPixel)
	if max(config.Width, config.Height) > maxSide || p.memory > maxMemory {
		return nil, nil, fmt.Errorf("画像が大きすぎます（%d×%d 画素）", config.Width, config.Height)
	}
	if p.turn.isSideways() {
		p.Width, p.Height = p.Height, p.Width
	}
	return p, data, nil
}

// pixelBytes returns how many bytes a pixel takes that is not of a JPEG file.
func pixelBytes(model color.Model) float64 {
	switch model {
	case color.GrayModel:
		return 1
	case color.Gray16Model:
		return 2
	case color.RGBA64Model, color.NRGBA64Model:
		return 8
	}
	if _, ok := model.(color.Palette); ok {
		return 1
	}
	return 4
}

// jpegPixelBytes returns how many bytes a pixel of a JPEG file takes while it is decoded (ITU-T T.81, B.2.2). The
// coefficients of a progressive file are all held as 32-bit numbers.
func jpegPixelBytes(data []byte) float64 {
	for rest := data[min(2, len(data)):]; len(rest) >= 4 && rest[0] == 0xff; {
		size := segmentSize(rest)
		if marker := rest[1]; marker >= 0xc0 && marker <= 0xc2 && size >= 10 {
			most, sum := 1, 0
			for i := 10; i+2 < size; i += 3 {
				area := int(rest[i+1]>>4) * int(rest[i+1]&15)
				most, sum = max(most, area), sum+area
			}
			samples := float64(sum) / float64(most)
			if marker == 0xc2 {
				samples *= 5
			}
			return samples
		}
		rest = rest[size:]
	}
	return 4
}

// NarrowWidths returns the widths in which narrower versions may be made, narrowest first. JPEG and PNG are scaled;
// other kinds are published in one size.
func (p *Picture) NarrowWidths() []int {
	var widths []int
	for _, width := range variantWidths() {
		if (p.format == "jpeg" || p.format == "png") && width < p.Width {
			widths = append(widths, width)
		}
	}
	return widths
}

// AddVariant adds a narrower version, after those that are narrower still. Its name is a hash of the picture and the
// width, so it is known before the version is made.
func (p *Picture) AddVariant(width int, file publish.Output) {
	ext := path.Ext(p.name)
	sum := sha256.Sum256(append(p.digest[:], "-"+strconv.Itoa(width)+"-"+scalingVersion...))
	file.Path = assetName(path.Base(strings.TrimSuffix(p.name, ext))+"-"+strconv.Itoa(width)+ext, sum)
	if n := len(p.Variants); n > 0 {
		p.Variants = p.Variants[:n-1]
	}
	p.Variants = append(p.Variants, Variant{file.Path, width}, Variant{p.Output, p.Width})
	p.Files = append(p.Files, file)
}

// hashedName returns the published name of a file: its base name with a hash of its content.
func hashedName(name string, data []byte) string { return assetName(name, sha256.Sum256(data)) }

func assetName(name string, sum [sha256.Size]byte) string {
	base, ext := path.Base(name), path.Ext(name)
	stem := strings.ReplaceAll(strings.TrimSuffix(base, ext), " ", "-")
	return publish.AssetFolder + "/" + stem + "-" + strings.ToUpper(hex.EncodeToString(sum[:4])) + strings.ToLower(ext)
}
