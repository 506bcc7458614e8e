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
	"shirube/generator/internal/build"
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

// A progress is a line on a terminal that says how far a long build is.
type progress struct {
	out   io.Writer
	on    bool
	start time.Time
	shown time.Time
}

// quietTime is how long a build may take before the line appears.
const quietTime = 400 * time.Millisecond

func (c *command) newProgress() *progress {
	return &progress{out: c.err, on: c.terminal && !c.json, start: time.Now()}
}

func (p *progress) show(phase build.Phase, done, total int) {
	now := time.Now()
	if !p.on || now.Sub(p.start) < quietTime || now.Sub(p.shown) < 100*time.Millisecond {
		return
	}
	p.shown = now
	fmt.Fprintf(p.out, "\r\x1b[K%s", phase)
	if total > 0 {
		fmt.Fprintf(p.out, " %d/%d ページ", done, total)
	}
	fmt.Fprintf(p.out, " %.1f 秒", now.Sub(p.start).Seconds())
}

// clear takes the line away.
func (p *progress) clear() {
	if !p.shown.IsZero() {
		fmt.Fprint(p.out, "\r\x1b[K")
	}
}
