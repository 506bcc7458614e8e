package main

import (
	"io"
	"os"

	"shirube/calculator/diagnostic"
)

// printable writes texts of files to a terminal with control characters escaped. Each Write must be of whole characters,
// as the fmt package writes them.
type printable struct{ w io.Writer }

// standardOutput returns the standard output, guarded where it is a terminal. Programs get every byte as it is.
func standardOutput() io.Writer {
	if isTerminal(os.Stdout) {
		return printable{os.Stdout}
	}
	return os.Stdout
}

// Write implements io.Writer.
func (p printable) Write(text []byte) (int, error) {
	if _, err := io.WriteString(p.w, diagnostic.Printable(string(text))); err != nil {
		return 0, err
	}
	return len(text), nil
}
