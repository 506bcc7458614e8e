package markdown

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
)

// Files are the files that a page may include.
type Files interface {
	// Read returns the bytes of a file of the content folder.
	Read(name string) ([]byte, error)
	// Data returns what a file of the folder data says, by its name without ending; the error wraps fs.ErrNotExist where
	// there is none.
	Data(name string) (any, error)
}

// Limits of the includes of one page.
const (
	deepestInclude  = 10
	mostIncludes    = 500
	largestIncluded = 2 << 20 // bytes
)

// A part is a run of lines of a body that come from one file.
type part struct {
	line   int // its first in the body, counting from 1
	path   string
	at     int // the number of that line in the file
	indent int // letters before each line in the body that the file does not have
	inPage int // line of the page's own file that includes the part; 0 for that file's own lines
}

// An expander puts the lines of included files in place of ::include lines.
type expander struct {
	task   *task
	out    bytes.Buffer
	lines  int // in out
	parts  []part
	within []string // the files that are being included, outermost first
	count  int
	inPage int
}

// expand returns the body with what its ::include lines name, and without the calls of other tools.
func (t *task) expand(body []byte) []byte {
	body = t.rewritten(t.position.path, body, t.position.lines)
	t.position.text = body
	lines := t.translated(t.position.path, body, t.position.lines)
	if lines == nil && (t.files == nil || !bytes.Contains(body, []byte("::include["))) {
		return body
	}
	x := &expander{task: t}
	if lines == nil {
		lines = numbered(body, t.position.lines)
	}
	x.add(t.position.path, lines, "")
	t.position.text, t.position.parts = x.out.Bytes(), x.parts
	return x.out.Bytes()
}

// numbered returns the lines of a text, of which above are left out at its top.
func numbered(text []byte, above int) []numberedLine {
	var lines []numberedLine
	for line := range bytes.Lines(text) {
		above++
		lines = append(lines, numberedLine{above, line})
	}
	return lines
}

// add adds the lines of a file.
func (x *expander) add(name string, lines []numberedLine, indent string) {
	x.within = append(x.within, name)
	var scan limitScan
	next := -1
	for _, line := range lines {
		if line.at != next {
			x.begin(name, line.at, indent)
		}
		next = line.at + 1
		bare := bytes.TrimLeft(line.text, " \t")
		start, ok := parseDirective(bare)
		if scan.inCode(bytes.TrimSpace(line.text)) || !ok || start.name != "include" || start.colons != 2 || x.task.files == nil {
			x.write(indent, line.text)
			continue
		}
		if len(x.within) == 1 {
			x.inPage = line.at
		}
		before := line.text[:len(line.text)-len(bare)]
		x.include(start, diagnostic.At(name, line.at, utf8.RuneCount(before)+1), indent+string(before))
		next = -1
	}
	x.within = x.within[:len(x.within)-1]
}

// begin notes the origin of the next lines.
func (x *expander) begin(name string, at int, indent string) {
	p := part{line: x.lines + 1, path: name, at: at, indent: utf8.RuneCountInString(indent)}
	if len(x.within) > 1 || name != x.task.position.path {
		p.inPage = x.inPage
	}
	x.parts = append(x.parts, p)
}

func (x *expander) write(indent string, line []byte) {
	if len(bytes.TrimSpace(line)) > 0 {
		x.out.WriteString(indent)
	}
	x.out.Write(line)
	if !bytes.HasSuffix(line, []byte("\n")) {
		x.out.WriteByte('\n')
	}
	x.lines++
}

// report adds a finding at an ::include line, which is left out.
func (x *expander) report(code string, place diagnostic.Span, message, suggestion string) {
	x.task.found = append(x.task.found, diagnostic.Diagnostic{
		Severity: x.task.severity(), Code: code, Span: place, Message: message, Suggestion: suggestion,
	})
}

// include adds what an ::include line names.
func (x *expander) include(start directiveStart, place diagnostic.Span, indent string) {
	name := path.Join(path.Dir(place.Path), start.label)
	if strings.HasPrefix(start.label, "/") {
		name = path.Clean(start.label)[1:]
	}
	isHidden := func(part string) bool { return strings.HasPrefix(part, ".") }
	switch x.count++; {
	case start.label == "" || !fs.ValidPath(name) || name == "." || slices.ContainsFunc(strings.Split(name, "/"), isHidden):
		x.report("include", place, fmt.Sprintf("「%s」は取り込めません。", start.label), "content の中のファイルを、このファイルから見た場所で書いてください。")
		return
	case slices.Contains(x.within, name):
		x.report("include-cycle", place, fmt.Sprintf("「%s」を取り込むと、元に戻ってしまいます（%s）。", start.label, strings.Join(append(x.within, name), " → ")),
			"どこかの ::include を消してください。")
		return
	case len(x.within) > deepestInclude || x.count > mostIncludes || x.out.Len() > largestIncluded:
		x.report("include-deep", place, fmt.Sprintf("取り込みが多すぎます（深さは%d段、数は%d個、大きさは2MBまで）。", deepestInclude, mostIncludes), "ページを分けてください。")
		return
	}
	bytes, err := x.task.files.Read(name)
	if err != nil {
		x.report("include", place, fmt.Sprintf("取り込むファイル「%s」がありません。", name), "このファイルから見た場所を書いてください。1つ上のフォルダーなら、../ で始めます。")
		return
	}
	x.addFile(start, place, content.File{Path: name, Bytes: bytes}, indent)
}

// addFile adds the lines of an included file that the directive names: a Markdown file as part of the page, any other as code.
func (x *expander) addFile(start directiveStart, place diagnostic.Span, file content.File, indent string) {
	text, found := content.PlainText(file)
	if found.HasErrors() {
		x.report("include", place, fmt.Sprintf("「%s」は、UTF-8の文章ではありません。", file.Path), "文字コードをUTF-8にして保存し直してください。")
		return
	}
	isPage := slices.Contains([]string{".md", ".markdown"}, strings.ToLower(path.Ext(file.Path)))
	above := 0
	if wanted := start.values["lines"].Text; wanted != "" {
		from, to, ok := lineRange(wanted, bytes.Count(append(bytes.TrimRight(text, "\n"), '\n'), []byte("\n")))
		if !ok {
			x.report("include-lines", place, fmt.Sprintf("「%s」に、%s行めはありません。", file.Path, wanted), `例: {lines="3-10"}、{lines="3-"}`)
			return
		}
		text, above = cutLines(text, from, to), from-1
	} else if isPage {
		text, above = content.Body(text)
	}
	if isPage {
		text = x.task.rewritten(file.Path, text, above)
		lines := x.task.translated(file.Path, text, above)
		if lines == nil {
			lines = numbered(text, above)
		}
		x.add(file.Path, lines, indent)
		return
	}
	x.addCode(start, place, file.Path, text, above, indent)
}

// addCode adds a block of code.
func (x *expander) addCode(start directiveStart, place diagnostic.Span, name string, text []byte, above int, indent string) {
	fence := "```"
	for bytes.Contains(text, []byte(fence)) {
		fence += "`"
	}
	language := cmp.Or(start.values["lang"].Text, strings.TrimPrefix(path.Ext(name), "."))
	x.begin(place.Path, place.Start.Line, indent)
	x.write(indent, []byte(fence+language))
	x.begin(name, above+1, indent)
	for line := range bytes.Lines(text) {
		x.write(indent, line)
	}
	x.begin(place.Path, place.Start.Line, indent)
	x.write(indent, []byte(fence))
}

// lineRange reads 3-10, 3-, -10 or 3 as lines of a file that has so many.
func lineRange(text string, lines int) (from, to int, ok bool) {
	first, last, isRange := strings.Cut(text, "-")
	from, to = 1, lines
	var err error
	if first != "" {
		from, err = strconv.Atoi(strings.TrimSpace(first))
	}
	if err == nil && !isRange {
		to = from
	} else if err == nil && strings.TrimSpace(last) != "" {
		to, err = strconv.Atoi(strings.TrimSpace(last))
	}
	return from, to, err == nil && 1 <= from && from <= to && to <= lines
}

// cutLines returns the lines from … to of a text, counting from 1.
func cutLines(text []byte, from, to int) []byte {
	lines := bytes.SplitAfter(text, []byte("\n"))
	return bytes.Join(lines[from-1:min(to, len(lines))], nil)
}
