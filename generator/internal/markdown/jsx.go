package markdown

import (
	"bytes"
	"regexp"
	"strings"
)

// Docusaurus and others read pages as JSX, in which elements of HTML have values in braces: <img width={30} style={{…}} />.

var (
	jsxTag   = regexp.MustCompile(`<[a-z][a-z0-9]*(?:[ \t]|$)`)
	jsxSpace = regexp.MustCompile(`\{(?:' *'|" *")\}`)
	jsxValue = regexp.MustCompile(`^(?:"([^"\n]*)"|'([^'\n]*)'|` + "`([^`$\n]*)`" + `|([\w.]+))$`)
	jsxClass = regexp.MustCompile(`\bclassName=`)
)

// jsx rewrites the tags of a line whose values are in braces, and spaces in braces; false where there are none. A tag may
// end on a later line.
func (x *rewriter) jsx(line []byte) bool {
	if len(line) > longestJSXLine || bytes.IndexByte(line, '<') < 0 && bytes.IndexByte(line, '{') < 0 {
		return false
	}
	if bytes.Contains(line, []byte("{' '}")) || bytes.Contains(line, []byte(`{" "}`)) {
		line = jsxSpace.ReplaceAll(line, []byte(" "))
		x.lines[x.at] = line
	}
	for at := 0; ; {
		m := jsxTag.FindIndex(line[at:])
		if m == nil {
			return false
		}
		start := at + m[0]
		at += m[1]
		if bytes.Count(line[:start], []byte("`"))%2 == 1 {
			continue
		}
		last, end, tag := x.tagFrom(start)
		if tag == "" {
			continue
		}
		rest := bytes.Clone(x.lines[last][end:])
		before := bytes.Clone(line[:start])
		if last == x.at {
			line = append(append(before, tag...), rest...)
			x.lines[x.at] = line
			at = start + len(tag)
			continue
		}
		x.lines[x.at] = before
		for x.at++; x.at < last; x.at++ {
			x.lines[x.at] = nil
		}
		x.lines[x.at] = append([]byte(tag), rest...)
		x.at-- // what is behind the tag is read next
		return true
	}
}

// Limits of tags, so that their number does not multiply the work.
const (
	longestJSX     = 40   // lines of a tag
	longestJSXLine = 5000 // bytes of a line with tags
)

// tagFrom returns where the tag at an offset of the current line ends, and the tag without braces; an empty one where it
// has none.
func (x *rewriter) tagFrom(start int) (last, end int, tag string) {
	var written, value strings.Builder
	depth, found, quoted := 0, false, false
	for last = x.at; last < min(len(x.lines), x.at+longestJSX); last++ {
		from := 0
		if last == x.at {
			from = start
		} else if depth == 0 {
			written.WriteByte(' ')
		}
		if len(x.lines[last]) > longestJSXLine {
			return 0, 0, ""
		}
		for i, c := range x.lines[last][from:] {
			switch {
			case c == '"' && depth == 0:
				quoted = !quoted
			case quoted:
			case c == '{':
				if depth++; depth == 1 {
					found = true
					value.Reset()
					continue
				}
			case c == '}' && depth > 0:
				if depth--; depth == 0 {
					setJSXValue(&written, value.String())
					continue
				}
			case c == '>' && depth == 0:
				if !found {
					return 0, 0, ""
				}
				return last, from + i + 1, jsxClass.ReplaceAllString(written.String(), "class=") + ">"
			}
			if depth > 0 {
				value.WriteByte(c)
			} else {
				written.WriteByte(c)
			}
		}
	}
	return 0, 0, ""
}

// setJSXValue ends an attribute with a text or number; one with another value is left out.
func setJSXValue(written *strings.Builder, value string) {
	if m := jsxValue.FindStringSubmatch(strings.TrimSpace(value)); m != nil && strings.HasSuffix(written.String(), "=") {
		written.WriteString(`"` + strings.ReplaceAll(m[1]+m[2]+m[3]+m[4], `"`, "&quot;") + `"`)
		return
	}
	text := written.String()
	written.Reset()
	written.WriteString(strings.TrimRight(text[:strings.LastIndexAny(text, " \t")+1], " \t") + " ")
}
