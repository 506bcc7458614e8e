package lint

import (
	"cmp"
	"fmt"
	"slices"

	"shirube/calculator"
	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
	"shirube/generator/internal/site"
)

// A Deadline is a day on which something on the site ends or changes, so that an editor should check it.
type Deadline struct {
	When   content.Date
	Code   string // of its finding from that day on (of an example: until then); empty for a deadline without a finding
	Span   diagnostic.Span
	What   diagnostic.Text // true before that day and after it
	Mend   diagnostic.Text // what to do then
	Reason string          // why the finding is suppressed; empty where it is not
}

// Calendar returns the deadlines by day: future ones, and past ones with a finding.
func Calendar(in Input) []Deadline {
	c := newChecker(in)
	suppressions := c.suppressions()
	var list []Deadline
	for _, d := range c.deadlines {
		if d.Code == "" && !in.Today.Before(d.When) {
			continue
		}
		if r := suppressing(suppressions[d.Span.Path], diagnostic.Diagnostic{Code: d.Code, Span: d.Span}); r != nil {
			d.Reason = r.Reason
		}
		list = append(list, d)
	}
	return list
}

// allDeadlines collects the deadlines of sources, figures and pages by day.
func (c *checker) allDeadlines() []Deadline {
	var all []Deadline
	for _, s := range c.in.Site.Sources {
		all = append(all, sourceDeadline(s))
	}
	if f := c.in.Site.Figures; f != nil {
		for _, v := range f.All() {
			all = append(all, figureDeadlines(v)...)
		}
		for _, t := range f.Tables() {
			all = append(all, tableDeadlines(t)...)
		}
	}
	all = append(all, c.exampleDeadlines()...)
	changes := c.changes()
	for _, p := range c.pages {
		all = append(all, p.ownDeadlines()...)
		all = append(all, p.yearsMentioned()...)
		all = append(all, p.changesBehind(changes)...)
	}
	slices.SortStableFunc(all, func(a, b Deadline) int {
		return cmp.Or(a.When.Compare(b.When), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Span.Path, b.Span.Path),
			cmp.Compare(a.Span.Start.Line, b.Span.Start.Line), cmp.Compare(a.What.Ja, b.What.Ja))
	})
	return slices.Compact(all)
}

// sourceDeadline returns the day on which a source must be checked again: a year after it was.
func sourceDeadline(s content.Source) Deadline {
	return Deadline{
		When: s.Checked.AddYears(1), Code: "source-old", Span: s.Span,
		What: diagnostic.Textf("出典「%s」（%s）を最後に確かめたのは %s です。1年ごとに確かめます。",
			"The source “%s” (“%s”) was last checked on %s. Sources are checked once a year.", s.ID, s.Title, s.Checked),
		Mend: diagnostic.Text{Ja: "資料を開いて、今も同じかを確かめ、checked をその日にしてください。",
			En: "Open the document, see that it still says the same, and set checked to that day."},
	}
}

func aFigure() diagnostic.Text { return diagnostic.Text{Ja: "値", En: "figure"} }

func aTable() diagnostic.Text { return diagnostic.Text{Ja: "表", En: "table"} }

// figureDeadlines returns the end of the fiscal year of a figure, and the days on which it gets another value.
func figureDeadlines(v calculator.Figure) []Deadline {
	list := yearDeadline(aFigure(), v.Name, v.Year, v.Position)
	for i, value := range v.History {
		if i > 0 {
			list = append(list, changeDeadline(aFigure(), v.Name, value.From, v.Position, diagnostic.Textf("%s → %s", "%s → %s", v.History[i-1].Text, value.Text)))
		}
	}
	return list
}

func tableDeadlines(t calculator.Table) []Deadline {
	list := yearDeadline(aTable(), t.Name, t.Year, t.Position)
	for i, version := range t.Versions {
		if i > 0 {
			list = append(list, changeDeadline(aTable(), t.Name, version.From, t.Position, diagnostic.Textf("%d 行", "%d rows", len(version.Rows))))
		}
	}
	return list
}

// yearDeadline returns the end of the fiscal year of a figure, by its 年度 or by its name.
func yearDeadline(kind diagnostic.Text, name string, year int, span diagnostic.Span) []Deadline {
	if named := fiscalYears(name); year == 0 && len(named) > 0 {
		year = named[0].year
	}
	if year == 0 {
		return nil
	}
	years := yearSpan(year)
	return []Deadline{{
		When: firstDayAfter(year), Code: "figure-year", Span: span,
		What: diagnostic.Text{Ja: fmt.Sprintf("%s「%s」は、%sのものです。", kind.Ja, name, years.Ja),
			En: fmt.Sprintf("The %s “%s” is that of %s.", kind.En, name, years.En)},
		Mend: diagnostic.Text{Ja: "新しい年度の資料を探し、「年-月-日 から」の行で新しい値を足して、年度を直してください。",
			En: "Look for the documents of the new fiscal year, add its value with a line “YYYY-MM-DD から”, and correct 年度."},
	}}
}

// changeDeadline returns the day of a future value; it has no finding.
func changeDeadline(kind diagnostic.Text, name, from string, span diagnostic.Span, change diagnostic.Text) Deadline {
	day, _ := content.ParseDate(from) // the compiler has read it
	return Deadline{When: day, Span: span, What: diagnostic.Text{
		Ja: fmt.Sprintf("%s「%s」は、%s から変わります（%s）。", kind.Ja, name, from, change.Ja),
		En: fmt.Sprintf("The %s “%s” changes on %s (%s).", kind.En, name, from, change.En),
	}, Mend: diagnostic.Textf("shirube why %s で、使っている所を確かめてください。", "See where it is used: shirube why %s", name)}
}

// ownDeadlines returns the days that the front matter and the title of a page name.
func (p Page) ownDeadlines() []Deadline {
	front := p.Summary.Front
	var list []Deadline
	if !front.Expires.IsZero() {
		list = append(list, Deadline{When: front.Expires, Code: "page-expired", Span: p.place(),
			What: diagnostic.Textf("「%s」は、%s から公開されません。", "“%s” is not published from %s on.", p.Title, front.Expires),
			Mend: diagnostic.Text{Ja: "続けるなら expires を先の日に、終わりならファイルを消して、リンクも外してください。",
				En: "To keep it, set expires to a later day; else delete the file and the links to it."}})
	}
	if !front.Date.IsZero() {
		list = append(list, Deadline{When: front.Date, Span: p.place(),
			What: diagnostic.Textf("「%s」は、%s から公開されます。", "“%s” is published from %s on.", p.Title, front.Date),
			Mend: diagnostic.Text{Ja: "公開の前に、中身をもう一度見てください。", En: "Look through it once more before that day."}})
	}
	if years := fiscalYears(p.Title); len(years) > 0 {
		year := years[len(years)-1].year
		span := yearSpan(year)
		list = append(list, Deadline{When: firstDayAfter(year), Code: "page-year", Span: p.place(),
			What: diagnostic.Text{Ja: fmt.Sprintf("「%s」は、%sのページです。", p.Title, span.Ja), En: fmt.Sprintf("“%s” is a page of %s.", p.Title, span.En)},
			Mend: diagnostic.Text{Ja: "新しい年度の資料があれば書き直し、なければ、今の値ではないことを書いておいてください。",
				En: "Rewrite it where there are documents of the new fiscal year; else say on it that its values are not the current ones."}})
	}
	return list
}

// yearsMentioned returns the ends of the fiscal years that were not over when the page was last changed.
func (p Page) yearsMentioned() []Deadline {
	changed := p.Summary.Front.LastChanged()
	if changed.IsZero() {
		return nil
	}
	var list []Deadline
	seen := make(map[int]bool)
	for _, s := range p.Sentences {
		for _, y := range fiscalYears(s.Text()) {
			end := firstDayAfter(y.year)
			if !changed.Before(end) || seen[y.year] {
				continue
			}
			seen[y.year] = true
			list = append(list, Deadline{When: end, Code: "year-mentioned", Span: s.Block.Span(s.From+y.from, s.From+y.to),
				What: diagnostic.Textf("「%s」は %s までです。ページを最後に直したのは %s です。", "“%s” ends on %s. The page was last updated on %s.",
					s.Text()[y.from:y.to], lastDayOf(y.year), changed),
				Mend: diagnostic.Text{Ja: "文が今も合うかを確かめ、updated をその日にしてください。", En: "See that the sentence still holds, and set updated to that day."}})
		}
	}
	return list
}

// A change is a day on which a figure or table gets another value.
type change struct {
	when content.Date
	name string
	text string // from → to; empty for tables
}

// changes returns the changes of all figures and tables by name.
func (c *checker) changes() map[string][]change {
	changes := make(map[string][]change)
	f := c.in.Site.Figures
	if f == nil {
		return changes
	}
	add := func(name, from, text string) {
		day, _ := content.ParseDate(from)
		changes[name] = append(changes[name], change{day, name, text})
	}
	for _, v := range f.All() {
		for i := 1; i < len(v.History); i++ {
			add(v.Name, v.History[i].From, "（"+v.History[i-1].Text+" → "+v.History[i].Text+"）")
		}
	}
	for _, t := range f.Tables() {
		for i := 1; i < len(t.Versions); i++ {
			add(t.Name, t.Versions[i].From, "")
		}
	}
	return changes
}

// changesBehind returns the changes of figures in the page that come after it was last changed.
func (p Page) changesBehind(changes map[string][]change) []Deadline {
	changed := p.Summary.Front.LastChanged()
	if changed.IsZero() || len(changes) == 0 {
		return nil
	}
	var list []Deadline
	seen := make(map[string]bool)
	for i, e := range p.Summary.Embeds {
		for _, name := range embedded(p.Embeds[i]) {
			if seen[name] {
				continue
			}
			seen[name] = true
			for _, change := range changes[name] {
				if !changed.Before(change.when) {
					continue
				}
				list = append(list, Deadline{When: change.when, Code: "page-behind", Span: e.Span,
					What: diagnostic.Textf("ここで使う「%s」は、%s から変わります%s。ページを最後に直したのは %s です。",
						"“%s”, which is used here, changes on %s%s. The page was last updated on %s.", name, change.when, change.text, changed),
					Mend: diagnostic.Text{Ja: "まわりの文が新しい値に合うかを確かめ、updated をその日にしてください。",
						En: "See that the sentences around it fit the new value, and set updated to that day."}})
			}
		}
	}
	return list
}

// embedded returns the names of the figures and tables behind an embed.
func embedded(e site.Embed) []string {
	switch {
	case e.Table != nil:
		return []string{e.Table.Name}
	case e.Calculator != nil:
		return e.Calculator.Figures
	case e.Quote.Name != "":
		return []string{e.Quote.Name}
	}
	return nil
}

// findOverdue reports the deadlines up to today.
func (c *checker) findOverdue() {
	for _, d := range c.deadlines {
		if d.Code != "" && !c.in.Today.Before(d.When) {
			c.report(d.Code, d.Span, d.What.Ja, d.Mend.Ja)
		}
	}
}
