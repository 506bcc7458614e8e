package directives

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"

	"github.com/yuin/goldmark/ast"

	"shirube/calculator/diagnostic"
)

// A BlockView is what the template of a site's own block may use.
type BlockView struct {
	Label  string            // between the brackets
	Params map[string]string // between the braces, by name; those that are left out are empty
	Body   template.HTML     // the HTML between the lines of a container
	Lang   string            // BCP 47 tag of the page's language

	node  *Node
	write Writer
	links []string // that Link has left marks for
}

// Data returns what a file of the folder data says: {{range .Data "offices"}}.
func (v *BlockView) Data(name string) (any, error) {
	value, err := v.write.Data(name)
	if err != nil {
		return nil, fmt.Errorf("data フォルダーに「%s」という名前の .csv、.yaml、.json がありません", name)
	}
	return value, nil
}

// ID returns an id that nothing else on the page has.
func (v *BlockView) ID() string { return v.write.ID(v.node.Name + "-") }

// Link returns the attributes of a link to a page or file of the site, as seen from the page, or to another site:
// <a {{.Link .url}}>.
func (v *BlockView) Link(address string) template.HTMLAttr {
	v.links = append(v.links, address)
	return template.HTMLAttr(linkMark + strconv.Itoa(len(v.links)-1) + "-")
}

// Fail reports the block with a message to the editor.
func (v *BlockView) Fail(message string) (string, error) { return "", failure(message) }

// A failure is a message of a template on what is wrong with a block.
type failure string

func (f failure) Error() string { return string(f) }

// Placeholders for the body and for links while the template runs.
const (
	bodyMark = "<shirube-body></shirube-body>"
	linkMark = "data-shirube-link-"
)

var marks = regexp.MustCompile(regexp.QuoteMeta(bodyMark) + `|` + linkMark + `(\d+)-`)

// refused are kinds of HTML that a template of a block cannot have, with the reason.
var refused = []struct {
	pattern *regexp.Regexp
	what    string
}{
	{regexp.MustCompile(`(?i)<(script|style|iframe|object|embed|base|meta|link)[\s>/]`), "<$1>"},
	{regexp.MustCompile(`(?i)\s(style|on[a-z]+)\s*=`), "$1="},
}

// Own returns the block of a template: a container where that uses .Body, else a leaf. The list has what is wrong with
// the template, in which case there is no block.
func Own(name, file string, text string) (*Directive, diagnostic.List) {
	if found := refusedIn(file, text); len(found) > 0 {
		return nil, found
	}
	t, err := template.New(file).Option("missingkey=error").Parse(text)
	if err != nil {
		return nil, diagnostic.List{blockError(file, err)}
	}
	uses := usesOf(t)
	d := &Directive{Name: name, IsLeaf: !slices.Contains(uses, "Body")}
	for _, use := range uses {
		if param, ok := strings.CutPrefix(use, "Params."); ok {
			d.Options = append(d.Options, Option{Name: param})
		}
	}
	d.Open = func(n *Node, w Writer) { d.begin(n, w, t) }
	if !d.IsLeaf {
		d.Close = func(n *Node, _ Writer) { n.finish() }
	}
	return d, nil
}

// refusedIn reports HTML that browsers would not run or show.
func refusedIn(file, text string) (found diagnostic.List) {
	for _, r := range refused {
		for _, m := range r.pattern.FindAllStringSubmatchIndex(text, -1) {
			position := diagnostic.PositionAt([]byte(text), m[0])
			what := string(r.pattern.ExpandString(nil, r.what, text, m))
			found = append(found, diagnostic.Diagnostic{
				Code: "block-refused", Span: diagnostic.At(file, position.Line, position.Column),
				Message:    fmt.Sprintf("ブロックのひな型に %s は書けません。安全のための決まり（Content-Security-Policy）で、ブラウザーが動かさないからです。", what),
				Suggestion: "見た目は、class を付けて、css のファイルに書いてください。ほかのサイトの地図などは、site.yaml の embeds と ::embed を使ってください。",
			})
		}
	}
	return found
}

var templatePlace = regexp.MustCompile(`^template: [^:]+:(\d+)(?::(\d+))?: ?(.*)`)

// blockError puts an error of a template at its place.
func blockError(file string, err error) diagnostic.Diagnostic {
	d := diagnostic.Diagnostic{
		Code: "block-template", Span: diagnostic.InFile(file), Message: fmt.Sprintf("ブロックのひな型に誤りがあります: %v。", err),
		Suggestion: "使える値は .Label、.Params.名前、.Body、.Lang、.Data \"名前\"、.Link アドレス、.ID です。",
	}
	if m := templatePlace.FindStringSubmatch(strings.TrimPrefix(err.Error(), "html/")); m != nil {
		line, _ := strconv.Atoi(m[1])
		column, _ := strconv.Atoi(m[2])
		d.Span, d.Message = diagnostic.At(file, line, column), fmt.Sprintf("ブロックのひな型に誤りがあります: %s。", m[3])
	}
	return d
}

// usesOf returns the fields of its view that a template uses: Body, Params.NAME and so on, each once, in order.
func usesOf(t *template.Template) (uses []string) {
	add := func(ident []string) {
		if name := strings.Join(ident[:min(2, len(ident))], "."); len(ident) > 0 && !slices.Contains(uses, name) {
			uses = append(uses, name)
		}
	}
	for _, t := range t.Templates() {
		if t.Tree != nil {
			walk(t.Tree.Root, add)
		}
	}
	return uses
}

// walk calls add with every field that is used below a node of a template.
func walk(n parse.Node, add func([]string)) {
	switch n := n.(type) {
	case *parse.ListNode:
		for i := range n.Nodes {
			walk(n.Nodes[i], add)
		}
	case *parse.ActionNode:
		walkPipe(n.Pipe, add)
	case *parse.TemplateNode:
		walkPipe(n.Pipe, add)
	case *parse.IfNode:
		walkBranch(&n.BranchNode, add)
	case *parse.RangeNode:
		walkBranch(&n.BranchNode, add)
	case *parse.WithNode:
		walkBranch(&n.BranchNode, add)
	}
}

func walkBranch(n *parse.BranchNode, add func([]string)) {
	walkPipe(n.Pipe, add)
	walk(n.List, add)
	if n.ElseList != nil {
		walk(n.ElseList, add)
	}
}

func walkPipe(p *parse.PipeNode, add func([]string)) {
	if p == nil {
		return
	}
	for _, command := range p.Cmds {
		for _, arg := range command.Args {
			switch arg := arg.(type) {
			case *parse.FieldNode:
				add(arg.Ident)
			case *parse.VariableNode:
				add(arg.Ident[1:])
			case *parse.PipeNode:
				walkPipe(arg, add)
			}
		}
	}
}

// begin runs the template and writes what is before the body. What is after it is written by the node's finish.
func (d *Directive) begin(n *Node, w Writer, t *template.Template) {
	n.finish = func() {}
	v := &BlockView{Label: n.Label, Params: make(map[string]string), Body: bodyMark, Lang: w.Words().Lang, node: n, write: w}
	for _, o := range d.Options {
		v.Params[o.Name] = n.Values[o.Name].Text
	}
	var out bytes.Buffer
	if err := t.Execute(&out, v); err != nil {
		reportRun(n, w, t.Name(), err)
		return
	}
	before, behind, hasBody := strings.Cut(out.String()+"\n", bodyMark)
	if !d.IsLeaf && (!hasBody || strings.Contains(behind, bodyMark)) {
		w.Report(n, "block-template", "ブロックのひな型「"+t.Name()+"」で、.Body が要素の中に一度だけ出るようにしてください。", "")
		return
	}
	v.writeLinks(before)
	n.finish = func() { v.writeLinks(behind) }
}

// writeLinks writes HTML with holes for the links in it.
func (v *BlockView) writeLinks(html string) {
	at := 0
	for _, m := range marks.FindAllStringSubmatchIndex(html, -1) {
		if m[2] < 0 {
			continue
		}
		i, _ := strconv.Atoi(html[m[2]:m[3]])
		v.write.HTML(strings.TrimRight(html[at:m[0]], " "))
		v.write.Address(v.node, v.links[i])
		at = m[1]
	}
	v.write.HTML(html[at:])
}

// reportRun reports at the block why a template could not be run: the template's own message, or the error with its
// place in the template.
func reportRun(n ast.Node, w Writer, file string, err error) {
	if said, ok := errors.AsType[failure](err); ok {
		w.Report(n, "block-template", string(said), "")
		return
	}
	e := blockError(file, err)
	w.Report(n, "block-template", fmt.Sprintf("%s（%s）", e.Message, e.Span), e.Suggestion)
}
