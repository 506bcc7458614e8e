package browsertest

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"shirube/calculator"
)

// calculators returns the calculators of the real site.
func calculators(t testing.TB) []*calculator.Program {
	t.Helper()
	return open(t).site.programs
}

func program(t *testing.T, name string) *calculator.Program {
	t.Helper()
	all := calculators(t)
	i := slices.IndexFunc(all, func(p *calculator.Program) bool { return p.Name == name })
	if i < 0 {
		t.Fatalf("the site has no calculator %s", name)
	}
	return all[i]
}

// calculatorPage is the path of the page that a calculator has for itself.
func calculatorPage(name string) string {
	return shared.site.root + "calculators/" + name + "/"
}

// openCalculator opens a calculator's page and waits until it can calculate.
func (tab *tab) openCalculator(name string) {
	tab.t.Helper()
	tab.visit(calculatorPage(name))
	tab.wake()
	tab.await(`!!document.querySelector("[data-ready]")`)
}

// wake makes the calculators of the page load what calculates, as a reader does who comes near them.
func (tab *tab) wake() {
	tab.t.Helper()
	evaluate[any](tab, `document.querySelectorAll("[data-calculator] form").forEach(form => form.dispatchEvent(new Event("focusin", {bubbles: true})));0`)
}

// write types text into the field of a question.
func (tab *tab) write(question int, text string) {
	tab.t.Helper()
	evaluate[any](tab, fmt.Sprintf(`(e => { e.focus(); e.select(); })(document.querySelector('[name="q%d"]'));0`, question))
	tab.insert(text)
}

// choose presses on an option of a question, or on its わからない.
func (tab *tab) choose(question int, value string) {
	tab.t.Helper()
	evaluate[any](tab, fmt.Sprintf(`document.querySelector('[name="q%[1]d"][value="%[2]s"], [name="q%[1]d?"]').click();0`, question, value))
}

// calculate presses 計算する and waits until the reader is led to the result or to what is wrong.
func (tab *tab) calculate() {
	tab.t.Helper()
	// What was typed last is taken first: questions that come or go move the button.
	evaluate[any](tab, `(async () => { document.activeElement.blur(); await new Promise((done) => setTimeout(done, 50)); return 0; })()`)
	tab.do(chromedp.Click(chromedp.CSS(".calc-go button")))
	tab.await(`document.activeElement.matches('[data-part="result"], [data-part="errors"]')`)
}

// A reading is what a calculator shows.
type reading struct {
	Outputs  []string // as shown, or "なし" for one that does not apply
	Maybe    []bool   // with the words that it may not apply
	Messages []string
	Stopped  bool
	Errors   []string // in the summary
	Stale    bool
	Focus    string // data-part of the element in focus
}

const readCalculator = `(() => {
	const root = document.querySelector("[data-calculator]");
	const shown = e => e.checkVisibility();
	const part = name => root.querySelector('[data-part="' + name + '"]');
	const outputs = [...root.querySelectorAll("[data-output]")];
	return {
		Outputs: outputs.map(e => e.hasAttribute("data-absent") ? "なし" : e.querySelector("[data-value]").textContent),
		Maybe: outputs.map(e => !e.querySelector("[data-maybe]").hidden),
		Messages: [...root.querySelectorAll("[data-message]")].filter(shown).map(e => e.innerText.trim()),
		Stopped: part("results").hidden,
		Errors: [...part("errors").querySelectorAll("li")].filter(shown).map(e => e.textContent),
		Stale: shown(part("stale")),
		Focus: document.activeElement.dataset.part ?? "",
	};
})()`

func (tab *tab) read() reading {
	tab.t.Helper()
	return evaluate[reading](tab, readCalculator)
}

var isoDay = regexp.MustCompile(`(\d{4})-0?(\d+)-0?(\d+)`)

// shownAs writes what an example expects of an output as the page does.
func shownAs(p *calculator.Program, output int, text string) string {
	step := p.Form.Steps[p.Form.Outputs[output].Step]
	if text == "なし" || step.Kind == calculator.KindNumber {
		return text
	}
	if step.Kind == calculator.KindDate {
		return isoDay.ReplaceAllString(text, "${1}年${2}月${3}日")
	}
	labels := strings.Split(text, " か ")
	for i, name := range labels {
		for _, o := range step.Options {
			if o.Name == name {
				labels[i] = o.Label
			}
		}
	}
	return strings.Join(labels, " か ")
}

// checkExamples answers as every example does, one after another as a reader does who tries several.
func (tab *tab) checkExamples(t *testing.T, p *calculator.Program) {
	examples, answers := answersOf(t, p)
	list, err := json.Marshal(answers)
	if err != nil {
		t.Fatal(err)
	}
	tab.seen.clear()
	for i, got := range evaluate[[]reading](tab, fmt.Sprintf(giveAnswers, list)) {
		t.Run(examples[i].Title, func(t *testing.T) { compareExample(t, p, examples[i], got) })
	}
	isPicture := func(address string) bool { return strings.HasSuffix(address, ".svg") } // of the page, when it comes into view
	if asked := slices.DeleteFunc(tab.seen.get().requests, isPicture); len(asked) > 0 {
		t.Errorf("calculating asks for %q", asked)
	}
}

// answersOf returns the examples that a reader can answer, and their answers.
func answersOf(t *testing.T, p *calculator.Program) ([]calculator.Example, [][]answerGiven) {
	t.Helper()
	var examples []calculator.Example
	var all [][]answerGiven
	for _, e := range p.Examples {
		answers, typed := []answerGiven{}, true
		for _, a := range e.Answers {
			given, ok := answerOf(p, a)
			answers, typed = append(answers, given), typed && ok
		}
		if !typed {
			t.Logf("%s: an answer is a range, which nobody types", e.Title)
			continue
		}
		examples, all = append(examples, e), append(all, answers)
	}
	return examples, all
}

// emptyForm takes all answers back, and waits until the page has followed.
const emptyForm = `(form => {
	document.activeElement.blur();
	form.reset();
	form.dispatchEvent(new Event("change"));
	return new Promise(done => setTimeout(done, 0, 0));
})(document.querySelector("[data-calculator] form"))`

// An answerGiven is an answer of an example as the page takes it: the value of an option, or a text to write.
type answerGiven struct {
	Question     int
	Option, Text string
}

// giveAnswers answers the form in each of several ways: the questions that are there, then 計算する, and so again for those
// that came only with the answer to a later one. It returns what is shown each time.
const giveAnswers = `(async all => {
	const root = document.querySelector("[data-calculator]"), form = root.querySelector("form");
	const give = ({Question, Option, Text}) => {
		if (form.querySelector('[data-input~="' + Question + '"]').hidden) return false;
		const field = form.querySelector(Option ? '[name="q' + Question + '"][value="' + Option + '"], [name="q' + Question + '?"]' : '[name="q' + Question + '"]');
		if (Option) field.checked = true;
		else field.value = Text;
		return field.dispatchEvent(new InputEvent("input", {bubbles: true}));
	};
	const shown = [];
	for (let left of all) {
		await ` + emptyForm + `;
		for (let turn = 0; turn < 2 && (left.length || !turn); turn++) {
			left = left.filter(answer => !give(answer));
			form.querySelector(".calc-go button").click();
		}
		shown.push(` + readCalculator + `);
	}
	return shown;
})(%s)`

// answerOf returns an answer of an example as the page takes it, if a reader can answer so.
func answerOf(p *calculator.Program, a calculator.ExampleAnswer) (answerGiven, bool) {
	i := slices.IndexFunc(p.Form.Inputs, func(in calculator.FormInput) bool { return in.Name == a.Name })
	in := p.Form.Inputs[i]
	option := slices.IndexFunc(in.Options, func(o calculator.FormOption) bool { return o.Name == a.Text })
	switch {
	case a.Text == calculator.Unsure:
		return answerGiven{i, "?", ""}, true
	case option >= 0:
		return answerGiven{i, strconv.Itoa(option), ""}, true
	}
	return answerGiven{i, "", a.Text}, len(in.Options) == 0 && !strings.Contains(a.Text, " から ")
}

// narrowed returns a range as the program gives it: the values, where these are few.
func narrowed(t *testing.T, p *calculator.Program, e calculator.Example, output string) string {
	t.Helper()
	answers := make(map[string]any)
	for _, a := range e.Answers {
		answers[a.Name] = a.Text
	}
	result, err := p.Evaluate(t.Context(), answers, calculator.Today(time.Now()))
	if err != nil {
		t.Fatal(err)
	}
	o, _ := result.Output(output)
	return o.Value.Text
}

func compareExample(t *testing.T, p *calculator.Program, e calculator.Example, got reading) {
	t.Helper()
	if len(got.Errors) > 0 || got.Stale || got.Focus != "result" {
		t.Fatalf("an answer is refused: %q; the focus is on %q", got.Errors, got.Focus)
	}
	if got.Stopped != (len(e.Stops) > 0) {
		t.Fatalf("stopped is %v; the page says %q", got.Stopped, got.Messages)
	}
	for _, x := range e.Expect {
		i := slices.IndexFunc(p.Form.Outputs, func(o calculator.FormOutput) bool { return o.Name == x.Name })
		kind := p.Form.Steps[p.Form.Outputs[i].Step].Kind
		text := x.Text
		if strings.Contains(text, " から ") {
			text = narrowed(t, p, e, x.Name)
		}
		if want := shownAs(p, i, text); got.Outputs[i] != want && kind != calculator.KindSet {
			t.Errorf("%s is shown as %q, want %q", x.Name, got.Outputs[i], want)
		}
	}
	for _, want := range slices.Concat(e.Stops, e.Notes) {
		if !slices.ContainsFunc(got.Messages, func(m string) bool { return strings.HasPrefix(m, want) }) {
			t.Errorf("the page does not say %q but %q", want, got.Messages)
		}
	}
}

// checkHonestRange looks whether a reader who knows nothing is shown all that can be.
func (tab *tab) checkHonestRange(p *calculator.Program) {
	want, err := p.Evaluate(tab.t.Context(), nil, calculator.Today(time.Now()))
	if err != nil {
		tab.t.Fatal(err)
	}
	evaluate[any](tab, emptyForm)
	unsure := slices.IndexFunc(p.Form.Inputs, func(in calculator.FormInput) bool { return in.Default == nil && !in.Today })
	tab.choose(unsure, "?")
	tab.calculate()
	got := tab.read()
	for i, o := range want.Outputs {
		text := "なし"
		if !o.Absent {
			text = shownAs(p, i, o.Value.Text)
		}
		if got.Outputs[i] != text && o.Value.Kind != calculator.KindSet || got.Maybe[i] != (o.MaybeAbsent && !o.Absent) {
			tab.t.Errorf("%s is shown as %q (maybe: %v), want %q (maybe: %v)", o.Name, got.Outputs[i], got.Maybe[i], text, o.MaybeAbsent)
		}
	}
	if got.Stopped || len(got.Errors) > 0 || got.Stale {
		tab.t.Errorf("the empty form is refused: %+v", got)
	}
}
