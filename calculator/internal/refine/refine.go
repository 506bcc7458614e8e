// Package refine narrows the results of a module for open answers. One evaluation on ranges is sound, but wide where
// several parts of a formula depend on an open answer. Refining evaluates parts of the ranges and joins their results,
// until these are proved to be as narrow as possible, or the evaluations are spent.
//
// The parts always cover all answers, so the joined results are sound whenever the search ends. A result is exact
// where its ends are values of single answers. In a part where every decision is settled these are at the ends of the
// inputs (analysis.Trend); a part that is not settled is split where rules change (analysis.Cuts), or in half.
//
// The same search runs in the browser: calculator/browser/refine.ts.
package refine

import (
	"math"
	"slices"

	"shirube/calculator/internal/analysis"
	"shirube/calculator/internal/ir"
)

// A Domain is the known range of one input.
type Domain struct {
	Kind  ir.Kind
	Value ir.Extent
	Step  int64   // Number, Date: answers are its multiples; at least 1
	Cuts  []int64 // Number, Date: where rules change, ascending (analysis.Cuts)
}

// An Output is a value that the search narrows.
type Output struct {
	Value    int              // index into Observation.Words
	Presence int              // index into Observation.Words of the YesNo whether it applies
	Bit      int              // of Observation.Settled; negative for none
	Trends   []analysis.Trend // in each input
	IsNumber bool             // it is a Number or Date, which has ends
	One      int64            // one unit, as stored
}

// A Problem is a calculation with open answers.
type Problem struct {
	Domains []Domain
	Kinds   []ir.Kind // of the words of an observation
	Outputs []Output
	Truths  []int // indexes of the words of further YesNos to narrow: messages
	// Evaluate runs the module; it owns neither its argument nor its result.
	Evaluate func(inputs []ir.Extent) (Observation, error)
	Budget   int // the most evaluations after the first; see the constant Budget
}

// New returns the Problem of a program without the answers (Domain.Value) and Evaluate. Observations hold the words of
// the steps, of the outputs' presence and of the messages, in this order.
func New(p *ir.Program) Problem {
	problem := Problem{Budget: Budget}
	cuts := analysis.Cuts(p)
	for i := range p.Inputs {
		in := &p.Inputs[i]
		problem.Domains = append(problem.Domains, Domain{Kind: in.Type.Kind, Step: max(in.Step, 1), Cuts: cuts[i]})
	}
	for i := range p.Steps {
		problem.Kinds = append(problem.Kinds, p.Steps[i].Type().Kind)
	}
	trends := analysis.Trends(p)
	for i, o := range p.Outputs {
		out := Output{Value: o.Step, Presence: len(p.Steps) + i, Bit: i, Trends: trends[o.Step], One: 1}
		if t := p.Steps[o.Step].Type(); t.Kind.IsInterval() {
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

// Budget is the number of evaluations for a form, which together take about a millisecond.
const Budget = 168

// An Observation is one evaluation. Words are the two words of each value as the module stores them: low and high,
// must and may of a Set, or twice the possibilities of a YesNo or Choice.
type Observation struct {
	Words   [][2]int64
	Settled uint64 // bit Output.Bit: every decision behind the value is certain
	Needs   uint64 // bit i: input i may still matter if it is open; inputs from 62 on share bit 62
}

// A Result is the join of all parts.
type Result struct {
	Words [][2]int64
	// Needs has the bits of open inputs that may still change an output or a message.
	Needs uint64
	// Values are the ascending values that each output can have, where these are few and not all one unit apart; else
	// nil.
	Values [][]int64
	// Exact says that the ends of every output, and every possibility of it, occur.
	Exact bool
}

// mostValues is the largest number of listed values of one output.
const mostValues = 8

// Refine solves p. Errors are those of Evaluate.
func Refine(p Problem) (Result, error) {
	s := &search{problem: p, budget: p.Budget}
	root := &part{inputs: make([]ir.Extent, len(p.Domains))}
	for i, d := range p.Domains {
		root.inputs[i] = onGrid(d)
	}
	if err := s.observe(root); err != nil {
		return Result{}, err
	}
	s.root, s.parts = root, []*part{root}
	s.start()
	if err := s.run(); err != nil {
		return Result{}, err
	}
	return s.join(), nil
}

// onGrid narrows a range to multiples of the step; a range without one stays as it is.
func onGrid(d Domain) ir.Extent {
	e := d.Value
	if !d.Kind.IsInterval() || d.Step <= 1 {
		return e
	}
	low, high := -ir.FloorDiv(-e.Low, d.Step)*d.Step, ir.FloorDiv(e.High, d.Step)*d.Step
	if low <= high {
		e.Low, e.High = low, high
	}
	return e
}

// A part is a box of answers with its evaluation.
type part struct {
	inputs []ir.Extent
	seen   Observation
	// ends are the exact ends of outputs that have been found at the ends of inputs.
	ends  map[int]ir.Extent
	stuck bool // it cannot be split
}

// A search keeps the parts, and the values that single answers have.
type search struct {
	problem Problem
	root    *part // all answers
	parts   []*part
	budget  int
	used    int
	needs   uint64  // of the whole
	lows    []int64 // of outputs: least value that occurs
	highs   []int64
	// occurs are the possibilities that occur of every value that is no interval; of a Set the options that hold and
	// those that do not.
	occurs [][2]int64
}

// start records what the evaluation of all answers shows.
func (s *search) start() {
	s.lows, s.highs = make([]int64, len(s.problem.Outputs)), make([]int64, len(s.problem.Outputs))
	for i := range s.lows {
		s.lows[i], s.highs[i] = math.MaxInt64, math.MinInt64
	}
	for i := range s.root.inputs {
		if s.isOpen(s.root, i) {
			s.needs |= s.root.seen.Needs & (1 << min(i, lastBit))
		}
	}
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
	if s.problem.Domains[i].Kind.IsInterval() {
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

// applies reports whether an output certainly applies in a part.
func (p *part) applies(o Output) bool { return p.seen.Words[o.Presence][0] == ir.Yes }

// mayApply reports whether an output possibly applies in a part.
func (p *part) mayApply(o Output) bool { return p.seen.Words[o.Presence][0]&ir.Yes != 0 }

// note records the values that a part shows to occur: all where it is a single answer, else those that all of its
// answers have.
func (s *search) note(p *part) {
	isPoint := s.isPoint(p)
	for v, kind := range s.problem.Kinds {
		if !kind.IsInterval() {
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
		if w := p.seen.Words[o.Value]; o.IsNumber && p.applies(o) && (isPoint || w[0] == w[1]) {
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

// run narrows one value after the other. Each may use a third of the remaining evaluations, and in a second round all
// of them.
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
