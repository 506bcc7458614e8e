package markdown

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// A wikiLink node is a link by the name of a file: [[page]], [[page#heading|text]], ![[picture.png]].
type wikiLink struct {
	ast.BaseInline
	destination, label string
	isPicture          bool
}

var kindWikiLink = ast.NewNodeKind("WikiLink")

// Kind implements ast.Node.
func (*wikiLink) Kind() ast.NodeKind { return kindWikiLink }

// Dump implements ast.Node.
func (l *wikiLink) Dump(source []byte, level int) { ast.DumpHelper(l, source, level, nil, nil) }

// wikiLinkParser reads links in double brackets.
type wikiLinkParser struct{}

// longestWikiLink is how many bytes such a link may have.
const longestWikiLink = 500

// Trigger implements parser.InlineParser.
func (wikiLinkParser) Trigger() []byte { return []byte{'[', '!'} }

// Parse implements parser.InlineParser. What CommonMark reads as a link stays one.
func (wikiLinkParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	isEmbed := line[0] == '!'
	rest := line
	if isEmbed {
		rest = line[1:]
	}
	if !bytes.HasPrefix(rest, []byte("[[")) {
		return nil
	}
	written, behind, found := bytes.Cut(rest[2:min(len(rest), longestWikiLink)], []byte("]]"))
	if !found || len(written) == 0 || bytes.ContainsAny(written, "[]\n`") || isLinkBehind(behind) {
		return nil
	}
	if block.PrecendingCharacter() == '[' || bytes.HasPrefix(behind, []byte("]")) {
		return nil
	}
	if _, isReference := pc.Reference(util.ToLinkReference(written)); isReference ||
		isEmbed && bytes.Contains(block.Source(), []byte("[["+string(written)+"]]:")) {
		return nil
	}
	l := newWikiLink(strings.ReplaceAll(string(written), `\|`, "|"))
	if l == nil {
		return nil
	}
	l.isPicture = isEmbed && isPictureName(l.destination)
	if isEmbed && !l.isPicture {
		taskOf(pc).reportCounted("embed-page", segment.Start, "ほかのページやファイルは、中に表示できません。リンクにします。", "中身を写すか、! を消してください。")
	}
	block.Advance(len(line) - len(rest) + len(written) + len("[[]]"))
	return l
}

// isLinkBehind reports whether brackets are the text of a link, or the name of one: [[a]](b), [[a]][b], [[a]]: b.
func isLinkBehind(behind []byte) bool {
	if len(behind) == 0 || bytes.IndexByte([]byte("(:["), behind[0]) < 0 {
		return false
	}
	address := bytes.TrimLeft(behind[1:], " ")
	return behind[0] != ':' || len(address) == 0 || bytes.IndexByte([]byte("/<.#"), address[0]) >= 0 || bytes.HasPrefix(address, []byte("http"))
}

// newWikiLink parses what is between the brackets; it returns nil for what names nothing.
func newWikiLink(written string) *wikiLink {
	name, label, _ := strings.Cut(written, "|")
	name, label = strings.TrimSpace(name), strings.TrimSpace(label)
	page, heading, hasHeading := strings.Cut(name, "#")
	if name == "" || strings.Trim(name, "#") == "" || strings.EqualFold(strings.Trim(name, "_"), "toc") {
		return nil
	}
	heading = heading[strings.LastIndexByte(heading, '#')+1:]
	l := &wikiLink{destination: strings.TrimSpace(page), label: label}
	if hasHeading && heading != "" {
		l.destination += "#" + heading
	}
	switch {
	case label != "":
	case hasHeading && page == "":
		l.label = heading
	case hasHeading:
		l.label = page + " > " + heading
	default:
		l.label = page
	}
	return l
}

func isPictureName(name string) bool {
	return slices.Contains([]string{".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif"}, strings.ToLower(path.Ext(name)))
}

func (w *writer) wikiLink(l *wikiLink, _ []byte) {
	if l.isPicture {
		w.HTML("<img")
		w.linkHole(l.destination, true, offsetOf(l))
		w.HTML(` alt="`)
		if strings.Trim(l.label, "0123456789x") != "" { // else it is a size
			w.Text(l.label)
		}
		w.HTML(`">`)
	} else {
		w.HTML("<a")
		w.linkHole(l.destination, false, offsetOf(l))
		w.HTML(">")
		w.Text(l.label)
		w.HTML("</a>")
	}
	w.task.doc.Links[len(w.task.doc.Links)-1].ByName = true
}
