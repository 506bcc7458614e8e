package markdown

import (
	"regexp"
	"strconv"
	"strings"
)

// A codeInfo is the info string of a block of code.
type codeInfo struct {
	language string
	title    string
	marks    map[int]string // marked lines, from 1, with their class
}

// The classes of marked lines.
const (
	markedLine  = "hl"
	addedLine   = "hl ins"
	removedLine = "hl del"
)

var (
	infoWord    = regexp.MustCompile(`^[^\s{\[,:="']*`)
	infoTitle   = regexp.MustCompile(`(?:title|filename|name|file)\s*[=:]\s*(?:"([^"]*)"|'([^']*)'|([^\s"'}&]+))`)
	titleTag    = regexp.MustCompile(`</?[a-z][a-z0-9]*>`)
	infoBracket = regexp.MustCompile(`\[([^\]]+)\]`)
	infoRanges  = regexp.MustCompile(`(\b(?:ins|del|mark|hl_lines|hl|highlight)\s*=\s*)?(?:\{([\d,\s-]+)\}|"([\d,\s-]+)"|\[([\d,\s"'-]+)\])`)
	infoColon   = regexp.MustCompile(`^[\w+#.-]+:([^\s:{]*[./][^\s{]*|[A-Z]\w*file)`)
	pandocClass = regexp.MustCompile(`^\{\s*\.([\w+#-]+)`)
)

// parseCodeInfo parses an info string as other tools write it: js title="a.js" {1,3-5}, js:a.js, js{4}[a.js],
// python hl_lines="2 3", rust,ignore, {.python}.
func parseCodeInfo(info string) codeInfo {
	info = strings.TrimSpace(info)
	c := codeInfo{language: infoWord.FindString(info)}
	if m := pandocClass.FindStringSubmatch(info); m != nil {
		c.language = m[1]
	}
	rest := info[len(infoWord.FindString(info)):]
	if rest == "" {
		return c
	}
	if m := infoColon.FindStringSubmatch(info); m != nil {
		c.title = m[1]
	} else if fields := strings.Fields(info); c.language == "diff" && len(fields) > 1 { // diff js:a.js
		if m := infoColon.FindStringSubmatch(fields[1]); m != nil {
			c.title = m[1]
		}
	}
	if m := infoTitle.FindStringSubmatch(rest); m != nil {
		c.title = titleTag.ReplaceAllString(m[1]+m[2]+m[3], "")
	} else if m := infoBracket.FindStringSubmatch(rest); m != nil && strings.Trim(m[1], `0123456789,- "'`) != "" {
		c.title = m[1]
	}
	for _, m := range infoRanges.FindAllStringSubmatch(rest, -1) {
		class := markedLine
		switch name := strings.TrimRight(m[1], " ="); {
		case name == "ins":
			class = addedLine
		case name == "del":
			class = removedLine
		case name == "" && m[2] == "":
			continue // a title or an option
		}
		c.mark(m[2]+m[3]+m[4], class)
	}
	return c
}

// manyLines is how many lines a range may mark.
const manyLines = 10_000

// mark notes the lines of a list such as 1,3-5.
func (c *codeInfo) mark(list, class string) {
	if c.marks == nil {
		c.marks = make(map[int]string)
	}
	for _, part := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' || r == '"' || r == '\'' }) {
		from, to, isRange := strings.Cut(part, "-")
		first, err := strconv.Atoi(from)
		last := first
		if isRange && err == nil {
			last, err = strconv.Atoi(to)
		}
		if err != nil || last > manyLines {
			continue
		}
		for i := first; i <= last; i++ {
			c.marks[i] = class
		}
	}
}

var (
	lineComment = regexp.MustCompile(`[ \t]*(?://|#|--|;|<!--|/\*|\{/\*)[ \t]*\[!code (\+\+|--|hl|highlight|focus|warning|error|word:[^\]]*)` +
		`(?::(\d+))?\][ \t]*(?:-->|\*/\}?)?[ \t]*`)
	nextComment = regexp.MustCompile(`^[ \t]*(?://|#|<!--|/\*|\{/\*)[ \t]*highlight-(next-line|start|end)[ \t]*(?:-->|\*/\}?)?[ \t]*$`)
)

// takeMarks removes the comments that mark lines, as VitePress ([!code ++]) and Docusaurus (highlight-next-line) read
// them, and notes the lines.
func (c *codeInfo) takeMarks(text string) string {
	if !strings.Contains(text, "[!code ") && !strings.Contains(text, "highlight-") {
		return text
	}
	var kept strings.Builder
	number, next, inside := 1, false, false
	for line := range strings.Lines(text) {
		body, end := strings.TrimSuffix(line, "\n"), line[len(strings.TrimSuffix(line, "\n")):]
		if m := nextComment.FindStringSubmatch(body); m != nil {
			next, inside = m[1] == "next-line", m[1] == "start"
			continue
		}
		if m := lineComment.FindStringSubmatch(body); m != nil {
			body = lineComment.ReplaceAllString(body, "")
			c.markFrom(number, m[1], m[2])
		}
		if next || inside {
			c.markFrom(number, "hl", "")
			next = false
		}
		kept.WriteString(body + end)
		number++
	}
	return kept.String()
}

// markFrom notes a line, or as many as a comment says.
func (c *codeInfo) markFrom(line int, kind, count string) {
	class := markedLine
	switch kind {
	case "++":
		class = addedLine
	case "--":
		class = removedLine
	}
	n, _ := strconv.Atoi(count)
	n = min(max(n, 1), manyLines)
	c.mark(strconv.Itoa(line)+"-"+strconv.Itoa(line+n-1), class)
}

// isDiagram reports whether a language describes a drawing.
func isDiagram(language string) bool {
	switch strings.ToLower(language) {
	case "mermaid", "plantuml", "puml", "dot", "graphviz", "ditaa", "d2", "vega", "vega-lite", "markmap", "blockdiag",
		"seqdiag", "nomnoml", "wavedrom", "bytefield", "pikchr", "svgbob", "goat", "erd", "geojson", "topojson", "flowchart":
		return true
	}
	return false
}
