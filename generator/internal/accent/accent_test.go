package accent

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// Whatever colour a site names, its links and buttons can be read on every background of the theme.
func TestEveryColourCanBeRead(t *testing.T) {
	steps := []uint8{0, 51, 102, 153, 204, 255}
	for _, r := range steps {
		for _, g := range steps {
			for _, b := range steps {
				checkShades(t, Colour{r, g, b})
			}
		}
	}
}

func checkShades(t *testing.T, c Colour) {
	t.Helper()
	s, _ := Derive(c)
	for _, pair := range []struct {
		what        string
		text, below Colour
		want        float64
	}{
		{"light", s.Light.Accent, lightPaper, enough}, {"light", s.Light.Accent, lightTint, enough},
		{"light, chosen", s.Light.Accent, s.Light.Tint, enough}, {"light button", s.Light.On, s.Light.Accent, enough},
		{"text that is chosen", Colour{0x1a, 0x25, 0x24}, s.Light.Tint, enhanced},
		{"dark", s.Dark.Accent, darkPaper, enhanced}, {"dark", s.Dark.Accent, darkTint, enhanced},
		{"dark, chosen", s.Dark.Accent, s.Dark.Tint, enhanced}, {"dark button", s.Dark.On, s.Dark.Accent, enhanced},
		{"dark text that is chosen", Colour{0xe3, 0xe9, 0xe6}, s.Dark.Tint, enhanced},
		{"more", s.LightMore, white, most}, {"more, dark", s.DarkMore, Colour{0x0a, 0x0f, 0x10}, most * .9},
	} {
		if got := Contrast(pair.text, pair.below); got < pair.want-.005 {
			t.Errorf("%v, %s: %v on %v has a contrast of %.2f, want %.1f", c, pair.what, pair.text, pair.below, got, pair.want)
		}
	}
}

// A colour that can be read stays as the site has named it; one that cannot is reported.
func TestReadableColoursStay(t *testing.T) {
	for text, want := range map[string]bool{"#1d5fa8": true, "#0b5457": true, "#f0c000": false, "#777777": false, "#fff": false} {
		c, err := Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		s, ok := Derive(c)
		if ok != want || ok && s.Light.Accent != c {
			t.Errorf("%s: readable %v, used as %v", text, ok, s.Light.Accent)
		}
	}
}

// Contrasts are those of the theme only while its backgrounds are these.
func TestBackgroundsAreThoseOfTheTheme(t *testing.T) {
	text, err := os.ReadFile("../../../themes/michi/styles/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][2]Colour{"paper": {lightPaper, darkPaper}, "tint": {lightTint, darkTint}} {
		line := regexp.MustCompile(`(?m)^  --` + name + `: (.*);$`).FindStringSubmatch(string(text))
		if line == nil || !strings.Contains(line[1], want[0].String()) || !strings.Contains(line[1], want[1].String()) {
			t.Errorf("--%s is %q, want %v and %v", name, line, want[0], want[1])
		}
	}
}

func TestParse(t *testing.T) {
	if c, err := Parse("#1af"); err != nil || c != (Colour{0x11, 0xaa, 0xff}) {
		t.Errorf("%v, %v", c, err)
	}
	for _, wrong := range []string{"", "#", "red", "#12345", "#gggggg", "1d5fa8"} {
		if _, err := Parse(wrong); err == nil {
			t.Errorf("%q is a colour", wrong)
		}
	}
}
