package content

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"shirube/calculator/diagnostic"
)

// A Text is a value of front matter or site.yaml with its place.
type Text struct {
	Value string
	Span  diagnostic.Span
}

// Front is the front matter of a page. The zero value is a page without any.
type Front struct {
	Title       string
	NavTitle    string // shorter title for navigation
	Description string
	Order       int // place among the pages of its folder; pages without one follow by path
	Kind        string
	Layout      string
	Date        Date // first published; a later day than today makes a future page
	Updated     Date
	Expires     Date // from this day on the page is left out
	Draft       bool
	Tags        []Text
	Aliases     []Text // former URLs
	Lang        string
	Image       Text // for Open Graph: a path like a link's
	ImageAlt    string
	Sources     []Text // ids of sources.yaml
	Next        Text   // path of the page that is the next step
	NextText    string
	NoContents  bool // toc: false
	NoIndex     bool // search: false keeps the page out of search engines' and the site's index
	NoPrint     bool // print: false keeps the page out of the document for paper
	Reviewer    string
	Checks      []Waiver // suppressed findings of the editors' checks

	TitleSpan diagnostic.Span // of the title, or of the file
	Quotes    []FrontQuote    // figures in title, nav-title, description and next-text
}

// PageKinds are the values of the key kind; they choose a page's structured data.
func PageKinds() []string { return []string{"article", "faq", "howto", "page"} }

// PageLayouts are the values of the key layout; they choose the template.
func PageLayouts() []string {
	return []string{"default", "home", "section", "sources", "figures", "glossary"}
}

// ParsePage splits a Markdown file into its front matter and its body. Line is the number of
// lines of the file above the body. A byte order mark and CRLF line ends are taken
// away; invalid UTF-8 is an error at its place. With strict, unknown keys and wrong values are
// errors, otherwise warnings.
func ParsePage(file File, strict bool) (front Front, body []byte, line int, found diagnostic.List) {
	text, found := plainText(file)
	front.TitleSpan = diagnostic.InFile(file.Path)
	block, body, line, ok := splitFront(text)
	if !ok {
		found = append(found, diagnostic.Diagnostic{
			Code: "front-unclosed", Span: diagnostic.At(file.Path, 1, 1),
			Message:    "先頭の --- に対応する、終わりの --- がありません。",
			Suggestion: "ページの設定の最後の行の下に、--- だけの行を書いてください。",
		})
		return front, body, line, found
	}
	if block == nil {
		return front, body, line, found
	}
	d := decoder{path: file.Path, line: 1, strict: strict, found: found}
	if text[0] == '+' {
		d.found = append(d.found, diagnostic.Diagnostic{
			Severity: d.severity(), Code: "front-toml", Span: diagnostic.At(file.Path, 1, 1),
			Message: "+++ で囲んだTOMLの設定は読めません。", Suggestion: "--- で囲んだYAML（title: 題名）に書き換えてください。",
		})
	} else if top := d.root(block); top != nil {
		d.fields(top, names(FrontKeys()), func(key string, value *yaml.Node) bool { return front.set(&d, key, value) })
	}
	return front, body, line, d.found
}

// plainText returns the file's text without byte order mark and with LF line ends.
func plainText(file File) ([]byte, diagnostic.List) {
	var found diagnostic.List
	text := bytes.TrimPrefix(file.Bytes, []byte("\uFEFF"))
	if !utf8.Valid(text) {
		at := invalidAt(text)
		position := diagnostic.PositionAt(text, at)
		found = append(found, diagnostic.Diagnostic{
			Code: "not-utf8", Span: diagnostic.At(file.Path, position.Line, position.Column),
			Message:    fmt.Sprintf("UTF-8ではない文字があります（%d バイト目）。", at+1),
			Suggestion: "文字コードをUTF-8にして保存し直してください。",
		})
		text = bytes.ToValidUTF8(text, []byte("\uFFFD"))
	}
	if bytes.IndexByte(text, '\r') >= 0 {
		text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
		text = bytes.ReplaceAll(text, []byte("\r"), []byte("\n"))
	}
	return text, found
}

func invalidAt(text []byte) int {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && size <= 1 {
			return i
		}
		i += size
	}
	return len(text)
}

// splitFront cuts off a block between two lines of --- (or +++) at the very start. It reports
// false where the block is not closed.
func splitFront(text []byte) (block, body []byte, line int, closed bool) {
	first, rest, more := bytes.Cut(text, []byte("\n"))
	fence := bytes.TrimRight(first, " \t")
	if !more || string(fence) != "---" && string(fence) != "+++" {
		return nil, text, 0, true
	}
	lines := 1
	for at := 0; at < len(rest); {
		next, _, _ := bytes.Cut(rest[at:], []byte("\n"))
		lines++
		end := min(at+len(next)+1, len(rest))
		if bytes.Equal(bytes.TrimRight(next, " \t"), fence) {
			return rest[:at], rest[end:], lines, true
		}
		at = end
	}
	return nil, text, 0, false
}

// LastChanged returns the day of the last change, else the day of publication.
func (f *Front) LastChanged() Date {
	if f.Updated.IsZero() {
		return f.Date
	}
	return f.Updated
}

// set stores one key; it reports false for a key it does not know.
func (f *Front) set(d *decoder, key string, n *yaml.Node) bool {
	switch key {
	case "title":
		f.quoting(d, n, key, &f.Title)
		f.TitleSpan = d.span(n)
	case "nav-title":
		f.quoting(d, n, key, &f.NavTitle)
	case "description":
		f.quoting(d, n, key, &f.Description)
	case "order":
		d.number(n, key, &f.Order)
	case "kind":
		d.oneOf(n, key, PageKinds(), &f.Kind)
	case "layout":
		d.oneOf(n, key, PageLayouts(), &f.Layout)
	case "draft":
		d.flag(n, key, &f.Draft)
	case "toc":
		f.NoContents = d.negated(n, key)
	case "search":
		f.NoIndex = d.negated(n, key)
	case "print":
		f.NoPrint = d.negated(n, key)
	case "lang":
		d.text(n, key, &f.Lang)
		d.language(n, f.Lang)
	case "reviewer":
		d.text(n, key, &f.Reviewer)
	default:
		return f.setDate(d, key, n) || f.setReference(d, key, n)
	}
	return true
}

func (f *Front) setDate(d *decoder, key string, n *yaml.Node) bool {
	switch key {
	case "date":
		d.date(n, key, &f.Date)
	case "updated":
		d.date(n, key, &f.Updated)
	case "expires":
		d.date(n, key, &f.Expires)
	default:
		return false
	}
	return true
}

func (f *Front) setReference(d *decoder, key string, n *yaml.Node) bool {
	switch key {
	case "tags":
		d.list(n, key, &f.Tags)
	case "aliases":
		d.list(n, key, &f.Aliases)
	case "sources":
		d.list(n, key, &f.Sources)
	case "image":
		f.Image = d.textAt(n, key)
	case "image-alt":
		d.text(n, key, &f.ImageAlt)
	case "next":
		f.Next = d.textAt(n, key)
	case "next-text":
		f.quoting(d, n, key, &f.NextText)
	case "checks":
		d.waivers(n, &f.Checks)
	default:
		return false
	}
	return true
}

func (d *decoder) textAt(n *yaml.Node, key string) Text {
	t := Text{Span: d.span(n)}
	d.text(n, key, &t.Value)
	return t
}

// negated reads a flag that is on unless it is said to be off.
func (d *decoder) negated(n *yaml.Node, key string) bool {
	on := true
	d.flag(n, key, &on)
	return !on
}
