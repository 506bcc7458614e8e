package markdown

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
	"shirube/generator/internal/markdown/directives"
)

// Prose is the text of a page for the editors' checks, with positions in the file. Builds do not collect it.
type Prose struct {
	Quantities   []Quantity
	Blocks       []Block
	Headings     []PlacedHeading // in the order of the file, that of the title among them
	Pictures     []PlacedPicture
	Suppressions []Suppression
}

// A PlacedHeading is a heading as the file has it.
type PlacedHeading struct {
	Level int
	Text  string
	Span  diagnostic.Span
}

// A PlacedPicture is a picture with its alternative text.
type PlacedPicture struct {
	Destination string
	Alt         string
	Span        diagnostic.Span
}

// BlockKind is the kind of a piece of running text.
type BlockKind int

const (
	// TextBlock is a paragraph, or the text of a list item or a definition.
	TextBlock BlockKind = iota
	// HeadingBlock is a heading.
	HeadingBlock
	// CellBlock is a cell of a table.
	CellBlock
	// TermBlock is the term of a definition list.
	TermBlock
	// LabelBlock is the title of a directive.
	LabelBlock
)

// Object replaces, in the text of a block, what is not text: a figure, a piece of code, a picture.
const Object = '\uFFFC'

// A Block is a stretch of running text without markup.
type Block struct {
	Kind    BlockKind
	Text    string
	Objects []TextObject // of the Object characters in Text, in order

	pieces []piece
	lines  *lines
}

// A TextObject is what an Object character replaces.
type TextObject struct {
	Figure string // between the braces of a figure; empty for anything else
	Words  string // of code and addresses; pictures have none

	at int // in Text
}

// A piece is a part of a block's text that is in the file as it is, but for escapes.
type piece struct {
	at     int // in Text
	offset int // in the body
	length int // in the body
}

// Span returns the place of the bytes [from, to) of Text in the file.
func (b *Block) Span(from, to int) diagnostic.Span {
	return b.lines.span(b.offset(from), b.offset(to-1)+1)
}

// offset returns the byte of the body that a byte of Text was taken from.
func (b *Block) offset(at int) int {
	i := sort.Search(len(b.pieces), func(i int) bool { return b.pieces[i].at > at }) - 1
	if i < 0 {
		return 0
	}
	p := b.pieces[i]
	return p.offset + min(at-p.at, max(p.length-1, 0))
}

// Words returns the bytes [from, to) of Text for readers, with each figure as figure writes it.
func (b *Block) Words(from, to int, figure func(name string) string) string {
	next := b.firstObject(from)
	var words strings.Builder
	for at, r := range b.Text[from:to] {
		if next >= len(b.Objects) || b.Objects[next].at != from+at {
			words.WriteRune(r)
			continue
		}
		o := b.Objects[next]
		next++
		if o.Figure != "" {
			words.WriteString(figure(o.Figure))
		} else {
			words.WriteString(o.Words)
		}
	}
	return words.String()
}

// Figures returns what is quoted between the bytes [from, to) of Text.
func (b *Block) Figures(from, to int) []string {
	var names []string
	for _, o := range b.Objects[b.firstObject(from):b.firstObject(to)] {
		if o.Figure != "" {
			names = append(names, o.Figure)
		}
	}
	return names
}

// firstObject returns the index of the first object at or behind a byte of Text.
func (b *Block) firstObject(from int) int {
	return sort.Search(len(b.Objects), func(i int) bool { return b.Objects[i].at >= from })
}

// Sentences returns the bounds of the sentences in Text. A sentence ends behind 。, ！ or ？ outside of
// brackets, behind . ! ? where a space follows, and at a hard line break.
func (b *Block) Sentences() [][2]int {
	var bounds [][2]int
	from, depth := 0, 0
	add := func(to int) {
		text := b.Text[from:to]
		start := from + len(text) - len(strings.TrimLeft(text, " \n　"))
		if trimmed := strings.TrimSpace(text); trimmed != "" {
			bounds = append(bounds, [2]int{start, start + len(trimmed)})
		}
		from = to
	}
	for at, r := range b.Text {
		switch r {
		case '「', '『', '（', '(':
			depth++
		case '」', '』', '）', ')':
			depth = max(depth-1, 0)
		case '\n':
			depth = 0
			add(at + 1)
		case '。', '！', '？':
			if depth == 0 {
				add(at + utf8.RuneLen(r))
			}
		case '.', '!', '?':
			if depth == 0 && strings.HasPrefix(b.Text[at+1:], " ") {
				add(at + 1)
			}
		}
	}
	add(len(b.Text))
	return bounds
}

// lines indexes where the lines of a body begin, and how many characters precede every stretch of it, so that finding a
// position takes the same time in a line of any length.
type lines struct {
	files      *positions
	text       []byte
	starts     []int // offsets
	characters []int // before each multiple of stretch
}

const stretch = 1024

func newLines(p *positions) *lines {
	l := &lines{files: p, text: p.text, starts: []int{0}}
	n := 0
	for i, c := range p.text {
		if i%stretch == 0 {
			l.characters = append(l.characters, n)
		}
		if c == '\n' {
			l.starts = append(l.starts, i+1)
		}
		if utf8.RuneStart(c) {
			n++
		}
	}
	l.characters = append(l.characters, n)
	return l
}

func (l *lines) position(offset int) diagnostic.Position {
	offset = min(max(offset, 0), len(l.text))
	line := sort.SearchInts(l.starts, offset+1) - 1
	_, place := l.files.inFile(diagnostic.Position{Line: line + 1, Column: l.charactersBefore(offset) - l.charactersBefore(l.starts[line]) + 1})
	return place
}

// span returns the place of the bytes [from, to) of the body; of one byte where they come from two files.
func (l *lines) span(from, to int) diagnostic.Span {
	span := l.at(from)
	if l.at(to).Path == span.Path {
		span.End = l.position(to)
	}
	return span
}

// at returns the place of a byte of the body, in its file.
func (l *lines) at(offset int) diagnostic.Span {
	line := sort.SearchInts(l.starts, min(max(offset, 0), len(l.text))+1)
	path, _ := l.files.inFile(diagnostic.Position{Line: line, Column: 1})
	return diagnostic.Span{Path: path, Start: l.position(offset)}
}

func (l *lines) charactersBefore(offset int) int {
	n := l.characters[offset/stretch]
	for _, c := range l.text[offset/stretch*stretch : offset] {
		if utf8.RuneStart(c) {
			n++
		}
	}
	return n
}

// collectProse collects what the checks need.
func (t *task) collectProse(root ast.Node, source []byte) {
	s := &proseCollector{task: t, source: source, lines: newLines(&t.position)}
	s.blocks(root)
}

// A proseCollector walks the syntax tree.
type proseCollector struct {
	task   *task
	source []byte
	lines  *lines
}

func (s *proseCollector) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.FencedCodeBlock, *ast.CodeBlock:
			continue
		case *ast.HTMLBlock:
			s.htmlBlock(n)
			continue
		case *ast.Heading:
			s.heading(n)
		case *directives.Node:
			s.label(n)
		}
		if first := n.FirstChild(); first != nil && first.Type() == ast.TypeInline {
			s.block(n)
		} else {
			s.blocks(n)
		}
	}
}

func (s *proseCollector) heading(h *ast.Heading) {
	offset := offsetOf(h)
	place := s.lines.at(offset)
	place.Start.Column = 1
	s.task.doc.Prose.Headings = append(s.task.doc.Prose.Headings, PlacedHeading{Level: h.Level, Text: plainText(h, s.source), Span: place})
}

// label collects the title of a directive, in which only figures are not text.
func (s *proseCollector) label(d *directives.Node) {
	if d.Label == "" || d.IsLeaf {
		return
	}
	b := Block{Kind: LabelBlock, lines: s.lines}
	at := 0
	text := func(to int) {
		b.pieces = append(b.pieces, piece{len(b.Text), d.LabelAt + at, to - at})
		b.Text += d.Label[at:to]
		at = to
	}
	for _, q := range content.QuotesIn(d.Label) {
		text(q.From)
		b.pieces = append(b.pieces, piece{len(b.Text), d.LabelAt + q.From, 1})
		b.Objects = append(b.Objects, TextObject{Figure: q.Name, at: len(b.Text)})
		b.Text += string(Object)
		at = q.To
	}
	text(len(d.Label))
	s.task.doc.Prose.Blocks = append(s.task.doc.Prose.Blocks, b)
}

func blockKind(n ast.Node) BlockKind {
	switch n.Kind() {
	case ast.KindHeading:
		return HeadingBlock
	case east.KindTableCell:
		return CellBlock
	case east.KindDefinitionTerm:
		return TermBlock
	}
	return TextBlock
}

// block collects the text of a block with inline children.
func (s *proseCollector) block(n ast.Node) {
	w := blockWriter{proseCollector: s, block: Block{Kind: blockKind(n), lines: s.lines}, node: n}
	w.inlines(n)
	w.block.Text = w.text.String()
	if strings.TrimSpace(w.block.Text) != "" {
		w.block.pieces = slices.Clip(w.block.pieces)
		s.task.doc.Prose.Blocks = append(s.task.doc.Prose.Blocks, w.block)
	}
}

// A blockWriter collects the text of one block.
type blockWriter struct {
	*proseCollector
	node  ast.Node
	block Block
	text  strings.Builder
}

func (w *blockWriter) inlines(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			w.words(n)
		case *ast.String:
			w.text.Write(n.Value)
		case *ast.AutoLink:
			w.object(n, TextObject{Words: string(n.Label(w.source))})
		case *ast.CodeSpan:
			w.object(n, TextObject{Words: plainText(n, w.source)})
		case *ast.Image:
			w.picture(n)
		case *embed:
			w.object(n, TextObject{Figure: n.name})
		case *ast.RawHTML:
			w.inlineComment(n)
		case *east.FootnoteLink, *east.FootnoteBacklink, *east.TaskCheckBox:
		default:
			w.inlines(n)
		}
	}
}

func (w *blockWriter) words(n *ast.Text) {
	value := n.Segment.Value(w.source)
	w.block.pieces = append(w.block.pieces, piece{w.text.Len(), n.Segment.Start, len(value)})
	w.text.Write(util.UnescapePunctuations(util.ResolveEntityNames(util.ResolveNumericReferences(value))))
	switch {
	case n.HardLineBreak():
		w.text.WriteByte('\n')
	case n.SoftLineBreak() && !joinsLines(n, w.source):
		w.text.WriteByte(' ')
	}
}

func (w *blockWriter) object(n ast.Node, o TextObject) {
	w.block.pieces = append(w.block.pieces, piece{w.text.Len(), offsetOf(n), 1})
	o.at = w.text.Len()
	w.text.WriteRune(Object)
	w.block.Objects = append(w.block.Objects, o)
}

func (w *blockWriter) picture(n *ast.Image) {
	alt, offset := plainText(n, w.source), offsetOf(n)
	w.object(n, TextObject{})
	w.task.doc.Prose.Pictures = append(w.task.doc.Prose.Pictures, PlacedPicture{
		Destination: resolved(n.Destination), Alt: alt, Span: w.lines.at(offset),
	})
}
