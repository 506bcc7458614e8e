package syntax

import "strings"

// Words writes an expression in one line, for readers of the working.
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

// amongWords writes x が A か B, or with と and を含む.
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
