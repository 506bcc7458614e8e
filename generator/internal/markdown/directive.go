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
	"shirube/generator/internal/markdown/directives"
)

var (
	directiveLine = regexp.MustCompile(`^(:{2,}) ?([A-Za-z][A-Za-z0-9_-]*)(?:\[([^\]\n]*)\])?(?:\{([^}\n]*)\})?(.*)$`)
	attribute     = regexp.MustCompile(`([A-Za-z][A-Za-z0-9_-]*)=(?:"([^"]*)"|'([^']*)'|([^\s"']+))`)
)

// A directiveStart is the parsed opening line of a directive.
type directiveStart struct {
	colons  int
	name    string
	label   string
	labelAt int // byte offset in the line
	values  map[string]directives.Value
	rest    string // text behind the line, which some other generators use as the title
	restAt  int
}

func parseDirective(line []byte) (directiveStart, bool) {
	line = bytes.TrimRight(line, " \t\r\n")
	m := directiveLine.FindSubmatchIndex(line)
	if m == nil || m[10] < m[11] && line[m[10]] == '.' { // ::: module.name of mkdocstrings
		return directiveStart{}, false
	}
	group := func(i int) string { return string(line[max(m[2*i], 0):max(m[2*i+1], 0)]) }
	label, rest := group(3), group(5)
	indent := func(s string) int { return len(s) - len(strings.TrimLeft(s, " \t")) }
	start := directiveStart{
		colons: m[3], name: group(2), label: strings.TrimSpace(label), rest: strings.TrimSpace(rest),
		labelAt: max(m[6], 0) + indent(label), restAt: m[10] + indent(rest), values: make(map[string]directives.Value),
	}
	for _, a := range attribute.FindAllSubmatchIndex(line[max(m[8], 0):max(m[9], 0)], -1) {
		from, to := max(a[4], a[6], a[8]), max(a[5], a[7], a[9])
		name, value := line[m[8]+a[2]:m[8]+a[3]], line[m[8]+from:m[8]+to]
		start.values[string(name)] = directives.Value{Text: string(value), At: m[8] + from}
	}
	return start, true
}

// An openDirective is a container whose closing line has not come yet.
type openDirective struct {
	node   *directives.Node
	colons int // of the opening line
}

// blockParser has the methods that the block parsers of this package share.
type blockParser struct{}

// Close implements parser.BlockParser.
func (blockParser) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph implements parser.BlockParser.
func (blockParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (blockParser) CanAcceptIndentedLine() bool { return false }

// directiveParser reads the lines of directives.
type directiveParser struct{ blockParser }

// Trigger implements parser.BlockParser.
func (directiveParser) Trigger() []byte { return []byte{':'} }

// reportDeep reports that blocks are nested too deeply, once a page.
func (t *task) reportDeep(offset int, end string) {
	if !t.isDeep {
		t.isDeep = true
		t.report(t.severity(), "directive-deep", offset, fmt.Sprintf("ブロックの入れ子が、%d段より深くなっています。", maxDirective), "ブロックを閉じる "+end+" を確かめてください。")
	}
}

// Open implements parser.BlockParser.
func (directiveParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 || !bytes.HasPrefix(line[at:], []byte("::")) {
		return nil, parser.NoChildren
	}
	t, offset := taskOf(pc), segment.Start+at
	start, ok := parseDirective(line[at:])
	if len(t.open) == maxDirective && ok && start.colons > 2 {
		t.reportDeep(offset, ":::")
		return nil, parser.NoChildren
	}
	if !ok {
		t.strayFence(line[at:], offset)
		return nil, parser.NoChildren
	}
	isLeaf := start.colons == 2 && !t.closesWithTwo(start.name, segment.Stop)
	var n *directives.Node
	state := parser.HasChildren
	if !isLeaf {
		n = t.container(start, offset)
	} else {
		if n, state = t.leaf(start, offset), parser.NoChildren; n == nil {
			return nil, state
		}
	}
	n.LabelAt += offset
	for name, v := range n.Values {
		n.Values[name] = directives.Value{Text: v.Text, At: offset + v.At}
	}
	t.checkOptions(n, strings.Repeat(":", min(start.colons, 3))+n.Name, offset)
	reader.AdvanceToEOL()
	return n, state
}

// strayFence reports a line of colons that closes nothing.
func (t *task) strayFence(line []byte, offset int) {
	if colons, ok := closingFence(line); ok && colons >= 3 {
		t.report(t.severity(), "directive-stray", offset, "この ::: に対応する、始まりの行がありません。",
			"余分な ::: を消すか、始まりに :::note などと書いてください。")
	}
}

var twoColons = regexp.MustCompile(`(?m)^[ \t]*::[ \t]*$`)

// closesWithTwo reports whether a line of two colons begins a container, as Nuxt's pages have it: it is the name of one,
// and such a line follows.
func (t *task) closesWithTwo(name string, from int) bool {
	if t.options.Strict || len(t.open) == maxDirective || t.options.Directives.Get(name, true) != nil {
		return false
	}
	if t.lastTwo == 0 {
		t.lastTwo = -1
		if all := twoColons.FindAllIndex(t.position.text, -1); len(all) > 0 {
			t.lastTwo = all[len(all)-1][0]
		}
	}
	return from <= t.lastTwo
}

func (t *task) container(start directiveStart, offset int) *directives.Node {
	d := t.options.Directives.Get(start.name, false)
	if d == nil && start.name == "tab" && !t.options.Strict {
		d = directives.Unknown(start.name)
	} else if d == nil {
		d = directives.Unknown(start.name)
		t.unknown(":::"+start.name, offset, near(":::", start.name, t.options.Directives.Names(false)))
	}
	n := &directives.Node{Directive: d, Label: start.label, LabelAt: start.labelAt, Values: start.values}
	if n.Label == "" {
		n.Label, n.LabelAt = start.rest, start.restAt
	}
	t.open = append(t.open, openDirective{n, start.colons})
	return n
}

// leaf returns nil for a line that stays text.
func (t *task) leaf(start directiveStart, offset int) *directives.Node {
	if start.rest != "" {
		return nil
	}
	d := t.options.Directives.Get(start.name, true)
	switch {
	case d == nil && t.options.Directives.Get(start.name, false) != nil:
		t.unknown("::"+start.name, offset, fmt.Sprintf("コロンを三つにして、:::%s と書いてください。", start.name))
	case d == nil:
		t.unknown("::"+start.name, offset, near("::", start.name, t.options.Directives.Names(true)))
	case d.Label == directives.RequiredLabel && start.label == "":
		t.report(t.severity(), "directive-label", offset, fmt.Sprintf("::%s に名前がありません。", d.Name), fmt.Sprintf("::%s[名前] と書いてください。", d.Name))
	default:
		return &directives.Node{Directive: d, Label: start.label, LabelAt: start.labelAt, Values: start.values}
	}
	return nil
}

func (t *task) unknown(written string, offset int, suggestion string) {
	t.report(t.severity(), "directive-unknown", offset, written+" というブロックはありません。", suggestion)
}

// near suggests which of the known names was meant.
func near(colons, name string, known []string) string {
	if near := diagnostic.Closest(name, known); near != "" {
		return colons + near + " のことですか。"
	}
	return "使えるブロック: " + strings.Join(known, ", ")
}

// checkOptions reports options that a directive does not take, and those that it lacks.
func (t *task) checkOptions(n *directives.Node, written string, offset int) {
	for name := range n.Values {
		if !n.Takes(name) {
			t.report(t.severity(), "directive-attribute", offset, fmt.Sprintf("%s に %s= は使えません。", written, name), "波かっこの中を消してください。")
		}
	}
	for _, o := range n.Options {
		if o.Required != "" && n.Values[o.Name].Text == "" {
			t.report(t.severity(), "directive-option", offset, fmt.Sprintf("%s に、必ず書く設定 %s= がありません。", written, o.Name), o.Required)
		}
	}
}

// Continue implements parser.BlockParser.
func (directiveParser) Continue(n ast.Node, reader text.Reader, pc parser.Context) parser.State {
	d := n.(*directives.Node)
	if d.IsLeaf {
		return parser.Close
	}
	line, _ := reader.PeekLine()
	t := taskOf(pc)
	if colons, ok := closingFence(line); ok && t.closes(d, colons) && !inCode(pc) {
		t.forget(d)
		reader.AdvanceToEOL()
		return parser.Close
	}
	return parser.Continue | parser.HasChildren
}

// closingFence returns the colons of a line that holds nothing else.
func closingFence(line []byte) (int, bool) {
	trimmed := bytes.TrimSpace(line)
	return len(trimmed), len(trimmed) >= 2 && len(bytes.Trim(trimmed, ":")) == 0
}

// closes reports whether a fence of that many colons ends d: it ends the innermost open directive
// that began with as many, or else the innermost that it is long enough for.
func (t *task) closes(d *directives.Node, colons int) bool {
	for i := len(t.open) - 1; i >= 0; i-- {
		if t.open[i].colons == colons {
			return t.open[i].node == d
		}
	}
	for i := len(t.open) - 1; i >= 0; i-- {
		if t.open[i].colons <= colons {
			return t.open[i].node == d
		}
	}
	return false
}

// forget takes a directive out of the open ones; it reports whether it was among them.
func (t *task) forget(d *directives.Node) bool {
	i := slices.IndexFunc(t.open, func(o openDirective) bool { return o.node == d })
	if i >= 0 {
		t.open = slices.Delete(t.open, i, i+1)
	}
	return i >= 0
}

// inCode reports whether the innermost open block is fenced code, whose lines are left alone.
func inCode(pc parser.Context) bool {
	blocks := pc.OpenedBlocks()
	return len(blocks) > 0 && blocks[len(blocks)-1].Node.Kind() == ast.KindFencedCodeBlock
}

// Close implements parser.BlockParser. It is called too for directives that the page ends in.
func (directiveParser) Close(n ast.Node, _ text.Reader, pc parser.Context) {
	t, d := taskOf(pc), n.(*directives.Node)
	if t.forget(d) {
		t.report(t.severity(), "directive-unclosed", offsetOf(d), fmt.Sprintf(":::%s が閉じていません。", d.Name), "ブロックの終わりに ::: だけの行を書いてください。")
	}
}

// transformer calls the Transform of each directive, of outer ones before those in them.
type transformer struct{}

// Transform implements parser.ASTTransformer.
func (transformer) Transform(root *ast.Document, _ text.Reader, pc parser.Context) {
	replaceAlerts(root)
	directives.JoinTabs(root)
	t := taskOf(pc)
	if bytes.Contains(t.position.text, []byte("]: "+unknownAddress)) {
		unlinkUnknown(root)
	}
	for _, d := range directivesBelow(root) {
		if !t.options.Strict && strings.ContainsAny(d.Label, "*_`[$~") {
			d.Inline = t.parseLabel(d)
		}
		if d.Transform != nil {
			d.Transform(d, t)
		}
	}
}

// directivesBelow returns the directives below n, outer ones before those in them.
func directivesBelow(n ast.Node) []*directives.Node {
	var found []*directives.Node
	for c := n.FirstChild(); c != nil && c.Type() == ast.TypeBlock; c = c.NextSibling() {
		if d, ok := c.(*directives.Node); ok {
			found = append(found, d)
		}
		found = append(found, directivesBelow(c)...)
	}
	return found
}

// ReportContent implements directives.Context.
func (t *task) ReportContent(n ast.Node, message, suggestion string) {
	t.report(t.severity(), "directive-content", offsetOf(n), message, suggestion)
}

// Words implements directives.Context.
func (t *task) Words() *Words { return t.words }

// PlainText implements directives.Context.
func (t *task) PlainText(n ast.Node) string { return plainText(n, t.position.text) }

// AddQuestion implements directives.Context.
func (t *task) AddQuestion(q directives.Question) { t.doc.Questions = append(t.doc.Questions, q) }

func (w *writer) directive(d *directives.Node, _ []byte, entering bool) {
	switch {
	case entering && d.Open != nil:
		d.Open(d, w)
	case !entering && d.Close != nil:
		d.Close(d, w)
	}
}

func (w *writer) group(g *directives.Group, _ []byte, entering bool) {
	if entering {
		g.Open(w)
	} else {
		g.Close(w)
	}
}
