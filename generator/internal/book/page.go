package book

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"shirube/generator/internal/content"
	"shirube/generator/internal/render"
)

// view returns the data of book.html.
func (b *book) view() (*View, error) {
	hasCode := slices.ContainsFunc(b.chapters, func(c *chapter) bool { return c.doc != nil && c.doc.HasCode })
	page, err := b.r.BookPage(b.Book, hasCode)
	if err != nil {
		return nil, err
	}
	page.Updated = page.Date(b.newest())
	v := &View{PageView: page, Address: b.r.Origin() + page.Site.Home}
	if v.Title, err = v.Text("book.title", v.Site.Title); err != nil {
		return nil, err
	}
	v.Meta = b.r.BookMeta(v.PageView)
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

func (b *book) chapter(c *chapter) (ChapterView, error) {
	v := ChapterView{ID: c.anchor(""), Heading: c.heading()}
	var html []byte
	if p := c.page; p != nil {
		front := p.Summary.Front
		v.Lang = render.OtherThan(b.Lang, p.Lang)
		v.Description, v.State, v.Reviewer = b.r.Plain(p, front.Description), string(p.State), front.Reviewer
		v.Updated = b.r.Localizer(b.voice).Date(p.LastChanged())
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

// contents returns the list of chapters, nested by their levels.
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
		if day := p.LastChanged(); newest.Before(day) {
			newest = day
		}
	}
	return newest
}
