package ir

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

// IsInterval reports whether values of the kind are intervals, with Low and High in use.
func (k Kind) IsInterval() bool { return k == Number || k == Date }

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
	Options []Option // Choice, Set: option i is bit i; long choice: option i is the Number i
}

// IsLong reports whether t is a choice of more than MaxOptions options: a Number at scale 0 that
// counts them, so that its partial answers are intervals of options.
func (t *Type) IsLong() bool { return t.Kind == Number && len(t.Options) > 0 }

// Option returns the extent of option i of a choice, long or not, or of a YesNo.
func (t *Type) Option(i int) Extent {
	if t.IsLong() {
		return Point(int64(i))
	}
	return Extent{Possible: 1 << i}
}

// MaxLongOptions is the largest number of options of a long choice.
const MaxLongOptions = 2000

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

// Point returns the extent of one number or day.
func Point(v int64) Extent { return Extent{Low: v, High: v} }

// IsPoint reports whether e is one number or day.
func (e Extent) IsPoint() bool { return e.Low == e.High }
