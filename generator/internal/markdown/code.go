package markdown

import (
	"strings"
	"sync"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// A lexerSet remembers which lexer a language name stands for. Chroma looks an unknown name up by
// globbing all its lexers' file patterns, so each name is looked up once. It is safe for concurrent
// use.
type lexerSet struct{ known sync.Map } // of chroma.Lexer; nil for unknown names

func (l *lexerSet) get(language string) chroma.Lexer {
	if known, ok := l.known.Load(language); ok {
		lexer, _ := known.(chroma.Lexer)
		return lexer
	}
	lexer := lexers.Get(language)
	if lexer == nil {
		l.known.Store(language, nil)
		return nil
	}
	lexer = chroma.Coalesce(lexer)
	l.known.Store(language, lexer)
	return lexer
}

func (bodyRenderer) fencedCode(out util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	w, block := out.(*writer), n.(*ast.FencedCodeBlock)
	language := resolved(block.Language(source))
	w.code(language, blockText(n, source))
	return ast.WalkSkipChildren, nil
}

func (bodyRenderer) indentedCode(out util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		out.(*writer).code("", blockText(n, source))
	}
	return ast.WalkSkipChildren, nil
}

func blockText(n ast.Node, source []byte) string {
	var b strings.Builder
	for i := range n.Lines().Len() {
		segment := n.Lines().At(i)
		b.Write(segment.Value(source))
	}
	return b.String()
}

// code writes a block of code, highlighted where its language is known.
func (w *writer) code(language, text string) {
	w.task.doc.HasCode = true
	w.text(`<div class="code"`)
	if language != "" {
		w.text(` data-lang="`)
		w.escaped(language)
		w.text(`"`)
	}
	w.text(`><pre class="chroma" tabindex="0"><code`)
	if language != "" {
		w.text(` class="language-`)
		w.escaped(language)
		w.text(`"`)
	}
	w.text(">")
	if !w.highlight(language, text) {
		w.escaped(text)
	}
	w.text("</code></pre></div>\n")
}

// maxHighlighted is the size in bytes from which a block is written plain: chroma's regular
// expressions take time out of proportion on very long input.
const maxHighlighted = 256 << 10

// highlight writes text with chroma's short class names; it reports false, having written nothing,
// where the language is unknown or its lexer gives up.
func (w *writer) highlight(language, text string) bool {
	if language == "" || len(text) > maxHighlighted {
		return false
	}
	lexer := w.task.lexers.get(language)
	if lexer == nil {
		return false
	}
	tokens, err := lexer.Tokenise(nil, text)
	if err != nil {
		return false
	}
	for token := range tokens.Stdlib() {
		w.token(token)
	}
	return true
}

func (w *writer) token(token chroma.Token) {
	class := classOf(token.Type)
	if class == "" || strings.TrimSpace(token.Value) == "" {
		w.escaped(token.Value)
		return
	}
	w.text(`<span class="` + class + `">`)
	w.escaped(token.Value)
	w.text("</span>")
}

// classOf returns chroma's class of a token type, or that of its nearest ancestor.
func classOf(t chroma.TokenType) string {
	for t > 0 {
		if class, ok := chroma.StandardTypes[t]; ok {
			return class
		}
		t = t.Parent()
	}
	return ""
}
