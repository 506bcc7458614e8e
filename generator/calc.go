package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"shirube/calculator"
	"shirube/generator/internal/build"
	"shirube/generator/internal/content"
)

// calc evaluates calculators: calc -list, calc NAME 入力=値 …, calc NAME -.
func (c *command) calc(args []string) error {
	flags := c.newFlags("calc")
	list := flags.Bool("list", false, "計算機と、その入力と結果の一覧")
	date := flags.String("date", "", "今日とみなす日（年-月-日）")
	operands, err := c.parse(args)
	if err != nil {
		return err
	}
	day, err := today(*date)
	if err != nil {
		return c.wrongUsage("-date: %v。2026-04-01 のように書いてください。", err)
	}
	set, sources, err := c.compile(day)
	if err != nil {
		return err
	}
	if *list {
		return c.listCalculators(set)
	}
	if len(operands) == 0 {
		return c.wrongUsage("計算機の名前を書いてください。名前の一覧: shirube calc -list")
	}
	program := set.Program(operands[0])
	if program == nil {
		return c.wrongUsage("「%s」という計算機はありません。名前の一覧: shirube calc -list", operands[0])
	}
	reckoned := calculator.Today(day.Time())
	if len(operands) == 2 && operands[1] == "-" {
		return c.calcLines(program, reckoned)
	}
	return c.calcOnce(program, operands[1:], reckoned, sources)
}

// compile compiles the .calc files of the content folder; findings with errors are printed.
func (c *command) compile(day content.Date) (*calculator.Set, []content.Source, error) {
	set, sources, found := build.New(build.Options{Content: c.content, Today: day}).Calculators(c.ctx)
	if found.HasErrors() {
		c.print(found)
		return nil, nil, errFound
	}
	if set == nil {
		return nil, nil, fmt.Errorf("「%s」に .calc ファイルがありません。-content で、計算機のあるフォルダーを指定してください", c.content)
	}
	return set, sources, nil
}

// calcOnce evaluates once, with answers given as 入力=値.
func (c *command) calcOnce(program *calculator.Program, operands []string, day calculator.Day, sources []content.Source) error {
	answers := make(map[string]any)
	for _, o := range operands {
		name, value, ok := strings.Cut(o, "=")
		if !ok {
			name, value, ok = strings.Cut(o, "＝")
		}
		if !ok {
			return c.wrongUsage("「%s」を読めません。「入力の名前=値」の形で書いてください。例: 利用日数=20", o)
		}
		if _, twice := answers[name]; twice {
			return c.wrongUsage("「%s」が二度書かれています。どちらか一つにしてください。", name)
		}
		answers[name] = value
	}
	result, err := program.Evaluate(c.ctx, answers, day)
	if err != nil {
		return c.badAnswer(err)
	}
	if c.json {
		return c.writeJSON(result)
	}
	c.show(program, result, sources)
	return nil
}

// badAnswer prints an answer that cannot be taken.
func (c *command) badAnswer(err error) error {
	if _, ok := errors.AsType[*calculator.InputError](err); !ok {
		return err
	}
	if c.json {
		if err := c.writeJSON(map[string]string{"error": err.Error()}); err != nil {
			return err
		}
		return errFound
	}
	fmt.Fprintln(c.err, err)
	return errFound
}

func (c *command) writeJSON(v any) error {
	encoder := json.NewEncoder(c.out)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(v)
}

// maxLine is the longest line of answers that is read.
const maxLine = 1 << 20

// calcLines reads one JSON object of answers per line and writes one result per line. A line that
// cannot be read or taken gives an error in its place, and the next is read.
func (c *command) calcLines(program *calculator.Program, day calculator.Day) error {
	evaluator, err := program.Open(c.ctx)
	if err != nil {
		return err
	}
	defer evaluator.Close(c.ctx)
	lines := bufio.NewScanner(c.in)
	lines.Buffer(nil, maxLine)
	out := bufio.NewWriter(c.out)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for lines.Scan() {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		if err := encoder.Encode(c.calcLine(evaluator, lines.Bytes(), day)); err != nil {
			return err
		}
		if err := out.Flush(); err != nil {
			return err
		}
	}
	return errors.Join(lines.Err(), out.Flush())
}

func (c *command) calcLine(evaluator *calculator.Evaluator, line []byte, day calculator.Day) any {
	answers := make(map[string]any)
	decoder := json.NewDecoder(strings.NewReader(string(line)))
	decoder.UseNumber()
	if err := decoder.Decode(&answers); err != nil {
		return map[string]string{"error": "この行をJSONとして読めません（" + err.Error() + "）。1行に一つの {\"入力\": 値} を書いてください。"}
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return map[string]string{"error": "1行に二つ以上のものが書かれています。1行に一つの {\"入力\": 値} を書いてください。"}
	}
	result, err := evaluator.Evaluate(c.ctx, answers, day)
	if err != nil {
		return map[string]string{"error": err.Error()}
	}
	return result
}

// show prints a result for a person: results first, then remarks, the working and the sources.
func (c *command) show(program *calculator.Program, result *calculator.Result, sources []content.Source) {
	fmt.Fprintln(c.out, program.Form.Title)
	for _, o := range result.Outputs {
		switch {
		case result.Stopped:
		case o.Absent:
			fmt.Fprintf(c.out, "  %s: この答えでは出ません\n", o.Label)
		default:
			fmt.Fprintf(c.out, "  %s: %s%s\n", o.Label, o.Value.Text, maybe(o.MaybeAbsent))
		}
	}
	for _, m := range result.Messages {
		kind := "注意"
		if m.Stop {
			kind = "計算できません"
		}
		fmt.Fprintf(c.out, "%s%s: %s\n", kind, maybe(!m.Certain), m.Text)
	}
	used := c.showWorking(result)
	if len(used) > 0 {
		fmt.Fprintln(c.out, "出典:")
	}
	for _, s := range sources {
		if used[s.ID] {
			fmt.Fprintf(c.out, "  [%s] %s（%s） %s\n", s.ID, s.Title, s.Publisher, s.URL)
		}
	}
	if program.Form.Limits != "" {
		fmt.Fprintln(c.out, program.Form.Limits)
	}
}

func maybe(uncertain bool) string {
	if uncertain {
		return "（場合による）"
	}
	return ""
}

// showWorking prints the lines of the working and returns the sources that they name.
func (c *command) showWorking(result *calculator.Result) map[string]bool {
	used := make(map[string]bool)
	if len(result.Trace) > 0 {
		fmt.Fprintln(c.out, "計算の道すじ:")
	}
	for _, t := range result.Trace {
		line := t.Name
		if t.Words != "" {
			line += " ＝ " + t.Words
		}
		line += " ＝ " + t.Value.Text
		for _, id := range t.Sources {
			used[id] = true
			line += " [" + id + "]"
		}
		if t.Assumed != "" {
			line += "（仮定: " + t.Assumed + "）"
		}
		fmt.Fprintln(c.out, "  "+line)
	}
	return used
}

// A listed is a calculator as calc -list -json describes it.
type listed struct {
	Name    string         `json:"name"`
	Title   string         `json:"title"`
	Inputs  []listedInput  `json:"inputs"`
	Outputs []listedOutput `json:"outputs"`
}

type listedInput struct {
	Name     string   `json:"name"`
	Kind     string   `json:"kind"`
	Unit     string   `json:"unit,omitempty"`
	Question string   `json:"question"`
	Accepts  string   `json:"accepts"`
	Default  string   `json:"default,omitempty"`
	Unknown  string   `json:"unknown"`
	Options  []string `json:"options,omitempty"`
}

type listedOutput struct {
	Name    string   `json:"name"`
	Label   string   `json:"label"`
	Kind    string   `json:"kind"`
	Unit    string   `json:"unit,omitempty"`
	Options []string `json:"options,omitempty"`
}

func (c *command) listCalculators(set *calculator.Set) error {
	all := make([]listed, 0, len(set.Programs))
	for _, p := range set.Programs {
		all = append(all, describe(&p.Form))
	}
	if c.json {
		return c.writeJSON(all)
	}
	for _, l := range all {
		fmt.Fprintf(c.out, "%s  %s\n", l.Name, l.Title)
		for _, in := range l.Inputs {
			fmt.Fprintf(c.out, "  入力 %s: %s", in.Name, in.Accepts)
			if in.Default != "" {
				fmt.Fprintf(c.out, "（初期値 %s）", in.Default)
			}
			fmt.Fprintln(c.out)
		}
		for _, o := range l.Outputs {
			fmt.Fprintf(c.out, "  結果 %s%s\n", o.Name, optionList(o))
		}
	}
	return nil
}

func optionList(o listedOutput) string {
	switch {
	case o.Unit != "":
		return "（" + o.Unit + "）"
	case len(o.Options) > 0:
		return "（" + strings.Join(o.Options, "、") + "）"
	}
	return ""
}

func describe(f *calculator.Form) listed {
	l := listed{Name: f.Name, Title: f.Title}
	for _, in := range f.Inputs {
		input := listedInput{
			Name: in.Name, Kind: in.Kind, Unit: in.Unit, Question: in.Question,
			Accepts: in.RangeText, Default: in.DefaultText, Unknown: in.UnknownText, Options: optionNames(in.Options),
		}
		if len(input.Options) > 0 {
			input.Accepts = strings.Join(input.Options, "、")
		}
		if in.Today {
			input.Default = "今日"
		}
		l.Inputs = append(l.Inputs, input)
	}
	for _, o := range f.Outputs {
		step := f.Steps[o.Step]
		l.Outputs = append(l.Outputs, listedOutput{o.Name, o.Label, step.Kind, step.Unit, optionNames(step.Options)})
	}
	return l
}

func optionNames(options []calculator.FormOption) []string {
	var names []string
	for _, o := range options {
		names = append(names, o.Name)
	}
	return names
}
