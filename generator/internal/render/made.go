package render

import (
	"slices"

	"shirube/generator/internal/content"
)

// Made returns the pages without a content file: 404.html, redirects, search pages, lists of tags, and lists of saved
// pages.
func (r *Renderer) Made() []*PageInput {
	return slices.Concat([]*PageInput{r.missingPage()}, r.redirects(), r.searchInputs(), r.offlinePages(), r.tagPages())
}

// made returns a page of an edition that the build makes, with the interface string title as title; it is found at path.
func (r *Renderer) made(e content.Edition, layout, title, path, output string, has features) *PageInput {
	s := &PageInput{shared: r.shared, voice: r.Voice(e.Lang, e.Code), output: output, place: -1, frame: r.frame(e.Lang, e.Code, path, has)}
	v := &s.view
	v.Layout, v.Kind, v.Title, v.Lang, v.Ruby = layout, "page", r.shared.word(s.voice, title), e.Lang, r.ruby(e.Lang, e.Code)
	v.URL, v.Permalink, v.Edition = r.shared.url(path), r.shared.permalink(path), e.Code
	v.Meta = r.plainMeta(v, false)
	v.Crumbs = crumbList([]Link{r.homeLink(e.Code)})
	return s
}

// withoutIndex keeps search engines from listing a page.
func (r *Renderer) withoutIndex(s *PageInput) *PageInput {
	s.view.Permalink = ""
	s.view.Meta = r.plainMeta(&s.view, true)
	return s
}

func (r *Renderer) homeLink(edition string) Link {
	home := r.in.Site.Home.In(edition)
	return NewLink(r.navTitle(nil, home), r.shared.url(home.URL))
}

func (r *Renderer) missingPage() *PageInput {
	return r.withoutIndex(r.made(r.edition(""), "404", "404.title", "/404.html", "404.html", features{}))
}

func (r *Renderer) redirects() []*PageInput {
	var pages []*PageInput
	for _, redirect := range r.in.Site.Redirects {
		to := redirect.To
		s := &PageInput{
			shared: r.shared, voice: r.Voice(to.Lang, to.Edition), output: redirect.Output, place: -1,
			frame: r.frame(to.Lang, to.Edition, to.URL, features{}),
		}
		s.view = PageView{Layout: "redirect", Lang: to.Lang, Ruby: r.ruby(to.Lang, to.Edition), RedirectTo: r.shared.url(to.URL)}
		s.view.Permalink = r.shared.permalink(to.URL)
		pages = append(pages, s)
	}
	return pages
}

// tagPages returns a page for every tag and one that lists them.
func (r *Renderer) tagPages() []*PageInput {
	if len(r.in.Site.Tags) == 0 {
		return nil
	}
	list := r.made(r.edition(""), "tags", "tags.title", "/tags/", "tags/index.html", features{})
	var pages []*PageInput
	for _, tag := range r.in.Site.Tags {
		list.view.TagCounts = append(list.view.TagCounts, TagCount{NewLink(tag.Name, r.shared.url(tag.URL)), len(tag.Pages)})
		s := r.made(r.edition(""), "tag", "", tag.URL, tag.Output, features{})
		s.view.Title = tag.Name
		s.view.Meta = r.plainMeta(&s.view, false)
		s.view.Crumbs = crumbList([]Link{r.homeLink(""), NewLink(list.view.Title, list.view.URL)})
		s.view.Children = r.cards(r.in.Site.Home, tag.Pages, nil)
		pages = append(pages, s)
	}
	return append(pages, list)
}
