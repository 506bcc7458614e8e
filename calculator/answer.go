package calculator

import (
	"cmp"
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

// An InputError says that an answer is not accepted: the input, what is wrong, and what it accepts.
type InputError struct {
	Input   string
	Problem diagnostic.Text
	Accepts diagnostic.Text
	field   diagnostic.Text // the input in messages, where it is a field of an item
}

// Error returns the whole message in Japanese.
func (e *InputError) Error() string { return e.Text().Ja }

// Text returns the whole message in both languages.
func (e *InputError) Text() diagnostic.Text {
	name := diagnostic.Text{Ja: cmp.Or(e.field.Ja, e.Input), En: cmp.Or(e.field.En, e.Input)}
	return diagnostic.Text{
		Ja: fmt.Sprintf("入力「%s」: %s受け付けるのは、%sです。", name.Ja, e.Problem.Ja, e.Accepts.Ja),
		En: fmt.Sprintf("input “%s”: %s It takes %s.", name.En, e.Problem.En, e.Accepts.En),
	}
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
			return nil, p.named(err, i)
		}
	}
	return list, nil
}

// named adds the item to an error about a field of one, and to one about the number of items what the list takes.
func (p *Program) named(err error, i int) error {
	wrong, ok := errors.AsType[*InputError](err)
	if !ok {
		return err
	}
	name := p.answerName(&p.typed.Inputs[i])
	wrong.Input, wrong.field = name.Ja, name
	if l := p.listOf(i); l != nil {
		wrong.Accepts = p.listAccepts(l)
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

// unknownInput is the error of an answer to a question that the calculator does not ask. Fields of lists and boxes
// are not offered: they are answered within their list or set.
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
	e := &InputError{Input: excerpt(name), Accepts: diagnostic.Text{Ja: "「" + strings.Join(names, "」「") + "」", En: "“" + strings.Join(names, "”, “") + "”"},
		Problem: diagnostic.Text{Ja: "この計算機に、この名前の入力はありません。", En: "The calculator has no input of this name."}}
	if near := diagnostic.Closest(name, names); near != "" {
		e.Problem = diagnostic.Textf("この名前の入力はありません。「%s」のことですか。", "There is no input of this name. Did you mean “%s”?", near)
	}
	return e
}

// answerText returns a value of a JSON object or a Go program as the text that a person would write.
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
	return "", inputError(in, diagnostic.Textf("「%s」は読めません。", "“%s” cannot be read.", excerpt(value)))
}

// excerpt returns the beginning of an answer or a name for a message: a text as it is, anything else as JSON.
func excerpt(value any) string {
	text, isText := value.(string)
	if !isText {
		text = fmt.Sprint(value)
		if written, err := json.Marshal(value); err == nil {
			text = string(written)
		}
	}
	runes := []rune(strings.TrimSpace(text))
	if len(runes) > longestQuote {
		return string(runes[:longestQuote]) + "…"
	}
	return string(runes)
}

// plainNumber writes a JSON number without an exponent. One that a float only has 0 or infinity for stays as it is, and
// is no number of the language.
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

func inputError(in *ir.Input, problem diagnostic.Text) error {
	return &InputError{Input: in.Name, Problem: problem, Accepts: accepts(in)}
}

// accepts describes what an input accepts.
func accepts(in *ir.Input) diagnostic.Text {
	t := &in.Type
	if t.IsLong() {
		return diagnostic.Textf("「%s」など%d個の名前か「%s」", "“%s” or another of %d names, or “%s”", t.Options[0].Name, len(t.Options), Unsure)
	}
	if t.Kind == ir.Choice || t.Kind == ir.YesNo {
		names := append(optionNames(t.Options), Unsure)
		return diagnostic.Text{Ja: "「" + strings.Join(names, "」か「") + "」", En: "“" + strings.Join(names, "” or “") + "”"}
	}
	kind := diagnostic.Text{Ja: " の日付", En: "a date"}
	if t.Kind == ir.Number && (in.Step != 1 || t.Scale > 0) {
		step := ir.FormatNumber(in.Step, t)
		kind = diagnostic.Text{Ja: " の " + step + "きざみの数", En: "a multiple of “" + step + "”"}
	} else if t.Kind == ir.Number {
		kind = diagnostic.Text{Ja: " の整数", En: "a whole number"}
	}
	extent := ir.FormatExtent(in.Range, t)
	return diagnostic.Text{Ja: extent + kind.Ja + "か「" + Unsure + "」", En: kind.En + " in “" + extent + "”, or “" + Unsure + "”"}
}

func optionNames(options []ir.Option) []string {
	var names []string
	for _, o := range options {
		names = append(names, o.Name)
	}
	return names
}

const (
	longestAnswer = 20_000 // bytes of one answer at most; a choice of several may be of 62 long names
	longestQuote  = 100    // letters of a wrong answer in a message
)

// readAnswer reads one answer. An empty one is the 初期値, or unknown where there is none.
func readAnswer(in *ir.Input, text string, today Day) (ir.Extent, error) {
	if len(text) > longestAnswer {
		return ir.Extent{}, inputError(in, diagnostic.Text{
			Ja: fmt.Sprintf("答えが長すぎます（%dバイトまで）。", longestAnswer), En: fmt.Sprintf("The answer is too long (%d bytes at most).", longestAnswer),
		})
	}
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

// defaultAnswer returns the answer that an input has when none is given: its 初期値, or what わからないとき leaves.
func defaultAnswer(in *ir.Input, today Day) (ir.Extent, error) {
	switch {
	case in.DefaultToday && today.Valid:
		if today.Number < in.Range.Low || today.Number > in.Range.High {
			return in.Unknown, inputError(in, diagnostic.Textf("今日（%s）は範囲に入っていません。", "Today (%s) is out of range.", today))
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
		err = inputError(in, diagnostic.Text{Ja: "範囲の両端が逆です。", En: "The ends of the range are the wrong way round."})
	}
	return ir.Extent{Low: from, High: to}, err
}

// pointAnswer reads one number or day as stored, and requires it to be in range.
func pointAnswer(in *ir.Input, text string, today Day) (int64, error) {
	read := readNumber
	if in.Type.Kind == ir.Date {
		read = readDay
	}
	v, problem := read(in, text, today)
	if problem.Ja == "" && (v < in.Range.Low || v > in.Range.High) {
		problem = aboutAnswer("「%s」は範囲に入っていません。", "“%s” is out of range.", text)
	}
	if problem.Ja != "" {
		return 0, inputError(in, problem)
	}
	return v, nil
}

// aboutAnswer returns a problem that quotes the answer.
func aboutAnswer(ja, en, answer string, more ...any) diagnostic.Text {
	return diagnostic.Textf(ja, en, append([]any{excerpt(answer)}, more...)...)
}

// readDay reads a day as people write it, or 今日.
func readDay(in *ir.Input, text string, today Day) (int64, diagnostic.Text) {
	if strings.TrimSpace(text) == "今日" && today.Valid {
		return today.Number, diagnostic.Text{}
	}
	day, found, valid := syntax.ParseDate(plainDay(in, text, today))
	switch {
	case !found:
		return 0, aboutAnswer("「%s」は日付として読めません。2026-12-01 のように書いてください。", "“%s” is no date. Write it as 2026-12-01.", text)
	case !valid:
		return 0, aboutAnswer("「%s」という日は暦にありません。", "There is no day “%s” in the calendar.", text)
	}
	return day, diagnostic.Text{}
}

// readNumber reads a number. Its unit may be left out, or be only the part before the slash (10,000円 for 円/日).
func readNumber(in *ir.Input, text string, _ Day) (int64, diagnostic.Text) {
	want := in.Type.Unit
	q, ok := want.Units().ParseQuantity(plainQuantity(text))
	if !ok {
		return 0, aboutAnswer("「%s」は数として読めません。", "“%s” is no number.", text)
	}
	got := ir.UnitOf(q.Unit)
	if got != (ir.Unit{}) && want == (ir.Unit{}) {
		return 0, diagnostic.Text{Ja: "単位は要りません。", En: "It has no unit."}
	}
	times := got == (ir.Unit{}) && q.Spelled != "" // 1.5倍
	if times && want != got || got != (ir.Unit{}) && got != want && got != (ir.Unit{Over: want.Over}) {
		return 0, diagnostic.Textf("単位が「%s」ではありません。", "Its unit is not “%s”.", want)
	}
	d := q.Value
	if want.Percent {
		d = d.Shift(2)
	}
	v, ok := d.Stored(in.Type.Scale)
	if !ok && d.Scale <= in.Type.Scale {
		return 0, aboutAnswer("「%s」は大きすぎます。", "“%s” is too large.", text)
	}
	if !ok || v%in.Step != 0 {
		return 0, aboutAnswer("「%s」は %s きざみではありません。", "“%s” is no multiple of “%s”.", text, ir.FormatNumber(in.Step, &in.Type))
	}
	return v, diagnostic.Text{}
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
			return e, inputError(in, unknownOption(in, part))
		}
		one := in.Type.Option(bit)
		if i == 0 {
			e = one
		}
		e = ir.Extent{Low: min(e.Low, one.Low), High: max(e.High, one.High), Possible: e.Possible | one.Possible}
	}
	return e, nil
}

func unknownOption(in *ir.Input, text string) diagnostic.Text {
	if near := diagnostic.Closest(strings.TrimSpace(text), optionNames(in.Type.Options)); near != "" && in.Type.IsLong() {
		return aboutAnswer("「%s」という選択肢はありません。「%s」のことですか。", "There is no option “%s”. Did you mean “%s”?", text, near)
	}
	return aboutAnswer("「%s」という選択肢はありません。", "There is no option “%s”.", text)
}

// optionBit returns the option that a text names, by its name or by its words for readers; −1 for none. Programs also
// write yes, no, true and false.
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
