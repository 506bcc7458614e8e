package markdown

import (
	"bytes"
	"path"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// bareAddress is an address in running text. Letters of other scripts belong to its path; those of a word that begins
// with hiragana do not, since Japanese goes on without a space.
var bareAddress = regexp.MustCompile(`^(?:http|https|ftp)://[-a-zA-Z0-9@:%._\+~#=]{1,256}\.[a-z]+(?::\d+)?` +
	`(?:[/#?](?:[-a-zA-Z0-9@:%_+.~#$!?&/=\(\);,'">\^{}\[\]` + "`" + `]|[^\x00-\x7F\pP\pZ\pS\p{Hiragana}][\pL\pN\pMー]*)*)?`)

func (w *writer) link(l *ast.Link, _ []byte, entering bool) {
	if !entering {
		w.HTML("</a>")
		return
	}
	w.HTML("<a")
	w.linkHole(resolved(l.Destination), false, offsetOf(l))
	w.title(l.Title)
	w.attributes(l)
	w.HTML(">")
}

func (w *writer) autoLink(l *ast.AutoLink, source []byte) {
	destination := string(l.URL(source))
	if l.AutoLinkType == ast.AutoLinkEmail && !bytes.HasPrefix(bytes.ToLower(l.URL(source)), []byte("mailto:")) {
		destination = "mailto:" + destination
	}
	w.HTML("<a")
	w.linkHole(destination, false, offsetOf(l))
	w.HTML(">")
	_, _ = w.Write(util.EscapeHTML(l.Label(source)))
	w.HTML("</a>")
}

func (w *writer) image(i *ast.Image, source []byte) {
	if isElsewhere(i.Destination) {
		w.addressElsewhere(resolved(i.Destination), plainText(i, source), offsetOf(i), true, w.isInLink(i.Parent()))
		return
	}
	w.HTML("<img")
	w.linkHole(resolved(i.Destination), true, offsetOf(i))
	w.HTML(` alt="`)
	w.Text(plainText(i, source))
	w.HTML(`"`)
	if !isFigure(i.Parent()) {
		w.title(i.Title)
	}
	w.attributes(i)
	w.HTML(">")
}

// isElsewhere reports whether an address is that of another site.
func isElsewhere(destination []byte) bool {
	lower := bytes.ToLower(destination)
	return bytes.HasPrefix(lower, []byte("https://")) || bytes.HasPrefix(lower, []byte("http://")) || bytes.HasPrefix(lower, []byte("//"))
}

// addressElsewhere writes what a picture or frame of another site shows, which browsers would block, as a link to it; inside a
// link as text.
func (w *writer) addressElsewhere(destination, text string, offset int, isPicture, isInLink bool) {
	doc := w.task.doc
	doc.Links = append(doc.Links, Link{
		Destination: destination, Picture: isPicture, From: w.task.position.from(offset), Span: w.task.position.span(offset, offset),
	})
	if text == "" {
		text = path.Base(destination)
	}
	if isInLink {
		w.Text(text)
		return
	}
	w.HTML(`<a rel="external" href="`)
	_, _ = w.Write(AppendDestination(nil, destination))
	w.HTML(`">`)
	w.Text(text)
	w.HTML("</a>")
}

func (w *writer) title(title []byte) {
	if len(title) > 0 {
		w.HTML(` title="`)
		w.Text(resolved(title))
		w.HTML(`"`)
	}
}

func (w *writer) linkHole(destination string, picture bool, offset int) {
	doc := w.task.doc
	w.hole(linkHole, len(doc.Links))
	doc.Links = append(doc.Links, Link{Destination: destination, Picture: picture, From: w.task.position.from(offset), Span: w.task.position.span(offset, offset)})
}

// isFigure reports whether a paragraph holds nothing but a picture with a title: it is written as
// a figure with the title as caption.
func isFigure(n ast.Node) bool {
	if n == nil || n.Kind() != ast.KindParagraph || n.FirstChild() == nil || n.FirstChild() != n.LastChild() {
		return false
	}
	image, ok := n.FirstChild().(*ast.Image)
	return ok && len(image.Title) > 0
}

func (w *writer) paragraph(n *ast.Paragraph, _ []byte, entering bool) {
	switch figure := isFigure(n); {
	case figure && entering:
		w.HTML("<figure>")
	case figure:
		w.HTML("<figcaption>")
		w.Text(resolved(n.FirstChild().(*ast.Image).Title))
		w.HTML("</figcaption></figure>\n")
	case entering:
		w.HTML("<p")
		w.attributes(n)
		w.HTML(">")
	default:
		w.HTML("</p>\n")
	}
}

// resolved returns text with its backslash escapes and character references replaced by what they
// stand for.
func resolved(text []byte) string {
	return string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(text))))
}

// AppendDestination appends a link's destination, escaped for an attribute.
func AppendDestination(html []byte, destination string) []byte {
	return append(html, util.EscapeHTML(util.URLEscape([]byte(destination), false))...)
}
