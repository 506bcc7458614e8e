package markdown

import (
	"cmp"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"shirube/generator/internal/htmlscan"
)

// HTML in a page is tokenized and serialized again from the elements and attributes of the lists below, with
// addresses that are resolved like those of Markdown, and always balanced within the Markdown block around it. Nothing
// of it can run, be styled to hide something, or end what the page itself has opened.

// A place says where an element may stand.
type place uint8

const (
	phrasing place = iota + 1 // in running text
	flow                      // between blocks
	inside                    // only in certain elements, between blocks
)

// htmlElements are the elements that pages may have, by name.
var htmlElements = map[string]place{
	"a": phrasing, "abbr": phrasing, "b": phrasing, "bdi": phrasing, "bdo": phrasing, "br": phrasing, "cite": phrasing,
	"code": phrasing, "del": phrasing, "dfn": phrasing, "em": phrasing, "i": phrasing, "img": phrasing, "ins": phrasing,
	"kbd": phrasing, "mark": phrasing, "q": phrasing, "rp": phrasing, "rt": phrasing, "ruby": phrasing, "s": phrasing,
	"samp": phrasing, "small": phrasing, "span": phrasing, "strong": phrasing, "sub": phrasing, "sup": phrasing,
	"time": phrasing, "u": phrasing, "var": phrasing, "wbr": phrasing,
	"blockquote": flow, "details": flow, "div": flow, "dl": flow, "figure": flow, "h1": flow, "h2": flow, "h3": flow,
	"h4": flow, "h5": flow, "h6": flow, "hr": flow, "ol": flow, "p": flow, "pre": flow, "table": flow, "ul": flow,
	"caption": inside, "col": inside, "colgroup": inside, "dd": inside, "dt": inside, "figcaption": inside, "li": inside,
	"summary": inside, "tbody": inside, "td": inside, "tfoot": inside, "th": inside, "thead": inside, "tr": inside,
}

// htmlNames are elements that are written as others, since they are obsolete or belong to the theme.
var htmlNames = map[string]string{
	"article": "div", "aside": "div", "center": "div", "footer": "div", "header": "div", "main": "div", "nav": "div",
	"section": "div", "strike": "s", "tt": "code",
}

// htmlPassed are elements without a meaning of their own on a page: what is in them is shown, and nothing is reported.
var htmlPassed = []string{"big", "body", "font", "html", "label", "picture", "source"}

// htmlDropped are elements that are left out with all that is in them.
var htmlDropped = []string{
	"applet", "audio", "canvas", "embed", "frameset", "head", "iframe", "math", "noembed", "noframes", "noscript", "object",
	"option", "script", "select", "style", "svg", "template", "textarea", "title", "video", "xmp",
}

// htmlEnds are the open elements that a start tag ends, as browsers do.
var htmlEnds = map[string][]string{
	"li": {"li"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}, "td": {"td", "th"}, "th": {"td", "th"}, "tr": {"td", "th", "tr"},
	"tbody": {"td", "th", "tr", "tbody", "thead", "tfoot"}, "thead": {"tbody", "tfoot"}, "tfoot": {"td", "th", "tr", "tbody", "thead"},
}

// mostOpenHTML is how many elements of HTML may be open in one another.
const mostOpenHTML = 100

// An openHTML is an element of HTML that is open.
type openHTML struct {
	name string // as the page has it
	end  string // what closes it
}

// safeHTML writes a piece of HTML that parent holds.
func (w *writer) safeHTML(parent ast.Node, piece *spread) {
	html := piece.text
	scan := htmlscan.New(html)
	for t := scan.Next(); t.Kind != htmlscan.End; t = scan.Next() {
		at := piece.offset(t.Start)
		switch name := string(t.Name); {
		case t.Kind == htmlscan.Text:
			w.htmlText(html[t.Start:t.End])
		case t.Kind == htmlscan.Close:
			w.closeHTML(parent, name)
		case t.Kind != htmlscan.Start || slices.Contains(htmlPassed, name):
		case slices.Contains(htmlDropped, name):
			w.task.refuseHTML("<"+name+">", at)
			w.elsewhere(parent, t, at)
			scan.Skip(t)
		case name == "input" && isCheckbox(t):
			_, checked := t.Attribute("checked")
			w.checkbox(checked)
		case name == "h1" && w.task.htmlTitle != "" && htmlTextOf(nearHTML(html[t.End:]), name) == w.task.htmlTitle:
			w.task.htmlTitle = "" // the theme shows it
			scan.Skip(t)
		default:
			w.startHTML(parent, t, at, html[t.End:])
		}
	}
}

func isCheckbox(t htmlscan.Token) bool {
	kind, _ := t.Attribute("type")
	return strings.EqualFold(kind, "checkbox")
}

// htmlText writes text with its character references as they are.
func (w *writer) htmlText(text []byte) {
	letters, _, _ := inspect(text)
	w.task.doc.Letters += letters
	for _, c := range text {
		switch c {
		case '<':
			w.HTML("&lt;")
		case '>':
			w.HTML("&gt;")
		case 0:
			w.HTML("\ufffd")
		default:
			w.html = append(w.html, c)
		}
	}
}

// startHTML writes a start tag, or leaves it out where the page may not have it. Rest is the HTML behind it.
func (w *writer) startHTML(parent ast.Node, t htmlscan.Token, at int, rest []byte) {
	name := string(t.Name)
	as := cmp.Or(htmlNames[name], name)
	where, known := htmlElements[as]
	switch {
	case !known || len(w.openHTML[parent]) == mostOpenHTML:
		w.task.refuseHTML("<"+name+">", at)
		return
	case where != phrasing && isRunning(parent):
		return
	case as == "img":
		w.htmlImage(parent, t, at)
		return
	}
	if where != phrasing {
		w.endHTML(parent, append(htmlEnds[as], "p"), where == flow)
	}
	tag := w.htmlTag(as, t)
	switch {
	case as == "table":
		w.HTML(`<div class="table" role="region" tabindex="0" aria-label="`)
		w.Text(w.tableLabel(htmlTableName(nearHTML(rest))))
		w.HTML(`">`)
	case isHTMLHeading(as):
		tag = "h" + strconv.Itoa(w.task.level(int(as[1]-'0')))
	}
	w.HTML("<" + tag)
	w.htmlAttributes(name, t, at)
	w.HTML(">")
	end := "</" + tag + ">"
	if as == "table" {
		end += "</div>"
	}
	switch {
	case htmlscan.IsVoid([]byte(as)):
	case t.HasSlash(): // as in XHTML and JSX
		w.HTML(end)
	default:
		w.openHTML[parent] = append(w.openHTML[parent], openHTML{name, end})
	}
}

// htmlTag returns the element that a tag is written as: a link without an address is no link.
func (w *writer) htmlTag(as string, t htmlscan.Token) string {
	if _, ok := t.Attribute("href"); as == "a" && !ok {
		return "span"
	}
	return as
}

// isRunning reports whether a node holds running text, in which no block may stand.
func isRunning(n ast.Node) bool {
	switch n.Kind() {
	case ast.KindParagraph, ast.KindHeading, east.KindDefinitionTerm:
		return true
	}
	return n.Type() == ast.TypeInline
}

// endHTML closes open elements of these names at the end of those that parent has open. Before a block, what holds only
// running text ends too.
func (w *writer) endHTML(parent ast.Node, names []string, isBlock bool) {
	open := w.openHTML[parent]
	for len(open) > 0 {
		last := open[len(open)-1]
		if !slices.Contains(names, last.name) && !(isBlock && isHTMLHeading(last.name)) {
			break
		}
		w.HTML(last.end)
		open = open[:len(open)-1]
	}
	w.openHTML[parent] = open
}

// closeHTML writes an end tag, and those of what is still open in its element. An end tag of nothing is left out.
func (w *writer) closeHTML(parent ast.Node, name string) {
	open := w.openHTML[parent]
	at := len(open) - 1
	for at >= 0 && open[at].name != name {
		at--
	}
	if at >= 0 {
		w.closeFrom(parent, at)
	}
}

func (w *writer) closeFrom(parent ast.Node, first int) {
	open := w.openHTML[parent]
	for i := len(open) - 1; i >= first; i-- {
		w.HTML(open[i].end)
	}
	w.openHTML[parent] = open[:first]
}

// htmlAttributes writes the attributes of a tag that pages may have.
func (w *writer) htmlAttributes(element string, t htmlscan.Token, at int) {
	seen := make(map[string]bool)
	for a := range t.Attributes() {
		name, value := string(a.Name), a.Text()
		switch {
		case seen[name]:
		case name == "style" || strings.HasPrefix(name, "on"):
			w.task.refuseHTML(name+"=", at)
		case name == "id" || name == "name" && element == "a":
			w.htmlID(value, seen)
		case name == "href" && element == "a":
			w.linkHole(strings.TrimSpace(value), false, at)
		case isHTMLAttribute(element, name, value):
			w.HTML(" " + name + `="`)
			w.Text(value)
			w.HTML(`"`)
		}
		seen[name] = true
	}
	if _, ok := t.Attribute("align"); element == "center" && !ok {
		w.HTML(` align="center"`)
	}
}

// htmlID gives an element an id that no other has.
func (w *writer) htmlID(id string, seen map[string]bool) {
	if id == "" || strings.ContainsAny(id, " \t\r\n\f") || seen["id"] || seen["name"] || w.task.doc.ids[id] {
		return
	}
	w.task.doc.ids[id] = true
	w.HTML(` id="`)
	w.Text(id)
	w.HTML(`"`)
}

// isHTMLAttribute reports whether a page may have an attribute with this value.
func isHTMLAttribute(element, name, value string) bool {
	number, err := strconv.Atoi(value)
	isCount := err == nil && number >= 0 && number <= 1000
	switch name {
	case "title", "lang":
		return true
	case "dir":
		return slices.Contains([]string{"ltr", "rtl", "auto"}, value)
	case "align":
		return slices.Contains([]string{"left", "center", "right"}, strings.ToLower(value)) && htmlElements[cmp.Or(htmlNames[element], element)] != phrasing
	case "open":
		return element == "details"
	case "colspan", "rowspan":
		return isCount && (element == "td" || element == "th")
	case "span":
		return isCount && (element == "col" || element == "colgroup")
	case "scope":
		return element == "th" && slices.Contains([]string{"col", "row", "colgroup", "rowgroup"}, value)
	case "start", "value":
		return err == nil && (element == "ol" || element == "li")
	case "type":
		return element == "ol" && len(value) == 1 && strings.Contains("1aAiI", value)
	case "reversed":
		return element == "ol"
	case "datetime":
		return element == "time" || element == "ins" || element == "del"
	}
	return false
}

// htmlImage writes a picture like one of Markdown. The size that the page gives it is kept.
func (w *writer) htmlImage(parent ast.Node, t htmlscan.Token, at int) {
	src, _ := t.Attribute("src")
	src = strings.TrimSpace(src)
	alt, _ := t.Attribute("alt")
	if isElsewhere([]byte(src)) {
		w.addressElsewhere(src, alt, at, true, w.isInLink(parent))
		return
	}
	w.HTML("<img")
	w.linkHole(src, true, at)
	link := &w.task.doc.Links[len(w.task.doc.Links)-1]
	link.Width, link.Height = pixels(t, "width"), pixels(t, "height")
	w.HTML(` alt="`)
	w.Text(alt)
	w.HTML(`"`)
	w.htmlAttributes("img", t, at)
	w.HTML(">")
}

// pixels returns an attribute that is a number of pixels; 0 where it is none.
func pixels(t htmlscan.Token, name string) int {
	value, _ := t.Attribute(name)
	n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(value), "px"))
	if err != nil || n < 0 || n > 10_000 {
		return 0
	}
	return n
}

// elsewhere leads to what an element that is left out would show.
func (w *writer) elsewhere(parent ast.Node, t htmlscan.Token, at int) {
	src, _ := t.Attribute("src")
	address, err := url.Parse(strings.TrimSpace(src))
	name := string(t.Name)
	if err != nil || src == "" || name != "iframe" && name != "video" && name != "audio" || w.isInLink(parent) {
		return
	}
	title, _ := t.Attribute("title")
	if isElsewhere([]byte(src)) {
		w.addressElsewhere(address.String(), cmp.Or(title, strings.TrimPrefix(address.Host, "www.")+address.Path), at, false, false)
		return
	}
	w.HTML("<a")
	w.linkHole(address.String(), false, at)
	w.HTML(">")
	w.Text(cmp.Or(title, path.Base(address.Path)))
	w.HTML("</a>")
}

// isInLink reports whether what is written now is in a link.
func (w *writer) isInLink(n ast.Node) bool {
	for ; n != nil; n = n.Parent() {
		if n.Kind() == ast.KindLink || slices.ContainsFunc(w.openHTML[n], func(o openHTML) bool { return o.end == "</a>" }) {
			return true
		}
	}
	return false
}
