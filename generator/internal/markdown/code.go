package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

func (bodyRenderer) fencedCode(out util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	w, block := out.(*writer), n.(*ast.FencedCodeBlock)
	language := resolved(block.Language(source))
	w.code(language, blockText(n, source))
	return ast.WalkSkipChildren, nil
}

func (bodyRenderer) indentedCode(out util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		out.(*writer).code("", blockText(n, source))
	}
	return ast.WalkSkipChildren, nil
}

func blockText(n ast.Node, source []byte) string {
	var b strings.Builder
	for i := range n.Lines().Len() {
		segment := n.Lines().At(i)
		b.Write(segment.Value(source))
	}
	return b.String()
}

// code writes a block of code, highlighted where its language is known.
func (w *writer) code(language, text string) {
	w.task.doc.HasCode = true
	w.HTML(`<div class="code"`)
	if language != "" {
		w.HTML(` data-lang="`)
		w.Text(language)
		w.HTML(`"`)
	}
	w.HTML(`><pre class="chroma" tabindex="0"><code`)
	if language != "" {
		w.HTML(` class="language-`)
		w.Text(language)
		w.HTML(`"`)
	}
	w.HTML(">")
	if !w.highlight(language, text) {
		w.Text(text)
	}
	w.HTML("</code></pre></div>\n")
}

// highlight writes text with chroma's short class names; it reports false, having written nothing,
// where the language is unknown.
func (w *writer) highlight(language, text string) bool {
	spans, ok := w.task.options.Highlighter.Highlight(language, text)
	for class, piece := range spans.All() {
		if class == "" {
			w.Text(piece)
			continue
		}
		w.HTML(`<span class="` + class + `">`)
		w.Text(piece)
		w.HTML("</span>")
	}
	return ok
}
