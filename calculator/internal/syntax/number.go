package syntax

import (
	"math/big"
	"strings"
)

// A Decimal is an exact decimal: Digits ÷ 10^Scale. Scale is 0 or more and as small as it can be.
type Decimal struct {
	Digits *big.Int
	Scale  int
}

// NewDecimal returns the decimal digits ÷ 10^scale in its shortest form.
func NewDecimal(digits *big.Int, scale int) Decimal {
	d, ten := new(big.Int).Set(digits), big.NewInt(10)
	for scale > 0 {
		q, r := new(big.Int).QuoRem(d, ten, new(big.Int))
		if r.Sign() != 0 {
			break
		}
		d, scale = q, scale-1
	}
	return Decimal{d, scale}
}

// Stored returns d × 10^scale where that is an integer that fits in 64 bits.
func (d Decimal) Stored(scale int) (int64, bool) {
	if d.Digits == nil || d.Scale > scale {
		return 0, false
	}
	n := pow10(scale - d.Scale)
	n.Mul(n, d.Digits)
	return n.Int64(), n.IsInt64()
}

// Negate returns -d.
func (d Decimal) Negate() Decimal { return Decimal{new(big.Int).Neg(d.Digits), d.Scale} }

// Shift returns d ÷ 10^places; it converts a percentage to its number, and back.
func (d Decimal) Shift(places int) Decimal {
	scale := d.Scale + places
	if scale >= 0 {
		return NewDecimal(d.Digits, scale)
	}
	return NewDecimal(new(big.Int).Mul(d.Digits, pow10(-scale)), 0)
}

// maxDigits is the longest number that is read; longer ones fit in no value.
const maxDigits = 40

// A Quantity is a number with the unit behind it.
type Quantity struct {
	Value   Decimal // as written: 10% is 10, and 3割 is 30
	Unit    Unit
	Spelled string // as written, where that is with 割 or 倍; else ""
}

// Negate returns −q.
func (q Quantity) Negate() Quantity {
	q.Value = q.Value.Negate()
	if q.Spelled != "" {
		q.Spelled = "−" + q.Spelled
	}
	return q
}

// Number returns the plain number of the quantity: 10% is 0.1.
func (q Quantity) Number() Decimal {
	if q.Unit.Percent {
		return q.Value.Shift(2)
	}
	return q.Value
}

// cutNumber takes an unsigned number from the front of folded text: 9,300, 3万7,200, 1.5, 5千.
func cutNumber(s string) (Decimal, string, bool) {
	total, rest, found := new(big.Int), s, false
	last := int64(1) << 62
	for {
		digits, frac, tail, ok := cutDigits(rest)
		if !ok {
			break
		}
		factor, after := cutMyriad(tail)
		// Each power of ten thousand is smaller than the one before: 3万7千 is a number, 7千3万 is none.
		if factor >= last {
			return Decimal{}, s, false
		}
		part, scale := scaledPart(digits, frac, factor)
		found, rest, last = true, after, factor
		if scale > 0 {
			whole := new(big.Int).Mul(total, pow10(scale))
			return NewDecimal(whole.Add(whole, part), scale), rest, true
		}
		total.Add(total, part)
		if factor == 1 {
			break
		}
	}
	return NewDecimal(total, 0), rest, found
}

// scaledPart returns digits.frac × factor as digits and scale: 1.5 × 10000 has no decimals left.
func scaledPart(digits, frac string, factor int64) (*big.Int, int) {
	n, _ := new(big.Int).SetString(digits+frac, 10)
	d := NewDecimal(n.Mul(n, big.NewInt(factor)), len(frac))
	return d.Digits, d.Scale
}

func pow10(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }

// cutMyriad takes 億, 万 or 千 from the front of s.
func cutMyriad(s string) (int64, string) {
	for _, m := range []struct {
		word   string
		factor int64
	}{{"億", 1e8}, {"万", 1e4}, {"千", 1e3}} {
		if rest, ok := strings.CutPrefix(s, m.word); ok {
			return m.factor, rest
		}
	}
	return 1, s
}

// cutDigits takes digits with thousands separators and decimals from the front of s. A comma is a
// separator where exactly three digits follow it.
func cutDigits(s string) (digits, frac, rest string, ok bool) {
	n := countDigits(s)
	if n == 0 {
		return "", "", s, false
	}
	digits, rest = s[:n], s[n:]
	for strings.HasPrefix(rest, ",") && countDigits(rest[1:]) == 3 {
		digits, rest = digits+rest[1:4], rest[4:]
	}
	if strings.HasPrefix(rest, ".") {
		if n := countDigits(rest[1:]); n > 0 {
			frac, rest = rest[1:1+n], rest[1+n:]
		}
	}
	return digits, frac, rest, len(digits)+len(frac) <= maxDigits
}

// countDigits counts the digits that s begins with.
func countDigits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// cutQuantity takes a number and its unit from the front of folded text.
func (u Units) cutQuantity(s string) (Quantity, string, bool) {
	value, rest, ok := cutNumber(s)
	if !ok {
		return Quantity{}, s, false
	}
	if word, ok := rateSuffix(rest); ok {
		rest = rest[len(word):]
		q := Quantity{Value: value, Spelled: s[:len(s)-len(rest)]}
		if word == "割" {
			q.Value, q.Unit = value.Shift(-1), Unit{Percent: true}
		}
		return q, rest, true
	}
	unit, rest := u.cut(rest)
	return Quantity{Value: value, Unit: unit}, rest, true
}

// rateSuffix returns 割 (tenths, shown as %) or 倍 (a plain number) where s begins with it.
func rateSuffix(s string) (string, bool) {
	for _, word := range []string{"割", "倍"} {
		if strings.HasPrefix(s, word) {
			return word, true
		}
	}
	return "", false
}

// ParseQuantity reads a number with or without a unit as a person writes it: "20", "20日",
// "９，３００ 円", "-1.5". ok is false where text is anything else.
func (u Units) ParseQuantity(text string) (q Quantity, ok bool) {
	s := strings.Map(dropSpace, Fold(text))
	s, negative := strings.CutPrefix(s, "-")
	q, rest, ok := u.cutQuantity(s)
	if negative && ok {
		q = q.Negate()
	}
	return q, ok && rest == ""
}

func dropSpace(r rune) rune {
	if r == ' ' {
		return -1
	}
	return r
}

// String writes the quantity with thousands separators.
func (q Quantity) String() string {
	if q.Spelled != "" {
		return q.Spelled
	}
	return q.Value.String() + q.Unit.Behind()
}

// String writes the decimal with thousands separators.
func (d Decimal) String() string {
	digits, sign := d.Digits.String(), ""
	if rest, ok := strings.CutPrefix(digits, "-"); ok {
		digits, sign = rest, "−"
	}
	if short := d.Scale + 1 - len(digits); short > 0 {
		digits = strings.Repeat("0", short) + digits
	}
	whole, fraction := digits[:len(digits)-d.Scale], digits[len(digits)-d.Scale:]
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if fraction != "" {
		fraction = "." + fraction
	}
	return sign + whole + fraction
}
