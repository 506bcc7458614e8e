// Package refine narrows what a module says of open answers. One evaluation on ranges is never wrong, but it is wide
// where an open answer steers several parts of a formula. Refining evaluates parts of the ranges, joins what they
// give, and stops where the results are proved to be as narrow as they can be, or when its evaluations are spent.
//
// The parts always cover all answers, so the joined results hold for each of them, whenever the search ends. A result
// is exact where its ends are values of single answers. In a part where every decision is settled these lie at the
// ends of the inputs (ir.Trend); a part that is not settled is split where rules change (ir.Cuts), or in half.
//
// The same search runs in the browser: calculator/browser/refine.ts.
package refine

import (
	"math"
	"math/bits"
	"slices"

	"shirube/calculator/internal/ir"
)

// A Domain is what is known of one input.
type Domain struct {
	Kind  ir.Kind
	Value ir.Extent
	Step  int64   // Number, Date: answers are its multiples; at least 1
	Cuts  []int64 // Number, Date: where rules change, ascending (ir.Cuts)
}

// An Output is a value that the search narrows.
type Output struct {
	Value    int        // index into Observation.Words
	Presence int        // likewise, of the YesNo whether it applies
	Bit      int        // of Observation.Settled; negative for none
	Trends   []ir.Trend // in each input
	IsNumber bool       // it is a Number or Date, which has ends
	One      int64      // one unit, as stored
}

// A Problem is a calculation with open answers.
type Problem struct {
	Domains []Domain
	Kinds   []ir.Kind // of the words of an observation
	Outputs []Output
	Truths  []int // indexes of the words of further YesNos to narrow: messages
	// Evaluate runs the module; it owns neither its argument nor its result.
	Evaluate func(inputs []ir.Extent) (Observation, error)
	Budget   int // the most evaluations beside the first; Budget in this package is the usual one
}

// New returns what the search has to know of a program: all but the answers (Domain.Value) and Evaluate. Observations
// hold the words of the steps, of the outputs' presence and of the messages, in this order.
func New(p *ir.Program) Problem {
	problem := Problem{Budget: Budget}
	cuts := ir.Cuts(p)
	for i := range p.Inputs {
		in := &p.Inputs[i]
		problem.Domains = append(problem.Domains, Domain{Kind: in.Type.Kind, Step: max(in.Step, 1), Cuts: cuts[i]})
	}
	for i := range p.Steps {
		problem.Kinds = append(problem.Kinds, p.Steps[i].Type().Kind)
	}
	trends := ir.Trends(p)
	for i, o := range p.Outputs {
		out := Output{Value: o.Step, Presence: len(p.Steps) + i, Bit: i, Trends: trends[o.Step], One: 1}
		if t := p.Steps[o.Step].Type(); isInterval(t.Kind) {
			out.IsNumber, out.One = true, ir.OneOf(t)
		}
		if i >= lastBit {
			out.Bit = -1
		}
		problem.Outputs = append(problem.Outputs, out)
		problem.Kinds = append(problem.Kinds, ir.YesNo)
	}
	for range p.Messages {
		problem.Truths = append(problem.Truths, len(problem.Kinds))
		problem.Kinds = append(problem.Kinds, ir.YesNo)
	}
	return problem
}

// Budget is the number of evaluations that a form affords: together they take about a millisecond.
const Budget = 256

// An Observation is one evaluation. Words are the two words of each value as the module stores them: low and high,
// must and may of a Set, or twice the possibilities of a YesNo or Choice.
type Observation struct {
	Words   [][2]int64
	Settled uint64 // bit Output.Bit: the value is certain but for Trends
	Needs   uint64 // bit i: input i is open and may still matter; inputs from 62 on share that bit
}

// A Result is the join of all parts.
type Result struct {
	Words [][2]int64
	// Needs has the bits of open inputs that may still change an output or a message.
	Needs uint64
	// Values are, for each output, the values that it can have, ascending, where these are few and not one unit apart
	// each; else nil.
	Values [][]int64
	// Exact says that the ends of every output, and every possibility of it, occur.
	Exact bool
	// Evaluations counts all.
	Evaluations int
}

// mostValues is how many values of one output are listed.
const mostValues = 8

// Refine solves p. An error is one of Evaluate.
func Refine(p Problem) (Result, error) {
	s := &search{problem: p, budget: p.Budget}
	root := &part{inputs: make([]ir.Extent, len(p.Domains))}
	for i, d := range p.Domains {
		root.inputs[i] = onGrid(d)
	}
	if err := s.observe(root); err != nil {
		return Result{}, err
	}
	s.parts = []*part{root}
	s.start()
	if err := s.run(); err != nil {
		return Result{}, err
	}
	return s.join(), nil
}

// onGrid leaves out what no answer can be; a range without answers stays as it is.
func onGrid(d Domain) ir.Extent {
	e := d.Value
	if !isInterval(d.Kind) || d.Step <= 1 {
		return e
	}
	low, high := -floorDiv(-e.Low, d.Step)*d.Step, floorDiv(e.High, d.Step)*d.Step
	if low <= high {
		e.Low, e.High = low, high
	}
	return e
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && a < 0 {
		q--
	}
	return q
}

func isInterval(k ir.Kind) bool { return k == ir.Number || k == ir.Date }

// A part is a box of answers with what it gives.
type part struct {
	inputs []ir.Extent
	seen   Observation
	// ends are the exact ends of outputs where they have been found at the ends of inputs.
	ends  map[int]ir.Extent
	stuck bool // it cannot be split
}

// A search keeps the parts, and what single answers have shown to occur.
type search struct {
	problem Problem
	parts   []*part
	budget  int
	used    int
	needs   uint64  // of the whole
	lows    []int64 // of outputs: least value that occurs
	highs   []int64
	occurs  [][2]int64 // possibilities that occur, of every value that is no interval; of a Set those of holding and of not holding
}

func (s *search) start() {
	s.lows, s.highs = make([]int64, len(s.problem.Outputs)), make([]int64, len(s.problem.Outputs))
	for i := range s.lows {
		s.lows[i], s.highs[i] = math.MaxInt64, math.MinInt64
	}
	s.needs = s.parts[0].seen.Needs
	s.occurs = make([][2]int64, len(s.problem.Kinds))
	s.note(s.parts[0])
}

// observe evaluates a part.
func (s *search) observe(p *part) error {
	seen, err := s.problem.Evaluate(p.inputs)
	s.used++
	p.seen = Observation{slices.Clone(seen.Words), seen.Settled, seen.Needs}
	return err
}

// isOpen reports whether input i of a part has more than one answer.
func (s *search) isOpen(p *part, i int) bool {
	if isInterval(s.problem.Domains[i].Kind) {
		return p.inputs[i].Low < p.inputs[i].High
	}
	set := p.inputs[i].Possible
	return set&(set-1) != 0
}

func (s *search) isPoint(p *part) bool {
	for i := range p.inputs {
		if s.isOpen(p, i) {
			return false
		}
	}
	return true
}

// certain is the word of a YesNo that is yes.
const certain = ir.Yes

// applies and mayApply tell of an output in a part.
func (s *search) applies(p *part, o Output) bool  { return p.seen.Words[o.Presence][0] == certain }
func (s *search) mayApply(p *part, o Output) bool { return p.seen.Words[o.Presence][0]&ir.Yes != 0 }

// note takes over what a part shows to occur: whatever it gives where it is a single answer, and what it gives for all
// of its answers alike.
func (s *search) note(p *part) {
	isPoint := s.isPoint(p)
	for v, kind := range s.problem.Kinds {
		if !isInterval(kind) {
			yes, no := possibilities(kind, p.seen.Words[v])
			if kind == ir.Set && !isPoint {
				yes, no = p.seen.Words[v][0], ^p.seen.Words[v][1] // what holds, and what does not, for all
			} else if !isPoint && yes&(yes-1) != 0 {
				continue
			}
			s.occurs[v][0] |= yes
			s.occurs[v][1] |= no
		}
	}
	for i, o := range s.problem.Outputs {
		if w := p.seen.Words[o.Value]; o.IsNumber && s.applies(p, o) && (isPoint || w[0] == w[1]) {
			s.lows[i], s.highs[i] = min(s.lows[i], w[0]), max(s.highs[i], w[1])
		}
	}
}

// possibilities returns the outcomes that may hold, and of a Set those that may not.
func possibilities(kind ir.Kind, w [2]int64) (yes, no int64) {
	if kind == ir.Set {
		return w[1], ^w[0]
	}
	return w[0], 0
}

// run narrows one value after the other; each may use a third of the evaluations that are left, and in a second round
// all of them.
func (s *search) run() error {
	for _, share := range []int{3, 1} {
		for _, g := range s.goals() {
			end := s.used + (s.budget-s.used)/share
			for t := g(s); t != nil && s.used < end; t = g(s) {
				if err := s.improve(t); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// A goal returns the part that keeps a value from being exact, or nil.
type goal func(s *search) *target

// A target is a part that has to be improved, for one output (−1: for a value without ends).
type target struct {
	*part
	output int
}

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

// possible is the goal that every possibility of value v occurs, which is that of an output, or of −1. It looks where
// the fewest are left, and there in the youngest part.
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
		p, e := s.extreme(i, func(a, b ir.Extent) bool { return a.Low < b.Low })
		if p == nil || e.Low >= s.lows[i] {
			return nil
		}
		return &target{p, i}
	}
}

func highest(i int) goal {
	return func(s *search) *target {
		p, e := s.extreme(i, func(a, b ir.Extent) bool { return a.High > b.High })
		if p == nil || e.High <= s.highs[i] {
			return nil
		}
		return &target{p, i}
	}
}

// extreme returns the part that comes first among those that can be improved.
func (s *search) extreme(i int, before func(a, b ir.Extent) bool) (*part, ir.Extent) {
	var best *part
	var ends ir.Extent
	for _, p := range s.parts {
		if p.stuck || !s.mayApply(p, s.problem.Outputs[i]) {
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

// try notes what a single answer in the middle of a part gives.
func (s *search) try(p *part) error {
	point := &part{inputs: slices.Clone(p.inputs)}
	for i, e := range p.inputs {
		if d := s.problem.Domains[i]; isInterval(d.Kind) {
			middle := floorDiv(e.Low+(e.High-e.Low)/2, d.Step) * d.Step
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

// mostOpen bounds the inputs whose both ends are tried: 2⁵ corners.
const mostOpen = 5

// findEnds evaluates the corners of a settled part at which output i has its ends; false where they are not known.
func (s *search) findEnds(p *part, i int) (bool, error) {
	o := s.problem.Outputs[i]
	if o.Bit < 0 || p.seen.Settled>>o.Bit&1 == 0 || !s.applies(p, o) {
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
		if o.Trends[at]&(ir.Rising|ir.Falling) == ir.Rising|ir.Falling {
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
		isHigh := (o.Trends[at]&ir.Falling == 0) == greatest && o.Trends[at].IsDirect()
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
	case !isInterval(kind):
		return ir.Extent{Possible: e.Possible & -e.Possible}
	case isHigh:
		return ir.Extent{Low: e.High, High: e.High}
	}
	return ir.Extent{Low: e.Low, High: e.Low}
}

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

// bestInput chooses the input to split: one with options, few first; then one with a cut inside; then the one of which
// the most is left. Inputs that no longer matter are left alone. −1 stands for none.
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

// lastBit of Needs stands for all inputs from there on.
const lastBit = 62

// rank orders inputs for bestInput, least first.
func (s *search) rank(p *part, i int) float64 {
	d, e := s.problem.Domains[i], p.inputs[i]
	if !isInterval(d.Kind) {
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
	if !isInterval(d.Kind) {
		return options(e.Possible)
	}
	middle := e.Low + (e.High-e.Low)/2
	if first, end := cutsInside(d.Cuts, e); first < end {
		middle = d.Cuts[(first+end)/2]
	}
	low := floorDiv(middle, d.Step) * d.Step
	if low < e.Low {
		low = e.Low
	}
	high := low + d.Step
	if high > e.High {
		low, high = e.High-d.Step, e.High
	}
	return []ir.Extent{{Low: e.Low, High: low}, {Low: high, High: e.High}}
}

// fewOptions is up to how many options are parted one by one.
const fewOptions = 8

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
