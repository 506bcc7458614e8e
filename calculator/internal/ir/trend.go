package ir

// A Trend says how a value changes with one input. Rising, Falling and Bent hold while every decision on the way to
// a Number or Date (the branches of Conds, the rows of Lookups, the arguments of MinMaxes) stays as it is. A zero
// Trend says that the value does not depend on the input at all.
type Trend uint8

// The parts of a Trend.
const (
	Rising   Trend = 1 << iota // it may grow where the input grows
	Falling                    // it may shrink where the input grows
	Bent                       // not in proportion: a rounding, a product with itself, a count of months
	Deciding                   // the input takes part in a decision
)

// IsDirect reports whether the value changes with the input also where no decision does.
func (t Trend) IsDirect() bool { return t&(Rising|Falling) != 0 }

// AtEnds reports whether the least and the greatest value over an interval of the input lie at the interval's
// ends: the value only rises, only falls, or changes in proportion.
func (t Trend) AtEnds() bool { return t&Bent == 0 || t&(Rising|Falling) != Rising|Falling }

// reversed is the trend of −x.
func (t Trend) reversed() Trend {
	r := t & (Bent | Deciding)
	if t&Rising != 0 {
		r |= Falling
	}
	if t&Falling != 0 {
		r |= Rising
	}
	return r
}

// Trends returns, for each step of p, its Trend in each input.
func Trends(p *Program) [][]Trend {
	t := trends{program: p, known: map[Expr][]Trend{}}
	all := make([][]Trend, len(p.Steps))
	for i := range p.Steps {
		t.steps = append(t.steps, t.of(p.Steps[i].Expr))
		all[i] = t.steps[i]
	}
	return all
}

type trends struct {
	program *Program
	steps   [][]Trend
	known   map[Expr][]Trend
}

func (t *trends) of(e Expr) []Trend {
	list, ok := t.known[e]
	if !ok {
		list = make([]Trend, len(t.program.Inputs))
		t.add(list, e)
		t.known[e] = list
	}
	return list
}

// add notes in list how e changes.
func (t *trends) add(list []Trend, e Expr) {
	switch e := e.(type) {
	case *InputRef:
		list[e.Index] |= Rising
	case *StepRef:
		join(list, t.steps[e.Index], asIs)
	case *Sum:
		for _, term := range e.Terms {
			join(list, t.of(term.X), signed(term.Coef))
		}
	case *Product:
		t.product(list, e.X, e.Y)
	case *Round:
		t.round(list, e)
	case *MinMax:
		for _, x := range e.Args {
			join(list, t.of(x), asIs)
		}
	case *Clamp:
		join(list, t.of(e.X), asIs)
	case *Cond:
		for _, c := range e.Cases {
			join(list, t.of(c.Cond), deciding)
			join(list, t.of(c.Then), asIs)
		}
		join(list, t.of(e.Else), asIs)
	case *AddMonths:
		join(list, t.of(e.X), bent)
		join(list, t.of(e.Months), bent)
	case *MonthsBetween:
		join(list, t.of(e.From), func(d Trend) Trend { return bent(d.reversed()) })
		join(list, t.of(e.To), bent)
	case *WorkingDay:
		join(list, t.of(e.X), bent)
		join(list, t.of(e.N), bent)
	default: // rows of tables, what holds and what is chosen
		for _, x := range Children(e) {
			join(list, t.of(x), deciding)
		}
	}
}

// product notes X·Y: each factor counts with the other's sign.
func (t *trends) product(list []Trend, x, y Expr) {
	both := make([]Trend, len(list))
	join(both, t.of(x), factor(y.Extent()))
	join(both, t.of(y), factor(x.Extent()))
	for i := range both {
		if t.of(x)[i].IsDirect() && t.of(y)[i].IsDirect() {
			both[i] |= Bent
		}
	}
	join(list, both, asIs)
}

// round notes a quotient, which rises with X, and falls with Y where X is positive.
func (t *trends) round(list []Trend, e *Round) {
	join(list, t.of(e.X), bent)
	if e.Y == nil {
		return
	}
	sign := factor(e.X.Extent())
	join(list, t.of(e.Y), func(d Trend) Trend { return bent(sign(d).reversed()) })
}

func join(list, other []Trend, change func(Trend) Trend) {
	for i, d := range other {
		if d != 0 {
			list[i] |= change(d)
		}
	}
}

func asIs(d Trend) Trend { return d }

func bent(d Trend) Trend { return d | Bent }

func deciding(Trend) Trend { return Deciding }

// signed returns how a trend counts behind a coefficient.
func signed(coef int64) func(Trend) Trend {
	if coef < 0 {
		return Trend.reversed
	}
	return asIs
}

// factor returns how a trend counts beside a factor of that extent.
func factor(e Extent) func(Trend) Trend {
	switch {
	case e.Low >= 0:
		return asIs
	case e.High <= 0:
		return Trend.reversed
	}
	return func(d Trend) Trend { return d | d.reversed() }
}
