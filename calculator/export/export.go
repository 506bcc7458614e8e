// Package export writes a calculator for use without the site that it belongs to: its module, a script that evaluates
// plain values, types and schemas for it, its form, and a custom element that shows both on any page.
package export

import (
	"bytes"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"shirube/calculator"
	"shirube/calculator/browser"
)

// A File is one file of an export.
type File struct {
	Name  string
	Bytes []byte
}

// names are the data for the script: Standalone in calculator/browser/standalone.ts.
type names struct {
	Description browser.Description `json:"description"`
	Module      string              `json:"module"`
	Inputs      []inputNames        `json:"inputs"`
	Outputs     []outputNames       `json:"outputs"`
	Sets        []setNames          `json:"sets,omitempty"`
	Messages    []message           `json:"messages"`
}

type inputNames struct {
	Name    string   `json:"name"`
	Options []string `json:"options,omitempty"`
	Accepts string   `json:"accepts"`
}

type outputNames struct {
	Name    string   `json:"name"`
	Options []string `json:"options,omitempty"`
}

// setNames are the options of a question of which several may be ticked, with the input of each.
type setNames struct {
	Name    string   `json:"name"`
	Options []string `json:"options"`
	Inputs  []int    `json:"inputs"`
}

// A message has its text in parts: each a text and the step whose value follows it, or -1.
type message struct {
	Stop  bool     `json:"stop"`
	Parts [][2]any `json:"parts"`
}

// Files returns the files of a calculator. runtime is the bundle of calculator/browser/standalone.ts as a script that
// declares the global variable shirube.
func Files(p *calculator.Program, runtime []byte) ([]File, error) {
	data, err := json.Marshal(namesOf(p))
	if err != nil {
		return nil, err
	}
	form, err := formHTML(p)
	if err != nil {
		return nil, err
	}
	quoted, err := json.Marshal(string(form))
	if err != nil {
		return nil, err
	}
	inputs, results, err := schemas(p)
	if err != nil {
		return nil, err
	}
	page, err := pageHTML(p)
	if err != nil {
		return nil, err
	}
	module := fmt.Sprintf("%sconst ready=shirube.open(%s);\nexport const evaluate=async(answers)=>(await ready)(answers);\n", runtime, data)
	element := fmt.Sprintf("%sshirube.define(%q,%s,%s);\n", runtime, tag(p), data, quoted)
	return []File{
		{p.Name + ".wasm", p.Module}, {p.Name + ".js", []byte(module)}, {p.Name + ".d.ts", types(p)},
		{p.Name + ".inputs.schema.json", inputs}, {p.Name + ".result.schema.json", results},
		{p.Name + ".form.html", form}, {p.Name + ".element.js", []byte(element)}, {p.Name + ".html", page},
	}, nil
}

// tag names the custom element, which must have a hyphen.
func tag(p *calculator.Program) string { return "shirube-" + p.Name }

// namesOf collects what the exported script writes or reads: names of inputs and outputs, and the messages, cut where
// values are put in.
func namesOf(p *calculator.Program) names {
	out := names{Description: browser.Describe(p.Form, "", ""), Module: base64.StdEncoding.EncodeToString(p.Module), Messages: []message{}}
	for _, in := range p.Form.Inputs {
		out.Inputs = append(out.Inputs, inputNames{in.Name, optionNames(in.Options), accepts(in)})
	}
	for _, o := range p.Form.Outputs {
		out.Outputs = append(out.Outputs, outputNames{o.Name, optionNames(p.Form.Steps[o.Step].Options)})
	}
	for _, s := range p.Form.Sets {
		out.Sets = append(out.Sets, setNames{s.Name, boxNames(p, s), s.Inputs})
	}
	for _, m := range p.Form.Messages {
		text, at := message{Stop: m.Stop}, 0
		for _, v := range m.Values {
			text.Parts = append(text.Parts, [2]any{m.Text[at:v.Offset], v.Step})
			at = v.Offset
		}
		text.Parts = append(text.Parts, [2]any{m.Text[at:], -1})
		out.Messages = append(out.Messages, text)
	}
	return out
}

// boxNames returns the names of the options that may be ticked, whose inputs are called 当てはまるもの.手帳.
func boxNames(p *calculator.Program, s calculator.FormSet) []string {
	var list []string
	for _, i := range s.Inputs {
		list = append(list, strings.TrimPrefix(p.Form.Inputs[i].Name, s.Name+"."))
	}
	return list
}

func optionNames(options []calculator.FormOption) []string {
	var list []string
	for _, o := range options {
		list = append(list, o.Name)
	}
	return list
}

// accepts says what an input accepts.
func accepts(in calculator.FormInput) string {
	switch {
	case len(in.Options) > 20:
		return fmt.Sprintf("%d個の名前のどれかです。", len(in.Options))
	case len(in.Options) > 0:
		return "「" + strings.Join(optionNames(in.Options), "」「") + "」のどれかです。"
	}
	return in.RangeText + " の間です。"
}

// types writes the TypeScript declarations of the script.
func types(p *calculator.Program) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "// %s\n\n/** What is left out takes its default, or is not known; \"わからない\" is not known. */\nexport interface Answers {\n", p.Form.Title)
	for _, in := range p.Form.Inputs {
		if in.Item == nil && !isCount(p, in.Name) {
			fmt.Fprintf(&b, "  /** %s %s */\n  %q?: %s;\n", comment(in.Question), comment(accepts(in)), in.Name, answerType(in))
		}
	}
	for _, s := range p.Form.Sets {
		fmt.Fprintf(&b, "  /** %s */\n  %q?: (\"%s\")[] | \"わからない\";\n", comment(s.Question), s.Name, strings.Join(boxNames(p, s), `" | "`))
	}
	for _, l := range p.Form.Lists {
		fmt.Fprintf(&b, "  %q?: number | {\n", l.Name)
		for _, i := range l.Items[0] {
			in := p.Form.Inputs[i]
			fmt.Fprintf(&b, "    /** %s */\n    %q?: %s;\n", comment(in.Question), in.Name, answerType(in))
		}
		b.WriteString("  }[];\n")
	}
	b.WriteString("}\n\n")
	b.WriteString(`/** A number with both ends of what it can be, in its unit; values are all that it can be, where these are few. */
export interface Amount { low: number; high: number; values?: number[]; unit?: string }
/** Days as YYYY-MM-DD. */
export interface Day { low: string; high: string; values?: string[] }
/** The options that are possible. */
export interface Choice<Name extends string = string> { possible: Name[] }
/** The outcomes that hold, and those that may. */
export interface Outcomes<Name extends string = string> { certain: Name[]; possible: Name[] }
/** An output that does not apply. */
export interface Absent { absent: true }

export interface Result {
  outputs: {
`)
	for _, o := range p.Form.Outputs {
		fmt.Fprintf(&b, "    /** %s */\n    %q: (%s & { maybeAbsent?: true }) | Absent;\n", comment(o.Label), o.Name, resultType(p.Form.Steps[o.Step].Shape))
	}
	b.WriteString(`  };
  messages: { kind: "注意" | "止める"; text: string; maybe?: true }[];
  /** There are no results: a message says why. */
  stopped: boolean;
  /** The inputs that can still change a result. */
  relevant: string[];
}

/** Throws an Error that names the input where an answer cannot be taken. */
export function evaluate(answers?: Answers): Promise<Result>;
`)
	return b.Bytes()
}

// isCount reports whether an input is the number of items of a list.
func isCount(p *calculator.Program, name string) bool {
	return slices.ContainsFunc(p.Form.Lists, func(l calculator.FormList) bool { return l.Name == name })
}

// comment escapes a text for a comment.
func comment(text string) string { return strings.ReplaceAll(text, "*/", "* /") }

func union(options []calculator.FormOption) string {
	quoted := make([]string, len(options))
	for i, o := range options {
		quoted[i] = fmt.Sprintf("%q", o.Name)
	}
	return strings.Join(quoted, " | ")
}

// answerType returns the TypeScript type of an answer: as a person writes it, as a number, or わからない.
func answerType(in calculator.FormInput) string {
	unsure := ` | "わからない"`
	switch in.Kind {
	case calculator.KindNumber:
		return "number | string | { low: number; high: number }" + unsure
	case calculator.KindDate:
		return "string | { low: string; high: string }" + unsure
	case calculator.KindYesNo:
		return `boolean | "はい" | "いいえ"` + unsure
	case calculator.KindLong:
		return union(in.Options) + unsure
	}
	return fmt.Sprintf("%s | (%s)[]%s", union(in.Options), union(in.Options), unsure)
}

// resultType returns the TypeScript type of a result.
func resultType(s calculator.Shape) string {
	switch s.Kind {
	case calculator.KindNumber:
		return "Amount"
	case calculator.KindDate:
		return "Day"
	case calculator.KindSet:
		return "Outcomes<" + union(s.Options) + ">"
	}
	return "Choice<" + union(s.Options) + ">"
}

//go:embed form.html
var formText string

// A formView is the input of form.html.
type formView struct {
	*calculator.Form
	tag string
}

// Element is the custom element; its name has small letters, digits and hyphens only.
func (v formView) Element() template.HTML { return template.HTML("<" + v.tag + "></" + v.tag + ">") }

// Before is the text before the question of an input: the item that it is a field of, such as 子ども 1, or the question
// that it is an option of.
func (v formView) Before(input int) string {
	if set := v.SetOf(input); set != nil {
		return set.Question + ": "
	}
	item := v.Inputs[input].Item
	if item == nil {
		return ""
	}
	return fmt.Sprintf("%s %d: ", v.Lists[item.List].Name, item.Index+1)
}

// execute writes one of the HTML files of the export.
func execute(p *calculator.Program, name string) ([]byte, error) {
	t, err := template.New("form").Parse(formText)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = t.ExecuteTemplate(&b, name, formView{&p.Form, tag(p)})
	return b.Bytes(), err
}

func formHTML(p *calculator.Program) ([]byte, error) { return execute(p, "form") }

func pageHTML(p *calculator.Program) ([]byte, error) { return execute(p, "page") }
