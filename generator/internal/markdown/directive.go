package markdown

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"shirube/calculator/diagnostic"
)

// A directive is a block between a line of :::name and a line of :::.
type directive struct {
	ast.BaseBlock
	name       string
	label      string
	attributes map[string]string
	fence      int // colons of the opening line
	closed     bool
}

var kindDirective = ast.NewNodeKind("Directive")

// Kind implements ast.Node.
func (*directive) Kind() ast.NodeKind { return kindDirective }

// Dump implements ast.Node.
func (d *directive) Dump(source []byte, level int) {
	ast.DumpHelper(d, source, level, map[string]string{"Name": d.name}, nil)
}

var (
	directiveLine = regexp.MustCompile(`^(:{2,}) ?([A-Za-z][A-Za-z0-9_-]*)(?:\[([^\]\n]*)\])?(?:\{([^}\n]*)\})?(.*)$`)
	attribute     = regexp.MustCompile(`([A-Za-z][A-Za-z0-9_-]*)=(?:"([^"]*)"|'([^']*)'|([^\s"']+))`)
)

// A directiveStart is the parsed opening line of a directive.
type directiveStart struct {
	fence      int
	name       string
	label      string
	attributes map[string]string
	rest       string // what stands behind; nothing should
}

func parseDirective(line []byte) (directiveStart, bool) {
	m := directiveLine.FindSubmatch(bytes.TrimRight(line, " \t\r\n"))
	if m == nil {
		return directiveStart{}, false
	}
	start := directiveStart{
		fence: len(m[1]), name: string(m[2]), label: strings.TrimSpace(string(m[3])),
		attributes: make(map[string]string), rest: strings.TrimSpace(string(m[5])),
	}
	for _, a := range attribute.FindAllSubmatch(m[4], -1) {
		start.attributes[string(a[1])] = string(a[2]) + string(a[3]) + string(a[4])
	}
	return start, true
}

// directiveParser reads container directives.
type directiveParser struct{}

// Trigger implements parser.BlockParser.
func (directiveParser) Trigger() []byte { return []byte{':'} }

// Open implements parser.BlockParser.
func (directiveParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 || !bytes.HasPrefix(line[at:], []byte(":::")) {
		return nil, parser.NoChildren
	}
	t := taskOf(pc)
	start, ok := parseDirective(line[at:])
	if !ok {
		t.strayFence(line[at:], segment.Start+at)
		return nil, parser.NoChildren
	}
	d := &directive{name: start.name, label: start.label, attributes: start.attributes, fence: start.fence}
	if start.rest != "" && d.label == "" {
		d.label = start.rest
	}
	t.checkDirective(d, segment.Start+at)
	t.open = append(t.open, d)
	reader.AdvanceToEOL()
	return d, parser.HasChildren
}

// strayFence reports a line of colons that closes nothing.
func (t *task) strayFence(line []byte, offset int) {
	if len(bytes.Trim(line, ": \t\r\n")) == 0 {
		t.report(t.severity(), "directive-stray", offset, "この ::: に対応する、始まりの行がありません。", "余分な ::: を消すか、始まりに :::note などと書いてください。")
	}
}

func (t *task) checkDirective(d *directive, offset int) {
	if !slices.Contains(Directives(), d.name) {
		suggestion := "使えるブロック: " + strings.Join(Directives(), ", ")
		if near := diagnostic.Closest(d.name, Directives()); near != "" {
			suggestion = fmt.Sprintf(":::%s のことですか。", near)
		}
		t.report(t.severity(), "directive-unknown", offset, fmt.Sprintf(":::%s というブロックはありません。", d.name), suggestion)
	}
	for key := range d.attributes {
		if key != "source" || d.name != "voice" {
			t.report(t.severity(), "directive-attribute", offset, fmt.Sprintf(":::%s に %s= は使えません。", d.name, key), "波かっこの中を消してください。")
		}
	}
	if d.name == "voice" && d.attributes["source"] == "" {
		t.report(t.severity(), "directive-source", offset, ":::voice に出典がありません。", `{source="出典の記号"} を書いてください。記号は sources.yaml にあります。`)
	}
}

// Continue implements parser.BlockParser.
func (directiveParser) Continue(n ast.Node, reader text.Reader, pc parser.Context) parser.State {
	line, _ := reader.PeekLine()
	d, t := n.(*directive), taskOf(pc)
	if colons, ok := closingFence(line); ok && t.closes(d, colons) && !inCode(pc) {
		d.closed = true
		reader.AdvanceToEOL()
		return parser.Close
	}
	return parser.Continue | parser.HasChildren
}

// closingFence returns the colons of a line that holds nothing else.
func closingFence(line []byte) (int, bool) {
	trimmed := bytes.TrimSpace(line)
	return len(trimmed), len(trimmed) >= 3 && len(bytes.Trim(trimmed, ":")) == 0
}

// closes reports whether a fence of that many colons ends d: it ends the innermost open directive
// that began with as many, or else the innermost that it is long enough for.
func (t *task) closes(d *directive, colons int) bool {
	for i := len(t.open) - 1; i >= 0; i-- {
		if t.open[i].fence == colons {
			return t.open[i] == d
		}
	}
	for i := len(t.open) - 1; i >= 0; i-- {
		if t.open[i].fence <= colons {
			return t.open[i] == d
		}
	}
	return false
}

// inCode reports whether the innermost open block is fenced code, whose lines are left alone.
func inCode(pc parser.Context) bool {
	blocks := pc.OpenedBlocks()
	if len(blocks) == 0 {
		return false
	}
	return blocks[len(blocks)-1].Node.Kind() == ast.KindFencedCodeBlock
}

// Close implements parser.BlockParser.
func (directiveParser) Close(n ast.Node, _ text.Reader, pc parser.Context) {
	d, t := n.(*directive), taskOf(pc)
	if i := slices.Index(t.open, d); i >= 0 {
		t.open = slices.Delete(t.open, i, i+1)
	}
	if !d.closed {
		t.report(t.severity(), "directive-unclosed", offsetOf(d), fmt.Sprintf(":::%s が閉じていません。", d.name), "ブロックの終わりに ::: だけの行を書いてください。")
	}
}

// CanInterruptParagraph implements parser.BlockParser.
func (directiveParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (directiveParser) CanAcceptIndentedLine() bool { return false }

// leafParser reads leaf directives.
type leafParser struct{}

// Trigger implements parser.BlockParser.
func (leafParser) Trigger() []byte { return []byte{':'} }

// Open implements parser.BlockParser.
func (leafParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 || !bytes.HasPrefix(line[at:], []byte("::")) || bytes.HasPrefix(line[at:], []byte(":::")) {
		return nil, parser.NoChildren
	}
	start, ok := parseDirective(line[at:])
	if !ok || start.rest != "" {
		return nil, parser.NoChildren
	}
	t := taskOf(pc)
	kind, known := leafKind(start.name)
	if !known {
		t.unknownLeaf(start.name, segment.Start+at)
		return nil, parser.NoChildren
	}
	if start.label == "" && kind != QuestionsEmbed {
		t.report(t.severity(), "directive-label", segment.Start+at, fmt.Sprintf("::%s に名前がありません。", start.name), fmt.Sprintf("::%s[名前] と書いてください。", start.name))
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	chart := start.attributes["chart"]
	delete(start.attributes, "chart")
	if kind != CalculatorEmbed && chart != "" || len(start.attributes) > 0 {
		t.report(t.severity(), "directive-attribute", segment.Start+at, fmt.Sprintf("::%s にこの設定は使えません。", start.name), `使えるのは ::calculator[名前]{chart="結果の名前"} だけです。`)
	}
	return &embedBlock{kind: kind, name: start.label, chart: chart}, parser.NoChildren
}

func leafKind(name string) (EmbedKind, bool) {
	switch name {
	case "calculator":
		return CalculatorEmbed, true
	case "table":
		return TableEmbed, true
	case "questions":
		return QuestionsEmbed, true
	}
	return 0, false
}

func (t *task) unknownLeaf(name string, offset int) {
	suggestion := "使えるもの: ::" + strings.Join(LeafDirectives(), "[名前], ::") + "[名前]"
	if slices.Contains(Directives(), name) {
		suggestion = fmt.Sprintf("コロンを三つにして、:::%s と書いてください。", name)
	} else if near := diagnostic.Closest(name, LeafDirectives()); near != "" {
		suggestion = fmt.Sprintf("::%s のことですか。", near)
	}
	t.report(t.severity(), "directive-unknown", offset, fmt.Sprintf("::%s というものはありません。", name), suggestion)
}

// Continue implements parser.BlockParser.
func (leafParser) Continue(ast.Node, text.Reader, parser.Context) parser.State { return parser.Close }

// Close implements parser.BlockParser.
func (leafParser) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph implements parser.BlockParser.
func (leafParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (leafParser) CanAcceptIndentedLine() bool { return false }
