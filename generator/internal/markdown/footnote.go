package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

func (bodyRenderer) footnotes(out util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	w := out.(*writer)
	if !entering {
		w.HTML("</ol>\n</section>\n")
		return ast.WalkContinue, nil
	}
	w.HTML(`<section class="footnotes" role="doc-endnotes" aria-label="`)
	w.Text(w.task.words.Footnotes)
	w.HTML(`">` + "\n<ol>\n")
	return ast.WalkContinue, nil
}

func (bodyRenderer) footnoteBack(out util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	w, back := out.(*writer), n.(*east.FootnoteBacklink)
	w.HTML(`&#160;<a href="#fnref`)
	if back.RefIndex > 0 {
		w.HTML(strconv.Itoa(back.RefIndex))
	}
	w.HTML(":" + strconv.Itoa(back.Index) + `" class="footnote-backref" role="doc-backlink" aria-label="`)
	w.Text(w.task.words.BackToText)
	w.HTML(`">&#x21a9;&#xfe0e;</a>`)
	return ast.WalkContinue, nil
}
