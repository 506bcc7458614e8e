package syntax

import (
	"fmt"
	"math/big"
	"strings"
	"time"
)

// A Decimal is an exact decimal: Digits ÷ 10^Scale. Scale is 0 or more and as small as it can be.
type Decimal struct {
	Digits *big.Int
	Scale  int
}

// NewDecimal returns the decimal digits ÷ 10^scale in its shortest form.
func NewDecimal(digits *big.Int, scale int) Decimal {
	ten, zero := big.NewInt(10), big.NewInt(0)
	d := new(big.Int).Set(digits)
	for scale > 0 {
		q, r := new(big.Int).QuoRem(d, ten, new(big.Int))
		if r.Cmp(zero) != 0 {
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
	n := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(scale-d.Scale)), nil)
	n.Mul(n, d.Digits)
	return n.Int64(), n.IsInt64()
}

// Negate returns -d.
func (d Decimal) Negate() Decimal { return Decimal{new(big.Int).Neg(d.Digits), d.Scale} }

// Shift returns d ÷ 10^places; it turns a percentage into the number it stands for, and back.
func (d Decimal) Shift(places int) Decimal {
	scale := d.Scale + places
	if scale >= 0 {
		return NewDecimal(d.Digits, scale)
	}
	return NewDecimal(new(big.Int).Mul(d.Digits, pow10(-scale)), 0)
}

// maxDigits is the longest number the language reads; longer ones fit in no value anyway.
const maxDigits = 40

// A Quantity is a number with the unit behind it.
type Quantity struct {
	Value   Decimal // as written: 10% is 10, and 3割 is 30
	Unit    Unit
	Spelled string // the whole, where it is written with 割 or 倍
}

// Negate returns −q.
func (q Quantity) Negate() Quantity {
	q.Value = q.Value.Negate()
	if q.Spelled != "" {
		q.Spelled = "−" + q.Spelled
	}
	return q
}

// Number returns the number that the quantity stands for: 10% is 0.1.
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

// An era is a Japanese era, from its first day on. Dates may be written in it after its end, as old papers have them.
type era struct{ year, month, day int }

// cutEra takes the name of an era from the front of s.
func cutEra(s string) (first era, rest string, ok bool) {
	reiwa, heisei, showa := era{2019, 5, 1}, era{1989, 1, 8}, era{1926, 12, 25}
	for _, e := range []struct {
		name  string
		first era
	}{{"令和", reiwa}, {"平成", heisei}, {"昭和", showa}, {"R", reiwa}, {"H", heisei}, {"S", showa}} {
		if rest, ok := strings.CutPrefix(s, e.name); ok {
			return e.first, rest, true
		}
	}
	return era{}, s, false
}

// dayNumber returns the number of a day whose year is counted in the era; ok is false where the era had not begun.
func (e era) dayNumber(year, month, day int) (n int64, ok bool) {
	n, ok = DayNumber(e.year-1+year, month, day)
	first, _ := DayNumber(e.year, e.month, e.day)
	return n, ok && n >= first
}

// A dateText is a date taken from the front of a text; valid says that the calendar has it. outside is what to say of
// a day that its era does not have.
type dateText struct {
	day     int64
	valid   bool
	outside string
}

// outside says that the era has ended before a day; "" where it has not.
func (e era) outside(day int64) string {
	next := map[int]era{1926: {1989, 1, 8}, 1989: {2019, 5, 1}}[e.year]
	end, _ := DayNumber(next.year, next.month, next.day)
	if next == (era{}) || day < end {
		return ""
	}
	name := map[int]string{1926: "昭和", 1989: "平成"}[e.year]
	return fmt.Sprintf("%sは%sまでです。", name, plainDate(end-1))
}

// plainDate writes a day as 2019年4月30日.
func plainDate(day int64) string {
	return time.Unix(day*secondsPerDay, 0).UTC().Format("2006年1月2日")
}

// inEra writes a day of 平成 or 令和 with its era.
func inEra(day int64) string {
	name, first := "平成", 1989
	if reiwa, _ := DayNumber(2019, 5, 1); day >= reiwa {
		name, first = "令和", 2019
	}
	t := time.Unix(day*secondsPerDay, 0).UTC()
	return fmt.Sprintf("%s%d年%s", name, t.Year()-first+1, t.Format("1月2日"))
}

// cutDate takes a date from the front of folded text: 2024-04-01, 2024/4/1, 2024年4月1日,
// 令和6年4月1日.
func cutDate(s string) (dateText, string, bool) {
	first, rest, hasEra := cutEra(s)
	if tail, ok := strings.CutPrefix(rest, "元"); hasEra && ok {
		rest = "1" + tail
	}
	var parts [3]int
	separator := ""
	for i := range parts {
		n := countDigits(rest)
		if n == 0 || n > 4 {
			return dateText{}, s, false
		}
		for _, c := range rest[:n] {
			parts[i] = parts[i]*10 + int(c-'0')
		}
		if i == 0 && !hasEra && n != 4 {
			return dateText{}, s, false
		}
		var ok bool
		if separator, rest, ok = cutDateSeparator(i, separator, rest[n:]); !ok {
			return dateText{}, s, false
		}
	}
	number := DayNumber
	if hasEra {
		number = first.dayNumber
	}
	d := dateText{}
	if d.day, d.valid = number(parts[0], parts[1], parts[2]); hasEra && d.valid {
		d.outside = first.outside(d.day)
	}
	return d, rest, true
}

// cutDateSeparator takes the separator behind part i of a date; all must be of one style.
func cutDateSeparator(i int, style, s string) (string, string, bool) {
	if kanji := []string{"年", "月", "日"}[i]; style == "" || style == "年" {
		if rest, ok := strings.CutPrefix(s, kanji); ok {
			return "年", rest, true
		}
	}
	if i == 2 {
		return style, s, style != "年"
	}
	for _, sep := range []string{"-", "/", "."} {
		if rest, ok := strings.CutPrefix(s, sep); ok && (style == "" || style == sep) {
			return sep, rest, true
		}
	}
	return style, s, false
}

// ParseDate reads a date as a person writes it. found is false where text is no date at all, valid
// is false where the calendar has no such day (2026-02-30).
func ParseDate(text string) (day int64, found, valid bool) {
	s := strings.Map(dropSpace, Fold(text))
	d, rest, ok := cutDate(s)
	return d.day, ok && rest == "", d.valid
}

const secondsPerDay = 24 * 60 * 60

// DayNumber returns the days from 1970-01-01 to a date of the years 1 to 9999; ok is false where the
// calendar has no such day.
func DayNumber(year, month, day int) (n int64, ok bool) {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	y, m, d := t.Date()
	ok = y == year && int(m) == month && d == day && year >= 1 && year <= 9999
	return (t.Unix()) / secondsPerDay, ok
}

// FormatDay writes a day number as YYYY-MM-DD.
func FormatDay(n int64) string { return time.Unix(n*secondsPerDay, 0).UTC().Format(time.DateOnly) }
