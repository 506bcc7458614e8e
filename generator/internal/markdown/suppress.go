package markdown

import (
	"regexp"

	"github.com/yuin/goldmark/ast"

	"shirube/calculator/diagnostic"
)

// A Suppression is a comment that takes back a finding: <!-- check: CODE reason --> on a line of its own
// directly above the block that it is for, or within its text.
type Suppression struct {
	Code   string
	Reason string
	Span   diagnostic.Span
	// First and Last are the lines of the file that it is for; Last is 0 where it is for all to the end.
	First, Last int
}

// Covers reports whether the silence is for a line of the file.
func (s *Suppression) Covers(line int) bool {
	return line >= s.First && (s.Last == 0 || line <= s.Last)
}

var silence = regexp.MustCompile(`^\s*<!--\s*check:\s*([^\s>]*)\s*((?s).*?)\s*-->`)

// htmlBlock notes a comment that silences the block behind it.
func (s *proseCollector) htmlBlock(n *ast.HTMLBlock) {
	text, offset := blockText(n, s.source), offsetOf(n)
	if n.HasClosure() {
		text += string(n.ClosureLine.Value(s.source))
	}
	m := silence.FindStringSubmatch(text)
	if m == nil {
		return
	}
	covered := Suppression{Code: m[1], Reason: m[2]}
	if next := blockBehind(n); next != nil {
		covered.First = s.lineOf(next)
		if after := nodeBehind(next); after != nil {
			covered.Last = s.lineOf(after) - 1
		}
	} else {
		covered.First = s.lines.position(offset).Line
	}
	s.silence(covered, offset)
}

// inlineComment notes a comment that silences the block it stands in.
func (w *blockWriter) inlineComment(n *ast.RawHTML) {
	text, offset := string(n.Segments.Value(w.source)), offsetOf(n)
	if n.Segments.Len() > 0 {
		offset = n.Segments.At(0).Start
	}
	m := silence.FindStringSubmatch(text)
	if m == nil {
		return
	}
	covered := Suppression{Code: m[1], Reason: m[2], First: w.lineOf(w.node)}
	if after := nodeBehind(w.node); after != nil {
		covered.Last = w.lineOf(after) - 1
	}
	w.silence(covered, offset)
}

func (s *proseCollector) silence(covered Suppression, offset int) {
	covered.Span = diagnostic.Span{Path: s.lines.path, Start: s.lines.position(offset)}
	s.task.doc.Prose.Silences = append(s.task.doc.Prose.Silences, covered)
}

// lineOf returns the line on which a block begins.
func (s *proseCollector) lineOf(n ast.Node) int { return s.lines.position(startOf(n)).Line }

// startOf returns the first byte of a block, or of what is in it.
func startOf(n ast.Node) int {
	for c := n; c != nil; c = c.FirstChild() {
		if p := c.Pos(); p >= 0 {
			return p
		}
	}
	return offsetOf(n)
}

// nodeBehind returns the node that follows n and all in it.
func nodeBehind(n ast.Node) ast.Node {
	for ; n != nil; n = n.Parent() {
		if next := n.NextSibling(); next != nil {
			return next
		}
	}
	return nil
}

// blockBehind is nodeBehind without comments, which may stand above each other.
func blockBehind(n ast.Node) ast.Node {
	next := nodeBehind(n)
	for next != nil && next.Kind() == ast.KindHTMLBlock {
		next = nodeBehind(next)
	}
	return next
}
