package site

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/markdown"
)

// A Linking links a site and, after edits that leave every page its place, what depends on the pages that were edited. It
// changes with each call; the sites that it returns do not. It is used by one goroutine.
type Linking struct {
	linker    *linker
	site      *Site                   // the last one
	summaries []*markdown.PageSummary // that it was linked from
	found     diagnostic.List         // but for what is wrong with links of pages
	used      map[string]bool         // content files that are linked to
	shown     map[string]bool         // pictures
}

// linked is what of a page may change while every page keeps its place: its words, where its links lead, what leads to it.
type linked struct {
	texts     Texts
	hasCode   bool
	targets   []Target
	backlinks []*Page
}

// NewLinking links a site.
func NewLinking(in Input) *Linking {
	l := link(in)
	k := &Linking{linker: l, site: l.site, summaries: in.Summaries, found: l.found.Sort()}
	k.used, k.shown = l.usedFiles()
	return k
}

// Site returns the site as it was linked last.
func (k *Linking) Site() *Site { return k.site }

// Found returns what is wrong with it: with the whole, then with the links of each page. The lists must not be changed.
func (k *Linking) Found() []diagnostic.List {
	found := []diagnostic.List{k.found}
	for _, p := range k.site.Pages {
		if len(p.followed.found) > 0 {
			found = append(found, p.followed.found)
		}
	}
	return found
}

// Relink links the site again from summaries with the outlines of those that it was linked from (see
// markdown.PageSummary.SameOutline): the pages that have changed, and those with links to parts of them. Where nothing
// that pages show has changed, the site stays the same. It returns false where all must be linked again; then the linking is
// of no more use.
func (k *Linking) Relink(summaries []*markdown.PageSummary) bool {
	if k.linker.isMoved {
		return false
	}
	r := relinking{linker: *k.linker, now: maps.Clone(k.site.relinked), before: k.site}
	if r.now == nil {
		r.now = make(map[*Page]linked)
	}
	for i, before := range k.summaries {
		if before == summaries[i] {
			continue
		}
		k.found = relocated(k.found, before, summaries[i])
		if !r.edit(before, summaries[i]) {
			return false
		}
	}
	hasOtherFiles := r.follow()
	r.rename()
	if hasOtherFiles {
		if used, shown := k.linker.usedFiles(); !maps.Equal(used, k.used) || !maps.Equal(shown, k.shown) {
			return false
		}
	}
	k.summaries = summaries
	if r.hasChanged {
		next := *k.site
		next.relinked = r.now
		k.site, k.linker.site = &next, &next
	}
	return true
}

// A relinking is one call of Relink.
type relinking struct {
	linker
	before     *Site
	now        map[*Page]linked // of the site that comes
	edited     []edited
	retitled   []*node // whose pages may have other titles
	parts      []*Page // with links to parts of edited pages, which may lead elsewhere now
	hasChanged bool    // since before
}

type edited struct {
	page    *Page
	summary *markdown.PageSummary
}

func (r *relinking) linked(p *Page) linked {
	if known, ok := r.now[p]; ok {
		return known
	}
	return p.linked()
}

func (r *relinking) set(p *Page, as linked) {
	r.now[p] = as
	r.hasChanged = true
}

// edit takes over the new summary of a page. It returns false where that may change links which are not found here.
func (r *relinking) edit(before, now *markdown.PageSummary) bool {
	p := r.before.pageOf(now.Path)
	if p == nil {
		return true // not published today
	}
	r.edited = append(r.edited, edited{p, now})
	r.onGitHub.Delete(before)
	if !before.SamePlaces(now) {
		if now.Front.Layout == "glossary" || r.isInFoot(p) {
			return false
		}
		r.parts = append(r.parts, r.linkingToParts(p)...)
	}
	if !before.SameTitle(now) {
		if p.node == r.root { // the site may have its name
			return false
		}
		r.retitled = append(r.retitled, p.node.parent)
	}
	r.retell(p, r.linked(p).texts.Title, now)
	return true
}

// retell takes over the words of a page.
func (r *relinking) retell(p *Page, title string, now *markdown.PageSummary) {
	as := r.linked(p)
	texts := textsOf(p, title, describe(now), now)
	if texts != as.texts || now.HasCode != as.hasCode {
		as.texts, as.hasCode = texts, now.HasCode
		r.set(p, as)
	}
}

// rename gives the pages in folders with edited titles theirs.
func (r *relinking) rename() {
	for _, n := range r.retitled {
		shared := sharedTitles(n, (*Page).summary)
		for _, c := range n.children {
			for _, p := range c.pages {
				if !p.Generated && p.summary().OwnTitle() != "" {
					r.retitle(p, titleAmong(p, p.summary(), shared))
				}
			}
		}
	}
}

// retitle gives a page a title, and the sections that are named after it.
func (r *relinking) retitle(p *Page, title string) {
	for _, other := range append(p.sectionsNamedAfter(), p) {
		if as := r.linked(other); as.texts.Title != title {
			as.texts = textsOf(other, title, as.texts.Description, other.summary())
			r.set(other, as)
		}
	}
}

// isInFoot reports whether a link at the foot of pages leads to p.
func (r *relinking) isInFoot(p *Page) bool {
	leadsToP := func(l FootLink) bool { return l.Page == p }
	for _, links := range r.before.FootLinks {
		if slices.ContainsFunc(links, leadsToP) {
			return true
		}
	}
	return false
}

// linkingToParts returns the other pages that link to a place on p.
func (r *relinking) linkingToParts(p *Page) []*Page {
	pages := slices.DeleteFunc(slices.Clone(r.linked(p).backlinks), func(from *Page) bool {
		for i, t := range from.followed.targets {
			if t.Page == p && strings.Contains(from.followed.summary.Links[i].Destination, "#") {
				return false
			}
		}
		return true
	})
	for _, from := range r.before.Pages {
		if from.NextStep == p && strings.Contains(from.Summary.Front.Next.Value, "#") {
			pages = append(pages, from)
		}
	}
	return pages
}

// follow follows the links of edited pages and those to parts of them. It reports whether pages may refer to other files.
func (r *relinking) follow() (hasOtherFiles bool) {
	for _, e := range r.edited {
		e.page.followed.summary = e.summary
		r.parts = append(r.parts, e.page)
	}
	slices.SortFunc(r.parts, byPath)
	r.spellings.begin()
	for _, p := range slices.Compact(r.parts) {
		before := p.followed
		now := r.linker.follow(p, before.summary)
		r.suggest(now)
		p.followed = now
		hasOtherFiles = hasOtherFiles || !slices.Equal(before.used, now.used) || !slices.Equal(before.pictures, now.pictures)
		r.retarget(p, now.targets)
	}
	return hasOtherFiles
}

// retarget takes over where the links of a page lead.
func (r *relinking) retarget(p *Page, targets []Target) {
	as := r.linked(p)
	if slices.Equal(as.targets, targets) {
		return
	}
	before, now := pagesOf(p, as.targets), pagesOf(p, targets)
	as.targets = targets
	r.set(p, as)
	for to := range before {
		if !now[to] {
			as := r.linked(to)
			as.backlinks = slices.DeleteFunc(slices.Clone(as.backlinks), func(from *Page) bool { return from == p })
			r.set(to, as)
		}
	}
	for to := range now {
		if !before[to] {
			as := r.linked(to)
			at, _ := slices.BinarySearchFunc(as.backlinks, p, byPath)
			as.backlinks = slices.Insert(slices.Clone(as.backlinks), at, p)
			r.set(to, as)
		}
	}
}

// pagesOf returns the other pages that targets of p lead to.
func pagesOf(p *Page, targets []Target) map[*Page]bool {
	pages := make(map[*Page]bool)
	for _, t := range targets {
		if t.Page != nil && t.Page != p {
			pages[t.Page] = true
		}
	}
	return pages
}

func byPath(a, b *Page) int { return cmp.Compare(a.Path, b.Path) }

// relocated returns the findings of a page whose title and embeds now stand elsewhere.
func relocated(found diagnostic.List, from, to *markdown.PageSummary) diagnostic.List {
	moved := make(map[diagnostic.Span]diagnostic.Span)
	if from.Front.TitleSpan.Start.Line > 0 {
		moved[from.Front.TitleSpan] = to.Front.TitleSpan
	}
	for i, embed := range from.Embeds {
		moved[embed.Span] = to.Embeds[i].Span
	}
	var list diagnostic.List
	for i, d := range found {
		span, ok := moved[d.Span]
		if !ok || span == d.Span {
			continue
		}
		if list == nil {
			list = slices.Clone(found)
		}
		list[i].Span = span
	}
	if list == nil {
		return found
	}
	return list
}
