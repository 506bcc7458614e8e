package check

import (
	"fmt"

	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/syntax"
)

// boxes declares a 複数選択 as a yes/no input for each of its options, called NAME.OPTION.
func (b *builder) boxes(s *symbol, d *syntax.Input, in ir.Input) {
	options := b.choiceType(d).Options
	if len(options) > ir.MaxOptions || len(b.out.Inputs)+len(options) > maxInputs {
		b.errorAt(CodeTooManyOptions, d.Name.Span, fmt.Sprintf("選択肢が多すぎます（%d個まで）。", ir.MaxOptions), "選択肢をまとめてください。")
		options, s.failed = options[:1], true
	}
	set := ir.BoxSet{Name: in.Name, Question: in.Question, Options: options}
	if property := d.Properties.Get("わからないとき"); property != nil {
		b.errorAt(CodePropertyUnwanted, property.Key.Span, "複数選択の入力に「わからないとき」は書けません。", "この行を消してください。")
	}
	initial := b.ticked(options, d.Properties.Get("初期値"))
	in.Unknown = in.Range
	for i, o := range options {
		box := in
		box.Name, box.Question = in.Name+"."+o.Name, o.Label
		if initial != nil {
			box.Default = &initial[i]
		}
		set.Inputs = append(set.Inputs, len(b.out.Inputs))
		b.addInput(box)
	}
	s.boxes = set.Inputs
	b.out.Sets = append(b.out.Sets, set)
}

// ticked reads 初期値 of a 複数選択, by option; nil without one.
func (b *builder) ticked(options []ir.Option, property *syntax.Property) []ir.Extent {
	if property == nil {
		return nil
	}
	answers, _ := b.tickedAnswer(options, property.Value, property.Words.Span)
	return answers
}

// tickedAnswer reads `手帳 と 難病`, なし or わからない as an answer for each option.
func (b *builder) tickedAnswer(options []ir.Option, x syntax.Expr, at diagnostic.Span) ([]ir.Extent, bool) {
	given := int64(0)
	t := &ir.Type{Kind: ir.Set, Options: options}
	switch n := x.(type) {
	case *syntax.Word:
		if n.Text == "わからない" {
			return tickedBoxes(options, 0, ir.No|ir.Yes), true
		}
	case *syntax.Among:
		if !n.All {
			b.errorAt(CodeAnswer, at, "複数選択の答えは「か」で並べられません。", "当てはまるものを「手帳 と 難病」のように並べてください。")
			return nil, false
		}
		mask, ok := b.optionMask(t, n.Alts)
		return tickedBoxes(options, mask, ir.No), ok
	default:
		e, ok := b.singleAnswer(t, x)
		if !ok {
			return nil, false
		}
		given = e.Possible
	}
	return tickedBoxes(options, given, ir.No), true
}

// tickedBoxes returns はい for the options of a mask, and rest for the others.
func tickedBoxes(options []ir.Option, mask, rest int64) []ir.Extent {
	list := make([]ir.Extent, len(options))
	for i := range options {
		if list[i].Possible = rest; mask>>i&1 != 0 {
			list[i].Possible = ir.Yes
		}
	}
	return list
}

// givenBoxes reads the answer of an example to a 複数選択.
func (b *builder) givenBoxes(s *symbol, a syntax.Assignment) []ir.Answer {
	if a.High != nil || a.Items != nil {
		b.errorAt(CodeAnswer, a.Span, fmt.Sprintf("「%s」に範囲や一覧は書けません。", s.name), "当てはまるものを「手帳 と 難病」のように並べてください。ないときは「なし」です。")
		return nil
	}
	boxes, ok := b.tickedAnswer(b.setOf(s).Options, a.Value, a.Span)
	if !ok {
		return nil
	}
	var answers []ir.Answer
	for i, e := range boxes {
		answers = append(answers, ir.Answer{Input: s.boxes[i], Value: e})
	}
	return answers
}

// setOf returns the boxes of a 複数選択.
func (b *builder) setOf(s *symbol) *ir.BoxSet {
	for i := range b.out.Sets {
		if b.out.Sets[i].Name == s.name {
			return &b.out.Sets[i]
		}
	}
	return nil
}

// tickedSet returns the value of a 複数選択: the set of the ticked options.
func (b *builder) tickedSet(s *symbol, e *env) ir.Expr {
	n := &ir.Outcomes{Typed: ir.Typed{T: &ir.Type{Kind: ir.Set, Options: b.setOf(s).Options}}}
	for i, input := range s.boxes {
		box := b.narrow(b.inputRefs[input], e)
		n.Conds, n.Bits = append(n.Conds, box), append(n.Bits, i)
		if box.Extent().Possible&ir.Yes != 0 {
			n.E.Possible |= 1 << i
		}
	}
	return n
}

// containsOption returns the condition that a set contains option bit.
func (b *builder) containsOption(x ir.Expr, bit int) *cond {
	if n, ok := x.(*ir.Outcomes); ok && len(n.Conds) > bit && n.Bits[bit] == bit { // a 複数選択, box by box
		return b.yesNoCond(n.Conds[bit])
	}
	may := x.Extent().Possible>>bit&1 != 0
	return &cond{x: &ir.Has{Typed: ir.Of(yesNoType(), ir.Extent{Possible: possible(may, true)}), X: x, Bit: bit}}
}
