package calculator

import (
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/check"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/syntax"
)

// Figures are the 値 and 表 of a set of files, for guides that quote them.
type Figures struct {
	list   []Figure
	tables []Table
	// declared keeps the tables as checked, by name.
	declared map[string]*check.Table
	today    Day
}

// A Figure is one 値, as readers see it.
type Figure struct {
	Name string
	// Text is the value that holds on the day of the compilation, with its unit: 9,300円.
	Text    string
	Number  string // the same as a plain decimal in Unit: 9300
	Unit    string
	Help    string
	Sources []string
	Assumed string // 仮定: why, where the figure is the site's own
	Year    int    // 年度, 0 where the figure is not bound to a fiscal year
	// From is the date from which Text holds, YYYY-MM-DD, or "".
	From string
	// History are all values, oldest first.
	History    []FigureValue
	Note       string
	Calculator string // the calculator that declares it; "" for a shared one
	Position   diagnostic.Span
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
	Rows       []TableRow
	From       string // YYYY-MM-DD, or ""
	Versions   []TableVersion
	Help       string
	Sources    []string
	Assumed    string
	Year       int
	Calculator string
	Position   diagnostic.Span
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

// A Quote is a figure found by the text that a guide writes between its braces.
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

func newFigures(checked check.Result, today Day) *Figures {
	f := &Figures{declared: map[string]*check.Table{}, today: today}
	for _, d := range checked.Figures {
		f.list = append(f.list, f.figure(d))
	}
	for _, t := range checked.Tables {
		f.tables = append(f.tables, f.table(t))
		if earlier := f.declared[t.Name]; earlier == nil || t.Calculator == "" {
			f.declared[t.Name] = t
		}
	}
	return f
}

// All returns every figure, in the order of the sources.
func (f *Figures) All() []Figure { return slices.Clone(f.list) }

// Tables returns every table, in the order of the sources.
func (f *Figures) Tables() []Table { return slices.Clone(f.tables) }

// inForce returns the index of the last of the rising days that is not after today; the last of all
// where today is unknown, -1 where none has begun.
func inForce(days []*int64, today Day) int {
	at := -1
	for i, d := range days {
		if d == nil || !today.Valid || *d <= today.Number {
			at = i
		}
	}
	return at
}

func dayText(d *int64) string {
	if d == nil {
		return ""
	}
	return syntax.FormatDay(*d)
}

// decimalText writes a number with its unit; % counts hundredths.
func decimalText(d syntax.Decimal, u ir.Unit) (text, number string) {
	if u.Percent {
		d = d.Shift(-2)
	}
	if strings.HasPrefix(u.Behind(), "円") {
		if text, ok := inTenThousands(d); ok {
			return text + u.Behind(), plain(d)
		}
	}
	return d.String() + u.Behind(), plain(d)
}

// inTenThousands writes a round amount as people say it: 16万, 106.5万. It reports false for amounts
// under 100,000 and for those that would need more decimals.
func inTenThousands(d syntax.Decimal) (string, bool) {
	const least, whole, tenth = 100_000, 10_000, 1_000
	n, ok := d.Stored(0)
	if !ok || n < least || n%whole != 0 && (n < 10*least || n%tenth != 0) {
		return "", false
	}
	man := syntax.Decimal{Digits: big.NewInt(n / tenth), Scale: 1}
	if n%whole == 0 {
		man = syntax.Decimal{Digits: big.NewInt(n / whole)}
	}
	return man.String() + "万", true
}

func (f *Figures) figure(d *check.Figure) Figure {
	out := Figure{Name: d.Name, Unit: d.Unit.String(), Help: d.Help, Sources: d.Sources, Assumed: d.Assumed,
		Year: d.Year, Calculator: d.Calculator, Position: d.Position}
	var days []*int64
	for _, v := range d.Values {
		days = append(days, v.From)
		text, _ := decimalText(v.Value, d.Unit)
		out.History = append(out.History, FigureValue{dayText(v.From), text, v.Note})
	}
	if i := inForce(days, f.today); i >= 0 {
		out.Text, out.From, out.Note = out.History[i].Text, out.History[i].From, out.History[i].Note
		_, out.Number = decimalText(d.Values[i].Value, d.Unit)
	}
	return out
}

func (f *Figures) table(t *check.Table) Table {
	out := Table{Name: t.Name, Help: t.Help, Sources: t.Sources, Assumed: t.Assumed, Year: t.Year,
		Calculator: t.Calculator, Position: t.Position}
	for _, k := range t.Keys {
		out.Keys = append(out.Keys, k.Name)
	}
	for _, r := range t.Results {
		name := r.Name
		if name == "" {
			name = t.Name
		}
		out.Results = append(out.Results, name)
	}
	var days []*int64
	for _, v := range t.Versions {
		days = append(days, v.From)
		version := TableVersion{From: dayText(v.From)}
		for _, r := range v.Rows {
			version.Rows = append(version.Rows, TableRow{tableWords(t, r), r.Note})
		}
		out.Versions = append(out.Versions, version)
	}
	if i := inForce(days, f.today); i >= 0 {
		out.Rows, out.From = out.Versions[i].Rows, out.Versions[i].From
	}
	return out
}

// tableWords are the cells of a row for readers: values with separators, keys as the file has them.
func tableWords(t *check.Table, r check.TableRow) []string {
	words := slices.Clone(r.Words)
	for i, v := range r.Values {
		words[len(t.Keys)+i], _ = decimalText(v, t.Results[i].Unit)
	}
	return words
}

// Table returns the table called name; ok is false where there is none.
func (f *Figures) Table(name string) (t Table, ok bool) {
	name = strings.TrimSpace(syntax.Fold(name))
	for _, t := range f.tables {
		if t.Name == name && (!ok || t.Calculator == "") {
			return t, true
		}
	}
	return Table{}, false
}

// quotedRange is the cell of a table with ranges, as somebody may copy it into a guide.
var quotedRange = regexp.MustCompile(`\(\s*([^(),]*[0-9][^(),]*(?:以上|以下|未満|超|以後|以降|以前|より前|より後))`)

// Quote finds a figure by what a guide writes: 基準額, 負担上限月額(一般1), 委託料(20時間),
// スクーリング時間(30時間).下限. The error is a Japanese sentence with a suggestion.
func (f *Figures) Quote(text string) (Quote, error) {
	x, found := syntax.ParseExpression("", text)
	if m := quotedRange.FindStringSubmatch(syntax.Fold(text)); len(found) > 0 && m != nil {
		return Quote{}, fmt.Errorf("「%s」のような範囲では、表を引けません。かっこの中には、範囲に入る値を1つ、「20歳」のように書いてください。", m[1])
	}
	if len(found) > 0 {
		return Quote{}, fmt.Errorf("「%s」が読めません。%s%s", text, found[0].Message, found[0].Suggestion)
	}
	switch n := x.(type) {
	case *syntax.Name:
		return f.quoteFigure(n.Name)
	case *syntax.Call:
		return f.quoteTable(n)
	}
	return Quote{}, fmt.Errorf("「%s」は値の名前ではありません。「基準額」や「負担上限月額(一般1)」のように書いてください。", text)
}

func (f *Figures) quoteFigure(name string) (Quote, error) {
	var best *Figure
	for i := range f.list {
		if f.list[i].Name == name && (best == nil || f.list[i].Calculator == "") {
			best = &f.list[i]
		}
	}
	switch {
	case best == nil && f.declared[name] != nil:
		return Quote{}, fmt.Errorf("「%s」は表です。「%s(鍵)」の形で書くか、::table[%s] を使ってください。", name, name, name)
	case best == nil:
		return Quote{}, f.unknown(name)
	case best.Text == "":
		return Quote{}, fmt.Errorf("値「%s」は、まだ使えません（%s から）。", name, best.History[0].From)
	}
	return Quote{Text: best.Text, Number: best.Number, Unit: best.Unit, Name: name, From: best.From, Year: best.Year,
		Sources: best.Sources, Assumed: best.Assumed}, nil
}

func (f *Figures) unknown(name string) error {
	var names []string
	for _, d := range f.list {
		names = append(names, d.Name)
	}
	for _, t := range f.tables {
		names = append(names, t.Name)
	}
	if near := diagnostic.Closest(name, names); near != "" {
		return fmt.Errorf("「%s」という値はありません。「%s」のことですか。", name, near)
	}
	return fmt.Errorf("「%s」という値はありません。content/figures/ の .calc に「値」か「表」として足してください。", name)
}

// quoteTable looks a table up by constants.
func (f *Figures) quoteTable(n *syntax.Call) (Quote, error) {
	t := f.declared[n.Name.Name]
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
	i := inForce(days, f.today)
	if i < 0 {
		return Quote{}, fmt.Errorf("表「%s」は、まだ使えません（%s から）。", t.Name, dayText(days[0]))
	}
	for _, r := range t.Versions[i].Rows {
		fits, err := rowFits(t, r, n.Args)
		if err != nil {
			return Quote{}, err
		}
		if fits {
			text, number := decimalText(r.Values[result], t.Results[result].Unit)
			return Quote{Text: text, Number: number, Unit: t.Results[result].Unit.String(), Name: t.Name, From: dayText(days[i]),
				Year: t.Year, Sources: t.Sources, Assumed: t.Assumed}, nil
		}
	}
	return Quote{}, fmt.Errorf("表「%s」に、「%s」に当てはまる行がありません。", t.Name, syntax.Words(n))
}

func quotedResult(t *check.Table, n *syntax.Call) (int, error) {
	if len(n.Args) != len(t.Keys) {
		keys := make([]string, len(t.Keys))
		for i, k := range t.Keys {
			keys[i] = k.Name
		}
		return 0, fmt.Errorf("表「%s」を引くには、鍵が%d個要ります。「%s(%s)」の形で書いてください。", t.Name, len(t.Keys), t.Name, strings.Join(keys, ", "))
	}
	var names []string
	for i, r := range t.Results {
		if n.Field == nil && len(t.Results) == 1 || n.Field != nil && r.Name == n.Field.Name {
			return i, nil
		}
		names = append(names, "."+r.Name)
	}
	return 0, fmt.Errorf("表「%s」の結果を選んでください: うしろに %s を付けます。", t.Name, strings.Join(names, " か "))
}

// rowFits reports whether constants fit the cells of a row.
func rowFits(t *check.Table, r check.TableRow, args []syntax.Expr) (bool, error) {
	for i, cell := range r.Cells {
		fits, err := cellFits(t.Keys[i], cell, args[i])
		if err != nil || !fits {
			return false, err
		}
	}
	return true, nil
}

func cellFits(key check.TableKey, cell check.TableCell, arg syntax.Expr) (bool, error) {
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
		if u := n.Quantity.Unit; key.Kind == ir.Number && (ir.Unit{Over: u.Over, Under: u.Under, Percent: u.Percent}) == key.Unit {
			return cell.Any || cell.Contains(n.Quantity.Number()), nil
		}
	case *syntax.Date:
		if key.Kind == ir.Date {
			return cell.Any || cell.ContainsDay(n.Day), nil
		}
	}
	return false, fmt.Errorf("鍵「%s」に「%s」は使えません。表と同じ単位の数か、選択肢の名前を書いてください。", key.Name, syntax.Words(arg))
}
