package highlight

import (
	"strings"
	"sync"
	"unicode"

	"github.com/alecthomas/chroma/v2"
)

// maxName is longer than every name of a language, in bytes.
const maxName = 60

// A lexerSet caches the lexer of each language name. Chroma looks an unknown name up by
// globbing all its lexers' file patterns, so each name is looked up once. It is safe for concurrent
// use.
type lexerSet struct{ known sync.Map } // of chroma.Lexer; nil for unknown names

func (l *lexerSet) get(language string) chroma.Lexer {
	if known, ok := l.known.Load(language); ok {
		lexer, _ := known.(chroma.Lexer)
		return lexer
	}
	var lexer chroma.Lexer
	if canBeName(language) {
		lexer = guardedLexers().Get(language)
	}
	if lexer == nil {
		l.known.Store(language, nil)
		return nil
	}
	l.known.Store(language, lexer)
	return lexer
}

// canBeName reports whether chroma may know a language by this name. Globbing for anything else that
// follows a fence can take half a second.
func canBeName(language string) bool {
	return len(language) <= maxName && !strings.ContainsFunc(language, unicode.IsControl)
}
