package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/term"

	"shirube/calculator/diagnostic"
)

func isTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

// print writes findings: as JSON lines to standard output, or as text to standard error, with an excerpt where a
// person is watching.
func (c *command) print(found diagnostic.List) {
	if c.json {
		for _, d := range found {
			_ = c.writeJSON(c.localized(d))
		}
		return
	}
	c.printText(found)
}

// printText writes findings as text to standard error, whatever the form of the result. A person gets the first of each
// kind of warning, all with -verbose.
func (c *command) printText(found diagnostic.List) {
	sources := make(map[string][]byte)
	if !c.terminal || c.verbose {
		c.printInFull(found, sources)
		return
	}
	for _, k := range kinds(found) {
		shown := min(len(k), mostShown(k[0].Severity))
		c.printInFull(k[:shown], sources)
		if rest := len(k) - shown; rest > 0 {
			fmt.Fprintf(c.err, c.words("  … ほかに %s 件あります [%s]（-verbose で全件）\n", "  … %s more [%s]; -verbose prints all\n"), grouped(rest), k[0].Code)
		}
	}
}

// printInFull writes findings one a line, with excerpts on a terminal.
func (c *command) printInFull(found diagnostic.List, sources map[string][]byte) {
	for _, d := range found {
		fmt.Fprintln(c.err, c.coloured(c.localized(d)))
		if c.terminal {
			c.excerpt(c.err, d.Span, sources)
		}
	}
}

// coloured returns the one-line form of a finding, its severity in colour where the terminal shows that.
func (c *command) coloured(d diagnostic.Diagnostic) string {
	line := d.String()
	if !c.colour {
		return line
	}
	colour := map[diagnostic.Severity]string{diagnostic.Error: "31", diagnostic.Warning: "33", diagnostic.Advice: "36"}[d.Severity]
	place, word := d.Span.String()+": ", d.Severity.String()
	if rest, ok := strings.CutPrefix(line, place+word); ok {
		return place + "\x1b[1;" + colour + "m" + word + "\x1b[0m" + rest
	}
	return line
}

// say prints a line for a person: to standard output, or to standard error where that is for a program. With
// -quiet it prints nothing.
func (c *command) say(format string, args ...any) {
	switch {
	case c.quiet:
	case c.json:
		fmt.Fprintf(c.err, format+"\n", args...)
	default:
		fmt.Fprintf(c.out, format+"\n", args...)
	}
}

// excerpt prints the line of a finding with a mark below it. sources caches files over the findings of one list.
func (c *command) excerpt(out io.Writer, span diagnostic.Span, sources map[string][]byte) {
	source, ok := sources[span.Path]
	if !ok {
		source, _ = os.ReadFile(filepath.Join(c.content, filepath.FromSlash(span.Path)))
		sources[span.Path] = source
	}
	if excerpt := diagnostic.Excerpt(source, span); excerpt != "" {
		for line := range strings.SplitSeq(excerpt, "\n") {
			fmt.Fprintln(out, "    "+diagnostic.Printable(line))
		}
	}
}

// counted says how many findings there are.
func (c *command) counted(found diagnostic.List) string {
	errors, warnings := found.Count(diagnostic.Error), found.Count(diagnostic.Warning)
	switch {
	case errors > 0 && warnings > 0:
		return fmt.Sprintf(c.words("エラー %d 件、警告 %d 件。", "%d errors, %d warnings."), errors, warnings)
	case errors > 0:
		return fmt.Sprintf(c.words("エラー %d 件。", "%d errors."), errors)
	case warnings > 0:
		return fmt.Sprintf(c.words("警告 %d 件。", "%d warnings."), warnings)
	}
	return c.words("問題は見つかりませんでした。", "No problems.")
}

// warned says how many warnings there are; nothing where there are none.
func (c *command) warned(found diagnostic.List) string {
	if found.Count(diagnostic.Warning) == 0 {
		return ""
	}
	return c.counted(found)
}

// spent says how long something took: in seconds where thousandths say nothing.
func (c *command) spent(d time.Duration) string {
	if d < 10*time.Second {
		return fmt.Sprintf(c.words("%d ミリ秒", "%d ms"), d.Milliseconds())
	}
	return fmt.Sprintf(c.words("%.1f 秒", "%.1f s"), d.Seconds())
}
