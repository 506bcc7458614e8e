package markdown

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"shirube/calculator/diagnostic"
)

// CommonMark decides by the characters beside a run of marks whether it begins or ends emphasis, and
// assumes that words are separated by spaces: in **「…」**は the second ** ends nothing, since it is between
// a bracket and a letter. With east-asian-emphasis, an East Asian character beside a mark counts like a space,
// and its punctuation like a letter (as in the markdown-cjk-friendly specification).

// marks is the delimiter processor of emphasis and of text that is struck out.
type marks struct{}

// IsDelimiter implements parser.DelimiterProcessor.
func (marks) IsDelimiter(b byte) bool { return b == '*' || b == '_' || b == '~' }

// CanOpenCloser implements parser.DelimiterProcessor.
func (marks) CanOpenCloser(opener, closer *parser.Delimiter) bool { return opener.Char == closer.Char }

// OnMatch implements parser.DelimiterProcessor.
func (marks) OnMatch(consumes int) ast.Node { return ast.NewEmphasis(consumes) }

// strikes is that of text that is struck out.
type strikes struct{ marks }

// OnMatch implements parser.DelimiterProcessor.
func (strikes) OnMatch(int) ast.Node { return east.NewStrikethrough() }

// emphasisParser reads runs of marks instead of goldmark's parsers.
type emphasisParser struct{ eastAsian bool }

// Trigger implements parser.InlineParser.
func (emphasisParser) Trigger() []byte { return []byte{'*', '_', '~'} }

// Parse implements parser.InlineParser.
func (e emphasisParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	var processor parser.DelimiterProcessor = marks{}
	if line[0] == '~' {
		processor = strikes{}
	}
	node := parser.ScanDelimiter(line, before, 1, processor)
	if node == nil || line[0] == '~' && (node.OriginalLength > 2 || before == '~') {
		return nil
	}
	after := rune(' ')
	if node.OriginalLength < len(line) {
		after = util.ToRune(line, node.OriginalLength)
	}
	if util.IsEastAsianWideRune(before) || util.IsEastAsianWideRune(after) {
		canOpen, canClose := eastAsianFlanks(line[0], node.OriginalLength, before, after)
		switch {
		case e.eastAsian:
			node.CanOpen, node.CanClose = canOpen, canClose
		case canOpen && !node.CanOpen || canClose && !node.CanClose:
			t := taskOf(pc)
			t.suspects = append(t.suspects, segment.Start)
		}
	}
	node.Segment = segment.WithStop(segment.Start + node.OriginalLength)
	block.Advance(node.OriginalLength)
	pc.PushDelimiter(node)
	return node
}

// eastAsianFlanks returns whether a run of marks between two characters may begin and end emphasis.
func eastAsianFlanks(mark byte, length int, before, after rune) (canOpen, canClose bool) {
	isMark := func(r rune) bool { return util.IsPunctRune(r) && !util.IsEastAsianWideRune(r) }
	isLeft := !util.IsSpaceRune(after) &&
		(!isMark(after) || util.IsSpaceRune(before) || util.IsPunctRune(before) || util.IsEastAsianWideRune(before))
	isRight := !util.IsSpaceRune(before) &&
		(!isMark(before) || util.IsSpaceRune(after) || util.IsPunctRune(after) || util.IsEastAsianWideRune(after))
	if mark != '_' || length > 1 { // これは__大切__です; one alone is part of a name
		return isLeft, isRight
	}
	canOpen = isLeft && (!isRight || util.IsPunctRune(before))
	canClose = isRight && (!isLeft || util.IsPunctRune(after) || util.IsEastAsianWideRune(after))
	return canOpen, canClose
}

// strayEmphasis warns of marks that stayed as they are although the writer probably meant emphasis.
func (t *task) strayEmphasis(n *ast.Text, source []byte) {
	value, start := n.Segment.Value(source), n.Segment.Start
	at := 0
	if i := slices.IndexFunc(t.suspects, func(at int) bool { return at >= start && at < n.Segment.Stop }); i >= 0 {
		at = t.suspects[i] - start
	} else {
		at = bytes.Index(value, []byte("**"))
		if at < 0 || at > 0 && value[at-1] == '\\' || !hasWide(value) && !hasWide(neighbours(n, source)) {
			return
		}
	}
	marks := value[at : len(value)-len(bytes.TrimLeft(value[at:], string(value[at:at+1])))]
	t.report(diagnostic.Warning, "emphasis-stays", start+at, "強調の "+string(marks)+" が、記号のまま表示されます。",
		"かぎかっこを強調の外に出してください。例: 「**大切なこと**」は。サイト全体で直すには site.yaml に east-asian-emphasis: true と書きます。")
}
