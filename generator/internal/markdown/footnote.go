package markdown

import (
	"bytes"
	"regexp"
	"strconv"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"shirube/calculator/diagnostic"
)

var noteLine = regexp.MustCompile(`(?m)^ {0,3}(\[\^[^\]\s]+\]):`)

// findUnusedNotes reports footnotes that no mark leads to; they are not shown.
func (t *task) findUnusedNotes(body []byte) {
	if !bytes.Contains(body, []byte("[^")) {
		return
	}
	for _, m := range noteLine.FindAllSubmatchIndex(body, -1) {
		if mark := body[m[2]:m[3]]; bytes.Count(body, mark) == 1 {
			t.report(diagnostic.Warning, "footnote-unused", m[2], "脚注 "+string(mark)+" は、本文に印がないので、出ません。", "本文に同じ印を書くか、この脚注を消してください。")
		}
	}
}

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
