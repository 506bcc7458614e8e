package render

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"shirube/calculator"
	"shirube/generator/internal/markdown"
)

// figure writes a quoted value with a link to its entry in the list of figures, where its source
// and date are.
func (s *Resolver) figure(html []byte, e markdown.Embed, q calculator.Quote) []byte {
	text := template.HTMLEscapeString(s.input.shared.quoteText(q, s.input.voice))
	figuresAt := s.input.shared.figuresAt
	if e.Plain {
		return append(html, text...)
	}
	value := `<data class="figure" value="` + template.HTMLEscapeString(q.Number) + `">` + text + `</data>`
	if figuresAt == "" || e.InLink || q.Text == "" {
		return append(html, value...)
	}
	return append(html, `<a class="figure-link" href="`+figuresAt+"#"+FigureID(q.Name)+`">`+value+`</a>`...)
}

// FigureID returns the id of a figure's entry in the list of figures.
func FigureID(name string) string { return "figure-" + markdown.Slug(name) }

// grouped puts a comma between each three digits of a decimal's whole part.
func grouped(number string) string {
	whole, fraction, hasFraction := strings.Cut(number, ".")
	first := len(whole) % 3
	if strings.HasPrefix(whole, "-") && first == 1 {
		first += 3
	}
	var b strings.Builder
	for i, digit := range whole {
		if i > 0 && i >= first && (i-first)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(digit)
	}
	if hasFraction {
		b.WriteString("." + fraction)
	}
	return b.String()
}

// tableHTML writes a table of a .calc file with its sources and the date from which it holds.
func (c *siteContext) tableHTML(t *calculator.Table, voice string) string {
	var b strings.Builder
	writeTable(&b, t, true, c.values(voice))
	if origin := c.origins(t.Sources, t.Assumed, t.From, voice); origin != "" {
		label := c.word(voice, "block.source")
		b.WriteString(`<p class="table-source">` + template.HTMLEscapeString(label) + origin + "</p>\n")
	}
	return b.String()
}

func writeTable(b *strings.Builder, t *calculator.Table, captioned bool, values *valueWriter) {
	name := template.HTMLEscapeString(t.Name)
	b.WriteString(`<div class="table" role="region" tabindex="0" aria-label="` + name + `"><table>` + "\n")
	if captioned {
		b.WriteString("<caption>" + name + "</caption>\n")
	}
	b.WriteString("<thead><tr>")
	for i, column := range slices.Concat(t.Keys, t.Results) {
		b.WriteString(`<th scope="col"` + alignment(i, len(t.Keys)) + `>` + template.HTMLEscapeString(column) + "</th>")
	}
	b.WriteString("</tr></thead>\n<tbody>\n")
	for _, row := range t.Rows {
		writeRow(b, row, len(t.Keys), values)
	}
	b.WriteString("</tbody></table></div>\n")
}

// alignment aligns the results, which are numbers, to the right.
func alignment(column, keys int) string {
	if column < keys {
		return ""
	}
	return ` class="align-right"`
}

func writeRow(b *strings.Builder, row calculator.TableRow, keys int, values *valueWriter) {
	b.WriteString("<tr>")
	for i, cell := range row.Cells {
		if i < keys {
			b.WriteString(`<th scope="row">` + template.HTMLEscapeString(values.value(cell)) + "</th>")
			continue
		}
		b.WriteString("<td" + alignment(i, keys) + ">" + template.HTMLEscapeString(values.value(cell)))
		if row.Note != "" && i == len(row.Cells)-1 {
			b.WriteString(` <small>` + template.HTMLEscapeString(row.Note) + "</small>")
		}
		b.WriteString("</td>")
	}
	b.WriteString("</tr>\n")
}

// origins returns the sources of a figure and the day from which it holds.
func (c *siteContext) origins(sources []string, assumed, from, voice string) string {
	var parts []string
	for _, id := range sources {
		parts = append(parts, c.sourceAnchor(id))
	}
	if assumed != "" {
		parts = append(parts, template.HTMLEscapeString(assumed))
	}
	text := strings.Join(parts, c.word(voice, andKey))
	format := c.word(voice, "figure.from")
	if day := c.localizer(voice).isoDay(from); day != "" && text != "" && format != "" {
		text += template.HTMLEscapeString(fmt.Sprintf(format, day))
	}
	return text
}

// sourceAnchor links to the entry of a source in the list of sources.
func (c *siteContext) sourceAnchor(id string) string {
	source, ok := c.sources[id]
	title := source.Title
	if !ok {
		title = id
	}
	text := template.HTMLEscapeString(title)
	if c.sourceAt == "" || !ok {
		return text
	}
	return `<a href="` + c.sourceAt + "#" + template.HTMLEscapeString(id) + `">` + text + `</a>`
}
