package main

import (
	"encoding/json"
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

// shownLimit is how many findings are printed for a person; a program that reads JSON gets all.
const shownLimit = 500

// print writes findings to standard error: as JSON lines, or as text with an excerpt where a
// person is watching.
func (c *command) print(found diagnostic.List) {
	if c.json {
		encoder := json.NewEncoder(c.err)
		encoder.SetEscapeHTML(false)
		for _, d := range found {
			_ = encoder.Encode(d)
		}
		return
	}
	sources := make(map[string][]byte)
	for i, d := range found {
		if i == shownLimit && c.terminal {
			fmt.Fprintf(c.err, "ほかに %d 件あります（-json で全件）。\n", len(found)-i)
			break
		}
		fmt.Fprintln(c.err, d)
		if c.terminal {
			c.excerpt(c.err, d.Span, sources)
		}
	}
}

func (c *command) excerpt(out io.Writer, span diagnostic.Span, sources map[string][]byte) {
	source, ok := sources[span.Path]
	if !ok {
		source, _ = os.ReadFile(filepath.Join(c.content, filepath.FromSlash(span.Path)))
		sources[span.Path] = source
	}
	if excerpt := diagnostic.Excerpt(source, span); excerpt != "" {
		for line := range strings.SplitSeq(excerpt, "\n") {
			fmt.Fprintln(out, "    "+line)
		}
	}
}

// counted says how many findings there are.
func counted(found diagnostic.List) string {
	errors, warnings := found.Count(diagnostic.Error), found.Count(diagnostic.Warning)
	switch {
	case errors > 0 && warnings > 0:
		return fmt.Sprintf("エラー %d 件、警告 %d 件。", errors, warnings)
	case errors > 0:
		return fmt.Sprintf("エラー %d 件。", errors)
	case warnings > 0:
		return fmt.Sprintf("警告 %d 件。", warnings)
	}
	return "問題は見つかりませんでした。"
}

// warned says how many warnings there are; nothing where there are none.
func warned(found diagnostic.List) string {
	if found.Count(diagnostic.Warning) == 0 {
		return ""
	}
	return counted(found)
}

// spent says how long something took: in seconds where thousandths say nothing.
func spent(d time.Duration) string {
	if d < 10*time.Second {
		return fmt.Sprintf("%d ミリ秒", d.Milliseconds())
	}
	return fmt.Sprintf("%.1f 秒", d.Seconds())
}
