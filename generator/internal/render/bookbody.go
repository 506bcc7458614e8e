package render

import (
	"shirube/generator/internal/markdown"
	"shirube/generator/internal/site"
)

// A paperResolver fills the holes of a page's body as a resolver does, but for what needs scripts.
type paperResolver struct {
	*resolver
	book    *book
	chapter *chapter
}

// body writes the body of a chapter's page.
func (b *book) body(c *chapter) ([]byte, error) {
	holes := &paperResolver{b.r.Subject(c.page).resolver(c.doc), b, c}
	html := c.doc.Append(nil, holes)
	return (&rewriter{b, c}).append(nil, html), holes.err
}

// AppendEmbed implements markdown.Resolver.
func (s *paperResolver) AppendEmbed(html []byte, i int) []byte {
	known := s.subject.embeds[i]
	switch {
	case known.Calculator != nil:
		return s.calculator(html, known)
	case s.doc.Embeds[i].Kind == markdown.QuestionsEmbed:
		return append(html, `<div class="ruled" aria-hidden="true"><hr><hr><hr><hr><hr></div>`+"\n"...)
	}
	return s.resolver.AppendEmbed(html, i)
}

// calculator appends what a calculator's page says where no scripts run. A calculator that several
// chapters show is said in one of them.
func (s *paperResolver) calculator(html []byte, e site.Embed) []byte {
	c := s.subject.shared
	view, err := c.calculatorView(e, s.subject.view.Lang)
	if err != nil {
		s.err = err
		return html
	}
	view.Own = s.chapter.isAbout(e.Calculator)
	s.book.cite(view)
	v := &BookCalculator{CalculatorView: view}
	home := s.book.said[e.Calculator]
	v.Address = c.absolute(home.page.URL) + "#" + view.ID
	if home != s.chapter {
		to := newLink(home.title, c.url(home.page.URL)+"#"+view.ID)
		v.Elsewhere = &to
	}
	out := &appender{html}
	if err := c.theme.voice(view.Lang).layout("book-calculator").Execute(out, v); err != nil {
		s.err = err
	}
	return out.html
}

// cite leads a calculator's links to sources to the book's list of them.
func (b *book) cite(v *CalculatorView) {
	lists := [][]Source{v.Sources}
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
			if b.r.shared.sourceAt != "" {
				list[i].URL = b.r.shared.sourceAt + "#" + list[i].ID
			}
		}
	}
}

// An appender writes behind what is there.
type appender struct{ html []byte }

// Write implements io.Writer.
func (a *appender) Write(p []byte) (int, error) {
	a.html = append(a.html, p...)
	return len(p), nil
}
