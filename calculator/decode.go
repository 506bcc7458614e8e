package calculator

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"unicode/utf8"

	"shirube/calculator/diagnostic"
)

// An AnswersError says why a text is no JSON object of answers. Key is a name that one of its objects has twice; it is
// empty for any other error.
type AnswersError struct{ Key string }

// Error returns the whole message in Japanese.
func (e *AnswersError) Error() string { return e.Text().Ja }

// Text returns the whole message in both languages.
func (e *AnswersError) Text() diagnostic.Text {
	if e.Key != "" {
		return diagnostic.Textf("「%s」が二度書かれています。どちらか一つにしてください。", "“%s” is given twice. Leave one of them out.", excerpt(e.Key))
	}
	return diagnostic.Text{Ja: "JSONとして読めません。1行に一つの {\"入力\": 値} を、UTF-8 で書いてください。",
		En: "This is not JSON. Write one {\"INPUT\": VALUE} a line, in UTF-8."}
}

// DecodeAnswers reads answers for Evaluate from one JSON object in UTF-8, {"利用日数": 20}, perhaps behind a byte order
// mark. Errors are of type *AnswersError.
func DecodeAnswers(text []byte) (map[string]any, error) {
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	if key := repeatedKey(text); key != "" {
		return nil, &AnswersError{key}
	}
	var answers map[string]any
	if !utf8.Valid(text) || decodeJSON(text, &answers) != nil || answers == nil {
		return nil, &AnswersError{}
	}
	return answers, nil
}

// decodeJSON reads one JSON value that keeps its numbers as they are written.
func decodeJSON(text []byte, value any) error {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(value); err != nil {
		return err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return errors.New("more than one JSON value")
	}
	return nil
}

// repeatedKey returns the first key of a JSON text that its object has twice; "" where there is none. Of equal keys,
// encoding/json takes the last without an error.
func repeatedKey(text []byte) string {
	type level struct {
		keys  map[string]bool // nil in an array
		isKey bool            // the next string is a key
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	open := []*level{{}}
	for {
		token, err := decoder.Token()
		if err != nil {
			return ""
		}
		in := open[len(open)-1]
		if name, isText := token.(string); isText && in.isKey {
			if in.keys[name] {
				return name
			}
			in.keys[name], in.isKey = true, false
			continue
		}
		switch token {
		case json.Delim('{'):
			open = append(open, &level{make(map[string]bool), true})
			continue
		case json.Delim('['):
			open = append(open, &level{})
			continue
		case json.Delim('}'), json.Delim(']'):
			open = open[:len(open)-1]
			in = open[len(open)-1]
		}
		in.isKey = in.keys != nil
	}
}
