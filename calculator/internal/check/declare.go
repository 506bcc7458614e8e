package check

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/syntax"
)

// sources reads 出典 and checks the ids where the site's are known.
func (c *checker) sources(p syntax.Properties) []string {
	property := p.Get("出典")
	if property == nil {
		return nil
	}
	var list []string
	for _, id := range sourceIDs(property) {
		list = append(list, id.Name)
		if c.config.Sources != nil {
			c.knownSource(id.Name, id.Span)
		}
	}
	return list
}

// sourceIDs splits 出典 into ids with their places.
func sourceIDs(property *syntax.Property) []syntax.Ident {
	var list []syntax.Ident
	t := &property.Words
	start := -1
	// The comma at the end closes the last id.
	for i, r := range t.Raw + "," {
		separates := strings.ContainsRune(", ", []rune(syntax.Fold(string(r)))[0])
		switch {
		case !separates && start < 0:
			start = i
		case separates && start >= 0:
			at := diagnostic.Span{Path: t.Span.Path, Start: t.At(start), End: t.At(i)}
			list = append(list, syntax.Ident{Name: syntax.Fold(t.Raw[start:i]), Span: at})
			start = -1
		}
	}
	return list
}

func (c *checker) knownSource(id string, at diagnostic.Span) {
	if slices.Contains(c.config.Sources, id) {
		return
	}
	suggestion := diagnostic.DidYouMean(id, c.config.Sources, "sources.yaml にこの出典を足すか、id を確かめてください。")
	c.errorAt(CodeUnknownSource, at, fmt.Sprintf("出典「%s」は sources.yaml にありません。", id), suggestion)
}

// sourced requires 出典 or 仮定.
func (c *checker) sourced(p syntax.Properties, at diagnostic.Span, what string) {
	if p.Get("出典") == nil && p.Get("仮定") == nil {
		c.errorAt(CodeSourceMissing, at, what+"に出典がありません。",
			"「出典: sources.yaml の id」を書くか、当サイトで決めたものなら「仮定: 理由」を書いてください。")
	}
}

// year reads 年度.
func (c *checker) year(p syntax.Properties) int {
	property := p.Get("年度")
	if property == nil {
		return 0
	}
	n, err := strconv.Atoi(strings.TrimSuffix(syntax.Fold(property.Words.Raw), "年度"))
	if err != nil || n < 1900 || n > 9999 {
		c.errorAt(CodeYear, property.Words.Span, fmt.Sprintf("年度「%s」が読めません。", property.Words.Raw), "「年度: 2023」のように西暦で書いてください。")
		return 0
	}
	return n
}

// figure reads a 値; nil where a value has an error. All values have one unit, since what uses the figure is checked
// once for all days.
func (c *checker) figure(d *syntax.Figure, calculator string) *Figure {
	f := &Figure{Name: d.Name.Name, Sources: c.sources(d.Properties),
		Year: c.year(d.Properties), Calculator: calculator, Position: d.Name.Span}
	c.sourced(d.Properties, d.Name.Span, fmt.Sprintf("値「%s」", f.Name))
	for i, v := range d.Values {
		n, ok := v.Value.(*syntax.Number)
		if !ok {
			if _, bad := v.Value.(*syntax.Bad); !bad {
				remedy := "「9,300円」のように書いてください。"
				if name, ok := nameOf(v.Value); ok && c.config.Units.NumberRemedy(name) != "" {
					remedy = c.config.Units.NumberRemedy(name)
				}
				c.errorAt(CodeNotANumber, v.Value.At(), "値には、単位のついた数だけが書けます。", remedy)
			}
			return nil
		}
		unit := ir.UnitOf(n.Quantity.Unit)
		if i == 0 && d.Unit == nil {
			f.Unit = unit
		} else if i == 0 {
			f.Unit = ir.UnitOf(*d.Unit)
		}
		if unit != f.Unit {
			c.errorAt(CodeUnits, n.Span, fmt.Sprintf("単位が「%s」ではありません。", unitName(f.Unit)), "ほかの値と同じ単位にそろえてください。")
			return nil
		}
		if !c.dateOrder(d.Values, i) {
			return nil
		}
		f.Values = append(f.Values, FigureValue{From: dayOf(v.From), Value: n.Quantity.Number(), Position: n.Span})
	}
	if len(f.Values) == 0 {
		return nil
	}
	return f
}

func dayOf(d *syntax.Date) *int64 {
	if d == nil {
		return nil
	}
	return &d.Day
}

// dateOrder requires the dates of a 値 to ascend; false means that one of the values has none.
func (c *checker) dateOrder(values []syntax.DatedValue, i int) bool {
	if i == 0 {
		return true
	}
	if values[0].From == nil {
		c.errorAt(CodeDateOrder, values[0].Value.At(), "日付のある値とない値が混ざっています。", "見出しの値を消し、「2024-04-01 から 9,300円」のように、日付とともに下の行に書いてください。")
		return false
	}
	c.rising(values[i-1].From, values[i].From)
	return true
}

// rising requires a date to be later than the one before it.
func (c *checker) rising(before, after *syntax.Date) {
	if after.Day <= before.Day {
		c.errorAt(CodeDateOrder, after.Span, "日付が前の日付より後ではありません。", "古い日付から順に書いてください。前の値は消さずに残します。")
	}
}

// unitName writes a unit in a message.
func unitName(u ir.Unit) string {
	if s := u.String(); s != "" {
		return s
	}
	return "単位なし"
}

// table reads a 表; false means that it has errors, and only its name can be used.
func (c *checker) table(d *syntax.Table, calculator string) (*Table, bool) {
	t := &Table{Name: d.Name.Name, Sources: c.sources(d.Properties),
		Year: c.year(d.Properties), Calculator: calculator, Position: d.Name.Span}
	c.sourced(d.Properties, d.Name.Span, fmt.Sprintf("表「%s」", t.Name))
	for i, k := range d.Keys {
		for _, earlier := range d.Keys[:i] {
			if earlier.Name == k.Name {
				c.errorAt(CodeDuplicateKey, k.Span, fmt.Sprintf("鍵「%s」が2回あります。", k.Name), "鍵ごとに別の名前を付けてください。")
			}
		}
		t.Keys = append(t.Keys, TableKey{Name: k.Name})
	}
	for _, r := range d.Results {
		t.Results = append(t.Results, TableResult{Name: r.Name.Name, Kind: kindOf(r.Form), Unit: ir.UnitOf(r.Form.Unit)})
	}
	return t, c.versions(t, d)
}

// maxRows is the largest number of rows of one table.
const maxRows = 10_000

// versions reads the rows of a table and determines the kinds of its keys; false means that it has errors.
func (c *checker) versions(t *Table, d *syntax.Table) bool {
	kinds := make([]keyKind, len(t.Keys))
	if !c.cellsReadable(t, d) {
		return false
	}
	ok := len(d.Versions) > 0
	for i, v := range d.Versions {
		version := TableVersion{From: dayOf(v.From)}
		if i > 0 {
			c.rising(d.Versions[i-1].From, v.From)
		}
		if len(v.Rows) > maxRows {
			c.errorAt(CodeProgramSize, v.Rows[maxRows].Span, fmt.Sprintf("表の行が多すぎます（%d行まで）。", maxRows), "表を分けるか、範囲をまとめてください。")
			return false
		}
		for _, r := range v.Rows {
			row, good := c.row(t, kinds, r)
			ok = ok && good
			version.Rows = append(version.Rows, row)
		}
		t.Versions = append(t.Versions, version)
	}
	for i, k := range kinds {
		t.Keys[i].Kind, t.Keys[i].Unit, t.Keys[i].Open = k.kind, k.unit, !k.known
		t.Keys[i].Named = k.named
	}
	if ok {
		c.overlaps(t)
	}
	return ok
}

// cellsReadable reports cells in columns of numbers that were read as names but are meant as ranges.
func (c *checker) cellsReadable(t *Table, d *syntax.Table) bool {
	ok := true
	for i := range t.Keys {
		numbers := false
		var names []syntax.Cell
		for _, v := range d.Versions {
			for _, r := range v.Rows {
				cell := r.Cells[i]
				numbers = numbers || cell.Low != nil || cell.High != nil
				if len(cell.Names) == 1 && c.config.Units.CellRemedy(cell.Text) != "" {
					names = append(names, cell)
				}
			}
		}
		for _, cell := range names {
			if numbers {
				c.errorAt(CodeCellKind, cell.Span, fmt.Sprintf("欄「%s」は範囲として読めません。", cell.Text), c.config.Units.CellRemedy(cell.Text))
				ok = false
			}
		}
	}
	return ok
}

// A keyKind is the kind of a column, as far as its cells have shown it.
type keyKind struct {
	known bool
	kind  ir.Kind
	unit  ir.Unit
	// named says that every cell may be the name of an option.
	named bool
	first syntax.Cell // that gave the column its kind
}

// row reads a row of a table. kinds hold what earlier rows have shown of the columns.
func (c *checker) row(t *Table, kinds []keyKind, r syntax.TableRow) (TableRow, bool) {
	row := TableRow{Position: r.Span}
	ok := true
	for i, cell := range r.Cells {
		row.Words = append(row.Words, cell.Text)
		if i < len(t.Keys) {
			key, good := c.keyCell(&kinds[i], cell)
			row.Cells = append(row.Cells, key)
			ok = ok && good
			continue
		}
		value, good := c.valueCell(&t.Results[i-len(t.Keys)], cell)
		row.Values = append(row.Values, value)
		ok = ok && good
	}
	return row, ok
}

// keyCell reads a cell of a key. A cell that reads both as names and as one value (3割, 2026年) is names where the
// column has been names so far.
func (c *checker) keyCell(k *keyKind, cell syntax.Cell) (TableCell, bool) {
	out := TableCell{Any: cell.Any, Position: cell.Span}
	if cell.Any {
		return out, true
	}
	for _, n := range cell.Names {
		out.Names = append(out.Names, n.Name)
	}
	if len(cell.Names) > 0 && (cell.Value == nil || k.known && k.kind == ir.Choice) {
		return out, c.cellKind(k, ir.Choice, ir.Unit{}, cell)
	}
	low, high := cell.Low, cell.High
	if cell.Value != nil {
		low, high = &syntax.Bound{Value: cell.Value}, &syntax.Bound{Value: cell.Value}
	}
	var okLow, okHigh bool
	out.Low, okLow = c.cellBound(k, low, cell)
	out.High, okHigh = c.cellBound(k, high, cell)
	return out, okLow && okHigh
}

// cellBound reads one end of a range; nil is an open end.
func (c *checker) cellBound(k *keyKind, b *syntax.Bound, cell syntax.Cell) (*TableBound, bool) {
	if b == nil {
		return nil, true
	}
	switch v := b.Value.(type) {
	case *syntax.Number:
		return &TableBound{v.Quantity.Number(), b.Strict}, c.cellKind(k, ir.Number, ir.UnitOf(v.Quantity.Unit), cell)
	case *syntax.Date:
		return &TableBound{wholeDecimal(v.Day), b.Strict}, c.cellKind(k, ir.Date, ir.Unit{}, cell)
	}
	return nil, false // reported by the parser
}

// cellKind requires all cells of a column to be of one kind and unit.
func (c *checker) cellKind(k *keyKind, kind ir.Kind, unit ir.Unit, cell syntax.Cell) bool {
	if !k.known {
		*k = keyKind{true, kind, unit, true, cell}
	}
	k.named = k.named && len(cell.Names) > 0
	switch {
	case k.kind == kind && k.unit == unit:
		return true
	case k.named:
		k.kind, k.unit = ir.Choice, ir.Unit{}
		return true
	}
	const remedy = "1つの列には、同じ単位の数か、選択肢の名前か、日付だけを書いてください。"
	if (kind == ir.Choice) == (k.kind == ir.Choice) {
		c.errorAt(CodeCellKind, cell.Span, fmt.Sprintf("欄「%s」が、同じ列のほかの欄と合いません。", cell.Text), remedy)
		return false
	}
	number := cell
	if kind == ir.Choice {
		number = k.first
	}
	c.errorAt(CodeCellKind, cell.Span, fmt.Sprintf("欄「%s」と、同じ列の「%s」（%d行目）は、種類が違います。", cell.Text, k.first.Text, k.first.Span.Start.Line),
		fmt.Sprintf("「%s」が名前なら、かぎかっこで囲んでください。", number.Text)+remedy)
	return false
}
