package markdown

import (
	"bytes"
	"fmt"
	stdhtml "html"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

func (w *writer) htmlBlock(block *ast.HTMLBlock, source []byte) {
	if w.task.options.RawHTML {
		w.task.findBlocked(htmlText(block, source), offsetOf(block))
	}
	w.passHTML(block.Lines(), source, offsetOf(block))
	if block.HasClosure() && w.task.options.RawHTML {
		_, _ = w.Write(block.ClosureLine.Value(source))
	}
}

// htmlText returns all lines of a block of HTML.
func htmlText(block *ast.HTMLBlock, source []byte) string {
	text := blockText(block, source)
	if block.HasClosure() {
		text += string(block.ClosureLine.Value(source))
	}
	return text
}

func (w *writer) rawHTML(n *ast.RawHTML, source []byte) {
	if w.task.options.RawHTML {
		w.task.findBlocked(string(n.Segments.Value(source)), offsetOf(n))
	}
	w.passHTML(n.Segments, source, offsetOf(n))
}

// passHTML passes HTML through where the site allows it. Elsewhere comments are removed, and everything else is left out
// with a message.
func (w *writer) passHTML(segments *text.Segments, source []byte, offset int) {
	if w.task.options.RawHTML {
		for i := range segments.Len() {
			segment := segments.At(i)
			value := segment.Value(source)
			for _, m := range htmlID.FindAllSubmatch(value, -1) {
				w.task.doc.ids[string(m[1])] = true
			}
			w.rawTags(value, segment.Start)
		}
		return
	}
	if segments.Len() > 0 {
		first := segments.At(0)
		if bytes.HasPrefix(bytes.TrimSpace(first.Value(source)), []byte("<!--")) {
			return
		}
		offset = first.Start
	}
	text := string(segments.Value(source))
	if m := anchorTag.FindStringSubmatch(text); m != nil {
		w.anchor(m[1])
		return
	}
	w.task.refuseHTML(offset)
}

var (
	rawTag       = regexp.MustCompile(`<([A-Za-z][A-Za-z0-9-]*)`)
	rawAttribute = regexp.MustCompile(`(?i)\s(href|src|poster|srcset)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>` + "`" + `]+))`)
)

// rawTags writes HTML of a page with holes for its addresses, which are resolved like those of Markdown.
func (w *writer) rawTags(html []byte, offset int) {
	at, tagsAt := 0, 0
	for _, m := range rawAttribute.FindAllSubmatchIndex(html, -1) {
		for _, tag := range rawTag.FindAllSubmatch(html[tagsAt:m[0]], -1) {
			w.rawTag = strings.ToLower(string(tag[1]))
		}
		tagsAt = m[0]
		name := strings.ToLower(string(html[m[2]:m[3]]))
		from, to := max(m[4], m[6], m[8]), max(m[5], m[7], m[9])
		value := html[from:to]
		if w.rawTag == "" || bytes.IndexByte(value, ',') >= 0 && name == "srcset" || len(bytes.TrimSpace(value)) == 0 {
			continue
		}
		_, _ = w.Write(html[at:m[0]])
		w.hole(linkHole, len(w.task.doc.Links))
		isPicture := w.rawTag == "img" || name == "srcset" || name == "poster"
		w.task.doc.Links = append(w.task.doc.Links, Link{
			Destination: stdhtml.UnescapeString(string(value)), Picture: isPicture, Attribute: name,
			Written: strings.ReplaceAll(string(value), `"`, "&quot;"), From: w.task.position.from(offset + from), Span: w.task.position.span(offset+from, offset+to),
		})
		at = m[1]
	}
	for _, tag := range rawTag.FindAllSubmatch(html[tagsAt:], -1) {
		w.rawTag = strings.ToLower(string(tag[1]))
	}
	_, _ = w.Write(html[at:])
}

// htmlID is an attribute that gives an element a name for links.
var htmlID = regexp.MustCompile(`\s(?:id|name)\s*=\s*["']?([^"'<>\s]+)`)

// anchorTag is a tag that does nothing but give a place a name, or the end of one.
var anchorTag = regexp.MustCompile(`^\s*(?:<(?:a|span)\s+(?:id|name)\s*=\s*["']([^"'<>\s]+)["']\s*/?>(?:\s*</(?:a|span)>)?|</(?:a|span)>)\s*$`)

// anchor writes an element with an id that links lead to.
func (w *writer) anchor(id string) {
	if id != "" && !w.task.doc.ids[id] {
		w.task.doc.ids[id] = true
		w.HTML(`<span id="`)
		w.Text(id)
		w.HTML(`"></span>`)
	}
}

// refuseHTML reports HTML that is left out: each piece of it on a strict site, elsewhere the first of a
// page, with the number of all.
func (t *task) refuseHTML(offset int) {
	t.refused++
	const message = "HTMLは使えません。この部分は表示されません。"
	if t.options.Strict || t.refused == 1 {
		t.refusedAt = len(t.found)
		t.report(t.severity(), "raw-html", offset, message,
			"Markdownか :::note などのブロックで書いてください。< を文字として書くには \\< とします。サイト全体で許すには site.yaml に raw-html: true と書きます。")
		return
	}
	t.found[t.refusedAt].Message = fmt.Sprintf("%sこのページに、%dか所あります。", message, t.refused)
}
