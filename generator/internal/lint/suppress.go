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

// A Suppressed is a finding that the site does not want to be told, with its reason.
type Suppressed struct {
	diagnostic.Diagnostic
	Reason string
}

// A suppression is a silencing comment with its file.
type suppression struct {
	markdown.Suppression
	used bool
}

// settle applies what the site says of findings: comments and front matter take some out, and
// site.yaml gives the rest their severity.
func (c *checker) settle() Result {
	remarks := c.remarks()
	var result Result
	var told diagnostic.List
	for _, d := range c.found {
		if r := silencing(remarks[d.Span.Path], d); r != nil {
			r.used = true
			result.Silenced = append(result.Silenced, Suppressed{d, r.Reason})
			continue
		}
		told = append(told, d)
	}
	c.found = told
	for _, path := range slices.Sorted(maps.Keys(remarks)) {
		for _, r := range remarks[path] {
			c.judge(r)
		}
	}
	result.Found = c.levelled()
	return result
}

func silencing(remarks []*suppression, d diagnostic.Diagnostic) *suppression {
	for _, r := range remarks {
		if r.Code == d.Code && r.Covers(d.Span.Start.Line) {
			return r
		}
	}
	return nil
}

// judge tells what is wrong with a silencing comment itself.
func (c *checker) judge(r *suppression) {
	switch {
	case c.rules[r.Code].Code == "":
		c.report("check-unknown", r.Span, fmt.Sprintf("「%s」という調べはありません。", r.Code), c.nearCode(r.Code))
	case r.Reason == "":
		c.report("silence-reason", r.Span, fmt.Sprintf("「%s」を知らせない理由がありません。", r.Code), "記号の後に、このままでよい理由を書いてください。")
	case !r.used && !c.isLater(r.Code):
		c.report("silence-unused", r.Span, fmt.Sprintf("この断り書きは、何も止めていません（%s は見つかりませんでした）。", r.Code), "いらなくなった断り書きは、消してください。")
	}
}

// isLater reports whether findings of a code come with time, so that a comment may wait for them; or
// whether the site does not look for them at all.
func (c *checker) isLater(code string) bool {
	isOff := slices.ContainsFunc(c.in.Site.Settings.Checks, func(l content.CheckLevel) bool { return l.Code == code && l.Level == "off" })
	return isOff || slices.ContainsFunc(timeRules(), func(r diagnostic.CodeDoc) bool { return r.Code == code })
}

func (c *checker) nearCode(code string) string {
	codes := slices.Sorted(maps.Keys(c.rules))
	if near := diagnostic.Closest(code, codes); near != "" {
		return fmt.Sprintf("「%s」のことですか。", near)
	}
	return "使える記号: " + strings.Join(codes, ", ")
}

// remarks gathers the silencing comments by file.
func (c *checker) remarks() map[string][]*suppression {
	all := make(map[string][]*suppression)
	for _, p := range c.pages {
		for _, s := range p.Prose.Silences {
			all[p.Path] = append(all[p.Path], &suppression{Suppression: s})
		}
		for _, w := range p.Summary.Front.Checks {
			all[p.Path] = append(all[p.Path], &suppression{Suppression: markdown.Suppression{Code: w.Code, Reason: w.Reason, Span: w.Span}})
		}
	}
	for path, text := range c.in.Texts {
		all[path] = append(all[path], linedRemarks(path, text)...)
	}
	return all
}

var linedRemark = regexp.MustCompile(`^\s*#\s*check:\s*(\S*)\s*(.*?)\s*$`)

// linedRemarks finds the lines "# check: CODE reason" of a .calc or YAML file. Such a line is for the
// lines below it down to the next empty one; in the remarks at the top of the file it is for all of it.
func linedRemarks(path string, text []byte) []*suppression {
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
		m := linedRemark.FindSubmatch(line)
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

// levelled returns the findings with the severities of site.yaml, and tells codes in it that there
// are not.
func (c *checker) levelled() diagnostic.List {
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
