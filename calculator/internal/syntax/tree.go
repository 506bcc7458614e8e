package syntax

import "shirube/calculator/diagnostic"

// Span is the source range of a node.
type Span = diagnostic.Span

// A File is one parsed .calc file: declarations by kind, each in the order of the file. What could
// not be read is missing here and has a diagnostic.
type File struct {
	Path   string
	Broken bool // something could not be read
	// Damaged are names that declarations which could not be read may have declared.
	Damaged     []string
	Calculators []*Calculator
	Units       []*UnitDeclaration
	Inputs      []*Input
	Lists       []*List
	Figures     []*Figure
	Holidays    []*Holidays
	Tables      []*Table
	Functions   []*Function
	Formulas    []*Formula
	Decisions   []*Decision
	Messages    []*Message
	Outputs     []*Output
	Grids       []*Grid
	Examples    []*Example
}

// An Ident is a name as the file writes it, folded (SPEC.md 1.2).
type Ident struct {
	Name string
	Span Span
}

// A Property is one line `key: value` below a declaration. Text properties have Words only; those
// that hold values have Value, and High where they name a range.
type Property struct {
	Key   Ident
	Words Text
	Value Expr
	High  Expr
}

// Properties are the properties of one declaration, each key at most once.
type Properties []*Property

// Get returns the property named key, or nil.
func (p Properties) Get(key string) *Property {
	for _, property := range p {
		if property.Key.Name == key {
			return property
		}
	}
	return nil
}

// Text returns the words of the property named key; they are empty where there is none.
func (p Properties) Text(key string) Text {
	if property := p.Get(key); property != nil {
		return property.Words
	}
	return Text{}
}

// A Calculator is 計算機.
type Calculator struct {
	Title      Text
	Properties Properties
}

// An OptionLine gives an option or outcome its words.
type OptionLine struct {
	Name  Ident
	Label Text
}

// InputForm is the kind of answer to an input.
type InputForm int

const (
	// NumberInput asks for a number in Input.Unit.
	NumberInput InputForm = iota
	// YesNoInput asks はい/いいえ.
	YesNoInput
	// DateInput asks for 日付.
	DateInput
	// ChoiceInput asks for one of Input.Options.
	ChoiceInput
	// MultipleInput asks which of Input.Options apply.
	MultipleInput
)

// An Input is 入力.
type Input struct {
	Name       Ident
	Form       InputForm
	Unit       Unit
	Options    []OptionLine
	Broken     bool // its unit could not be read
	Properties Properties
}

// A Figure is 値: one value, or values by the date from which each holds.
type Figure struct {
	Name       Ident
	Unit       *Unit // declared for dated values
	Values     []DatedValue
	Properties Properties
}

// A DatedValue is a value with the date from which it holds; From is nil for an undated one.
type DatedValue struct {
	From  *Date
	Value Expr
	Note  Text
}

// A Table is 表.
type Table struct {
	Name       Ident
	Keys       []Ident
	Results    []TableResult
	Versions   []TableVersion
	Properties Properties
}

// A TableResult is one result of a table; Name is empty where there is only one.
type TableResult struct {
	Name Ident
	Form ValueForm
}

// A TableVersion is the rows that hold from a date; From is nil for a table without dates.
type TableVersion struct {
	From *Date
	Rows []TableRow
}

// A TableRow is one row, keys first.
type TableRow struct {
	Cells []Cell
	Note  Text
	Span  Span
}

// A Cell is one cell of a row: Any, or names, or a number or date with bounds, or a value. A number with 割
// or 倍 is both a name and a value.
type Cell struct {
	Any       bool
	Names     []Ident
	Value     Expr // a value without a bound
	Low, High *Bound
	Text      string
	Span      Span
}

// A Bound is one end of a range.
type Bound struct {
	Value  Expr
	Strict bool // 未満, 超, より前, より後
}

// A Formula is 式.
type Formula struct {
	Name       Ident
	From       *Borrowed // a result of another calculator; Expr is nil then
	List       *Ident    // computed for each item of this list; nil for a plain formula
	Unit       *Unit
	Expr       Expr
	Words      string
	Properties Properties
}

// Borrowed is a result of another calculator: 計算機 burden-cap の 区分.
type Borrowed struct {
	Calculator, Output Ident
}

// A Decision is 判定.
type Decision struct {
	Name       Ident
	List       *Ident
	Results    []TableResult // none where the outcome is a choice of its own
	All        bool          // 選び方: すべて
	Rules      []Rule
	Options    []OptionLine
	Properties Properties
}

// A Rule is one line of a 判定; Cond is nil for それ以外. Results has one element for each of the decision's results.
type Rule struct {
	Cond     Expr
	Words    string
	Outcomes []Ident
	Results  []RuleResult
	Span     Span
}

// A RuleResult is one result of a rule: the options that are possible, or an expression.
type RuleResult struct {
	Options []Ident
	Expr    Expr
	Text    string
	Span    Span
}

// A Message is 注意 or 止める; Cond is nil where there is no condition.
type Message struct {
	Stop       bool
	Cond       Expr
	Words      string
	Text       Text
	Properties Properties
	Span       Span
}

// Word returns 注意 or 止める.
func (m *Message) Word() string {
	if m.Stop {
		return "止める"
	}
	return "注意"
}

// An Output is 出力; When is nil where it always applies.
type Output struct {
	Name       Ident
	When       Expr
	Properties Properties
}

// A Grid is 早見表.
type Grid struct {
	Title   Text
	Rows    *GridAxis
	Columns *GridAxis
	Outputs []Ident
	Fixed   []Assignment
}

// A GridAxis is one side of a 早見表; without values it takes all options of a choice.
type GridAxis struct {
	Input  Ident
	Values []AxisValue
}

// An AxisValue heads a row or column of a 早見表: a value, or a band of numbers or days between bounds, as in
// 100万円 超 200万円 未満. Text is how the file writes it.
type AxisValue struct {
	Value     Expr // nil for a band
	Low, High *Bound
	Text      string
	Span      Span
}

// An Assignment is `name = value` of an example or grid; High is set for a range `a から b`. Items is
// not nil where the value is a list of items; Value is nil then.
type Assignment struct {
	Name  Ident
	Value Expr
	High  Expr
	Items [][]Assignment
	Span  Span
}

// An Example is 例.
type Example struct {
	Case        bool // from a file of cases
	Title       Text
	Assignments []Assignment
	Messages    []ExpectedMessage
}

// An ExpectedMessage is a 注意 or 止める that an example expects, by the beginning of its text.
type ExpectedMessage struct {
	Stop   bool
	Prefix Text
	Span   Span
}

// An Expr is a node of an expression; At returns its source range.
type Expr interface{ At() Span }

// A Number is a literal with its unit.
type Number struct {
	Quantity Quantity
	Bare     bool // from a file of cases, and without a unit: it has that of its input or output
	Span     Span
}

// A Date is a literal day.
type Date struct {
	Day  int64
	Span Span
}

// A Bool is はい or いいえ.
type Bool struct {
	Yes  bool
	Span Span
}

// A Word is わからない or なし, where answers are written.
type Word struct {
	Text string
	Span Span
}

// A Name is a name; Quoted says that it was written in 「」. Unit is not nil where it is that of a unit.
type Name struct {
	Ident
	Quoted bool
	Unit   *Unit
}

// A Call is a function or table with its arguments; Field names a result: 表(…).下限.
type Call struct {
	Name   Ident
	Args   []Expr
	Field  *Ident
	Limits bool // written as the 上限 or 下限 of its first argument
	Span   Span
}

// Operator is the operator of a Binary.
type Operator string

// The operators, by the sign that the language folds them to.
const (
	Plus   Operator = "+"
	Minus  Operator = "-"
	Times  Operator = "×"
	Divide Operator = "÷"
	AndOp  Operator = "かつ"
	OrOp   Operator = "または"
)

// A Binary is X op Y; its range is from the left operand to the right.
type Binary struct {
	Op   Operator
	X, Y Expr
	OpAt Span
}

// A Negative is −X.
type Negative struct {
	X    Expr
	Span Span
}

// A Compare is X が … with one or two bounds, or X op Y.
type Compare struct {
	X        Expr
	Relation Relation
	Y        Expr
	// Second bound of `X が a 以上 b 未満`; Z is nil without one.
	SecondRelation Relation
	Z              Expr
	Span           Span
}

// Relation is the word or sign of a comparison.
type Relation int

// The relations of SPEC.md 2.6.
const (
	AtLeast Relation = iota
	AtMost
	LessThan
	MoreThan
	EqualTo
	NotEqualTo
)

// An Among is X が a か b か c; a single alternative is an equality. Contains says that を含む follows, All that
// the alternatives are joined by と.
type Among struct {
	X             Expr
	Alts          []Expr
	Contains, All bool
	Span          Span
}

// A Not is X でない.
type Not struct {
	X    Expr
	Span Span
}

// An If is もし … なら … でなければ ….
type If struct {
	Cond, Then, Else Expr
	Span             Span
}

// A Paren is (X); it is kept so that messages can point at it.
type Paren struct {
	X    Expr
	Span Span
}

// A Bad replaces what could not be parsed; the error has been reported.
type Bad struct{ Span Span }

func (n *Number) At() Span   { return n.Span }
func (n *Date) At() Span     { return n.Span }
func (n *Bool) At() Span     { return n.Span }
func (n *Word) At() Span     { return n.Span }
func (n *Name) At() Span     { return n.Ident.Span }
func (n *Call) At() Span     { return n.Span }
func (n *Binary) At() Span   { return Join(n.X.At(), n.Y.At()) }
func (n *Negative) At() Span { return n.Span }
func (n *Compare) At() Span  { return n.Span }
func (n *Among) At() Span    { return n.Span }
func (n *Not) At() Span      { return n.Span }
func (n *If) At() Span       { return n.Span }
func (n *Paren) At() Span    { return n.Span }
func (n *Bad) At() Span      { return n.Span }

// Join returns the span from the start of a to the end of b.
func Join(a, b Span) Span { return Span{Path: a.Path, Start: a.Start, End: b.End} }
