package ir

// An Expr is a node of the typed tree. Each node's comment gives its exact value for partial
// operands; [a, b] is the interval of x, written x.low and x.high, and x.set the possibilities.
// Every operand has already been brought to the scale that the node asks for.
type Expr interface {
	// Type returns the type of the value; its Scale says how Numbers are stored.
	Type() *Type
	// Extent returns the proved set of values over all inputs in their ranges.
	Extent() Extent
	node()
}

// Typed is the part that all nodes share: the type and the proved extent. Nodes are always pointers.
type Typed struct {
	T *Type
	E Extent
}

// Of returns the part that all nodes share.
func Of(t *Type, e Extent) Typed { return Typed{t, e} }

// Type implements Expr.
func (t *Typed) Type() *Type { return t.T }

// Extent implements Expr.
func (t *Typed) Extent() Extent { return t.E }

func (*Typed) node() {}

// A Literal is a constant of any kind but Set: its extent is its value. For Number and Date Low ≤
// High (equal unless a rule gives a range); for YesNo and Choice Possible has one bit or more.
type Literal struct{ Typed }

// An InputRef is the value of input Index as the person gave it.
type InputRef struct {
	Typed
	Index int
}

// A StepRef is the value of the earlier step Index.
type StepRef struct {
	Typed
	Index int
}

// A Sum is Const + Σ Coef·X over Numbers and Dates, in stored integers (scales are already in the
// coefficients). It yields a Number or a Date. There is at least one term, no Coef is 0, and no two
// terms are the same expression.
//
//	low  = Const + Σ (Coef > 0 ? Coef·X.low  : Coef·X.high)
//	high = Const + Σ (Coef > 0 ? Coef·X.high : Coef·X.low)
//
// Proved to fit: |Const| + Σ |Coef|·max|X|.
type Sum struct {
	Typed
	Const int64
	Terms []Term
}

// A Term is one summand of a Sum.
type Term struct {
	Coef int64
	X    Expr
}

// A Product is X·Y of two Numbers in stored integers; its scale is the sum of theirs.
//
//	low, high = least and greatest of X.low·Y.low, X.low·Y.high, X.high·Y.low, X.high·Y.high
//
// Proved to fit: all four for the operands' extents. (The square of one value takes the same rule.)
type Product struct {
	Typed
	X, Y Expr
}

// Rounding is the direction of a Round.
type Rounding uint8

const (
	// Down is 切り捨て: toward minus infinity.
	Down Rounding = iota
	// Up is 切り上げ: toward plus infinity.
	Up
	// HalfUp is 四捨五入: to the nearest, halves toward plus infinity.
	HalfUp
)

// A Round is a quotient rounded to a multiple of a step, in stored integers:
//
//	r(n, d) = Step · op(n·MulX ÷ (d·MulY)),   op = ⌊q⌋, ⌈q⌉ or ⌊q + ½⌋
//
// n from X, d from Y; Y is nil where there is no divisor, and d is then 1. MulX, MulY and Step are
// positive; Y is proved positive (Y.low ≥ 1).
//
//	low  = r(X.low,  X.low  < 0 ? Y.low  : Y.high)
//	high = r(X.high, X.high < 0 ? Y.high : Y.low)
//
// Proved to fit: 2·|n|·MulX + d·MulY, 2·d·MulY, and the result.
type Round struct {
	Typed
	Op         Rounding
	X          Expr
	Y          Expr // nil: no divisor
	MulX, MulY int64
	Step       int64
}

// A MinMax is 小さい方 or 大きい方 of two or more Numbers of one scale, or Dates.
//
//	least:    low = min of lows, high = min of highs
//	greatest: low = max of lows, high = max of highs
type MinMax struct {
	Typed
	Greatest bool
	Args     []Expr
}

// NewMinMax returns the least or greatest of args, which have the type t.
func NewMinMax(t *Type, greatest bool, args []Expr) *MinMax {
	e := args[0].Extent()
	for _, x := range args[1:] {
		if o := x.Extent(); greatest {
			e = Extent{Low: max(e.Low, o.Low), High: max(e.High, o.High)}
		} else {
			e = Extent{Low: min(e.Low, o.Low), High: min(e.High, o.High)}
		}
	}
	return &MinMax{Typed: Of(t, e), Greatest: greatest, Args: args}
}

// A Clamp keeps a Number or Date inside bounds that hold on the branch around it.
//
//	low = min(max(X.low, Low), High), high = min(max(X.high, Low), High)
type Clamp struct {
	Typed
	X         Expr
	Low, High int64
}

// A Restrict keeps a YesNo or Choice inside the possibilities that hold on the branch around it.
//
//	set = X.set ∩ Mask, or Mask where that is empty
type Restrict struct {
	Typed
	X    Expr
	Mask int64
}

// A Cond is the first case whose condition holds (もし … なら … でなければ …, 判定). It yields a
// Number (all branches of one scale), Date, YesNo or Choice.
//
// Walk the cases in order. A case counts where its Cond has Yes; the walk ends after a case whose
// Cond is Yes alone; Else counts where the walk reaches the end. The value is the hull (Number, Date:
// least low to greatest high) or the union (YesNo, Choice) of the branches that count. Branches
// that do not count have no influence.
type Cond struct {
	Typed
	Cases []Case
	Else  Expr
}

// A Case is one branch of a Cond.
type Case struct {
	Cond Expr // YesNo
	Then Expr
}

// Outcomes is the Set of the rules that hold: bit i of may where Conds[i] has Yes, bit i of must where
// it is Yes alone. Several conditions may share an outcome: Bits[i] is the bit number of
// Conds[i], and a bit is the or over its conditions.
type Outcomes struct {
	Typed
	Conds []Expr
	Bits  []int
}

// A Lookup reads a table, or a 値 that changes by date. Every full answer fits exactly one row.
//
// A row counts where each key can meet its cell: a Number or Date key where the closed interval of
// the cell and that of the key meet, a YesNo or Choice key where the sets meet. The value is the
// hull (Number, Date) or union (YesNo, Choice) of Values over the rows that count; the checker proves
// that at least one always does.
type Lookup struct {
	Typed
	Keys []Expr
	// Table holds the rows; several lookups of one use share it.
	Table *Rows
	// Result is the index into each row's Values: a Number in the scale of this node, a day, or the
	// possibilities of a YesNo or Choice.
	Result int
}

// Rows are the rows of a table as one calculator uses it: options and scales are those of the keys.
type Rows struct {
	Name string
	Rows []Row
}

// A Row is one row: a cell per key, a stored value per result.
type Row struct {
	Cells  []Extent
	Values []int64
}

// MonthRule says which day is n months later where that month is too short.
type MonthRule uint8

const (
	// LastOfMonth is なければ月末: the last day of that month.
	LastOfMonth MonthRule = iota
	// FirstOfNext is なければ翌月1日: the first day of the month after.
	FirstOfNext
)

// AddMonths is 応当日: the Date X moved by Months (a Number at scale 0, perhaps negative) to the
// same day of the month, or by Rule where that month has no such day.
//
//	low = f(X.low, Months.low), high = f(X.high, Months.high)
//
// f never decreases in either operand. Proved: both results lie in the years 1 to 9999.
type AddMonths struct {
	Typed
	X, Months Expr
	Rule      MonthRule
}

// Comparison is the operator of a Compare.
type Comparison uint8

const (
	// Less is X < Y.
	Less Comparison = iota
	// LessEqual is X ≤ Y.
	LessEqual
	// Equal is X = Y.
	Equal
)

// A Compare is a YesNo over two Numbers of one scale, or two Dates.
//
//	Less:      Yes where X.low < Y.high; No where X.high ≥ Y.low
//	LessEqual: Yes where X.low ≤ Y.high; No where X.high > Y.low
//	Equal:     Yes where the intervals meet; No unless both are the same single value
type Compare struct {
	Typed
	Op   Comparison
	X, Y Expr
}

// An Is is a YesNo: whether the YesNo or Choice X is one of Mask.
//
//	Yes where X.set ∩ Mask is not empty; No where X.set ∖ Mask is not empty
type Is struct {
	Typed
	X    Expr
	Mask int64
}

// A Has is a YesNo: whether option Bit of the Set X holds.
//
//	Yes where may has the bit; No where must has not
type Has struct {
	Typed
	X   Expr
	Bit int
}

// An And is a YesNo: Yes where every argument has Yes; No where any has No.
type And struct {
	Typed
	Args []Expr
}

// An Or is a YesNo: Yes where any argument has Yes; No where every one has No.
type Or struct {
	Typed
	Args []Expr
}

// A Not is a YesNo with Yes and No exchanged.
type Not struct {
	Typed
	X Expr
}

// A Count is the Number (scale 0) of arguments that hold (数える).
//
//	low = how many are Yes alone, high = how many have Yes
type Count struct {
	Typed
	Args []Expr
}
