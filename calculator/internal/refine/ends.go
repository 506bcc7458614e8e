package refine

import (
	"math"
	"slices"

	"shirube/calculator/internal/analysis"
	"shirube/calculator/internal/ir"
)

// improve finds the exact ends of an output in a part, where the part is settled, or splits it.
func (s *search) improve(t *target) error {
	if t.output >= 0 && s.problem.Outputs[t.output].IsNumber {
		if _, done := t.ends[t.output]; !done {
			if found, err := s.findEnds(t.part, t.output); found || err != nil {
				return err
			}
		}
	} else if err := s.try(t.part); err != nil {
		return err
	}
	return s.split(t.part, t.output)
}

// try evaluates a single answer in the middle of a part.
func (s *search) try(p *part) error {
	point := &part{inputs: slices.Clone(p.inputs)}
	for i, e := range p.inputs {
		if d := s.problem.Domains[i]; d.Kind.IsInterval() {
			middle := ir.FloorDiv(e.Low+(e.High-e.Low)/2, d.Step) * d.Step
			point.inputs[i] = ir.Point(max(middle, e.Low))
		} else {
			point.inputs[i] = oneOf(d.Kind, e, false)
		}
	}
	if err := s.observe(point); err != nil {
		return err
	}
	s.note(point)
	return nil
}

// mostOpen is the largest number of inputs of which both ends are tried: 2⁵ corners.
const mostOpen = 5

// findEnds evaluates the corners of a settled part at which output i has its ends; false where they are not known.
func (s *search) findEnds(p *part, i int) (bool, error) {
	o := s.problem.Outputs[i]
	if o.Bit < 0 || p.seen.Settled>>o.Bit&1 == 0 || !p.applies(o) {
		return false, nil
	}
	var both []int
	for at := range p.inputs {
		if !s.isOpen(p, at) || !o.Trends[at].IsDirect() {
			continue
		}
		if !o.Trends[at].AtEnds() {
			return false, nil
		}
		if o.Trends[at]&(analysis.Rising|analysis.Falling) == analysis.Rising|analysis.Falling {
			both = append(both, at)
		}
	}
	if len(both) > mostOpen {
		return false, nil
	}
	ends := ir.Extent{Low: math.MaxInt64, High: math.MinInt64}
	for corner := range 1 << len(both) {
		for _, greatest := range []bool{false, true} {
			w, err := s.corner(p, i, both, corner, greatest)
			if err != nil {
				return false, err
			}
			ends = ir.Extent{Low: min(ends.Low, w[0]), High: max(ends.High, w[1])}
		}
	}
	if p.ends == nil {
		p.ends = map[int]ir.Extent{}
	}
	p.ends[i] = ends
	return true, nil
}

// corner evaluates the single answer of a part at which output i is least or greatest, with the inputs of both at the
// ends that the bits of corner choose.
func (s *search) corner(p *part, i int, both []int, corner int, greatest bool) ([2]int64, error) {
	o := s.problem.Outputs[i]
	point := &part{inputs: slices.Clone(p.inputs)}
	for at := range point.inputs {
		isHigh := (o.Trends[at]&analysis.Falling == 0) == greatest && o.Trends[at].IsDirect()
		if k := slices.Index(both, at); k >= 0 {
			isHigh = corner>>k&1 == 1
		}
		point.inputs[at] = oneOf(s.problem.Domains[at].Kind, point.inputs[at], isHigh)
	}
	if err := s.observe(point); err != nil {
		return [2]int64{}, err
	}
	s.note(point)
	return point.seen.Words[o.Value], nil
}

// oneOf returns one answer of a range: an end, or the first option.
func oneOf(kind ir.Kind, e ir.Extent, isHigh bool) ir.Extent {
	switch {
	case !kind.IsInterval():
		return ir.Extent{Possible: e.Possible & -e.Possible}
	case isHigh:
		return ir.Extent{Low: e.High, High: e.High}
	}
	return ir.Extent{Low: e.Low, High: e.Low}
}
