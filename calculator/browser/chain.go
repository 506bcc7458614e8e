package browser

import (
	"cmp"
	"slices"

	"shirube/calculator"
)

// A Chain leads to the next calculator with the answers that it shares with this one.
type Chain struct {
	Name    string   `json:"name"` // of the next calculator
	Address string   `json:"address"`
	Shared  []Shared `json:"shared"`
}

// A Shared is an answer for the input Name of the next calculator: the answer to an input of this one, or the value of a
// step where that is a single one. Options are the indexes of a choice's options in the next one.
type Shared struct {
	Name    string `json:"name"`
	Input   *int   `json:"input,omitempty"`
	Step    *int   `json:"step,omitempty"`
	Options []int  `json:"options,omitempty"`
}

// NewChain returns the link from one calculator to another. Answers and results are shared by 渡す or their names, results
// also where their outcomes are the options of a question.
func NewChain(from, to calculator.Form, address string) *Chain {
	chain := &Chain{Name: to.Name, Address: address, Shared: []Shared{}}
	for _, in := range to.Inputs {
		if in.Item != nil {
			continue
		}
		if s, ok := sharedBy(from, in); ok {
			chain.Shared = append(chain.Shared, s)
		}
	}
	return chain
}

// sharedBy returns what a calculator hands on to an input of another: its own input of the same 渡す or name, or else a
// result. ok is false where there is nothing of the same kind and unit.
func sharedBy(from calculator.Form, in calculator.FormInput) (Shared, bool) {
	for i, own := range from.Inputs {
		if options, ok := sameAnswers(own.Shape, in.Shape); ok && cmp.Or(own.Pass, own.Name) == in.Name && own.Item == nil {
			return Shared{Name: in.Name, Input: &i, Options: options}, true
		}
	}
	for _, o := range from.Outputs {
		step := from.Steps[o.Step]
		options, ok := sameAnswers(step.Shape, in.Shape)
		if ok && (cmp.Or(o.Pass, step.Name) == in.Name || step.Kind == calculator.KindChoice) {
			return Shared{Name: in.Name, Step: &o.Step, Options: options}, true
		}
	}
	return Shared{}, false
}

// sameAnswers reports whether every value of a is an answer to b, and where its options are in b.
func sameAnswers(a, b calculator.Shape) ([]int, bool) {
	if a.Kind != b.Kind || a.Unit != b.Unit || a.Kind == calculator.KindNumber && a.Scale != b.Scale {
		return nil, false
	}
	var places []int
	for _, o := range a.Options {
		i := slices.IndexFunc(b.Options, func(other calculator.FormOption) bool { return other.Name == o.Name })
		if i < 0 {
			return nil, false
		}
		places = append(places, i)
	}
	return places, len(a.Options) == len(b.Options)
}
