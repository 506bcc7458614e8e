package content

import (
	"bytes"
	"cmp"
	"fmt"
	"regexp"
	"strings"
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
	Order       float64 // place among the pages of its folder; pages without one follow by path
	Kind        string
	Layout      string
	Date        Date // first published; a later day than today makes a future page
	Updated     Date
	Expires     Date // from this day on the page is left out
	Draft       bool // also where it cannot be read whether the page is to be published
	Tags        []Text
	Keywords    []Keyword
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
	Own         []OwnValue

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
// lines of the file above the body. A byte order mark and CRLF line ends are removed; invalid UTF-8 is an error at its
// position.
func ParsePage(file File, rules PageRules) (front Front, body []byte, line int, found diagnostic.List) {
	strict := rules.Strict
	text, found := PlainText(file)
	front.TitleSpan = diagnostic.InFile(file.Path)
	d := decoder{path: file.Path, line: 1, strict: strict, found: found}
	front.Draft = d.lenient(found)
	blank := 0
	if !strict { // blank lines above, as Zola allows
		trimmed := bytes.TrimLeft(text, "\n")
		if above, _, _, closed := splitFront(trimmed); closed && above != nil && hasKeys(above) {
			blank = len(text) - len(trimmed)
			text, d.line = trimmed, d.line+blank
		}
	}
	if block, lines := openingKeys(text); !strict && lines > 0 {
		d.line = 0
		front.decode(&d, rules, quotedValues(block))
		front.postDate(file.Path)
		return front, text[len(block):], lines, d.found
	}
	block, body, line, ok := splitFront(text)
	line += blank
	switch {
	case !ok && (strict || hasKeys(body[len("---"):])):
		front.withhold(&d, "front-unclosed", "先頭の --- に対応する、終わりの --- がありません。", "ページの設定の最後の行の下に、--- だけの行を書いてください。")
	case !ok || block == nil || !strict && !hasKeys(block) && len(bytes.TrimSpace(block)) > 0:
		front.postDate(file.Path)
		return front, text, 0, d.found // a page may begin with a line of --- that is none of front matter
	case text[0] == '+':
		front.toml(&d, block)
	default:
		front.decode(&d, rules, block)
	}
	front.postDate(file.Path)
	return front, body, line, d.found
}

var keyLine = regexp.MustCompile(`^["']?[^\s#>*:-][^:]{0,60}:(\s|$)|^\{|^[A-Za-z][\w-]*\s*=|^#`)

// hasKeys reports whether the first line of a block that is not empty sets a key, as YAML or TOML do.
func hasKeys(block []byte) bool {
	first, _, _ := bytes.Cut(bytes.TrimLeft(block, " \t\n"), []byte("\n"))
	return keyLine.Match(first)
}

// notPublished follows the message of what keeps a page from being published.
const notPublished = "公開してよいか分からないので、このページは公開しません。"

// lenient makes the findings warnings on a site that is not strict, which then goes on without the
// page. It reports whether there are any.
func (d *decoder) lenient(found diagnostic.List) bool {
	for i := range found {
		if !d.strict && found[i].Severity == diagnostic.Error {
			found[i].Severity = diagnostic.Warning
			found[i].Message += notPublished
		}
	}
	return len(found) > 0
}

// withhold reports why it cannot be known whether the page is to be published. A lenient site goes on
// without the page.
func (f *Front) withhold(d *decoder, code, message, suggestion string) {
	if !d.strict {
		message += notPublished
	}
	d.found = append(d.found, diagnostic.Diagnostic{
		Severity: d.severity(), Code: code, Span: diagnostic.At(d.path, 1, 1), Message: message, Suggestion: suggestion,
	})
	f.Draft = true
}

// publishing makes the page a draft where a setting that decides on its publication was not understood.
func (f *Front) publishing(d *decoder, understood bool) {
	if !understood {
		f.Draft = true
		if !d.strict {
			d.found[len(d.found)-1].Message += notPublished
		}
	}
}

// decode reads YAML. On a lenient site a page whose settings cannot be read is a draft.
func (f *Front) decode(d *decoder, rules PageRules, block []byte) {
	before := len(d.found)
	top := d.root(block)
	if top == nil && !d.strict {
		if plain := quotedValues(block); plain != nil {
			if top = d.root(plain); top != nil {
				d.found = d.found[:before] // every line is a key with a plain text
			}
		}
	}
	if top == nil {
		f.Draft = d.lenient(d.found[before:]) || f.Draft
		return
	}
	d.fields(top, rules.known(), func(key string, value *yaml.Node) bool {
		if key == "layout" {
			d.layout(value, rules, &f.Layout)
			return true
		}
		return f.set(d, key, value) || f.setOwn(d, rules, key, value) || f.setForeign(d, key, value)
	})
	f.Draft = f.Draft || f.draftIsMisspelt(top)
}

var openingKey = regexp.MustCompile(`^(?i:title|authors?|date|description|summary|tags|keywords|category|lang|slug|template|disqus):[ \t]`)

// openingKeys returns the lines of keys that a page begins with and a blank line ends, as MultiMarkdown and MkDocs have
// them, and how many they are; zero where the page begins otherwise.
func openingKeys(text []byte) (block []byte, lines int) {
	if !openingKey.Match(text) {
		return nil, 0
	}
	end := 0
	for line := range bytes.Lines(text) {
		end, lines = end+len(line), lines+1
		if len(bytes.TrimSpace(line)) == 0 {
			return text[:end], lines
		}
		if !plainLine.Match(bytes.TrimRight(line, "\n")) {
			return nil, 0
		}
	}
	return text[:end], lines
}

// looksLikeCode is how a text begins that YAML cannot read as one: a tag of a template, or a mark that it reserves.
var looksLikeCode = regexp.MustCompile("^(?:\\{[#@:/!%{]|[@%`])")

var plainLine = regexp.MustCompile(`^([A-Za-z][\w-]*):[ \t]+(\S.*?)[ \t]*$`)

// quotedValues returns front matter that YAML does not read, such as title: {#each} or title: A: B, with quotes around
// values that need them; nil where a line is anything else than a key with a value.
func quotedValues(block []byte) []byte {
	var quoted []byte
	for line := range bytes.Lines(block) {
		m := plainLine.FindSubmatch(bytes.TrimRight(line, "\n"))
		if m == nil {
			if len(bytes.TrimSpace(line)) > 0 {
				return nil
			}
			quoted = append(quoted, '\n')
			continue
		}
		value := string(m[2])
		if looksLikeCode.MatchString(value) || strings.Contains(value, ": ") && !strings.ContainsAny(value[:1], `"'{[`) {
			value = "'" + strings.ReplaceAll(value, "'", "''") + "'"
		}
		quoted = append(quoted, string(m[1])+": "+value+"\n"...)
	}
	return quoted
}

// PlainText returns a file's text without byte order mark and with LF line ends. Invalid UTF-8 is an error in the list.
func PlainText(file File) ([]byte, diagnostic.List) {
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

// Body returns the body of a Markdown text, and how many lines of front matter are above it.
func Body(text []byte) (body []byte, above int) {
	_, body, above, closed := splitFront(text)
	if !closed {
		return text, 0
	}
	return body, above
}

// invalidAt returns the offset of the first byte that is not UTF-8.
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
func (f *Front) LastChanged() Date { return cmp.Or(f.Updated, f.Date) }

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
	case "draft":
		f.publishing(d, d.flag(n, key, &f.Draft))
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
		f.publishing(d, d.date(n, key, &f.Date))
	case "updated":
		d.date(n, key, &f.Updated)
	case "expires":
		f.publishing(d, d.date(n, key, &f.Expires))
	default:
		return false
	}
	return true
}

func (f *Front) setReference(d *decoder, key string, n *yaml.Node) bool {
	switch key {
	case "tags":
		d.list(n, key, &f.Tags)
	case "keywords":
		d.keywords(n, &f.Keywords)
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

// negated reads a flag that is on by default, and returns whether it is off.
func (d *decoder) negated(n *yaml.Node, key string) bool {
	on := true
	d.flag(n, key, &on)
	return !on
}
