package export

import (
	"encoding/json"
	"math/big"

	"shirube/calculator"
)

const dialect = "https://json-schema.org/draft/2020-12/schema"

type object = map[string]any

// schemas writes JSON Schemas of the answers and of the result. Units are in x-unit; x-conditional marks an input that
// is not always asked.
func schemas(p *calculator.Program) (inputs, results []byte, err error) {
	answers := object{}
	for _, in := range p.Form.Inputs {
		if in.Item == nil && !isCount(p, in.Name) {
			answers[in.Name] = answerSchema(in)
		}
	}
	for _, s := range p.Form.Sets {
		answers[s.Name] = object{"title": s.Question, "anyOf": []any{
			object{"type": "array", "items": object{"enum": boxNames(p, s)}, "uniqueItems": true}, object{"const": calculator.Unsure}}}
	}
	for _, l := range p.Form.Lists {
		fields := object{}
		for _, i := range l.Items[0] {
			fields[p.Form.Inputs[i].Name] = answerSchema(p.Form.Inputs[i])
		}
		answers[l.Name] = object{"type": "array", "minItems": p.Form.Inputs[l.Count].Range[0], "maxItems": len(l.Items),
			"items": object{"type": "object", "properties": fields, "additionalProperties": false}}
	}
	if inputs, err = encode(object{"$schema": dialect, "title": p.Form.Title, "type": "object", "properties": answers,
		"additionalProperties": false}); err != nil {
		return nil, nil, err
	}
	outputs := object{}
	var required []string
	for _, o := range p.Form.Outputs {
		value := valueSchema(p.Form.Steps[o.Step].Shape)
		outputs[o.Name] = object{"title": o.Label, "anyOf": []any{value, only("absent", object{"const": true})}}
		required = append(required, o.Name)
	}
	results, err = encode(object{"$schema": dialect, "title": p.Form.Title, "type": "object",
		"required": []string{"outputs", "messages", "stopped"},
		"properties": object{
			"outputs": object{"type": "object", "required": required, "properties": outputs},
			"messages": object{"type": "array", "items": object{"type": "object", "required": []string{"kind", "text"}, "properties": object{
				"kind": object{"enum": []string{"注意", "止める"}}, "text": object{"type": "string"}, "maybe": object{"const": true}}}},
			"stopped":  object{"type": "boolean"},
			"relevant": object{"type": "array", "items": object{"type": "string"}},
		}})
	return inputs, results, err
}

func encode(schema object) ([]byte, error) {
	text, err := json.MarshalIndent(schema, "", "  ")
	return append(text, '\n'), err
}

func only(name string, value object) object {
	return object{"type": "object", "required": []string{name}, "properties": object{name: value}}
}

// answerSchema describes what an input accepts.
func answerSchema(in calculator.FormInput) object {
	s := object{"title": in.Question, "description": accepts(in)}
	unsure := object{"const": calculator.Unsure}
	switch in.Kind {
	case calculator.KindNumber:
		number := object{"type": "number", "minimum": decimal(in.Range[0], in.Scale), "maximum": decimal(in.Range[1], in.Scale),
			"multipleOf": decimal(max(in.Step, 1), in.Scale)}
		s["anyOf"] = []any{number, object{"type": "object", "required": []string{"low", "high"},
			"properties": object{"low": number, "high": number}}, unsure}
	case calculator.KindDate:
		day := object{"type": "string", "format": "date"}
		s["anyOf"] = []any{day, object{"type": "object", "required": []string{"low", "high"}, "properties": object{"low": day, "high": day}}, unsure}
	case calculator.KindYesNo:
		s["enum"] = []any{true, false, "はい", "いいえ", calculator.Unsure}
	default:
		s["enum"] = append(optionNames(in.Options), calculator.Unsure)
	}
	if in.Unit != "" {
		s["x-unit"] = in.Unit
	}
	if in.Conditional {
		s["x-conditional"] = true
	}
	if in.DefaultText != "" {
		s["x-default"] = in.DefaultText
	}
	return s
}

// decimal returns a stored number as readers see it, with all its digits.
func decimal(stored int64, scale int) json.Number {
	r := new(big.Rat).SetInt64(stored)
	power := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(scale, -scale))), nil))
	if scale > 0 {
		r.Quo(r, power)
	} else {
		r.Mul(r, power)
	}
	return json.Number(r.FloatString(max(scale, 0)))
}

// valueSchema describes the value of an output.
func valueSchema(s calculator.Shape) object {
	list := object{"type": "array", "items": object{"enum": optionNames(s.Options)}}
	switch s.Kind {
	case calculator.KindNumber:
		end := object{"type": "number"}
		number := object{"type": "object", "required": []string{"low", "high"}, "properties": object{"low": end, "high": end,
			"values": object{"type": "array", "items": end}}}
		if s.Unit != "" {
			number["properties"].(object)["unit"] = object{"const": s.Unit}
		}
		return number
	case calculator.KindDate:
		day := object{"type": "string", "format": "date"}
		return object{"type": "object", "required": []string{"low", "high"}, "properties": object{"low": day, "high": day,
			"values": object{"type": "array", "items": day}}}
	case calculator.KindSet:
		return object{"type": "object", "required": []string{"certain", "possible"}, "properties": object{"certain": list, "possible": list}}
	}
	return only("possible", list)
}
