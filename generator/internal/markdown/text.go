package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/markdown/directives"
)

// plainText returns the text of a node without markup, its white space folded. Blocks inside it
// are separated by a space.
func plainText(n ast.Node, source []byte) string {
	var b strings.Builder
	appendText(&b, n, source)
	return strings.Join(strings.Fields(b.String()), " ")
}

func appendText(b *strings.Builder, n ast.Node, source []byte) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			b.Write(util.UnescapePunctuations(util.ResolveEntityNames(util.ResolveNumericReferences(c.Segment.Value(source)))))
			if c.SoftLineBreak() && !joinsLines(c, source) || c.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(c.Value)
		case *ast.AutoLink:
			b.Write(c.Label(source))
		case *embed:
			b.WriteString("{{" + c.name + "}}")
		case *wikiLink:
			if !c.isPicture {
				b.WriteString(c.label)
			}
		case *formula:
			b.WriteString(c.plain())
		case *east.FootnoteLink, *east.FootnoteBacklink, *ast.FencedCodeBlock, *ast.CodeBlock, *ast.RawHTML, *ast.HTMLBlock:
		default:
			appendText(b, c, source)
			if c.Type() == ast.TypeBlock {
				b.WriteByte(' ')
			}
		}
	}
}

// extract fills in what other pages and the page's own frame need to know of the body. Letters and
// holes are counted when the HTML is written.
func (t *task) extract(n ast.Node, source []byte) {
	for c := n.FirstChild(); c != nil && c.Type() == ast.TypeBlock; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Heading:
			t.heading(c, source)
		case *ast.Paragraph:
			if t.doc.Lead == "" {
				t.doc.Lead = plainText(c, source)
			}
		case *directives.Node:
			if c.Extract != nil {
				c.Extract(c, t)
			}
			t.extract(c, source)
		default:
			t.extract(c, source)
		}
	}
}

func (t *task) heading(h *ast.Heading, source []byte) {
	text := plainText(h, source)
	isTop := h.Parent().Kind() == ast.KindDocument
	if hasFootnote(h) && h.Level == 1 {
		t.report(diagnostic.Warning, "footnote-title", offsetOf(h), titleNote, titleNoteRemedy)
	}
	if h.Level == 1 && t.title == nil && isTop && (t.doc.Front.Title == "" || t.doc.Front.Title == text) {
		t.doc.Title, t.doc.TitleBy, t.title = text, TitleOnTop, h
		return
	}
	if h.Level > 1 && t.doc.Title == "" && isTop {
		if t.doc.Front.Title == "" && opensPage(h) {
			t.doc.Title, t.doc.TitleBy, t.title = text, TitleOpening, h
			return
		}
		t.doc.Title, t.doc.TitleBy = text, TitleInside // unless one of level 1 follows
	}
	if h.Level == 1 {
		t.levels = 1
	}
	t.doc.Headings = append(t.doc.Headings, Heading{Level: h.Level, ID: writtenID(h), Text: text})
	t.doc.Lines = append(t.doc.Lines, t.position.lineInPage(offsetOf(h)))
}

// opensPage reports whether a page begins with a heading and has none of level 1.
func opensPage(h *ast.Heading) bool {
	for c := h.PreviousSibling(); c != nil; c = c.PreviousSibling() {
		if c.Kind() != ast.KindHTMLBlock {
			return false
		}
	}
	for c := h.NextSibling(); c != nil; c = c.NextSibling() {
		if other, ok := c.(*ast.Heading); ok && other.Level == 1 {
			return false
		}
	}
	return true
}

// hasFootnote reports whether a heading has a mark of a footnote.
func hasFootnote(h *ast.Heading) bool {
	for c := h.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() == east.KindFootnoteLink {
			return true
		}
	}
	return false
}

func hasWide(b []byte) bool {
	return strings.ContainsFunc(string(b), util.IsEastAsianWideRune)
}

// neighbours returns the text right before and behind n.
func neighbours(n *ast.Text, source []byte) []byte {
	var b []byte
	if p := n.PreviousSibling(); p != nil {
		b = append(b, plainText(p, source)...)
	}
	if next, ok := n.NextSibling().(*ast.Text); ok {
		b = append(b, next.Segment.Value(source)...)
	}
	return b
}
