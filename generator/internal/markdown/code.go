package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/highlight"
)

func (bodyRenderer) fencedCode(out util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	w, block := out.(*writer), n.(*ast.FencedCodeBlock)
	language := resolved(block.Language(source))
	if language == "math" {
		w.formulaBlock(n, blockText(n, source))
		return ast.WalkSkipChildren, nil
	}
	w.code(n, language, blockText(n, source))
	return ast.WalkSkipChildren, nil
}

func (bodyRenderer) indentedCode(out util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		out.(*writer).code(n, "", blockText(n, source))
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
func (w *writer) code(n ast.Node, language, text string) {
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
	if !w.highlight(n, language, text) {
		w.Text(text)
	}
	w.HTML("</code></pre></div>\n")
}

// highlight writes text with chroma's short class names; it reports false, having written nothing,
// where the language is unknown or the work too much.
func (w *writer) highlight(n ast.Node, language, text string) bool {
	spans, outcome := w.task.options.Highlighter.Highlight(language, text)
	if outcome == highlight.TooMuch {
		w.task.report(diagnostic.Warning, "code-plain", offsetOf(n), "このコードは、色を付けるのに手間がかかりすぎるので、色なしで出します。",
			"コードを短く分けるか、``` の後の言語の名前を text にしてください。")
	}
	for class, piece := range spans.All() {
		if class == "" {
			w.Text(piece)
			continue
		}
		w.HTML(`<span class="` + class + `">`)
		w.Text(piece)
		w.HTML("</span>")
	}
	return outcome == highlight.Highlighted
}
