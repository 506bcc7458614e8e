// Package directives holds the blocks that pages may use beside plain Markdown, one file a block:
//
//	:::name[label]{option="value"}     a container, which ends at a line of :::
//	::name[label]{option="value"}      a leaf, alone on its line
//
// A block is one value of type Directive: its name, label and options, how it changes the syntax tree,
// how it is written as HTML, and how the handbook explains it. Package markdown parses the lines,
// reports what is wrong with them and calls the functions of the values. A new block is a new file and a new value in
// Builtin.
package directives

import (
	"slices"

	"github.com/yuin/goldmark/ast"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
)

// A Directive is a kind of block. It must not be changed once it is in a Set.
type Directive struct {
	Name    string
	IsLeaf  bool
	Label   LabelRule
	Options []Option
	Doc     Doc

	// Transform gives the children the structure that the HTML needs. It is called when the page is
	// parsed, for outer directives before those in them. May be nil.
	Transform func(*Node, Context)
	// Extract collects what structured data needs, once headings have ids. May be nil.
	Extract func(*Node, Context)
	// Open and Close write the HTML before and after the children. A leaf has no Close, and a container without HTML of
	// its own has neither.
	Open, Close func(*Node, Writer)
}

// LabelRule says what may be in the brackets after a name.
type LabelRule int

const (
	// OptionalLabel is a title that may be left out.
	OptionalLabel LabelRule = iota
	// RequiredLabel is a name without which the block means nothing.
	RequiredLabel
)

// An Option is a key in the braces.
type Option struct {
	Name string
	// Required explains how to mend a block that lacks the option; empty for one that may be left out.
	Required string
}

// A Doc explains a block to editors. A block without a title is not listed in the handbook.
type Doc struct {
	Title   string
	Use     string // when to use it and what it must hold, in whole sentences
	Example string // Markdown
}

// Takes reports whether the block has an option.
func (d *Directive) Takes(option string) bool {
	return slices.ContainsFunc(d.Options, func(o Option) bool { return o.Name == option })
}

// A Node is a directive in the syntax tree of a page.
type Node struct {
	ast.BaseBlock
	*Directive
	Label   string
	LabelAt int              // byte offset of the label in the body
	Inline  ast.Node         // a paragraph with the label's text, where that has marks; nil for plain text
	Values  map[string]Value // of the options

	finish func() // of a site's own block: writes what is after its body
}

// A Value is what an option is set to.
type Value struct {
	Text string
	At   int // byte offset in the body
}

// Kind is the kind of Node.
var Kind = ast.NewNodeKind("Directive")

// Kind implements ast.Node.
func (*Node) Kind() ast.NodeKind { return Kind }

// Dump implements ast.Node.
func (n *Node) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Name": n.Name}, nil)
}

// A Context is the page that is being parsed.
type Context interface {
	// ReportContent reports children that the directive cannot hold, at node's place.
	ReportContent(node ast.Node, message, suggestion string)
	Words() *Words
	// PlainText returns the text of a node without markup.
	PlainText(ast.Node) string
	AddQuestion(Question)
}

// A Writer writes the HTML of a page.
type Writer interface {
	HTML(markup string)
	Text(text string) // escaped
	// Label writes a plain text of a node, in which figures may be quoted.
	Label(n ast.Node, text string)
	// Embed leaves a hole for what e names.
	Embed(n ast.Node, e Embed)
	// ID returns an id that nothing else on the page has.
	ID(prefix string) string
	// Data returns what a file of the folder data says; the error wraps fs.ErrNotExist where there is none.
	Data(name string) (any, error)
	// Address leaves a hole for the attributes of a link, which n is the node of.
	Address(n ast.Node, destination string)
	// Report reports what is wrong with a block.
	Report(n ast.Node, code, message, suggestion string)
	// Embeddable returns what site.yaml says under a name of embeds.
	Embeddable(name string) (content.Embeddable, bool)
	// Span returns the place of a number of bytes of the body.
	Span(at, length int) diagnostic.Span
	Words() *Words
}

// embedLabel returns a function that leaves a hole for what the label names.
func embedLabel(kind EmbedKind) func(*Node, Writer) {
	return func(n *Node, w Writer) {
		w.Embed(n, Embed{Kind: kind, Name: n.Label, Chart: n.Values["chart"].Text, Title: n.Values["title"].Text, Span: w.Span(n.LabelAt, len(n.Label))})
	}
}

// writeTitle writes the title of a block, if it has one.
func writeTitle(n ast.Node, title string, w Writer) {
	if title != "" {
		w.HTML(`<p class="block-title">`)
		w.Label(n, title)
		w.HTML("</p>\n")
	}
}

// element returns functions that write an element around the children.
func element(open, end string) (func(*Node, Writer), func(*Node, Writer)) {
	return func(_ *Node, w Writer) { w.HTML(open + "\n") }, func(_ *Node, w Writer) { w.HTML(end + "\n") }
}

// EmbedKind is the kind of an embed.
type EmbedKind int

const (
	// FigureEmbed is {{NAME}}, the value of a figure.
	FigureEmbed EmbedKind = iota
	// TableEmbed is ::table[NAME], a table of a .calc file.
	TableEmbed
	// CalculatorEmbed is ::calculator[NAME], a calculator's form.
	CalculatorEmbed
	// QuestionsEmbed is ::questions, the list of what the reader could not answer in calculators.
	QuestionsEmbed
	// SourceEmbed is the source of a voice block, a link to its entry.
	SourceEmbed
)

// An Embed is a reference by name to something outside the page.
type Embed struct {
	Kind   EmbedKind
	Name   string
	Chart  string // of a calculator: the outputs and dates that are drawn, separated by white space
	Title  string // of a calculator, in place of its own
	InLink bool   // in the text of a link, where no other link can be
	Plain  bool   // in an attribute or a title, where only text can be
	Span   diagnostic.Span
}

// A Question is one entry of a faq block, as plain text.
type Question struct {
	Text   string
	Answer string
	ID     string
}
