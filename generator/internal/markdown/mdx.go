package markdown

import (
	"bytes"
	"path"
	"regexp"
	"strings"
)

// isMDX reports whether a page is written in MDX: Markdown with imports and components. Docusaurus and others read .md so
// too, which shows by imports above the text, or by a comment that is none of Markdown.
func (t *task) isMDX(name string, body []byte) bool {
	isNamed := strings.EqualFold(path.Ext(name), ".mdx")
	return isNamed || !t.options.Strict && (beginsWithImport(body) || hasRemarkLine(body) || hasComponents(body))
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

// hasComponents reports whether two lines outside of code are nothing but the ends of components, or one imports something.
// Pages with scripts are Vue's.
func hasComponents(body []byte) bool {
	if !containsAny(body, []string{"\n<", "\nimport "}) || bytes.Contains(body, []byte("<script")) {
		return false
	}
	var scan limitScan
	ends := 0
	for line := range bytes.Lines(body) {
		if scan.inCode(bytes.TrimSpace(line)) || line[0] != '<' && line[0] != 'i' {
			continue
		}
		if m := mdxEnd.Find(line); m != nil {
			ends++
			if m[0] == 'i' {
				return true
			}
		}
	}
	return ends > 1
}

var mdxEnd = regexp.MustCompile(`(?m)^(?:</[A-Z][a-z]\w*>|<[A-Z][a-z]\w*[ \t][^<>]*/>|import\s[^\n]*\sfrom\s+['"][^'"\n]+['"];?)[ \t\r]*$`)

var (
	mdxImport = regexp.MustCompile(`^\s*import\s[^\n]*\sfrom\s+['"][^'"\n]+['"];?[ \t]*\n`)
	mdxRemark = regexp.MustCompile(`^\{/\*.*\*/\}[ \t]*$`)
)

var (
	mdxModule = regexp.MustCompile(`^(?:import\s+(?:['"{*]|[\w$]+\s*,|[\w$]+\s+from\s|type\s)|` +
		`export\s+(?:const|let|var|function|default|async|class|type|interface|\{|\*))`)
	mdxTagLine = regexp.MustCompile(`^(?:</?[A-Za-z][^<>]*>\s*)+$`)
)
