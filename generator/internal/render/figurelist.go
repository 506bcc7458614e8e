package render

import (
	"html/template"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"shirube/calculator"
	"shirube/generator/internal/site"
)

// Figures lists every value and table of the site for readers of an edition.
func (r *Renderer) Figures(lang, edition string, by *Shown) (values []FigureView, tables []TableView) {
	all := r.in.Site.Figures
	if all == nil {
		return nil, nil
	}
	ids := make(map[string]int)
	for _, f := range all.All() {
		if f.Text != "" {
			values = append(values, r.figureView(&f, ids, lang, edition, by))
		}
	}
	for _, t := range all.Tables() {
		tables = append(tables, r.tableView(&t, ids, lang, edition, by))
	}
	return values, tables
}

// byUse groups the figures and tables of a page by the sections whose pages use them most, in the order of the sections;
// what none uses comes last.
func (r *Renderer) byUse(v *PageView, p *site.Page, by *Shown) []FigureGroup {
	sections := r.in.Site.HomeOf(p).Children
	groups := make([]FigureGroup, len(sections)+1)
	for i, section := range sections {
		groups[i].ID, groups[i].Title = "michi-group-"+strconv.Itoa(i+1), r.navTitle(by, section)
	}
	groups[len(sections)].ID, groups[len(sections)].Title = "michi-group", r.shared.word(r.Voice(p.Lang, p.Edition), "figures.other")
	for _, f := range v.Figures {
		g := &groups[r.sectionUsing(f.Name, sections)]
		g.Figures = append(g.Figures, f)
	}
	for _, t := range v.Tables {
		g := &groups[r.sectionUsing(t.Name, sections)]
		g.Tables = append(g.Tables, t)
	}
	return slices.DeleteFunc(groups, func(g FigureGroup) bool { return len(g.Figures)+len(g.Tables) == 0 })
}

// sectionUsing returns the place of the section most of whose pages use a figure, the first of several; behind all
// where none does.
func (r *Renderer) sectionUsing(figure string, sections []*site.Page) int {
	uses := make([]int, len(sections)+1)
	for _, p := range r.in.Site.FigureUses[figure] {
		for p.Parent != nil && p.Parent.Parent != nil {
			p = p.Parent
		}
		if i := slices.Index(sections, p); i >= 0 && p.IsSection {
			uses[i]++
		}
	}
	if most := slices.Max(uses); most > 0 {
		return slices.Index(uses, most)
	}
	return len(sections)
}

// users links the pages that use something, each once, in an edition. Pages that search engines do not index, such as
// samples for editors, are left out.
func (r *Renderer) users(pages []*site.Page, lang, edition string, by *Shown) []Link {
	var links []Link
	listed := make(map[*site.Page]bool)
	for _, p := range pages {
		p = p.In(edition)
		if listed[p] || p.Summary.Front.NoIndex {
			continue
		}
		listed[p] = true
		link := NewLink(r.title(by, p), r.shared.url(p.URL))
		if other := OtherThan(lang, p.Lang); other != "" {
			other = template.HTMLEscapeString(other)
			link.Href += template.HTMLAttr(` lang="` + other + `" hreflang="` + other + `"`)
		}
		links = append(links, link)
	}
	return links
}

// letters counts the letters in the lists of a page, for the reading time.
func (v *PageView) letters() (count int) {
	for _, s := range v.Sources {
		if v.Layout == "sources" {
			count += utf8.RuneCountInString(s.Title + s.Publisher + s.Note)
		}
	}
	for _, f := range v.Figures {
		count += utf8.RuneCountInString(f.Name + f.Value + f.Help + f.Note + f.Assumed)
	}
	for _, t := range v.Tables {
		count += utf8.RuneCountInString(t.Name+t.Help+t.Assumed) + utf8.RuneCountInString(string(t.HTML))/4 // the rest is tags
	}
	return count
}

func (r *Renderer) figureView(f *calculator.Figure, ids map[string]int, lang, edition string, by *Shown) FigureView {
	voice := r.Voice(lang, edition)
	values := r.shared.values(voice)
	v := FigureView{
		ID: newID(f.Name, ids), Name: f.Name, Value: values.value(f.Text), Help: f.Help, Note: f.Note, Assumed: f.Assumed, Year: f.Year,
		From: r.shared.localizer(voice).isoDay(f.From), Checked: r.shared.checked(f.Sources, voice),
		Sources: r.shared.sourceViews(f.Sources, voice), UsedBy: r.users(r.in.Site.FigureUses[f.Name], lang, edition, by),
	}
	for _, h := range f.History {
		v.History = append(v.History, FigureValue{r.shared.localizer(voice).isoDay(h.From), values.value(h.Text)})
	}
	return v
}

func (r *Renderer) tableView(t *calculator.Table, ids map[string]int, lang, edition string, by *Shown) TableView {
	voice := r.Voice(lang, edition)
	var html strings.Builder
	writeTable(&html, t, false, r.shared.values(voice))
	return TableView{
		ID: newID(t.Name, ids), Name: t.Name, Help: t.Help, Assumed: t.Assumed, Year: t.Year,
		From: r.shared.localizer(voice).isoDay(t.From), Checked: r.shared.checked(t.Sources, voice), HTML: template.HTML(html.String()),
		Sources: r.shared.sourceViews(t.Sources, voice), UsedBy: r.users(r.in.Site.FigureUses[t.Name], lang, edition, by),
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
