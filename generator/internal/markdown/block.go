package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

func (bodyRenderer) directive(out util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	w, d := out.(*writer), n.(*directive)
	if entering {
		w.openDirective(d)
	} else {
		w.closeDirective(d)
	}
	return ast.WalkContinue, nil
}

func (w *writer) openDirective(d *directive) {
	switch d.name {
	case "note":
		w.aside(d, "note", titleOr(d.label, w.task.words.Note))
	case "warning":
		w.aside(d, "warning", titleOr(d.label, w.task.words.Warning))
	case "voice":
		w.text(`<figure class="voice">`)
		if d.label != "" {
			w.text("<figcaption>")
			w.plainWithFigures(d, d.label)
			w.text("</figcaption>")
		}
		w.text("<blockquote>\n")
	case "steps":
		w.text(`<ol class="steps">` + "\n")
	case "details":
		w.text(`<details class="details"><summary>`)
		w.plainWithFigures(d, titleOr(d.label, w.task.words.Details))
		w.text("</summary>\n")
	case "print":
		w.text(`<section class="print-sheet">` + "\n")
		w.blockTitle(d, d.label)
	case "cards", "compare":
	case "timeline", "faq", "bad-good":
		w.text(`<div class="` + d.name + `">` + "\n")
	default:
		w.text(`<div class="block">` + "\n")
		w.blockTitle(d, d.label)
	}
}

func (w *writer) closeDirective(d *directive) {
	switch d.name {
	case "note", "warning":
		w.text("</aside>\n")
	case "voice":
		w.text("</blockquote>")
		if source := d.attributes["source"]; source != "" {
			w.text(`<p class="voice-source">`)
			w.escaped(w.task.words.Source)
			w.embed(d, Embed{Kind: SourceEmbed, Name: source})
			w.text("</p>")
		}
		w.text("</figure>\n")
	case "steps":
		w.text("</ol>\n")
	case "details":
		w.text("</details>\n")
	case "print":
		w.text("</section>\n")
	case "cards", "compare":
	default:
		w.text("</div>\n")
	}
}

func titleOr(label, fallback string) string {
	if label != "" {
		return label
	}
	return fallback
}

// aside writes a remark that is named by its title.
func (w *writer) aside(n ast.Node, class, title string) {
	w.task.asides++
	id := class + "-" + strconv.Itoa(w.task.asides)
	for w.task.doc.ids[id] {
		id += "-"
	}
	w.text(`<aside class="` + class + `" aria-labelledby="` + id + `"><p class="block-title" id="` + id + `">`)
	w.plainWithFigures(n, title)
	w.text("</p>\n")
}

func (w *writer) blockTitle(n ast.Node, title string) {
	if title != "" {
		w.text(`<p class="block-title">`)
		w.plainWithFigures(n, title)
		w.text("</p>\n")
	}
}

func (bodyRenderer) group(out util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	w, g := out.(*writer), n.(*group)
	if !entering {
		w.text("</" + g.tag + ">\n")
		return ast.WalkContinue, nil
	}
	w.text("<" + g.tag)
	if g.class != "" {
		w.text(` class="` + g.class + `"`)
	}
	w.text(">")
	w.blockTitle(g, g.title)
	return ast.WalkContinue, nil
}

func (bodyRenderer) footnotes(out util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	w := out.(*writer)
	if !entering {
		w.text("</ol>\n</section>\n")
		return ast.WalkContinue, nil
	}
	w.text(`<section class="footnotes" role="doc-endnotes" aria-label="`)
	w.escaped(w.task.words.Footnotes)
	w.text(`">` + "\n<ol>\n")
	return ast.WalkContinue, nil
}

func (bodyRenderer) footnoteBack(out util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	w, back := out.(*writer), n.(*east.FootnoteBacklink)
	w.text(`&#160;<a href="#fnref`)
	if back.RefIndex > 0 {
		w.text(strconv.Itoa(back.RefIndex))
	}
	w.text(":" + strconv.Itoa(back.Index) + `" class="footnote-backref" role="doc-backlink" aria-label="`)
	w.escaped(w.task.words.BackToText)
	w.text(`">&#x21a9;&#xfe0e;</a>`)
	return ast.WalkContinue, nil
}
