package render

import (
	"html/template"
	"strconv"
	"strings"

	"shirube/calculator"
)

// Figures lists every value and table of the site, for the page of Figures.
func (r *Renderer) Figures(lang string) (values []FigureView, tables []TableView) {
	all := r.in.Site.Figures
	if all == nil {
		return nil, nil
	}
	ids := make(map[string]int)
	for _, f := range all.All() {
		if f.Text != "" {
			values = append(values, r.figureView(&f, ids, lang))
		}
	}
	for _, t := range all.Tables() {
		tables = append(tables, r.tableView(&t, ids, lang))
	}
	return values, tables
}

func (r *Renderer) figureView(f *calculator.Figure, ids map[string]int, lang string) FigureView {
	v := FigureView{
		ID: newID(f.Name, ids), Name: f.Name, Value: f.Text, Help: f.Help, Note: f.Note, Assumed: f.Assumed, Year: f.Year,
		From: isoDay(f.From, lang), Checked: r.shared.checked(f.Sources, lang),
		Sources: r.shared.sourceViews(f.Sources, lang), UsedBy: r.links(r.in.Site.FigureUses[f.Name]),
	}
	for _, h := range f.History {
		v.History = append(v.History, FigureValue{isoDay(h.From, lang), h.Text})
	}
	return v
}

func (r *Renderer) tableView(t *calculator.Table, ids map[string]int, lang string) TableView {
	var html strings.Builder
	writeTable(&html, t, false)
	return TableView{
		ID: newID(t.Name, ids), Name: t.Name, Help: t.Help, Assumed: t.Assumed, Year: t.Year,
		From: isoDay(t.From, lang), Checked: r.shared.checked(t.Sources, lang), HTML: template.HTML(html.String()),
		Sources: r.shared.sourceViews(t.Sources, lang), UsedBy: r.links(r.in.Site.FigureUses[t.Name]),
	}
}

// newID returns the id of an entry. Calculators may each have a figure of the same name; quotes lead
// to the first.
func newID(name string, ids map[string]int) string {
	id := FigureID(name)
	ids[id]++
	if n := ids[id]; n > 1 {
		id += "-" + strconv.Itoa(n)
	}
	return id
}
