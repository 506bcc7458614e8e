package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"shirube/calculator"
	"shirube/calculator/diagnostic"
	"shirube/generator/internal/build"
	"shirube/generator/internal/content"
)

// calc evaluates calculators: calc -list, calc NAME 入力=値 …, calc NAME -.
func (c *command) calc(args []string) error {
	flags := c.newFlags("calc")
	list := flags.Bool("list", false, c.words("計算機と、その入力と結果の一覧", "list calculators with their inputs and outputs"))
	folder := flags.String("export", "", c.words("DIR|サイトなしで使えるように、計算機を書き出す", "DIR|write the calculator for use without the site"))
	cases := flags.String("import", "", c.words("FILE|表計算の表（CSV）を、計算機の例として取り込む", "FILE|take the table of a spreadsheet (CSV) as cases of the calculator"))
	date := c.dateFlag()
	operands, err := c.parse(args)
	if err != nil {
		return err
	}
	day, err := today(*date)
	if err != nil {
		return c.wrongDate("date", err)
	}
	site, err := c.compile(day)
	if err != nil {
		return err
	}
	if *list {
		c.printText(site.found)
		return c.listCalculators(site.set)
	}
	if len(operands) == 0 {
		return c.wrongUsage(c.words("計算機の名前を書いてください。名前の一覧: shirube calc -list", "Name a calculator; for a list: shirube calc -list"))
	}
	program, err := c.findProgram(site, operands[0])
	if err != nil {
		return err
	}
	if *folder != "" {
		return c.exportProgram(program, *folder)
	}
	if *cases != "" {
		return c.importCases(program, *cases)
	}
	reckoned := calculator.Today(day.Time())
	if len(operands) == 2 && operands[1] == "-" {
		return c.calcLines(program, reckoned)
	}
	return c.calcOnce(program, operands[1:], reckoned, site.sources)
}

// A compiledSite holds the calculators of a content folder, those with errors left out.
type compiledSite struct {
	set     *calculator.Set
	sources []content.Source
	found   diagnostic.List
}

// compile compiles the .calc files of the content folder.
func (c *command) compile(day content.Date) (compiledSite, error) {
	set, sources, found := build.New(build.Options{Content: c.content, Today: day}).Calculators(c.ctx)
	switch {
	case set == nil && found.HasErrors():
		c.printText(found)
		return compiledSite{}, errFound
	case set == nil:
		return compiledSite{}, diagnostic.Errorf("「%s」に .calc ファイルがありません。-content で、計算機のあるフォルダーを指定してください",
			"there are no .calc files in %q; give a folder that has some with -content", c.content)
	}
	return compiledSite{set, sources, found}, nil
}

// findProgram returns a calculator that has compiled. For one that has not it prints the findings of its file and of
// the figures that all share.
func (c *command) findProgram(site compiledSite, name string) (*calculator.Program, error) {
	if p := site.set.Program(name); p != nil {
		return p, nil
	}
	var own diagnostic.List
	for _, d := range site.found {
		// A broken figure that all share may be why the calculator is missing.
		if base, _, _ := strings.Cut(path.Base(d.Span.Path), "."); base == name || !strings.HasPrefix(d.Span.Path, "calculators/") {
			own = append(own, d)
		}
	}
	var names []string
	for _, p := range site.set.Programs {
		names = append(names, p.Name)
	}
	if own.HasErrors() && (diagnostic.Closest(name, names) == "" || site.set.IsBroken(name)) {
		c.printText(own)
		return nil, errFound
	}
	return nil, c.unknown(c.words("「%s」という計算機はありません。", "There is no calculator %q. "), name, names,
		c.words("名前の一覧: shirube calc -list", "For a list: shirube calc -list"))
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
			return c.wrongUsage(c.words("「%s」を読めません。「入力の名前=値」の形で書いてください。例: 利用日数=20", "%q cannot be read; write INPUT=VALUE, as in visits=20"), o)
		}
		if _, twice := answers[name]; twice {
			return c.wrongUsage(c.words("「%s」が二度書かれています。どちらか一つにしてください。", "%q is given twice"), name)
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
		if err := c.writeJSON(map[string]string{"error": c.message(err)}); err != nil {
			return err
		}
		return errFound
	}
	fmt.Fprintln(c.err, c.message(err))
	return errFound
}

func (c *command) writeJSON(v any) error {
	return jsonEncoder(c.out).Encode(v)
}

// jsonEncoder writes JSON for programs and terminals, in which < and & stay as they are.
func jsonEncoder(out io.Writer) *json.Encoder {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	return encoder
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
	in, out := bufio.NewReaderSize(c.in, maxLine), bufio.NewWriter(c.out)
	encoder := jsonEncoder(out)
	for {
		line, err := in.ReadSlice('\n')
		var answer any
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			for errors.Is(err, bufio.ErrBufferFull) {
				_, err = in.ReadSlice('\n')
			}
			answer = map[string]string{"error": fmt.Sprintf(c.words("この行は長すぎます。1行は%dバイトまでです。", "this line is longer than %d bytes"), maxLine)}
		case len(bytes.TrimSpace(line)) > 0:
			answer = c.calcLine(evaluator, line, day)
		}
		if answer != nil {
			if err := errors.Join(encoder.Encode(answer), out.Flush()); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// calcLine returns the result of one line of answers, or its error as a result, so that line n of the output always
// belongs to line n of the input.
func (c *command) calcLine(evaluator *calculator.Evaluator, line []byte, day calculator.Day) any {
	answers, err := calculator.DecodeAnswers(line)
	if err != nil {
		return map[string]string{"error": c.message(err)}
	}
	result, err := evaluator.Evaluate(c.ctx, answers, day)
	if err != nil {
		return map[string]string{"error": c.message(err)}
	}
	return result
}

// show prints a result for a person: results first, then messages, the working and the sources.
func (c *command) show(program *calculator.Program, result *calculator.Result, sources []content.Source) {
	fmt.Fprintln(c.out, program.Form.Title)
	for _, o := range result.Outputs {
		switch {
		case result.Stopped:
		case o.Absent:
			fmt.Fprintf(c.out, c.words("  %s: この答えでは出ません\n", "  %s: does not apply\n"), o.Label)
		default:
			fmt.Fprintf(c.out, "  %s: %s%s\n", o.Label, o.Value.Text, c.maybe(o.MaybeAbsent))
		}
	}
	for _, m := range result.Messages {
		kind := c.words("注意", "note")
		if m.Stop {
			kind = c.words("計算できません", "cannot be calculated")
		}
		fmt.Fprintf(c.out, "%s%s: %s\n", kind, c.maybe(!m.Certain), m.Text)
	}
	used := c.showWorking(&program.Form, result)
	if len(used) > 0 {
		fmt.Fprintln(c.out, c.words("出典:", "sources:"))
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

func (c *command) maybe(uncertain bool) string {
	if uncertain {
		return c.words("（場合による）", " (depends)")
	}
	return ""
}

// showWorking prints the lines of the working and returns the sources that they name.
func (c *command) showWorking(form *calculator.Form, result *calculator.Result) map[string]bool {
	used := make(map[string]bool)
	if len(result.Trace) > 0 {
		fmt.Fprintln(c.out, c.words("計算の道すじ:", "working:"))
	}
	for _, t := range result.Trace {
		line := t.Name + c.itemNumber(form, &t)
		if t.Words != "" {
			line += " ＝ " + t.Words
		}
		line += " ＝ " + t.Value.Text
		for _, id := range t.Sources {
			used[id] = true
			line += " [" + id + "]"
		}
		if t.Assumed != "" {
			line += c.words("（仮定: ", " (assumed: ") + t.Assumed + c.words("）", ")")
		}
		fmt.Fprintln(c.out, "  "+line)
	}
	return used
}

// itemNumber says for which item of a list a line of the working is: （2人目）, （2番目）; "" for a line of its own.
func (c *command) itemNumber(form *calculator.Form, t *calculator.Trace) string {
	for _, l := range form.Lists {
		if t.Item == 0 || l.Name != t.List {
			continue
		}
		counter := "番"
		if unit := form.Inputs[l.Count].Unit; unit == "人" || unit == "回" {
			counter = unit
		}
		return c.words(fmt.Sprintf("（%d%s目）", t.Item, counter), fmt.Sprintf(" (no. %d)", t.Item))
	}
	return ""
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

// listCalculators prints what can be asked of each calculator.
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
			fmt.Fprintf(c.out, c.words("  入力 %s: %s", "  input %s: %s"), in.Name, in.Accepts)
			if in.Default != "" {
				fmt.Fprintf(c.out, c.words("（初期値 %s）", " (default %s)"), in.Default)
			}
			fmt.Fprintln(c.out)
		}
		for _, o := range l.Outputs {
			fmt.Fprintf(c.out, c.words("  結果 %s%s\n", "  output %s%s\n"), o.Name, optionList(o))
		}
	}
	return nil
}

// optionList returns what follows the name of a result in a list: its unit, or its options.
func optionList(o listedOutput) string {
	switch {
	case o.Unit != "":
		return "（" + o.Unit + "）"
	case len(o.Options) > 0:
		return "（" + strings.Join(o.Options, "、") + "）"
	}
	return ""
}

// describe returns the inputs and outputs of a calculator as calc -list prints them.
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
