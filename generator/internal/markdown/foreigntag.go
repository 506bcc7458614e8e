package markdown

import (
	"bytes"
	"regexp"
	"strings"
)

// A family is a kind of syntax in which other tools call what they insert into pages.
type family int

const (
	shortcode family = iota // {{< name >}} and {{% name %}} of Hugo
	command                 // {% name %} of Liquid and Jinja, and {% name() %} of Zola
	value                   // {{ expression }}
	inclusion               // {{#include file}} of mdBook
	component               // <Name> of MDX
	families
)

// A foreignTag is one call.
type foreignTag struct {
	family
	name    string // in small letters, without folder
	written string // the name as it is written
	source  []byte // the whole tag
	inner   string // what is between the marks, without the name
	isEnd   bool
	isWhole bool // written as one that has no end
	named   map[string]string
	values  []string // without names, in order
}

// longestTag is how long a tag may be, in bytes; a component with data may be longer, as long as few are.
const (
	longestTag       = 4000
	longestComponent = 100_000
)

// findTag returns where the next tag of a line begins; −1 for none. Tags of MDX are found where mdx is set. Code and
// escaped braces are passed over.
func findTag(line []byte, mdx bool) int {
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '`':
			run := len(line[i:]) - len(bytes.TrimLeft(line[i:], "`"))
			if end := bytes.Index(line[i+run:], line[i:i+run]); end >= 0 {
				i += run + end
			}
			i += run - 1
		case c == '\\':
			i++
		case c == '{' && i+1 < len(line) && (line[i+1] == '{' || line[i+1] == '%' || mdx && bytes.HasPrefix(line[i+1:], []byte("/*"))):
			return i
		case c == '<' && mdx && isComponentStart(line[i+1:]):
			return i
		}
	}
	return -1
}

// isComponentStart reports whether what is behind a < may be the name of a component.
func isComponentStart(rest []byte) bool {
	rest = bytes.TrimPrefix(rest, []byte("/"))
	return len(rest) > 0 && (rest[0] >= 'A' && rest[0] <= 'Z' || rest[0] == '>')
}

// tagForms returns the marks between which tags are, those that begin alike with the longest first.
func tagForms() []tagForm {
	return []tagForm{
		{component, "{/*", "*/}"}, {shortcode, "{{<", ">}}"}, {shortcode, "{{%", "%}}"}, {command, "{%", "%}"}, {inclusion, "{{#", "}}"}, {value, "{{", "}}"},
	}
}

type tagForm struct {
	family
	start, end string
}

// parseTag parses the tag at pos; false for none.
func (x *translator) parseTag() (foreignTag, bool) {
	text := x.text[x.pos:min(len(x.text), x.pos+longestTag)]
	if text[0] == '<' {
		return x.parseComponent()
	}
	for i, form := range x.forms {
		if !bytes.HasPrefix(text, []byte(form.start)) {
			continue
		}
		end := x.nextEnd(i) - x.pos
		if end < len(form.start) || end+len(form.end) > len(text) || bytes.Contains(text[:end], []byte("\n\n")) {
			return foreignTag{}, false
		}
		g := foreignTag{family: form.family, source: text[:end+len(form.end)]}
		g.parse(strings.Trim(string(text[len(form.start):end]), " \t\r\n-"))
		return g, true
	}
	return foreignTag{}, false
}

// parseComponent parses the component at pos. The more of a page's have no end, the less of the next is looked at.
func (x *translator) parseComponent() (foreignTag, bool) {
	const fewTags, manyTags, shortTag = 20, 1000, 200
	limits := []int{longestTag, longestComponent}
	switch {
	case x.longTags >= manyTags:
		limits = []int{shortTag}
	case x.longTags >= fewTags:
		limits = []int{longestTag}
	}
	for _, limit := range limits {
		text := x.text[x.pos:min(len(x.text), x.pos+limit)]
		if g, ok := parseComponent(text); ok || len(text) < limit {
			return g, ok
		}
	}
	x.longTags++
	return foreignTag{}, false
}

// nextEnd returns where the next end of a form is behind pos; −1 for none. It is looked for once.
func (x *translator) nextEnd(form int) int {
	if from := x.pos + len(x.forms[form].start); x.endAt[form] >= 0 && x.endAt[form] < from {
		x.endAt[form] = -1
		if i := bytes.Index(x.text[min(from, len(x.text)):], []byte(x.forms[form].end)); i >= 0 {
			x.endAt[form] = from + i
		}
	}
	return x.endAt[form]
}

// parseComponent parses a tag of JSX, in whose attributes > and quotes may stand.
func parseComponent(text []byte) (foreignTag, bool) {
	depth, quote := 0, byte(0)
	for i := 1; i < len(text); i++ {
		switch c := text[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'' || c == '`' && depth > 0:
			quote = c
		case c == '{':
			depth++
		case c == '}':
			depth--
		case c == '<' && depth == 0:
			return foreignTag{}, false
		case c == '>' && depth == 0:
			g := foreignTag{family: component, source: text[:i+1]}
			inner := strings.TrimSpace(string(text[1:i]))
			g.isWhole = strings.HasSuffix(inner, "/") && inner != "/"
			g.parse(strings.TrimSpace(strings.TrimSuffix(inner, "/")))
			g.isEnd = g.isEnd || inner == "/"
			return g, true
		}
	}
	return foreignTag{}, false
}

var (
	callName    = regexp.MustCompile(`^/?\s*([A-Za-z_][\w./-]*)\s*`)
	tagArgument = regexp.MustCompile("([A-Za-z_][\\w:@.-]*)\\s*[=:]\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|`([^`]*)`|" +
		"\\{\\s*[\"'`]?([^{}\"'`]*)[\"'`]?\\s*\\}|([^\\s\"'(),]+))" +
		"|\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|([^\\s\"'(),]+)")
)

// parse takes apart what is between the marks of a tag.
func (g *foreignTag) parse(inner string) {
	g.isEnd = strings.HasPrefix(inner, "/")
	if g.family == shortcode && strings.HasSuffix(inner, "/") {
		inner, g.isWhole = strings.TrimSuffix(inner, "/"), true
	}
	m := callName.FindStringSubmatch(inner)
	if m == nil {
		g.inner = inner
		return
	}
	g.written, g.inner = m[1], inner[len(m[0]):]
	g.name = strings.ToLower(m[1][strings.LastIndexByte(m[1], '/')+1:])
	if rest, ok := strings.CutPrefix(g.name, "end"); ok && g.family == command {
		g.name, g.isEnd = rest, true
	}
	g.named = make(map[string]string)
	for _, a := range tagArgument.FindAllStringSubmatch(g.inner, -1) {
		if a[1] != "" {
			g.named[strings.ToLower(a[1])] = unquoted(a[2] + a[3] + a[4] + a[5] + a[6])
		} else if text := a[7] + a[8] + a[9]; text != "" {
			g.values = append(g.values, unquoted(text))
		}
	}
}

func unquoted(text string) string { return strings.TrimSpace(strings.ReplaceAll(text, `\"`, `"`)) }

// get returns the first argument that a tag has of these; "0" and "1" are those without names.
func (g *foreignTag) get(names ...string) string {
	for _, name := range names {
		if name == "0" || name == "1" {
			if i := int(name[0] - '0'); i < len(g.values) {
				return g.values[i]
			}
		} else if text := g.named[name]; text != "" {
			return text
		}
	}
	return ""
}
