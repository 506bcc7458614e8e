package markdown

import (
	"bytes"
	"sync"

	"github.com/yuin/goldmark-emoji/definition"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// emojiParser reads GitHub's names of emoji, such as :smile:. Other text between colons stays as it is.
type emojiParser struct{}

// longestEmoji is how many bytes a name may have, with its colons.
const longestEmoji = 50

// emoji are the names that GitHub knows. The list is made on first use.
var emoji = sync.OnceValue(func() definition.Emojis { return definition.Github() })

// Trigger implements parser.InlineParser.
func (emojiParser) Trigger() []byte { return []byte{':'} }

// Parse implements parser.InlineParser.
func (emojiParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	end := 1
	for end < len(line) && end < longestEmoji && isEmojiName(line[end]) {
		end++
	}
	if end < 3 || end == len(line) || line[end] != ':' || bytes.IndexFunc(line[1:end], isLetterRune) < 0 && line[1] != '+' && line[1] != '-' {
		return nil
	}
	found, ok := emoji().Get(string(line[1:end]))
	if !ok || len(found.Unicode) == 0 {
		return nil
	}
	block.Advance(end + 1)
	return ast.NewString([]byte(string(found.Unicode)))
}

func isEmojiName(c byte) bool {
	return 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '_' || c == '-' || c == '+'
}

func isLetterRune(r rune) bool { return 'a' <= r && r <= 'z' }
