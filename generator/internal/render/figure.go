package render

import (
	"cmp"
	"fmt"
	"html/template"
	"regexp"
	"slices"
	"strings"

	"shirube/calculator"
	"shirube/generator/internal/markdown"
)

// figure writes a quoted value with a link to its entry in the list of figures, where its source
// and date stand.
func (s *resolver) figure(html []byte, e markdown.Embed, q calculator.Quote) []byte {
	if e.Plain {
		return append(html, template.HTMLEscapeString(s.r.quoteText(q, s.p.Lang))...)
	}
	value := `<data class="figure" value="` + template.HTMLEscapeString(q.Number) + `">` + template.HTMLEscapeString(s.r.quoteText(q, s.p.Lang)) + `</data>`
	if s.r.figuresAt == "" || e.InLink || q.Text == "" {
		return append(html, value...)
	}
	return append(html, `<a class="figure-link" href="`+s.r.figuresAt+"#"+FigureID(q.Name)+`">`+value+`</a>`...)
}

// FigureID returns the id of a figure's entry in the list of figures.
func FigureID(name string) string { return "figure-" + markdown.Slug(name) }

var quoted = regexp.MustCompile(`\{\{\s*([^{}]+?)\s*\}\}`)

// plain returns a text of a page in a language with the figures that it quotes written out.
func (r *Renderer) plain(text, lang string) string {
	figures := r.in.Site.Figures
	if figures == nil || !strings.Contains(text, "{{") {
		return text
	}
	return quoted.ReplaceAllStringFunc(text, func(s string) string {
		if q, err := figures.Quote(quoted.FindStringSubmatch(s)[1]); err == nil {
			return r.quoteText(q, lang)
		}
		return s
	})
}

// quoteText writes a figure in a language: 9,300円, or ¥9,300 where the language's interface strings
// say how to write its unit (unit.円: ¥%s). No other language's way stands in for a missing one.
func (r *Renderer) quoteText(q calculator.Quote, lang string) string {
	own, key := r.in.Theme.strings, "unit."+q.Unit
	format := cmp.Or(own[lang][key], own[primary(lang)][key])
	if format == "" {
		return q.Text
	}
	return fmt.Sprintf(format, grouped(q.Number))
}

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
func (r *Renderer) tableHTML(t *calculator.Table, lang string) string {
	var b strings.Builder
	writeTable(&b, t, true)
	if origin := r.origins(t.Sources, t.Assumed, t.From, lang); origin != "" {
		label := r.voices[lang].strings["block.source"]
		b.WriteString(`<p class="table-source">` + template.HTMLEscapeString(label) + origin + "</p>\n")
	}
	return b.String()
}

func writeTable(b *strings.Builder, t *calculator.Table, captioned bool) {
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
		writeRow(b, row, len(t.Keys))
	}
	b.WriteString("</tbody></table></div>\n")
}

// alignment sets the results, which are numbers, to the right.
func alignment(column, keys int) string {
	if column < keys {
		return ""
	}
	return ` class="align-right"`
}

func writeRow(b *strings.Builder, row calculator.TableRow, keys int) {
	b.WriteString("<tr>")
	for i, cell := range row.Cells {
		if i < keys {
			b.WriteString(`<th scope="row">` + template.HTMLEscapeString(cell) + "</th>")
			continue
		}
		b.WriteString("<td" + alignment(i, keys) + ">" + template.HTMLEscapeString(cell))
		if row.Note != "" && i == len(row.Cells)-1 {
			b.WriteString(` <small>` + template.HTMLEscapeString(row.Note) + "</small>")
		}
		b.WriteString("</td>")
	}
	b.WriteString("</tr>\n")
}

// origins names where a figure comes from and since when it holds.
func (r *Renderer) origins(sources []string, assumed, from, lang string) string {
	var parts []string
	for _, id := range sources {
		parts = append(parts, r.sourceAnchor(id))
	}
	if assumed != "" {
		parts = append(parts, template.HTMLEscapeString(assumed))
	}
	text := strings.Join(parts, "、")
	format := r.voices[lang].strings["figure.from"]
	if day := isoDay(from, lang); day != "" && text != "" && format != "" {
		text += template.HTMLEscapeString(fmt.Sprintf(format, day))
	}
	return text
}

// sourceAnchor links to the entry of a source in the list of sources.
func (r *Renderer) sourceAnchor(id string) string {
	source, ok := r.sources[id]
	title := source.Title
	if !ok {
		title = id
	}
	text := template.HTMLEscapeString(title)
	if r.sourceAt == "" || !ok {
		return text
	}
	return `<a href="` + r.sourceAt + "#" + template.HTMLEscapeString(id) + `">` + text + `</a>`
}
