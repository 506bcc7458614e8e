package calculator

import (
	"slices"
	"strings"

	"shirube/calculator/internal/analysis"
	"shirube/calculator/internal/compile"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/refine"
)

// A Form is all that a page and its script need of a calculator: the texts, and the place of each value
// in the module's memory. It holds plain data and encodes as JSON.
type Form struct {
	Name        string        `json:"name"`
	Title       string        `json:"title"`
	Description string        `json:"description,omitempty"`
	Limits      string        `json:"limits,omitempty"` // 限界
	Next        string        `json:"next,omitempty"`   // 次の一歩
	Sources     []string      `json:"sources,omitempty"`
	Borrows     []string      `json:"borrows,omitempty"` // calculators whose results it takes
	Inputs      []FormInput   `json:"inputs"`
	Lists       []FormList    `json:"lists,omitempty"`
	Sets        []FormSet     `json:"sets,omitempty"`
	Steps       []FormStep    `json:"steps"` // the working, in order
	Outputs     []FormOutput  `json:"outputs"`
	Messages    []FormMessage `json:"messages"`
	// Settled and Needs are the offsets of two words about a partial evaluation: bit J of Settled where every decision
	// behind output J is certain, bit I of Needs where input I, if it is open, may still change a result or a message
	// (bit 62 for all inputs from there on).
	Settled uint32 `json:"settled"`
	Needs   uint32 `json:"needs"`
	// Size is the number of bytes of the memory that hold values.
	Size uint32 `json:"size"`
}

// The kinds of value of a Shape.
const (
	KindNumber = "number"
	KindDate   = "date"
	KindYesNo  = "yesno"
	KindChoice = "choice"
	KindLong   = "long" // a choice of more than 62 options
	KindSet    = "set"
)

// A Shape is the kind and place of a value. A number or date has two words in the memory (low and high), as has
// a long choice, whose options are counted from 0; a set has two (must and may: the outcomes that hold, and those
// that may), yesno and choice one (bit i = option i is possible; いいえ is 0, はい is 1). A word is a 64-bit
// integer, little endian; a date is days since 1970-01-01.
type Shape struct {
	Kind string `json:"kind"`
	// At are the byte offsets of the words: two, or one for yesno and choice.
	At []uint32 `json:"at"`
	// Scale: what readers see is the stored integer ÷ 10^Scale. It may be negative for %.
	Scale   int          `json:"scale,omitempty"`
	Unit    string       `json:"unit,omitempty"`
	Options []FormOption `json:"options,omitempty"`
}

// A FormOption is one option with its label for readers.
type FormOption struct {
	Name  string `json:"name"`
	Label string `json:"label"`
}

// A FormInput is a question. Range, Unknown and Default hold words as the module stores them: low
// and high, or one set.
type FormInput struct {
	Shape
	Name     string   `json:"name"`
	Label    string   `json:"label,omitempty"` // the translated name in an Edition
	Question string   `json:"question"`
	Help     string   `json:"help,omitempty"`
	Group    string   `json:"group,omitempty"`
	Ask      string   `json:"ask,omitempty"`  // 窓口で聞く文
	Pass     string   `json:"pass,omitempty"` // 渡す: the input of the next calculator that the answer is for
	Sources  []string `json:"sources,omitempty"`
	Assumed  string   `json:"assumed,omitempty"`
	Range    []int64  `json:"range"`
	Unknown  []int64  `json:"unknown"`           // the range for わからない
	Default  []int64  `json:"default,omitempty"` // 初期値; left out = unknown
	Likely   []int64  `json:"likely,omitempty"`  // a usual answer: that of the first 例 with one
	Today    bool     `json:"today,omitempty"`   // 初期値: 今日
	Step     int64    `json:"step,omitempty"`    // number: answers are multiples of it, as stored
	Cuts     []int64  `json:"cuts,omitempty"`    // number, date: where rules change, as stored (analysis.Cuts)
	// Words for readers: 0日 から 31日, 10,000円/日, 10,000円 から 20,000円.
	RangeText   string `json:"rangeText"`
	DefaultText string `json:"defaultText,omitempty"`
	UnknownText string `json:"unknownText"`
	StepText    string `json:"stepText,omitempty"`
	// Relevant is the offset of the yes/no that says whether the question matters now;
	// Conditional is false where it always does.
	Relevant    uint32 `json:"relevant"`
	Conditional bool   `json:"conditional,omitempty"`
	// Item is the item of a list that the input is a field of.
	Item *FormItem `json:"item,omitempty"`
	// Later marks a question that an empty form does not ask: its 必要なとき does not hold then, or nothing depends on it.
	Later bool `json:"later,omitempty"`
	// Implied marks the 基準日 that was added because values of several dates are in use.
	Implied bool `json:"implied,omitempty"`
}

// A FormList is 一覧: the input for the number of items, and the inputs of each item that there may
// be, in the order of the fields. Inputs of items beyond the number have no influence.
type FormList struct {
	Name  string  `json:"name"`
	Label string  `json:"label,omitempty"` // the translated name in an Edition
	Count int     `json:"count"`           // index of the input; its range is that of the number
	Items [][]int `json:"items"`           // by item: indexes of inputs
}

// A FormSet is a question of which several options may be ticked: Inputs has a yes/no for each, whose Question is the
// label of the option.
type FormSet struct {
	Name     string `json:"name"`
	Question string `json:"question"`
	Inputs   []int  `json:"inputs"`
}

// SetOf returns the question whose option an input is; nil for any other input.
func (f *Form) SetOf(input int) *FormSet {
	for i := range f.Sets {
		if slices.Contains(f.Sets[i].Inputs, input) {
			return &f.Sets[i]
		}
	}
	return nil
}

// A FormItem names item Index, counted from 0, of list List of the form.
type FormItem struct {
	List  int `json:"list"`
	Index int `json:"index"`
}

// The kinds of a FormStep.
const (
	StepFormula  = "formula"
	StepDecision = "judgement"
	StepFigure   = "figure"
	StepTable    = "table"
)

// A FormStep is one line of the working.
type FormStep struct {
	Shape
	Role    string   `json:"role"` // formula, decision, figure or table
	Name    string   `json:"name"`
	Label   string   `json:"label,omitempty"` // the translated name in an Edition
	Words   string   `json:"words,omitempty"` // the formula as the file writes it
	Help    string   `json:"help,omitempty"`
	Sources []string `json:"sources,omitempty"`
	Assumed string   `json:"assumed,omitempty"`
	// Item is the item of a list that the line belongs to.
	Item *FormItem `json:"item,omitempty"`
	// Fixed is the value for readers where no answer changes it.
	Fixed string `json:"fixed,omitempty"`
}

// A FormOutput is a result: the index of its step, and the offset of the yes/no that says whether it
// applies.
type FormOutput struct {
	Step    int    `json:"step"`
	Name    string `json:"name"`
	Label   string `json:"label"`
	Help    string `json:"help,omitempty"`
	Pass    string `json:"pass,omitempty"` // 渡す
	Present uint32 `json:"present"`
	// Trends says how the result changes with each input (analysis.Trend).
	Trends []int `json:"trends"`
}

// A FormMessage is a 注意, or a 止める (Stop), with the offset of the yes/no that says whether it holds.
type FormMessage struct {
	Stop   bool   `json:"stop,omitempty"`
	Always bool   `json:"always,omitempty"` // it has no condition
	Words  string `json:"words,omitempty"`
	Text   string `json:"text"` // without the values
	// Values are the values of steps that the text shows, in their order.
	Values  []FormValue `json:"values,omitempty"`
	Sources []string    `json:"sources,omitempty"`
	At      uint32      `json:"at"`
}

// A FormValue is the value of a step, shown at a byte offset in a text.
type FormValue struct {
	Offset int `json:"offset"`
	Step   int `json:"step"`
}

func newFormValues(values []ir.TextValue) []FormValue {
	var list []FormValue
	for _, v := range values {
		list = append(list, FormValue(v))
	}
	return list
}

// newForm describes a calculator for pages: words, and the places in the memory of its module at which answers and
// results lie.
func newForm(p *ir.Program, layout compile.Layout, narrowing *refine.Problem) Form {
	f := Form{Name: p.Name, Title: p.Title, Description: p.Description, Limits: p.Limits, Next: p.Next,
		Sources: p.Sources, Borrows: p.Borrows,
		Settled: layout.Settled, Needs: layout.Needs, Size: layout.Size}
	for i := range p.Inputs {
		f.Inputs = append(f.Inputs, newFormInput(&p.Inputs[i], layout.Inputs[i], layout.Relevant[i]))
		f.Inputs[i].Cuts = narrowing.Domains[i].Cuts
		f.Inputs[i].Likely = likely(p, i)
	}
	for _, l := range p.Lists {
		f.Lists = append(f.Lists, FormList{Name: l.Name, Count: l.Count, Items: l.Items})
	}
	for _, s := range p.Sets {
		f.Sets = append(f.Sets, FormSet{Name: s.Name, Question: s.Question, Inputs: s.Inputs})
	}
	for i := range p.Steps {
		f.Steps = append(f.Steps, newFormStep(&p.Steps[i], layout.Steps[i]))
	}
	for i, o := range p.Outputs {
		f.Outputs = append(f.Outputs, FormOutput{Step: o.Step, Name: p.Steps[o.Step].Name, Label: o.Label, Help: o.Help, Pass: o.Pass,
			Present: layout.Presence[i].Low, Trends: numbers(narrowing.Outputs[i].Trends)})
	}
	for i, m := range p.Messages {
		f.Messages = append(f.Messages, FormMessage{Stop: m.Kind == ir.Stop, Always: m.Cond == nil, Words: m.Words,
			Text: m.Text, Values: newFormValues(m.Values), Sources: m.Sources, At: layout.Messages[i].Low})
	}
	return f
}

func numbers(trends []analysis.Trend) []int {
	list := make([]int, len(trends))
	for i, t := range trends {
		list[i] = int(t)
	}
	return list
}

// newShape describes how a value lies in memory. In % a stored 0.10 is shown as 10, so the scale of the digits that
// readers see is less by two.
func newShape(t *ir.Type, place compile.Place) Shape {
	s := Shape{Unit: t.Unit.String()}
	switch t.Kind {
	case ir.Number:
		s.Kind, s.Scale = KindNumber, t.Scale
		if t.Unit.Percent {
			s.Scale -= 2
		}
		if t.IsLong() {
			s.Kind = KindLong
		}
	case ir.Date:
		s.Kind = KindDate
	case ir.YesNo:
		s.Kind = KindYesNo
	case ir.Choice:
		s.Kind = KindChoice
	default:
		s.Kind = KindSet
	}
	s.At = []uint32{place.Low}
	if s.Kind != KindYesNo && s.Kind != KindChoice {
		s.At = append(s.At, place.High)
	}
	for _, o := range t.Options {
		s.Options = append(s.Options, FormOption(o))
	}
	return s
}

// words returns an extent as the module stores it.
func words(t *ir.Type, e ir.Extent) []int64 {
	if t.Kind.IsInterval() {
		return []int64{e.Low, e.High}
	}
	return []int64{e.Possible}
}

// newFormInput describes a question with its range, 初期値 and わからないとき, as stored and in words.
func newFormInput(in *ir.Input, place compile.Place, relevant compile.Place) FormInput {
	t := &in.Type
	f := FormInput{Shape: newShape(t, place), Name: in.Name, Question: in.Question, Help: in.Help, Group: in.Group, Ask: in.Ask, Pass: in.Pass,
		Sources: in.Sources, Assumed: in.Assumed, Range: words(t, in.Range), Unknown: words(t, in.Unknown),
		Today: in.DefaultToday, RangeText: labelled(in.Range, t), UnknownText: labelled(in.Unknown, t),
		Relevant: relevant.Low, Conditional: in.Relevant != nil, Implied: in.Implied, Item: newFormItem(in.Item)}
	if in.Default != nil {
		f.Default, f.DefaultText = words(t, *in.Default), labelled(*in.Default, t)
	}
	if t.Kind == ir.Number && !t.IsLong() {
		f.Step, f.StepText = in.Step, ir.FormatNumber(in.Step, t)
	}
	return f
}

// likely returns the first single answer that an example of p gives to an input.
func likely(p *ir.Program, input int) []int64 {
	t := &p.Inputs[input].Type
	for _, e := range p.Examples {
		for _, a := range e.Answers {
			if a.Input == input && a.Value.IsPoint() && t.Kind.IsInterval() {
				return words(t, a.Value)[:1]
			}
		}
	}
	return nil
}

func newFormItem(item *ir.ListItem) *FormItem {
	if item == nil {
		return nil
	}
	return &FormItem{item.List, item.Index}
}

// newFormStep describes a line of the working. Fixed is set where the value is the same for all answers.
func newFormStep(s *ir.Step, place compile.Place) FormStep {
	role := map[ir.StepKind]string{ir.Formula: StepFormula, ir.Decision: StepDecision,
		ir.FigureStep: StepFigure, ir.TableLookup: StepTable}[s.Kind]
	f := FormStep{Shape: newShape(s.Type(), place), Role: role, Name: s.Name, Words: s.Words, Help: s.Help,
		Sources: s.Sources, Assumed: s.Assumed}
	f.Item = newFormItem(s.Item)
	if l, ok := s.Expr.(*ir.Literal); ok {
		f.Fixed = labelled(l.Extent(), s.Type())
	}
	return f
}

// orWord joins options that are all possible.
const orWord = " か "

// labelled writes a value for readers, options by their labels.
func labelled(e ir.Extent, t *ir.Type) string {
	if t.Kind.IsInterval() {
		return ir.FormatExtent(e, t)
	}
	var labels []string
	for i, o := range t.Options {
		if e.Possible>>i&1 != 0 {
			labels = append(labels, o.Label)
		}
	}
	return strings.Join(labels, orWord)
}
