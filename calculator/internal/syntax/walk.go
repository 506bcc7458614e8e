package syntax

// Walk calls visit for x and for every node below it; a nil x is no node.
func Walk(x Expr, visit func(Expr)) {
	WalkIf(x, func(x Expr) bool {
		visit(x)
		return true
	})
}

// WalkIf is like Walk, but skips the nodes below one for which visit returns false.
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
