package markdown

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A lenient site reads what other tools call in their pages: the shortcodes of Hugo, the commands of Liquid, the components
// of MDX. The well-known ones become Markdown and blocks. The others are left out, or shown as code where they stand in
// a sentence; what is between the start and the end of one is kept.

// A numberedLine is a line of a body with its number in the file.
type numberedLine struct {
	at   int
	text []byte
}

// A translator translates one file.
type translator struct {
	t    *task
	path string
	text []byte
	mdx  bool

	pos     int
	at      int // number of the line at pos
	scan    limitScan
	isHTML  bool // the line above belongs to HTML
	isList  bool // the lines since the last text at the margin belong to a list
	out     []numberedLine
	current []byte // of the output
	isDone  bool   // current is only what comes before the rest of a line that has become a block
	isCalls bool   // the last line with text had nothing but tags

	open      []string // names of the tags that have become blocks
	indents   []int    // by which the contents of components are indented
	ends      map[string]int
	forms     []tagForm
	endAt     []int    // of each form, where it ends next
	labels    []string // of the tabs that are to come
	pane      string   // the language of tabs that are code; empty for others
	depth     int      // of folders in a tree of files
	longTags  int      // components without an end
	leftovers [2 * families]leftover
}

// translated returns the lines of a file without the calls of other tools; nil where it has none. Above lines of it come
// before text.
func (t *task) translated(path string, text []byte, above int) []numberedLine {
	mdx := t.isMDX(path, text)
	hasMark := func(mark string) bool { return bytes.Contains(text, []byte(mark)) }
	if t.options.Strict && !mdx || !mdx && !slices.ContainsFunc([]string{"{{", "{%", "{*", "{!", "--8<--", "<<< "}, hasMark) {
		return nil
	}
	x := &translator{t: t, path: path, text: text, mdx: mdx, at: above + 1, ends: make(map[string]int), forms: tagForms()}
	x.endAt = make([]int, len(x.forms))
	for x.pos < len(x.text) {
		x.line()
	}
	x.flush()
	for range x.open {
		x.out = append(x.out, numberedLine{x.at, []byte(":::\n")})
	}
	x.reportLeftovers()
	return x.out
}

// rest returns the line at pos, from there on.
func (x *translator) rest() []byte {
	line, _, _ := bytes.Cut(x.text[x.pos:], []byte("\n"))
	return line
}

// line translates the line at pos.
func (x *translator) line() {
	line := x.rest()
	_, inside := containers(line)
	switch {
	case x.scan.inCode(bytes.TrimSpace(inside)):
		x.codeLine(line)
		return
	case x.mdx && mdxModule.Match(line):
		x.module()
		return
	case x.isIndented(line) || x.mdx && remarkLink.Match(line):
		x.add(line)
		x.newline(len(line))
		return
	}
	if m := lineInclude.FindSubmatch(line); m != nil {
		x.includeLine(string(bytes.Join(m[1:], nil)), line)
		return
	}
	x.pos += len(line) - len(x.dedented(line))
	line, tail := x.unwrapped()
	if isHTMLLine := x.mdx && mdxTagLine.Match(bytes.TrimSpace(line)); isHTMLLine && findTag(line, true) < 0 {
		x.htmlLine(line)
		return
	}
	for end := x.pos + len(line); ; {
		i := findTag(x.text[x.pos:end], x.mdx)
		if i < 0 {
			x.add(x.text[x.pos:end])
			x.newline(end - x.pos + tail)
			return
		}
		x.add(x.text[x.pos : x.pos+i])
		x.pos += i
		if !x.tag() {
			x.add(x.text[x.pos : x.pos+1])
			x.pos++
		} else if x.pos > end {
			end, tail = x.pos+len(x.rest()), 0
		}
	}
}

// mdxParagraph is a paragraph with its tags on one line, in which MDX reads Markdown.
var mdxParagraph = regexp.MustCompile(`^([ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)<p>([^\n]*)</p>[ \t\r]*$`)

// unwrapped returns the line at pos, without these tags, and how many bytes are behind it.
func (x *translator) unwrapped() (line []byte, tail int) {
	if line = x.rest(); !x.mdx {
		return line, 0
	}
	m := mdxParagraph.FindSubmatch(line)
	if m == nil || bytes.Contains(m[2], []byte("<p>")) {
		return line, 0
	}
	x.add(m[1])
	start := len(m[1]) + len("<p>")
	x.pos += start
	return m[2], len(line) - start - len(m[2])
}

// remarkLink is a remark in the form of a link that nothing names: [comment]: <> (…).
var remarkLink = regexp.MustCompile(`^ {0,3}\[[^\]\n]+\]:[ \t]*<>`)

// nearby is how many bytes of context on either side of a tag are read.
const nearby = 1000

// after returns the context behind pos on the line.
func (x *translator) after() []byte {
	line, _, _ := bytes.Cut(x.text[x.pos:min(len(x.text), x.pos+nearby)], []byte("\n"))
	return line
}

// before returns the context at the end of the output line.
func (x *translator) before() []byte { return x.current[max(0, len(x.current)-nearby):] }

// isIndented reports whether a line is code by its indentation.
func (x *translator) isIndented(line []byte) bool {
	trimmed := bytes.TrimLeft(x.dedented(line), " \t")
	isIndented := bytes.HasPrefix(x.dedented(line), []byte("    ")) || bytes.HasPrefix(x.dedented(line), []byte("\t"))
	switch {
	case len(bytes.TrimSpace(line)) == 0:
		x.isHTML = false
		return false
	case trimmed[0] == '<' && !isIndented:
		x.isHTML = true
	case markerSize(trimmed) > 0 && trimmed[0] != '>':
		x.isList = x.isList || !isIndented
	case !isIndented && (line[0] != ' ' && line[0] != '\t'):
		x.isList = false
	}
	return isIndented && !x.isList && !x.isHTML && !x.mdx && !(x.isCalls && trimmed[0] == '{')
}

// dedented returns a line without the indentation that the components around it give it.
func (x *translator) dedented(line []byte) []byte {
	n := 0
	for _, indent := range x.indents {
		n += indent
	}
	for ; n > 0 && len(line) > 0 && (line[0] == ' ' || line[0] == '\t'); n-- {
		line = line[1:]
	}
	return line
}

// add adds to the output line.
func (x *translator) add(text []byte) { x.current = append(x.current, text...) }

// flush ends the output line.
func (x *translator) flush() {
	if len(x.current) > 0 && !(x.isDone && x.isBare()) {
		x.out = append(x.out, numberedLine{x.at, append(bytes.Clone(x.current), '\n')})
	}
	x.current, x.isDone = nil, false
}

// newline goes on behind the line, of which so many bytes are left.
func (x *translator) newline(left int) {
	if len(bytes.TrimSpace(x.current)) > 0 || x.isDone {
		x.isCalls = x.isDone && x.isBare()
	}
	if len(x.current) == 0 && !x.isDone {
		x.out = append(x.out, numberedLine{x.at, []byte("\n")})
	}
	x.flush()
	x.pos = min(x.pos+left+1, len(x.text))
	x.at++
}

// isBare reports whether the output line has nothing but the marks of lists and quotations.
func (x *translator) isBare() bool {
	_, inside := containers(x.current)
	return len(bytes.TrimSpace(inside)) == 0
}

// block adds lines of their own.
func (x *translator) block(lines ...string) {
	if !x.isBare() {
		before := quotation.Find(x.current)
		x.flush()
		x.current = bytes.Clone(before)
	}
	for _, line := range lines {
		x.out = append(x.out, numberedLine{x.at, []byte(string(x.current) + line + "\n")})
		x.current = x.continued()
	}
	x.isDone = true
}

var quotation = regexp.MustCompile(`^[ \t>]*`)

// continued returns what the next lines of a list item or quotation begin with.
func (x *translator) continued() []byte {
	return []byte(strings.Map(func(r rune) rune {
		if r == '>' || r == '\t' {
			return r
		}
		return ' '
	}, string(x.current)))
}

// tag translates the tag at pos; false where there is none.
func (x *translator) tag() bool {
	g, ok := x.parseTag()
	if !ok || g.family == value && (x.t.options.Figures || x.isFormula(g)) {
		return false
	}
	after := x.text[x.pos+len(g.source):]
	rest, _, _ := bytes.Cut(after[:min(len(after), nearby)], []byte("\n"))
	rest = bytes.TrimSpace(rest)
	isAlone := x.isBare() && (len(rest) == 0 || findTag(rest, x.mdx) == 0)
	if g.family == component && g.source[0] == '{' && bytes.HasPrefix(x.current, []byte("#")) { // the id of a heading
		return false
	}
	if g.family == component {
		x.indent(&g, after, isAlone && len(rest) == 0)
	}
	x.pos += len(g.source)
	if !x.escaped(&g) && !x.translate(&g, isAlone) {
		x.leftOver(&g, isAlone)
	}
	x.at += bytes.Count(g.source, []byte("\n"))
	return true
}

// isFormula reports whether braces are of TeX or of an attribute rather than of a template.
func (x *translator) isFormula(g foreignTag) bool {
	before := byte(' ')
	if n := len(x.current); n > 0 {
		before = x.current[n-1]
	}
	inFormula := bytes.Count(x.before(), []byte("$"))%2 == 1
	isNameless := g.written == "" && (g.inner == "" || !strings.Contains("\"'$.", g.inner[:1]))
	return inFormula || isNameless || strings.IndexByte(`=\{}^_]`, before) >= 0
}

// escaped shows a shortcode that is written as {{</* name */>}}.
func (x *translator) escaped(g *foreignTag) bool {
	if g.family != shortcode || !bytes.HasPrefix(g.source[3:], []byte("/*")) {
		return false
	}
	x.add([]byte("`" + string(unescapedShortcode(g.source)) + "`"))
	return true
}

func unescapedShortcode(source []byte) []byte {
	return escapedShortcode.ReplaceAll(source, []byte("$1$2$3"))
}

var escapedShortcode = regexp.MustCompile(`(?s)(\{\{[<%])/\*(.*?)\*/([>%]\}\})`)

// indent notes by how much the contents of a component that stands alone are indented.
func (x *translator) indent(g *foreignTag, after []byte, isAlone bool) {
	switch {
	case g.isWhole || g.name == "" && !g.isEnd && g.source[0] == '{':
	case g.isEnd && len(x.indents) > 0:
		x.indents = x.indents[:len(x.indents)-1]
	case !g.isEnd && len(x.indents) < maxDirective:
		more := 0
		if isAlone {
			next := bytes.TrimLeft(after, "\r\n")
			if i := bytes.LastIndexByte(after[:len(after)-len(bytes.TrimLeft(after, " \t\r\n"))], '\n'); i >= 0 {
				next = after[i+1:]
			}
			own := blanks(x.current)
			more = max(blanks(next)-own-len(x.lineIndent()), 0)
		}
		x.indents = append(x.indents, min(more, 8))
	}
}

// lineIndent returns the indentation of the line at pos in the file that dedented has removed.
func (x *translator) lineIndent() []byte {
	start := bytes.LastIndexByte(x.text[:x.pos], '\n') + 1
	line := x.text[start:x.pos]
	return line[:len(line)-len(x.dedented(line))]
}

// codeLine adds a line of a block of code, in which some tools insert too.
func (x *translator) codeLine(line []byte) {
	text := x.dedented(line)
	if bytes.Contains(text, []byte("*/")) {
		text = unescapedShortcode(text)
	}
	if !x.mdx && bytes.Contains(text, []byte("raw")) && rawCommand.Match(text) {
		text = rawCommand.ReplaceAll(text, nil)
		if len(bytes.TrimSpace(text)) == 0 {
			x.isDone = true
		}
	}
	if m := codeInclude.FindSubmatch(text); m != nil && !x.mdx {
		if x.includeCode(string(m[1])+string(m[2]), text[:blanks(text)]) {
			x.isDone, text = true, nil
		} else {
			x.count(&foreignTag{family: inclusion, written: string(m[1]) + string(m[2])}, true)
		}
	}
	x.add(text)
	x.newline(len(line))
}

var (
	rawCommand  = regexp.MustCompile(`\{%-?\s*(?:end)?raw\s*-?%\}`)
	codeInclude = regexp.MustCompile(`^\s*(?:\{\{\s*#(?:include|rustdoc_include|playground|playpen)\s+([^\s}]+)[^}]*\}\}|--8<--\s+"([^"]+)")\s*$`)
)

// lineInclude is a line that inserts a file as python-markdown, VitePress, FastAPI's documentation and others have it.
var lineInclude = regexp.MustCompile(`^\s*(?:-+8<-+\s+"([^"]+)"|<<<\s+@?/?([^\s{\[]+).*|\{\*\s+(\S+).*\*\}|\{!>?\s*([^\s!]+)\s*!\})\s*$`)

// includeLine puts an ::include line for the file, or shows the line as code where the content lacks it.
func (x *translator) includeLine(name string, line []byte) {
	x.add(x.dedented(line)[:blanks(x.dedented(line))])
	if file := x.fileNear(name); file != "" {
		x.block("::include[/" + file + "]")
	} else {
		x.count(&foreignTag{family: inclusion, written: name}, true)
		x.add(asCode(bytes.TrimSpace(line), nil))
	}
	x.newline(len(line))
}

// htmlLine sets a line of MDX with nothing but tags of HTML apart: the text around it is Markdown.
func (x *translator) htmlLine(line []byte) {
	if g, ok := parseComponent(bytes.TrimSpace(line)); !ok || g.name != "img" || !x.translate(&g, true) {
		x.block("", strings.TrimSpace(string(line)), "")
	}
	x.newline(len(line))
}

// module leaves out the lines of an import or export.
func (x *translator) module() {
	for isFirst := true; x.pos < len(x.text); isFirst = false {
		line := x.rest()
		isEnd := len(bytes.TrimSpace(line)) == 0
		if isFirst {
			isEnd = bytes.HasSuffix(bytes.TrimSpace(line), []byte(";")) || bytes.ContainsAny(line, `'"`)
		}
		x.newline(len(line))
		if isEnd {
			return
		}
	}
}

// hasEnd reports whether the end of a tag follows.
func (x *translator) hasEnd(g *foreignTag) bool {
	const mostNames = 200
	key := g.key()
	last, known := x.ends[key]
	if !known && len(x.ends) < mostNames {
		last = -1
		for _, end := range map[family][]string{
			shortcode: {"{{< /" + g.written, "{{</" + g.written, "{{% /" + g.written, "{{%/" + g.written},
			command:   {"{% end" + g.written, "{%- end" + g.written, "{% end %}"},
			component: {"</" + g.written},
		}[g.family] {
			last = max(last, bytes.LastIndex(x.text, []byte(end)))
		}
		x.ends[key] = last
	}
	return last >= x.pos
}

// key names what has an end together: a name of a family.
func (g *foreignTag) key() string { return strconv.Itoa(int(g.family)) + g.written }

// until returns the text before the end of a tag, and goes on behind it; false where there is none.
func (x *translator) until(g *foreignTag) (lines [][]byte, ok bool) {
	if last, known := x.ends[g.key()]; known && last < x.pos {
		return nil, false
	}
	end := regexp.MustCompile(map[family]string{
		shortcode: `\{\{[<%]-?\s*/\s*` + regexp.QuoteMeta(g.written) + `\s*-?[>%]\}\}`, command: `\{%-?\s*end` + regexp.QuoteMeta(g.written) + `\s*-?%\}`,
	}[g.family])
	m := end.FindIndex(x.text[x.pos:])
	if m == nil {
		x.ends[g.key()] = -1 // nor is there one further on
		return nil, false
	}
	lines = bytes.Split(x.text[x.pos:x.pos+m[0]], []byte("\n"))
	x.pos += m[1]
	return lines, true
}
