package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/syntax"
)

// A Quote is the figure that a text quotes.
type Quote struct {
	Text    string // with unit: 9,300円
	Number  string // plain decimal in that unit: 9300
	Unit    string
	Name    string // the 値 or 表 behind it
	From    string // the date from which it holds, or ""
	Year    int
	Sources []string
	Assumed string
}

// Quotes finds figures for texts that quote them.
type Quotes struct {
	figures []*Figure
	tables  []*Table
	today   *int64
	units   syntax.Units
	damaged func(name string) bool
}

// NewQuotes returns the figures and tables as of today; nil means the latest value of each. isDamaged reports the
// names of declarations that have errors.
func NewQuotes(figures []*Figure, tables []*Table, today *int64, units syntax.Units, isDamaged func(name string) bool) *Quotes {
	return &Quotes{figures, tables, today, units, isDamaged}
}

// figure returns the figure called name, a shared one where there is one.
func (f *Quotes) figure(name string) *Figure {
	var best *Figure
	for _, d := range f.figures {
		if d.Name == name && (best == nil || d.Calculator == "") {
			best = d
		}
	}
	return best
}

// table returns the table called name, a shared one where there is one.
func (f *Quotes) table(name string) *Table {
	var best *Table
	for _, t := range f.tables {
		if t.Name == name && (best == nil || t.Calculator == "") {
			best = t
		}
	}
	return best
}

// quotedRange matches the cell of a table with ranges, as an editor may copy it into a text.
var quotedRange = regexp.MustCompile(`\(\s*([^(),]*[0-9][^(),]*(?:以上|以下|未満|超|以後|以降|以前|より前|より後))`)

// Find returns the figure for the text between braces. The error is a Japanese sentence with a suggestion.
func (f *Quotes) Find(text string) (Quote, error) {
	x, found := f.units.ParseExpression("", text)
	unreadable := ""
	if len(found) > 0 {
		unreadable = found[0].Message + found[0].Suggestion
	}
	q, problem := f.findParsed(text, x, unreadable)
	if problem != nil {
		return Quote{}, problem
	}
	return q, nil
}

// NamesDamaged reports whether the text between braces names a figure whose declaration has an error.
func (f *Quotes) NamesDamaged(text string) bool {
	x, _ := f.units.ParseExpression("", text)
	return f.namesDamaged(x)
}

// namesDamaged reports whether a quote is of a declaration with an error, so that the quote itself is not reported on
// top.
func (f *Quotes) namesDamaged(x syntax.Expr) bool {
	switch n := x.(type) {
	case *syntax.Name:
		return f.damaged(n.Name)
	case *syntax.Call:
		return f.damaged(n.Name.Name)
	}
	return false
}

// A quoteError is the message and the remedy for a wrong quote.
type quoteError struct{ what, remedy string }

func (e *quoteError) Error() string { return e.what + e.remedy }

const notYet = "今の値を、日付とともに前の行に書いてください。"

// wrongQuote returns a quoteError; the arguments are those of what.
func wrongQuote(what, remedy string, args ...any) (Quote, *quoteError) {
	return Quote{}, &quoteError{fmt.Sprintf(what, args...), remedy}
}

// findParsed finds the figure that x names; unreadable says why the text could not be parsed.
func (f *Quotes) findParsed(text string, x syntax.Expr, unreadable string) (Quote, *quoteError) {
	if unreadable != "" {
		if m := quotedRange.FindStringSubmatch(syntax.Fold(text)); m != nil {
			return wrongQuote("「%s」のような範囲では、表を引けません。",
				"かっこの中には、範囲に入る値を1つ、「20歳」のように書いてください。", m[1])
		}
		return wrongQuote("「%s」が読めません。", unreadable, text)
	}
	switch n := x.(type) {
	case *syntax.Name:
		return f.quoteFigure(n.Name)
	case *syntax.Call:
		return f.quoteTable(n)
	}
	return wrongQuote("「%s」は値の名前ではありません。", "「基準額」や「負担上限月額(一般1)」のように書いてください。", text)
}

// quoteFigure returns the value of a 値 that is in force today.
func (f *Quotes) quoteFigure(name string) (Quote, *quoteError) {
	d := f.figure(name)
	switch {
	case d == nil && f.table(name) != nil:
		return wrongQuote("「%s」は表です。", fmt.Sprintf("「%s(鍵)」の形で書くか、::table[%s] を使ってください。", name, name), name)
	case d == nil:
		return Quote{}, f.unknown(name)
	}
	var days []*int64
	for _, v := range d.Values {
		days = append(days, v.From)
	}
	i := InForce(days, f.today)
	if i < 0 {
		return wrongQuote("値「%s」は、まだ使えません（%s から）。", notYet, name, DayText(days[0]))
	}
	text, number := Readable(d.Values[i].Value, d.Unit)
	return Quote{Text: text, Number: number, Unit: d.Unit.String(), Name: name, From: DayText(days[i]), Year: d.Year,
		Sources: d.Sources, Assumed: d.Assumed}, nil
}

// unknown returns the error of a name that neither a 値 nor a 表 has.
func (f *Quotes) unknown(name string) *quoteError {
	what := fmt.Sprintf("「%s」という値はありません。", name)
	var names []string
	for _, d := range f.figures {
		names = append(names, d.Name)
	}
	for _, t := range f.tables {
		names = append(names, t.Name)
	}
	if near := diagnostic.Closest(name, names); near != "" {
		return &quoteError{what, fmt.Sprintf("「%s」のことですか。", near)}
	}
	return &quoteError{what, "content/figures/ の .calc に「値」か「表」として足してください。"}
}

// quoteTable looks a table up by constants.
func (f *Quotes) quoteTable(n *syntax.Call) (Quote, *quoteError) {
	t := f.table(n.Name.Name)
	if t == nil {
		return Quote{}, f.unknown(n.Name.Name)
	}
	result, err := quotedResult(t, n)
	if err != nil {
		return Quote{}, err
	}
	var days []*int64
	for _, v := range t.Versions {
		days = append(days, v.From)
	}
	i := InForce(days, f.today)
	if i < 0 {
		return wrongQuote("表「%s」は、まだ使えません（%s から）。", notYet, t.Name, DayText(days[0]))
	}
	for _, r := range t.Versions[i].Rows {
		fits, err := rowFits(t, r, n.Args)
		if err != nil {
			return Quote{}, err
		}
		if fits {
			text, number := readableResult(t, &r, result)
			return Quote{Text: text, Number: number, Unit: t.Results[result].Unit.String(), Name: t.Name, From: DayText(days[i]),
				Year: t.Year, Sources: t.Sources, Assumed: t.Assumed}, nil
		}
	}
	return wrongQuote("表「%s」に、「%s」に当てはまる行がありません。", "表にある鍵を書いてください。", t.Name, syntax.Words(n))
}

// quotedResult returns the index of the result that a quote of a cell names, after checking the number of keys.
func quotedResult(t *Table, n *syntax.Call) (int, *quoteError) {
	if len(n.Args) != len(t.Keys) {
		keys := make([]string, len(t.Keys))
		for i, k := range t.Keys {
			keys[i] = k.Name
		}
		return 0, &quoteError{fmt.Sprintf("表「%s」を引くには、鍵が%d個要ります。", t.Name, len(t.Keys)),
			fmt.Sprintf("「%s(%s)」の形で書いてください。", t.Name, strings.Join(keys, ", "))}
	}
	var names []string
	for i, r := range t.Results {
		if n.Field == nil && len(t.Results) == 1 || n.Field != nil && r.Name == n.Field.Name {
			return i, nil
		}
		names = append(names, "."+r.Name)
	}
	return 0, &quoteError{fmt.Sprintf("表「%s」の結果を選んでください: ", t.Name),
		fmt.Sprintf("うしろに %s を付けます。", strings.Join(names, " か "))}
}

// rowFits reports whether constants fit the cells of a row.
func rowFits(t *Table, r TableRow, args []syntax.Expr) (bool, *quoteError) {
	for i, cell := range r.Cells {
		fits, err := cellFits(t.Keys[i], cell, args[i])
		if err != nil || !fits {
			return false, err
		}
	}
	return true, nil
}

// cellFits reports whether the value arg of a quote is in a cell. Nothing converts it: a number needs the unit of the
// key, so that 600円 never finds a row of 600円/回.
func cellFits(key TableKey, cell TableCell, arg syntax.Expr) (bool, *quoteError) {
	if key.Open {
		return true, nil
	}
	switch n := arg.(type) {
	case *syntax.Name:
		if key.Kind == ir.Choice {
			return cell.Any || slices.Contains(cell.Names, n.Name), nil
		}
	case *syntax.Bool:
		if key.Kind == ir.Choice {
			return cell.Any || slices.Contains(cell.Names, syntax.Words(n)), nil
		}
	case *syntax.Number:
		if key.Kind == ir.Choice && n.Quantity.Spelled != "" {
			return cell.Any || slices.Contains(cell.Names, n.Quantity.Spelled), nil
		}
		if u := n.Quantity.Unit; key.Kind == ir.Number && ir.UnitOf(u) == key.Unit {
			return cell.Any || cell.Contains(n.Quantity.Number()), nil
		}
	case *syntax.Date:
		if key.Kind == ir.Date {
			return cell.Any || cell.ContainsDay(n.Day), nil
		}
	}
	return false, &quoteError{fmt.Sprintf("鍵「%s」に「%s」は使えません。", key.Name, syntax.Words(arg)),
		"表と同じ単位の数か、選択肢の名前を書いてください。"}
}
