package images

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

func drawingDecoder(data []byte) *xml.Decoder {
	decoder := xml.NewDecoder(bytes.NewReader(data))
	decoder.Strict = false
	return decoder
}

// ErrActive begins the error of a drawing in which something would run.
var ErrActive = errors.New("SVGに、開くと動くもの")

// CheckDrawing reads an SVG file to its end and refuses what would run as a program where the file is opened
// by itself: scripts, handlers of events, addresses that are programs, embedded documents (SVG 2, "Linking",
// "Scripting and interactivity"), and declarations that browsers would turn into those.
func CheckDrawing(data []byte) error {
	decoder := drawingDecoder(data)
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("SVGとして読めません: %w", err)
		}
		if what := activePart(token); what != "" {
			return fmt.Errorf("%w（%s）が入っています", ErrActive, what)
		}
	}
}

// activePart names what in a token would run; "" if nothing would.
func activePart(token xml.Token) string {
	switch t := token.(type) {
	case xml.StartElement:
		if slices.Contains([]string{"script", "iframe", "object", "embed", "handler"}, strings.ToLower(t.Name.Local)) {
			return t.Name.Local + " 要素"
		}
		for _, a := range t.Attr {
			if a.Name.Space == "" && strings.HasPrefix(strings.ToLower(a.Name.Local), "on") {
				return a.Name.Local + " 属性"
			}
			if isProgram(a.Value) {
				return a.Name.Local + " 属性の javascript:"
			}
		}
	case xml.ProcInst:
		if t.Target == "xml-stylesheet" && !bytes.Contains(t.Inst, []byte("text/css")) {
			return "xml-stylesheet"
		}
	case xml.Directive:
		// Entities with elements or characters by number in them may be anything.
		if _, inner, ok := bytes.Cut(t, []byte("<!ENTITY")); ok && (bytes.Contains(inner, []byte("&#")) ||
			bytes.Count(inner, []byte("<")) > bytes.Count(inner, []byte("<!"))) {
			return "ENTITY"
		}
	}
	return ""
}

// isProgram reports whether a value holds an address that is a program. Browsers pass over spaces and control
// characters in it; animations list several with semicolons.
func isProgram(value string) bool {
	folded := strings.Map(func(r rune) rune {
		if r <= ' ' {
			return -1
		}
		return r
	}, strings.ToLower(value))
	return strings.Contains(folded, "javascript:") || strings.Contains(folded, "data:text/html")
}

// drawingSize reads width and height of a drawing, or else its viewBox.
func drawingSize(data []byte) (width, height int, err error) {
	decoder := drawingDecoder(data)
	for {
		token, err := decoder.Token()
		if err != nil {
			return 0, 0, fmt.Errorf("SVGとして読めません: %w", err)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if start.Name.Local != "svg" {
			return 0, 0, errors.New("SVGとして読めません: 最初の要素が svg ではありません")
		}
		return sizeAttributes(start.Attr)
	}
}

func sizeAttributes(attributes []xml.Attr) (width, height int, err error) {
	var box []string
	for _, a := range attributes {
		switch a.Name.Local {
		case "width":
			width = pixels(a.Value)
		case "height":
			height = pixels(a.Value)
		case "viewBox":
			box = strings.FieldsFunc(a.Value, func(r rune) bool { return r == ' ' || r == ',' })
		}
	}
	if (width == 0 || height == 0) && len(box) == 4 {
		width, height = pixels(box[2]), pixels(box[3])
	}
	if width <= 0 || height <= 0 {
		return 0, 0, errors.New("SVGに大きさがありません。svg 要素に viewBox か width と height を書いてください")
	}
	return width, height, nil
}

// pixels reads a length in CSS pixels; other units count as not given.
func pixels(s string) int {
	v, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(s), "px"), 64)
	if err != nil || v < 0 || v > 1e6 {
		return 0
	}
	return int(v + 0.5)
}
