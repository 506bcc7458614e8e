// Package site links the pages of a site: addresses, the tree of sections, links,
// editions in other languages, tags, and what is published today. All of it is computed
// from the documents by pure functions; nothing is read or written here.
package site

import (
	"cmp"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"shirube/calculator"
	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
	"shirube/generator/internal/markdown"
)

// Input is everything a site is made of.
type Input struct {
	Settings  content.Site
	Sources   []content.Source
	Summaries []*markdown.PageSummary // of all documents, sorted by path
	Nav       []content.NavEntry      // lists of contents of other generators
	Files     []content.Entry         // the files that are no pages, sorted by path
	Calc      *calculator.Set         // calculators and figures; nil for a site without any
	Today     content.Date
	Drafts    bool // publish drafts
	Preview   bool // publish drafts, future and expired pages, marked
	// FolderName is the name of the content folder, for a site without a title.
	FolderName string
	// Changed maps the path of a file to the day of its last change; nil without git-dates.
	Changed map[string]content.Date
}

// A Site is the linked whole. It must not be changed once Link has returned it.
type Site struct {
	Settings  content.Site
	Sources   []content.Source
	Pages     []*Page // every published page, sorted by path
	Home      *Page   // start page of the main language
	Menu      []*Page // main navigation
	RootNav   bool    // the pages at the root are too many for it, and have a navigation of their own
	Tags      []Tag
	Redirects []Redirect
	Books     []Book   // whole editions for paper, the main one first
	Files     []string // content files that pages show or link to, or that are published as they are
	Pictures  []string // content files that pages show
	Image     string   // content file of the Open Graph picture; empty for none
	Logo      string   // content file of the picture in the head of each page; empty for none
	// FootLinks are the links at the foot of the pages of an edition, by its code.
	FootLinks map[string][]FootLink

	Calculators []*calculator.Program // those that pages show, by name
	Figures     *calculator.Figures   // nil for a site without any
	FigureUses  map[string][]*Page    // by name of a 値 or 表: the pages that quote it or calculate with it

	relinked map[*Page]linked // the pages that are no longer as they were when all were linked; see Linking
}

// State says why a page would not be published today.
type State string

// The states of a page. Only a preview shows pages that are not Published.
const (
	Published State = ""
	Draft     State = "draft"
	Future    State = "future"
	Expired   State = "expired"
)

// A Page is the summary of a published document with its place in the site.
type Page struct {
	Path        string                // of its file; for a section without a page of its own, the folder's index.md
	URL         string                // from the root of the site, such as /guide/day/
	Output      string                // file below the output folder
	Edition     string                // code of its edition; empty for the main language
	Lang        string                // BCP 47
	Summary     *markdown.PageSummary // of its document when the site was linked; its words, headings and links may be others now
	Title       string                // when the site was linked; see Site.Texts
	Description string                // likewise
	State       State
	IsSection   bool
	Generated   bool // a section page without a file
	Replaced    bool // a content file is published at the address; the page is not written

	Parent   *Page
	Children []*Page // of a section, in order
	Prev     *Page   // in reading order
	Next     *Page
	NextStep *Page
	Editions []*Page // this text in every language, with itself
	Tags     []string
	Embeds   []Embed  // of Summary.Embeds
	Sources  []string // ids of the sources it quotes, each once, in order
	Image    string   // content file of its own Open Graph picture

	targets   []Target     // when the site was linked; see Site.Targets
	backlinks []*Page      // likewise
	changed   content.Date // of its file, for a page that names no day
	node      *node
	listTitle string    // in a list of contents
	followed  *followed // nil where the site is not linked again
}

// LastChanged returns the day on which the page was changed last; zero where that is not known.
func (p *Page) LastChanged() content.Date {
	if day := p.Summary.Front.LastChanged(); !day.IsZero() {
		return day
	}
	return p.changed
}

// IsFound reports whether search engines and the site's own search may find a page.
func (p *Page) IsFound() bool { return !p.Summary.Front.NoIndex && p.Output != NotFound }

// A Redirect sends a former address to a page.
type Redirect struct {
	URL    string
	Output string
	To     *Page
}

// A Tag is a word that pages carry.
type Tag struct {
	Name   string
	URL    string
	Output string
	Pages  []*Page
}

// linker is the state of Link.
type linker struct {
	in        Input
	site      *Site
	byPath    map[string]*Page // published pages
	hidden    map[string]State // pages that are not published today
	byURL     map[string]*Page
	files     map[string]content.Kind
	used      []string                           // content files that are referred to
	pictures  []string                           // those that are shown
	languages map[string]string                  // top folders that are named after languages, with their BCP 47 tags; none where they are editions
	folders   map[string][]content.EditionFolder // folders that editions may have, by top folder
	inFolder  map[string]bool                    // those that they have, and their editions; made on first use
	documents map[string]bool                    // paths of all documents, made on first use
	root      *node
	nodes     map[string]*node // by folder or page path without edition and ending
	found     diagnostic.List

	// Made for the first link that needs them, once for all that follow pages.
	wikiNames    func() map[string][]*node  // by normalized file name
	wikiPictures func() map[string][]string // likewise, of pictures
	loose        func() map[string]*Page    // by address without what generators leave out of it, see foreignAddress

	guesses   []guess
	spellings *spellings
	onGitHub  *sync.Map // *markdown.PageSummary → map[string]string, see idsOnGitHub
	isMoved   bool      // what is published has other addresses than those by which links were followed
}

// Link links the pages of a site. The list has the findings of all pages; with errors in it the site is still whole, so
// that a preview can show the rest.
func Link(in Input) (*Site, diagnostic.List) {
	k := NewLinking(in)
	found := slices.Concat(k.Found()...)
	for _, p := range k.site.Pages {
		p.followed = nil
	}
	return k.site, found
}

// link links the pages of a site.
func link(in Input) *linker {
	l := &linker{
		in:     in,
		site:   &Site{Settings: in.Settings, Sources: in.Sources},
		byPath: make(map[string]*Page, len(in.Summaries)), hidden: make(map[string]State),
		byURL: make(map[string]*Page, len(in.Summaries)),
		files: make(map[string]content.Kind, len(in.Files)),
		nodes: make(map[string]*node, len(in.Summaries)), spellings: new(spellings), onGitHub: new(sync.Map),
	}
	l.wikiNames, l.wikiPictures, l.loose = sync.OnceValue(l.makeWikiNames), sync.OnceValue(l.makeWikiPictures), sync.OnceValue(l.makeLoose)
	for _, f := range in.Files {
		l.files[f.Path] = f.Kind
	}
	l.findLanguages()
	l.publish()
	l.buildTree()
	l.books()
	l.editions()
	l.settings()
	l.resolveLinks()
	l.embeds()
	l.tags()
	l.redirects()
	l.listFiles()
	l.collisions()
	return l
}

func (l *linker) report(severity diagnostic.Severity, code string, span diagnostic.Span, message, suggestion string) {
	l.found = append(l.found, diagnostic.Diagnostic{
		Severity: severity, Code: code, Span: span, Message: message, Suggestion: suggestion,
	})
}

func (l *linker) severity() diagnostic.Severity {
	if l.in.Settings.Strict {
		return diagnostic.Error
	}
	return diagnostic.Warning
}

// publish makes a page of every document that is published today.
func (l *linker) publish() {
	for _, summary := range l.in.Summaries {
		state := l.state(summary.Front)
		if !l.shown(state) {
			l.reportFuture(summary.Front, state)
			l.hidden[summary.Path] = state
			continue
		}
		p := l.page(summary)
		p.State = state
		l.add(p)
	}
}

func (l *linker) state(front content.Front) State {
	switch {
	case front.Draft:
		return Draft
	case l.in.Today.Before(front.Date):
		return Future
	case !front.Expires.IsZero() && !l.in.Today.Before(front.Expires):
		return Expired
	}
	return Published
}

// reportFuture reports a page that waits for its day.
func (l *linker) reportFuture(front content.Front, state State) {
	if state == Future {
		l.report(diagnostic.Warning, "page-future", front.TitleSpan, fmt.Sprintf("公開日が %s なので、その日に作り直すまで公開されません。", front.Date),
			"すぐに公開するときは、date を今日までの日にしてください。")
	}
}

func (l *linker) shown(state State) bool {
	return state == Published || l.in.Preview || state == Draft && l.in.Drafts
}

func (l *linker) add(p *Page) {
	l.site.Pages = append(l.site.Pages, p)
	l.byPath[p.Path] = p
	if _, taken := l.byURL[p.URL]; !taken {
		l.byURL[p.URL] = p
	}
}

func (l *linker) page(summary *markdown.PageSummary) *Page {
	at := l.placeOf(summary.Path)
	p := &Page{Path: summary.Path, Summary: summary, Edition: at.edition, IsSection: l.isIndex(at)}
	p.URL, p.Output = address(at.rest, at.above, p.IsSection)
	p.Lang = l.language(cmp.Or(summary.Front.Lang, l.folderLanguage(summary.Path)), at.edition)
	if p.Title = summary.OwnTitle(); p.Title == "" {
		p.Title = cmp.Or(nameOf(at.base, p.IsSection), l.in.Settings.Title)
	}
	p.Description = describe(summary)
	p.changed = l.in.Changed[summary.Path]
	for _, tag := range summary.Front.Tags {
		if !slices.Contains(p.Tags, tag.Value) {
			p.Tags = append(p.Tags, tag.Value)
		}
	}
	return p
}

func (l *linker) language(own, edition string) string {
	if own != "" {
		return own
	}
	for _, e := range l.in.Settings.Editions {
		if e.Code == edition {
			return e.Lang
		}
	}
	return cmp.Or(edition, l.in.Settings.Lang)
}

// describe returns what says in a list what a page is about: its description, or its beginning.
func describe(summary *markdown.PageSummary) string {
	if text := summary.Front.Description; text != "" {
		return markedWords.ReplaceAllString(text, "$1$2")
	}
	return shorten(summary.Lead, 120)
}

// markedWords are links and strong words of Markdown, which a description cannot show.
var markedWords = regexp.MustCompile(`!?\[([^\[\]]*)\]\([^()\s]*\)|\*\*([^*]+)\*\*`)

// nameOf makes a title of a file or folder name; it is empty for the root folder's page.
func nameOf(file string, index bool) string {
	_, base := content.SplitDate(stem(path.Base(file)))
	if index {
		base = path.Base("/" + folderOf(file))
	}
	return strings.TrimSpace(nameAsTitle.Replace(base))
}

var nameAsTitle = strings.NewReplacer("-", " ", "_", " ", "/", "")

// shorten cuts text to limit characters, at the end of a sentence where there is one.
func shorten(text string, limit int) string {
	size, letters := len(text), 0
	for at := range text {
		if letters == limit {
			size = at
			break
		}
		letters++
	}
	if size == len(text) {
		return text
	}
	cut := string([]rune(text[:size])) // valid UTF-8
	if i := strings.LastIndex(cut, "。"); i > len(cut)/3 {
		return cut[:i+len("。")]
	}
	return cut + "…"
}
