package ir

import "shirube/calculator/diagnostic"

// A Probe asks whether a table row, a rule of a 判定, a 注意 or a 止める was reached. Probes are no part
// of a module that ships; the façade appends them to the steps of a copy to find what no example
// reaches.
type Probe struct {
	Cond     Expr   // YesNo
	Group    string // what it is a part of: 表「額」の
	Part     string // 10日超 | 2円
	Kind     string // the counter for parts: 行, つの規則; "" for a probe without parts
	Position diagnostic.Span
}

// A Grid is a 早見表: outputs computed at build time. The answers that Fixed, Rows and Columns do
// not name take their default or are unknown. Columns may be nil: then there is one column per
// output.
type Grid struct {
	Title    string
	Rows     Axis
	Columns  *Axis
	Outputs  []int // indexes into Program.Outputs; exactly one where Columns is set
	Fixed    []Answer
	Position diagnostic.Span
}

// An Axis is one input with the answers that head the rows or columns of a Grid.
type Axis struct {
	Input  int
	Values []Extent
	Bands  []Band // one a value where some values are bands, else nil
}

// A Band is a value of an Axis in the words of the file, such as 100万円超200万円未満. Exact marks a single value among
// bands.
type Band struct {
	Words string
	Exact bool
}

// An Answer is a value given to an input: a single value or a range; the Extent's Low, High or
// Possible is the value itself.
type Answer struct {
	Input int
	Value Extent
}

// An Example is an 例: answers and the results that must come out, exactly.
type Example struct {
	Title   string
	Case    bool // from a file of cases
	Answers []Answer
	Expect  []Expectation
	// Stops are texts with which the text of a 止める that holds must begin; "" fits any.
	Stops []TextExpectation
	// Notes are texts with which the text of a 注意 that holds must begin.
	Notes    []TextExpectation
	Position diagnostic.Span
}

// An Expectation is the value that an output must have, or that it must be absent.
type Expectation struct {
	Output   int
	Value    Extent
	Must     int64 // Set: the must word; Value.Possible is the may word
	Absent   bool
	Position diagnostic.Span
}

// A TextExpectation is the beginning of a message that an example expects.
type TextExpectation struct {
	Prefix   string
	Position diagnostic.Span
}
