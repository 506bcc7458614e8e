package markdown

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/util"

	"shirube/calculator/diagnostic"
)

// A foreignSyntax is syntax of another tool, which readers would see as it is written.
type foreignSyntax struct {
	needle  string // every match contains it; where it has a |, one of the parts between them
	pattern *regexp.Regexp
	what    string // Japanese, with an example
}

// foreignSyntaxes are looked for outside of code on sites that are not strict. The order is that of the
// findings.
var foreignSyntaxes = []foreignSyntax{
	{"[^", regexp.MustCompile(`\[\^[^\]\s]+\]`), "本文のない脚注の印「[^…]」"},
	{"toc", regexp.MustCompile(`(?i)^(?:\{:toc\}|\* toc)\s*$`), "目次の印「{:toc}」"},
	{"{:", regexp.MustCompile(`\{:(?:[a-z_-]+\}|:[^}]*\})`), "kramdownの印「{:…}」"},
	{"import ", regexp.MustCompile(`^import\s.*\sfrom\s+['"]`), "部品の取り込み「import …」"},
	{":::", regexp.MustCompile(`^::: \w+(?:\.\w+)+`), "mkdocstringsの「::: 名前」"},
	{"][", regexp.MustCompile(`\[[^\[\]\n]{3,200}\]\[[^\[\]\n]{3,200}\]`), "行き先の書かれていないリンク「[文][名前]」"},
	{"@[", regexp.MustCompile(`^@\[[\w-]+\]\(`), "埋め込み「@[…](…)」"},
}

var inlineCode = regexp.MustCompile("`+[^`\n]*`+")

// findForeign reports the syntaxes of other tools on a page, each kind once with the number of places.
func (t *task) findForeign(body []byte) {
	var present []int
	hasBrace := bytes.IndexByte(body, '{') >= 0
	for i, f := range foreignSyntaxes {
		if f.needle[0] == '{' && !hasBrace {
			continue
		}
		if f.mayBeIn(body) {
			present = append(present, i)
		}
	}
	if len(present) == 0 {
		return
	}
	counts, first := make(map[int]int), make(map[int]int)
	var scan limitScan
	offset := 0
	for line := range bytes.Lines(body) {
		_, rest := containers(line)
		isIndented := bytes.HasPrefix(line, []byte("    ")) || bytes.HasPrefix(line, []byte("\t"))
		if !scan.inCode(bytes.TrimSpace(rest)) && !isIndented {
			t.foreignIn(line, offset, present, counts, first)
		}
		offset += len(line)
	}
	for _, i := range present {
		if counts[i] > 0 {
			t.report(diagnostic.Warning, "foreign-syntax", first[i], fmt.Sprintf("%sが、そのままの文字で出ます（%dか所）。", foreignSyntaxes[i].what, counts[i]),
				"Markdownかブロックで書き直してください。文字として見せるときは、` で囲みます。")
		}
	}
}

// mayBeIn reports whether a text has what every match contains.
func (f *foreignSyntax) mayBeIn(text []byte) bool {
	for needle := range strings.SplitSeq(f.needle, "|") {
		if bytes.Contains(text, []byte(needle)) {
			return true
		}
	}
	return false
}

// foreignIn counts the syntaxes in a line. What one of them has matched is hidden from the next.
func (t *task) foreignIn(line []byte, offset int, present []int, counts, first map[int]int) {
	if !slices.ContainsFunc(present, func(i int) bool { return foreignSyntaxes[i].mayBeIn(line) }) {
		return
	}
	if bytes.IndexByte(line, '`') >= 0 {
		line = inlineCode.ReplaceAllFunc(line, func(code []byte) []byte { return bytes.Repeat([]byte("x"), len(code)) })
	}
	isCopy := false
	for _, i := range present {
		f := &foreignSyntaxes[i]
		if !f.mayBeIn(line) {
			continue
		}
		for _, m := range f.pattern.FindAllIndex(line, -1) {
			if f.needle == "[^" && t.isFootnote(line[m[0]:m[1]]) || f.needle == "][" && !t.isUndefined(line, m) {
				continue
			}
			if counts[i]++; counts[i] == 1 {
				first[i] = offset + m[0]
			}
			if !isCopy {
				line, isCopy = bytes.Clone(line), true
			}
			for j := m[0]; j < m[1]; j++ {
				if line[j] != '\n' {
					line[j] = 'x'
				}
			}
		}
	}
}

// isFootnote reports whether the page has the text of a footnote.
func (t *task) isFootnote(mark []byte) bool {
	return bytes.Contains(t.position.text, append(bytes.Clone(mark), ':'))
}

// linkDefinition is the beginning of a link's definition, in a quotation or list, too.
var linkDefinition = regexp.MustCompile(`(?m)^[ \t>*+-]*\[([^\[\]]+)\]:`)

// isUndefined reports whether [text][name] at m in a line is a link whose name the page does not define, not formulas or
// places in a list.
func (t *task) isUndefined(line []byte, m []int) bool {
	text := line[m[0]:m[1]]
	isFormula := bytes.ContainsAny(text, `|\=<>`) || bytes.IndexByte(line, '$') >= 0
	if isFormula || m[0] > 0 && (isASCIILetter(line[m[0]-1]) || bytes.IndexByte([]byte(`0123456789_]\)`), line[m[0]-1]) >= 0) {
		return false
	}
	if t.defined == nil {
		t.defined = make(map[string]bool)
		for _, d := range linkDefinition.FindAllSubmatch(t.position.text, -1) {
			t.defined[util.ToLinkReference(d[1])] = true
		}
	}
	name := text[bytes.LastIndexByte(text, '[')+1 : len(text)-1]
	return !t.defined[util.ToLinkReference(name)]
}
