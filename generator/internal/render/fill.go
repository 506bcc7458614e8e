package render

import (
	"html/template"
	"strconv"
	"strings"

	"shirube/generator/internal/markdown"
	"shirube/generator/internal/site"
)

// A Resolver fills the holes of a page's body.
type Resolver struct {
	input *PageInput
	doc   *markdown.Document
	Err   error // of a template

	editor *textEditor // links terms; nil where there are none
}

// resolver returns the resolver of the page's body.
func (s *PageInput) resolver(doc *markdown.Document) *Resolver {
	body := &Resolver{input: s, doc: doc}
	if s.glossary != nil {
		body.editor = newTermLinker(s.glossary, doc.HTML())
	}
	return body
}

// AppendHTML implements markdown.Resolver.
func (s *Resolver) AppendHTML(html, piece []byte) []byte {
	if s.editor != nil {
		return s.editor.append(html, piece)
	}
	return append(html, piece...)
}

// AppendLink implements markdown.Resolver.
func (s *Resolver) AppendLink(html []byte, i int) []byte {
	target, link := &s.input.targets[i], s.doc.Links[i]
	if link.Attribute != "" {
		return s.rawLink(html, target, link)
	}
	switch target.kind {
	case site.ToPicture:
		return s.picture(html, target.picture, link)
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
	case site.Dangling:
		if link.ByName && !link.Picture {
			return append(html, ` class="missing"`...)
		}
	case site.ToPage, site.ToFile:
		html = append(html, target.otherEdition()...)
		html = append(html, ` href="`...)
		html = append(html, template.HTMLEscapeString(s.input.shared.address(target))...)
		return append(html, '"')
	}
	attribute := ` href="`
	if link.Picture {
		attribute = ` src="`
	}
	html = append(html, attribute...)
	return append(markdown.AppendDestination(html, link.Destination), '"')
}

// rawLink writes an attribute of HTML in the page with its address; of a srcset, which has several, the address alone.
func (s *Resolver) rawLink(html []byte, target *target, link markdown.Link) []byte {
	if link.Attribute == "srcset" {
		return s.rawAddress(html, target, link)
	}
	html = append(html, " "+link.Attribute+`="`...)
	return append(s.rawAddress(html, target, link), '"')
}

func (s *Resolver) rawAddress(html []byte, target *target, link markdown.Link) []byte {
	switch {
	case target.kind == site.ToPage || target.kind == site.ToFile:
		html = append(html, template.HTMLEscapeString(s.input.shared.address(target))...)
	case target.kind == site.ToPicture && target.picture != nil:
		html = append(html, template.HTMLEscapeString(s.input.shared.url(target.picture.output))...)
	default:
		html = append(html, link.Written...)
	}
	return html
}

// address returns the address of a link.
func (c *siteContext) address(t *target) string {
	address := ""
	if t.to != "" {
		address = c.url(t.to)
	}
	if t.query != "" {
		address += "?" + t.query
	}
	if t.fragment != "" {
		address += "#" + site.EscapePath(t.fragment)
	}
	if address == "" {
		return "#"
	}
	return address
}

// picture writes a picture's addresses and size. Those wide enough to matter come in several
// widths; the text column is never wider than 45 rem.
func (s *Resolver) picture(html []byte, picture *picture, link markdown.Link) []byte {
	c := s.input.shared
	if picture == nil {
		return html // it has been reported
	}
	html = append(html, ` src="`+template.HTMLEscapeString(c.url(picture.output))+`"`...)
	if len(picture.variants) > 0 {
		html = append(html, ` srcset="`...)
		for i, v := range picture.variants {
			if i > 0 {
				html = append(html, ", "...)
			}
			html = append(html, template.HTMLEscapeString(c.url(v.Output))+" "+strconv.Itoa(v.Width)+"w"...)
		}
		html = append(html, `" sizes="(max-width: 48rem) 100vw, 45rem"`...)
	}
	if width, height := shownSize(picture, link); width > 0 {
		html = append(html, ` width="`+strconv.Itoa(width)+`" height="`+strconv.Itoa(height)+`"`...)
	}
	return append(html, ` loading="lazy" decoding="async"`...)
}

// shownSize returns the size of a picture in the shape that it has; 0 where its own is not known.
func shownSize(p *picture, link markdown.Link) (width, height int) {
	switch {
	case p.width == 0:
		return 0, 0
	case link.Width > 0:
		return link.Width, max(link.Width*p.height/p.width, 1)
	case link.Height > 0:
		return max(link.Height*p.width/p.height, 1), link.Height
	}
	return p.width, p.height
}

// AppendEmbed implements markdown.Resolver. Unknown names are reported by package
// site; here they are shown as they were written.
func (s *Resolver) AppendEmbed(html []byte, i int) []byte {
	c, e, known := s.input.shared, s.doc.Embeds[i], s.input.embeds[i]
	switch {
	case e.Kind == markdown.SourceEmbed:
		return append(html, c.sourceAnchor(e.Name)...)
	case e.Kind == markdown.FigureEmbed && known.Quote.Name != "":
		return s.figure(html, e, known.Quote)
	case e.Kind == markdown.QuestionsEmbed:
		return append(html, `<div class="asked" data-asked><p>`+template.HTMLEscapeString(c.word(s.input.voice, "ask.empty"))+"</p></div>\n"...)
	case known.Table != nil:
		return append(html, c.tableHTML(known.Table, s.input.voice)...)
	case known.Calculator != nil:
		form, err := c.calculator(known, s.input)
		if err != nil {
			s.Err = err
		}
		return append(html, form...)
	}
	return append(html, template.HTMLEscapeString("{{"+e.Name+"}}")...)
}
