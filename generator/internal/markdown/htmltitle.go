package markdown

import (
	stdhtml "html"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"shirube/generator/internal/htmlscan"
)

// findHTMLTitle takes the title of a page without one of its own from the first heading of level 1 in HTML.
func (t *task) findHTMLTitle(root ast.Node, source []byte) {
	if t.doc.Front.Title != "" || t.title != nil {
		return
	}
	for c := root.FirstChild(); c != nil; c = c.NextSibling() {
		block, ok := c.(*ast.HTMLBlock)
		if !ok {
			continue
		}
		html := newSpread(segmentsOf(block), source).text
		scan := htmlscan.New(html)
		for tag := scan.Next(); tag.Kind != htmlscan.End; tag = scan.Next() {
			if tag.Kind != htmlscan.Start || string(tag.Name) != "h1" {
				continue
			}
			if text := htmlTextOf(nearHTML(html[tag.End:]), "h1"); text != "" {
				t.doc.Title, t.doc.TitleBy, t.htmlTitle = text, TitleOnTop, text
				return
			}
		}
	}
}

// nearHTML returns as much of HTML as is looked at for a title or a name.
func nearHTML(html []byte) []byte { return html[:min(len(html), 2000)] }

// htmlTextOf returns the text up to the end of an element, or up to the start of another one; of pictures their descriptions.
func htmlTextOf(html []byte, element string) string {
	var text strings.Builder
	scan := htmlscan.New(html)
	for t := scan.Next(); t.Kind != htmlscan.End; t = scan.Next() {
		switch {
		case string(t.Name) == element, t.Kind == htmlscan.Start && slices.Contains(htmlEnds[string(t.Name)], element):
			return strings.Join(strings.Fields(text.String()), " ")
		case t.Kind == htmlscan.Text:
			text.WriteString(stdhtml.UnescapeString(string(html[t.Start:t.End])))
		case t.Kind == htmlscan.Start && string(t.Name) == "img":
			alt, _ := t.Attribute("alt")
			text.WriteString(" " + alt + " ")
		}
	}
	return ""
}

// htmlTableName names a table by its caption or its columns. Html begins behind its start tag.
func htmlTableName(html []byte) string {
	var columns []string
	scan := htmlscan.New(html)
	for t := scan.Next(); t.Kind != htmlscan.End; t = scan.Next() {
		switch name := string(t.Name); {
		case name == "tr" && (t.Kind == htmlscan.Close || len(columns) > 0), t.Kind == htmlscan.Close && name == "table":
			return strings.Join(columns, "、")
		case t.Kind == htmlscan.Start && name == "caption":
			return htmlTextOf(html[t.End:], name)
		case t.Kind == htmlscan.Start && (name == "th" || name == "td"):
			if text := htmlTextOf(html[t.End:], name); text != "" {
				columns = append(columns, text)
			}
		}
	}
	return strings.Join(columns, "、")
}
