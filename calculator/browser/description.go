package browser

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"shirube/calculator"
)

// Stored is a word as the module stores it. In JSON it is a number, or a string where a double
// cannot hold it exactly.
type Stored int64

// MarshalJSON implements json.Marshaler.
func (s Stored) MarshalJSON() ([]byte, error) {
	const exact = 1 << 53
	if -exact <= s && s <= exact {
		return strconv.AppendInt(nil, int64(s), 10), nil
	}
	return json.Marshal(strconv.FormatInt(int64(s), 10))
}

// A Shape says where a value lies in the module's memory and how its words are read; see
// description.ts. At has two offsets (low and high, or must and may), or one for yesno and choice.
type Shape struct {
	Kind    string   `json:"kind"`
	At      []uint32 `json:"at"`
	Scale   int      `json:"scale,omitempty"` // decimals that readers see; for % already less 2
	Unit    string   `json:"unit,omitempty"`
	Options []string `json:"options,omitempty"` // labels; for yesno いいえ first
	// Formats are how the language of the page writes numbers of the unit, and the number 1: "{n} days", "{n} day".
	Formats []string `json:"formats,omitempty"`
}

// A Step is a line of the working. One of a list item is shown only where the item exists.
type Step struct {
	Shape
	Item *calculator.FormItem `json:"item,omitempty"`
}

// An Input is a question. Range, Unknown and Default hold words: two, or one for yesno and choice.
type Input struct {
	Shape
	Name     string   `json:"name"`
	Title    string   `json:"title,omitempty"` // the name for readers, where it is another
	Label    string   `json:"label"`           // the question, as the list of errors names it
	Ask      *string  `json:"ask,omitempty"`   // what to ask an office where the answer is not known; "" nothing, nil the question
	Range    []Stored `json:"range"`
	Unknown  []Stored `json:"unknown,omitempty"` // left out = Range
	Default  []Stored `json:"default,omitempty"`
	Likely   []Stored `json:"likely,omitempty"` // a usual answer, for messages
	Today    bool     `json:"today,omitempty"`  // an empty field stands for today
	Step     Stored   `json:"step,omitempty"`   // left out = 1
	Cuts     []Stored `json:"cuts,omitempty"`   // number, date: where rules change
	Relevant uint32   `json:"relevant"`         // offset of a yesno
	// Item is the item of a list that the question is about. It is relevant only where the number of
	// items may reach it, and Name is unique: 子ども.1.生年月日.
	Item *calculator.FormItem `json:"item,omitempty"`
}

// A List is a list of items that the reader adds and removes. Count is the index of the input for
// their number: a number of one word twice where the reader has filled in as many items, its unknown
// where the reader does not know how many there are. Items are the indexes of the inputs of each item
// that there may be, in the order of the fields. An item beyond the number may hold anything; removing
// one moves the answers of those behind it one item up. The least and most items are the range of Count.
type List struct {
	Name  string  `json:"name"`
	Count int     `json:"count"`
	Items [][]int `json:"items"`
}

// An Output is a result: the index of its step, and the offset of the yesno that says whether it
// applies.
type Output struct {
	Step    int    `json:"step"`
	Label   string `json:"label"`
	Present uint32 `json:"present"`
	Trends  []int  `json:"trends"` // how it changes with each input
}

// A Message is the offset of the yesno that says whether it holds; where a Stop does, there are no
// results.
type Message struct {
	At   uint32 `json:"at"`
	Stop bool   `json:"stop,omitempty"`
}

// A Description is what engine.ts reads from the page. Module and Words are addresses, which only the page knows.
type Description struct {
	Name     string    `json:"name"`
	Module   string    `json:"module"`
	Inputs   []Input   `json:"inputs"`
	Lists    []List    `json:"lists,omitempty"`
	Steps    []Step    `json:"steps"` // the working
	Outputs  []Output  `json:"outputs"`
	Messages []Message `json:"messages"`
	Settled  uint32    `json:"settled"`
	Needs    uint32    `json:"needs"`
	Size     uint32    `json:"size"` // bytes of the memory that hold values
	Chain    *Chain    `json:"chain,omitempty"`
	Words    string    `json:"words"`
}

// Describe returns what the page says about a calculator: of the form, all that the script needs. The rest, such as the
// words of the questions and the sources, is in the page's HTML. Module and words are addresses: of the module, and of a
// script that exports Words, which pages of a language share.
func Describe(form calculator.Form, module, words string) Description {
	d := Description{Name: form.Name, Module: module, Words: words, Messages: []Message{}, Settled: form.Settled, Needs: form.Needs, Size: form.Size}
	for i, in := range form.Inputs {
		input := Input{
			Shape: shape(in.Shape), Name: inputName(form, in), Title: in.Label, Item: in.Item, Label: inputLabel(form, i), Ask: askOf(form, in),
			Range: stored(in.Range), Default: stored(in.Default), Likely: stored(in.Likely), Today: in.Today,
			Cuts: stored(in.Cuts), Relevant: in.Relevant,
		}
		if !slices.Equal(in.Unknown, in.Range) {
			input.Unknown = stored(in.Unknown)
		}
		if in.Step != 1 {
			input.Step = Stored(in.Step)
		}
		d.Inputs = append(d.Inputs, input)
	}
	for _, l := range form.Lists {
		d.Lists = append(d.Lists, List{cmp.Or(l.Label, l.Name), l.Count, l.Items})
	}
	for _, s := range form.Steps {
		d.Steps = append(d.Steps, Step{shape(s.Shape), s.Item})
	}
	for _, o := range form.Outputs {
		d.Outputs = append(d.Outputs, Output{o.Step, o.Label, o.Present, o.Trends})
	}
	for _, m := range form.Messages {
		d.Messages = append(d.Messages, Message{m.At, m.Stop})
	}
	return d
}

// askOf is what to ask an office. Where a calculator says it of some questions, the others, such as what to compare, are no
// office's business.
func askOf(form calculator.Form, in calculator.FormInput) *string {
	if !slices.ContainsFunc(form.Inputs, func(other calculator.FormInput) bool { return other.Ask != "" }) {
		return nil
	}
	return &in.Ask
}

// inputLabel is the question, for a field of an item with the item before it.
func inputLabel(form calculator.Form, i int) string {
	in := form.Inputs[i]
	if s := form.SetOf(i); s != nil {
		return s.Question + ": " + in.Question
	}
	if in.Item == nil {
		return in.Question
	}
	return fmt.Sprintf("%s %d: %s", cmp.Or(form.Lists[in.Item.List].Label, form.Lists[in.Item.List].Name), in.Item.Index+1, in.Question)
}

// inputName is the name of an input, for a field of an item with the list and the item before it.
func inputName(form calculator.Form, in calculator.FormInput) string {
	if in.Item == nil {
		return in.Name
	}
	return fmt.Sprintf("%s.%d.%s", form.Lists[in.Item.List].Name, in.Item.Index+1, in.Name)
}

func shape(s calculator.Shape) Shape {
	if s.Kind == calculator.KindLong {
		s.Kind = calculator.KindNumber // with options
	}
	out := Shape{Kind: s.Kind, At: s.At, Scale: s.Scale, Unit: s.Unit}
	for _, o := range s.Options {
		out.Options = append(out.Options, o.Label)
	}
	return out
}

func stored(words []int64) []Stored {
	out := make([]Stored, len(words))
	for i, w := range words {
		out[i] = Stored(w)
	}
	return out
}
