package book

import (
	"bytes"

	"shirube/generator/internal/markdown"
	"shirube/generator/internal/render"
	"shirube/generator/internal/site"
)

// A paperResolver fills the holes of a page's body as render's does, but for what needs scripts.
type paperResolver struct {
	*render.Resolver
	book    *book
	chapter *chapter
}

// body writes the body of a chapter's page.
func (b *book) body(c *chapter) ([]byte, error) {
	holes := &paperResolver{b.r.Resolver(c.page, c.doc), b, c}
	html := c.doc.Append(nil, holes)
	return (&rewriter{b, c}).append(nil, html), holes.Err
}

// AppendEmbed implements markdown.Resolver.
func (s *paperResolver) AppendEmbed(html []byte, i int) []byte {
	known := s.chapter.page.Embeds[i]
	switch {
	case known.Calculator != nil:
		return s.calculator(html, known)
	case s.chapter.doc.Embeds[i].Kind == markdown.QuestionsEmbed:
		return append(html, `<div class="ruled" aria-hidden="true"><hr><hr><hr><hr><hr></div>`+"\n"...)
	}
	return s.Resolver.AppendEmbed(html, i)
}

// calculator appends a calculator as it is shown without scripts. A calculator that several
// chapters show is explained in one of them.
func (s *paperResolver) calculator(html []byte, e site.Embed) []byte {
	r := s.book.r
	view, err := r.Calculator(e, s.chapter.page)
	if err != nil {
		s.Err = err
		return html
	}
	view.Own = s.chapter.isAbout(e.Calculator)
	s.book.cite(view)
	v := &CalculatorView{CalculatorView: view}
	home := s.book.explained[e.Calculator]
	v.Address = r.Origin() + r.URL(home.page.URL) + "#" + view.ID
	if home != s.chapter {
		to := render.NewLink(home.title, r.URL(home.page.URL)+"#"+view.ID)
		v.Elsewhere = &to
	}
	out := bytes.NewBuffer(html)
	if err := r.Layout(s.book.voice, "book-calculator").Execute(out, v); err != nil {
		s.Err = err
	}
	return out.Bytes()
}

// cite leads a calculator's links to sources to the book's list of them.
func (b *book) cite(v *render.CalculatorView) {
	lists := [][]render.Source{v.Sources}
	for _, q := range v.Questions {
		lists = append(lists, q.Sources)
	}
	for _, step := range v.Steps {
		lists = append(lists, step.Sources)
	}
	for _, m := range v.Messages {
		lists = append(lists, m.Sources)
	}
	for _, list := range lists {
		for i := range list {
			if b.r.SourcesURL() != "" {
				list[i].URL = b.r.SourcesURL() + "#" + list[i].ID
			}
		}
	}
}
