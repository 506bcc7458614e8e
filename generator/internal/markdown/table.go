package markdown

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/markdown/directives"
)

// A table is wrapped in a region that scrolls sideways by itself, so that the page never does. In a
// compare block its first column holds row headings, and every cell carries its column's heading
// so that a narrow screen can show each row as a card.

func (w *writer) table(n *east.Table, source []byte, entering bool) {
	if !entering {
		if n.FirstChild() != n.LastChild() {
			w.HTML("</tbody>\n")
		}
		w.HTML("</table></div>\n")
		return
	}
	w.HTML(`<div class="table`)
	if directives.IsCompared(n) {
		w.HTML(" compare")
	}
	w.HTML(`" role="region" tabindex="0" aria-label="`)
	w.Label(n, w.tableLabel(tableName(n, source)))
	w.HTML(`"><table`)
	w.listedID(n)
	w.HTML(">\n")
}

// tableLabel labels the region of a table. Tables with the same columns are numbered, since regions
// of the same name cannot be distinguished.
func (w *writer) tableLabel(name string) string {
	if w.tables == nil {
		w.tables = make(map[string]int)
	}
	w.tables[name]++
	label := fmt.Sprintf(w.task.words.Table, name)
	if name == "" {
		label, _, _ = strings.Cut(w.task.words.Table, "%s")
		label = strings.TrimRight(label, " (（:：")
	}
	if n := w.tables[name]; n > 1 {
		label += fmt.Sprintf(" %d", n)
	}
	return label
}

// tableName names a table by its columns.
func tableName(table ast.Node, source []byte) string {
	var columns []string
	for cell := table.FirstChild().FirstChild(); cell != nil; cell = cell.NextSibling() {
		if name := plainText(cell, source); name != "" {
			columns = append(columns, name)
		}
	}
	return strings.Join(columns, "、")
}

func (w *writer) tableHeader(n *east.TableHeader, _ []byte, entering bool) {
	if entering {
		w.HTML("<thead>\n<tr>\n")
		return
	}
	w.HTML("</tr>\n</thead>\n")
	if n.NextSibling() != nil {
		w.HTML("<tbody>\n")
	}
}

func tableRow(out util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	w := out.(*writer)
	if isAttributeRow(n, source) {
		return ast.WalkSkipChildren, nil
	}
	if entering {
		w.task.countCut(n, source)
		w.HTML("<tr>\n")
	} else {
		w.HTML("</tr>\n")
	}
	return ast.WalkContinue, nil
}

// countCut counts the rows that have words behind the last column of their table, which GFM leaves out.
func (t *task) countCut(row ast.Node, source []byte) {
	last := row.LastChild()
	if last == nil || last.Lines().Len() == 0 {
		return
	}
	stop := last.Lines().At(0).Stop
	rest, _, _ := bytes.Cut(source[stop:], []byte("\n"))
	if len(bytes.Trim(rest, "| \t\r")) == 0 {
		return
	}
	if t.cutRows++; t.cutRows == 1 {
		t.cutAt = stop + bytes.IndexFunc(rest, func(r rune) bool { return r != '|' && r != ' ' && r != '\t' })
	}
}

// reportCut reports the rows with more cells than the head of their table: once a page, with their number.
func (t *task) reportCut() {
	if t.cutRows > 0 {
		t.report(diagnostic.Warning, "table-cells", t.cutAt, fmt.Sprintf("見出しの行より列の多い行が、表に%d行あります。余った列は出ません。", t.cutRows),
			`見出しの行に列を足すか、行の列を減らしてください。| を文字として書くには \| とします。`)
	}
}

func (w *writer) tableCell(cell *east.TableCell, source []byte, entering bool) {
	inHeader := cell.Parent().Kind() == east.KindTableHeader
	compared := directives.IsCompared(cell.Parent().Parent())
	tag := "td"
	if inHeader || compared && cell.PreviousSibling() == nil {
		tag = "th"
	}
	if !entering {
		w.HTML("</" + tag + ">\n")
		return
	}
	w.HTML("<" + tag)
	if cell.Alignment != east.AlignNone {
		w.HTML(` class="align-` + cell.Alignment.String() + `"`)
	}
	if compared {
		w.comparedCell(cell, tag, inHeader, source)
	}
	w.HTML(">")
}

func (w *writer) comparedCell(n ast.Node, tag string, inHeader bool, source []byte) {
	switch {
	case inHeader:
		w.HTML(` scope="col"`)
	case tag == "th":
		w.HTML(` scope="row"`)
	default:
		w.HTML(` data-label="`)
		w.Label(n, columnName(n, source))
		w.HTML(`"`)
	}
}

func columnName(cell ast.Node, source []byte) string {
	heading := cell.Parent().Parent().FirstChild().FirstChild()
	for c := cell.PreviousSibling(); c != nil && heading != nil; c = c.PreviousSibling() {
		heading = heading.NextSibling()
	}
	if heading == nil {
		return ""
	}
	return plainText(heading, source)
}

func (w *writer) taskBox(box *east.TaskCheckBox, _ []byte) { w.checkbox(box.IsChecked) }

// checkbox writes a box that readers cannot change.
func (w *writer) checkbox(isChecked bool) {
	if isChecked {
		w.HTML(`<input checked="" disabled="" type="checkbox" aria-label="`)
		w.Text(w.task.words.Done)
	} else {
		w.HTML(`<input disabled="" type="checkbox" aria-label="`)
		w.Text(w.task.words.Open)
	}
	w.HTML(`"> `)
}
