// Package markdown turns a page's Markdown into HTML with holes: places that depend on other
// files (the address of a link, the size of a picture, the value of a figure) stay open until the
// whole site is known. Beside the HTML it returns what other pages and the checks need: headings,
// links, embeds and the structure of questions and steps. It knows nothing of other pages.
//
// The dialect is CommonMark with GitHub's extensions, footnotes, definition lists and the site's
// own blocks (package directives). Goldmark parses.
package markdown

import (
	"bytes"
	"fmt"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
	"shirube/generator/internal/highlight"
	"shirube/generator/internal/markdown/directives"
)

// Options choose the dialect. The zero value is a lenient site without raw HTML and figures.
type Options struct {
	Strict  bool            // unknown directives and refused HTML are errors, not warnings
	RawHTML bool            // pass HTML through
	Allowed content.Allowed // what browsers do not block in that HTML
	// EastAsianEmphasis ends and begins emphasis beside Japanese brackets too, which CommonMark does not.
	EastAsianEmphasis bool

	Figures bool // {{NAME}} quotes a figure; otherwise it is plain text

	Prose bool // fill Document.Prose, for the editors' checks

	Layouts []string // of the theme, beside those that every theme has
	Embeds  []content.Embeddable
	Keys    []content.OwnKey // of front matter, beside those that every site has

	Directives *directives.Set // the site's blocks; nil for those that every site has

	Highlighter *highlight.Highlighter // for blocks of code; nil for one without a cache
}

func (o *Options) rules() content.PageRules {
	return content.PageRules{Strict: o.Strict, Layouts: o.Layouts, Keys: o.Keys}
}

// Words are the few texts that the HTML of a body itself contains, in the page's language.
type Words = directives.Words

// A Parser turns pages into documents. It is safe for concurrent use.
type Parser struct {
	options  Options
	goldmark goldmark.Markdown
	scratch  sync.Pool // of *[]byte, for HTML in the making
}

// New returns a parser for one site.
func New(options Options) *Parser {
	if options.Highlighter == nil {
		options.Highlighter = highlight.New("")
	}
	if options.Directives == nil {
		options.Directives = directives.NewSet(directives.Builtin()...)
	}
	var rendererOptions []renderer.Option
	if options.RawHTML {
		rendererOptions = append(rendererOptions, html.WithUnsafe())
	}
	rendererOptions = append(rendererOptions, renderer.WithNodeRenderers(util.Prioritized(bodyRenderer{}, 100)))
	inline := []util.PrioritizedValue{
		util.Prioritized(emphasisParser{options.EastAsianEmphasis}, 400), util.Prioritized(formulaParser{}, 150),
		util.Prioritized(wikiLinkParser{}, 150), util.Prioritized(emojiParser{}, 160), util.Prioritized(attributeParser{}, 140),
	}
	if options.Figures {
		inline = append(inline, util.Prioritized(figureParser{}, 150))
	}
	return &Parser{options: options, scratch: sync.Pool{New: func() any { return new([]byte) }}, goldmark: goldmark.New(
		goldmark.WithExtensions(
			extension.NewLinkify(extension.WithLinkifyURLRegexp(bareAddress)), extension.Table, extension.Strikethrough, extension.TaskList,
			extension.Footnote, extension.DefinitionList,
		),
		goldmark.WithParserOptions(
			parser.WithHeadingAttribute(),
			parser.WithParagraphTransformers(util.Prioritized(alertParser{}, 50), util.Prioritized(attributeLines{}, 60)),
			parser.WithBlockParsers(
				util.Prioritized(directiveParser{}, 90), util.Prioritized(admonitionParser{}, 91), util.Prioritized(slashParser{}, 92),
				util.Prioritized(formulaBlockParser{}, 93),
			),
			parser.WithInlineParsers(inline...),
			parser.WithASTTransformers(util.Prioritized(transformer{}, 1000)),
		),
		goldmark.WithRendererOptions(rendererOptions...),
	)}
}

// Parse turns one Markdown file into a document. Words are those of the page's language.
// It returns a document for any input; the list has the findings.
func (p *Parser) Parse(file content.File, words *Words) (*Document, diagnostic.List) {
	return p.ParseWith(file, words, nil)
}

// ParseWith is Parse for a page that may include files; nil for none.
func (p *Parser) ParseWith(file content.File, words *Words, files Files) (*Document, diagnostic.List) {
	front, body, line, found := content.ParsePage(file, p.options.rules())
	doc := &Document{PageSummary: &PageSummary{Path: file.Path, Front: front}}
	t := &task{
		options: p.options, words: words, files: files, doc: doc, scratch: &p.scratch,
		position: positions{path: file.Path, text: body, lines: line},
		found:    found,
	}
	t.cutTitleNotes()
	t.run(p.goldmark, t.expand(body))
	return doc, t.found
}

// A task is the state of parsing one page. It is passed through goldmark's parser context and writer, since the
// goldmark pipeline is shared by all pages.
type task struct {
	options      Options
	goldmark     goldmark.Markdown
	words        *Words
	files        Files // nil for none
	doc          *Document
	scratch      *sync.Pool
	position     positions
	found        diagnostic.List
	open         []openDirective // outermost first
	suspects     []int           // offsets of marks that would be emphasis if spaces were around them
	refused      int             // pieces of HTML that have been left out
	refusedKinds []string
	htmlTitle    string              // the heading of level 1 in HTML that is the page's title, until it has been left out
	defined      map[string]bool     // names of links that the page defines; nil until asked for
	cutRows      int                 // rows of tables with more cells than their head
	cutAt        int                 // offset of the first cell that is left out
	blocked      map[string]bool     // kinds of HTML that have been reported as blocked
	refusedAt    int                 // index in found of the finding on them
	isDeep       bool                // directives nested too deeply have been reported
	ids          int                 // made for elements other than headings
	title        *ast.Heading        // the heading that gives the page its title
	lastTwo      int                 // offset of the last line of two colons; -1 for none, 0 where it is not known
	levels       int                 // that headings go down by, since the title is above those of level 1
	counted      map[string]*counted // findings that stand for all of their code, by code
	listed       map[string]bool     // ids of attribute lists; false for those that a heading has too
	// The next $ that may end a formula, and from where on it is the next; behind the line for none.
	formulaFrom, formulaEnd int
}

// taskKey is where goldmark's parser context holds the task.
var taskKey = parser.NewContextKey()

func taskOf(pc parser.Context) *task { return pc.Get(taskKey).(*task) }

func (t *task) run(md goldmark.Markdown, body []byte) {
	t.goldmark = md
	defer func() {
		if r := recover(); r != nil {
			t.report(diagnostic.Error, "markdown-broken", 0, fmt.Sprintf("この文書を解釈できません（%v）。", r), "直前に変えたところを元に戻して、少しずつ試してください。")
		}
	}()
	if offset, what, over := overLimit(body); over {
		t.giveUp(body, offset, what)
		return
	}
	if !t.options.Strict {
		t.findForeign(body)
	}
	t.findUnusedNotes(body)
	ids := newHeadingIDs()
	pc := parser.NewContext(parser.WithIDs(ids))
	pc.Set(taskKey, t)
	root := md.Parser().Parse(text.NewReader(body), parser.WithContext(pc))
	if expandsTooMuch(root, body) {
		t.giveUp(body, 0, "長いアドレスへの参照が多すぎます")
		return
	}
	t.assignIDs(root, body, ids)
	t.extract(root, body)
	if !t.options.RawHTML && bytes.IndexByte(body, '<') >= 0 {
		t.findHTMLTitle(root, body)
	}
	t.placeHeadings()
	if t.options.Prose {
		t.doc.Prose = &Prose{}
		t.collectProse(root, body)
	}
	scratch := t.scratch.Get().(*[]byte)
	w := &writer{task: t, html: (*scratch)[:0], openHTML: make(map[ast.Node][]openHTML)}
	if !t.options.RawHTML && bytes.IndexByte(body, '<') >= 0 {
		placeClosings(root, body)
	}
	if err := md.Renderer().Render(w, body, root); err != nil {
		t.report(diagnostic.Error, "markdown-broken", 0, fmt.Sprintf("この文書をHTMLにできません（%v）。", err), "直前に変えたところを元に戻して、少しずつ試してください。")
	}
	t.reportCut()
	t.doc.html = bytes.Clone(w.html)
	*scratch = w.html
	t.scratch.Put(scratch)
}

// giveUp shows a page that exceeds a limit as plain text.
func (t *task) giveUp(body []byte, offset int, what string) {
	t.report(t.severity(), "page-complex", offset, what+"。このページは、書いたままの文字で出します。", "文書を分けるか、この所を簡単にしてください。")
	t.plain(body)
}

// plain makes the document of a page that cannot be parsed: its source text.
func (t *task) plain(body []byte) {
	w := &writer{task: t}
	w.HTML("<pre>")
	w.Text(string(body))
	w.HTML("</pre>\n")
	t.doc.html = w.html
	if t.options.Prose {
		t.doc.Prose = &Prose{}
	}
}

// report adds a finding at a byte offset of the body.
func (t *task) report(severity diagnostic.Severity, code string, offset int, message, suggestion string) {
	t.found = append(t.found, diagnostic.Diagnostic{
		Severity: severity, Code: code, Span: t.position.span(offset, offset), Message: message, Suggestion: suggestion,
	})
}

// severity is that of mistakes which a site may live with unless it is strict.
func (t *task) severity() diagnostic.Severity {
	if t.options.Strict {
		return diagnostic.Error
	}
	return diagnostic.Warning
}

// offsetOf returns the byte offset of a node, or of the nearest node around it that has one.
func offsetOf(n ast.Node) int {
	for ; n != nil; n = n.Parent() {
		if p := n.Pos(); p >= 0 {
			return p
		}
	}
	return 0
}
