package refine

import (
	"math"
	"slices"

	"shirube/calculator/internal/ir"
)

// listed is the goal that output i, where it changes with decisions only, has one value in each part, as long as the
// values may be few.
func listed(i int) goal {
	return func(s *search) *target {
		o := s.problem.Outputs[i]
		if !o.IsNumber || s.changesDirectly(o) {
			return nil
		}
		var open *part
		values := map[int64]bool{}
		for _, p := range s.parts {
			switch w := p.seen.Words[o.Value]; {
			case !p.mayApply(o):
			case w[0] == w[1]:
				values[w[0]] = true
			case open == nil && !p.stuck:
				open = p
			}
		}
		if open == nil || len(values) > mostValues {
			return nil
		}
		return &target{open, -1}
	}
}

// changesDirectly reports whether an output may change with an open input while no decision changes.
func (s *search) changesDirectly(o Output) bool {
	for i, t := range o.Trends {
		if t.IsDirect() && s.isOpen(s.root, i) {
			return true
		}
	}
	return false
}

// join puts the parts together.
func (s *search) join() Result {
	r := Result{Words: slices.Clone(s.parts[0].seen.Words), Exact: true}
	for _, p := range s.parts {
		for v, kind := range s.problem.Kinds {
			r.Words[v] = joined(kind, r.Words[v], p.seen.Words[v])
		}
	}
	for i, o := range s.problem.Outputs {
		s.joinOutput(&r, i, o)
		r.Exact = r.Exact && s.isExact(r, i, o)
	}
	if !s.isDecided(r) {
		r.Needs = s.needs
	}
	return r
}

// isDecided reports whether all outputs and messages are certain.
func (s *search) isDecided(r Result) bool {
	isOne := func(v int) bool {
		w := r.Words[v]
		if k := s.problem.Kinds[v]; k.IsInterval() || k == ir.Set {
			return w[0] == w[1]
		}
		return w[0]&(w[0]-1) == 0
	}
	for _, o := range s.problem.Outputs {
		if !isOne(o.Presence) || r.Words[o.Presence][0] == ir.Yes && !isOne(o.Value) {
			return false
		}
	}
	return !slices.ContainsFunc(s.problem.Truths, func(v int) bool { return !isOne(v) })
}

// isExact reports whether the ends and possibilities of an output all occur.
func (s *search) isExact(r Result, i int, o Output) bool {
	if r.Words[o.Presence][0] == ir.No {
		return true
	}
	for _, v := range []int{o.Presence, o.Value} {
		if kind := s.problem.Kinds[v]; !kind.IsInterval() {
			yes, no := possibilities(kind, r.Words[v])
			if yes&^s.occurs[v][0] != 0 || no&^s.occurs[v][1] != 0 {
				return false
			}
		}
	}
	return !o.IsNumber || r.Words[o.Value] == [2]int64{s.lows[i], s.highs[i]}
}

// isRow reports whether values are one unit apart, so that a range describes them.
func isRow(values []int64, one int64) bool {
	for i, v := range values[1:] {
		if v-values[i] != one {
			return false
		}
	}
	return true
}

// joined is the hull of two intervals, the union of two sets, and of two Sets what holds in both and what may in one.
func joined(kind ir.Kind, a, b [2]int64) [2]int64 {
	switch {
	case kind.IsInterval():
		return [2]int64{min(a[0], b[0]), max(a[1], b[1])}
	case kind == ir.Set:
		return [2]int64{a[0] & b[0], a[1] | b[1]}
	}
	return [2]int64{a[0] | b[0], a[1] | b[1]}
}

// joinOutput joins an output over the parts in which it may apply, with its exact ends where they are known.
func (s *search) joinOutput(r *Result, i int, o Output) {
	first := true
	hull := ir.Extent{Low: math.MaxInt64, High: math.MinInt64}
	var values []int64
	isListed := true
	for _, p := range s.parts {
		if !p.mayApply(o) {
			continue
		}
		w := p.seen.Words[o.Value]
		if o.IsNumber {
			e := s.endsOf(p, i)
			hull = ir.Extent{Low: min(hull.Low, e.Low), High: max(hull.High, e.High)}
			values, isListed = append(values, e.Low), isListed && e.Low == e.High
		} else if first {
			r.Words[o.Value] = w
		} else {
			r.Words[o.Value] = joined(s.problem.Kinds[o.Value], r.Words[o.Value], w)
		}
		first = false
	}
	if o.IsNumber && !first {
		r.Words[o.Value] = [2]int64{hull.Low, hull.High}
	}
	slices.Sort(values)
	values = slices.Compact(values)
	if !isListed || len(values) < 2 || len(values) > mostValues || isRow(values, o.One) {
		values = nil
	}
	r.Values = append(r.Values, values)
}
