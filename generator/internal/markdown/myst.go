package markdown

import (
	"bytes"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/markdown/directives"
)

// What MyST, the Markdown of Sphinx and Jupyter Book, writes, and Quarto: ```{note} title, :::{note}, {ref}`text <target>`,
// (target)=, % remark.

var (
	mystSign      = regexp.MustCompile("(?m)^[ \t>]*(?:`{3,}|:{3,})[ ]?\\{[a-z][\\w:.-]*\\}|\\{[a-z][a-z:_-]*\\}`")
	mystSigns     = []string{"```{", "``` {", ":::{", "::: {", "}`"} // one of which mystSign begins or ends with
	mystOpening   = regexp.MustCompile(`^\{([A-Za-z][\w:.-]*)\}[ \t]*(.*)$`)
	quartoOpening = regexp.MustCompile(`^\{(?:#[\w-]+[ \t]*)?\.([\w-]+)([^}]*)\}$`)
	mystOption    = regexp.MustCompile(`^[ \t>]*:([a-z][\w-]*):(?:[ \t]+(.*?))?[ \t\r]*$`)
	mystRole      = regexp.MustCompile("\\{([a-z][a-z:_-]*)\\}`([^`\n]+)`")
	mystTarget    = regexp.MustCompile(`^\(([^()\s]+)\)=[ \t\r]*$`)
	mystBefore    = regexp.MustCompile(`^\{([.#][^{}]*)\}[ \t\r]*$`)
	roleText      = regexp.MustCompile(`^(.*?)[ \t]*<([^<>]+)>$`)
)

// opensDirective rewrites the first line of a directive of MyST or Quarto with its options.
func (x *rewriter) opensDirective(m [][]byte) bool {
	indent, marks, info := m[1], string(m[2]), string(m[3])
	name, argument := "", ""
	if o := mystOpening.FindStringSubmatch(info); o != nil {
		name, argument = strings.ToLower(o[1]), o[2]
	} else if o := quartoOpening.FindStringSubmatch(info); o != nil && marks[0] == ':' {
		name = strings.TrimPrefix(o[1], "callout-")
		if title := attribute.FindStringSubmatch(o[2]); title != nil && title[1] == "title" {
			argument = title[2] + title[3]
		}
	} else {
		return false
	}
	last, options := x.options()
	x.directive(&mystDirective{name: name, argument: strings.TrimSpace(argument), marks: marks, options: options, indent: indent, last: last})
	return true
}

// A mystDirective is the opening of a directive.
type mystDirective struct {
	name, argument string
	marks          string
	options        map[string]string
	indent         []byte
	last           int // the line with the last option
}

// options reads the lines :name: value below the opening at x.at, or those between two lines of ---.
func (x *rewriter) options() (last int, options map[string]string) {
	last, options = x.at, make(map[string]string)
	if next := x.at + 1; next < len(x.lines) && string(bytes.TrimSpace(x.lines[next])) == "---" {
		for i := next + 1; i < len(x.lines); i++ {
			line := strings.TrimSpace(string(x.lines[i]))
			if line == "---" {
				return i, options
			}
			key, value, isOption := strings.Cut(line, ":")
			if !isOption {
				break
			}
			options[key] = strings.Trim(strings.TrimSpace(value), `"'`)
		}
		clear(options)
		return last, options
	}
	for last+1 < len(x.lines) {
		m := mystOption.FindSubmatch(x.lines[last+1])
		if m == nil {
			break
		}
		options[string(m[1])] = string(m[2])
		last++
	}
	return last, options
}

// open begins a block that becomes a block of ours, or of code.
func (x *rewriter) open(d *mystDirective, text, closed string, isCode bool) {
	x.fences = append(x.fences, fence{d.marks, closed, isCode})
	x.set(d.last, d.indent, text)
}

// directive rewrites the opening of a directive.
func (x *rewriter) directive(d *mystDirective) {
	colons := strings.Repeat(":", len(d.marks))
	block := func(name, title string) {
		x.open(d, colons[3:]+labelled(name, x.roles(title)), colons, false)
	}
	switch d.name {
	case "code-block", "code", "sourcecode", "code-cell", "parsed-literal", "doctest", "prompt", "highlight":
		title := ""
		if caption := d.options["caption"]; caption != "" {
			title = ` title="` + strings.ReplaceAll(caption, `"`, "”") + `"`
		}
		marks := codeMarks(d.marks)
		x.open(d, marks+d.argument+title, marks, true)
	case "r", "python", "julia", "sql", "bash", "sh", "js", "javascript", "css", "html", "ojs", "mermaid", "graphviz", "dot", "plantuml":
		marks := codeMarks(d.marks)
		x.open(d, marks+d.name, marks, true)
	case "math":
		x.open(d, "$$", "$$", true)
	case "image", "figure":
		alt := strings.NewReplacer("[", "", "]", "").Replace(d.options["alt"])
		x.open(d, "!["+alt+"](<"+strings.Trim(d.argument, "<>")+">)", blank, false)
	case "toctree", "contents", "tableofcontents", "sectnum", "index", "meta", "only", "raw", "listoftables", "bibliography":
		x.skip(d)
	case "dropdown", "details", "toggle", "collapse":
		block("details", d.argument)
	case "tab-item", "tab":
		block("tab", d.argument)
	case "admonition":
		kind, _, _ := strings.Cut(d.options["class"], " ")
		block((&translator{}).aside(kind), d.argument)
	case "versionadded", "versionchanged", "deprecated", "versionremoved":
		block("note", versionWords(d.name)+" "+d.argument)
	case "tab-set", "grid", "grid-item", "div", "container", "table", "list-table", "glossary", "epigraph", "pull-quote", "panels", "columns",
		"margin", "sidebar", "card-carousel", "column", "panel-tabset", "content-visible", "tabs", "figure-md", "aside", "highlights", "compound":
		x.open(d, titled(d.argument), blank, false)
	case "card", "grid-item-card", "rubric", "topic":
		argument := strings.TrimSpace(x.roles(d.argument))
		title := titled(argument)
		if to := d.options["link"]; to != "" && title != "" && d.options["link-type"] != "ref" {
			title = "**[" + argument + "](<" + to + ">)**"
		}
		x.open(d, title, blank, false)
	default:
		x.remarkOrRest(d, block)
	}
}

// remarkOrRest rewrites a remark. What is not known is shown as code between backticks; between colons its lines stay.
func (x *rewriter) remarkOrRest(d *mystDirective, block func(name, title string)) {
	kind := (&translator{}).aside(d.name)
	switch {
	case kind != "note" || d.name == "note" || directives.OtherAsides()[d.name] != "":
		block(kind, d.argument)
	case d.marks[0] == ':':
		x.leaveOut("{" + d.name + "}")
		x.open(d, titled(d.argument), blank, false)
	default:
		x.leaveOut("{" + d.name + "}")
		language := map[string]string{"eval-rst": "rst", "csv-table": "csv"}[d.name]
		x.fences = append(x.fences, fence{d.marks, d.marks, true})
		x.lines[x.at] = append(bytes.Clone(d.indent), d.marks+language...)
		if language == "" && d.argument != "" {
			x.lines[x.at] = append(bytes.Clone(d.indent), d.marks+"text title=\""+strings.ReplaceAll(d.name+" "+d.argument, `"`, "”")+"\""...)
		}
	}
}

// skip leaves out a directive with its lines.
func (x *rewriter) skip(d *mystDirective) {
	last := d.last
	for last+1 < len(x.lines) {
		last++
		if m := fenceOf(x.lines[last]); m != nil && string(m[2]) == d.marks && len(m[3]) == 0 {
			break
		}
	}
	x.set(last, d.indent, blank)
}

// codeMarks returns the marks of a block of code.
func codeMarks(marks string) string {
	if marks[0] == ':' {
		return strings.Repeat("`", len(marks))
	}
	return marks
}

func titled(title string) string {
	if title == "" || strings.Trim(title, "0123456789 ") == "" {
		return blank
	}
	return "**" + title + "**"
}

// versionWords returns what Sphinx writes before the number of a version.
func versionWords(name string) string {
	switch name {
	case "versionadded":
		return "New in version"
	case "versionchanged":
		return "Changed in version"
	case "deprecated":
		return "Deprecated since version"
	}
	return "Removed in version"
}

// mystLine rewrites the marks within a line.
func (x *rewriter) mystLine(line []byte) {
	switch trimmed := bytes.TrimRight(line, " \t\r"); {
	case bytes.HasPrefix(line, []byte("% ")) || string(trimmed) == "+++" || string(trimmed) == "%" || mystTarget.Match(line):
		x.lines[x.at] = nil
		return
	case mystBefore.Match(line) && x.at+1 < len(x.lines) && len(bytes.TrimSpace(x.lines[x.at+1])) > 0:
		x.lines[x.at] = mystBefore.ReplaceAll(line, []byte("{: $1 }"))
		return
	}
	if bytes.Contains(line, []byte("}`")) {
		x.lines[x.at] = []byte(x.roles(string(line)))
	}
}

// findTargets moves the names of places to the headings that follow; other places go without.
func (x *rewriter) findTargets() {
	x.targets = make(map[string]bool)
	for i := 0; i+1 < len(x.lines); i++ {
		m := mystTarget.FindSubmatch(x.lines[i])
		if m == nil {
			continue
		}
		heading := i + 1
		if len(bytes.TrimSpace(x.lines[heading])) == 0 && heading+1 < len(x.lines) {
			heading++
		}
		if line := x.lines[heading]; bytes.HasPrefix(line, []byte("#")) && bytes.IndexByte(line, '{') < 0 {
			id := strings.ReplaceAll(string(m[1]), "/", "-")
			x.targets[id] = true
			x.lines[heading] = append(bytes.TrimRight(bytes.Clone(line), " \t\r"), " {#"+id+"}"...)
		}
	}
}

// roles rewrites roles: a link to a document, a formula, a term, or code.
func (x *rewriter) roles(line string) string {
	return mystRole.ReplaceAllStringFunc(line, func(role string) string {
		m := mystRole.FindStringSubmatch(role)
		text, to := m[2], m[2]
		if t := roleText.FindStringSubmatch(m[2]); t != nil {
			text, to = t[1], t[2]
		}
		escaped := strings.NewReplacer("[", `\[`, "]", `\]`).Replace(text)
		switch m[1] {
		case "doc", "download":
			return "[" + escaped + "](<" + to + ">)"
		case "ref", "numref":
			if id := strings.ReplaceAll(to, "/", "-"); x.targets[id] {
				return "[" + escaped + "](#" + id + ")"
			}
			return strings.NewReplacer("*", `\*`, "_", `\_`, "`", "").Replace(text)
		case "term", "abbr", "sub", "sup", "subscript", "superscript", "eq", "cite", "cite:p", "cite:t", "guilabel", "menuselection":
			return strings.NewReplacer("*", `\*`, "_", `\_`).Replace(text)
		case "octicon", "fas", "fab", "far", "fa", "material-regular", "material-outlined", "material-round", "material-sharp":
			return ""
		case "math":
			return "$" + m[2] + "$"
		}
		return "`" + strings.TrimPrefix(text, "~") + "`"
	})
}

// report reports what has been left out or is shown as code.
func (x *rewriter) report(above int) {
	if len(x.leftout) == 0 {
		return
	}
	const most = 5
	names, count := slices.Sorted(maps.Keys(x.leftout)), 0
	for _, n := range x.leftout {
		count += n
	}
	list := strings.Join(names[:min(len(names), most)], ", ")
	if rest := len(names) - most; rest > 0 {
		list += fmt.Sprintf(" ほか %d", rest)
	}
	x.t.found = append(x.t.found, diagnostic.Diagnostic{
		Severity: x.t.severity(), Code: "foreign-left-out", Span: diagnostic.At(x.path, above+x.first+1, 1),
		Message:    fmt.Sprintf("ほかの道具の命令は動きません（%dか所: %s）。中の文だけを出します。", count, list),
		Suggestion: "要るものは、Markdownかブロックで書き直してください。",
	})
}
