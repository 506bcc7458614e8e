package markdown

import (
	"bytes"
	"fmt"
	stdhtml "html"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

func (w *writer) htmlBlock(block *ast.HTMLBlock, source []byte) {
	if !w.task.options.RawHTML {
		w.safeHTML(block.Parent(), newSpread(segmentsOf(block), source))
		return
	}
	w.task.findBlocked(htmlOf(block, source), offsetOf(block))
	w.passHTML(block.Lines(), source)
	if block.HasClosure() {
		_, _ = w.Write(block.ClosureLine.Value(source))
	}
}

// htmlOf returns all lines of a block of HTML.
func htmlOf(block *ast.HTMLBlock, source []byte) string {
	return string(newSpread(segmentsOf(block), source).text)
}

func segmentsOf(block *ast.HTMLBlock) []text.Segment {
	segments := block.Lines().Sliced(0, block.Lines().Len())
	if block.HasClosure() {
		segments = append(slices.Clip(segments), block.ClosureLine)
	}
	return segments
}

// A spread is text made of several segments of the page.
type spread struct {
	text     []byte
	segments []text.Segment
	passed   int // index of the segment of the last offset
	size     int // bytes of the segments before it
}

func newSpread(segments []text.Segment, source []byte) *spread {
	s := &spread{segments: segments}
	for _, segment := range segments {
		s.text = append(s.text, segment.Value(source)...)
	}
	return s
}

// offset returns the offset in the page of byte i of the text. Calls must come with rising i.
func (s *spread) offset(i int) int {
	for ; s.passed < len(s.segments); s.passed++ {
		segment := s.segments[s.passed]
		size := segment.Len() + segment.Padding
		if i < s.size+size {
			return segment.Start + max(i-s.size-segment.Padding, 0)
		}
		s.size += size
	}
	return s.segments[len(s.segments)-1].Stop
}

func (w *writer) rawHTML(n *ast.RawHTML, source []byte) {
	html := n.Segments.Value(source)
	if !w.task.options.RawHTML {
		w.safeHTML(n.Parent(), newSpread(n.Segments.Sliced(0, n.Segments.Len()), source))
		return
	}
	w.task.findBlocked(string(html), offsetOf(n))
	w.passHTML(n.Segments, source)
}

// passHTML passes HTML through as it is, with its addresses resolved.
func (w *writer) passHTML(segments *text.Segments, source []byte) {
	for i := range segments.Len() {
		segment := segments.At(i)
		value := segment.Value(source)
		for _, m := range htmlID.FindAllSubmatch(value, -1) {
			w.task.doc.ids[string(m[1])] = true
		}
		w.rawTags(value, segment.Start)
	}
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
		if w.rawTag == "" || name == "srcset" && bytes.Contains(value, []byte("data:")) || len(bytes.TrimSpace(value)) == 0 {
			continue
		}
		_, _ = w.Write(html[at:m[0]])
		if name == "srcset" {
			w.srcset(value, offset+from)
		} else {
			w.rawLink(value, name, offset+from)
		}
		at = m[1]
	}
	for _, tag := range rawTag.FindAllSubmatch(html[tagsAt:], -1) {
		w.rawTag = strings.ToLower(string(tag[1]))
	}
	_, _ = w.Write(html[at:])
}

// rawLink leaves a hole for an attribute with the address value.
func (w *writer) rawLink(value []byte, attribute string, offset int) {
	w.hole(linkHole, len(w.task.doc.Links))
	w.task.doc.Links = append(w.task.doc.Links, Link{
		Destination: stdhtml.UnescapeString(string(value)), Picture: w.rawTag == "img" || attribute == "srcset" || attribute == "poster", Attribute: attribute,
		Written: strings.ReplaceAll(string(value), `"`, "&quot;"), From: w.task.position.from(offset), Span: w.task.position.span(offset, offset+len(value)),
	})
}

// srcsetAddress is the address of one of the pictures of a srcset, which may have commas inside.
var srcsetAddress = regexp.MustCompile(`(?:^|,)\s*([^\s,]+(?:,[^\s,]+)*)`)

// srcset writes the attribute with a hole for the address of each picture.
func (w *writer) srcset(value []byte, offset int) {
	w.HTML(` srcset="`)
	at := 0
	for _, m := range srcsetAddress.FindAllSubmatchIndex(value, -1) {
		w.HTML(strings.ReplaceAll(string(value[at:m[2]]), `"`, "&quot;"))
		w.rawLink(value[m[2]:m[3]], "srcset", offset+m[2])
		at = m[3]
	}
	w.HTML(strings.ReplaceAll(string(value[at:]), `"`, "&quot;") + `"`)
}

// htmlID is an attribute that gives an element a name for links.
var htmlID = regexp.MustCompile(`\s(?:id|name)\s*=\s*["']?([^"'<>\s]+)`)

// refusedNamed is how many kinds of refused HTML a finding names.
const refusedNamed = 5

// refuseHTML reports HTML that is left out: each piece of it on a strict site, elsewhere the first of a page, with the
// kinds and the number of all.
func (t *task) refuseHTML(what string, offset int) {
	t.refused++
	if len(t.refusedKinds) <= refusedNamed && !slices.Contains(t.refusedKinds, what) {
		t.refusedKinds = append(t.refusedKinds, what)
	}
	if t.options.Strict || t.refused == 1 {
		t.refusedAt = len(t.found)
		t.report(t.severity(), "raw-html", offset, fmt.Sprintf("HTMLの「%s」は使えません。", what),
			"Markdownか :::note などのブロックで書いてください。< を文字として書くには \\< とします。サイト全体で許すには site.yaml に raw-html: true と書きます。")
		return
	}
	kinds := strings.Join(t.refusedKinds[:min(len(t.refusedKinds), refusedNamed)], " ")
	if len(t.refusedKinds) > refusedNamed {
		kinds += " …"
	}
	t.found[t.refusedAt].Message = fmt.Sprintf("HTMLの「%s」は使えません。このページに、%dか所あります。", kinds, t.refused)
}
