package ir

import "shirube/calculator/diagnostic"

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
	Borrows     []string // calculators whose results it takes, by name
	Inputs      []Input
	Lists       []List
	Sets        []BoxSet
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
	Pass     string // 渡す: the input of the next calculator that the answer is for; empty for one of the same name
	Ask      string // 窓口で聞く文: what to ask an office where the answer is not known
	Sources  []string
	Assumed  string // 仮定: why, where the default or everyday range is the site's own
	Range    Extent // all it accepts
	Step     int64  // Number: answers are multiples of this stored value, at least 1
	// Default is 初期値, the value of an input without an answer; nil means unknown.
	Default *Extent
	// DefaultToday says that the default is the day of the calculation (初期値: 今日).
	DefaultToday bool
	// Unknown is the range taken for わからない: わからないとき, or Range.
	Unknown Extent
	// Relevant is a YesNo expression (必要なとき); nil means always. It steers the form only and
	// has no influence on any result.
	Relevant Expr
	// Item is the item of a list that the input is a field of; nil for any other input.
	Item *ListItem
	// Implied marks the 基準日 that the checker adds where a file uses values of several dates
	// without asking for the day.
	Implied  bool
	Position diagnostic.Span
}

// A List is 一覧, unrolled: an input for the number of items, and the inputs of each item that there
// may be. The values of items beyond the number have no influence on any result.
type List struct {
	Name  string
	Count int     // index of the input
	Items [][]int // by item: indexes of the inputs, in the order of the fields
}

// A BoxSet is an input of which several options may be ticked: a yes/no input for each.
type BoxSet struct {
	Name     string
	Question string
	Options  []Option
	Inputs   []int // by option
}

// A ListItem names item Index, counted from 0, of list List of the program.
type ListItem struct{ List, Index int }

// StepKind says what a step was in the file.
type StepKind uint8

const (
	// Formula is a 式.
	Formula StepKind = iota
	// Decision is a 判定.
	Decision
	// FigureStep is a 値 that a formula uses.
	FigureStep
	// TableLookup is one use of a 表.
	TableLookup
)

// A Step is one named value of the calculation; together they are the working that readers see.
type Step struct {
	Kind    StepKind
	Name    string // 支払額, 負担上限月額(世帯区分), スクーリング時間(訓練時間).下限
	Words   string // the formula as the file writes it, in one line; empty for figures
	Help    string
	Sources []string
	Assumed string
	Expr    Expr
	// Item is the item of a list that the step belongs to; nil for any other step.
	Item     *ListItem
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
	Step  int // index into Steps
	Label string
	Help  string
	Pass  string // as of an Input
	When  Expr   // YesNo; nil means always
}

// MessageKind distinguishes 注意 from 止める.
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
	Kind  MessageKind
	Cond  Expr // YesNo; nil means always
	Words string
	Text  string
	// Values are the values of steps that the text shows; Text has nothing at their offsets.
	Values   []TextValue
	Sources  []string
	Position diagnostic.Span
}

// A TextValue is the value of a step, shown at a byte offset in a text.
type TextValue struct{ Offset, Step int }
