package render

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html/template"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"shirube/calculator"
	"shirube/calculator/browser"
	"shirube/generator/internal/publish"
	"shirube/generator/internal/site"
)

// Modules returns the calculators' WebAssembly modules, and the words of their script in the languages of the site.
func (r *Renderer) Modules() []publish.Output {
	var files []publish.Output
	for _, p := range r.in.Site.Calculators {
		files = append(files, publish.Output{Path: r.shared.modulePath(p), Bytes: p.Module})
	}
	if files == nil {
		return nil
	}
	scripts := make(map[string]publish.Output)
	for _, p := range r.in.Site.Pages {
		if script, _, err := r.shared.theme.in(r.Voice(p.Lang, p.Edition)).wordsScript(p.Lang); err == nil {
			scripts[script.Path] = script
		}
	}
	for _, name := range slices.Sorted(maps.Keys(scripts)) {
		files = append(files, scripts[name])
	}
	return files
}

// manyQuestions is the number of questions from which a phone shows one at a time.
const manyQuestions = 6

// modulePath returns the published path of a calculator's module. In a preview it stays the same when
// the calculator changes, as the names of style sheets and scripts do.
func (c *siteContext) modulePath(p *calculator.Program) string {
	if c.preview {
		return publish.AssetFolder + "/calculator-" + p.Name + ".wasm"
	}
	sum := sha256.Sum256(p.Module)
	return publish.AssetFolder + "/calculator-" + p.Name + "-" + strings.ToUpper(hex.EncodeToString(sum[:4])) + ".wasm"
}

// calculator writes a calculator's form on a page by the theme's calculator.html.
func (c *siteContext) calculator(e site.Embed, on *PageInput) (template.HTML, error) {
	view, err := c.calculatorView(e, on.view.Lang, on.voice, on)
	if err != nil {
		return "", err
	}
	view.Own = on.view.Title == view.Title
	var out bytes.Buffer
	if err := c.theme.in(on.voice).layout("calculator").Execute(&out, view); err != nil {
		return "", err
	}
	return template.HTML(out.String()), nil
}

// calculatorID returns the id of a calculator on its page.
func calculatorID(f *calculator.Form) string { return "calc-" + f.Name }

// calculatorView returns the data of calculator.html. The page on which it is may lead to another calculator; a book
// has no such page.
func (c *siteContext) calculatorView(e site.Embed, lang, voice string, on *PageInput) (*CalculatorView, error) {
	script, words, err := c.theme.in(voice).wordsScript(lang)
	if err != nil {
		return nil, err
	}
	values := c.values(voice)
	f := values.form(e.Form(), &e.Calculator.Form)
	v := &CalculatorView{
		ID: calculatorID(f), Name: f.Name, Title: cmp.Or(e.Title, f.Title), Description: f.Description,
		Limits: f.Limits, Next: f.Next, Engine: c.engineAt, Ask: c.askAt, Sheet: c.sheetAt, Translated: e.Translated(),
		Grids: values.grids(e.Grids(), c.localizer(voice)), Lang: lang, Localizer: c.localizer(voice),
		Sources: c.sourceViews(site.FormSources(f), voice),
	}
	c.ask(v, f, values)
	c.answer(v, f)
	if e.Chart != nil {
		v.Chart = &ChartView{Dates: e.Chart.Dates, Inputs: spaced(e.Chart.Inputs), Outputs: spaced(e.Chart.Outputs)}
	}
	v.begin(words)
	v.Swap = words.Swap
	d := browser.Describe(*f, c.url(c.modulePath(e.Calculator)), c.url(script.Path))
	values.formats(&d)
	if on != nil && on.nextCalculator != nil && on.nextCalculator != e.Calculator {
		d.Chain, v.Chain = browser.NewChain(*f, on.nextCalculator.Form, on.view.NextStep.URL), on.view.NextStep
		v.Shares = len(d.Chain.Shared) > 0
	}
	text, err := json.Marshal(d)
	v.Data = template.JS(text)
	return v, err
}

// ask sets the questions, in groups.
func (c *siteContext) ask(v *CalculatorView, f *calculator.Form, values *valueWriter) {
	for i := range f.Inputs {
		q := c.question(v, i, &f.Inputs[i])
		q.Unit = values.unit(q.Unit)
		q.Item, q.Repeats = itemTitle(f, q.item), q.item != nil && q.item.Index > 0
		q.List, q.ListIndex = listOf(f, i)
		v.Questions = append(v.Questions, q)
		if i == 0 || f.Inputs[i].Group != f.Inputs[i-1].Group || !reflect.DeepEqual(f.Inputs[i].Item, f.Inputs[i-1].Item) {
			v.Groups = append(v.Groups, newGroup(f, &f.Inputs[i]))
		}
		last := &v.Groups[len(v.Groups)-1]
		if set := f.SetOf(i); set == nil {
			last.Questions = append(last.Questions, q)
		} else if set.Inputs[0] == i {
			last.Questions = append(last.Questions, boxes(v, q, f, set))
		}
	}
}

// begin marks the question that an empty form begins with.
func (v *CalculatorView) begin(words browser.Words) {
	asked := 0
	for g := range v.Groups {
		for i := range v.Groups[g].Questions {
			q := &v.Groups[g].Questions[i]
			if q.Later {
				continue
			}
			if asked++; asked == 1 {
				q.First, v.Groups[g].First = true, true
			}
		}
	}
	v.IsLong = asked >= manyQuestions
	v.Progress = strings.NewReplacer("{n}", "1", "{left}", strconv.Itoa(asked-1)).Replace(words.Progress)
}

// boxes returns the question of which several options may be ticked, of which first is the first.
func boxes(v *CalculatorView, first CalculatorQuestion, f *calculator.Form, set *calculator.FormSet) CalculatorQuestion {
	q := first
	q.ID += "s" // the first option has the id
	q.Kind, q.Question, q.Inputs, q.Options = "boxes", set.Question, spaced(set.Inputs), nil
	var ticked []string
	q.Later = true
	for _, i := range set.Inputs {
		in := &f.Inputs[i]
		q.Later = q.Later && in.Later
		q.Options = append(q.Options, CalculatorOption{Index: i, ID: questionID(v, i), Label: in.Question})
		if len(in.Default) > 0 && in.Default[0] > 1 { // はい
			ticked = append(ticked, in.Question)
		}
	}
	q.Default, q.NoneTicked = strings.Join(ticked, v.strings[andKey]), first.Default != "" && ticked == nil
	return q
}

func questionID(v *CalculatorView, i int) string { return fmt.Sprintf("%s-q%d", v.ID, i) }

// newGroup returns the group that begins with an input: an item of a list has one of its own.
func newGroup(f *calculator.Form, in *calculator.FormInput) CalculatorGroup {
	if in.Item == nil {
		return CalculatorGroup{Title: in.Group}
	}
	return CalculatorGroup{Title: itemTitle(f, in.Item), Item: fmt.Sprintf("%d.%d", in.Item.List, in.Item.Index)}
}

// itemTitle names an item of a list; it is empty for nil.
func itemTitle(f *calculator.Form, item *calculator.FormItem) string {
	if item == nil {
		return ""
	}
	return fmt.Sprintf("%s %d", listName(&f.Lists[item.List]), item.Index+1)
}

func listName(l *calculator.FormList) string { return cmp.Or(l.Label, l.Name) }

// listOf returns the list whose number of items is an input, and its index; "" for none.
func listOf(f *calculator.Form, input int) (name string, place int) {
	for i, l := range f.Lists {
		if l.Count == input {
			return listName(&l), i
		}
	}
	return "", 0
}

// maxRadios is the most options that are shown as radio buttons.
const maxRadios = 8

func (c *siteContext) question(v *CalculatorView, i int, in *calculator.FormInput) CalculatorQuestion {
	q := CalculatorQuestion{
		Index: i, ID: questionID(v, i), Inputs: strconv.Itoa(i), Kind: in.Kind, Question: in.Question, Help: in.Help, Later: in.Later,
		Unit: in.Unit, Range: v.dated(in.RangeText), Default: v.dated(in.DefaultText),
		Unknown: v.dated(in.UnknownText), Today: in.Today, item: in.Item,
		Sources: c.sourceViews(in.Sources, v.voice), Assumed: in.Assumed,
	}
	for j, o := range in.Options {
		q.Options = append(q.Options, CalculatorOption{Index: j, Label: o.Label})
	}
	q.Select = in.Kind == calculator.KindChoice && len(q.Options) > maxRadios
	if in.Kind == calculator.KindYesNo {
		slices.Reverse(q.Options)
	}
	return q
}

// answer sets the working, the results and the messages.
func (c *siteContext) answer(v *CalculatorView, f *calculator.Form) {
	for i, s := range f.Steps {
		v.Steps = append(v.Steps, CalculatorStep{
			Index: i, Name: cmp.Or(s.Label, s.Name), Words: s.Words, Help: s.Help, Fixed: v.dated(s.Fixed), IsFigure: s.Role == calculator.StepFigure,
			Sources: c.sourceViews(s.Sources, v.voice), Assumed: s.Assumed,
			Item: itemTitle(f, s.Item), Repeats: s.Item != nil && s.Item.Index > 0, Places: placesOf(f, i),
		})
	}
	for i, o := range f.Outputs {
		v.Outputs = append(v.Outputs, CalculatorOutput{
			Index: i, Label: o.Label, Help: o.Help,
			IsShort: f.Steps[o.Step].Kind == calculator.KindNumber || f.Steps[o.Step].Kind == calculator.KindDate,
		})
	}
	for i, m := range f.Messages {
		text, parts := messageParts(&m, f, v.strings["calc.named"])
		v.Messages = append(v.Messages, CalculatorMessage{
			Index: i, Text: text, Parts: parts, Stop: m.Stop, Words: m.Words, Sources: c.sourceViews(m.Sources, v.voice),
		})
	}
}

// placesOf returns the indexes of a step and of the same step for other items of its list.
func placesOf(f *calculator.Form, step int) string {
	own, places := f.Steps[step], []int{step}
	for i, s := range f.Steps {
		if i != step && s.Item != nil && own.Item != nil && s.Item.List == own.Item.List && s.Name == own.Name {
			places = append(places, i)
		}
	}
	return spaced(places)
}

// messageParts splits the text of a message at the values that it shows, and returns it with the names of the steps in
// place of values, written as named says.
func messageParts(m *calculator.FormMessage, f *calculator.Form, named string) (string, []MessagePart) {
	text, from := "", 0
	var parts []MessagePart
	for _, value := range m.Values {
		parts = append(parts, MessagePart{m.Text[from:value.Offset], value.Step})
		text += m.Text[from:value.Offset] + fmt.Sprintf(named, cmp.Or(f.Steps[value.Step].Label, f.Steps[value.Step].Name))
		from = value.Offset
	}
	return text + m.Text[from:], append(parts, MessagePart{m.Text[from:], -1})
}

func spaced(numbers []int) string {
	words := make([]string, len(numbers))
	for i, n := range numbers {
		words[i] = strconv.Itoa(n)
	}
	return strings.Join(words, " ")
}

// grids writes the values of worked-out tables.
func (w *valueWriter) grids(grids []calculator.Grid, l Localizer) []calculator.Grid {
	write := func(text string) string { return l.dated(w.value(text)) }
	all := func(texts []string) []string {
		written := make([]string, len(texts))
		for i, t := range texts {
			written[i] = write(t)
		}
		return written
	}
	written := slices.Clone(grids)
	for i, g := range grids {
		written[i].Title = w.prose(g.Title)
		written[i].Columns, written[i].Rows = all(g.Columns), all(g.Rows)
		written[i].Cells = make([][]string, len(g.Cells))
		for row, cells := range g.Cells {
			written[i].Cells[row] = all(cells)
		}
		written[i].Fixed = slices.Clone(g.Fixed)
		for k := range g.Fixed {
			written[i].Fixed[k].Text = write(g.Fixed[k].Text)
		}
	}
	return written
}
