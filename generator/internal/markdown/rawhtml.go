package markdown

import (
	"bytes"

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
			_, _ = w.Write(segment.Value(source))
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
	w.task.report(w.task.severity(), "raw-html", offset, "HTMLは使えません。この部分は表示されません。",
		"Markdownか :::note などのブロックで書いてください。< を文字として書くには \\< とします。サイト全体で許すには site.yaml に raw-html: true と書きます。")
}
