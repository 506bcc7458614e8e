package render

import (
	"fmt"
	"html/template"
)

// A PageView is everything a template may use to write one page: a template cannot reach beyond
// it. URLs are ready to be written into the page (they begin with the path of the base URL);
// texts are plain text unless their type says otherwise.
type PageView struct {
	// Layout is the template that writes the page: page, home, section, sources, figures, tag, tags, offline, 404, redirect,
	// or one of the theme's folder layouts.
	Layout      string
	Kind        string // article, faq, howto or page, from the front matter
	Site        *SiteView
	Title       string
	Description string // as an editor wrote it; empty where nobody did
	Path        string // the source file below the content folder; empty for pages the build makes
	URL         string
	Permalink   string // absolute address; empty where the site has no base-url
	Lang        string // BCP 47 tag of the text, such as ja
	Section     string // the top folder, such as guide; empty at the root
	// Ruby says on <html> whether readings are above kanji from the start: data-ruby="shown" or
	// data-ruby="hidden". It is empty for pages without readings, and dir="rtl" for languages written from the right.
	Ruby template.HTMLAttr

	HTML      template.HTML // the body
	Contents  template.HTML // list of the headings; empty where there are fewer than two or toc is false
	Nav       template.HTML // navigation of the page's section, written by nav.html
	Menu      []MenuItem    // the site's main navigation
	Crumbs    template.HTML // list of links from the start page down to the parent; empty on the start page
	Prev      *Link
	Next      *Link
	NextStep  *NextStep
	Children  []Card // on a section page: its pages
	Tags      []Link
	TagCounts []TagCount   // on the list of tags
	Sources   []Source     // what this page quotes; on the sources page: every source
	Figures   []FigureView // on the page of figures
	Tables    []TableView
	ByUse     []FigureGroup // figures and tables by the section that uses them
	Backlinks []Link        // pages that link here
	Editions  []Edition     // this text in every language that it has; empty where there is one
	Lacking   []Edition     // languages that it lacks; their URL leads to the nearest page that has them

	Published Date
	Updated   Date
	Minutes   int    // reading time in minutes, at least 1
	Feed      string // on the page of a folder with a feed of its own: its URL
	EditURL   string // where the file of the page can be edited; empty where site.yaml does not say
	Reviewer  string // who reviewed the page; empty until somebody has
	State     string // draft, future or expired in a preview; empty otherwise

	// Own is what the page says under the keys of front matter that site.yaml declares: string, float64, Date, bool or
	// []string by name.
	Own map[string]any

	data func(name string) (any, error)

	RedirectTo string // on a redirect page: the new address

	Index   string // on the search page: URL of the index
	Edition string // on the search page and the list of saved pages: code of its edition
	Groups  []LinkGroup

	Head   template.HTML // written by frame-head.html
	Meta   template.HTML // for <head>: title, description, canonical link, Open Graph, JSON-LD
	Top    template.HTML // written by frame-top.html
	Bottom template.HTML // written by frame-bottom.html

	Localizer
}

// Data returns what a file of the folder data says: {{range .Data "offices"}}.
func (v *PageView) Data(name string) (any, error) {
	value, err := v.data(name)
	if err != nil {
		return nil, fmt.Errorf("data フォルダーに「%s」という名前の .csv、.yaml、.json がありません", name)
	}
	return value, nil
}

// A FrameView is the data of frame-head.html, frame-top.html and frame-bottom.html: what many pages
// have in common. They are written once for all pages whose FrameView is the same.
type FrameView struct {
	Site    *SiteView
	Lang    string
	Menu    []MenuItem
	Styles  []string    // style sheets in order
	Early   string      // script that runs before the first paint
	Scripts []string    // module scripts
	Words   ScriptWords // what Scripts write, to be put into the page as JSON
	// SearchScript is the script of the search page, which other pages load when a reader opens the search.
	SearchScript string
	// NotesScript is the script that shows terms and figures beside their links, which loads on first use.
	NotesScript string
	// ReadingsScript is the script that puts readings above kanji, which loads when they are wanted; empty on a site without.
	ReadingsScript string
	// NoField leaves out what opens the search: on pages that have its field themselves, and on whole
	// editions for paper.
	NoField bool

	Localizer
}

// A Localizer gives templates the interface strings of a voice.
type Localizer struct {
	voice     string // see Theme.Voice
	strings   Strings
	fallbacks map[string]string // the languages of strings that are in another one
}

// T returns the interface string named key, with %s and %d verbs filled from args: a string, or HTML with a lang attribute
// where the text or an argument is in another language, whose tags html/template leaves out in attributes. A key that the
// theme lacks is an error of the theme.
func (l Localizer) T(key string, args ...any) (any, error) {
	other := l.fallbacks[key]
	for _, arg := range args {
		if _, isHTML := arg.(template.HTML); isHTML {
			return l.markedT(key, args)
		}
	}
	text, err := l.Text(key, args...)
	if other == "" || err != nil {
		return text, err
	}
	return l.inLang(template.HTMLEscapeString(text), other), nil
}

// Text returns the interface string named key without a lang attribute.
func (l Localizer) Text(key string, args ...any) (string, error) {
	text, ok := l.strings[key]
	if !ok {
		return "", fmt.Errorf("strings/%s.yaml に「%s」がありません", l.voice, key)
	}
	if len(args) == 0 {
		return text, nil
	}
	return fmt.Sprintf(text, args...), nil
}

// markedT is T with arguments some of which are HTML.
func (l Localizer) markedT(key string, args []any) (any, error) {
	escaped := make([]any, len(args))
	for i, arg := range args {
		escaped[i] = arg
		if text, isText := arg.(string); isText {
			escaped[i] = template.HTMLEscapeString(text)
		}
	}
	text, ok := l.strings[key]
	if !ok {
		return l.Text(key)
	}
	html := fmt.Sprintf(template.HTMLEscapeString(text), escaped...)
	if other := l.fallbacks[key]; other != "" {
		return l.inLang(html, other), nil
	}
	return template.HTML(html), nil
}

// inLang marks HTML as of another language, with its direction where that differs.
func (l Localizer) inLang(html, lang string) template.HTML {
	direction := ""
	if isFromRight(l.voice) && !isFromRight(lang) {
		direction = ` dir="ltr"`
	}
	return template.HTML(`<span lang="` + template.HTMLEscapeString(lang) + `"` + direction + `>` + html + "</span>")
}

// Strings maps the keys of a theme's strings/LANG.yaml to texts.
type Strings map[string]string

// A SiteView is what is the same on every page of one language.
type SiteView struct {
	Title       string
	Description string
	Home        string // URL of the start page
	Feed        string
	Review      bool   // pages that nobody has reviewed say so
	Search      string // URL of the page to search the site; empty where there is none
	Root        string // base path with a slash at both ends
	Publisher   string
	Policy      string // Content-Security-Policy for <meta http-equiv>
	Preview     bool   // written by serve
	Saved       string // URL of the list of saved pages; empty for sites without offline reading
	Logo        *Logo  // nil for none
	Footer      string // text at the foot of each page, as site.yaml says it
	Links       []FootLink
}

// A Logo is the picture in the head of each page.
type Logo struct {
	URL           string
	Width, Height int    // 0 where they are not known
	Alt           string // empty where the title of the site is next to it
}

// A FootLink is a link at the foot of each page.
type FootLink struct {
	Link
	IsOutside bool
}

// A Link is a titled address. Href is the whole attribute, href="URL", which costs a template less
// than an address that it must check.
type Link struct {
	Title string
	URL   string
	Href  template.HTMLAttr
}

// A LinkGroup is a part of the list of all pages, for readers who cannot search.
type LinkGroup struct {
	Title string
	Links []Link
}

// A MenuItem is an entry of the main navigation. Current is set on every page below URL.
type MenuItem struct {
	Title   string
	URL     string
	Lang    string // of Title, where it is not the page's
	Current bool
}

// A NextStep is the page a reader is sent to at the end of this one.
type NextStep struct {
	Title   string
	URL     string
	Text    string // why; may be empty
	Edition string // the name of its language, where it is not the reader's
}

// A Card presents another page.
type Card struct {
	Title       string
	URL         string
	Description string
	State       string
	Edition     string // the name of its language, where it is not the reader's
}

// A TagCount is a tag and how many pages carry it.
type TagCount struct {
	Link
	Count int
}

// A Source is an entry of sources.yaml.
type Source struct {
	ID        string
	Title     string
	Publisher string
	URL       string // empty where the source is not on the web
	Date      string // when it was published, as the source states it
	Checked   Date   // when an editor last looked
	Note      string
	UsedBy    []Link // on the sources page
}

// An Edition is one language of a text.
type Edition struct {
	Lang    string // BCP 47
	Name    string // in its own language
	URL     string
	Current bool
}

// A Date is a day in both its forms; the zero Date is "not known".
type Date struct {
	ISO  string // 2026-11-21
	Text string // 2026年11月21日, in the page's language
}

// A NavView is the data of nav.html: the navigation of one section, written once and marked for
// each page.
type NavView struct {
	Title string // of the section
	URL   string
	Mark  template.HTMLAttr
	Items []NavItem

	Localizer
}

// A NavItem is a page in the navigation. A template writes Mark inside the start tag of the link,
// right behind its other attributes: it becomes aria-current="page" on the page in view.
type NavItem struct {
	Title    string
	URL      string
	Lang     string // of Title, where it is not the page's
	Mark     template.HTMLAttr
	State    string // as PageView.State
	Children []NavItem
}
