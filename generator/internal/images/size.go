package images

import (
	"bytes"
	"encoding/xml"
	"math"
	"strconv"
	"strings"
)

// drawingSize returns the size in CSS pixels that browsers give a drawing in a page: by its width and height, by the
// ratio of its viewBox, or else that of a replaced element without any (CSS Images 3, "default sizing algorithm").
func drawingSize(data []byte) (width, height int) {
	const usualWidth, usualHeight = 300, 150
	var box []string
	var w, h float64
	for _, a := range rootAttributes(data) {
		switch a.Name.Local {
		case "width":
			w = pixels(a.Value)
		case "height":
			h = pixels(a.Value)
		case "viewBox":
			box = strings.FieldsFunc(a.Value, func(r rune) bool { return strings.ContainsRune(" ,\t\r\n", r) })
		}
	}
	ratio := 0.0 // width by height
	if len(box) == 4 {
		if bw, bh := pixels(box[2]), pixels(box[3]); bw > 0 && bh > 0 {
			ratio = bw / bh
			if w == 0 && h == 0 {
				w, h = bw, bh
			}
		}
	}
	switch {
	case w == 0 && h == 0:
		w, h = usualWidth, usualHeight
	case w == 0 && ratio > 0:
		w = h * ratio
	case h == 0 && ratio > 0:
		h = w / ratio
	case w == 0:
		w = usualWidth
	case h == 0:
		h = usualHeight
	}
	return rounded(w), rounded(h)
}

func rounded(length float64) int { return max(int(math.Round(min(length, 1e6))), 1) }

// rootAttributes returns the attributes of the first element.
func rootAttributes(data []byte) []xml.Attr {
	decoder := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := decoder.RawToken()
		if err != nil {
			return nil
		}
		if start, ok := token.(xml.StartElement); ok {
			return start.Attr
		}
	}
}

// pixels reads a length in CSS pixels (CSS Values 4, "absolute lengths"; em and ex at the usual size of letters). It is
// 0 for percentages, which are of no size that is known here, and for what is no length.
func pixels(s string) float64 {
	s = strings.ToLower(strings.TrimSpace(s))
	number := strings.TrimRight(s, "abcdefghijklmnopqrstuvwxyz%")
	if strings.HasSuffix(number, ".") {
		return 0
	}
	factor, known := map[string]float64{
		"": 1, "px": 1, "pt": 4.0 / 3, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6, "em": 16, "rem": 16, "ex": 8,
	}[s[len(number):]]
	v, err := strconv.ParseFloat(number, 64)
	if err != nil || !known || !(v > 0) || math.IsInf(v, 0) {
		return 0
	}
	return v * factor
}
