package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/highlight"
)

func (w *writer) fencedCode(block *ast.FencedCodeBlock, source []byte) {
	var info codeInfo
	if block.Info != nil {
		info = parseCodeInfo(resolved(block.Info.Segment.Value(source)))
	}
	if info.language == "math" {
		w.displayFormula(block, blockText(block, source))
		return
	}
	w.code(block, info, info.takeMarks(blockText(block, source)))
}

func (w *writer) indentedCode(block *ast.CodeBlock, source []byte) {
	w.code(block, codeInfo{}, blockText(block, source))
}

func blockText(n ast.Node, source []byte) string {
	var b strings.Builder
	for i := range n.Lines().Len() {
		segment := n.Lines().At(i)
		b.Write(segment.Value(source))
	}
	return b.String()
}

// code writes a block of code, highlighted where its language is known, with its title above it, and a note below code
// that describes a drawing.
func (w *writer) code(n ast.Node, info codeInfo, text string) {
	w.task.doc.HasCode = true
	w.HTML(`<div class="code"`)
	if info.language != "" {
		w.HTML(` data-lang="`)
		w.Text(info.language)
		w.HTML(`"`)
	}
	w.HTML(`>`)
	if info.title != "" {
		w.HTML(`<p class="code-title">`)
		w.Text(info.title)
		w.HTML(`</p>`)
	}
	w.HTML(`<pre class="chroma" tabindex="0"><code`)
	if info.language != "" {
		w.HTML(` class="language-`)
		w.Text(info.language)
		w.HTML(`"`)
	}
	w.HTML(">")
	w.highlight(n, info, text)
	w.HTML("</code></pre>")
	if isDiagram(info.language) {
		w.HTML(`<p class="code-title">`)
		w.Text(strings.Replace(w.task.words.Diagram, "%s", info.language, 1))
		w.HTML("</p>")
		w.task.reportCounted("diagram-code", offsetOf(n), info.language+" の図は描けないので、図のもとになる文のまま出します。", "図を画像にして、貼ってください。")
	}
	w.HTML("</div>\n")
}

// highlight writes text with chroma's short class names where the language is known and the work not too
// much.
func (w *writer) highlight(n ast.Node, info codeInfo, text string) {
	spans, outcome := w.task.options.Highlighter.Highlight(info.language, text)
	if outcome == highlight.TooMuch {
		w.task.report(diagnostic.Warning, "code-plain", offsetOf(n), "このコードは、色を付けるのに手間がかかりすぎるので、色なしで出します。",
			"コードを短く分けるか、``` の後の言語の名前を text にしてください。")
	}
	if len(info.marks) > 0 {
		w.markedLines(info.marks, spans, outcome, text)
		return
	}
	if outcome != highlight.Highlighted {
		w.Text(text)
		return
	}
	for class, piece := range spans.All() {
		w.span(class, piece)
	}
}

func (w *writer) span(class, text string) {
	if class == "" {
		w.Text(text)
		return
	}
	w.HTML(`<span class="` + class + `">`)
	w.Text(text)
	w.HTML("</span>")
}

// markedLines writes code with some lines marked.
func (w *writer) markedLines(marks map[int]string, spans highlight.Spans, outcome highlight.Outcome, text string) {
	line, atStart := 1, true
	write := func(class, piece string) {
		for part := range strings.Lines(piece) {
			if mark := marks[line]; atStart && mark != "" {
				w.HTML(`<span class="` + mark + `">`)
			}
			w.span(class, part)
			if atStart = strings.HasSuffix(part, "\n"); atStart {
				w.endMark(marks[line])
				line++
			}
		}
	}
	if outcome != highlight.Highlighted {
		write("", text)
	} else {
		for class, piece := range spans.All() {
			write(class, piece)
		}
	}
	if !atStart {
		w.endMark(marks[line])
	}
}

func (w *writer) endMark(mark string) {
	if mark != "" {
		w.HTML("</span>")
	}
}
