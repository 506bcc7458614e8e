package refine

import (
	"math/bits"

	"shirube/calculator/internal/ir"
)

// A goal returns the part that keeps a value from being exact, or nil.
type goal func(s *search) *target

// A target is a part to improve, for one output (−1: for a value without ends).
type target struct {
	*part
	output int
}

// goals lists what a form shows first, first: whether a result applies, then its ends, then the messages, and last
// whether it has few values.
func (s *search) goals() []goal {
	var goals []goal
	for _, o := range s.problem.Outputs {
		goals = append(goals, possible(o.Presence, -1))
	}
	for i, o := range s.problem.Outputs {
		if o.IsNumber {
			goals = append(goals, lowest(i), highest(i))
		} else {
			goals = append(goals, possible(o.Value, i))
		}
	}
	for _, v := range s.problem.Truths {
		goals = append(goals, possible(v, -1))
	}
	for i := range s.problem.Outputs {
		goals = append(goals, listed(i))
	}
	return goals
}

// possible is the goal that every possibility of value v occurs; output is the output it belongs to, or −1. It selects
// the part with the fewest possibilities, of equal ones the newest.
func possible(v, output int) goal {
	return func(s *search) *target {
		var best *target
		fewest := 0
		for _, p := range s.parts {
			yes, no := possibilities(s.problem.Kinds[v], p.seen.Words[v])
			if p.stuck || yes&^s.occurs[v][0] == 0 && no&^s.occurs[v][1] == 0 {
				continue
			}
			if n := bits.OnesCount64(uint64(yes)); best == nil || n <= fewest {
				best, fewest = &target{p, output}, n
			}
		}
		return best
	}
}

// lowest is the goal that the least value of output i occurs; highest that the greatest does.
func lowest(i int) goal {
	return func(s *search) *target {
		p, e := s.extreme(i, func(a, b ir.Extent) bool { return a.Low <= b.Low })
		if p == nil || e.Low >= s.lows[i] {
			return nil
		}
		return &target{p, i}
	}
}

func highest(i int) goal {
	return func(s *search) *target {
		p, e := s.extreme(i, func(a, b ir.Extent) bool { return a.High >= b.High })
		if p == nil || e.High <= s.highs[i] {
			return nil
		}
		return &target{p, i}
	}
}

// extreme returns the first part by before among those that can be improved; of equal ones the newest, which is small.
func (s *search) extreme(i int, before func(a, b ir.Extent) bool) (*part, ir.Extent) {
	var best *part
	var ends ir.Extent
	for _, p := range s.parts {
		if p.stuck || !p.mayApply(s.problem.Outputs[i]) {
			continue
		}
		if e := s.endsOf(p, i); best == nil || before(e, ends) {
			best, ends = p, e
		}
	}
	return best, ends
}

// endsOf returns the ends of output i in a part, as far as they are known.
func (s *search) endsOf(p *part, i int) ir.Extent {
	if e, ok := p.ends[i]; ok {
		return e
	}
	w := p.seen.Words[s.problem.Outputs[i].Value]
	return ir.Extent{Low: w[0], High: w[1]}
}
