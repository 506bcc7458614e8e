package markdown

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"shirube/generator/internal/markdown/directives"
)

// alertLine is the first line of a quotation that is a remark: > [!NOTE], or in Obsidian > [!tip]- Title.
var alertLine = regexp.MustCompile(`^\[!([A-Za-z-]+)\][+-]?[ \t]*(.*?)\s*$`)

// alertParser removes the first line of such quotations before its text is parsed.
type alertParser struct{}

// alertAttribute is where a quotation holds its directive.
const alertAttribute = "alert"

// Transform implements parser.ParagraphTransformer.
func (alertParser) Transform(p *ast.Paragraph, reader text.Reader, pc parser.Context) {
	quote := p.Parent()
	if quote == nil || quote.Kind() != ast.KindBlockquote || quote.FirstChild() != p || p.Lines().Len() == 0 {
		return
	}
	first := p.Lines().At(0)
	m := alertLine.FindSubmatchIndex(first.Value(reader.Source()))
	if m == nil {
		return
	}
	line := string(first.Value(reader.Source()))
	n := taskOf(pc).remark(line[m[2]:m[3]], line[m[4]:m[5]])
	n.LabelAt = first.Start + m[4]
	quote.SetAttributeString(alertAttribute, n)
	p.Lines().SetSliced(1, p.Lines().Len())
	if p.Lines().Len() == 0 {
		quote.RemoveChild(quote, p)
	}
}

// remark returns the directive of a remark in another tool's syntax. A kind that is unknown is a note
// with the kind as its title.
func (t *task) remark(kind, title string) *directives.Node {
	name := strings.ToLower(kind)
	d := t.options.Directives.Get(name, false)
	if known, ok := directives.OtherAsides()[name]; ok {
		d = t.options.Directives.Get(known, false)
	}
	if d == nil {
		d = t.options.Directives.Get("note", false)
	}
	if title == "" && d.Name != name {
		title = strings.ToUpper(kind[:1]) + strings.ToLower(kind[1:])
	}
	return &directives.Node{Directive: d, Label: title}
}

// replaceAlerts replaces the quotations that are remarks by directives.
func replaceAlerts(n ast.Node) {
	for c := n.FirstChild(); c != nil && c.Type() == ast.TypeBlock; {
		next := c.NextSibling()
		replaceAlerts(c)
		if value, ok := c.AttributeString(alertAttribute); ok {
			d := value.(*directives.Node)
			directives.MoveChildren(c, d)
			d.SetPos(c.Pos())
			n.ReplaceChild(n, c, d)
		}
		c = next
	}
}
