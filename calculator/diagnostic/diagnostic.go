// Package diagnostic defines findings about a file: position, message and remedy. They are plain
// values that the stages return; only the command line prints them. The package imports nothing of
// Shirube, so that the calculator and the generator can share it.
package diagnostic

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Severity is the effect of a diagnostic on a build.
type Severity int

const (
	// Error stops the build; the last good output stays.
	Error Severity = iota
	// Warning is shown, and the build goes on.
	Warning
	// Advice is shown by the editors' checks only.
	Advice
)

// String returns the word used in the printed form: error, warning or advice.
func (s Severity) String() string {
	switch s {
	case Error:
		return "error"
	case Warning:
		return "warning"
	default:
		return "advice"
	}
}

// MarshalText encodes the severity as its word.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// A Position is a place in a text. Line and Column count from 1, Column in characters (Unicode code
// points). The zero Position means "the file as a whole".
type Position struct {
	Line   int
	Column int
}

// IsValid reports whether p names a line.
func (p Position) IsValid() bool { return p.Line > 0 }

// A Span is a range of one file, End exclusive. Path is slash-separated and relative to the folder
// given to the command. A zero End means that the span is a single place.
type Span struct {
	Path  string
	Start Position
	End   Position
}

// At returns the span of a single place.
func At(path string, line, column int) Span {
	return Span{Path: path, Start: Position{Line: line, Column: column}}
}

// InFile returns the span of a whole file.
func InFile(path string) Span { return Span{Path: path} }

// String returns path:line:col, or the parts of it that are known.
func (s Span) String() string {
	switch {
	case !s.Start.IsValid():
		return s.Path
	case s.Start.Column <= 0:
		return fmt.Sprintf("%s:%d", s.Path, s.Start.Line)
	default:
		return fmt.Sprintf("%s:%d:%d", s.Path, s.Start.Line, s.Start.Column)
	}
}

// A Note is a second place that explains the first, such as an earlier declaration.
type Note struct {
	Span    Span
	Message string
}

// A Diagnostic is one finding. Message says what is wrong, Suggestion how to mend it; both are
// Japanese sentences. Code is stable and documented where the stage that reports it documents its
// codes.
type Diagnostic struct {
	Severity   Severity
	Code       string
	Span       Span
	Message    string
	Notes      []Note
	Suggestion string
	Fix        *Fix // nil unless there is one right way to mend it
}

// String returns the one-line form that programs read: file:line:col: error: message [code].
// The suggestion follows the message.
func (d Diagnostic) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s: %s", Printable(d.Span.String()), d.Severity, oneLine(d.Message))
	if d.Suggestion != "" {
		b.WriteString(" " + oneLine(d.Suggestion))
	}
	if d.Code != "" {
		fmt.Fprintf(&b, " [%s]", d.Code)
	}
	return b.String()
}

// oneLine keeps a message that quotes the editor's text from breaking the one-line form.
func oneLine(s string) string {
	return Printable(strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || r == '\t' || r == 0x2028 || r == 0x2029 {
			return ' '
		}
		return r
	}, s))
}

// Printable returns s with characters that control a terminal or the direction of its text escaped: \u{1b} for escape.
// Tabs and line ends stay.
func Printable(s string) string {
	isBad := func(r rune) bool {
		return r != '\t' && r != '\n' && unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == 0xfeff
	}
	if !strings.ContainsFunc(s, isBad) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if isBad(r) {
			fmt.Fprintf(&b, "\\u{%x}", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// MarshalJSON encodes d as one flat object: severity, code, file, line, column, endLine, endColumn,
// message, suggestion, notes, fix. Unknown positions are left out.
func (d Diagnostic) MarshalJSON() ([]byte, error) {
	type place struct {
		File      string `json:"file"`
		Line      int    `json:"line,omitempty"`
		Column    int    `json:"column,omitempty"`
		EndLine   int    `json:"endLine,omitempty"`
		EndColumn int    `json:"endColumn,omitempty"`
	}
	type note struct {
		place
		Message string `json:"message"`
	}
	type fix struct {
		From Position `json:"-"`
		Old  string   `json:"old"`
		New  string   `json:"new"`
	}
	at := func(s Span) place {
		return place{s.Path, s.Start.Line, s.Start.Column, s.End.Line, s.End.Column}
	}
	notes := make([]note, 0, len(d.Notes))
	for _, n := range d.Notes {
		notes = append(notes, note{at(n.Span), n.Message})
	}
	return json.Marshal(struct {
		Severity Severity `json:"severity"`
		Code     string   `json:"code"`
		place
		Message    string `json:"message"`
		Suggestion string `json:"suggestion,omitempty"`
		Notes      []note `json:"notes,omitempty"`
		Fix        *fix   `json:"fix,omitempty"`
	}{d.Severity, d.Code, at(d.Span), d.Message, d.Suggestion, notes, (*fix)(d.Fix)})
}

// A List is a set of findings.
type List []Diagnostic

// HasErrors reports whether any finding is an Error.
func (l List) HasErrors() bool {
	return slices.ContainsFunc(l, func(d Diagnostic) bool { return d.Severity == Error })
}

// Count returns the number of findings with severity s.
func (l List) Count(s Severity) int {
	n := 0
	for _, d := range l {
		if d.Severity == s {
			n++
		}
	}
	return n
}

// Sort orders l by path, position, severity, code and message, and drops exact repetitions. It returns the shortened list and
// leaves l in no particular order. Lists are mostly a few sorted ones, one after the other: these are merged.
func (l List) Sort() List {
	runs := l.runs()
	into := make(List, 0, len(l))
	for len(runs) > 1 {
		var longer []List
		for pair := range slices.Chunk(runs, 2) {
			start := len(into)
			into = appendMerged(into, pair)
			longer = append(longer, into[start:])
		}
		l, into, runs = into, l[:0], longer
	}
	return slices.CompactFunc(l, func(a, b Diagnostic) bool { return compare(a, b) == 0 })
}

// runs returns the longest parts of l that are sorted.
func (l List) runs() []List {
	var runs []List
	start := 0
	for i := range l {
		if i+1 == len(l) || compare(l[i], l[i+1]) > 0 {
			runs, start = append(runs, l[start:i+1]), i+1
		}
	}
	return runs
}

// appendMerged appends one or two sorted lists, of equal findings those of the first one first.
func appendMerged(list List, sorted []List) List {
	if len(sorted) == 1 {
		return append(list, sorted[0]...)
	}
	a, b := sorted[0], sorted[1]
	for len(a) > 0 && len(b) > 0 {
		if compare(a[0], b[0]) <= 0 {
			list, a = append(list, a[0]), a[1:]
		} else {
			list, b = append(list, b[0]), b[1:]
		}
	}
	return append(append(list, a...), b...)
}

func compare(a, b Diagnostic) int {
	switch {
	case a.Span.Path != b.Span.Path:
		return strings.Compare(a.Span.Path, b.Span.Path)
	case a.Span.Start != b.Span.Start:
		return cmp.Or(cmp.Compare(a.Span.Start.Line, b.Span.Start.Line), cmp.Compare(a.Span.Start.Column, b.Span.Start.Column))
	case a.Severity != b.Severity:
		return cmp.Compare(a.Severity, b.Severity)
	case a.Code != b.Code:
		return strings.Compare(a.Code, b.Code)
	}
	return strings.Compare(a.Message, b.Message)
}
