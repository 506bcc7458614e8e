// Package accent derives the colours of links and buttons from the one that a site names, so that they can be read
// on light and dark pages.
package accent

import (
	"fmt"
	"strings"
)

// The backgrounds of text of the accent colour in the theme michi.
var (
	lightPaper, lightTint = Colour{0xfc, 0xfc, 0xf9}, Colour{0xf1, 0xf4, 0xf1}
	darkPaper, darkTint   = Colour{0x13, 0x1b, 0x1c}, Colour{0x1b, 0x25, 0x26}
	white, black          = Colour{0xff, 0xff, 0xff}, Colour{0, 0, 0}
	darkInk               = Colour{0x0c, 0x18, 0x19}
)

// Contrasts of text: AA and AAA (WCAG 2.2), and that for prefers-contrast: more.
const (
	enough   = 4.5
	enhanced = 7
	most     = 10
)

// LightTint returns the background on which text of the accent colour has the least contrast, on light pages.
func LightTint() Colour { return lightTint }

// A Shade is the colours of one appearance of the site.
type Shade struct {
	Accent Colour // of links, and the background of buttons
	Tint   Colour // the background of what is chosen
	On     Colour // of text on Accent
}

// Shades are the colours of all appearances but that of high contrast, which has its own in the theme.
type Shades struct {
	Light, Dark         Shade
	LightMore, DarkMore Colour // accent where the device asks for more contrast
}

// Derive returns the shades of a colour, and whether text of the colour itself can be read on a light page.
func Derive(c Colour) (s Shades, isReadable bool) {
	isReadable = min(Contrast(c, lightPaper), Contrast(c, lightTint)) >= enough
	light, dark := c, c.lighter(enhanced, darkPaper, darkTint)
	s.Light.Tint, s.Dark.Tint = c.mixed(lightPaper, .88), c.darker(most, white).mixed(darkPaper, .72)
	if light = c.darker(enough, lightPaper, lightTint, s.Light.Tint); light != c {
		isReadable = false
	}
	s.Light.Accent, s.Light.On = light, white
	s.Dark.Accent, s.Dark.On = dark.lighter(enhanced, s.Dark.Tint), darkInk
	s.LightMore, s.DarkMore = light.darker(most, white), dark.lighter(most, black)
	return s, isReadable
}

// CSS returns the style sheet that sets the tokens of a theme.
func (s Shades) CSS() string {
	var b strings.Builder
	token := func(name string, light, dark Colour) {
		fmt.Fprintf(&b, "  --%s: var(--light, %s) var(--dark, %s);\n", name, light, dark)
	}
	b.WriteString(":root {\n")
	token("accent", s.Light.Accent, s.Dark.Accent)
	token("accent-tint", s.Light.Tint, s.Dark.Tint)
	token("on-accent", s.Light.On, s.Dark.On)
	b.WriteString("}\n@media (prefers-contrast: more) {\n  :root {\n  ")
	token("accent", s.LightMore, s.DarkMore)
	b.WriteString("  }\n}\n")
	return b.String()
}
