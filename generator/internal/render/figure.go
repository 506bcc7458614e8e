package render

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html/template"
	"regexp"
	"strings"

	"shirube/calculator"
	"shirube/generator/internal/assets"
	"shirube/generator/internal/markdown"
)

// figure writes a quoted value with a link to its entry in the list of figures, where its source
// and date stand.
func (s *resolver) figure(html []byte, e markdown.Embed, q calculator.Quote) []byte {
	value := `<data class="figure" value="` + template.HTMLEscapeString(q.Number) + `">` + template.HTMLEscapeString(q.Text) + `</data>`
	if s.r.figuresAt == "" || e.InLink || q.Text == "" {
		return append(html, value...)
	}
	return append(html, `<a class="figure-link" href="`+s.r.figuresAt+"#"+FigureID(q.Name)+`">`+value+`</a>`...)
}

// FigureID returns the id of a figure's entry in the list of figures.
func FigureID(name string) string { return "figure-" + markdown.Slug(name) }

var quoted = regexp.MustCompile(`\{\{\s*([^{}]+?)\s*\}\}`)

// plain returns a text of a page with the figures that it quotes written out.
func (r *Renderer) plain(text string) string {
	figures := r.in.Site.Figures
	if figures == nil || !strings.Contains(text, "{{") {
		return text
	}
	return quoted.ReplaceAllStringFunc(text, func(s string) string {
		if q, err := figures.Quote(quoted.FindStringSubmatch(s)[1]); err == nil {
			return q.Text
		}
		return s
	})
}

// tableHTML writes a table of a .calc file with its sources and the date from which it holds.
func (r *Renderer) tableHTML(t *calculator.Table, lang string) string {
	words := r.voices[lang].strings
	var b strings.Builder
	b.WriteString(`<div class="table" role="region" tabindex="0" aria-label="` + template.HTMLEscapeString(t.Name) + `"><table>` + "\n<caption>")
	b.WriteString(template.HTMLEscapeString(t.Name) + "</caption>\n<thead><tr>")
	for _, name := range append(append([]string{}, t.Keys...), t.Results...) {
		b.WriteString(`<th scope="col">` + template.HTMLEscapeString(name) + "</th>")
	}
	b.WriteString("</tr></thead>\n<tbody>\n")
	for _, row := range t.Rows {
		writeRow(&b, row, len(t.Keys))
	}
	b.WriteString("</tbody></table></div>\n")
	if origin := r.origins(t.Sources, t.Assumed, t.From, lang); origin != "" {
		b.WriteString(`<p class="table-source">` + template.HTMLEscapeString(words["block.source"]) + origin + "</p>\n")
	}
	return b.String()
}

func writeRow(b *strings.Builder, row calculator.TableRow, keys int) {
	b.WriteString("<tr>")
	for i, cell := range row.Cells {
		if i < keys {
			b.WriteString(`<th scope="row">` + template.HTMLEscapeString(cell) + "</th>")
			continue
		}
		b.WriteString("<td>" + template.HTMLEscapeString(cell))
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

// figures lists every value and table of the site, for the page of figures.
func (r *Renderer) figures(lang string) (values []FigureView, tables []TableView) {
	all := r.in.Site.Figures
	if all == nil {
		return nil, nil
	}
	for _, f := range all.All() {
		if f.Text == "" {
			continue
		}
		v := FigureView{
			ID: FigureID(f.Name), Name: f.Name, Value: f.Text, Help: f.Help, Note: f.Note, Assumed: f.Assumed, Year: f.Year,
			From: isoDay(f.From, lang), Sources: r.sourceViews(f.Sources, lang), UsedBy: r.links(r.in.Site.FigureUses[f.Name]),
		}
		for _, h := range f.History {
			v.History = append(v.History, FigureValue{isoDay(h.From, lang), h.Text})
		}
		values = append(values, v)
	}
	for _, t := range all.Tables() {
		tables = append(tables, TableView{
			ID: FigureID(t.Name), Name: t.Name, Help: t.Help, Year: t.Year, HTML: template.HTML(r.tableHTML(&t, lang)),
			Sources: r.sourceViews(t.Sources, lang), UsedBy: r.links(r.in.Site.FigureUses[t.Name]),
		})
	}
	return values, tables
}

func (r *Renderer) sourceViews(ids []string, lang string) []Source {
	var views []Source
	for _, id := range ids {
		if s, ok := r.sources[id]; ok {
			views = append(views, r.source(s, lang, false))
		}
	}
	return views
}

// modulePath returns the published path of a calculator's module.
func modulePath(p *calculator.Program) string {
	sum := sha256.Sum256(p.Module)
	return assets.Folder + "/calculator-" + p.Name + "-" + strings.ToUpper(hex.EncodeToString(sum[:4])) + ".wasm"
}
