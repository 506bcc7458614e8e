package markdown

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"html"
	"regexp"
	"strings"
)

// A lenient site also reads marks within lines that Obsidian, python-markdown, Pandoc, MDC and markdown-it write: ==mark==,
// %%remark%%, ++ctrl+c++, :material-icon:, ^[footnote], [text]{.class}, :badge[text].

// spanSigns are what lines with such marks contain.
var spanSigns = []string{
	"==", "%%", "++", ":material-", ":fontawesome-", ":octicons-", ":simple-",
	"^[", "]{", "{to=\"", "{title=\"", "{href=\"", "{name=\"", "{icon=\"", "{.", "{ .", " [#", "toc]", "TOC]", "TOC_]",
}

// A spanSyntax is a mark within lines.
type spanSyntax struct {
	signs   []string // every match contains one of them
	pattern *regexp.Regexp
	apart   string // letters that stand on neither side of a match; a stands for ASCII letters and digits
	write   func(x *rewriter, m []string) (string, bool)
}

var spanSyntaxes = []spanSyntax{
	{[]string{"%%"}, regexp.MustCompile(`%%[^%]+%%`), "a%", leaveOutSpan},
	{[]string{"=="}, regexp.MustCompile(`==([^=\s](?:[^=]*[^=\s])?)==`), "a=!<>", writeMark},
	{[]string{"++"}, regexp.MustCompile(`\+\+([\w-]+|"[^"+]+")((?:\+(?:[\w-]+|"[^"+]+"))*)\+\+`), "a+", writeKeys},
	{[]string{":material-", ":fontawesome-", ":octicons-", ":simple-"},
		regexp.MustCompile(`:(?:material|fontawesome|octicons|simple)-([a-z0-9-]+):(?:\{[^{}]*\})?`), "a:", writeIcon},
	{[]string{"^["}, regexp.MustCompile(`\^\[((?:[^\[\]]|\[[^\[\]]*\])+)\]`), "^", writeInlineNote},
	{[]string{"]"}, regexp.MustCompile(`:([a-z][a-z0-9-]*)\[([^\[\]]*)\](\{[^{}]*\})?`), "a:`", writeInlineDirective},
	{[]string{"{"}, regexp.MustCompile(`:([a-z]+(?:-[a-z]+)*)\{[ \t]*((?:[\w:-]+="[^"]*"[ \t]*)+)\}`), "a:`", writeTextless},
	{[]string{"]{"}, regexp.MustCompile(`\[([^\[\]]+)\](\{:?[ \t]*[.#][^{}]*\})`), "a!]", writeClassed},
	{[]string{"{.", "{ .", "{: ."},
		regexp.MustCompile(`([^\s)\]*_|>{}-])[ \t]*\{:?[ \t]*\.[\pL_][\w-]*(?:[ \t]+(?:\.[\pL_][\w-]*|[a-z-]+="[^"]*"))*[ \t]*\}([ \t]*(?:\||$))`), "", dropClasses},
}

// longestSpanLine is how many bytes a line with such marks may have.
const longestSpanLine = 20_000

// spans returns a line outside of code with such marks written as Markdown and HTML.
func (x *rewriter) spans(line []byte) []byte {
	if len(line) > longestSpanLine {
		return line
	}
	if bytes.HasPrefix(line, []byte("#")) {
		line = placedHeading.ReplaceAll(line, []byte("$1 {#$2}"))
	}
	for i := range spanSyntaxes {
		if s := &spanSyntaxes[i]; containsAny(line, s.signs) {
			line = x.replaceSpans(line, s)
		}
	}
	return line
}

// placedHeading is a heading with its id as Fumadocs writes it.
var placedHeading = regexp.MustCompile(`^(#{1,6}[ \t].*?)[ \t]+\[#([\pL\pN_-]+)\][ \t\r]*$`)

// replaceSpans replaces the marks of one kind that are outside of code, formulas and addresses.
func (x *rewriter) replaceSpans(line []byte, s *spanSyntax) []byte {
	hidden := line
	if bytes.IndexByte(line, '`') >= 0 {
		hidden = inlineCode.ReplaceAllFunc(line, func(code []byte) []byte { return bytes.Repeat([]byte("`"), len(code)) })
	}
	var out []byte
	from := 0
	for _, m := range s.pattern.FindAllSubmatchIndex(hidden, -1) {
		before, after := line[:m[0]], line[m[1]:]
		if !s.isApart(before, after) || bytes.Count(before, []byte("$"))%2 == 1 && bytes.IndexByte(after, '$') >= 0 {
			continue
		}
		groups := make([]string, len(m)/2)
		for i := range groups {
			if m[2*i] >= 0 {
				groups[i] = string(line[m[2*i]:m[2*i+1]])
			}
		}
		text, ok := s.write(x, groups)
		if !ok {
			continue
		}
		out = append(append(out, line[from:m[0]]...), text...)
		from = m[1]
	}
	if from == 0 {
		return line
	}
	return append(out, line[from:]...)
}

// isApart reports whether a match is apart from letters that would make it something else.
func (s *spanSyntax) isApart(before, after []byte) bool {
	joins := func(c byte) bool {
		isWord := isASCIILetter(c) || '0' <= c && c <= '9'
		return strings.IndexByte(s.apart, c) >= 0 && c != 'a' || isWord && strings.IndexByte(s.apart, 'a') >= 0
	}
	if n := len(before); n > 0 && (joins(before[n-1]) || before[n-1] == '\\') {
		return false
	}
	return len(after) == 0 || s.apart == "" || !joins(after[0])
}

func leaveOutSpan(*rewriter, []string) (string, bool) { return "", true }

func writeMark(_ *rewriter, m []string) (string, bool) { return "<mark>" + m[1] + "</mark>", true }

// keyNames are the keys of python-markdown that have a name of their own, by its other names.
var keyNames = map[string]string{
	"ctrl": "Ctrl", "control": "Ctrl", "alt": "Alt", "option": "⌥", "shift": "Shift", "cmd": "⌘", "command": "⌘", "meta": "Meta",
	"win": "Win", "windows": "Win", "super": "Super", "fn": "Fn", "enter": "Enter", "return": "Enter", "tab": "Tab", "esc": "Esc", "escape": "Esc",
	"space": "Space", "spacebar": "Space", "backspace": "Backspace", "del": "Delete", "delete": "Delete", "ins": "Insert", "insert": "Insert",
	"home": "Home", "end": "End", "page-up": "PageUp", "page-down": "PageDown", "pageup": "PageUp", "pagedown": "PageDown", "up": "↑",
	"down": "↓", "left": "←", "right": "→", "arrow-up": "↑", "arrow-down": "↓", "arrow-left": "←", "arrow-right": "→",
	"caps-lock": "CapsLock", "print-screen": "PrintScreen", "plus": "+", "minus": "-", "comma": ",", "period": ".", "slash": "/",
	"backslash": `\`, "equal": "=", "semicolon": ";", "grave": "&#96;", "tilde": "~", "question-mark": "?", "exclam": "!", "at": "@",
}

var plainKey = regexp.MustCompile(`^(?:[A-Za-z0-9]|[fF]\d{1,2})$`)

// writeKeys writes keys that are pressed together; false where one of them is none.
func writeKeys(_ *rewriter, m []string) (string, bool) {
	var keys []string
	for _, name := range strings.Split(m[1]+m[2], "+") {
		label, isKnown := keyNames[strings.ToLower(name)]
		switch {
		case isKnown:
		case name[0] == '"':
			label = html.EscapeString(strings.Trim(name, `"`))
		case plainKey.MatchString(name):
			label = strings.ToUpper(name)
		default:
			return "", false
		}
		keys = append(keys, "<kbd>"+label+"</kbd>")
	}
	return strings.Join(keys, "+"), true
}

// writeIcon writes the icons that stand for yes, no and beware; the others are left out.
func writeIcon(x *rewriter, m []string) (string, bool) {
	for i, name := range strings.Split(m[1], "-") {
		switch {
		case name == "check" || name == "checkbox" || name == "done":
			return "✓", true
		case name == "close" || name == "cancel" || name == "xmark" || name == "x" && i == 0:
			return "✗", true
		case name == "alert" || name == "warning":
			return "⚠", true
		}
	}
	x.leaveOut(m[0][:strings.IndexByte(m[0][1:], ':')+2])
	return "", true
}

// writeInlineNote makes a footnote of one that is written where its mark is; false for a pattern such as ^[a-z].
func writeInlineNote(x *rewriter, m []string) (string, bool) {
	if !strings.Contains(strings.TrimSpace(m[1]), " ") && !hasWide([]byte(m[1])) {
		return "", false
	}
	file := fnv.New32a()
	file.Write([]byte(x.path))
	mark := fmt.Sprintf("[^inline-%x-%d]", file.Sum32(), len(x.notes)+1)
	x.notes = append(x.notes, mark+": "+m[1])
	return mark, true
}

var (
	directiveTarget = regexp.MustCompile(`\b(?:to|href)="([^"<>\s]+)"`)
	directiveTitle  = regexp.MustCompile(`\b(?:title|label|text)="([^"]+)"`)
)

// writeInlineDirective writes the text of a component of MDC or remark, as a link where it has an address.
func writeInlineDirective(_ *rewriter, m []string) (string, bool) {
	if to := directiveTarget.FindStringSubmatch(m[3]); to != nil && m[2] != "" {
		return "[" + m[2] + "](<" + to[1] + ">)", true
	}
	return m[2], m[2] != ""
}

// writeTextless writes a component without text as a link, or leaves it out.
func writeTextless(x *rewriter, m []string) (string, bool) {
	to, title := directiveTarget.FindStringSubmatch(m[2]), directiveTitle.FindStringSubmatch(m[2])
	switch {
	case to == nil:
		x.leaveOut(":" + m[1])
		return "", true
	case title == nil:
		return "[" + strings.Trim(to[1], "/") + "](<" + to[1] + ">)", true
	}
	return "[" + strings.Trim(title[1], "[]") + "](<" + to[1] + ">)", true
}

// writeClassed writes the text of a span with classes; its id stays as a place for links. A link by name stays one.
func writeClassed(x *rewriter, m []string) (string, bool) {
	a, size := attributesAt([]byte(m[2]))
	if size == 0 || x.definesLink(m[1]) {
		return "", false
	}
	if a.id != "" {
		return `<a id="` + html.EscapeString(a.id) + `"></a>` + m[1], true
	}
	return m[1], true
}

// definesLink reports whether a page has the address of a link by name.
func (x *rewriter) definesLink(name string) bool {
	if x.names == nil {
		x.names = make(map[string]bool)
		for _, line := range x.lines {
			if m := definedLink.FindSubmatch(line); m != nil {
				x.names[strings.ToLower(string(m[1]))] = true
			}
		}
	}
	return x.names[strings.ToLower(name)]
}

var definedLink = regexp.MustCompile(`^ {0,3}\[([^\[\]]+)\]:`)

// dropClasses leaves out the classes that markdown-it gives to the paragraph, item or cell before them.
func dropClasses(_ *rewriter, m []string) (string, bool) { return m[1] + m[2], true }

var (
	tocMark = regexp.MustCompile(`^(?i:\[toc\]|\[\[_?toc_?\]\])[ \t\r]*$`)
	// A line that begins what its indented lines belong to.
	openerLine = regexp.MustCompile(`^ {0,3}(?:[-+*:][ \t]|\d{1,9}[.)][ \t]|!!!|\?\?\?|===|\[\^)`)
)

// isIndentedCode reports whether a line is code by its indentation: not within a list, a remark or a footnote.
func (x *rewriter) isIndentedCode(line []byte) bool {
	isIndented := bytes.HasPrefix(line, []byte("    ")) || bytes.HasPrefix(line, []byte("\t"))
	if len(bytes.TrimSpace(line)) > 0 && !isIndented && line[0] != ' ' {
		x.isInside = false
	}
	x.isInside = x.isInside || len(line) > 0 && bytes.IndexByte([]byte(" -+*:!?=[0123456789"), line[0]) >= 0 && openerLine.Match(line)
	return isIndented && !x.isInside
}

// remark leaves out a table of contents, which every page has, and a remark of Obsidian over several lines.
func (x *rewriter) remark(line []byte) bool {
	trimmed := bytes.TrimSpace(line)
	if bytes.HasPrefix(line, []byte("[")) && tocMark.Match(line) {
		x.lines[x.at] = nil
		return true
	}
	if !bytes.HasPrefix(trimmed, []byte("%%")) || bytes.Contains(trimmed[2:], []byte("%%")) {
		return false
	}
	if x.remarkEnd >= 0 && x.remarkEnd <= x.at {
		x.remarkEnd = -1
		for i := x.at + 1; i < len(x.lines); i++ {
			if bytes.HasSuffix(bytes.TrimSpace(x.lines[i]), []byte("%%")) {
				x.remarkEnd = i
				break
			}
		}
	}
	if x.remarkEnd < 0 {
		return false
	}
	x.set(x.remarkEnd, nil, blank)
	return true
}
