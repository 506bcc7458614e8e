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
	r *Renderer
	p *site.Page
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
	embed := s.p.Document.Embeds[i]
	if embed.Kind == markdown.SourceEmbed {
		return s.sourceLink(html, embed.Name)
	}
	return append(html, template.HTMLEscapeString("{{"+embed.Name+"}}")...)
}

// sourceLink names a source and leads to its entry in the list of sources.
func (s *resolver) sourceLink(html []byte, id string) []byte {
	source, ok := s.r.sources[id]
	title := source.Title
	if !ok {
		title = id
	}
	text := template.HTMLEscapeString(title)
	if s.r.sourceAt == "" || !ok {
		return append(html, text...)
	}
	return append(html, `<a href="`+s.r.sourceAt+"#"+template.HTMLEscapeString(id)+`">`+text+`</a>`...)
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
