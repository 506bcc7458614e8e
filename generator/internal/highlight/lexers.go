package highlight

import (
	"sync"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
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
