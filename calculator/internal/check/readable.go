package check

import (
	"math/big"
	"strings"

	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/syntax"
)

// InForce returns the index of the last of the ascending days that is not after today: the last of all where today
// is nil, -1 where all are after today.
func InForce(days []*int64, today *int64) int {
	at := -1
	for i, d := range days {
		if d == nil || today == nil || *d <= *today {
			at = i
		}
	}
	return at
}

// DayText writes a day number as YYYY-MM-DD, and nil as "".
func DayText(d *int64) string {
	if d == nil {
		return ""
	}
	return syntax.FormatDay(*d)
}

// Readable writes a number with its unit; % counts hundredths.
func Readable(d syntax.Decimal, u ir.Unit) (text, number string) {
	if u.Percent {
		d = d.Shift(-2)
	}
	if strings.HasPrefix(u.Behind(), "円") {
		if text, ok := inTenThousands(d); ok {
			return text + u.Behind(), Plain(d)
		}
	}
	return d.String() + u.Behind(), Plain(d)
}

// inTenThousands writes a round amount as people say it: 16万, 106.5万. ok is false for amounts under 100,000
// and for those that need more decimals.
func inTenThousands(d syntax.Decimal) (string, bool) {
	const least, whole, tenth = 100_000, 10_000, 1_000
	n, ok := d.Stored(0)
	if !ok || n < least || n%whole != 0 && (n < 10*least || n%tenth != 0) {
		return "", false
	}
	man := syntax.Decimal{Digits: big.NewInt(n / tenth), Scale: 1}
	if n%whole == 0 {
		man = syntax.Decimal{Digits: big.NewInt(n / whole)}
	}
	return man.String() + "万", true
}

// Plain writes a decimal as JSON does: no separators, an ASCII minus.
func Plain(d syntax.Decimal) string {
	return strings.Replace(strings.ReplaceAll(d.String(), ",", ""), "−", "-", 1)
}
