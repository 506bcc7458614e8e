package render

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html/template"
	"strconv"
	"strings"

	"shirube/calculator"
	"shirube/calculator/browser"
	"shirube/generator/internal/assets"
	"shirube/generator/internal/content"
	"shirube/generator/internal/site"
)

// Modules returns the calculators' WebAssembly modules.
func (r *Renderer) Modules() []assets.File {
	var files []assets.File
	for _, p := range r.in.Site.Calculators {
		files = append(files, assets.File{Output: modulePath(p), Bytes: p.Module})
	}
	return files
}

func hashed(stem, ending string, data []byte) string {
	sum := sha256.Sum256(data)
	return assets.Folder + "/" + stem + "-" + strings.ToUpper(hex.EncodeToString(sum[:4])) + ending
}

// calculator writes a calculator's form by the theme's calculator.html.
func (r *Renderer) calculator(e site.Embed, lang string) (template.HTML, error) {
	view := r.calculatorView(e, lang)
	var out bytes.Buffer
	if err := r.voices[lang].layout("calculator").Execute(&out, view); err != nil {
		return "", err
	}
	return template.HTML(out.String()), nil
}

func (r *Renderer) calculatorView(e site.Embed, lang string) *CalculatorView {
	p, voice := e.Calculator, r.voices[lang]
	f := &p.Form
	id := "calc-" + p.Name
	v := &CalculatorView{
		ID: id, Name: p.Name, Title: f.Title, Description: f.Description, Limits: f.Limits, Next: f.Next,
		Grids: p.Grids, Lang: lang, strings: voice.strings,
		Sources: r.sourceViews(site.FormSources(f), lang),
	}
	words := browser.Japanese()
	if !strings.HasPrefix(lang, "ja") {
		words = browser.English()
	}
	text, err := json.Marshal(browser.Describe(*f, r.url(modulePath(p)), words))
	if err == nil {
		v.Data = template.JS(text)
	}
	for i := range f.Inputs {
		v.Questions = append(v.Questions, r.question(id, i, &f.Inputs[i], lang))
	}
	for i, s := range f.Steps {
		v.Steps = append(v.Steps, CalculatorStep{
			Index: i, Name: s.Name, Words: s.Words, Help: s.Help, Fixed: s.Fixed, IsFigure: s.Role == calculator.StepFigure,
			Sources: r.sourceViews(s.Sources, lang), Assumed: s.Assumed,
		})
	}
	for i, o := range f.Outputs {
		kind := f.Steps[o.Step].Kind
		v.Outputs = append(v.Outputs, CalculatorOutput{Index: i, Label: o.Label, Help: o.Help, HasBar: kind == calculator.KindNumber})
	}
	for i, m := range f.Messages {
		v.Messages = append(v.Messages, CalculatorMessage{Index: i, Text: m.Text, Stop: m.Stop, Words: m.Words, Sources: r.sourceViews(m.Sources, lang)})
	}
	if e.Chart != nil {
		v.Chart = &ChartView{Dates: e.Chart.Dates, Inputs: spaced(e.Chart.Inputs), Outputs: spaced(e.Chart.Outputs)}
	}
	return v
}

func spaced(numbers []int) string {
	words := make([]string, len(numbers))
	for i, n := range numbers {
		words[i] = strconv.Itoa(n)
	}
	return strings.Join(words, " ")
}

func (r *Renderer) question(id string, i int, in *calculator.FormInput, lang string) CalculatorQuestion {
	q := CalculatorQuestion{
		Index: i, ID: fmt.Sprintf("%s-q%d", id, i), Kind: in.Kind, Question: in.Question, Help: in.Help, Group: in.Group,
		Unit: in.Unit, Range: in.RangeText, Default: in.DefaultText, Unknown: in.UnknownText, Today: in.Today,
		Sources: r.sourceViews(in.Sources, lang), Assumed: in.Assumed,
	}
	for j, o := range in.Options {
		q.Options = append(q.Options, CalculatorOption{Index: j, Label: o.Label})
	}
	return q
}

// isoDay writes a day given as YYYY-MM-DD in a language.
func isoDay(iso, lang string) string {
	d, err := content.ParseDate(iso)
	if err != nil {
		return ""
	}
	return dateView(d, lang).Text
}

// sprint fills %s in an interface string.
func sprint(format string, args ...any) string {
	if format == "" {
		return ""
	}
	return fmt.Sprintf(format, args...)
}
