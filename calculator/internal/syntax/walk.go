package syntax

import "strings"

// Walk calls visit for x and for every node below it; a nil x is no node.
func Walk(x Expr, visit func(Expr)) {
	WalkIf(x, func(x Expr) bool {
		visit(x)
		return true
	})
}

// WalkIf is Walk, but leaves out what is below a node for which visit returns false.
func WalkIf(x Expr, visit func(Expr) bool) {
	if x == nil || !visit(x) {
		return
	}
	switch n := x.(type) {
	case *Call:
		walkAll(n.Args, visit)
	case *Binary:
		WalkIf(n.X, visit)
		WalkIf(n.Y, visit)
	case *Negative:
		WalkIf(n.X, visit)
	case *Compare:
		WalkIf(n.X, visit)
		WalkIf(n.Y, visit)
		WalkIf(n.Z, visit)
	case *Among:
		WalkIf(n.X, visit)
		walkAll(n.Alts, visit)
	case *Not:
		WalkIf(n.X, visit)
	case *If:
		walkAll([]Expr{n.Cond, n.Then, n.Else}, visit)
	case *Paren:
		WalkIf(n.X, visit)
	}
}

func walkAll(list []Expr, visit func(Expr) bool) {
	for _, x := range list {
		WalkIf(x, visit)
	}
}

// Words writes an expression back in one line, as a reader of the working would want it.
func Words(x Expr) string {
	switch n := x.(type) {
	case *Number:
		return n.Quantity.String()
	case *Date:
		return FormatDay(n.Day)
	case *Bool:
		return map[bool]string{true: "はい", false: "いいえ"}[n.Yes]
	case *Word:
		return n.Text
	case *Name:
		return n.Name
	case *Call:
		return callWords(n)
	case *Binary:
		sign := string(n.Op)
		if n.Op == Minus {
			sign = "−"
		}
		return Words(n.X) + " " + sign + " " + Words(n.Y)
	case *Negative:
		return "−" + Words(n.X)
	case *Paren:
		return "(" + Words(n.X) + ")"
	case *Not:
		return Words(n.X) + " でない"
	case *If:
		return "もし " + Words(n.Cond) + " なら " + Words(n.Then) + " でなければ " + Words(n.Else)
	case *Compare:
		return compareWords(n)
	case *Among:
		return amongWords(n)
	}
	return ""
}

func joinWords(list []Expr, separator string) string {
	var parts []string
	for _, x := range list {
		parts = append(parts, Words(x))
	}
	return strings.Join(parts, separator)
}

func callWords(n *Call) string {
	s := n.Name.Name + "(" + joinWords(n.Args, ", ") + ")"
	if n.Field != nil {
		s += "." + n.Field.Name
	}
	return s
}

func amongWords(n *Among) string {
	separator, end := " か ", ""
	if n.All {
		separator = " と "
	}
	if n.Contains {
		end = " を含む"
	}
	return Words(n.X) + " が " + joinWords(n.Alts, separator) + end
}

func compareWords(n *Compare) string {
	s := Words(n.X) + " が " + Words(n.Y) + " " + n.Relation.String()
	if n.Z != nil {
		s += " " + Words(n.Z) + " " + n.SecondRelation.String()
	}
	return s
}

// String returns the word for the relation.
func (r Relation) String() string {
	return [...]string{AtLeast: "以上", AtMost: "以下", LessThan: "未満", MoreThan: "超", EqualTo: "と同じ", NotEqualTo: "と違う"}[r]
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
