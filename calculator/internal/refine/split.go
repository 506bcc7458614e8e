package refine

import (
	"math/bits"
	"slices"

	"shirube/calculator/internal/ir"
)

// split replaces a part by smaller ones, by an input that output i (any, where it is negative) depends on.
func (s *search) split(p *part, i int) error {
	at := s.bestInput(p, i)
	if at < 0 {
		p.stuck = true
		return nil
	}
	pieces := s.pieces(p.inputs[at], at)
	s.parts = slices.DeleteFunc(s.parts, func(other *part) bool { return other == p })
	for _, e := range pieces {
		piece := &part{inputs: slices.Clone(p.inputs)}
		piece.inputs[at] = e
		if err := s.observe(piece); err != nil {
			return err
		}
		s.note(piece)
		s.parts = append(s.parts, piece)
	}
	return nil
}

// bestInput chooses the input to split: first those with options, by their number; then those with a cut inside; then
// those of which the most is left. Inputs that no longer matter are not split. It returns −1 for none.
func (s *search) bestInput(p *part, output int) int {
	best, rank := -1, 0.0
	for i := range p.inputs {
		if !s.isOpen(p, i) || p.seen.Needs>>min(i, lastBit)&1 == 0 || output >= 0 && s.problem.Outputs[output].Trends[i] == 0 {
			continue
		}
		if r := s.rank(p, i); best < 0 || r < rank {
			best, rank = i, r
		}
	}
	return best
}

// lastBit is the bit of Needs for all inputs from there on.
const lastBit = 62

// rank orders inputs for bestInput, least first.
func (s *search) rank(p *part, i int) float64 {
	d, e := s.problem.Domains[i], p.inputs[i]
	if !d.Kind.IsInterval() {
		return float64(bits.OnesCount64(uint64(e.Possible)))
	}
	left := float64(e.High-e.Low) / (float64(d.Value.High-d.Value.Low) + 1)
	if first, end := cutsInside(d.Cuts, e); first < end {
		return 100 - left
	}
	return 200 - left
}

// cutsInside returns the indexes of the cuts that have answers on both sides.
func cutsInside(cuts []int64, e ir.Extent) (first, end int) {
	first, _ = slices.BinarySearch(cuts, e.Low)
	end, _ = slices.BinarySearch(cuts, e.High)
	return first, end
}

// pieces takes the range of input i apart: each option (two halves of many), or both sides of a cut or of the middle.
func (s *search) pieces(e ir.Extent, i int) []ir.Extent {
	d := s.problem.Domains[i]
	if !d.Kind.IsInterval() {
		return options(e.Possible)
	}
	middle := e.Low + (e.High-e.Low)/2
	if first, end := cutsInside(d.Cuts, e); first < end {
		middle = d.Cuts[(first+end)/2]
	}
	low := max(ir.FloorDiv(middle, d.Step)*d.Step, e.Low)
	high := low + d.Step
	if high > e.High {
		low, high = e.High-d.Step, e.High
	}
	return []ir.Extent{{Low: e.Low, High: low}, {Low: high, High: e.High}}
}

// fewOptions is the number of options up to which each is a piece of its own.
const fewOptions = 8

// options divides a set: into single options where they are few, else into halves by number of options.
func options(set int64) []ir.Extent {
	n := bits.OnesCount64(uint64(set))
	size := 1
	if n > fewOptions {
		size = (n + 1) / 2
	}
	var pieces []ir.Extent
	for set != 0 {
		var piece int64
		for range size {
			piece |= set & -set
			set &= set - 1
		}
		pieces = append(pieces, ir.Extent{Possible: piece})
	}
	return pieces
}
