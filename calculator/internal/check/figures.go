package check

import (
	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/syntax"
)

// A Figure is a 値: a number with its source, or numbers by the date from which each holds, oldest
// first.
type Figure struct {
	Name       string
	Unit       ir.Unit
	Values     []FigureValue
	Help       string
	Sources    []string
	Assumed    string // 仮定, where the figure is the site's own
	Year       int    // 年度: the fiscal year of the figure; 0 for none
	Calculator string // the calculator that declares it; "" for a shared figure
	Position   diagnostic.Span
}

// A FigureValue is one value of a figure. Value is the number itself: 10% is 0.1.
type FigureValue struct {
	From     *int64 // day number; nil for an undated value
	Value    syntax.Decimal
	Note     string
	Position diagnostic.Span
}

// A Table is a 表 as declared, before any calculator uses it.
type Table struct {
	Name       string
	Keys       []TableKey
	Results    []TableResult
	Versions   []TableVersion
	Help       string
	Sources    []string
	Assumed    string
	Year       int
	Calculator string
	Position   diagnostic.Span
}

// A TableKey is one key of a table. Its kind is that of its cells: Number, Date or Choice, the last also for
// はい/いいえ.
type TableKey struct {
	Name string
	Kind ir.Kind
	Unit ir.Unit
	Open bool // every cell is すべて: any value will do
	// Named says that every cell names options, also where it reads as a number: 3割.
	Named bool
}

// A TableResult is one result; Name is empty where there is only one.
type TableResult struct {
	Name    string
	Kind    ir.Kind // Number, Date, YesNo or Choice
	Unit    ir.Unit
	Scale   int         // Number: the scale that holds all its values
	Options []ir.Option // Choice: the options that the rows name
}

// A TableVersion is the rows that hold from a day; From is nil for a table without dates.
type TableVersion struct {
	From *int64
	Rows []TableRow
}

// A TableRow is one row of a table.
type TableRow struct {
	Cells    []TableCell
	Values   []syntax.Decimal // a Date is its day number, a YesNo or Choice its possibilities
	Words    []string         // all cells as the file writes them
	Note     string
	Position diagnostic.Span
}

// A TableCell is what a key must be for a row to fit: Any, one of Names, or between Low and High.
type TableCell struct {
	Any       bool
	Names     []string
	Low, High *TableBound
	Position  diagnostic.Span
}

// A TableBound is one end of a cell. A Date's day number is its value.
type TableBound struct {
	Value  syntax.Decimal
	Strict bool
}
