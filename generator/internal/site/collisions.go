package site

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"shirube/calculator/diagnostic"
)

// outputs are the files that a site is written to, by their paths in lower case, since many file systems
// ignore letter case. A file and a folder of one name collide too.
type outputs struct {
	files   map[string]claim
	folders map[string]claim // the first output below each folder
}

// A claim is what an output is written for.
type claim struct {
	what string // in messages
	page *Page  // nil for anything else
}

// foldPath maps paths to one key that many file systems treat as equal: those that differ only in letter case or in
// Unicode composition.
func foldPath(p string) string { return strings.ToLower(norm.NFC.String(p)) }

// holder returns what collides with an output.
func (o *outputs) holder(output string) (claim, bool) {
	key := foldPath(output)
	if c, ok := o.files[key]; ok {
		return c, true
	}
	if c, ok := o.folders[key]; ok {
		return c, true
	}
	for dir := path.Dir(key); dir != "."; dir = path.Dir(dir) {
		if c, ok := o.files[dir]; ok {
			return c, true
		}
	}
	return claim{}, false
}

func (o *outputs) add(output string, c claim) {
	key := foldPath(output)
	o.files[key] = c
	for dir := path.Dir(key); dir != "."; dir = path.Dir(dir) {
		if _, ok := o.folders[dir]; ok {
			return
		}
		o.folders[dir] = c
	}
}

// collisions finds pages, redirects, tags and files that would be written to one place. On a strict site
// that is an error; elsewhere pages get another address, redirects are left out, and the content's own
// files take the place of what the program would make.
func (l *linker) collisions() {
	o := &outputs{make(map[string]claim, len(l.site.Pages)), make(map[string]claim)}
	if !l.in.Settings.Strict {
		l.giveWay()
	}
	for _, sections := range []bool{true, false} { // a folder's page has precedence
		for _, p := range l.site.Pages {
			if p.IsSection == sections && !p.Replaced && p.node.pages[p.Edition] == p { // else it has been reported
				l.claimPage(o, p)
			}
		}
	}
	l.site.Redirects = slices.DeleteFunc(l.site.Redirects, func(r Redirect) bool {
		return !l.claim(o, r.Output, r.To.Path+" の aliases", r.To.aliasSpan(r.URL))
	})
	for _, t := range l.site.Tags {
		l.claim(o, t.Output, "タグ「"+t.Name+"」", diagnostic.InFile(t.Pages[0].Path))
	}
	if len(l.site.Tags) > 0 {
		l.claim(o, "tags/index.html", "タグの一覧", diagnostic.InFile(l.site.Tags[0].Pages[0].Path))
	}
	l.claimBooks(o)
	l.site.Files = slices.DeleteFunc(l.site.Files, func(name string) bool { return !l.claimFile(o, name) })
}

// claim reports an output that collides with an earlier one; it returns false where the output is to be
// left out.
func (l *linker) claim(o *outputs, output, what string, span diagnostic.Span) bool {
	first, taken := o.holder(output)
	if !taken {
		o.add(output, claim{what: what})
		return true
	}
	l.report(l.severity(), "url-twice", span, fmt.Sprintf("「%s」と同じアドレス /%s になります。", first.what, output),
		"ファイル名か aliases を変えてください（大文字と小文字の違いだけでは分けられません）。")
	return l.in.Settings.Strict
}

func (l *linker) claimPage(o *outputs, p *Page) {
	first, taken := o.holder(p.Output)
	switch {
	case !taken:
	case l.in.Settings.Strict:
		l.claim(o, p.Output, p.Path, diagnostic.InFile(p.Path))
		return
	default:
		l.moveAside(o, p, first.what)
	}
	o.add(p.Output, claim{p.Path, p})
}

// moveAside gives a page the first address like its own that is free.
func (l *linker) moveAside(o *outputs, p *Page, other string) {
	base := strings.TrimSuffix(p.URL, "/")
	if base == "" {
		base = "/index"
	}
	for n := 2; ; n++ {
		p.URL = base + "-" + strconv.Itoa(n) + "/"
		p.Output = strings.TrimPrefix(p.URL, "/") + "index.html"
		if _, taken := o.holder(p.Output); !taken {
			break
		}
	}
	l.isMoved = true
	l.aside(p, other)
}

// aside reports the address of a page whose own address is taken by another page or file.
func (l *linker) aside(p *Page, other string) {
	l.report(diagnostic.Warning, "page-aside", diagnostic.InFile(p.Path), fmt.Sprintf("「%s」と同じアドレスになるので、%s に置きました。", other, p.URL),
		"どちらかの名前を変えると、アドレスを選べます。")
}

// giveWay lets a file of the content replace the generated page of a folder, or take the address of a README: an
// index.html that the writer made is the folder's page.
func (l *linker) giveWay() {
	own := make(map[string]bool, len(l.site.Files))
	for _, name := range l.site.Files {
		own[name] = true
	}
	for _, p := range l.site.Pages {
		switch {
		case !own[p.Output]:
		case p.Generated:
			p.Replaced = true
		case isReadme(p.Path):
			p.URL, p.Output = address(path.Join(strings.Trim(p.URL, "/"), "readme.md"), "", false)
			l.isMoved = true
			l.aside(p, path.Join(folderOf(p.Path), "index.html"))
		}
	}
}

// claimFile reports whether a content file is published.
func (l *linker) claimFile(o *outputs, name string) bool {
	first, taken := o.holder(name)
	if taken && first.page != nil && !l.in.Settings.Strict && !strings.EqualFold(first.page.Output, name) {
		l.moveAside(o, first.page, name) // LICENSE beside LICENSE.md
		o.add(first.page.Output, first)
		o.files[foldPath(name)] = claim{what: name}
		return true
	}
	return l.claim(o, name, name, diagnostic.InFile(name))
}
