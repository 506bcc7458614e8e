package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"shirube/generator/internal/markdown/directives"
)

// parseLabel parses the label of a block as the text of a paragraph; nil where it is none. Other tools have links, formulas
// and emphasis there.
func (t *task) parseLabel(d *directives.Node) ast.Node {
	source := t.position.text
	end := d.LabelAt + len(d.Label)
	if d.LabelAt <= 0 || end > len(source) || string(source[d.LabelAt:end]) != d.Label {
		return nil
	}
	lines := text.NewSegments()
	lines.Append(text.NewSegment(d.LabelAt, end))
	pc := parser.NewContext() // without the page's footnotes, whose list would be moved
	pc.Set(taskKey, t)
	root := t.goldmark.Parser().Parse(text.NewBlockReader(source, lines), parser.WithContext(pc))
	first := root.FirstChild()
	if first == nil || first.NextSibling() != nil || first.Kind() != ast.KindParagraph {
		return nil
	}
	return first
}

// inline writes the contents of a paragraph that is not part of the page's tree.
func (w *writer) inline(paragraph ast.Node) {
	for c := paragraph.FirstChild(); c != nil; c = c.NextSibling() {
		if err := w.task.goldmark.Renderer().Render(w, w.task.position.text, c); err != nil {
			return
		}
	}
}
