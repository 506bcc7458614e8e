package markdown

import (
	"bytes"
	"fmt"
	"path"
	"regexp"
	"strings"
)

// isMDX reports whether a page is written in MDX: Markdown with imports and components. Docusaurus and others read .md so
// too, which shows by imports above the text, or by a comment that is none of Markdown.
func (t *task) isMDX(name string, body []byte) bool {
	isNamed := strings.EqualFold(path.Ext(name), ".mdx")
	return isNamed || !t.options.Strict && (beginsWithImport(body) || hasRemarkLine(body))
}

// beginsWithImport reports whether the first line with text imports something.
func beginsWithImport(body []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(body, " \t\r\n\f"), []byte("import")) && mdxImport.Match(body)
}

// hasRemarkLine reports whether a line is nothing but a comment.
func hasRemarkLine(body []byte) bool {
	for {
		at := bytes.Index(body, []byte("{/*"))
		if at < 0 {
			return false
		}
		line, rest, _ := bytes.Cut(body[at:], []byte("\n"))
		if (at == 0 || body[at-1] == '\n') && mdxRemark.Match(line) {
			return true
		}
		body = rest
	}
}

var (
	mdxImport = regexp.MustCompile(`^\s*import\s[^\n]*\sfrom\s+['"][^'"\n]+['"];?[ \t]*\n`)
	mdxRemark = regexp.MustCompile(`^\{/\*.*\*/\}[ \t]*$`)
)

var (
	mdxModule = regexp.MustCompile(`^(?:import\s+(?:['"{*]|[\w$]+\s*,|[\w$]+\s+from\s|type\s)|` +
		`export\s+(?:const|let|var|function|default|async|class|type|interface|\{|\*))`)
	mdxTagLine = regexp.MustCompile(`^(?:</?[A-Za-z][^<>]*>\s*)+$`)
	mdxOpen    = regexp.MustCompile(`^<[A-Za-z][\w.]*(?:\s[^>]*)?$`)
	mdxTag     = regexp.MustCompile("`+[^`\n]*`+|</?[A-Z][^<>]*>|<>|</>")
	mdxComment = regexp.MustCompile(`^\{/\*.*\*/\}$`)
)

// withoutComponents turns the text of an MDX page into Markdown with as many lines: imports, exports and the
// tags of components are removed, and what is in them is dedented. It reports how many of them there were.
func (t *task) withoutComponents(body []byte) []byte {
	var out bytes.Buffer
	var scan limitScan
	count, depth, first := 0, 0, -1
	inTag, inModule := false, false
	for line := range bytes.Lines(body) {
		text := bytes.TrimSpace(line)
		drop := false
		switch {
		case inModule:
			drop, inModule = true, len(text) > 0
		case inTag:
			drop, inTag = true, !bytes.HasSuffix(text, []byte(">"))
		case scan.inCode(text):
		case mdxModule.Match(line):
			drop, inModule = true, !bytes.HasSuffix(text, []byte(";")) && !bytes.ContainsAny(text, `'"`)
			count++
		case mdxTagLine.Match(text), mdxComment.Match(text):
			drop = true
			depth += bytes.Count(text, []byte("<")) - 2*bytes.Count(text, []byte("</")) - bytes.Count(text, []byte("/>"))
			count++
		case mdxOpen.Match(text):
			drop, inTag = true, true
			depth++
			count++
		default:
			line = mdxTag.ReplaceAllFunc(line, func(found []byte) []byte {
				if found[0] == '`' {
					return found
				}
				count++
				return nil
			})
		}
		if first < 0 && count > 0 {
			first = out.Len()
		}
		if drop {
			out.WriteByte('\n')
			continue
		}
		out.Write(dedented(line, 2*max(depth, 0)))
	}
	t.position.text = out.Bytes()
	if count > 0 {
		t.report(t.severity(), "page-mdx", max(first, 0), fmt.Sprintf("MDXの import や部品は動かないので、出しません（%dか所）。部品の中の文は出ます。", count),
			"部品を、Markdownか :::note などのブロックで書き直してください。")
	}
	return out.Bytes()
}

// dedented returns a line without up to n columns of its indentation, which are those of the components
// around it.
func dedented(line []byte, n int) []byte {
	for ; n > 0 && len(line) > 0 && (line[0] == ' ' || line[0] == '\t'); n-- {
		line = line[1:]
	}
	return line
}
