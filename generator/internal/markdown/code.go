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
	w.text(`<div class="code"`)
	if language != "" {
		w.text(` data-lang="`)
		w.escaped(language)
		w.text(`"`)
	}
	w.text(`><pre class="chroma" tabindex="0"><code`)
	if language != "" {
		w.text(` class="language-`)
		w.escaped(language)
		w.text(`"`)
	}
	w.text(">")
	if !w.highlight(language, text) {
		w.escaped(text)
	}
	w.text("</code></pre></div>\n")
}

// highlight writes text with chroma's short class names; it reports false, having written nothing,
// where the language is unknown.
func (w *writer) highlight(language, text string) bool {
	spans, ok := w.task.options.Highlighter.Highlight(language, text)
	for class, piece := range spans.All() {
		if class == "" {
			w.escaped(piece)
			continue
		}
		w.text(`<span class="` + class + `">`)
		w.escaped(piece)
		w.text("</span>")
	}
	return ok
}
