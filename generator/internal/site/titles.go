package site

import (
	"cmp"
	"path"
	"regexp"
	"strings"

	"shirube/generator/internal/markdown"
)

// nameTitles gives pages whose own headings do not tell them apart their names instead: release notes that all begin
// with "Improvements". It also takes the numbers for the order off names.
func (l *linker) nameTitles(n *node) {
	shared := sharedTitles(n, func(p *Page) *markdown.PageSummary { return p.Summary })
	numbered := 0
	for _, c := range n.children {
		if _, ok := cutNumber(c.key); ok {
			numbered++
		}
	}
	for _, c := range n.children {
		for _, p := range c.pages {
			switch {
			case p.Summary.Front.Title != "":
			case p.Generated && l.languages[c.key] != "":
				p.Title = cmp.Or(languageName(l.languages[c.key]), p.Title)
			case p.Summary.Title == "":
				if rest, ok := cutNumber(c.key); ok && numbered > 1 && p.listTitle == "" {
					p.Title = strings.ToUpper(rest[:1]) + nameOf(rest[1:]+".md", false)
				}
			default:
				p.Title = titleAmong(p, p.Summary, shared)
			}
		}
		if main := c.pages[""]; main != nil {
			for _, p := range main.sectionsNamedAfter() {
				p.Title = main.Title
			}
		}
		l.nameTitles(c)
	}
}

// titleAmong returns the title of a page whose file has one: its own, or its name where other pages of the folder share
// its heading, or where it stands inside the page while others share theirs.
func titleAmong(p *Page, summary *markdown.PageSummary, shared map[string]bool) string {
	own := summary.OwnTitle()
	if summary.Front.Title != "" || summary.TitleBy == markdown.TitleOnTop {
		return own
	}
	if name := nameOf(p.node.key+".md", false); name != "" && (shared[own] || len(shared) > 0 && summary.TitleBy == markdown.TitleInside) {
		return cmp.Or(p.listTitle, name)
	}
	return own
}

// sectionsNamedAfter returns the generated pages of other editions that have the title of p, which is of the main language.
func (p *Page) sectionsNamedAfter() []*Page {
	if p.node == nil {
		return nil
	}
	var sections []*Page
	for _, other := range p.node.pages {
		if p.Edition == "" && p.node.key != "" && other.Edition != "" && other.Generated {
			sections = append(sections, other)
		}
	}
	return sections
}

// sharedTitles returns the titles of a folder that several pages of one edition take from a heading of a lower level.
func sharedTitles(n *node, summaryOf func(*Page) *markdown.PageSummary) map[string]bool {
	type title struct{ edition, text string }
	seen, shared := make(map[title]bool), make(map[string]bool)
	for _, c := range n.children {
		for edition, p := range c.pages {
			summary := summaryOf(p)
			if summary.Front.Title != "" || summary.Title == "" || summary.TitleBy == markdown.TitleOnTop {
				continue
			}
			if t := (title{edition, summary.Title}); seen[t] {
				shared[summary.Title] = true
			} else {
				seen[t] = true
			}
		}
	}
	return shared
}

var numberedName = regexp.MustCompile(`^\d{1,4}[.\-_][ ]*([A-Za-z].*)$`)

// cutNumber takes the number for the order off the name of a file or folder: getting-started of 1.getting-started.
func cutNumber(key string) (rest string, ok bool) {
	m := numberedName.FindStringSubmatch(path.Base(key))
	if m == nil {
		return "", false
	}
	return m[1], true
}
