package calculator

import (
	"cmp"
	"slices"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/check"
	"shirube/calculator/internal/syntax"
)

// Figures are the 値 and 表 of a set of files, which guides quote.
type Figures struct {
	list   []Figure
	tables []Table
	quotes *check.Quotes
	today  *int64
}

// A Figure is one 値, as readers see it.
type Figure struct {
	Name string
	// Text is the value that holds on the day of the compilation, with its unit: 9,300円.
	Text    string
	Unit    string
	Help    string
	Sources []string
	Assumed string // 仮定: why, where the figure is the site's own
	Year    int    // 年度: the fiscal year of the figure; 0 for none
	// From is the date from which Text holds, YYYY-MM-DD, or "".
	From string
	// History are all values, oldest first.
	History  []FigureValue
	Note     string
	Position diagnostic.Span
}

// A FigureValue is a value with the date from which it holds.
type FigureValue struct {
	From string
	Text string
	Note string
}

// A Table is one 表, in words.
type Table struct {
	Name string
	Keys []string
	// Results are the names of the results; a lone result has the table's name.
	Results []string
	// Rows are those that hold on the day of the compilation.
	Rows     []TableRow
	From     string // YYYY-MM-DD, or ""
	Versions []TableVersion
	Help     string
	Sources  []string
	Assumed  string
	Year     int
	Position diagnostic.Span
}

// A TableVersion is the rows that hold from a date.
type TableVersion struct {
	From string
	Rows []TableRow
}

// A TableRow is one row: all cells in words, keys first.
type TableRow struct {
	Cells []string
	Note  string
}

// A Quote is the figure that a guide quotes.
type Quote = check.Quote

// newFigures puts the checked figures and tables into words. today decides which values are in force; nil stands for
// the latest.
func newFigures(checked check.Result, today *int64, units syntax.Units) *Figures {
	f := &Figures{quotes: check.NewQuotes(checked.Figures, checked.Tables, today, units, checked.IsDamaged), today: today}
	for _, d := range checked.Figures {
		f.list = append(f.list, f.figure(d))
	}
	for _, t := range checked.Tables {
		f.tables = append(f.tables, f.table(t))
	}
	return f
}

// All returns every figure, in the order of the sources.
func (f *Figures) All() []Figure { return slices.Clone(f.list) }

// Tables returns every table, in the order of the sources.
func (f *Figures) Tables() []Table { return slices.Clone(f.tables) }

// figure returns a 値 in words. Text stays empty where its first value is still to come.
func (f *Figures) figure(d *check.Figure) Figure {
	out := Figure{Name: d.Name, Unit: d.Unit.String(), Help: d.Help, Sources: d.Sources, Assumed: d.Assumed,
		Year: d.Year, Position: d.Position}
	var days []*int64
	for _, v := range d.Values {
		days = append(days, v.From)
		text, _ := check.Readable(v.Value, d.Unit)
		out.History = append(out.History, FigureValue{check.DayText(v.From), text, v.Note})
	}
	if i := check.InForce(days, f.today); i >= 0 {
		out.Text, out.From, out.Note = out.History[i].Text, out.History[i].From, out.History[i].Note
	}
	return out
}

// table returns a 表 in words, with the version in force on top of all versions.
func (f *Figures) table(t *check.Table) Table {
	out := Table{Name: t.Name, Help: t.Help, Sources: t.Sources, Assumed: t.Assumed, Year: t.Year, Position: t.Position}
	for _, k := range t.Keys {
		out.Keys = append(out.Keys, k.Name)
	}
	for _, r := range t.Results {
		out.Results = append(out.Results, cmp.Or(r.Name, t.Name))
	}
	var days []*int64
	for _, v := range t.Versions {
		days = append(days, v.From)
		version := TableVersion{From: check.DayText(v.From)}
		for _, r := range v.Rows {
			version.Rows = append(version.Rows, TableRow{t.WordsForReaders(&r), r.Note})
		}
		out.Versions = append(out.Versions, version)
	}
	if i := check.InForce(days, f.today); i >= 0 {
		out.Rows, out.From = out.Versions[i].Rows, out.Versions[i].From
	}
	return out
}

// Table returns the table called name; ok is false where there is none.
func (f *Figures) Table(name string) (t Table, ok bool) {
	name = strings.TrimSpace(syntax.Fold(name))
	for _, t := range f.tables {
		if t.Name == name {
			return t, true
		}
	}
	return Table{}, false
}

// Quote returns the figure for the text between the braces of a guide: 基準額, 負担上限月額(一般1), 委託料(20時間),
// スクーリング時間(30時間).下限. The error is a Japanese sentence with a suggestion.
func (f *Figures) Quote(text string) (Quote, error) {
	return f.quotes.Find(text)
}

// IsBroken reports whether the text between the braces of a guide names a figure whose declaration has an error.
func (f *Figures) IsBroken(text string) bool { return f.quotes.NamesDamaged(text) }
