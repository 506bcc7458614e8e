package markdown

import (
	"bytes"
	"regexp"
	"strings"
)

// A lenient site also reads blocks that MyST, Quarto, DocFX, mkdocstrings and kramdown write over several lines. They are
// rewritten line by line before anything else; a line stays one line, so that findings keep their places.

// dialectSigns are what pages in these dialects contain.
var dialectSigns = []string{"```{", "~~~{", "}`", ":::", "[!", "{:", "markdown=", " markdown>", "={", "{' '}", "{\" \"}"}

// A fence is an open block between two lines of the same marks.
type fence struct {
	marks  string
	closed string // what its last line becomes; empty for a line that stays
	isCode bool   // its lines are left alone
}

// A rewriter rewrites the lines of a page.
type rewriter struct {
	t       *task
	path    string
	lines   [][]byte // each without its end
	at      int
	fences  []fence
	divs    []string        // open elements whose contents are Markdown; empty names for others in them
	targets map[string]bool // named places before headings
	leftout map[string]int
	first   int // line of the first that is left out
}

// rewritten returns a text without the blocks of other dialects; the text itself where there are none.
func (t *task) rewritten(path string, text []byte, above int) []byte {
	if t.options.Strict || !containsAny(text, dialectSigns) {
		return text
	}
	x := &rewriter{t: t, path: path, lines: bytes.Split(text, []byte("\n")), leftout: make(map[string]int)}
	isMyST := bytes.IndexByte(text, '{') >= 0 && mystSign.Match(text)
	if isMyST {
		x.findTargets()
	}
	for x.at = 0; x.at < len(x.lines); x.at++ {
		x.line(isMyST)
	}
	x.report(above)
	return bytes.Join(x.lines, []byte("\n"))
}

func containsAny(text []byte, needles []string) bool {
	for _, needle := range needles {
		if bytes.Contains(text, []byte(needle)) {
			return true
		}
	}
	return false
}

var fenceLine = regexp.MustCompile("^([ \t>]*)(?:(`{3,}|~{3,})[ \t]*([^`]*?)|(:{3,})[ \t]*(.*?))[ \t\r]*$")

// fenceOf returns what a line of a fence begins with, its marks and what is behind them; nil for another line.
func fenceOf(line []byte) [][]byte {
	m := fenceLine.FindSubmatch(line)
	switch {
	case m == nil:
		return nil
	case m[4] != nil:
		return [][]byte{m[0], m[1], m[4], m[5]}
	}
	return m[:4]
}

// line rewrites the line at x.at, and those after it that belong to the same opening.
func (x *rewriter) line(isMyST bool) {
	line := x.lines[x.at]
	m := fenceOf(line)
	if n := len(x.fences); n > 0 && x.fences[n-1].isCode {
		if m != nil && len(m[3]) == 0 && strings.HasPrefix(string(m[2]), x.fences[n-1].marks) {
			x.closeFence(m[1])
		}
		return
	}
	if m == nil {
		if x.jsx(line) {
			return
		}
		line = x.lines[x.at]
	}
	switch {
	case m != nil && len(m[3]) == 0 && len(x.fences) > 0 && x.fences[len(x.fences)-1].marks == string(m[2]):
		x.closeFence(m[1])
	case m != nil && x.opensDirective(m):
	case m != nil && m[2][0] != ':':
		x.fences = append(x.fences, fence{marks: string(m[2]), isCode: true})
	case x.docFX(line) || x.objects(line) || x.contents(line) || x.listBetween(line) || x.element(line):
	case m != nil && isMyST && len(m[3]) > 0:
		x.fences = append(x.fences, fence{marks: string(m[2]), closed: string(m[2])})
	case isMyST:
		x.mystLine(line)
	}
}

// closeFence ends the innermost fence at its last line.
func (x *rewriter) closeFence(indent []byte) {
	last := x.fences[len(x.fences)-1]
	x.fences = x.fences[:len(x.fences)-1]
	switch {
	case last.closed == "":
	case last.closed == blank:
		x.lines[x.at] = quotationOf(indent)
	default:
		x.lines[x.at] = append(bytes.Clone(indent), last.closed...)
	}
}

// blank stands for a line without text.
const blank = " "

// quotationOf returns the marks of a quotation among what a line begins with.
func quotationOf(indent []byte) []byte {
	if bytes.IndexByte(indent, '>') < 0 {
		return nil
	}
	return bytes.TrimRight(indent, " \t")
}

// set replaces the lines from x.at to last by one line, with blank lines before it, and goes on behind them.
func (x *rewriter) set(last int, indent []byte, text string) {
	for i := x.at; i <= last; i++ {
		x.lines[i] = quotationOf(indent)
	}
	if text != "" && text != blank {
		x.lines[last] = append(bytes.Clone(indent), text...)
	}
	x.at = last
}

// leaveOut counts a block that is not understood.
func (x *rewriter) leaveOut(name string) {
	if len(x.leftout) == 0 {
		x.first = x.at
	}
	x.leftout[name]++
}

var (
	objectLine  = regexp.MustCompile(`^::: ([A-Za-z_]\w*(?:\.\w+)+)[ \t\r]*$`)
	tocItem     = regexp.MustCompile(`(?i)^(?:[-*+]|1\.)[ \t]+.*$`)
	tocLine     = regexp.MustCompile(`^\{:\s*toc[^}]*\}[ \t\r]*$`)
	elementLine = regexp.MustCompile(`(?i)^[ ]{0,3}<(/?)(div|section|article|main|center)\b([^>]*)>[ \t\r]*$`)
	isMarkdown  = regexp.MustCompile(`(?i)\bmarkdown(?:\s*=|\s|$)`)
)

// objects rewrites the lines of mkdocstrings, which insert what a program says of itself: the name stays as code, the
// options below it go.
func (x *rewriter) objects(line []byte) bool {
	m := objectLine.FindSubmatch(line)
	if m == nil {
		return false
	}
	x.leaveOut(":::")
	last := x.at
	for last+1 < len(x.lines) && (bytes.HasPrefix(x.lines[last+1], []byte("    ")) || bytes.HasPrefix(x.lines[last+1], []byte("\t"))) {
		last++
	}
	name := "`" + string(m[1]) + "`"
	x.lines[x.at] = []byte(name)
	for x.at < last {
		x.at++
		x.lines[x.at] = nil
	}
	return true
}

// contents leaves out kramdown's table of contents, since every page has one: a list item and {:toc} below it.
func (x *rewriter) contents(line []byte) bool {
	if !tocItem.Match(line) || x.at+1 >= len(x.lines) || !tocLine.Match(x.lines[x.at+1]) {
		return false
	}
	x.set(x.at+1, nil, blank)
	return true
}

// listBetween leaves out the attribute list that ends a paragraph right above the next one, as kramdown reads it.
func (x *rewriter) listBetween(line []byte) bool {
	if !bytes.HasPrefix(line, []byte("{:")) || x.at == 0 || x.at+1 >= len(x.lines) {
		return false
	}
	a, size := attributesAt(line)
	next := x.lines[x.at+1]
	if size == 0 || size < len(bytes.TrimSpace(line)) || a.id != "" || len(bytes.TrimSpace(next)) == 0 || len(bytes.TrimSpace(x.lines[x.at-1])) == 0 {
		return false
	}
	x.lines[x.at] = nil
	return true
}

// element leaves out the tags of an element whose contents are Markdown, as kramdown and python-markdown read it. Each has
// a line to itself.
func (x *rewriter) element(line []byte) bool {
	m := elementLine.FindSubmatch(line)
	if m == nil {
		return false
	}
	switch isEnd := len(m[1]) > 0; {
	case !isEnd && isMarkdown.Match(m[3]):
		x.divs = append(x.divs, string(m[2]))
		x.lines[x.at] = nil
	case !isEnd && len(x.divs) > 0:
		x.divs = append(x.divs, "")
	case isEnd && len(x.divs) > 0:
		last := x.divs[len(x.divs)-1]
		x.divs = x.divs[:len(x.divs)-1]
		if last != "" {
			x.lines[x.at] = nil
		}
	default:
		return false
	}
	return true
}
