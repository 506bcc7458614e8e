package check

import (
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strings"

	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/syntax"
)

// maxConditions is the largest number of conditions that the search for an uncovered case checks.
const maxConditions = 20_000

// A caseSearch looks for values of names for which no rule of a decision holds.
type caseSearch struct {
	b     *builder
	conds []syntax.Expr
	names []searchedName
	base  *env
	left  int
}

// A searchedName is an input or step that the rules mention; starts are where its pieces begin.
type searchedName struct {
	name   string
	ref    ir.Expr
	starts []int64
}

// uncoveredCase describes a case in which no rule of a decision holds, such as 部屋が「B」のとき; "" where the search
// finds none.
func (b *builder) uncoveredCase(s *symbol) string {
	// The conditions are checked again with other ranges; what that reports has been reported, or holds for a part
	// only.
	found := b.list
	defer func() { b.list = found }()
	search := caseSearch{b: b, base: b.envOf(s), left: maxConditions}
	for _, r := range s.decision.Rules {
		search.conds = append(search.conds, r.Cond)
	}
	for _, cond := range search.conds {
		syntax.Walk(cond, search.see)
	}
	hole := search.find(refinements{}, 0)
	if hole == nil {
		return ""
	}
	var parts []string
	for _, n := range search.names {
		e, ok := hole[n.ref]
		// A name that makes no difference is left out of the message.
		fewer := without(hole, n.ref)
		if !ok || search.isHole(fewer) {
			hole = fewer
			continue
		}
		form := "%sが %s "
		if !n.ref.Type().Kind.IsInterval() {
			form = "%sが「%s」"
		}
		parts = append(parts, fmt.Sprintf(form, n.name, ir.FormatExtent(e, n.ref.Type())))
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, "、") + "のとき"
}

// without returns r without one reference.
func without(r refinements, but ir.Expr) refinements {
	out := maps.Clone(r)
	delete(out, but)
	return out
}

// see adds the names of a condition, and the values at which comparisons with constants divide their ranges.
func (s *caseSearch) see(x syntax.Expr) {
	switch n := x.(type) {
	case *syntax.Name:
		s.searched(n)
	case *syntax.Compare:
		s.cut(n.X, n.Y)
		s.cut(n.X, n.Z)
		s.cut(n.Y, n.X)
	}
}

// searched returns the entry of a name that is an input or step of the calculator, or nil.
func (s *caseSearch) searched(n *syntax.Name) *searchedName {
	symbol := s.b.scope.value(n.Name)
	if symbol == nil || symbol.list != nil || symbol.failed {
		return nil
	}
	var ref ir.Expr
	switch symbol.kind {
	case inputSymbol:
		ref = s.b.inputRefs[symbol.index]
	case formulaSymbol, decisionSymbol:
		ref = s.b.resolve(symbol, n.At())
	}
	if ref == nil {
		return nil
	}
	at := slices.IndexFunc(s.names, func(known searchedName) bool { return known.ref == ref })
	if at < 0 {
		s.names, at = append(s.names, searchedName{name: n.Name, ref: ref}), len(s.names)
	}
	return &s.names[at]
}

// cut divides the range of a name at a constant that it is compared with.
func (s *caseSearch) cut(x, y syntax.Expr) {
	name, ok := x.(*syntax.Name)
	if !ok || y == nil {
		return
	}
	fixed, ok := s.b.expression(y, s.base).(*ir.Literal)
	n := s.searched(name)
	if !ok || n == nil || !n.ref.Type().Kind.IsInterval() || n.ref.Type().Kind != fixed.T.Kind {
		return
	}
	v := new(big.Int).Mul(big.NewInt(fixed.E.Low), bigPow10(n.ref.Type().Scale))
	v.Div(v, bigPow10(fixed.T.Scale))
	if v.IsInt64() {
		n.starts = append(n.starts, v.Int64(), v.Int64()+1)
	}
}

// find adds values of the names from i on to fixed so that no rule holds; nil where there are none.
func (s *caseSearch) find(fixed refinements, i int) refinements {
	if s.left -= len(s.conds); s.left < 0 {
		return nil
	}
	sure, open := s.hold(fixed)
	switch {
	case sure:
		return nil
	case !open:
		return fixed
	case i == len(s.names):
		return nil
	}
	n := s.names[i]
	for _, piece := range divide(n.ref.Type(), s.b.narrow(n.ref, s.base).Extent(), n.starts) {
		next := maps.Clone(fixed)
		next[n.ref] = piece
		if hole := s.find(next, i+1); hole != nil {
			return hole
		}
	}
	return nil
}

// hold reports whether a rule holds for sure, and whether one may.
func (s *caseSearch) hold(fixed refinements) (sure, open bool) {
	e := s.base.with(fixed, true)
	if e.dead {
		return true, true
	}
	for _, cond := range s.conds {
		c := s.b.condition(cond, e)
		if c == nil {
			return true, true
		}
		possible := c.x.Extent().Possible
		sure = sure || possible == ir.Yes
		open = open || possible&ir.Yes != 0
	}
	return sure, open
}

func (s *caseSearch) isHole(fixed refinements) bool {
	sure, open := s.hold(fixed)
	return !sure && !open
}
