package markdown

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
)

// A lenient site also reads blocks that MyST, Quarto, DocFX, mkdocstrings and kramdown write over several lines. They are
// rewritten line by line before anything else; a line stays one line, so that findings keep their places.

// dialectSigns are what pages in these dialects contain.
var dialectSigns = []string{"```{", "~~~{", "}`", ":::", "[!", "{:", "markdown=", " markdown>", "={", "{' '}", "{\" \"}",
	"```smart", "```warn", "```online", "```offline", " title=\"", " header=\""}

// A fence is an open block between two lines of the same marks.
type fence struct {
	marks  string
	closed string // what its last line becomes; empty for a line that stays
	isCode bool   // its lines are left alone
}

// isClosedBy reports whether marks alone on a line end the block: the same ones, or more of those of code.
func (f *fence) isClosedBy(marks string) bool {
	return marks == f.marks || f.marks[0] == '`' && strings.HasPrefix(marks, f.marks)
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

	notes     []string        // footnotes that are written where their marks are
	names     map[string]bool // of links that are defined; nil before they are looked for
	isInside  bool            // indented lines belong to a list, a remark or a footnote
	remarkEnd int             // the last line of the next remark over several lines; -1 for none
}

// rewritten returns a text without the blocks of other dialects; the text itself where there are none.
func (t *task) rewritten(path string, text []byte, above int) []byte {
	if t.options.Strict || !containsAny(text, dialectSigns) && !containsAny(text, spanSigns) {
		return text
	}
	x := &rewriter{t: t, path: path, lines: bytes.Split(text, []byte("\n")), leftout: make(map[string]int)}
	isMyST := containsAny(text, mystSigns) && mystSign.Match(text)
	if isMyST {
		x.findTargets()
	}
	for x.at = 0; x.at < len(x.lines); x.at++ {
		x.line(isMyST)
	}
	x.report(above)
	if len(x.notes) > 0 {
		x.lines = append(x.lines, nil, []byte(strings.Join(x.notes, "\n\n")), nil)
	}
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
	if marks := bytes.TrimLeft(line, " \t>"); len(marks) < 3 || marks[0] != marks[1] { // most lines
		return nil
	}
	m := fenceLine.FindSubmatch(line)
	switch {
	case m == nil:
		return nil
	case m[4] != nil:
		return [][]byte{m[0], m[1], m[4], m[5]}
	}
	return m[:4]
}

var (
	titledFence = regexp.MustCompile("^([ \t>]*)(`{3,})([\\w-]+[ \t][^`]*=\"[^\"]*`[^\"]*\".*)$")
	boxOpening  = regexp.MustCompile(`^(smart|warn|online|offline)(?:[ \t]+header="([^"]*)")?$`)
)

// fenceWithTitle reads the first line of a block of code whose title has code in it, which CommonMark takes for a sentence:
// the marks around that code go.
func (x *rewriter) fenceWithTitle(line []byte) [][]byte {
	if !bytes.Contains(line, []byte("```")) {
		return nil
	}
	m := titledFence.FindSubmatch(line)
	if m == nil {
		return nil
	}
	plain := slices.Concat(m[1], m[2], bytes.ReplaceAll(m[3], []byte("`"), nil))
	x.lines[x.at] = plain
	return fenceOf(plain)
}

// opensBox rewrites the first line of a box of javascript.info: ```warn header="…".
func (x *rewriter) opensBox(m [][]byte) bool {
	o := boxOpening.FindSubmatch(m[3])
	if o == nil || m[2][0] != '`' {
		return false
	}
	name := "note"
	if string(o[1]) == "warn" {
		name = "warning"
	}
	colons := strings.Repeat(":", len(m[2]))
	x.fences = append(x.fences, fence{string(m[2]), colons, false})
	x.set(x.at, m[1], colons[3:]+labelled(name, string(o[2])))
	return true
}

// line rewrites the line at x.at, and those after it that belong to the same opening.
func (x *rewriter) line(isMyST bool) {
	line := x.lines[x.at]
	m := fenceOf(line)
	if m == nil {
		m = x.fenceWithTitle(line)
	}
	if n := len(x.fences); n > 0 && x.fences[n-1].isCode {
		if m != nil && len(m[3]) == 0 && strings.HasPrefix(string(m[2]), x.fences[n-1].marks) {
			x.closeFence(m[1])
		}
		return
	}
	if m == nil {
		if x.remark(line) || x.jsx(line) {
			return
		}
		if line = x.lines[x.at]; !x.isIndentedCode(line) {
			line = x.spans(line)
			x.lines[x.at] = line
		}
	}
	switch {
	case m != nil && len(m[3]) == 0 && len(x.fences) > 0 && x.fences[len(x.fences)-1].isClosedBy(string(m[2])):
		x.closeFence(m[1])
	case m != nil && (x.opensDirective(m) || x.opensBox(m)):
	case m != nil && m[2][0] != ':':
		x.fences = append(x.fences, fence{marks: string(m[2]), isCode: true})
	case x.docFX(line) || x.objects(line) || x.contents(line) || x.listBetween(line) || x.details(line) || x.element(line):
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
	elementLine = regexp.MustCompile(`(?i)^[ ]{0,3}<(/?)(div|section|article|main|center|aside|details|p|header|footer|nav|figure|figcaption|` +
		`blockquote|span)\b([^>]*)>[ \t\r]*$`)
	isMarkdown = regexp.MustCompile(`(?i)\bmarkdown(?:\s*=|\s|$)`)
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

var (
	detailsLine = regexp.MustCompile(`(?i)^ {0,3}<details\b([^>]*)>[ \t\r]*$`)
	summaryTag  = regexp.MustCompile(`(?is)^\s*<summary\b([^>]*)>(.*?)</summary>\s*$`)
	anyTag      = regexp.MustCompile(`</?[A-Za-z][^<>]*>`)
	linkInLabel = regexp.MustCompile(`\[([^\[\]]*)\]\([^()]*\)`)
)

// details makes a block of <details> whose contents or <summary> are Markdown.
func (x *rewriter) details(line []byte) bool {
	const longestSummary = 8 // lines
	if !bytes.Contains(line, []byte("<")) {
		return false
	}
	opening := detailsLine.FindSubmatch(line)
	if opening == nil {
		return false
	}
	for last := x.at + 1; last < min(len(x.lines), x.at+longestSummary); last++ {
		if m := summaryTag.FindSubmatch(bytes.Join(x.lines[x.at+1:last+1], []byte(" "))); m != nil {
			if !isMarkdown.Match(opening[1]) && !isMarkdown.Match(m[1]) {
				return false
			}
			title := anyTag.ReplaceAllString(linkInLabel.ReplaceAllString(string(m[2]), "$1"), "")
			title = strings.Join(strings.Fields(title), " ")
			x.set(last, line[:blanks(line)], labelled("details", title))
			x.divs = append(x.divs, ":::")
			return true
		}
	}
	return false
}

// element leaves out the tags of an element whose contents are Markdown, as kramdown and python-markdown read it. Each has
// a line to itself.
func (x *rewriter) element(line []byte) bool {
	m := elementLine.FindSubmatch(line)
	if m == nil {
		return false
	}
	switch isEnd := len(m[1]) > 0; {
	case !isEnd && isMarkdown.Match(m[3]) && !bytes.EqualFold(m[2], []byte("details")):
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
		if last == ":::" {
			x.lines[x.at] = append(bytes.Clone(line[:blanks(line)]), ":::"...)
		}
	default:
		return false
	}
	return true
}
