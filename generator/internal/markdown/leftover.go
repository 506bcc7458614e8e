package markdown

import (
	"bytes"
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"shirube/calculator/diagnostic"
)

// A leftover counts the tags of a family that are not understood.
type leftover struct {
	count int
	names []string
	place diagnostic.Span
}

// leftOver leaves out a tag that is not understood, or shows it as code in a sentence.
func (x *translator) leftOver(g *foreignTag, isAlone bool) {
	isShown := g.family == value && !isAlone || g.family == shortcode && !isAlone && !g.isEnd && !x.hasEnd(g)
	start, end := x.linkAround()
	if bytes.HasPrefix(x.current, []byte("#")) || x.isInTag() {
		isShown = false // code is for sentences: titles are in lists, too
	}
	switch {
	case g.isEnd:
	case isShown && referenceStart.Match(x.current):
		x.count(g, false)
		x.current = append(referenceStart.Find(x.current), unknownAddress...)
		x.pos += len(x.after())
	case isShown && start >= 0:
		x.count(g, false)
		x.unlink(start, end)
	case isShown:
		x.count(g, true)
		x.add(asCode(g.source, x.current))
	default:
		x.count(g, false)
	}
	if !isShown && isAlone {
		x.isDone = true
	}
}

// isInTag reports whether a tag of HTML is open before pos.
func (x *translator) isInTag() bool {
	before := x.before()
	start := bytes.LastIndexByte(before, '<')
	return start >= 0 && bytes.IndexByte(before[start:], '>') < 0 && start+1 < len(before) && (isASCIILetter(before[start+1]) || before[start+1] == '/')
}

// referenceStart is the beginning of a link's definition: [name]: https://…
var referenceStart = regexp.MustCompile(`^ {0,3}\[[^\]\n]+\]:[ \t]*`)

// unknownAddress stands for the address of a definition that cannot be known; links to it are text.
const unknownAddress = "unknown-address:"

// unlinkUnknown replaces the links whose address cannot be known by their text.
func unlinkUnknown(n ast.Node) {
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		unlinkUnknown(c)
		if l, ok := c.(*ast.Link); ok && string(l.Destination) == unknownAddress {
			for inner := l.FirstChild(); inner != nil; {
				following := inner.NextSibling()
				n.InsertBefore(n, l, inner)
				inner = following
			}
			n.RemoveChild(n, l)
		}
		c = next
	}
}

// asCode returns code with a tag's source.
func asCode(source, before []byte) []byte {
	text := strings.Join(strings.Fields(string(source)), " ")
	if bytes.HasPrefix(bytes.TrimLeft(before, " \t"), []byte("|")) {
		text = strings.ReplaceAll(text, "|", `\|`)
	}
	fence := "`"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	return []byte(fence + text + fence)
}

// linkAround returns the extent of the link whose address has the tag before pos: its start in the output line, and its end
// behind pos; −1 for none.
func (x *translator) linkAround() (start, end int) {
	before := x.before()
	address := bytes.LastIndex(before, []byte("]("))
	if address < 0 || bytes.IndexByte(before[address:], ')') >= 0 {
		return -1, -1
	}
	start, end = bytes.LastIndexByte(before[:address], '['), bytes.IndexByte(x.after(), ')')
	if start < 0 || end < 0 {
		return -1, -1
	}
	return len(x.current) - len(before) + start, end
}

// unlink takes away the address of a link; its text stays.
func (x *translator) unlink(start, end int) {
	text := bytes.Clone(x.current[start+1 : bytes.LastIndex(x.current, []byte("]("))])
	if start > 0 && x.current[start-1] == '!' {
		start--
	}
	x.current = append(x.current[:start], text...)
	x.pos += end + 1
}

// count counts a tag that is not understood.
func (x *translator) count(g *foreignTag, isShown bool) {
	l := &x.leftovers[g.family]
	if isShown {
		l = &x.leftovers[families+g.family]
	}
	if l.count++; l.count == 1 {
		column := len([]rune(string(x.text[bytes.LastIndexByte(x.text[:x.tagStart(g)], '\n')+1:x.tagStart(g)]))) + 1
		l.place = diagnostic.At(x.path, x.at, column)
	}
	const mostNames = 50
	if name := cmp.Or(g.written, strings.TrimSpace(g.inner)); name != "" && len(l.names) < mostNames && !slices.Contains(l.names, name) {
		l.names = append(l.names, name)
	}
}

// tagStart returns where a tag that has been passed over begins.
func (x *translator) tagStart(g *foreignTag) int {
	if len(g.source) == 0 || x.pos < len(g.source) || !bytes.HasPrefix(x.text[x.pos-len(g.source):], g.source) {
		return x.pos
	}
	return x.pos - len(g.source)
}

// reportLeftovers reports each family once, with names and the number of places.
func (x *translator) reportLeftovers() {
	const mostNames = 5
	for i, l := range x.leftovers {
		if l.count == 0 {
			continue
		}
		names := strings.Join(l.names[:min(len(l.names), mostNames)], ", ")
		if rest := len(l.names) - mostNames; rest > 0 {
			names += fmt.Sprintf(" ほか %d", rest)
		}
		what := []string{"Hugoのショートコード「{{< … >}}」", "Liquidなどの命令「{% … %}」", "値の差し込み「{{ … }}」", "ファイルの取り込み", ""}[family(i)%families]
		d := diagnostic.Diagnostic{
			Severity: x.t.severity(), Code: "foreign-left-out", Span: l.place,
			Message:    fmt.Sprintf("%sは動かないので、出しません（%dか所: %s）。", what, l.count, names),
			Suggestion: "要るものは、Markdownかブロックで書き直してください。",
		}
		switch {
		case family(i)%families == component:
			d.Code = "page-mdx"
			d.Message = fmt.Sprintf("MDXの import や部品は動かないので、出しません（%dか所: %s）。部品の中の文は出ます。", l.count, names)
			d.Suggestion = "部品を、Markdownか :::note などのブロックで書き直してください。"
		case family(i) >= families:
			d.Code = "foreign-syntax"
			d.Message = fmt.Sprintf("%sは動かないので、書いたままのコードとして出ます（%dか所: %s）。", what, l.count, names)
		}
		x.t.found = append(x.t.found, d)
	}
}
