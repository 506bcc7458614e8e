package accent

import (
	"fmt"
	"math"
	"strconv"
)

// A Colour is red, green and blue in sRGB.
type Colour [3]uint8

// Parse reads #rgb or #rrggbb.
func Parse(text string) (Colour, error) {
	var c Colour
	digits := text[min(1, len(text)):]
	if len(digits) == 3 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	n, err := strconv.ParseUint(digits, 16, 24)
	if err != nil || len(digits) != 6 || text[0] != '#' {
		return c, fmt.Errorf("%q is no colour of the form #rrggbb", text)
	}
	return Colour{uint8(n >> 16), uint8(n >> 8), uint8(n)}, nil
}

// String returns the colour as #rrggbb.
func (c Colour) String() string { return fmt.Sprintf("#%02x%02x%02x", c[0], c[1], c[2]) }

// Contrast returns the contrast of two colours, from 1 to 21 (WCAG 2.2, relative luminance and contrast ratio).
func Contrast(a, b Colour) float64 {
	x, y := a.luminance(), b.luminance()
	return (max(x, y) + .05) / (min(x, y) + .05)
}

// linear returns red, green and blue in proportion to light.
func (c Colour) linear() (rgb [3]float64) {
	for i, v := range c {
		if s := float64(v) / 255; s <= .04045 {
			rgb[i] = s / 12.92
		} else {
			rgb[i] = math.Pow((s+.055)/1.055, 2.4)
		}
	}
	return rgb
}

// fromLinear is the inverse of linear. It clips what is outside of sRGB, and reports whether nothing was.
func fromLinear(rgb [3]float64) (c Colour, inGamut bool) {
	inGamut = true
	for i, v := range rgb {
		inGamut = inGamut && v > -1e-4 && v < 1+1e-4
		s := min(max(v, 0), 1)
		if s <= .0031308 {
			s *= 12.92
		} else {
			s = 1.055*math.Pow(s, 1/2.4) - .055
		}
		c[i] = uint8(math.Round(s * 255))
	}
	return c, inGamut
}

func (c Colour) luminance() float64 {
	rgb := c.linear()
	return .2126*rgb[0] + .7152*rgb[1] + .0722*rgb[2]
}

// mixed returns the colour with a share of another one, mixed in sRGB as CSS does.
func (c Colour) mixed(other Colour, share float64) (m Colour) {
	for i := range c {
		m[i] = uint8(math.Round(float64(c[i])*(1-share) + float64(other[i])*share))
	}
	return m
}

// darker returns the lightest shade of the colour, not lighter than itself, that has this contrast with all backgrounds.
func (c Colour) darker(contrast float64, backgrounds ...Colour) Colour {
	return c.shade(-.004, contrast, backgrounds)
}

// lighter returns the darkest shade of the colour, not darker than itself, that has this contrast with all backgrounds.
func (c Colour) lighter(contrast float64, backgrounds ...Colour) Colour {
	return c.shade(.004, contrast, backgrounds)
}

// shade changes the lightness of the colour by steps, and keeps its hue.
func (c Colour) shade(step, contrast float64, backgrounds []Colour) Colour {
	lightness, a, b := c.oklab()
	for shade := c; ; lightness += step {
		lowest := math.Inf(1)
		for _, background := range backgrounds {
			lowest = min(lowest, Contrast(shade, background))
		}
		if lowest >= contrast || step < 0 && lightness <= 0 || step > 0 && lightness >= 1 {
			return shade
		}
		shade = fromOklab(min(max(lightness+step, 0), 1), a, b)
	}
}

// oklab returns the colour in OKLab (https://bottosson.github.io/posts/oklab/), in which a change of lightness keeps
// the hue as people see it.
func (c Colour) oklab() (lightness, a, b float64) {
	rgb := c.linear()
	l := math.Cbrt(.4122214708*rgb[0] + .5363325363*rgb[1] + .0514459929*rgb[2])
	m := math.Cbrt(.2119034982*rgb[0] + .6806995451*rgb[1] + .1073969566*rgb[2])
	s := math.Cbrt(.0883024619*rgb[0] + .2817188376*rgb[1] + .6299787005*rgb[2])
	return .2104542553*l + .7936177850*m - .0040720468*s,
		1.9779984951*l - 2.4285922050*m + .4505937099*s,
		.0259040371*l + .7827717662*m - .8086757660*s
}

// fromOklab returns the colour, with its chroma reduced until sRGB can express it.
func fromOklab(lightness, a, b float64) Colour {
	for chroma := 1.0; ; chroma -= .02 {
		x, y := a*chroma, b*chroma
		l, m, s := lightness+.3963377774*x+.2158037573*y, lightness-.1055613458*x-.0638541728*y, lightness-.0894841775*x-1.2914855480*y
		l, m, s = l*l*l, m*m*m, s*s*s
		c, inGamut := fromLinear([3]float64{
			4.0767416621*l - 3.3077115913*m + .2309699292*s,
			-1.2684380046*l + 2.6097574011*m - .3413193965*s,
			-.0041960863*l - .7034186147*m + 1.7076147010*s,
		})
		if inGamut || chroma <= 0 {
			return c
		}
	}
}
