package markdown

import (
	"bytes"
	"regexp"
	"strings"
)

// What DocFX writes: :::image source="a.png" alt-text="…":::, > [!div class="…"], [!INCLUDE [title](file)].

// quotedAlert is the first line of a remark in a quotation.
var quotedAlert = regexp.MustCompile(`^> ?\[!\w+\]`)

var (
	docFXBlock   = regexp.MustCompile(`^([ \t>]*):::[ \t]*(image|row|column|zone|moniker|code|video)(-end)?\b([^:]*(?::[^:]+)*?)(:::)?[ \t\r]*$`)
	docFXNoLoc   = regexp.MustCompile(`:::no-loc text="([^"]*)":::`)
	docFXDiv     = regexp.MustCompile(`^([ \t>]*)\[!div\b[^\]]*\][ \t\r]*$`)
	docFXVideo   = regexp.MustCompile(`^([ \t>]*)\[!VIDEO[ \t]+(\S+?)\][ \t\r]*$`)
	docFXInclude = regexp.MustCompile(`^([ \t>]*)\[!INCLUDE[ \t]*\[([^\]]*)\]\(([^)\s]+)\)\][ \t\r]*$`)
	docFXCode    = regexp.MustCompile(`^([ \t>]*)\[!(?:code|notebook)[\w-]*[ \t]*\[([^\]]*)\]\(([^)\s]+)\)\][ \t\r]*$`)
)

// docFX rewrites a line of DocFX.
func (x *rewriter) docFX(line []byte) bool {
	if bytes.Contains(line, []byte(":::no-loc")) {
		line = docFXNoLoc.ReplaceAll(line, []byte("$1"))
		x.lines[x.at] = line
	}
	if m := docFXBlock.FindSubmatch(line); m != nil && (len(m[5]) > 0 || len(m[3]) > 0 || string(m[2]) == "moniker") {
		return x.docFXBlock(m)
	}
	if !bytes.Contains(line, []byte("[!")) {
		return false
	}
	if x.at > 0 && string(bytes.TrimSpace(x.lines[x.at-1])) == ">" && quotedAlert.Match(line) {
		x.lines[x.at-1] = nil // one remark below another
	}
	if m := docFXDiv.FindSubmatch(line); m != nil {
		x.set(x.at, m[1], blank)
	} else if m := docFXVideo.FindSubmatch(line); m != nil {
		x.set(x.at, m[1], "<"+string(m[2])+">")
	} else if m := docFXInclude.FindSubmatch(line); m != nil {
		x.docFXFile(m[1], string(m[3]), "[!INCLUDE]")
	} else if m := docFXCode.FindSubmatch(line); m != nil {
		x.docFXFile(m[1], string(m[3]), "[!code]")
	} else {
		return false
	}
	return true
}

// docFXBlock rewrites a line between colons: a picture, code from a file, or the beginning or end of what only arranges.
func (x *rewriter) docFXBlock(m [][]byte) bool {
	values := make(map[string]string)
	for _, a := range attribute.FindAllSubmatch(m[4], -1) {
		values[string(a[1])] = string(a[2]) + string(a[3]) + string(a[4])
	}
	switch name := string(m[2]); {
	case name == "image" && values["source"] != "":
		alt := strings.NewReplacer("[", "", "]", "").Replace(values["alt-text"])
		x.set(x.at, m[1], "!["+alt+"](<"+values["source"]+">)")
	case name == "video" && values["source"] != "":
		x.set(x.at, m[1], "<"+values["source"]+">")
	case name == "code" && values["source"] != "":
		x.docFXFile(m[1], values["source"], ":::code")
	default:
		x.set(x.at, m[1], blank)
	}
	return true
}

// docFXFile rewrites a line that inserts a file; one that the content lacks is left out.
func (x *rewriter) docFXFile(indent []byte, name, what string) {
	name = strings.TrimPrefix(strings.TrimPrefix(name, "~/"), "./")
	finder := translator{t: x.t, path: x.path}
	if file := finder.fileNear(name); file != "" {
		x.set(x.at, indent, "::include[/"+file+"]")
		return
	}
	x.leaveOut(what)
	x.set(x.at, indent, blank)
}
