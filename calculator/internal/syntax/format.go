package syntax

import (
	"bytes"
	"reflect"
	"strings"

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

// A formattedLine is one line without the spaces around it.
type formattedLine struct {
	line
	level         int    // -1 for a comment that takes the level of the line below it
	continuesHead bool   // it continues the first line of a declaration
	text          string // without its comment
	comment       string // with its sign
	cells         []string
}

// layOut writes the lines of a file with the indentation of their levels.
func layOut(source []byte) []byte {
	var lines []formattedLine
	var indents []int
	p := &parser{file: &File{}}
	number := 0
	var before formattedLine // the last line with text
	for text := range bytes.Lines(bytes.TrimPrefix(source, []byte("\uFEFF"))) {
		number++
		l := p.formattedLine(number, text, &indents)
		if l.text != "" {
			if l.level == 1 && (before.level == 0 || before.continuesHead) && continues(before.line, l.line) {
				l.level, l.continuesHead = 2, true
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
	return joinLines(lines)
}

// joinLines writes lines with at most one empty line between them.
func joinLines(lines []formattedLine) []byte {
	var b bytes.Buffer
	empty := false
	for _, l := range lines {
		if l.text == "" && l.comment == "" {
			empty = true
			continue
		}
		if empty && b.Len() > 0 {
			b.WriteByte('\n')
		}
		empty = false
		b.WriteString(strings.Repeat("  ", l.level) + l.text)
		if l.text != "" && l.comment != "" {
			b.WriteString("  ")
		}
		b.WriteString(l.comment + "\n")
	}
	return b.Bytes()
}

// formattedLine reads one line and finds its level; indents are the indentations of the open levels.
func (p *parser) formattedLine(number int, text []byte, indents *[]int) formattedLine {
	l, _ := p.makeLine(number, text)
	whole := strings.TrimRight(string(text), " \t\r\n\u3000")
	out := formattedLine{line: l, text: l.text()}
	if l.text() != strings.TrimSpace(whole) && strings.Contains(whole, "#") {
		out.comment = strings.TrimSpace(strings.TrimSpace(whole)[len(l.text()):])
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
	if l.indent > 0 && l.isRow() {
		for _, cell := range l.cells() {
			out.cells = append(out.cells, cell.text())
		}
	}
	return out
}

// alignComments gives comments on lines of their own the level of the line below them.
func alignComments(lines []formattedLine) {
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
func alignCells(rows []formattedLine) {
	var widths []int
	for _, r := range rows {
		for i, cell := range r.cells {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			if i+1 < len(r.cells) {
				widths[i] = max(widths[i], diagnostic.Columns([]rune(cell)))
			}
		}
	}
	for i := range rows {
		var parts []string
		for k, cell := range rows[i].cells {
			if k+1 < len(rows[i].cells) {
				cell += strings.Repeat(" ", widths[k]-diagnostic.Columns([]rune(cell)))
			}
			parts = append(parts, cell)
		}
		if rows[i].cells != nil {
			rows[i].text = strings.TrimRight(strings.Join(parts, " | "), " ")
		}
	}
}

// sameTree reports whether two trees differ in their spans only.
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

// sameFields compares the fields of two structures but for places, which laying out changes.
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
