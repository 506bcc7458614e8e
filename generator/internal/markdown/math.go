package markdown

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"shirube/generator/internal/mathml"
)

// A formula node is mathematical notation in running text: $…$, or $$…$$ for one on a line of its own.
type formula struct {
	ast.BaseInline
	source, html string // html is empty where the source is not understood
}

// A formulaBlock node is a paragraph of lines between $$ and $$.
type formulaBlock struct {
	ast.BaseBlock
	isClosed bool
}

var (
	kindFormula      = ast.NewNodeKind("Formula")
	kindFormulaBlock = ast.NewNodeKind("FormulaBlock")
)

// Kind implements ast.Node.
func (*formula) Kind() ast.NodeKind { return kindFormula }

// Dump implements ast.Node.
func (f *formula) Dump(source []byte, level int) { ast.DumpHelper(f, source, level, nil, nil) }

// Kind implements ast.Node.
func (*formulaBlock) Kind() ast.NodeKind { return kindFormulaBlock }

// IsRaw implements ast.Node.
func (*formulaBlock) IsRaw() bool { return true }

// Dump implements ast.Node.
func (f *formulaBlock) Dump(source []byte, level int) { ast.DumpHelper(f, source, level, nil, nil) }

// plain returns the letters of a formula, for titles and lists.
func (f *formula) plain() string {
	if f.html == "" {
		return f.source
	}
	return mathml.PlainText(f.html)
}

// formulaParser reads formulas in running text. As in Pandoc, no blank follows the first $ or precedes the
// last, and no digit follows the last.
type formulaParser struct{}

// longestFormula is how many bytes a formula in running text may have.
const longestFormula = 1000

// Trigger implements parser.InlineParser.
func (formulaParser) Trigger() []byte { return []byte{'$'} }

// Parse implements parser.InlineParser.
func (formulaParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	t := taskOf(pc)
	switch {
	case bytes.HasPrefix(line, []byte("$$")):
		return t.displayFormula(block, segment.Start)
	case before < 0x80 && (isDigit(before) || isASCIILetter(byte(before))), before == '$', before == '\\', len(line) < 3:
		return nil
	case line[1] == '`': // as GitHub writes it
		end := bytes.Index(line[2:min(len(line), longestFormula)], []byte("`$"))
		if end < 0 {
			return nil
		}
		block.Advance(end + len("$``$"))
		return t.newFormula(string(line[2:2+end]), false, segment.Start)
	}
	end := t.endOfFormula(line, segment.Start)
	if end < 2 || end > longestFormula || !looksLikeFormula(line[1:end]) {
		return nil
	}
	block.Advance(end + 1)
	return t.newFormula(string(line[1:end]), false, segment.Start)
}

func isASCIILetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

// endOfFormula returns the place in a line of the next $ that may end a formula, -1 for none. It is kept for the
// other formulas before that place, so that a line is searched once.
func (t *task) endOfFormula(line []byte, start int) int {
	if start >= t.formulaFrom && start < t.formulaEnd {
		if t.formulaEnd >= start+len(line) {
			return -1
		}
		return t.formulaEnd - start
	}
	t.formulaFrom, t.formulaEnd = start, start+len(line)
	for at := 2; at < len(line); at++ {
		i := bytes.IndexByte(line[at:], '$')
		if i < 0 {
			return -1
		}
		at += i
		isBehind := at+1 < len(line) && ('0' <= line[at+1] && line[at+1] <= '9' || isASCIILetter(line[at+1]) || line[at+1] == '$')
		if before := line[at-1]; before != ' ' && before != '\t' && before != '\\' && before != '$' && !isBehind {
			t.formulaEnd = start + at
			return at
		}
	}
	return -1
}

// looksLikeFormula reports whether text between dollar signs is no text about sums of money or variables of a
// program.
func looksLikeFormula(source []byte) bool {
	if bytes.IndexByte(source, '`') >= 0 || source[0] == ' ' || source[0] == '\t' || source[0] == '$' {
		return false
	}
	if bytes.ContainsAny(source, `\^`) || bytes.Contains(source, []byte("_{")) {
		return true
	}
	if hasWide(source) {
		return false
	}
	words, longest := 0, 0
	for _, word := range bytes.FieldsFunc(source, func(r rune) bool { return !isASCIILetter(byte(r)) || r >= 0x80 }) {
		if longest = max(longest, len(word)); len(word) > 1 {
			words++
		}
	}
	if longest <= 2 && bytes.ContainsAny(source, "=+<>") && !proseWords.Match(source) {
		return true // ax+by+cz=k
	}
	isSum := '0' <= source[0] && source[0] <= '9' && longest > 2
	return words < 3 && !isSum
}

// proseWords are two words with nothing but a blank between them.
var proseWords = regexp.MustCompile(`[A-Za-z]{2} [A-Za-z]{2}`)

// displayFormula reads $$…$$ in a paragraph, which may go over its lines.
func (t *task) displayFormula(block text.Reader, start int) ast.Node {
	line, position := block.Position()
	block.Advance(2)
	var source bytes.Buffer
	for source.Len() < longestFormula {
		rest, _ := block.PeekLine()
		if rest == nil {
			break
		}
		if end := bytes.Index(rest, []byte("$$")); end >= 0 {
			source.Write(rest[:end])
			if len(bytes.TrimSpace(source.Bytes())) == 0 {
				break
			}
			block.Advance(end + 2)
			return t.newFormula(source.String(), true, start)
		}
		source.Write(rest)
		block.AdvanceLine()
	}
	block.SetPosition(line, position)
	return nil
}

func (t *task) newFormula(source string, display bool, offset int) ast.Node {
	return &formula{source: source, html: t.formula(source, display, offset)}
}

// formula returns a formula as MathML; it is empty, and reported, where the source is not understood.
func (t *task) formula(source string, display bool, offset int) string {
	html, err := mathml.FromTeX(source, display)
	if err != nil {
		t.reportCounted("math-unknown", offset, fmt.Sprintf("数式が読めないので、TeXのまま出します: %v。", err),
			`使える書きかたに直してください。$ を文字として書くには \$ とします。`)
	}
	return html
}

// reportCounted reports the first finding of a kind on a page; the others are counted.
func (t *task) reportCounted(code string, offset int, message, suggestion string) {
	c := t.counted[code]
	if c == nil {
		if t.counted == nil {
			t.counted = make(map[string]*counted)
		}
		t.counted[code] = &counted{at: len(t.found), number: 1, message: message}
		t.report(t.severity(), code, offset, message, suggestion)
		return
	}
	c.number++
	t.found[c.at].Message = fmt.Sprintf("%sこのページに、%dか所あります。", c.message, c.number)
}

// A counted finding is the only one of its kind on a page, with their number.
type counted struct {
	at, number int
	message    string
}

// formulaBlockParser reads lines between $$ and $$.
type formulaBlockParser struct{ blockParser }

// Trigger implements parser.BlockParser.
func (formulaBlockParser) Trigger() []byte { return []byte{'$'} }

// Open implements parser.BlockParser. A block needs its end: $$ with nothing behind it on the line.
func (formulaBlockParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 || !bytes.HasPrefix(line[at:], []byte("$$")) {
		return nil, parser.NoChildren
	}
	start := segment.Start + at + 2
	rest := reader.Source()[start:]
	rest = rest[:min(len(rest), 20*longestFormula)]
	end := bytes.Index(rest, []byte("$$"))
	if end < 0 || len(bytes.TrimSpace(rest[:end])) == 0 {
		return nil, parser.NoChildren
	}
	behind, _, _ := bytes.Cut(rest[end+2:], []byte("\n"))
	if len(bytes.TrimSpace(behind)) > 0 {
		return nil, parser.NoChildren
	}
	n := &formulaBlock{}
	if stop := start + end; stop < segment.Stop { // on one line
		n.isClosed = true
		n.Lines().Append(text.NewSegment(start, stop))
		reader.AdvanceToEOL()
		return n, parser.NoChildren
	}
	n.Lines().Append(text.NewSegment(start, segment.Stop))
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

// Continue implements parser.BlockParser.
func (formulaBlockParser) Continue(n ast.Node, reader text.Reader, _ parser.Context) parser.State {
	if n.(*formulaBlock).isClosed {
		return parser.Close
	}
	line, segment := reader.PeekLine()
	end := bytes.Index(line, []byte("$$"))
	if end < 0 {
		n.Lines().Append(segment)
		reader.AdvanceToEOL()
		return parser.Continue | parser.NoChildren
	}
	n.Lines().Append(segment.WithStop(segment.Start + end))
	reader.AdvanceToEOL()
	return parser.Close
}

func (w *writer) formula(f *formula, _ []byte) {
	if f.html == "" {
		w.HTML("<code>")
		w.Text(f.source)
		w.HTML("</code>")
	}
	w.HTML(f.html)
}

func (w *writer) formulaBlock(block *formulaBlock, source []byte) {
	w.displayFormula(block, blockText(block, source))
}

// displayFormula writes a formula on its own. It can be scrolled, also with the keyboard.
func (w *writer) displayFormula(n ast.Node, source string) {
	html := w.task.formula(strings.TrimSpace(source), true, offsetOf(n))
	if html == "" {
		w.code(n, codeInfo{}, source)
		return
	}
	w.HTML(`<div class="math" tabindex="0">` + html + "</div>\n")
}
