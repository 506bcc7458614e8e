package lint

import (
	"bytes"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
	"shirube/generator/internal/markdown"
)

// A Suppressed is a suppressed finding with the reason for it.
type Suppressed struct {
	diagnostic.Diagnostic
	Reason string
}

// A suppression is a comment, or a key of front matter, and whether it suppressed anything.
type suppression struct {
	markdown.Suppression
	used bool
}

// applySuppressions removes the findings that comments and front matter suppress, and gives the rest the severity of
// site.yaml.
func (c *checker) applySuppressions() Result {
	suppressions := c.suppressions()
	var result Result
	var reported diagnostic.List
	for _, d := range c.found {
		if r := suppressing(suppressions[d.Span.Path], d); r != nil {
			r.used = true
			result.Suppressed = append(result.Suppressed, Suppressed{d, r.Reason})
			continue
		}
		reported = append(reported, d)
	}
	c.found = reported
	for _, path := range slices.Sorted(maps.Keys(suppressions)) {
		for _, r := range suppressions[path] {
			c.checkSuppression(r)
		}
	}
	result.Found = c.withLevels()
	return result
}

// suppressing returns the suppression that covers a finding; nil where there is none.
func suppressing(suppressions []*suppression, d diagnostic.Diagnostic) *suppression {
	for _, r := range suppressions {
		if r.Code == d.Code && r.Covers(d.Span.Start.Line) {
			return r
		}
	}
	return nil
}

// checkSuppression reports what is wrong with a suppression itself.
func (c *checker) checkSuppression(r *suppression) {
	switch {
	case c.rules[r.Code].Code == "":
		c.report("check-unknown", r.Span, fmt.Sprintf("「%s」という調べはありません。", r.Code), c.nearCode(r.Code))
	case r.Reason == "":
		c.report("silence-reason", r.Span, fmt.Sprintf("「%s」を抑える理由がありません。", r.Code), "記号の後に、このままでよい理由を書いてください。")
	case !r.used && !c.isLater(r.Code):
		c.report("silence-unused", r.Span, fmt.Sprintf("この断り書きは、何も止めていません（%s は見つかりませんでした）。", r.Code), "いらなくなった断り書きは、消してください。")
	}
}

// isLater reports whether findings of a code appear with time, so that a comment may precede them, or whether the site
// has turned them off.
func (c *checker) isLater(code string) bool {
	isOff := slices.ContainsFunc(c.in.Site.Settings.Checks, func(l content.CheckLevel) bool { return l.Code == code && l.Level == "off" })
	return isOff || slices.ContainsFunc(timeRules(), func(r diagnostic.CodeDoc) bool { return r.Code == code })
}

func (c *checker) nearCode(code string) string {
	codes := slices.Sorted(maps.Keys(c.rules))
	return diagnostic.DidYouMean(code, codes, "使える記号: "+strings.Join(codes, ", "))
}

// suppressions collects the suppressions by file.
func (c *checker) suppressions() map[string][]*suppression {
	all := make(map[string][]*suppression)
	for _, p := range c.pages {
		for _, s := range p.Prose.Suppressions {
			all[s.Span.Path] = append(all[s.Span.Path], &suppression{Suppression: s})
		}
		for _, w := range p.Summary.Front.Checks {
			all[p.Path] = append(all[p.Path], &suppression{Suppression: markdown.Suppression{Code: w.Code, Reason: w.Reason, Span: w.Span}})
		}
	}
	// Files without Markdown have their comments as lines.
	for path, text := range c.in.Texts {
		all[path] = append(all[path], lineSuppressions(path, text)...)
	}
	return all
}

var lineComment = regexp.MustCompile(`^\s*#\s*check:\s*(\S*)\s*(.*?)\s*$`)

// lineSuppressions finds the lines "# check: CODE reason" of a .calc or YAML file. Such a line applies to the
// lines below it down to the next empty one; in the comments at the top of the file it applies to all of it.
func lineSuppressions(path string, text []byte) []*suppression {
	if !bytes.Contains(text, []byte("check:")) {
		return nil
	}
	var found, open []*suppression
	number, atTop := 0, true
	for line := range bytes.Lines(text) {
		number++
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			for _, r := range open {
				r.Last = number
			}
			open, atTop = nil, false
			continue
		}
		if line[0] != '#' {
			atTop = false
		}
		m := lineComment.FindSubmatch(line)
		if m == nil {
			continue
		}
		r := &suppression{Suppression: markdown.Suppression{Code: string(m[1]), Reason: string(m[2]), Span: diagnostic.At(path, number, 1), First: number}}
		found = append(found, r)
		if !atTop {
			open = append(open, r)
		}
	}
	return found
}

// withLevels returns the findings with the severities of site.yaml, and reports its codes that do
// not exist.
func (c *checker) withLevels() diagnostic.List {
	levels := make(map[string]string)
	for _, l := range c.in.Site.Settings.Checks {
		if c.rules[l.Code].Code == "" {
			c.report("check-unknown", l.Span, fmt.Sprintf("「%s」という調べはありません。", l.Code), c.nearCode(l.Code))
		}
		levels[l.Code] = l.Level
	}
	var found diagnostic.List
	for _, d := range c.found {
		switch levels[d.Code] {
		case "off":
			continue
		case "error":
			d.Severity = diagnostic.Error
		case "warning":
			d.Severity = diagnostic.Warning
		case "advice":
			d.Severity = diagnostic.Advice
		}
		found = append(found, d)
	}
	return found.Sort()
}
