package ir

import (
	"slices"
	"strings"

	"shirube/calculator/internal/syntax"
)

// A Unit is a product of base units over a product of base units, both sorted, without a base that
// occurs in both. The zero Unit is a plain number. Percent says that readers see the plain number
// in hundredths; it has no part in the arithmetic.
type Unit struct {
	Over    string // base units joined by "・": 円
	Under   string // 日
	Percent bool
}

// UnitOf returns the unit that a file writes.
func UnitOf(u syntax.Unit) Unit { return Unit(u) }

// Base returns the unit that consists of one base unit.
func Base(name string) Unit { return Unit{Over: name} }

// Units returns the units for parsing an answer in u: those of the language and those of u.
func (u Unit) Units() syntax.Units {
	return syntax.Units{}.With(slices.Concat(bases(u.Over), bases(u.Under))...)
}

// String returns the unit as files write it: 円, 円/日, %, or "" for a plain number.
func (u Unit) String() string { return syntax.Unit(u).String() }

// Behind returns the unit as it is written behind a number: 円, 円/日, /人.
func (u Unit) Behind() string { return syntax.Unit(u).Behind() }

// Same reports whether values of u and v may be added and compared: the same bases, whether or not
// they are written with %.
func (u Unit) Same(v Unit) bool { return u.Over == v.Over && u.Under == v.Under }

// Times returns the unit of a product.
func (u Unit) Times(v Unit) Unit {
	if u.IsPlain() && v.IsPlain() {
		return Unit{}
	}
	return reduce(append(bases(u.Over), bases(v.Over)...), append(bases(u.Under), bases(v.Under)...))
}

// Per returns the unit of a quotient.
func (u Unit) Per(v Unit) Unit { return u.Times(Unit{Over: v.Under, Under: v.Over}) }

// IsPlain reports whether u is a plain number, with or without %.
func (u Unit) IsPlain() bool { return u.Over == "" && u.Under == "" }

func bases(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "・")
}

// reduce cancels bases that occur above and below, and sorts the rest.
func reduce(over, under []string) Unit {
	var left []string
	for _, b := range over {
		if i := slices.Index(under, b); i >= 0 {
			under = slices.Delete(under, i, i+1)
			continue
		}
		left = append(left, b)
	}
	slices.Sort(left)
	slices.Sort(under)
	return Unit{Over: strings.Join(left, "・"), Under: strings.Join(under, "・")}
}
