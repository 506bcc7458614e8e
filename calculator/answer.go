package calculator

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/syntax"
)

// An InputError says that an answer cannot be taken: which input, what is wrong, and what it accepts.
type InputError struct {
	Input   string
	Problem string
	Accepts string
}

// Error returns the whole message in Japanese.
func (e *InputError) Error() string {
	return fmt.Sprintf("入力「%s」: %s受け付けるのは、%sです。", e.Input, e.Problem, e.Accepts)
}

// Unsure is the answer for "I do not know".
const Unsure = "わからない"

// answers returns one value per input of the program from what a person wrote.
func (p *Program) answers(given map[string]any, today Day) ([]ir.Extent, error) {
	given, err := p.boxAnswers(given)
	if err != nil {
		return nil, err
	}
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if !p.hasInput(name) {
			return nil, p.unknownInput(name)
		}
	}
	list := make([]ir.Extent, len(p.typed.Inputs))
	fields := map[int]any{} // answers to fields of items, by input
	for i := range p.typed.Inputs {
		in := &p.typed.Inputs[i]
		value := given[in.Name]
		if in.Item != nil {
			value = fields[i]
		} else if l := p.listOf(i); l != nil {
			if value, err = p.listAnswer(l, value, fields); err != nil {
				return nil, err
			}
		}
		if list[i], err = readGiven(in, value, today); err != nil {
			return nil, p.named(err, in)
		}
	}
	return list, nil
}

// named gives an error about a field of an item the place of the item.
func (p *Program) named(err error, in *ir.Input) error {
	if wrong, ok := errors.AsType[*InputError](err); ok {
		wrong.Input = p.answerName(in)
	}
	return err
}

func readGiven(in *ir.Input, value any, today Day) (ir.Extent, error) {
	text, err := answerText(in, value)
	if err != nil {
		return ir.Extent{}, err
	}
	return readAnswer(in, text, today)
}

func (p *Program) hasInput(name string) bool {
	for i := range p.typed.Inputs {
		if in := &p.typed.Inputs[i]; in.Name == name && in.Item == nil {
			return true
		}
	}
	return false
}

func (p *Program) unknownInput(name string) error {
	var names []string
	for _, s := range p.typed.Sets {
		names = append(names, s.Name)
	}
	for i := range p.typed.Inputs {
		if p.typed.Inputs[i].Item == nil && !p.isBox(i) {
			names = append(names, p.typed.Inputs[i].Name)
		}
	}
	e := &InputError{Input: name, Problem: "この計算機に、この名前の入力はありません。", Accepts: "「" + strings.Join(names, "」「") + "」"}
	if near := diagnostic.Closest(name, names); near != "" {
		e.Problem = fmt.Sprintf("この名前の入力はありません。「%s」のことですか。", near)
	}
	return e
}

// answerText brings a value of a JSON object or a Go program to the text that a person would write.
func answerText(in *ir.Input, value any) (string, error) {
	switch v := value.(type) {
	case nil:
		return "", nil
	case string:
		return v, nil
	case json.Number:
		return plainNumber(string(v)), nil
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64), nil
	case int:
		return strconv.Itoa(v), nil
	case int64:
		return strconv.FormatInt(v, 10), nil
	case bool:
		return map[bool]string{true: "はい", false: "いいえ"}[v], nil
	}
	written, err := json.Marshal(value)
	if err != nil {
		written = fmt.Append(nil, value)
	}
	return "", &InputError{in.Name, fmt.Sprintf("「%s」は読めません。", written), accepts(in)}
}

// plainNumber writes a JSON number without an exponent; one so small or large that a float has no other value for it
// than 0 or infinity stays as it is, and is no number to the language.
func plainNumber(s string) string {
	if !strings.ContainsAny(s, "eE") {
		return s
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsInf(f, 0) || f == 0 && strings.ContainsAny(s[:strings.IndexAny(s, "eE")], "123456789") {
		return s
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// accepts says in words what an input takes.
func accepts(in *ir.Input) string {
	t := &in.Type
	if t.IsLong() {
		return fmt.Sprintf("「%s」など%d個の名前か「%s」", t.Options[0].Name, len(t.Options), Unsure)
	}
	if t.Kind == ir.Choice || t.Kind == ir.YesNo {
		var names []string
		for _, o := range t.Options {
			names = append(names, "「"+o.Name+"」")
		}
		return strings.Join(names, "か") + "か「" + Unsure + "」"
	}
	text := ir.FormatExtent(in.Range, t)
	if t.Kind == ir.Number && (in.Step != 1 || t.Scale > 0) {
		text += " の " + ir.FormatNumber(in.Step, t) + "きざみの数"
	} else if t.Kind == ir.Number {
		text += " の整数"
	} else {
		text += " の日付"
	}
	return text + "か「" + Unsure + "」"
}

// readAnswer reads one answer. An empty one takes the 初期値, or is unknown where there is none.
func readAnswer(in *ir.Input, text string, today Day) (ir.Extent, error) {
	folded := strings.TrimSpace(syntax.Fold(text))
	switch folded {
	case "":
		return defaultAnswer(in, today)
	case Unsure:
		return in.Unknown, nil
	}
	if in.Type.Kind.IsInterval() && !in.Type.IsLong() {
		return rangeAnswer(in, folded, today)
	}
	return optionAnswer(in, folded)
}

func defaultAnswer(in *ir.Input, today Day) (ir.Extent, error) {
	switch {
	case in.DefaultToday && today.Valid:
		if today.Number < in.Range.Low || today.Number > in.Range.High {
			return in.Unknown, &InputError{in.Name, fmt.Sprintf("今日（%s）は範囲に入っていません。", today), accepts(in)}
		}
		return ir.Point(today.Number), nil
	case in.Default != nil:
		return *in.Default, nil
	}
	return in.Unknown, nil
}

// rangeAnswer reads `20日` or `10日 から 20日`.
func rangeAnswer(in *ir.Input, text string, today Day) (ir.Extent, error) {
	low, high, isRange := strings.Cut(text, "から")
	if !isRange {
		low, high, isRange = strings.Cut(text, "〜")
	}
	from, err := pointAnswer(in, low, today)
	if err != nil || !isRange {
		return ir.Point(from), err
	}
	to, err := pointAnswer(in, strings.TrimSuffix(strings.TrimSpace(high), "まで"), today)
	if err == nil && to < from {
		err = &InputError{in.Name, "範囲の両端が逆です。", accepts(in)}
	}
	return ir.Extent{Low: from, High: to}, err
}

func pointAnswer(in *ir.Input, text string, today Day) (int64, error) {
	read := readNumber
	if in.Type.Kind == ir.Date {
		read = readDay
	}
	v, problem := read(in, text, today)
	if problem == "" && (v < in.Range.Low || v > in.Range.High) {
		problem = fmt.Sprintf("「%s」は範囲に入っていません。", strings.TrimSpace(text))
	}
	if problem != "" {
		return 0, &InputError{in.Name, problem, accepts(in)}
	}
	return v, nil
}

func readDay(in *ir.Input, text string, today Day) (int64, string) {
	if strings.TrimSpace(text) == "今日" && today.Valid {
		return today.Number, ""
	}
	day, found, valid := syntax.ParseDate(plainDay(in, text, today))
	switch {
	case !found:
		return 0, fmt.Sprintf("「%s」は日付として読めません。2026-12-01 のように書いてください。", strings.TrimSpace(text))
	case !valid:
		return 0, fmt.Sprintf("「%s」という日は暦にありません。", strings.TrimSpace(text))
	}
	return day, ""
}

// readNumber reads a number; its unit may be left out, or be the part before the stroke alone
// (10,000円 for 円/日).
func readNumber(in *ir.Input, text string, _ Day) (int64, string) {
	want := in.Type.Unit
	q, ok := want.Units().ParseQuantity(plainQuantity(text))
	if !ok {
		return 0, fmt.Sprintf("「%s」は数として読めません。", strings.TrimSpace(text))
	}
	got := ir.Unit{Over: q.Unit.Over, Under: q.Unit.Under, Percent: q.Unit.Percent}
	if got != (ir.Unit{}) && want == (ir.Unit{}) {
		return 0, "単位は要りません。"
	}
	times := got == (ir.Unit{}) && q.Spelled != "" // 1.5倍
	if times && want != got || got != (ir.Unit{}) && got != want && got != (ir.Unit{Over: want.Over}) {
		return 0, fmt.Sprintf("単位が「%s」ではありません。", want)
	}
	d := q.Value
	if want.Percent {
		d = d.Shift(2)
	}
	v, ok := d.Stored(in.Type.Scale)
	if !ok && d.Scale <= in.Type.Scale {
		return 0, fmt.Sprintf("「%s」は大きすぎます。", strings.TrimSpace(text))
	}
	if !ok || v%in.Step != 0 {
		return 0, fmt.Sprintf("「%s」は %s きざみではありません。", strings.TrimSpace(text), ir.FormatNumber(in.Step, &in.Type))
	}
	return v, ""
}

// optionAnswer reads an option by its name or label, or several between か or または.
func optionAnswer(in *ir.Input, text string) (ir.Extent, error) {
	if bit := optionBit(in, text); bit >= 0 {
		return in.Type.Option(bit), nil
	}
	var e ir.Extent
	for i, part := range strings.Split(strings.ReplaceAll(text, " または ", " か "), " か ") {
		bit := optionBit(in, strings.TrimSpace(part))
		if bit < 0 {
			return e, &InputError{in.Name, unknownOption(in, strings.TrimSpace(part)), accepts(in)}
		}
		one := in.Type.Option(bit)
		if i == 0 {
			e = one
		}
		e = ir.Extent{Low: min(e.Low, one.Low), High: max(e.High, one.High), Possible: e.Possible | one.Possible}
	}
	return e, nil
}

func unknownOption(in *ir.Input, text string) string {
	var names []string
	for _, o := range in.Type.Options {
		names = append(names, o.Name)
	}
	if near := diagnostic.Closest(text, names); near != "" && in.Type.IsLong() {
		return fmt.Sprintf("「%s」という選択肢はありません。「%s」のことですか。", text, near)
	}
	return fmt.Sprintf("「%s」という選択肢はありません。", text)
}

func optionBit(in *ir.Input, text string) int {
	for i, o := range in.Type.Options {
		if text == o.Name || text == syntax.Fold(o.Label) {
			return i
		}
	}
	if in.Type.Kind == ir.YesNo {
		switch strings.ToLower(text) {
		case "no", "false":
			return 0
		case "yes", "true":
			return 1
		}
	}
	return -1
}
