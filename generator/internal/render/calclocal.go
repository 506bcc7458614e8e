package render

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"shirube/calculator"
	"shirube/calculator/browser"
)

// A valueWriter writes values of calculators, which their forms hold in Japanese, for a page in another language.
type valueWriter struct {
	words   browser.Words
	own     Localizer
	yes, no string
	numbers *regexp.Regexp // with the units that the language has a way of writing; nil for none
}

// unitPrefix begins the keys of the formats of numbers by unit; behind the unit there may be oneSuffix or fieldSuffix.
const (
	unitPrefix  = "unit."
	oneSuffix   = ".one"   // of the number 1
	fieldSuffix = ".field" // behind a field
)

// andKey names a word of the calculators' script that other parts of a page use, too.
const andKey = scriptPrefix + calculatorScript + ".and"

// isSwapped reports whether the language writes 1.234,5 and not 1,234.5: its string numbers is an example.
func (l Localizer) isSwapped() bool { return l.strings["numbers"] == "1.234,5" }

// number writes a number such as 1,234.5 with the signs of the language, such as 1.234,5.
func (l Localizer) number(n string) string {
	if !l.isSwapped() {
		return n
	}
	return strings.NewReplacer(",", ".", ".", ",").Replace(n)
}

// values returns how a voice writes values.
func (c *siteContext) values(voice string) *valueWriter { return c.theme.in(voice).values }

// newValueWriter returns how a language writes values, with the words of the calculators' script.
func (t *localTheme) newValueWriter(lang string) *valueWriter {
	words, err := t.calculatorWords(lang)
	if err != nil {
		words = browser.English() // wordsScript reports it
	}
	w := &valueWriter{words: words, own: t.Localizer, yes: t.strings["calc.yes"], no: t.strings["calc.no"]}
	var units []string
	for key := range t.strings.below(unitPrefix) {
		if !strings.HasSuffix(key, oneSuffix) && !strings.HasSuffix(key, fieldSuffix) {
			units = append(units, regexp.QuoteMeta(key))
		}
	}
	if len(units) > 0 && isForeign(lang) {
		slices.SortFunc(units, func(a, b string) int { return len(b) - len(a) })
		w.numbers = numbersIn(units)
	}
	return w
}

// numbersIn matches a number in one of the units, with the ちょうど of a band. Letters in front of it or behind it that make it part
// of a Japanese word are matched, too: 令和5年度, 1日目.
func numbersIn(units []string) *regexp.Regexp {
	const letters = `[\p{Han}\p{Hiragana}\p{Katakana}]*`
	unit := strings.Join(units, "|")
	return regexp.MustCompile(`(` + letters + `)(\d[\d,]*(?:\.\d+)?)(万?)((?:` + unit + `)(?:/(?:月|` + unit + `))?)(?:ちょうど)?(` + letters + `)`)
}

// prose writes the numbers in words of an edition as its language does, but for those in Japanese words.
func (w *valueWriter) prose(text string) string {
	if w.numbers == nil {
		return text
	}
	return w.numbers.ReplaceAllStringFunc(text, func(number string) string {
		m := w.numbers.FindStringSubmatch(number)
		n, unit := m[2], m[4]
		format := w.format(unit, n == "1")
		if m[1]+m[5] != "" || format == "" {
			return number
		}
		if m[3] == "万" && !strings.Contains(n, ".") {
			n = grouped(strings.ReplaceAll(n, ",", "") + "0000")
		}
		return fmt.Sprintf(format, w.own.number(n))
	})
}

// format returns how a number in a unit is written, with %s for it; "" where the language has no way of its own.
func (w *valueWriter) format(unit string, one bool) string {
	if format := w.own.strings[unitPrefix+unit+oneSuffix]; one && format != "" {
		return format
	}
	format := w.own.strings[unitPrefix+unit]
	if over, under, isRatio := strings.Cut(unit, "/"); isRatio && format == "" {
		return w.per(w.format(over, one), under)
	}
	return format
}

// per writes an amount for each of a unit, as the string calc.per says; "" where the language has no words for it.
func (w *valueWriter) per(amount, under string) string {
	if under == "月" { // as ratios write it
		under = "か月"
	}
	per, noun := w.own.strings["calc.per"], withoutNumber(w.format(under, true))
	if per == "" || noun == "" || amount == "" {
		return ""
	}
	return strings.NewReplacer("{amount}", amount, "{unit}", noun).Replace(per)
}

// value writes a value: 0円 から 9,300円, はい, 一般1 か 一般2, 0円・9,300円のどれか.
func (w *valueWriter) value(text string) string {
	if w.numbers == nil {
		return text
	}
	if low, high, ok := strings.Cut(text, " から "); ok {
		return strings.NewReplacer("{low}", w.prose(low), "{high}", w.prose(high)).Replace(w.words.Range)
	}
	if few, ok := strings.CutSuffix(text, "のどれか"); ok {
		return strings.ReplaceAll(w.words.OneOf, "{values}", w.prose(strings.ReplaceAll(few, "・", w.words.Both)))
	}
	parts := strings.Split(text, " か ")
	for i, part := range parts {
		parts[i] = w.option(w.prose(part))
	}
	return strings.Join(parts, w.words.Or)
}

func (w *valueWriter) option(label string) string {
	switch label {
	case "はい":
		return w.yes
	case "いいえ":
		return w.no
	}
	return label
}

// unit writes a unit beside a field.
func (w *valueWriter) unit(unit string) string {
	if w.numbers == nil {
		return unit
	}
	if field := w.own.strings[unitPrefix+unit+fieldSuffix]; field != "" {
		return field
	}
	if over, under, isRatio := strings.Cut(unit, "/"); isRatio && w.own.strings[unitPrefix+unit] == "" {
		return cmp.Or(w.per(w.unit(over), under), unit)
	}
	if format := w.format(unit, false); format != "" {
		return withoutNumber(format)
	}
	return unit
}

// withoutNumber returns what a format such as %s days or %s%% writes beside the number.
func withoutNumber(format string) string {
	return strings.TrimSpace(strings.NewReplacer("%s", "", "%%", "%").Replace(format))
}

// form returns a form as its page writes it. original is the form in the words of the program: where these stand, they are
// Japanese. What to ask at an office is said in its language, too.
func (w *valueWriter) form(f, original *calculator.Form) *calculator.Form {
	if w.numbers == nil {
		return f
	}
	local := *f
	words := func(text *string, original string) {
		if *text != original {
			*text = w.prose(*text)
		}
	}
	words(&local.Description, original.Description)
	words(&local.Limits, original.Limits)
	words(&local.Next, original.Next)
	local.Inputs, local.Steps = slices.Clone(f.Inputs), slices.Clone(f.Steps)
	local.Outputs, local.Messages = slices.Clone(f.Outputs), slices.Clone(f.Messages)
	for i := range local.Inputs {
		in, from := &local.Inputs[i], &original.Inputs[i]
		w.shape(&in.Shape, &from.Shape)
		in.RangeText, in.DefaultText, in.UnknownText = w.value(in.RangeText), w.value(in.DefaultText), w.value(in.UnknownText)
		words(&in.Question, from.Question)
		words(&in.Help, from.Help)
		words(&in.Assumed, from.Assumed)
		if in.Ask != from.Ask {
			in.Ask = w.prose(in.Ask) + " " + from.Ask
		}
	}
	for i := range local.Steps {
		s, from := &local.Steps[i], &original.Steps[i]
		w.shape(&s.Shape, &from.Shape)
		s.Fixed = w.value(s.Fixed)
		words(&s.Help, from.Help)
		words(&s.Assumed, from.Assumed)
	}
	for i := range local.Outputs {
		words(&local.Outputs[i].Label, original.Outputs[i].Label)
		words(&local.Outputs[i].Help, original.Outputs[i].Help)
	}
	for i := range local.Messages {
		w.message(&local.Messages[i], &original.Messages[i])
	}
	return &local
}

func (w *valueWriter) shape(s, original *calculator.Shape) {
	s.Options = slices.Clone(s.Options)
	for i := range s.Options {
		label := &s.Options[i].Label
		if *label != original.Options[i].Label {
			*label = w.prose(*label)
		} else if s.Kind == calculator.KindYesNo {
			*label = w.option(*label)
		}
	}
}

func (w *valueWriter) message(m, original *calculator.FormMessage) {
	if m.Text == original.Text {
		return
	}
	text, from := "", 0
	m.Values = slices.Clone(m.Values)
	for i, value := range m.Values {
		text += w.prose(m.Text[from:value.Offset])
		m.Values[i].Offset, from = len(text), value.Offset
	}
	m.Text = text + w.prose(m.Text[from:])
}

// formats puts the language's way of writing numbers into what the script reads.
func (w *valueWriter) formats(d *browser.Description) {
	if w.numbers == nil {
		return
	}
	put := func(s *browser.Shape) {
		if format := w.format(s.Unit, false); s.Kind == calculator.KindNumber && format != "" {
			s.Formats = []string{fmt.Sprintf(format, "{n}"), fmt.Sprintf(w.format(s.Unit, true), "{n}")}
		}
	}
	for i := range d.Inputs {
		put(&d.Inputs[i].Shape)
	}
	for i := range d.Steps {
		put(&d.Steps[i].Shape)
	}
}
