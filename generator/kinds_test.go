package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"shirube/calculator/diagnostic"
)

// On a terminal no kind of warning drowns the others or an error; a file and -verbose get all.
func TestWarningsAreGroupedForAPerson(t *testing.T) {
	var found diagnostic.List
	for i := range 1234 {
		found = append(found, diagnostic.Diagnostic{Severity: diagnostic.Warning, Code: "link-dangling", Span: diagnostic.At("a.md", i+2, 1), Message: "無い。"})
	}
	found = append(found,
		diagnostic.Diagnostic{Severity: diagnostic.Warning, Code: "raw-html", Span: diagnostic.At("b.md", 3, 1), Message: "HTML。"},
		diagnostic.Diagnostic{Code: "figure-unknown", Span: diagnostic.At("b.md", 2, 1), Message: "値。"})
	for _, c := range []struct {
		command command
		lines   int
		last    string
	}{
		{command{terminal: true}, 8, "[figure-unknown]"},
		{command{terminal: true, verbose: true}, 1236, "[figure-unknown]"},
		{command{}, 1236, "[figure-unknown]"},
	} {
		var out bytes.Buffer
		c.command.err, c.command.content = &out, t.TempDir()
		c.command.printText(found)
		lines := strings.Split(strings.TrimSpace(out.String()), "\n")
		if len(lines) != c.lines || !strings.Contains(lines[len(lines)-1], c.last) {
			t.Errorf("%d lines, want %d:\n%.800s", len(lines), c.lines, out.String())
		}
		if more := fmt.Sprintf("ほかに %s 件", "1,229"); strings.Contains(out.String(), more) != (c.lines == 8) {
			t.Errorf("%q stands there: %v", more, c.lines != 8)
		}
	}
}
