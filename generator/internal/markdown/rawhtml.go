package markdown

import (
	"bytes"
	"fmt"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

func (bodyRenderer) htmlBlock(out util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	block := n.(*ast.HTMLBlock)
	if !entering {
		if block.HasClosure() && out.(*writer).task.options.RawHTML {
			closure := block.ClosureLine
			_, _ = out.Write(closure.Value(source))
		}
		return ast.WalkContinue, nil
	}
	out.(*writer).passHTML(block.Lines(), source, offsetOf(n))
	return ast.WalkContinue, nil
}

func (bodyRenderer) rawHTML(out util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		out.(*writer).passHTML(n.(*ast.RawHTML).Segments, source, offsetOf(n))
	}
	return ast.WalkSkipChildren, nil
}

// passHTML passes HTML through where the site allows it. Elsewhere comments vanish, as editors expect
// of them, and everything else is left out with a message.
func (w *writer) passHTML(segments *text.Segments, source []byte, offset int) {
	if w.task.options.RawHTML {
		for i := range segments.Len() {
			segment := segments.At(i)
			value := segment.Value(source)
			for _, m := range htmlID.FindAllSubmatch(value, -1) {
				w.task.doc.ids[string(m[1])] = true
			}
			_, _ = w.Write(value)
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

// htmlID is an attribute that gives an element a name for links.
var htmlID = regexp.MustCompile(`\s(?:id|name)\s*=\s*["']?([^"'<>\s]+)`)

// anchorTag is a tag that does nothing but give a place a name, or the end of one.
var anchorTag = regexp.MustCompile(`^\s*(?:<(?:a|span)\s+(?:id|name)\s*=\s*["']([^"'<>\s]+)["']\s*/?>(?:\s*</(?:a|span)>)?|</(?:a|span)>)\s*$`)

// anchor writes a place that links lead to.
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
