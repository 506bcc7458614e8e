package browsertest

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"shirube/calculator"
	"shirube/generator/internal/build"
	"shirube/generator/internal/content"
	"shirube/themes"
)

// calculators compiles the calculators of the real site.
func calculators(t testing.TB) []*calculator.Program {
	t.Helper()
	theme, err := themes.Named("michi")
	if err != nil {
		t.Fatal(err)
	}
	builder := build.New(build.Options{Content: "../../content", Theme: theme, Today: content.DateOf(time.Now())})
	set, _, found := builder.Calculators(t.Context())
	if found.HasErrors() || len(set.Programs) == 0 {
		t.Fatalf("no calculators: %v", found)
	}
	return set.Programs
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
	tab.call(input.CommandInsertText, input.InsertTextParams{Text: text})
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

// TestEveryExampleComesTrueOnItsPage types the answers of every example into the real page, one after another as a
// reader does who tries several.
func TestEveryExampleComesTrueOnItsPage(t *testing.T) {
	f := open(t)
	for _, p := range calculators(t) {
		t.Run(p.Name, func(t *testing.T) {
			t.Parallel()
			base := f.openTab(t)
			base.lend(t).openCalculator(p.Name)
			for _, e := range p.Examples {
				t.Run(e.Title, func(t *testing.T) { base.lend(t).tryExample(p, e) })
			}
		})
	}
}

// emptyForm takes all answers back.
const emptyForm = `(form => {
	document.activeElement.blur();
	form.reset();
	form.dispatchEvent(new Event("change"));
})(document.querySelector("[data-calculator] form"));0`

func (tab *tab) tryExample(p *calculator.Program, e calculator.Example) {
	tab.t.Helper()
	evaluate[any](tab, emptyForm)
	left := e.Answers
	for range 2 { // a question may come only with the answer to a later one
		var hidden []calculator.ExampleAnswer
		for _, a := range left {
			switch given, ok := tab.answer(p, a); {
			case !ok:
				tab.t.Skipf("%s = %s is a range, which nobody types", a.Name, a.Text)
			case !given:
				hidden = append(hidden, a)
			}
		}
		tab.calculate()
		left = hidden
	}
	got := tab.read()
	if len(got.Errors) > 0 || got.Stale {
		tab.t.Fatalf("an answer is refused: %q", got.Errors)
	}
	tab.compare(p, e, got)
	isPicture := func(address string) bool { return strings.HasSuffix(address, ".svg") } // of the page, when it comes into view
	if asked := slices.DeleteFunc(tab.seen.get().requests, isPicture); len(asked) > 0 {
		tab.t.Errorf("calculating asks for %q", asked)
	}
}

// answer gives an answer of an example; it reports whether the question is there, and whether a reader can answer so.
func (tab *tab) answer(p *calculator.Program, a calculator.ExampleAnswer) (given, ok bool) {
	tab.t.Helper()
	i := slices.IndexFunc(p.Form.Inputs, func(in calculator.FormInput) bool { return in.Name == a.Name })
	in := p.Form.Inputs[i]
	if evaluate[bool](tab, fmt.Sprintf(`document.querySelector('form [data-input="%d"]').hidden`, i)) {
		return false, true
	}
	option := slices.IndexFunc(in.Options, func(o calculator.FormOption) bool { return o.Name == a.Text })
	switch {
	case a.Text == calculator.Unsure:
		tab.choose(i, "?")
	case option >= 0:
		tab.choose(i, fmt.Sprint(option))
	case len(in.Options) > 0 || strings.Contains(a.Text, " から "):
		return false, false
	default:
		tab.write(i, a.Text)
	}
	return true, true
}

// narrowed returns a range as the program gives it: the values, where these are few.
func (tab *tab) narrowed(p *calculator.Program, e calculator.Example, output string) string {
	tab.t.Helper()
	answers := make(map[string]any)
	for _, a := range e.Answers {
		answers[a.Name] = a.Text
	}
	result, err := p.Evaluate(tab.t.Context(), answers, calculator.Today(time.Now()))
	if err != nil {
		tab.t.Fatal(err)
	}
	o, _ := result.Output(output)
	return o.Value.Text
}

func (tab *tab) compare(p *calculator.Program, e calculator.Example, got reading) {
	tab.t.Helper()
	if got.Stopped != (len(e.Stops) > 0) {
		tab.t.Fatalf("stopped is %v; the page says %q", got.Stopped, got.Messages)
	}
	for _, x := range e.Expect {
		i := slices.IndexFunc(p.Form.Outputs, func(o calculator.FormOutput) bool { return o.Name == x.Name })
		kind := p.Form.Steps[p.Form.Outputs[i].Step].Kind
		text := x.Text
		if strings.Contains(text, " から ") {
			text = tab.narrowed(p, e, x.Name)
		}
		if want := shownAs(p, i, text); got.Outputs[i] != want && kind != calculator.KindSet {
			tab.t.Errorf("%s is shown as %q, want %q", x.Name, got.Outputs[i], want)
		}
	}
	for _, want := range slices.Concat(e.Stops, e.Notes) {
		if !slices.ContainsFunc(got.Messages, func(m string) bool { return strings.HasPrefix(m, want) }) {
			tab.t.Errorf("the page does not say %q but %q", want, got.Messages)
		}
	}
}

func TestKnowingNothingShowsAnHonestRange(t *testing.T) {
	f := open(t)
	for _, p := range calculators(t) {
		t.Run(p.Name, func(t *testing.T) {
			t.Parallel()
			want, err := p.Evaluate(context.Background(), nil, calculator.Today(time.Now()))
			if err != nil {
				t.Fatal(err)
			}
			tab := f.newTab(t)
			tab.openCalculator(p.Name)
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
					t.Errorf("%s is shown as %q (maybe: %v), want %q (maybe: %v)", o.Name, got.Outputs[i], got.Maybe[i], text, o.MaybeAbsent)
				}
			}
			if got.Stopped || len(got.Errors) > 0 || got.Stale {
				t.Errorf("the empty form is refused: %+v", got)
			}
		})
	}
}
