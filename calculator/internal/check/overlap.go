package check

import (
	"fmt"
	"math/big"
	"slices"

	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/syntax"
)

func wholeDecimal(n int64) syntax.Decimal { return syntax.NewDecimal(big.NewInt(n), 0) }

// compareDecimals returns -1, 0 or 1.
func compareDecimals(a, b syntax.Decimal) int {
	if a.Scale == b.Scale {
		return a.Digits.Cmp(b.Digits)
	}
	scale := max(a.Scale, b.Scale)
	x := new(big.Int).Mul(a.Digits, bigPow10(scale-a.Scale))
	return x.Cmp(new(big.Int).Mul(b.Digits, bigPow10(scale-b.Scale)))
}

// overlaps reports rows of one version that some answer fits both, and cells that nothing fits.
func (c *checker) overlaps(t *Table) {
	for _, v := range t.Versions {
		earlier := earlierRows{column: namesColumn(v.Rows), rows: map[string][]TableRow{}}
		apart := hasRisingColumn(v.Rows)
		for _, row := range v.Rows {
			for _, cell := range row.Cells {
				if !cell.Any && emptyCell(cell) {
					c.errorAt(CodeCellEmpty, cell.Position, "この範囲に入る値はありません。", "下の端と上の端を確かめてください。")
				}
			}
			if apart {
				continue
			}
			if other := earlier.meeting(row); other != nil {
				c.errorAt(CodeTableOverlap, row.Position, "この行は、先の行と重なっています。",
					fmt.Sprintf("どちらか一方の端を 未満・超 にするか、行を消してください（先の行: %d行目）。", other.Position.Start.Line),
					diagnostic.Note{Span: other.Position, Message: "重なる行はここです。"})
			}
			earlier.add(row)
		}
	}
}

// hasRisingColumn reports whether each cell of some column begins behind the end of the cell above, so that no two
// rows overlap. Most large tables have one.
func hasRisingColumn(rows []TableRow) bool {
	if len(rows) == 0 {
		return true
	}
	for k := range rows[0].Cells {
		rises := true
		for i := 1; rises && i < len(rows); i++ {
			low, high := rows[i].Cells[k].Low, rows[i-1].Cells[k].High
			rises = low != nil && high != nil && emptyBounds(low, high) && !emptyCell(rows[i].Cells[k])
		}
		if rises {
			return true
		}
	}
	return false
}

// earlierRows are the rows of a version so far by the names in one column; by "" where every column has other cells.
type earlierRows struct {
	column int
	rows   map[string][]TableRow
}

// namesColumn returns the first column that has names in every row, or −1.
func namesColumn(rows []TableRow) int {
	if len(rows) > 0 {
		for k := range rows[0].Cells {
			if !slices.ContainsFunc(rows, func(r TableRow) bool { return len(r.Cells[k].Names) == 0 }) {
				return k
			}
		}
	}
	return -1
}

// names returns the groups that a row belongs to. Only rows of one group can overlap, so large tables are not
// compared row by row.
func (e *earlierRows) names(row TableRow) []string {
	if e.column < 0 {
		return []string{""}
	}
	return row.Cells[e.column].Names
}

func (e *earlierRows) add(row TableRow) {
	for _, name := range e.names(row) {
		e.rows[name] = append(e.rows[name], row)
	}
}

// meeting returns the first row that overlaps row; nil for none.
func (e *earlierRows) meeting(row TableRow) *TableRow {
	var first *TableRow
	for _, name := range e.names(row) {
		for i, other := range e.rows[name] {
			if rowsMeet(other, row) {
				if first == nil || other.Position.Start.Line < first.Position.Start.Line {
					first = &e.rows[name][i]
				}
				break
			}
		}
	}
	return first
}

// rowsMeet reports whether some values of all keys fit both rows.
func rowsMeet(a, b TableRow) bool {
	for i := range a.Cells {
		if !cellsMeet(a.Cells[i], b.Cells[i]) {
			return false
		}
	}
	return true
}

// cellsMeet reports whether some value fits both cells of one column.
func cellsMeet(a, b TableCell) bool {
	switch {
	case a.Any || b.Any:
		return true
	case len(a.Names) > 0:
		return slices.ContainsFunc(a.Names, func(n string) bool { return slices.Contains(b.Names, n) })
	}
	return !emptyBounds(a.Low, b.High) && !emptyBounds(b.Low, a.High)
}

func emptyCell(c TableCell) bool { return len(c.Names) == 0 && emptyBounds(c.Low, c.High) }

// emptyBounds reports whether no value is between low and high.
func emptyBounds(low, high *TableBound) bool {
	if low == nil || high == nil {
		return false
	}
	order := compareDecimals(low.Value, high.Value)
	return order > 0 || order == 0 && (low.Strict || high.Strict)
}

// Contains reports whether a number is between the bounds of the cell.
func (c TableCell) Contains(d syntax.Decimal) bool {
	point := &TableBound{Value: d}
	return len(c.Names) == 0 && !emptyBounds(c.Low, point) && !emptyBounds(point, c.High)
}

// ContainsDay reports whether a day is between the bounds of the cell.
func (c TableCell) ContainsDay(day int64) bool { return c.Contains(wholeDecimal(day)) }
