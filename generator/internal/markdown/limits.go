package markdown

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark/ast"
)

// Goldmark takes time and memory out of proportion for some texts that nobody would write: containers
// nested thousands deep, tables of millions of empty cells, paragraphs of nothing but marks. Such a page
// is shown as plain text.
const (
	maxDepth     = 100         // containers that begin on one line
	maxDirective = 40          // directives in each other
	maxColumns   = 1000        // of a table
	maxCells     = 400_000     // of all tables of a page
	maxWork      = 100_000_000 // of a page, in pairs of marks that may be compared with each other
	maxIndent    = 300         // columns before a list marker
	maxIndented  = 100         // lines with more
	maxNotes     = 10_000      // marks of footnotes, each of which is looked for among all
	maxExpanded  = 1 << 20     // bytes of addresses beyond twice what is written, where links name one address again and again
)

// A limitScan is one pass over the lines of a body, before they are parsed.
type limitScan struct {
	marks, brackets, definitions int // in the current paragraph
	work                         int
	columns, cells               int
	notes                        int
	indented                     int
	busy                         bool   // there are enough marks on the page to exceed a limit
	fence                        []byte // the marks that end the current block of code
}

// overLimit returns the offset at which a body exceeds a limit, and which; false where it exceeds none.
func overLimit(body []byte) (offset int, what string, over bool) {
	s := limitScan{busy: isBusy(body)}
	for line := range bytes.Lines(body) {
		if what := s.line(line); what != "" {
			return offset, what, true
		}
		offset += len(line)
	}
	return 0, "", false
}

// isBusy reports whether a page has so many marks that it might exceed the limits of tables and paragraphs. Most
// pages have not, and need not be counted by line.
func isBusy(body []byte) bool {
	count := func(mark string) int { return bytes.Count(body, []byte(mark)) }
	marks, brackets, columns := count("*")+count("_")+count("~"), count("["), count("|")+1
	return count("[^") > maxNotes || marks*marks+5*brackets*brackets > maxWork || columns > maxColumns || columns > 1 && columns*(count("\n")+1) > maxCells
}

func (s *limitScan) line(line []byte) string {
	depth, rest := containers(line)
	if depth > maxDepth {
		return fmt.Sprintf("引用や一覧が、%d段より深く入れ子になっています", maxDepth)
	}
	if depth > 0 && blanks(line) > maxIndent {
		if s.indented++; s.indented > maxIndented {
			return "一覧の入れ子が深すぎます"
		}
	}
	if !s.busy {
		return ""
	}
	rest = bytes.TrimSpace(rest)
	if s.inCode(rest) {
		return ""
	}
	isItem := markerSize(bytes.TrimLeft(line, "> \t")) > 0 // a quotation goes on from line to line
	if isItem || len(rest) == 0 || rest[0] == '#' || rest[0] == '|' {
		s.endParagraph()
	}
	if len(rest) == 0 {
		s.columns = 0
		return ""
	}
	return s.count(rest)
}

// containers returns how many containers begin on a line, and what is behind their marks.
func containers(line []byte) (int, []byte) {
	for depth := 0; ; depth++ {
		line = line[blanks(line):]
		size := markerSize(line)
		if size == 0 {
			return depth, line
		}
		line = line[size:]
	}
}

// blanks returns how many blanks and tabs a line begins with.
func blanks(line []byte) int {
	n := 0
	for n < len(line) && (line[n] == ' ' || line[n] == '\t') {
		n++
	}
	return n
}

// markerSize returns the size of the mark of a container that a line begins with, or 0.
func markerSize(line []byte) int {
	if len(line) == 0 {
		return 0
	}
	switch c := line[0]; {
	case c == '>':
		return 1
	case c == '-' || c == '+' || c == '*' || c == ':':
		if len(line) > 1 && (line[1] == ' ' || line[1] == '\t') {
			return 2
		}
	case '0' <= c && c <= '9':
		digits := 1
		for digits < len(line) && '0' <= line[digits] && line[digits] <= '9' {
			digits++
		}
		if digits < 10 && digits < len(line) && (line[digits] == '.' || line[digits] == ')') {
			return digits + 1
		}
	}
	return 0
}

// inCode reports whether a line belongs to a block of code, whose text costs nothing.
func (s *limitScan) inCode(rest []byte) bool {
	if s.fence != nil {
		if bytes.HasPrefix(rest, s.fence) && len(bytes.Trim(rest, string(s.fence[:1]))) == 0 {
			s.fence = nil
		}
		return true
	}
	for _, mark := range []string{"`", "~"} {
		if n := len(rest) - len(bytes.TrimLeft(rest, mark)); n >= 3 && bytes.IndexByte(rest[n:], '`') < 0 {
			s.fence = rest[:n]
			return true
		}
	}
	return false
}

func (s *limitScan) endParagraph() {
	s.work += s.marks*s.marks + 4*s.brackets*s.brackets + s.definitions*s.definitions
	s.marks, s.brackets, s.definitions = 0, 0, 0
}

// count adds what is on a line of text. The work of the current paragraph counts at once, since it may be
// one line.
func (s *limitScan) count(rest []byte) string {
	pipes := 0
	previous := byte(' ')
	for _, c := range rest {
		switch c {
		case '*', '_', '~':
			if c != previous {
				s.marks++
			}
		case '[':
			s.brackets++
		case '|':
			pipes++
		}
		previous = c
	}
	if rest[0] == '[' && bytes.Contains(rest, []byte("]:")) {
		s.definitions++
	}
	if s.columns == 0 && pipes > 0 && len(bytes.Trim(rest, "|-: \t")) == 0 {
		s.columns = pipes + 1
	}
	s.cells += s.columns
	s.notes += bytes.Count(rest, []byte("[^"))
	switch {
	case s.notes > maxNotes:
		return "脚注が多すぎます"
	case s.columns > maxColumns, s.cells > maxCells:
		return "表の欄が多すぎます"
	case s.work+s.marks*s.marks+4*s.brackets*s.brackets+s.definitions*s.definitions > maxWork:
		return "一つの段落に、記号が多すぎます"
	}
	return ""
}

// expandsTooMuch reports whether links write out more of addresses than a page may have: a long one that stands once and
// that thousands of links refer to.
func expandsTooMuch(root ast.Node, body []byte) bool {
	if !bytes.Contains(body, []byte("]:")) {
		return false
	}
	left := 2*len(body) + maxExpanded
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Link:
			left -= len(n.Destination) + len(n.Title)
		case *ast.Image:
			left -= len(n.Destination) + len(n.Title)
		}
		return ast.WalkContinue, nil
	})
	return left < 0
}
