package markdown

import (
	"bytes"
	"regexp"
	"strconv"

	east "github.com/yuin/goldmark/extension/ast"

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

var noteMark = regexp.MustCompile(`[ \t]*\[\^[^\]\s]+\]`)

// cutTitleNotes leaves the marks of footnotes out of a title in the front matter.
func (t *task) cutTitleNotes() {
	front := &t.doc.Front
	if cut := noteMark.ReplaceAllString(front.Title, ""); cut != front.Title && cut != "" {
		front.Title = cut
		t.found = append(t.found, diagnostic.Diagnostic{
			Severity: diagnostic.Warning, Code: "footnote-title", Span: front.TitleSpan, Message: titleNote, Suggestion: titleNoteRemedy,
		})
	}
}

// What is reported where a title has the mark of a footnote.
const (
	titleNote       = "題名の脚注の印は、出せません。"
	titleNoteRemedy = "脚注は、本文の文に付けてください。"
)

func (w *writer) footnotes(_ *east.FootnoteList, _ []byte, entering bool) {
	if !entering {
		w.HTML("</ol>\n</section>\n")
		return
	}
	w.HTML(`<section class="footnotes" role="doc-endnotes" aria-label="`)
	w.Text(w.task.words.Footnotes)
	w.HTML(`">` + "\n<ol>\n")
}

func (w *writer) footnoteBack(back *east.FootnoteBacklink, _ []byte) {
	w.HTML(`&#160;<a href="#fnref`)
	if back.RefIndex > 0 {
		w.HTML(strconv.Itoa(back.RefIndex))
	}
	w.HTML(":" + strconv.Itoa(back.Index) + `" class="footnote-backref" role="doc-backlink" aria-label="`)
	w.Text(w.task.words.BackToText)
	w.HTML(`">&#x21a9;&#xfe0e;</a>`)
}
