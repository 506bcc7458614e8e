package syntax

import (
	"bytes"
	"reflect"
	"strings"
	"unicode"

	"shirube/calculator/diagnostic"
)

// Format lays out a .calc file: two spaces a level, four before a continuation of the first line of a declaration, aligned
// cells of tables, no spaces at the ends of lines, one empty line at most. Comments and words stay as they are. A file
// that cannot be read, or that would be read otherwise, is returned as it is.
func (u Units) Format(source []byte) []byte {
	tree, found := u.ParseFile("", source)
	if found.HasErrors() {
		return source
	}
	out := layOut(source)
	again, found := u.ParseFile("", out)
	if found.HasErrors() || !sameTree(reflect.ValueOf(tree), reflect.ValueOf(again)) {
		return source
	}
	return out
}

// A laidLine is one line without the spaces around it.
type laidLine struct {
	line
	level   int
	carries bool   // on the first line of a declaration
	text    string // without its comment
	note    string // the comment, with its sign
	cells   []string
}

// layOut writes the lines of a file by their levels.
func layOut(source []byte) []byte {
	var lines []laidLine
	var indents []int
	p := &parser{file: &File{}}
	number := 0
	var before laidLine // the last line with text
	for text := range bytes.Lines(bytes.TrimPrefix(source, []byte("\uFEFF"))) {
		number++
		l := p.laidLine(number, text, &indents)
		if l.text != "" {
			if l.level == 1 && (before.level == 0 || before.carries) && continues(before.line, l.line) {
				l.level, l.carries = 2, true
			}
			before = l
		}
		lines = append(lines, l)
	}
	alignComments(lines)
	for start := 0; start < len(lines); {
		end := start + 1
		for lines[start].cells != nil && end < len(lines) && lines[end].cells != nil && lines[end].level == lines[start].level {
			end++
		}
		alignCells(lines[start:end])
		start = end
	}
	var b bytes.Buffer
	empty := 0
	for _, l := range lines {
		if l.text == "" && l.note == "" {
			empty++
			continue
		}
		if empty > 0 && b.Len() > 0 {
			b.WriteByte('\n')
		}
		empty = 0
		b.WriteString(strings.Repeat("  ", l.level) + l.text)
		if l.text != "" && l.note != "" {
			b.WriteString("  ")
		}
		b.WriteString(l.note + "\n")
	}
	return b.Bytes()
}

// laidLine reads one line and the level that its spaces give it below those before; indents are those of the levels
// that are open.
func (p *parser) laidLine(number int, text []byte, indents *[]int) laidLine {
	l, _ := p.makeLine(number, text)
	whole := strings.TrimRight(string(text), " \t\r\n\u3000")
	out := laidLine{line: l, text: l.text()}
	if at := strings.Index(whole, "#"); l.text() != strings.TrimSpace(whole) && at >= 0 {
		out.note = strings.TrimSpace(whole)[len(l.text()):]
		out.note = strings.TrimLeftFunc(out.note, unicode.IsSpace)
	}
	if out.text == "" {
		out.level = -1
		if strings.HasPrefix(whole, "#") {
			out.level = 0
		}
		return out
	}
	for len(*indents) > 0 && (*indents)[len(*indents)-1] >= l.indent {
		*indents = (*indents)[:len(*indents)-1]
	}
	out.level = len(*indents)
	*indents = append(*indents, l.indent)
	if l.indent > 0 && isRow(item{[]line{l}}) {
		out.cells = cellsOf(l)
	}
	return out
}

// cellsOf cuts a row at its separators.
func cellsOf(l line) []string {
	var cells []string
	start := 0
	for i, r := range l.folded {
		if r == '|' {
			cells = append(cells, l.to(i).from(start).text())
			start = i + 1
		}
	}
	return append(cells, l.from(start).text())
}

// alignComments gives comments that stand alone the level of the line below them.
func alignComments(lines []laidLine) {
	below := 0
	for i := len(lines) - 1; i >= 0; i-- {
		switch {
		case lines[i].text != "":
			below = lines[i].level
		case lines[i].level < 0:
			lines[i].level = below
		}
	}
}

// alignCells writes rows with their separators below each other.
func alignCells(rows []laidLine) {
	var widths []int
	for _, r := range rows {
		for i, cell := range r.cells {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			if i+1 < len(r.cells) {
				widths[i] = max(widths[i], width(cell))
			}
		}
	}
	for i := range rows {
		var parts []string
		for k, cell := range rows[i].cells {
			if k+1 < len(rows[i].cells) {
				cell += strings.Repeat(" ", widths[k]-width(cell))
			}
			parts = append(parts, cell)
		}
		if rows[i].cells != nil {
			rows[i].text = strings.TrimRight(strings.Join(parts, " | "), " ")
		}
	}
}

// width is how wide a text is on a screen with letters of one width: those of Japanese take two places.
func width(text string) int {
	n := 0
	for _, r := range text {
		n++
		if r >= 0x1100 && (r <= 0x115f || r >= 0x2e80 && r <= 0xa4cf || r >= 0xac00 && r <= 0xd7a3 || r >= 0xf900 && r <= 0xfaff ||
			r >= 0xfe30 && r <= 0xfe6f || r >= 0xff00 && r <= 0xff60 || r >= 0xffe0 && r <= 0xffe6) {
			n++
		}
	}
	return n
}

// sameTree reports whether two trees differ in places only.
func sameTree(a, b reflect.Value) bool {
	if a.Kind() != b.Kind() || a.IsValid() != b.IsValid() {
		return false
	}
	switch a.Kind() {
	case reflect.Invalid:
		return true
	case reflect.Pointer, reflect.Interface:
		if a.IsNil() || b.IsNil() {
			return a.IsNil() && b.IsNil()
		}
		return sameTree(a.Elem(), b.Elem())
	case reflect.Slice:
		if a.Len() != b.Len() {
			return false
		}
		for i := range a.Len() {
			if !sameTree(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return true
	case reflect.Struct:
		return sameFields(a, b)
	}
	return a.Equal(b)
}

func sameFields(a, b reflect.Value) bool {
	switch a.Type() {
	case reflect.TypeFor[diagnostic.Span](), reflect.TypeFor[textLine]():
		return true
	}
	if a.Type() != b.Type() {
		return false
	}
	for i := range a.NumField() {
		if !sameTree(a.Field(i), b.Field(i)) {
			return false
		}
	}
	return true
}
