package site

import (
	"cmp"
	"fmt"
	"maps"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

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
	// ToFile leads to a content file that is published as it is, to a book, or to the page of what devices keep.
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

// resolveLinks resolves the links, next steps, pictures and sources of every page.
func (l *linker) resolveLinks() {
	from := make(map[*Page]map[*Page]bool)
	for _, p := range l.site.Pages {
		l.followPage(p)
		for _, t := range p.Targets {
			if t.Page != nil && t.Page != p {
				if from[t.Page] == nil {
					from[t.Page] = make(map[*Page]bool)
				}
				from[t.Page][p] = true
			}
		}
	}
	for p, sources := range from {
		p.Backlinks = slices.SortedFunc(maps.Keys(sources), func(a, b *Page) int { return cmp.Compare(a.Path, b.Path) })
	}
}

func (l *linker) followPage(p *Page) {
	if len(p.Summary.Links) > 0 {
		p.Targets = make([]Target, len(p.Summary.Links))
	}
	for i, link := range p.Summary.Links {
		p.Targets[i] = l.target(p, link)
	}
	front := p.Summary.Front
	if next := front.Next; next.Value != "" {
		p.NextStep = l.nextStep(p, next)
	}
	if image := front.Image; image.Value != "" {
		p.Image = l.target(p, markdown.Link{Destination: image.Value, Picture: true, Span: image.Span}).File
	}
	l.quotes(p)
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
	if _, isHidden := l.hiddenAt(decoded); t.Kind == Dangling && !isHidden && !l.in.Settings.Strict {
		t = l.foreignAddress(p, link)
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

// scheme returns the scheme of an address in small letters, as browsers read it: they pass over spaces
// and controls before it, and over line ends and tabs within (URL Standard, section 4.4).
func scheme(address string) (string, bool) {
	name, _, found := strings.Cut(address, ":")
	if !found {
		return "", false
	}
	name = strings.TrimLeftFunc(name, func(r rune) bool { return r <= ' ' })
	name = strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(name)
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
	if kind, ok := l.files[name]; ok && (kind == content.Image || kind == content.Other || kind == content.Data) {
		l.used[name] = true
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
	if _, ok := l.files[name]; !ok {
		return Target{}
	}
	l.pictures[name] = true
	return Target{Kind: ToPicture, File: name}
}

// pageAt finds the page that a path names: a Markdown file, a folder, or a path without its ending
// or with .html, as other generators write it. Where the page has an edition for the reader, that
// is taken.
func (l *linker) pageAt(name, edition string) *Page {
	page := l.byPath[name]
	if page == nil {
		stem := strings.TrimSuffix(name, ".html")
		if lastSegment(stem) == "index" {
			stem = folderOf(stem)
		}
		if n := l.nodes[stem]; n != nil {
			page = n.in(edition)
		} else if p := l.byURL["/"+strings.Trim(stem, "/")+"/"]; p != nil {
			page = p
		}
	}
	if page == nil || page.Edition != "" || page.node == nil {
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
	what, suggestion := "リンク先", "このページのファイルから見た場所を書いてください。1つ上のフォルダーなら、../ で始めます。"
	if link.Picture {
		what = "画像"
	}
	var fix *diagnostic.Fix
	if near := l.nearest(name, link.Picture); near != "" {
		meant := relative(folderOf(cmp.Or(link.From, p.Path)), near)
		suggestion = fmt.Sprintf("「%s」のことですか。", meant)
		if l.isOnlyOne(near, link.Picture) && lastSegment(near) == lastSegment(name) {
			fix = &diagnostic.Fix{From: link.Span.Start, Old: "](" + link.Destination, New: "](" + strings.Replace(link.Destination, name, meant, 1)}
		}
	}
	code := "link-dangling"
	if link.Picture {
		code = "image-missing"
	}
	l.report(l.severity(), code, link.Span, fmt.Sprintf("%s「%s」がありません。", what, link.Destination), suggestion)
	l.found[len(l.found)-1].Fix = fix
}

// hiddenAt returns why the page that a path names is not published.
func (l *linker) hiddenAt(name string) (State, bool) {
	stem := strings.TrimSuffix(strings.TrimSuffix(name, "/"), ".html")
	for _, file := range []string{name, stem + ".md", path.Join(stem, "index.md"), path.Join(stem, "README.md")} {
		if state, ok := l.hidden[file]; ok {
			return state, true
		}
	}
	return Published, false
}

// A spelling helps to guess which file a link was meant for.
type spelling struct {
	paths  []string
	byName map[string]string // last segment → first path
	shared map[string]bool   // last segments of several paths
	left   int               // guesses by spelling that may still be made; they are slow
}

func newSpelling(paths []string) *spelling {
	s := &spelling{paths: paths, byName: make(map[string]string, len(paths)), shared: make(map[string]bool), left: 200_000 / (len(paths) + 1)}
	for _, p := range paths {
		if _, ok := s.byName[lastSegment(p)]; ok {
			s.shared[lastSegment(p)] = true
			continue
		}
		s.byName[lastSegment(p)] = p
	}
	return s
}

// nearest finds a file that name may have been meant for: first one of the same name
// elsewhere, then one that is spelled alike.
func (l *linker) nearest(name string, picture bool) string {
	if l.pageNames == nil {
		l.pageNames, l.pictureNames = newSpelling(l.pagePaths()), newSpelling(l.picturePaths())
	}
	s := l.pageNames
	if picture {
		s = l.pictureNames
	}
	if p, ok := s.byName[lastSegment(name)]; ok && p != name {
		return p
	}
	if s.left--; s.left < 0 {
		return ""
	}
	return diagnostic.Closest(name, s.paths)
}

// isOnlyOne reports whether no other file has the name of a file that nearest has found.
func (l *linker) isOnlyOne(found string, picture bool) bool {
	if picture {
		return !l.pictureNames.shared[lastSegment(found)]
	}
	return !l.pageNames.shared[lastSegment(found)]
}

func (l *linker) pagePaths() []string {
	var paths []string
	for _, p := range l.site.Pages {
		if !p.Generated {
			paths = append(paths, p.Path)
		}
	}
	return paths
}

func (l *linker) picturePaths() []string {
	var paths []string
	for _, f := range l.in.Files {
		if f.Kind == content.Image {
			paths = append(paths, f.Path)
		}
	}
	return paths
}

// relative returns the path of name as seen from a folder.
func relative(folder, name string) string {
	from := strings.Split(folder, "/")
	if folder == "" {
		from = nil
	}
	to := strings.Split(name, "/")
	for len(from) > 0 && len(to) > 1 && from[0] == to[0] {
		from, to = from[1:], to[1:]
	}
	return strings.Repeat("../", len(from)) + strings.Join(to, "/")
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
	if page.Summary.HasID(t.Fragment) || strings.HasPrefix(t.Fragment, "fn:") || strings.HasPrefix(t.Fragment, "fnref") {
		return t.Fragment
	}
	if id := idOnGitHub(page, t.Fragment); id != "" {
		return id
	}
	if page.Summary.Front.Layout == "sources" && l.hasSource(t.Fragment) { // its list is written when the page is rendered
		return t.Fragment
	}
	suggestion := fmt.Sprintf("「%s」の見出しを確かめてください。", page.Path)
	if near := l.closestID(page, t.Fragment); near != "" {
		suggestion = fmt.Sprintf("「#%s」のことですか。", near)
	}
	l.report(l.severity(), "anchor-dangling", link.Span, fmt.Sprintf("「%s」に、#%s という見出しがありません。", page.Path, t.Fragment), suggestion)
	return t.Fragment
}

// manyGuesses is how many dangling fragments get a suggestion: comparing spellings is slow.
const manyGuesses = 1000

func (l *linker) closestID(page *Page, fragment string) string {
	if l.guesses++; l.guesses > manyGuesses {
		return ""
	}
	return diagnostic.Closest(fragment, slices.Sorted(page.Summary.IDs))
}

// idOnGitHub returns the id of the heading that a fragment leads to on GitHub, in whatever letter case;
// empty where there is none.
func idOnGitHub(page *Page, fragment string) string {
	fragment = strings.ToLower(norm.NFC.String(fragment))
	seen := make(map[string]int)
	for _, h := range page.Summary.Headings {
		slug := norm.NFC.String(markdown.GitHubSlug(h.Text))
		own := slug
		if n := seen[slug]; n > 0 {
			own += "-" + strconv.Itoa(n)
		}
		seen[slug]++
		if own == fragment || strings.ToLower(h.ID) == fragment {
			return h.ID
		}
	}
	return ""
}

// quotes collects the sources a page quotes and reports ids that sources.yaml lacks.
func (l *linker) quotes(p *Page) {
	for _, s := range p.Summary.Front.Sources {
		l.quote(p, s.Value, s.Span)
	}
	for _, e := range p.Summary.Embeds {
		if e.Kind == markdown.SourceEmbed {
			l.quote(p, e.Name, e.Span)
		}
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
	suggestion := "sources.yaml に、この記号の出典を書き足してください。"
	if near := diagnostic.Closest(id, ids); near != "" {
		suggestion = fmt.Sprintf("「%s」のことですか。", near)
	}
	l.report(l.severity(), "source-unknown", span, fmt.Sprintf("出典「%s」が sources.yaml にありません。", id), suggestion)
}
