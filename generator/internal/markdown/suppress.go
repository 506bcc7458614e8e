package markdown

import (
	"regexp"

	"github.com/yuin/goldmark/ast"

	"shirube/calculator/diagnostic"
)

// A Suppression is a comment that suppresses a finding: <!-- check: CODE reason --> on a line of its own
// directly above the block that it applies to, or within its text.
type Suppression struct {
	Code   string
	Reason string
	Span   diagnostic.Span
	// First and Last are the lines of the file that it applies to; Last is 0 for all to the end.
	First, Last int
}

// Covers reports whether the suppression applies to a line of the file.
func (s *Suppression) Covers(line int) bool {
	return line >= s.First && (s.Last == 0 || line <= s.Last)
}

var suppressionComment = regexp.MustCompile(`^\s*<!--\s*check:\s*([^\s>]*)\s*((?s).*?)\s*-->`)

// htmlBlock collects a comment that suppresses findings in the next block.
func (s *proseCollector) htmlBlock(n *ast.HTMLBlock) {
	offset := offsetOf(n)
	m := suppressionComment.FindStringSubmatch(htmlOf(n, s.source))
	if m == nil {
		return
	}
	covered := Suppression{Code: m[1], Reason: m[2]}
	if next := blockAfter(n); next != nil {
		covered.First = s.lineOf(next)
		if after := nodeAfter(next); after != nil {
			covered.Last = s.lineOf(after) - 1
		}
	} else {
		covered.First = s.lines.position(offset).Line
	}
	s.addSuppression(covered, offset)
}

// inlineComment collects a comment that suppresses findings in its own block.
func (w *blockWriter) inlineComment(n *ast.RawHTML) {
	text, offset := string(n.Segments.Value(w.source)), offsetOf(n)
	if n.Segments.Len() > 0 {
		offset = n.Segments.At(0).Start
	}
	m := suppressionComment.FindStringSubmatch(text)
	if m == nil {
		return
	}
	covered := Suppression{Code: m[1], Reason: m[2], First: w.lineOf(w.node)}
	if after := nodeAfter(w.node); after != nil {
		covered.Last = w.lineOf(after) - 1
	}
	w.addSuppression(covered, offset)
}

func (s *proseCollector) addSuppression(covered Suppression, offset int) {
	covered.Span = s.lines.at(offset)
	s.task.doc.Prose.Suppressions = append(s.task.doc.Prose.Suppressions, covered)
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

// nodeAfter returns the node that follows n and all in it.
func nodeAfter(n ast.Node) ast.Node {
	for ; n != nil; n = n.Parent() {
		if next := n.NextSibling(); next != nil {
			return next
		}
	}
	return nil
}

// blockAfter is nodeAfter without comments, of which there may be several in a row.
func blockAfter(n ast.Node) ast.Node {
	next := nodeAfter(n)
	for next != nil && next.Kind() == ast.KindHTMLBlock {
		next = nodeAfter(next)
	}
	return next
}
