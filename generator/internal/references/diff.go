package references

import (
	"context"
	"slices"
	"strings"

	"shirube/calculator"
	"shirube/calculator/diagnostic"
	"shirube/generator/internal/lint"
	"shirube/generator/internal/markdown"
	"shirube/generator/internal/site"
)

// A Change is something that differs between the two days. Before or After is
// empty where there is nothing on that day.
type Change struct {
	Span          diagnostic.Span
	What          string // name of the figure, key of the row, kind of the text, label of the result
	Before, After string
}

// A FigureChange is a 値 or 表 that differs.
type FigureChange struct {
	Kind    string // 値 or 表
	Name    string
	Span    diagnostic.Span
	From    string   // the day from which the later value holds, or empty
	Changes []Change // one for a 値; the rows that differ for a 表
}

// A PageChange is a page that comes, goes or says something else.
type PageChange struct {
	Path, URL, Title string
	Comes, Goes      bool
	Changes          []Change // sentences, tables and calculators that differ
}

// A CalculatorChange is a calculator whose examples give something else.
type CalculatorChange struct {
	Name, Title string
	Examples    []ExampleChange
	Cells       int // of 早見表 that differ
}

// An ExampleChange is an example with the results that differ.
type ExampleChange struct {
	Title   string
	Span    diagnostic.Span
	Results []Change
}

// A Difference is all that differs between two days.
type Difference struct {
	Figures     []FigureChange
	Pages       []PageChange
	Calculators []CalculatorChange
}

// IsEmpty reports whether both days show the same.
func (d Difference) IsEmpty() bool {
	return len(d.Figures) == 0 && len(d.Pages) == 0 && len(d.Calculators) == 0
}

// Between compares a site as it is published on two days. Both were linked from the same files. The
// error comes from running calculators.
func Between(ctx context.Context, before, after lint.Input) (Difference, error) {
	d := &differ{before: before, after: after, old: newWords(before.Site.Figures), new: newWords(after.Site.Figures), changed: make(map[string]bool)}
	d.figures()
	d.pages()
	err := d.calculators(ctx)
	return d.Difference, err
}

// A differ is the state of Between.
type differ struct {
	Difference
	before, after lint.Input
	old, new      *words
	changed       map[string]bool // names of the figures and tables that differ
}

// figures compares figures and tables. Both days read the same files, so these have the same places in both lists, and
// only the values in force differ.
func (d *differ) figures() {
	if d.before.Site.Figures == nil || d.after.Site.Figures == nil {
		return
	}
	old, now := d.before.Site.Figures.All(), d.after.Site.Figures.All()
	for i := range min(len(old), len(now)) {
		if old[i].Text != now[i].Text {
			d.add(FigureChange{Kind: "値", Name: now[i].Name, Span: now[i].Position, From: now[i].From,
				Changes: []Change{{now[i].Position, now[i].Name, old[i].Text, now[i].Text}}})
		}
	}
	oldTables, newTables := d.before.Site.Figures.Tables(), d.after.Site.Figures.Tables()
	for i := range min(len(oldTables), len(newTables)) {
		if rows := rowChanges(oldTables[i], newTables[i]); len(rows) > 0 {
			d.add(FigureChange{Kind: "表", Name: newTables[i].Name, Span: newTables[i].Position, From: newTables[i].From, Changes: rows})
		}
	}
}

func (d *differ) add(f FigureChange) {
	d.Figures = append(d.Figures, f)
	d.changed[f.Name] = true
}

// rowChanges compares the rows of a table by their keys.
func rowChanges(old, now calculator.Table) []Change {
	var changes []Change
	oldCells, newCells := cellsByKey(old), cellsByKey(now)
	for _, key := range slices.Concat(keysOf(now), keysOf(old)) {
		if oldCells[key] != newCells[key] && !slices.ContainsFunc(changes, func(c Change) bool { return c.What == key }) {
			changes = append(changes, Change{now.Position, key, oldCells[key], newCells[key]})
		}
	}
	return changes
}

func keysOf(t calculator.Table) []string {
	var keys []string
	for _, r := range t.Rows {
		keys = append(keys, strings.Join(r.Cells[:len(t.Keys)], ", "))
	}
	return keys
}

func cellsByKey(t calculator.Table) map[string]string {
	cells := make(map[string]string)
	for i, key := range keysOf(t) {
		cells[key] = strings.Join(t.Rows[i].Cells[len(t.Keys):], " | ")
	}
	return cells
}

// pages compares the pages of both days by their files, and notes those that come and go.
func (d *differ) pages() {
	now := make(map[string]lint.Page)
	for _, p := range d.after.Pages() {
		now[p.Path] = p
	}
	there := make(map[string]bool)
	for _, p := range d.before.Pages() {
		there[p.Path] = true
		if _, stays := now[p.Path]; !stays {
			d.Pages = append(d.Pages, PageChange{Path: p.Path, URL: p.URL, Title: d.old.inText(p.Title), Goes: true})
			continue
		}
		if changes := d.inPage(p); len(changes) > 0 {
			d.Pages = append(d.Pages, PageChange{Path: p.Path, URL: p.URL, Title: d.new.inText(p.Title), Changes: changes})
		}
	}
	for _, p := range d.after.Pages() {
		if !there[p.Path] {
			d.Pages = append(d.Pages, PageChange{Path: p.Path, URL: p.URL, Title: d.new.inText(p.Title), Comes: true})
		}
	}
}

// inPage returns what of a page that is there on both days differs.
func (d *differ) inPage(p lint.Page) []Change {
	var changes []Change
	for _, q := range p.Summary.Front.Quotes {
		change := Change{q.Span, "題と説明", d.old.inText(q.Text), d.new.inText(q.Text)}
		// Title and description may quote the same figure; the change is listed once.
		isNew := !slices.ContainsFunc(changes, func(c Change) bool { return c.After == change.After })
		if change.Before != change.After && isNew {
			changes = append(changes, change)
		}
	}
	for _, s := range p.Sentences {
		if len(s.Figures()) == 0 {
			continue
		}
		if old, now := d.old.of(s), d.new.of(s); old != now {
			changes = append(changes, Change{s.Span(), kindOf(s), old, now})
		}
	}
	return append(changes, d.embedsOf(p.Page)...)
}

// embedsOf returns the tables and calculators of a page that differ; what differs in them is listed
// with the tables and calculators themselves.
func (d *differ) embedsOf(p *site.Page) []Change {
	var changes []Change
	for i, e := range p.Summary.Embeds {
		switch {
		case e.Kind == markdown.TableEmbed && d.changed[strings.TrimSpace(e.Name)]:
			changes = append(changes, Change{e.Span, "表", e.Name, e.Name})
		case e.Kind == markdown.CalculatorEmbed && p.Embeds[i].Calculator != nil && d.touches(p.Embeds[i].Calculator):
			changes = append(changes, Change{e.Span, "計算機", e.Name, e.Name})
		}
	}
	return changes
}

func (d *differ) touches(p *calculator.Program) bool {
	return slices.ContainsFunc(p.Figures, func(name string) bool { return d.changed[name] })
}

// calculators compares the calculators of both days by the results of their examples and the cells of their
// worked-out tables.
func (d *differ) calculators(ctx context.Context) error {
	if d.before.Calc == nil || d.after.Calc == nil {
		return nil
	}
	for _, now := range d.after.Calc.Programs {
		old := d.before.Calc.Program(now.Name)
		if old == nil {
			continue
		}
		change := CalculatorChange{Name: now.Name, Title: now.Form.Title, Cells: gridChanges(old, now)}
		var err error
		if change.Examples, err = d.exampleChanges(ctx, old, now); err != nil {
			return diagnostic.Errorf("計算機「%s」を動かせません: %w", "cannot run the calculator “%s”: %w", now.Name, err)
		}
		if change.Cells > 0 || len(change.Examples) > 0 {
			d.Calculators = append(d.Calculators, change)
		}
	}
	return nil
}

// gridChanges counts the cells of 早見表 that differ.
func gridChanges(old, now *calculator.Program) int {
	n := 0
	for i := range min(len(old.Grids), len(now.Grids)) {
		a, b := old.Grids[i].Cells, now.Grids[i].Cells
		for row := range min(len(a), len(b)) {
			for column := range min(len(a[row]), len(b[row])) {
				if a[row][column] != b[row][column] {
					n++
				}
			}
		}
	}
	return n
}
