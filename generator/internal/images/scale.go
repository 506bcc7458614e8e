package images

import (
	"context"
	"image"
	"image/draw"
	"math"
)

// stripRows is how many rows of a picture are converted at once.
const stripRows = 16

// shrink scales a picture down with the Catmull-Rom kernel, widened to the ratio of the sizes so that every pixel of
// the source counts. It holds a few rows of floats beside the result, whatever the size of the source.
func shrink(ctx context.Context, src image.Image, width, height int) (*image.RGBA, error) {
	bounds, out := src.Bounds(), image.NewRGBA(image.Rect(0, 0, width, height))
	across, down := newKernel(width, bounds.Dx()), newKernel(height, bounds.Dy())
	ring := make([][]float32, down.most+stripRows)
	for i := range ring {
		ring[i] = make([]float32, 4*width)
	}
	strip := image.NewRGBA(image.Rect(0, 0, bounds.Dx(), stripRows))
	next := 0 // the first row of the source that is not in the ring yet
	sums := make([]float32, 4*width)
	for y := range height {
		taps := down.taps[y]
		for end := taps.first + len(taps.weights); next < end; {
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			rows := min(stripRows, bounds.Dy()-next)
			draw.Draw(strip, image.Rect(0, 0, bounds.Dx(), rows), src, image.Pt(bounds.Min.X, bounds.Min.Y+next), draw.Src)
			for i := range rows {
				across.scaleRow(ring[(next+i)%len(ring)], strip.Pix[i*strip.Stride:])
			}
			next += rows
		}
		clear(sums)
		for i, weight := range taps.weights {
			row := ring[(taps.first+i)%len(ring)]
			for x := range sums {
				sums[x] += weight * row[x]
			}
		}
		putRow(out.Pix[y*out.Stride:], sums)
	}
	return out, nil
}

// putRow writes a row of premultiplied colours as bytes.
func putRow(pix []byte, sums []float32) {
	for x := 0; x < len(sums); x += 4 {
		alpha := clamp(sums[x+3], 255)
		for c := range 3 {
			pix[x+c] = uint8(clamp(sums[x+c], alpha) + 0.5)
		}
		pix[x+3] = uint8(alpha + 0.5)
	}
}

func clamp(v, most float32) float32 { return max(0, min(v, most)) }

// A kernel says which pixels of a row or column make each pixel of the scaled one.
type kernel struct {
	taps []taps
	most int // weights of a pixel
}

type taps struct {
	first   int
	weights []float32 // of first and the pixels behind it; their sum is 1
}

// newKernel prepares scaling a length of from pixels to one of to pixels.
func newKernel(to, from int) kernel {
	k := kernel{taps: make([]taps, to)}
	ratio := float64(from) / float64(to)
	stretch := max(ratio, 1)
	for i := range k.taps {
		center := (float64(i)+0.5)*ratio - 0.5
		first, last := max(int(math.Ceil(center-2*stretch)), 0), min(int(math.Floor(center+2*stretch)), from-1)
		weights, sum := make([]float32, last-first+1), float32(0)
		for j := range weights {
			weights[j] = catmullRom(math.Abs(float64(first+j)-center) / stretch)
			sum += weights[j]
		}
		for j := range weights {
			weights[j] /= sum
		}
		k.taps[i] = taps{first, weights}
		k.most = max(k.most, len(weights))
	}
	return k
}

// catmullRom is the cubic kernel with B = 0 and C = ½ (Mitchell and Netravali, 1988).
func catmullRom(t float64) float32 {
	switch {
	case t < 1:
		return float32((1.5*t-2.5)*t*t + 1)
	case t < 2:
		return float32(((-0.5*t+2.5)*t-4)*t + 2)
	}
	return 0
}

// scaleRow scales a row of RGBA bytes.
func (k kernel) scaleRow(out []float32, row []byte) {
	for i, t := range k.taps {
		var r, g, b, a float32
		pixels := row[4*t.first : 4*(t.first+len(t.weights))]
		for j, weight := range t.weights {
			p := pixels[4*j : 4*j+4 : 4*j+4]
			r += weight * float32(p[0])
			g += weight * float32(p[1])
			b += weight * float32(p[2])
			a += weight * float32(p[3])
		}
		o := out[4*i : 4*i+4 : 4*i+4]
		o[0], o[1], o[2], o[3] = r, g, b, a
	}
}
