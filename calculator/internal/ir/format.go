package ir

import (
	"math/big"
	"strconv"
	"strings"

	"shirube/calculator/internal/syntax"
)

// DecimalOf returns the number that a stored integer means in the unit that readers see: 10 for 10%.
func DecimalOf(stored int64, t *Type) syntax.Decimal {
	scale := t.Scale
	n := big.NewInt(stored)
	if t.Unit.Percent {
		scale -= 2
	}
	for ; scale < 0; scale++ {
		n.Mul(n, big.NewInt(10))
	}
	return syntax.NewDecimal(n, scale)
}

// OneOf returns one unit of a Number, as readers see it, or one day, as stored; at least 1.
func OneOf(t *Type) int64 {
	scale := t.Scale
	if t.Unit.Percent {
		scale -= 2
	}
	one := int64(1)
	for ; scale > 0; scale-- {
		one *= 10
	}
	return one
}

// FormatNumber writes a stored Number for readers: 9,300円, 10%, 2026年.
func FormatNumber(stored int64, t *Type) string {
	digits := DecimalOf(stored, t).String()
	if t.Unit == Base("年") {
		digits = strings.ReplaceAll(digits, ",", "")
	}
	return digits + t.Unit.Behind()
}

// FormatExtent writes a value for readers: 0円 から 9,300円, 2024-04-01, 一般1 か 一般2.
func FormatExtent(e Extent, t *Type) string {
	if t.IsLong() {
		return formatLong(e, t)
	}
	one := func(v int64) string {
		if t.Kind == Date {
			return syntax.FormatDay(v)
		}
		return FormatNumber(v, t)
	}
	if t.Kind.IsInterval() {
		if e.Low == e.High {
			return one(e.Low)
		}
		return one(e.Low) + " から " + one(e.High)
	}
	return strings.Join(OptionNames(e.Possible, t), " か ")
}

// FormatValues writes the few values that a Number or Date can have: 0円・9,300円・37,200円のどれか.
func FormatValues(values []int64, t *Type) string {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = FormatExtent(Point(v), t)
	}
	return strings.Join(texts, "・") + "のどれか"
}

// OptionNames returns the names of the options in a set of possibilities.
func OptionNames(set int64, t *Type) []string {
	var names []string
	for i, o := range t.Options {
		if set>>i&1 != 0 {
			names = append(names, o.Name)
		}
	}
	return names
}

// formatLong writes the possible options of a long choice, or their number.
func formatLong(e Extent, t *Type) string {
	const shown = 5
	if n := e.High - e.Low + 1; n > shown {
		return strconv.FormatInt(n, 10) + "個のどれか"
	}
	return strings.Join(LongOptionNames(e, t), " か ")
}

// LongOptionNames returns the names of the options of a long choice that are possible.
func LongOptionNames(e Extent, t *Type) []string {
	var names []string
	for _, o := range t.Options[e.Low : e.High+1] {
		names = append(names, o.Name)
	}
	return names
}
