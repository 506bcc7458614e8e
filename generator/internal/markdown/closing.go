package markdown

import (
	"cmp"
	"slices"

	"github.com/yuin/goldmark/ast"

	"shirube/generator/internal/htmlscan"
)

// A closing closes elements of HTML that were left open before it: all of its parent, or those that hold only running
// text, before a block.
type closing struct {
	ast.BaseBlock
	all bool
}

var kindClosing = ast.NewNodeKind("Closing")

// Kind implements ast.Node.
func (*closing) Kind() ast.NodeKind { return kindClosing }

// Dump implements ast.Node.
func (*closing) Dump([]byte, int) {}

// placeClosings adds closings to all that holds HTML.
func placeClosings(n ast.Node, source []byte) {
	hasHTML, isLast := false, false
	var endless []string // elements in running text whose end does not follow
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c.Kind() {
		case ast.KindHTMLBlock:
			hasHTML, isLast = true, true
			continue
		case ast.KindRawHTML:
			hasHTML = true
			if name := tagName(c.(*ast.RawHTML).Segments.Value(source)); slices.Contains(htmlDropped, name) &&
				!slices.Contains(endless, name) && !dropInline(n, c, name, source) {
				endless = append(endless, name)
			}
			continue
		}
		if isLast && c.Type() == ast.TypeBlock {
			n.InsertBefore(n, c, &closing{})
			isLast = false
		}
		placeClosings(c, source)
	}
	if hasHTML {
		n.AppendChild(n, &closing{all: true})
	}
}

// dropInline removes the nodes between a start tag in running text and its end tag; false where there is no end tag.
func dropInline(parent, tag ast.Node, name string, source []byte) bool {
	for c := tag.NextSibling(); c != nil; c = c.NextSibling() {
		if end, ok := c.(*ast.RawHTML); ok && tagName(end.Segments.Value(source)) == "/"+name {
			for next := tag.NextSibling(); next != c; next = tag.NextSibling() {
				parent.RemoveChild(parent, next)
			}
			return true
		}
	}
	return false
}

// tagName returns the name of a tag, with a stroke before that of an end tag; empty for none.
func tagName(html []byte) string {
	scan := htmlscan.New(html)
	switch t := scan.Next(); t.Kind {
	case htmlscan.Start:
		return string(t.Name)
	case htmlscan.Close:
		return "/" + string(t.Name)
	}
	return ""
}

func (w *writer) closing(n *closing, _ []byte) {
	if n.all {
		w.closeFrom(n.Parent(), 0)
		return
	}
	open := w.openHTML[n.Parent()]
	first := len(open)
	for first > 0 && holdsRunningText(open[first-1].name) {
		first--
	}
	w.closeFrom(n.Parent(), first)
}

func holdsRunningText(name string) bool {
	return name == "p" || isHTMLHeading(name) || htmlElements[cmp.Or(htmlNames[name], name)] == phrasing
}

func isHTMLHeading(name string) bool {
	return len(name) == 2 && name[0] == 'h' && '1' <= name[1] && name[1] <= '6'
}
