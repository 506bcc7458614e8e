package site

import (
	"cmp"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
	"shirube/generator/internal/markdown"
)

// TargetKind says what a link leads to.
type TargetKind int

const (
	// Dangling leads nowhere; it is written unchanged.
	Dangling TargetKind = iota
	// External leads to another site, or to mail or telephone.
	External
	// ToPage leads to a page, or with Page nil to a place on the same page.
	ToPage
	// ToFile leads to a content file that is published as it is, to a book, or to the list of saved pages.
	ToFile
	// ToPicture shows a content file.
	ToPicture
	// Refused has a scheme that could run code; it is written without an address.
	Refused
)

// A Target is where a link leads.
type Target struct {
	Kind     TargetKind
	Page     *Page
	File     string // content path; of a page that the build makes, its address without the first slash
	Fragment string // without #, decoded
	Query    string // without ?
}

// nextStep resolves the key next of a page, which names a page of this site.
func (l *linker) nextStep(p *Page, next content.Text) *Page {
	t := l.target(p, markdown.Link{Destination: next.Value, Span: next.Span})
	if t.Page == nil && t.Kind != Dangling && t.Kind != Refused {
		l.report(l.severity(), "next-page", next.Span, fmt.Sprintf("next の「%s」は、このサイトのページではありません。", next.Value),
			"次に読むページのファイルを、このページから見た場所で書いてください。ほかのサイトへのリンクは、本文に書けます。")
	}
	return t.Page
}

// target resolves one link of a page and reports what is wrong with it.
func (l *linker) target(p *Page, link markdown.Link) Target {
	if kind, leaves := l.leaving(link); leaves {
		return Target{Kind: kind}
	}
	t, decoded := l.local(p, link)
	if t.Kind == Dangling && !l.in.Settings.Strict {
		if _, isHidden := l.hiddenAt(decoded); !isHidden {
			t = l.foreignAddress(p, link)
		}
	}
	if t.Kind == Dangling {
		l.dangling(p, link, decoded)
		return t
	}
	t.Fragment = l.fragment(p, link, t)
	return t
}

// leaving handles links that leave the site, and pictures of other sites.
func (l *linker) leaving(link markdown.Link) (TargetKind, bool) {
	name, hasScheme := scheme(link.Destination)
	elsewhere := strings.HasPrefix(link.Destination, "//")
	switch {
	case !hasScheme && !elsewhere:
		return 0, false
	case link.Picture:
		l.report(l.severity(), "image-external", link.Span, "ほかのサイトの画像は表示できません。", "画像をこのフォルダーに置き、そのファイルの名前を書いてください。")
		return Refused, true
	case elsewhere || slices.Contains([]string{"http", "https", "mailto", "tel"}, name):
		return External, true
	}
	l.report(l.severity(), "link-scheme", link.Span, fmt.Sprintf("「%s:」で始まるリンクは使えません。", name), "https: http: mailto: tel: か、このサイトのファイルの場所を書いてください。")
	return Refused, true
}

// scheme returns the scheme of an address in small letters, as browsers read it: they ignore spaces
// and controls before it, and line ends and tabs within (URL Standard, section 4.4).
func scheme(address string) (string, bool) {
	name, _, found := strings.Cut(address, ":")
	if !found {
		return "", false
	}
	name = strings.TrimLeftFunc(name, func(r rune) bool { return r <= ' ' })
	if strings.ContainsAny(name, "\t\n\r") {
		name = strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(name)
	}
	isForeign := func(r rune) bool { // RFC 3986, section 3.1; a dot would make example.jp:80 one
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '+' && r != '-'
	}
	if name == "" || strings.ContainsFunc(name, isForeign) || strings.ContainsAny(name[:1], "0123456789+-") {
		return "", false
	}
	return strings.ToLower(name), true
}

// local resolves a link within the site. The second result is the path that was looked for.
func (l *linker) local(p *Page, link markdown.Link) (Target, string) {
	if link.ByName {
		return l.byName(p, link)
	}
	address, fragment, _ := strings.Cut(link.Destination, "#")
	address, query, _ := strings.Cut(address, "?")
	fragment = unescape(fragment)
	address = unescape(address)
	if address == "" {
		return Target{Kind: ToPage, Fragment: fragment, Query: query}, ""
	}
	name := path.Join(folderOf(cmp.Or(link.From, p.Path)), address)
	if strings.HasPrefix(address, "/") {
		name = path.Clean(address)[1:]
	}
	if name == "." {
		name = ""
	}
	if link.Picture {
		return l.picture(name), name
	}
	if target := l.pageAt(name, p.Edition); target != nil {
		return Target{Kind: ToPage, Page: target, Fragment: fragment, Query: query}, name
	}
	if kind := l.files[name]; kind == content.Image || kind == content.Other || kind == content.Data {
		l.used = append(l.used, name)
		return Target{Kind: ToFile, File: name, Fragment: fragment, Query: query}, name
	}
	if book := l.bookAt(name, p.Edition); book != "" {
		return Target{Kind: ToFile, File: strings.TrimPrefix(book, "/"), Fragment: fragment, Query: query}, name
	}
	if kept := l.offlineAt(name, p.Edition); kept != "" {
		return Target{Kind: ToFile, File: strings.TrimPrefix(kept, "/"), Fragment: fragment, Query: query}, name
	}
	return Target{}, name
}

func unescape(s string) string {
	if decoded, err := url.PathUnescape(s); err == nil {
		return decoded
	}
	return s
}

func (l *linker) picture(name string) Target {
	if l.files[name] != content.Image {
		return Target{}
	}
	l.pictures = append(l.pictures, name)
	return Target{Kind: ToPicture, File: name}
}

// pageAt finds the page that a path names: a Markdown file, a folder, or a path without its ending
// or with .html, as other generators write it. Where the page has an edition for the reader, that
// is taken; but a path in the folder of a language means that language, or the main one where it lacks the page.
func (l *linker) pageAt(name, edition string) *Page {
	if page := l.byPath[name]; page != nil {
		return l.forReader(page, edition)
	}
	stem := strings.TrimSuffix(name, ".html")
	if path.Base(stem) == "index" {
		stem = folderOf(stem)
	}
	if f, rest := l.languageFolder(stem); f != nil && l.inFolder[f.Path] {
		below := strings.TrimPrefix(strings.TrimPrefix(name, f.Path), "/")
		if page := l.byPath[l.editionPath("", path.Join(f.Base, below))]; page != nil {
			return page
		}
		if n := l.nodes[path.Join(f.Base, rest)]; n != nil {
			return n.in(f.Code)
		}
	}
	if n := l.nodes[stem]; n != nil && (l.in.Settings.MainFolder != "" || !l.namesLanguage(edition)) {
		return n.in(edition)
	} else if n != nil {
		return n.in("")
	}
	if page := l.byURL["/"+strings.Trim(stem, "/")+"/"]; page != nil {
		return l.forReader(page, edition)
	}
	return nil
}

// namesLanguage reports whether links in an edition name a language, since addresses are those of folders.
func (l *linker) namesLanguage(edition string) bool {
	isMoved := func(f content.EditionFolder) bool { return f.Code == edition && f.Address != f.Path }
	return l.hasFolder(edition) && !slices.ContainsFunc(l.in.Settings.Folders, isMoved)
}

// forReader returns the page in the reader's edition, unless that has a folder: links from there name a language.
func (l *linker) forReader(page *Page, edition string) *Page {
	if page.Edition != "" || page.node == nil || l.namesLanguage(edition) {
		return page
	}
	return page.node.in(edition)
}

func (l *linker) dangling(p *Page, link markdown.Link, name string) {
	if state, ok := l.hiddenAt(name); ok {
		reason := map[State]string{Draft: "下書きの", Future: "公開日がまだ来ていない", Expired: "公開が終わった"}[state]
		l.report(l.severity(), "link-hidden", link.Span, fmt.Sprintf("リンク先「%s」は、%sページなので公開されません。", name, reason), "リンクを外すか、そのページの draft・date・expires を直してください。")
		return
	}
	what, code := "リンク先", "link-dangling"
	if link.Picture {
		what, code = "画像", "image-missing"
	}
	l.report(l.severity(), code, link.Span, fmt.Sprintf("%s「%s」がありません。", what, link.Destination), "このページのファイルから見た場所を書いてください。1つ上のフォルダーなら、../ で始めます。")
	l.guess(guess{from: p, link: link, name: name})
}

// hiddenAt returns why the page that a path names is not published.
func (l *linker) hiddenAt(name string) (State, bool) {
	if len(l.hidden) == 0 {
		return Published, false
	}
	stem := strings.TrimSuffix(strings.TrimSuffix(name, "/"), ".html")
	for _, file := range []string{name, stem + ".md", path.Join(stem, "index.md"), path.Join(stem, "README.md")} {
		if state, ok := l.hidden[file]; ok {
			return state, true
		}
	}
	return Published, false
}

// fragment returns the id that the # of a link leads to, and reports one that leads to no heading. A
// heading's id on GitHub leads to it too.
func (l *linker) fragment(p *Page, link markdown.Link, t Target) string {
	if t.Kind != ToPage || t.Fragment == "" {
		return t.Fragment
	}
	page := t.Page
	if page == nil {
		page = p
	}
	summary := page.summary()
	if summary.HasID(t.Fragment) || strings.HasPrefix(t.Fragment, "fn:") || strings.HasPrefix(t.Fragment, "fnref") {
		return t.Fragment
	}
	if id := l.idOnGitHub(summary, t.Fragment); id != "" {
		return id
	}
	if summary.Front.Layout == "sources" && l.hasSource(t.Fragment) { // its list is written when the page is rendered
		return t.Fragment
	}
	l.report(l.severity(), "anchor-dangling", link.Span, fmt.Sprintf("「%s」に、#%s という見出しがありません。", page.Path, t.Fragment),
		fmt.Sprintf("「%s」の見出しを確かめてください。", page.Path))
	l.guess(guess{to: page, name: t.Fragment})
	return t.Fragment
}

// quotes collects the sources a page quotes and reports ids that sources.yaml lacks.
func (l *linker) quotes(p *Page, summary *markdown.PageSummary) {
	for _, s := range summary.Front.Sources {
		l.quote(p, s.Value, s.Span)
	}
	for _, e := range summary.Embeds {
		if e.Kind == markdown.SourceEmbed {
			l.quote(p, e.Name, e.Span)
		}
	}
}

// keywords reports words that readers may search a heading by, where the page has no such heading.
func (l *linker) keywords(summary *markdown.PageSummary) {
	last := ""
	for _, k := range summary.Front.Keywords {
		if k.ID == last || k.ID == "" || summary.HasID(k.ID) {
			continue
		}
		last = k.ID
		l.report(l.severity(), "anchor-dangling", k.Span, fmt.Sprintf("このページに、#%s という見出しがありません。", k.ID),
			"keywords には、このページの見出しの記号（{#…}）か、ページ全体なら page と書いてください。")
	}
}

// hasSource reports whether sources.yaml lists a source with the id.
func (l *linker) hasSource(id string) bool {
	return slices.ContainsFunc(l.in.Sources, func(s content.Source) bool { return s.ID == id })
}

func (l *linker) quote(p *Page, id string, span diagnostic.Span) {
	if slices.Contains(p.Sources, id) {
		return
	}
	if l.hasSource(id) {
		p.Sources = append(p.Sources, id)
		return
	}
	ids := make([]string, 0, len(l.in.Sources))
	for _, s := range l.in.Sources {
		ids = append(ids, s.ID)
	}
	l.report(l.severity(), "source-unknown", span, fmt.Sprintf("出典「%s」が sources.yaml にありません。", id),
		diagnostic.DidYouMean(id, ids, "sources.yaml に、この記号の出典を書き足してください。"))
}
