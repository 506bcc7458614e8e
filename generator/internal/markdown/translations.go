package markdown

import (
	"bytes"
	"cmp"
	"path"
	"regexp"
	"slices"
	"strings"

	"shirube/generator/internal/markdown/directives"
)

// translate writes a well-known tag in Markdown; false for one that is not known, or says too little.
func (x *translator) translate(g *foreignTag, isAlone bool) bool {
	switch {
	case g.source != nil && g.family == component && g.source[0] == '{': // {/* remark */}
		x.isDone = x.isDone || isAlone
		return true
	case g.family == value:
		return x.value(g)
	case g.isEnd:
		return x.end(g)
	}
	switch g.name {
	case "raw":
		return x.raw(g)
	case "comment":
		return x.skip(g)
	case "capture", "for":
		x.count(g, false)
		return x.skip(g)
	case "set": // of Nunjucks: a text for a snippet, most often code
		return x.hasEnd(g) && x.fence(g)
	case "highlight", "code-toggle":
		return x.fence(g)
	case "title":
		return g.family == inclusion
	case "include", "rustdoc_include", "playground", "readfile", "include_relative":
		return x.include(g, isAlone)
	case "ref", "relref", "post_url", "link":
		return x.address(g)
	case "figure", "img", "image", "resize_image", "imgproc":
		return x.picture(g, isAlone)
	case "youtube", "youtubeiframe", "vimeo":
		return x.video(g)
	case "badge":
		return x.inline(g.get("text", "content", "0"))
	case "icon", "br":
		return true
	case "card", "linkcard", "linkbutton", "button":
		return x.card(g, isAlone)
	case "folder", "file":
		return x.file(g)
	}
	return x.container(g, isAlone)
}

// inline adds text to a sentence; false for none.
func (x *translator) inline(text string) bool {
	x.add([]byte(text))
	return text != ""
}

// container begins a block, or leaves out a tag that only arranges what is in it.
func (x *translator) container(g *foreignTag, isAlone bool) bool {
	switch g.name {
	case "steps", "step", "cards", "cardgrid", "cardgroup", "filetree", "container", "fragment", "columns", "column", "row", "col",
		"grid", "section", "div", "intro", "recap", "youwilllearn", "learnmore", "details-body", "center", "":
		x.depth, x.isDone = 0, x.isDone || isAlone
		return true
	case "tabs", "tabgroup", "tabpane", "codegroup", "tabbed":
		x.pane = ""
		if g.name == "tabpane" && bytes.HasPrefix(g.source, []byte("{{<")) && g.get("text") != "true" { // code, as in Docsy
			x.pane = cmp.Or(g.get("lang"), "text")
		}
		x.labels = nil
		if items := g.get("items"); items != "" {
			x.labels = strings.Split(strings.Trim(items, "[]"), ",")
		}
		x.isDone = x.isDone || isAlone
		return true
	}
	line := x.opening(g)
	if line == "" {
		return false
	}
	if g.name == "tab" && x.pane != "" && x.hasEnd(g) && !g.isWhole && g.get("text") != "true" {
		x.block(line)
		g.values = []string{cmp.Or(g.get("lang"), x.pane)}
		isCode := x.fence(g)
		x.block(":::")
		return isCode
	}
	if x.hasEnd(g) && !g.isWhole {
		x.open = append(x.open, g.name)
		x.block(line)
		return true
	}
	if text := g.get("text", "content", "0"); text != "" && strings.ContainsAny(text, " 。、") {
		x.block(line, text, ":::")
		return true
	}
	return false
}

// opening returns the first line of the block that a tag begins; empty for none.
func (x *translator) opening(g *foreignTag) string {
	title := g.get("title", "summary", "heading", "label")
	switch g.name {
	case "details", "expand", "collapse", "accordion", "accordionitem", "deepdive", "solution", "spoiler":
		return labelled("details", cmp.Or(title, g.get("0")))
	case "tab", "tabitem", "tabpanel":
		title = cmp.Or(g.get("label", "name", "title", "header", "value", "0"), x.nextLabel())
		return labelled("tab", cmp.Or(title, "–"))
	case "alert", "callout", "admonition", "aside", "notice", "hint", "message", "box":
		kind := g.get("type", "kind", "color", "status", "variant", "level", "context", "0")
		return labelled(x.aside(kind), cmp.Or(title, g.get("1")))
	}
	if name := x.aside(g.name); name != "note" || g.name == "note" {
		return labelled(name, title)
	}
	return ""
}

func (x *translator) nextLabel() string {
	if len(x.labels) == 0 {
		return ""
	}
	label := strings.Trim(x.labels[0], ` "'`)
	x.labels = x.labels[1:]
	return label
}

// aside returns the block for a kind of remark; note for an unknown one.
func (x *translator) aside(kind string) string {
	kind = strings.ToLower(kind)
	others := directives.OtherAsides()
	for word, name := range map[string]string{
		"pitfall": "warning", "warn": "warning", "wip": "warning", "deprecated": "warning", "canary": "note", "primary": "note",
	} {
		others[word] = name
	}
	asides := []string{"note", "tip", "info", "important", "warning", "caution", "danger"}
	if slices.Contains(asides, kind) {
		return kind
	}
	return cmp.Or(others[kind], "note")
}

func labelled(name, title string) string {
	title = strings.Map(func(r rune) rune {
		if strings.ContainsRune("[]\n\r", r) {
			return -1
		}
		return r
	}, title)
	if title == "" {
		return ":::" + name
	}
	return ":::" + name + "[" + title + "]"
}

// end ends the block of a tag.
func (x *translator) end(g *foreignTag) bool {
	last := len(x.open) - 1
	i := last
	for i >= 0 && g.name != "" && x.open[i] != g.name {
		i--
	}
	switch {
	case g.name == "folder" && x.depth > 0:
		x.depth--
	case i >= 0:
		for range last - i + 1 {
			x.block(":::")
		}
		x.open = x.open[:i]
	}
	x.isDone = x.isDone || x.isBare()
	return true
}

// raw adds what a command keeps from being read.
func (x *translator) raw(g *foreignTag) bool {
	lines, ok := x.until(g)
	for i, line := range lines {
		if i > 0 {
			x.isDone = x.isDone || i == 1 && x.isBare()
			x.flush()
			x.at++
		}
		x.add(line)
		if i > 0 && i < len(lines)-1 && len(line) == 0 {
			x.out = append(x.out, numberedLine{x.at, []byte("\n")})
		}
	}
	return ok
}

// skip leaves out what is between a tag and its end.
func (x *translator) skip(g *foreignTag) bool {
	lines, ok := x.until(g)
	x.at += max(len(lines)-1, 0)
	x.isDone = x.isDone || x.isBare()
	return ok
}

// fence makes a block of code.
func (x *translator) fence(g *foreignTag) bool {
	lines, ok := x.until(g)
	if !ok {
		return false
	}
	language := g.get("lang", "language", "0")
	switch g.name {
	case "code-toggle":
		language = "yaml"
	case "set":
		language = ""
	}
	mark := "```"
	for bytes.Contains(bytes.Join(lines, nil), []byte(mark)) {
		mark += "`"
	}
	x.block("", mark+language) // HTML above ends at an empty line
	for i, line := range lines {
		if isEdge := i == 0 || i == len(lines)-1; !isEdge || len(bytes.TrimSpace(line)) > 0 {
			x.block(string(line))
		}
		if i > 0 {
			x.at++
		}
	}
	x.block(mark)
	return true
}

// include puts an ::include line for a file of the content.
func (x *translator) include(g *foreignTag, isAlone bool) bool {
	name := strings.TrimPrefix(cmp.Or(g.get("file", "path", "src"), g.get("0")), "./")
	if g.family == inclusion {
		name, _, _ = strings.Cut(strings.TrimSpace(g.inner), " ")
	}
	file := x.fileNear(name)
	if file == "" || !isAlone {
		return false
	}
	x.block("::include[/" + file + "]")
	return true
}

// fileNear returns the path of a file of the content that a page names; empty for none.
func (x *translator) fileNear(name string) string {
	if x.t.files == nil || name == "" {
		return ""
	}
	top, _, _ := strings.Cut(x.path, "/")
	_, below, _ := strings.Cut(name, "/") // docs/… where docs is the content
	for _, candidate := range []string{path.Join(path.Dir(x.path), name), path.Clean("/" + name)[1:], path.Join(top, name), path.Clean("/" + below)[1:]} {
		if _, err := x.t.files.Read(candidate); err == nil {
			return candidate
		}
	}
	return ""
}

// includeCode adds the lines of a file to a block of code, as mdBook does: file, file:first:last.
func (x *translator) includeCode(written string, indent []byte) bool {
	name, lines, _ := strings.Cut(written, ":")
	file := x.fileNear(name)
	if file == "" || strings.Trim(lines, "0123456789:") != "" {
		return false
	}
	text, _ := x.t.files.Read(file)
	if len(text) > largestIncluded {
		return false
	}
	all := bytes.Split(bytes.TrimSuffix(text, []byte("\n")), []byte("\n"))
	if from, to, ok := lineRange(strings.ReplaceAll(lines, ":", "-"), len(all)); lines != "" && ok {
		all = all[from-1 : to]
	}
	for _, line := range all {
		x.out = append(x.out, numberedLine{x.at, append(append(bytes.Clone(indent), line...), '\n')})
	}
	return true
}

// address adds the path that a link to a page has.
func (x *translator) address(g *foreignTag) bool {
	to := g.get("path", "0")
	switch {
	case g.family == command && g.name == "post_url":
		to = "/_posts/" + to + ".md"
	case g.family == command && to != "":
		to = "/" + strings.TrimPrefix(to, "/")
	}
	return x.inline(strings.ReplaceAll(to, " ", "%20"))
}

var quotedPath = regexp.MustCompile(`["'](\.{0,2}/[^"']+)["']`)

// picture adds a picture, with a caption where it is alone on its line.
func (x *translator) picture(g *foreignTag, isAlone bool) bool {
	source := g.get("src", "path", "file", "url", "link", "0")
	if m := quotedPath.FindStringSubmatch(g.inner); source == "" && m != nil { // src={require("./a.png")}
		source = m[1]
	}
	if source == "" {
		return false
	}
	caption := strings.ReplaceAll(g.get("caption", "title"), `"`, "”")
	text := "![" + strings.Trim(cmp.Or(g.get("alt"), caption), "[]") + "](<" + strings.Trim(source, "<>") + ">"
	if caption != "" && isAlone {
		text += ` "` + caption + `"`
	}
	if !isAlone {
		return x.inline(text + ")")
	}
	x.block("", text+")", "")
	return true
}

// video adds a link to a video.
func (x *translator) video(g *foreignTag) bool {
	id := g.get("id", "0")
	if id == "" || strings.ContainsAny(id, "()<> ") {
		return false
	}
	if g.name == "vimeo" {
		return x.inline("[Vimeo](https://vimeo.com/" + id + ")")
	}
	return x.inline("[YouTube](https://www.youtube.com/watch?v=" + id + ")")
}

// card adds a link, or the title of what follows.
func (x *translator) card(g *foreignTag, isAlone bool) bool {
	title, to := g.get("title", "text", "0"), g.get("href", "link", "url", "to")
	title = strings.Trim(title, "[]")
	isButton := g.name == "linkbutton" || g.name == "button"
	switch {
	case isButton && to != "" && title == "" && x.hasEnd(g):
		rest := x.text[x.pos:]
		end := bytes.Index(rest, []byte("</"))
		if g.family != component || end < 0 || end > longestTag || bytes.ContainsAny(rest[:end], "<\n") {
			return false
		}
		x.pos += end
		return x.inline("[" + string(bytes.TrimSpace(rest[:end])) + "](<" + to + ">)")
	case title == "":
		return false
	case to == "":
		x.block("", "**"+title+"**", "")
		return true
	case isButton && !isAlone:
		return x.inline("[" + title + "](<" + to + ">)")
	case x.hasEnd(g) && !g.isWhole && g.family == component:
		x.block("", "**["+title+"](<"+to+">)**", "")
		return true
	}
	line := "* [" + title + "](<" + to + ">)"
	if more := g.get("description", "subtitle"); more != "" {
		line += " – " + more
	}
	x.current = nil
	x.block(line)
	return true
}

// file adds a line to a tree of files.
func (x *translator) file(g *foreignTag) bool {
	name := g.get("name", "0")
	x.current = nil
	x.block(strings.Repeat("  ", x.depth) + "- `" + strings.ReplaceAll(name, "`", "") + "`")
	if g.name == "folder" && !g.isWhole && x.depth < maxDirective {
		x.depth++
	}
	return true
}

var (
	literalValue = regexp.MustCompile(`^(?:"([^"]*)"|'([^']*)')\s*(?:\|\s*(relative_url|absolute_url|prepend:\s*site\.baseurl|url|safeHTML)\s*)*$`)
	emptyValue   = regexp.MustCompile(`^(?:site\.(?:baseurl|url|base_url|github\.url)|base_path|base_url)$`)
)

// value adds the value of an expression, where the page itself has it.
func (x *translator) value(g *foreignTag) bool {
	inner := strings.Trim(string(g.source[2:len(g.source)-2]), " \t\n-")
	if m := literalValue.FindStringSubmatch(inner); m != nil {
		return x.inline(m[1] + m[2])
	}
	if emptyValue.MatchString(inner) {
		if !bytes.HasPrefix(x.after(), []byte("/")) && !bytes.HasPrefix(x.after(), []byte("{")) {
			x.add([]byte("/"))
		}
		return true
	}
	if inner == "page.title" && x.t.doc.Front.Title != "" {
		return x.inline(x.t.doc.Front.Title)
	}
	switch g.name { // of Zola
	case "youtube", "vimeo":
		return x.video(g)
	case "resize_image", "image", "img", "figure":
		return x.picture(g, false)
	}
	return false
}
