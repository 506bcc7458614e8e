package calculator

import (
	"bytes"
	"encoding/json"
	"strings"

	"shirube/calculator/internal/check"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/syntax"
)

// A Result is the result of one calculation. It encodes as the JSON of the command line.
type Result struct {
	Outputs  []Output
	Messages []Message
	// Stopped says that a 止める holds: no output applies. MaybeStopped says that one may hold.
	Stopped      bool
	MaybeStopped bool
	Trace        []Trace // the working; empty where Stopped
	// Exact says that the ends of every output, and every possibility of it, are proved to occur.
	Exact bool
}

// Output returns the output called name; ok is false where there is none.
func (r *Result) Output(name string) (o Output, ok bool) {
	for _, o := range r.Outputs {
		if o.Name == name {
			return o, true
		}
	}
	return Output{}, false
}

// An Output is one result.
type Output struct {
	Name  string
	Label string
	Value Value
	// Absent says that the result does not apply; MaybeAbsent that it may not.
	Absent      bool
	MaybeAbsent bool
}

// A Value is the range or the possibilities of a quantity. Low and High are exact decimals in the value's own
// unit, or dates as YYYY-MM-DD; Possible are the options of a choice that are still possible, or the outcomes of
// a 判定 that may hold; Certain are those that hold for all open answers.
type Value struct {
	Kind     string // as in Shape
	Low      string
	High     string
	Unit     string
	Values   []string // the possible values in the form of Low, where these are few and known
	Possible []string
	Certain  []string
	Text     string // for readers: 0円 から 9,300円
}

// A Message is a 注意 or 止める that holds, or may hold where Certain is false.
type Message struct {
	Stop    bool
	Certain bool
	Text    string
	Sources []string
}

// A Trace is one line of the working.
type Trace struct {
	Name string
	// List and Item are the list and its item, counted from 1, that the line belongs to; Item is 0 for
	// any other line.
	List    string
	Item    int
	Words   string
	Value   Value
	Sources []string
	Assumed string
}

// newResult puts an evaluation into words. Where a 止める holds there are no results and no working, and no messages but
// the stops that are certain.
func newResult(p *ir.Program, r results) *Result {
	out := &Result{Exact: r.exact}
	out.Stopped, out.MaybeStopped = r.stopped(p)
	for i, o := range p.Outputs {
		step := &p.Steps[o.Step]
		presence := r.presence[i].low
		output := Output{Name: step.Name, Label: o.Label, Absent: presence == ir.No, MaybeAbsent: presence&ir.No != 0}
		if !output.Absent {
			output.Value = newValue(step.Type(), r.steps[o.Step])
			if i < len(r.values) {
				output.Value.setValues(step.Type(), r.values[i])
			}
		}
		out.Outputs = append(out.Outputs, output)
	}
	for i, m := range p.Messages {
		flag := r.messages[i].low
		if flag&ir.Yes == 0 || out.Stopped && (m.Kind != ir.Stop || flag != ir.Yes) {
			continue
		}
		out.Messages = append(out.Messages, Message{Stop: m.Kind == ir.Stop, Certain: flag == ir.Yes, Text: r.text(p,
			&m), Sources: m.Sources})
	}
	if !out.Stopped {
		for i := range p.Steps {
			s := &p.Steps[i]
			if lacks(p, s.Item, r.inputs) {
				continue
			}
			t := Trace{Name: s.Name, Words: s.Words, Value: newValue(s.Type(), r.steps[i]), Sources: s.Sources, Assumed: s.Assumed}
			if s.Item != nil {
				t.List, t.Item = p.Lists[s.Item.List].Name, s.Item.Index+1
			}
			out.Trace = append(out.Trace, t)
		}
	}
	return out
}

// text returns the text of a message with the values that it shows.
func (r results) text(p *ir.Program, m *ir.Message) string {
	var b strings.Builder
	from := 0
	for _, v := range m.Values {
		b.WriteString(m.Text[from:v.Offset])
		b.WriteString(newValue(p.Steps[v.Step].Type(), r.steps[v.Step]).Text)
		from = v.Offset
	}
	return b.String() + m.Text[from:]
}

// newValue returns a value as decimals in its unit, days or names of options.
func newValue(t *ir.Type, v value) Value {
	e, must := v.extent(t)
	if t.IsLong() {
		return Value{Kind: KindLong, Possible: ir.LongOptionNames(e, t), Text: labelled(e, t)}
	}
	switch t.Kind {
	case ir.Number:
		return Value{Kind: KindNumber, Low: check.Plain(ir.DecimalOf(e.Low, t)), High: check.Plain(ir.DecimalOf(e.High, t)),
			Unit: t.Unit.String(), Text: ir.FormatExtent(e, t)}
	case ir.Date:
		return Value{Kind: KindDate, Low: syntax.FormatDay(e.Low), High: syntax.FormatDay(e.High), Text: ir.FormatExtent(e, t)}
	case ir.Set:
		return Value{Kind: KindSet, Possible: ir.OptionNames(e.Possible, t), Certain: ir.OptionNames(must, t), Text: labelled(e, t)}
	case ir.YesNo:
		return Value{Kind: KindYesNo, Possible: ir.OptionNames(e.Possible, t), Text: labelled(e, t)}
	}
	return Value{Kind: KindChoice, Possible: ir.OptionNames(e.Possible, t), Text: labelled(e, t)}
}

// setValues sets the few values that v can have.
func (v *Value) setValues(t *ir.Type, values []int64) {
	if len(values) == 0 {
		return
	}
	v.Possible = nil
	for _, one := range values {
		if t.IsLong() {
			v.Possible = append(v.Possible, t.Options[one].Name)
		} else {
			v.Values = append(v.Values, newValue(t, value{one, one}).Low)
		}
	}
	v.Text = ir.FormatValues(values, t)
}

// fields returns v as members of the JSON object that the command line prints:
// {"low": 9300, "high": 9300}, dates in quotes, {"possible": ["一般1"]}.
func (v Value) fields() []field {
	switch v.Kind {
	case KindNumber:
		fields := []field{{"low", json.RawMessage(v.Low)}, {"high", json.RawMessage(v.High)}}
		if v.Values != nil {
			fields = append(fields, field{"values", json.RawMessage("[" + strings.Join(v.Values, ",") + "]")})
		}
		if v.Unit != "" {
			fields = append(fields, field{"unit", v.Unit})
		}
		return fields
	case KindDate:
		fields := []field{{"low", v.Low}, {"high", v.High}}
		if v.Values != nil {
			fields = append(fields, field{"values", v.Values})
		}
		return fields
	case KindSet:
		return []field{{"certain", list(v.Certain)}, {"possible", list(v.Possible)}}
	}
	return []field{{"possible", list(v.Possible)}}
}

// list makes an empty list encode as [].
func list(names []string) []string {
	if names == nil {
		return []string{}
	}
	return names
}

// A field is one member of a JSON object with ordered members.
type field struct {
	name  string
	value any
}

// encode writes an object with its members in order.
func encode(fields []field) ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, f := range fields {
		if i > 0 {
			b.WriteByte(',')
		}
		for j, part := range []any{f.name, f.value} {
			encoded, err := plainJSON(part)
			if err != nil {
				return nil, err
			}
			if j == 1 {
				b.WriteByte(':')
			}
			b.Write(encoded)
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// plainJSON encodes without escaping <, > and &.
func plainJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte{'\n'}), err
}

// MarshalJSON encodes the output's value, or {"absent": true}.
func (o Output) MarshalJSON() ([]byte, error) {
	if o.Absent {
		return encode([]field{{"absent", true}})
	}
	fields := o.Value.fields()
	if o.MaybeAbsent {
		fields = append(fields, field{"maybeAbsent", true})
	}
	return encode(fields)
}

// MarshalJSON encodes the message with its kind, 注意 or 止める.
func (m Message) MarshalJSON() ([]byte, error) {
	kind := "注意"
	if m.Stop {
		kind = "止める"
	}
	fields := []field{{"kind", kind}, {"text", m.Text}}
	if !m.Certain {
		fields = append(fields, field{"maybe", true})
	}
	return encode(fields)
}

// MarshalJSON encodes the line with its value and sources.
func (t Trace) MarshalJSON() ([]byte, error) {
	fields := []field{{"name", t.Name}}
	if t.Item > 0 {
		fields = append(fields, field{"list", t.List}, field{"item", t.Item})
	}
	fields = append(fields, t.Value.fields()...)
	if t.Words != "" {
		fields = append(fields, field{"words", t.Words})
	}
	source := strings.Join(t.Sources, ", ")
	if source == "" && t.Assumed != "" {
		source = "仮定: " + t.Assumed
	}
	if source != "" {
		fields = append(fields, field{"source", source})
	}
	return encode(fields)
}

// MarshalJSON encodes the result as the command line prints it, outputs in the order of the file.
func (r *Result) MarshalJSON() ([]byte, error) {
	var outputs []field
	for _, o := range r.Outputs {
		outputs = append(outputs, field{o.Name, o})
	}
	encoded, err := encode(outputs)
	if err != nil {
		return nil, err
	}
	messages, trace := r.Messages, r.Trace
	if messages == nil {
		messages = []Message{}
	}
	if trace == nil {
		trace = []Trace{}
	}
	fields := []field{{"outputs", json.RawMessage(encoded)}, {"messages", messages}, {"stopped", r.Stopped}}
	if r.MaybeStopped && !r.Stopped {
		fields = append(fields, field{"maybeStopped", true})
	}
	return encode(append(fields, field{"trace", trace}))
}
