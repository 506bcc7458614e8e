package highlight

import (
	"encoding/binary"
	"iter"
	"slices"
	"strings"

	"github.com/alecthomas/chroma/v2"
)

// Spans are a text split into pieces, each with the class of its colour.
type Spans struct {
	text    string
	runs    []byte // for each piece the number of its class and its length, an unsigned varint
	classes classes
}

// All yields each piece with its class before it, in order; the class is empty for plain text.
func (s Spans) All() iter.Seq2[string, string] {
	return func(yield func(class, text string) bool) {
		text := s.text
		for runs := s.runs; len(runs) > 1; {
			length, n := binary.Uvarint(runs[1:])
			if !yield(s.classes.names[runs[0]], text[:length]) {
				return
			}
			text, runs = text[length:], runs[1+n:]
		}
	}
}

// classes are the class names that a span can have. They are chroma's short ones.
type classes struct {
	names  []string // sorted; the first is empty, for plain text
	number map[string]byte
}

func newClasses() classes {
	c := classes{names: []string{""}, number: make(map[string]byte)}
	for _, name := range chroma.StandardTypes {
		c.names = append(c.names, name)
	}
	slices.Sort(c.names)
	c.names = slices.Compact(c.names)
	for i, name := range c.names {
		c.number[name] = byte(i)
	}
	return c
}

// of returns the class of a token type, or that of its nearest ancestor.
func (c classes) of(t chroma.TokenType) byte {
	for t > 0 {
		if name, ok := chroma.StandardTypes[t]; ok {
			return c.number[name]
		}
		t = t.Parent()
	}
	return 0
}

// cover reports whether runs are those of a text of size bytes.
func (c classes) cover(runs []byte, size int) bool {
	for len(runs) > 0 {
		length, n := binary.Uvarint(runs[1:])
		if int(runs[0]) >= len(c.names) || n <= 0 || length > uint64(size) {
			return false
		}
		size -= int(length)
		runs = runs[1+n:]
	}
	return size == 0
}

// A spanMaker collects tokens into Spans.
type spanMaker struct {
	classes classes
	text    strings.Builder
	runs    []byte
	plain   int // length of the plain text at the end, which is not in runs yet
}

// add appends a token. White space has no colour.
func (m *spanMaker) add(token chroma.Token) {
	m.text.WriteString(token.Value)
	class := m.classes.of(token.Type)
	if class == 0 || strings.TrimSpace(token.Value) == "" {
		m.plain += len(token.Value)
		return
	}
	m.endPlain()
	m.run(class, len(token.Value))
}

func (m *spanMaker) run(class byte, length int) {
	m.runs = binary.AppendUvarint(append(m.runs, class), uint64(length))
}

func (m *spanMaker) endPlain() {
	if m.plain > 0 {
		m.run(0, m.plain)
		m.plain = 0
	}
}

func (m *spanMaker) spans() Spans {
	m.endPlain()
	return Spans{m.text.String(), m.runs, m.classes}
}
