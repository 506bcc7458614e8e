package site

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
	"shirube/generator/internal/markdown"
)

// settings resolves the menu, pictures and links of site.yaml.
func (l *linker) settings() {
	for _, item := range l.in.Settings.Menu {
		t, name := l.local(&Page{Path: content.SettingsPath}, markdown.Link{Destination: item.Value})
		if t.Page == nil {
			l.dangling(&Page{Path: content.SettingsPath}, markdown.Link{Destination: item.Value, Span: item.Span}, name)
			continue
		}
		l.site.Menu = append(l.site.Menu, t.Page)
	}
	if len(l.in.Settings.Menu) == 0 {
		l.defaultMenu()
	}
	l.site.Image = l.settingsPicture(l.in.Settings.Image)
	l.appearance()
}

// settingsPicture returns the content file of a picture that site.yaml names; empty for none.
func (l *linker) settingsPicture(image content.Text) string {
	if image.Value == "" {
		return ""
	}
	return l.target(&Page{Path: content.SettingsPath}, markdown.Link{Destination: image.Value, Picture: true, Span: image.Span}).File
}

// menuLimit is the length of the main navigation of a folder without site.yaml.
const menuLimit = 7

// defaultMenu takes the top of the tree. Where that has more than a menu holds, the folders among it are the menu, and the
// pages have a navigation beside them.
func (l *linker) defaultMenu() {
	top := make([]*Page, 0, len(l.root.children))
	for _, n := range l.root.children {
		if p := n.pages[""]; p != nil && !isNotFound(n.key) && !isOfProject(n.key) {
			top = append(top, p)
		}
	}
	if len(top) > menuLimit {
		top = slices.DeleteFunc(top, func(p *Page) bool { return !p.IsSection })
		l.site.RootNav = true
	}
	l.site.Menu = append(l.site.Menu, top[:min(menuLimit, len(top))]...)
}

// isNotFound reports whether a page is shown for addresses that lead nowhere; lists leave it out.
func isNotFound(key string) bool { return path.Base(key) == "404" }

// isOfProject reports whether a page belongs to a project rather than to its texts: LICENSE, CONTRIBUTING. Menus leave it
// out, and it comes last.
func isOfProject(key string) bool {
	names := []string{
		"LICENSE", "LICENCE", "COPYING", "NOTICE", "CHANGELOG", "CONTRIBUTING", "CODE_OF_CONDUCT", "CONTRIBUTORS", "AUTHORS", "AUTHORING",
		"MAINTAINERS", "GOVERNANCE", "SECURITY", "SUPPORT", "AGENTS", "CLAUDE", "TODO",
	}
	return slices.Contains(names, path.Base(key))
}

// In returns the version of p in an edition, p itself where there is none.
func (p *Page) In(edition string) *Page {
	if p.node == nil {
		return p
	}
	return p.node.in(edition)
}

// tags collects the pages of each tag, by name.
func (l *linker) tags() {
	pages := make(map[string][]*Page)
	for _, p := range l.site.Pages {
		for _, tag := range p.Tags {
			pages[tag] = append(pages[tag], p)
		}
	}
	taken := make(map[string]int)
	for _, name := range slices.Sorted(maps.Keys(pages)) {
		slug := markdown.Slug(name)
		if taken[slug]++; taken[slug] > 1 && slug != "" { // C and C++
			slug += "-" + strconv.Itoa(taken[slug])
		}
		if slug == "" {
			l.report(l.severity(), "tag-name", diagnostic.InFile(pages[name][0].Path), fmt.Sprintf("タグ「%s」はアドレスにできません。", name), "文字か数字を含む名前にしてください。")
			continue
		}
		l.site.Tags = append(l.site.Tags, Tag{
			Name: name, URL: "/tags/" + slug + "/", Output: "tags/" + slug + "/index.html", Pages: pages[name],
		})
	}
}

// redirects reads the pages' aliases. Where pages of several editions name one address, each has it in
// its own edition.
func (l *linker) redirects() {
	editions := make(map[string]map[string]bool)
	for _, p := range l.site.Pages {
		for _, alias := range p.Summary.Front.Aliases {
			output := aliasOutput(l.aliasURL(p, alias.Value))
			if editions[output] == nil {
				editions[output] = make(map[string]bool)
			}
			editions[output][p.Edition] = true
		}
	}
	for _, p := range l.site.Pages {
		for _, alias := range p.Summary.Front.Aliases {
			l.redirect(p, alias, len(editions[aliasOutput(l.aliasURL(p, alias.Value))]) > 1)
		}
	}
	if home := l.site.Home; home.URL != "/" && l.byURL["/"] == nil {
		l.site.Redirects = append(l.site.Redirects, Redirect{URL: "/", Output: "index.html", To: home})
	}
	slices.SortStableFunc(l.site.Redirects, func(a, b Redirect) int { return cmp.Compare(a.Output, b.Output) })
}

// aliasURL returns a former address from the root of the site.
func (l *linker) aliasURL(p *Page, value string) string {
	if strings.HasPrefix(value, "/") {
		return value
	}
	folder := folderOf(p.Path)
	if at := l.placeOf(p.Path); at.folder != "" {
		folder = path.Join(at.above, folderOf(at.rest))
	}
	return "/" + path.Join(folder, value)
}

// aliasOutput returns the file for a former address.
func aliasOutput(url string) string {
	output := strings.TrimPrefix(path.Clean(url), "/")
	if !strings.HasSuffix(output, ".html") {
		output = path.Join(output, "index.html")
	}
	return output
}

// redirect adds an alias, below its edition where inEdition.
func (l *linker) redirect(p *Page, alias content.Text, inEdition bool) {
	value := alias.Value
	isUnusable := func(r rune) bool { return r < ' ' || r == 0x7f || strings.ContainsRune(`:?#\`, r) }
	if strings.ContainsFunc(value, isUnusable) || strings.Contains("/"+value+"/", "/../") {
		l.report(l.severity(), "alias", alias.Span, fmt.Sprintf("「%s」は、前のアドレスとして使えません。", value), "このサイトの中のアドレスを書いてください。例: /old/page/")
		return
	}
	url := l.aliasURL(p, value)
	r := Redirect{URL: url, Output: aliasOutput(url), To: p}
	if inEdition && p.Edition != "" {
		r.URL, r.Output = "/"+p.Edition+r.URL, p.Edition+"/"+r.Output
	}
	if r.Output == p.Output && !l.in.Settings.Strict { // as other generators write a page's own address
		return
	}
	l.site.Redirects = append(l.site.Redirects, r)
}

// aliasSpan returns where p names a former address.
func (p *Page) aliasSpan(url string) diagnostic.Span {
	for _, alias := range p.Summary.Front.Aliases {
		if strings.HasSuffix(url, alias.Value) {
			return alias.Span
		}
	}
	return diagnostic.InFile(p.Path)
}

// listFiles names the content files that are published: pictures that pages show, files that pages
// link to, and everything that is neither page, picture nor configuration. With raw HTML every
// picture is published, since HTML may name it.
func (l *linker) listFiles() {
	used, shown := l.usedFiles()
	for _, f := range l.in.Files {
		if used[f.Path] || l.isPublished(f) {
			l.site.Files = append(l.site.Files, f.Path)
		}
	}
	l.site.Pictures = slices.Sorted(maps.Keys(shown))
}

// usedFiles returns the content files that pages and settings link to, and those that they show.
func (l *linker) usedFiles() (used, shown map[string]bool) {
	used, shown = make(map[string]bool), make(map[string]bool)
	add := func(set map[string]bool, names []string) {
		for _, name := range names {
			set[name] = true
		}
	}
	add(used, l.used)
	add(shown, l.pictures)
	for _, p := range l.site.Pages {
		add(used, p.followed.used)
		add(shown, p.followed.pictures)
	}
	return used, shown
}
