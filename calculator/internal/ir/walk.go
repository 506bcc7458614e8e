package ir

// Children returns the direct operands of a node. A StepRef and an InputRef have none.
func Children(e Expr) []Expr {
	switch e := e.(type) {
	case *Sum:
		children := make([]Expr, len(e.Terms))
		for i, t := range e.Terms {
			children[i] = t.X
		}
		return children
	case *Product:
		return []Expr{e.X, e.Y}
	case *Round:
		if e.Y == nil {
			return []Expr{e.X}
		}
		return []Expr{e.X, e.Y}
	case *MinMax:
		return e.Args
	case *Clamp:
		return []Expr{e.X}
	case *Restrict:
		return []Expr{e.X}
	case *Cond:
		var children []Expr
		for _, c := range e.Cases {
			children = append(children, c.Cond, c.Then)
		}
		return append(children, e.Else)
	case *Outcomes:
		return e.Conds
	case *Lookup:
		return e.Keys
	case *AddMonths:
		return []Expr{e.X, e.Months}
	case *MonthsBetween:
		return []Expr{e.From, e.To}
	case *Weekday:
		return []Expr{e.X}
	case *WorkingDay:
		return []Expr{e.X, e.N}
	case *Compare:
		return []Expr{e.X, e.Y}
	case *Is:
		return []Expr{e.X}
	case *Has:
		return []Expr{e.X}
	case *And:
		return e.Args
	case *Or:
		return e.Args
	case *Not:
		return []Expr{e.X}
	case *Count:
		return e.Args
	}
	return nil
}
