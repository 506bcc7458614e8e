package diagnostic

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Textf formats a text in both languages.
func Textf(ja, en string, args ...any) Text {
	return Text{Ja: fmt.Sprintf(ja, args...), En: fmt.Sprintf(en, args...)}
}

// Errorf is fmt.Errorf in both languages: Error returns the Japanese message, TextOf both. Errors among args are
// written in the language of the message.
func Errorf(ja, en string, args ...any) error {
	inEnglish := slices.Clone(args)
	for i, arg := range args {
		if err, ok := arg.(error); ok {
			inEnglish[i] = errors.New(TextOf(err).En)
		}
	}
	return &bilingualError{fmt.Errorf(ja, args...), fmt.Errorf(en, inEnglish...).Error()}
}

// TextOf returns the message of an error in both languages, which are the same for an error with one. Joined errors are
// each on lines of their own.
func TextOf(err error) Text {
	switch e := err.(type) {
	case interface{ Text() Text }:
		return e.Text()
	case interface{ Unwrap() []error }:
		var ja, en []string
		for _, one := range e.Unwrap() {
			text := TextOf(one)
			ja, en = append(ja, text.Ja), append(en, text.En)
		}
		if strings.Join(ja, "\n") == err.Error() { // else it is no errors.Join
			return Text{Ja: err.Error(), En: strings.Join(en, "\n")}
		}
	}
	return Text{Ja: err.Error(), En: err.Error()}
}

type bilingualError struct {
	ja error
	en string
}

func (e *bilingualError) Error() string { return e.ja.Error() }

func (e *bilingualError) Text() Text { return Text{Ja: e.ja.Error(), En: e.en} }

func (e *bilingualError) Unwrap() []error {
	if err := errors.Unwrap(e.ja); err != nil {
		return []error{err}
	}
	if joined, ok := e.ja.(interface{ Unwrap() []error }); ok {
		return joined.Unwrap()
	}
	return nil
}
