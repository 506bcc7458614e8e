// Package types turns the syntax tree of calculation files into typed programs: names resolved,
// units and decimal scales settled, every value proved to stay inside an interval of 64-bit
// integers. The typed program is the only input of the compiler and of the reference evaluator,
// which are written apart from each other; this file and expr.go are the contract between them.
//
// # Values
//
// A value is what is known about a quantity, which may be less than the quantity itself:
//
//	Number, Date   a closed interval of stored integers, two words: low, high (low ≤ high)
//	YesNo, Choice  a non-empty set of possibilities, one word: bit i set = option i is possible
//	Set            two words, must and may (must ⊆ may): option i certainly / possibly holds
//
// A word is a signed 64-bit integer. A Number is stored as an integer: value = stored ÷ 10^Scale, in the
// unit of its Type (10% is 10 at scale 2, for its value is 0.10). A Date is stored as days since
// 1970-01-01 in the proleptic Gregorian calendar and always lies in the years 1 to 9999. YesNo has
// the options 0 = いいえ, 1 = はい. A full answer is an interval with low = high, or a set of one; a
// partial answer is anything wider. A full answer may still give a result that is wider than one
// value, where a rule says that two outcomes are possible.
//
// # The law
//
// For every full answer that fits a partial one, the full result lies in the partial result. Each
// node below states the exact value it yields for partial operands, so that two implementations
// agree bit for bit; the law follows node by node, because every rule is an inclusion-monotone
// extension of the rule on single values. Terms of a Sum are distinct, so that the range of a sum
// of independent inputs is exact.
//
// # Overflow
//
// The checker proves, over the declared ranges of all inputs, that every quantity that a node's
// description names fits in a signed 64-bit integer. An implementation that computes exactly the
// named quantities needs no test at run time. Nothing traps: divisors are proved positive, a Lookup
// always has a row that fits, and branches that are not taken are computed on clamped operands.
// This holds as long as every input lies in its Range (or is a non-empty subset of its options).
package types

import "shirube/calculator/diagnostic"

// Kind is the kind of a value.
type Kind uint8

const (
	// Number is an exact decimal with a unit.
	Number Kind = iota
	// YesNo is はい or いいえ.
	YesNo
	// Choice is one of a list of options.
	Choice
	// Date is a calendar day.
	Date
	// Set is the outcome of a 判定 of which all rules that hold count.
	Set
)

// No and Yes are the possibilities of a YesNo; No|Yes is "unknown".
const (
	No  int64 = 1 << 0
	Yes int64 = 1 << 1
)

// MaxOptions is the largest number of options of a Choice or Set: one bit each, sign bit unused.
const MaxOptions = 62

// A Type is the kind of a value with what belongs to the kind.
type Type struct {
	Kind    Kind
	Unit    Unit     // Number
	Scale   int      // Number: stored = value × 10^Scale, 0 ≤ Scale ≤ MaxScale
	Options []Option // Choice, Set: option i is bit i
}

// MaxScale is the largest decimal scale of a value.
const MaxScale = 12

// An Option is one possibility of a Choice or one outcome of a 判定.
type Option struct {
	Name  string // as calculations and command lines write it
	Label string // as readers see it; the name where the file gives no other words
}

// An Extent is the set of values that an expression can take: Low to High for Number and Date, the
// mask Possible for YesNo, Choice and Set (there, the may word). The checker proves it.
type Extent struct {
	Low, High int64
	Possible  int64
}

// A Program is one calculator: a fully resolved tree without names to look up. Evaluation takes one
// value per input and yields, in this order, the messages' conditions, the steps, the outputs'
// presence and the inputs' relevance; nothing else depends on anything outside.
//
// Inputs must lie in their Range or options. Steps are ordered: a step refers to inputs and to
// earlier steps only. Conditions of messages and outputs may refer to all steps.
type Program struct {
	Name        string // file name without .calc, as command lines write it
	Title       string // 計算機
	Description string // 説明
	Limits      string // 限界: what the result does not decide
	Next        string // 次の一歩
	Sources     []string
	Inputs      []Input
	Steps       []Step
	Outputs     []Output
	Messages    []Message
	Grids       []Grid
	Examples    []Example
	Probes      []Probe
	Position    diagnostic.Span
}

// An Input is one question. A person's answer becomes a value of its type before evaluation.
type Input struct {
	Name     string
	Type     Type
	Question string // 質問; the name where the file gives none
	Help     string // 説明
	Group    string // まとまり: the heading under which the form shows it
	Sources  []string
	Assumed  string // 仮定: why, where the default or everyday range is the site's own
	Range    Extent // all it accepts
	Step     int64  // Number: answers are multiples of this stored value, at least 1
	// Default is 初期値: what is taken where the input is left open; nil means unknown.
	Default *Extent
	// DefaultToday says that the default is the day of the calculation (初期値: 今日).
	DefaultToday bool
	// Unknown is the range taken for わからない: わからないとき, or Range.
	Unknown Extent
	// Relevant is a YesNo expression (必要なとき); nil means always. It steers the form only and
	// has no influence on any result.
	Relevant Expr
	// Implied marks the 基準日 that the checker adds where a file uses values of several dates
	// without asking for the day.
	Implied  bool
	Position diagnostic.Span
}

// StepKind says what a step was in the file.
type StepKind uint8

const (
	// Formula is a 式.
	Formula StepKind = iota
	// Judgement is a 判定.
	Judgement
	// FigureStep is a 値 that a formula uses.
	FigureStep
	// TableLookup is one use of a 表.
	TableLookup
)

// A Step is one named value of the calculation; together they are the working that readers see.
type Step struct {
	Kind     StepKind
	Name     string // 支払額, 負担上限月額(世帯区分), スクーリング時間(訓練時間).下限
	Words    string // the formula as the file writes it, in one line; empty for figures
	Help     string
	Sources  []string
	Assumed  string
	Expr     Expr
	Position diagnostic.Span
}

// Type returns the type of the step's value.
func (s *Step) Type() *Type { return s.Expr.Type() }

// An Output is a step that is shown as a result.
//
// Its presence is a YesNo: Yes possible where neither a 止める is certain nor When certainly No; No
// possible where a 止める is possible or When possibly No. That is And(Not(stop₁), …, Not(stopₙ), When)
// by the rule of And. The value is that of the step, whatever the presence; where the presence is No
// alone it means nothing.
type Output struct {
	Step     int // index into Steps
	Label    string
	Help     string
	When     Expr // YesNo; nil means always
	Position diagnostic.Span
}

// MessageKind tells a remark from a stop.
type MessageKind uint8

const (
	// Note is 注意: shown beside the results.
	Note MessageKind = iota
	// Stop is 止める: where it holds there are no results.
	Stop
)

// A Message is a text with the condition under which it is shown. Its flag is the YesNo value of
// the condition: Yes alone = shown, both = possibly, No alone = not shown.
//
// Conditions of stops see inputs as they are; everything else sees inputs narrowed by the stops,
// which the checker has written into the tree as Clamp and Restrict.
type Message struct {
	Kind     MessageKind
	Cond     Expr // YesNo; nil means always
	Words    string
	Text     string
	Sources  []string
	Position diagnostic.Span
}

// A Probe asks whether a table row, a rule of a 判定, a 注意 or a 止める was reached. Probes are no part
// of a module that ships; the façade appends them to the steps of a copy to find what no example
// reaches.
type Probe struct {
	Cond     Expr // YesNo
	Text     string
	Position diagnostic.Span
}

// A Grid is a 早見表: outputs worked out at build time. The answers that Fixed, Rows and Columns do
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
}

// An Answer is a value given to an input: a single value or a range; the Extent's Low, High or
// Possible is the value itself.
type Answer struct {
	Input    int
	Value    Extent
	Position diagnostic.Span
}

// An Example is an 例: answers and the results that must come out, exactly.
type Example struct {
	Title   string
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
