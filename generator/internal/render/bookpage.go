package render

import (
	"bytes"
	"html/template"
	"strconv"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
	"shirube/generator/internal/markdown"
	"shirube/generator/internal/site"
)

// Book writes the whole of an edition as one document for paper. Docs are the documents of its pages,
// in their order. It takes as long as a good part of all pages, and no page depends on it. An error is
// a finding in the theme; see TemplateError.
func (r *Renderer) Book(of site.Book, docs []*markdown.Document) ([]byte, error) {
	b := newBook(r, of, docs)
	v, err := b.view()
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = r.shared.theme.voice(of.Lang).layout("book").Execute(&out, v)
	return out.Bytes(), err
}

// CheckBooks reports the templates that the site's books need and the theme lacks.
func (r *Renderer) CheckBooks() diagnostic.List {
	if len(r.in.Site.Books) == 0 {
		return nil
	}
	return r.shared.theme.missing([]string{"book", "book-figures", "book-sources", "book-calculator"})
}

// view gathers what book.html may use.
func (b *book) view() (*BookView, error) {
	c := b.r.shared
	frame := b.r.frame(b.Lang, b.Edition, b.URL, b.features())
	written := frame.write()
	if written.err != nil {
		return nil, written.err
	}
	page := &PageView{
		Layout: "book", Kind: "page", Lang: b.Lang, URL: c.url(b.URL), Ruby: b.r.ruby(b.Lang, b.Edition),
		Site: frame.view.Site, Menu: frame.view.Menu, Head: written.head, Top: written.top, Bottom: written.bottom,
		Description: frame.view.Site.Description, Updated: dateView(b.newest(), b.Lang), strings: c.theme.voice(b.Lang).strings,
	}
	if c.origin != "" {
		page.Permalink = c.absolute(b.URL)
	}
	page.Crumbs = crumbList([]Link{newLink(page.Site.Title, page.Site.Home)})
	return b.fill(&BookView{PageView: page, Address: c.origin + page.Site.Home})
}

// fill adds what the chapters give.
func (b *book) fill(v *BookView) (_ *BookView, err error) {
	if v.Title, err = v.T("book.title", v.Site.Title); err != nil {
		return nil, err
	}
	v.Meta = b.meta(v.PageView)
	for _, c := range b.chapters {
		made, err := b.chapter(c)
		if err != nil {
			return nil, err
		}
		v.Chapters = append(v.Chapters, made)
		v.Reviewed = v.Reviewed || made.Reviewer != ""
	}
	v.Contents = b.contents()
	return v, nil
}

// features returns which styles the chapters need. Scripts for calculators are of no use on paper.
func (b *book) features() features {
	f := features{book: true}
	for _, p := range b.Pages {
		f.code = f.code || p.Summary.HasCode
	}
	return f
}

func (b *book) meta(v *PageView) template.HTML {
	var h head
	h.title(v.Title, v.Site.Title, true)
	h.meta("robots", "noindex")
	h.address(v)
	return template.HTML(h.String())
}

// chapter writes one chapter.
func (b *book) chapter(c *chapter) (BookChapter, error) {
	v := BookChapter{ID: c.anchor(""), Heading: c.heading()}
	var html []byte
	if p := c.page; p != nil {
		front := p.Summary.Front
		v.Lang = otherThan(b.Lang, p.Lang)
		v.Description, v.State, v.Reviewer = b.r.plain(front.Description, p.Lang), string(p.State), front.Reviewer
		v.Updated = dateView(cmpDate(front.Updated, front.Date), b.Lang)
		v.Sources = b.sourceRefs(p.Sources)
		body, err := b.body(c)
		if err != nil {
			return v, err
		}
		html = body
	}
	html, err := b.appendList(html, c)
	v.HTML = template.HTML(html)
	return v, err
}

func (c *chapter) heading() template.HTML {
	tag := "h" + strconv.Itoa(c.level)
	return template.HTML("<" + tag + ` class="chapter-title"><span class="chapter-number">` + c.number + "</span> " +
		template.HTMLEscapeString(c.title) + "</" + tag + ">")
}

// contents lists the chapters in order, with their numbers.
func (b *book) contents() template.HTML {
	var out strings.Builder
	level := 1
	for _, c := range b.chapters {
		if level < c.level {
			out.WriteString("<ol>\n")
			level++
		} else {
			out.WriteString("</li>\n")
		}
		for ; level > c.level; level-- {
			out.WriteString("</ol></li>\n")
		}
		out.WriteString("<li><a " + string(c.ref("", "").Href) + `><span class="chapter-number">` + c.number + "</span> " +
			template.HTMLEscapeString(c.title) + "</a>")
	}
	for ; level > 1; level-- {
		out.WriteString("</li></ol>")
	}
	return template.HTML(out.String())
}

// newest returns the day of the chapter that was changed last.
func (b *book) newest() content.Date {
	var newest content.Date
	for _, p := range b.Pages {
		front := p.Summary.Front
		if day := cmpDate(front.Updated, front.Date); newest.Before(day) {
			newest = day
		}
	}
	return newest
}
