package render

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"

	"shirube/generator/internal/content"
	"shirube/generator/internal/markdown"
	"shirube/generator/internal/site"
)

// A resolver fills the holes of a page's body.
type resolver struct {
	r   *Renderer
	p   *site.Page
	err error // of a template on the way

	terms    *termLinker     // nil where no terms are linked
	japanese *japaneseMarker // nil on pages in Japanese
}

// AppendHTML implements markdown.Resolver.
func (s *resolver) AppendHTML(html, piece []byte) []byte {
	switch {
	case s.terms != nil:
		return s.terms.append(html, piece)
	case s.japanese != nil:
		return s.japanese.append(html, piece)
	}
	return append(html, piece...)
}

// AppendLink implements markdown.Resolver.
func (s *resolver) AppendLink(html []byte, i int) []byte {
	target, link := s.p.Targets[i], s.p.Document.Links[i]
	switch target.Kind {
	case site.ToPicture:
		return s.picture(html, target.File)
	case site.Refused:
		if link.Picture {
			return append(html, ` src="data:,"`...)
		}
		return html
	case site.External:
		if strings.HasPrefix(link.Destination, "mailto:") || strings.HasPrefix(link.Destination, "tel:") {
			html = append(html, ` href="`...)
		} else {
			html = append(html, ` rel="external" href="`...)
		}
		return append(markdown.AppendDestination(html, link.Destination), '"')
	case site.ToPage, site.ToFile:
		html = append(html, s.r.otherEdition(s.p, target.Page)...)
		html = append(html, ` href="`...)
		html = append(html, template.HTMLEscapeString(s.address(target))...)
		return append(html, '"')
	}
	attribute := ` href="`
	if link.Picture {
		attribute = ` src="`
	}
	html = append(html, attribute...)
	return append(markdown.AppendDestination(html, link.Destination), '"')
}

func (s *resolver) address(t site.Target) string {
	address := ""
	switch {
	case t.Kind == site.ToFile:
		address = s.r.url(t.File)
	case t.Page != nil:
		address = s.r.url(t.Page.URL)
	}
	if t.Query != "" {
		address += "?" + t.Query
	}
	if t.Fragment != "" {
		address += "#" + site.EscapePath(t.Fragment)
	}
	if address == "" {
		return "#"
	}
	return address
}

// picture writes a picture's addresses and size. Those wide enough to matter come in several
// widths; the text column is never wider than 45 rem.
func (s *resolver) picture(html []byte, name string) []byte {
	picture := s.r.in.Pictures[name]
	html = append(html, ` src="`+template.HTMLEscapeString(s.r.url(picture.Output))+`"`...)
	if len(picture.Variants) > 0 {
		html = append(html, ` srcset="`...)
		for i, v := range picture.Variants {
			if i > 0 {
				html = append(html, ", "...)
			}
			html = append(html, template.HTMLEscapeString(s.r.url(v.Output))+" "+strconv.Itoa(v.Width)+"w"...)
		}
		html = append(html, `" sizes="(max-width: 48rem) 100vw, 45rem"`...)
	}
	if picture.Width > 0 {
		html = append(html, ` width="`+strconv.Itoa(picture.Width)+`" height="`+strconv.Itoa(picture.Height)+`"`...)
	}
	return append(html, ` loading="lazy" decoding="async"`...)
}

// AppendEmbed implements markdown.Resolver. Names that nothing stands for are reported by package
// site; here they are shown as they were written.
func (s *resolver) AppendEmbed(html []byte, i int) []byte {
	e, known := s.p.Document.Embeds[i], s.p.Embeds[i]
	switch {
	case e.Kind == markdown.SourceEmbed:
		return append(html, s.r.sourceAnchor(e.Name)...)
	case e.Kind == markdown.FigureEmbed && known.Quote.Name != "":
		return s.figure(html, e, known.Quote)
	case e.Kind == markdown.QuestionsEmbed:
		return append(html, `<div class="asked" data-asked><p>`+template.HTMLEscapeString(s.r.voices[s.p.Lang].strings["ask.empty"])+"</p></div>\n"...)
	case known.Table != nil:
		return append(html, s.r.tableHTML(known.Table, s.p.Lang)...)
	case known.Calculator != nil:
		form, err := s.r.calculator(known, s.p)
		if err != nil {
			s.err = err
		}
		return append(html, form...)
	}
	return append(html, template.HTMLEscapeString("{{"+e.Name+"}}")...)
}

// dateView writes a day out in a language.
func dateView(d content.Date, lang string) Date {
	if d.IsZero() {
		return Date{}
	}
	text := d.String()
	switch {
	case strings.HasPrefix(lang, "ja"):
		text = fmt.Sprintf("%d年%d月%d日", d.Year, int(d.Month), d.Day)
	case strings.HasPrefix(lang, "en"):
		text = d.Time().Format("2 January 2006")
	}
	return Date{ISO: d.String(), Text: text}
}
