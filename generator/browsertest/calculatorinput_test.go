package browsertest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"shirube/calculator"
)

// Questions of monthly-fee by their names.
func feeQuestions(t *testing.T) map[string]int {
	t.Helper()
	places := make(map[string]int)
	for i, in := range program(t, "monthly-fee").Form.Inputs {
		places[in.Name] = i
	}
	return places
}

// answered returns what the page says was answered.
func (tab *tab) answered(question int) string {
	tab.t.Helper()
	return evaluate[string](tab, fmt.Sprintf(`document.querySelector('[data-answer="%d"]').textContent`, question))
}

func (tab *tab) typed(question int) string {
	tab.t.Helper()
	return evaluate[string](tab, fmt.Sprintf(`document.querySelector('[name="q%d"]').value`, question))
}

func TestNumbersAreReadAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	f := open(t)
	fee := feeQuestions(t)["一日の費用"]
	tab := f.newTab(t)
	tab.openCalculator("monthly-fee")
	for _, text := range []string{
		"12000", "12,000", "１２０００", "１２，０００", "１２、０００円", "12,000円/日", "1万2000", "1.2万円", "１．２万", "1万2千円",
		" 12 000 ", "　12,000　円", "¥12,000", "￥12,000", "012000", "12000.0", "+12000", "約一万二千円", "1万2千くらい",
	} {
		tab.write(fee, text)
		tab.calculate()
		got := tab.read()
		if want := "12,000円/日"; tab.answered(fee) != want || len(got.Errors) > 0 {
			t.Errorf("%q is read as %q, want %q; errors: %q", text, tab.answered(fee), want, got.Errors)
		}
		if tab.typed(fee) != text {
			t.Errorf("%q became %q in the field", text, tab.typed(fee))
		}
	}
}

func TestWhatCannotBeReadIsExplainedAndKept(t *testing.T) {
	t.Parallel()
	f := open(t)
	fee := feeQuestions(t)["一日の費用"]
	tab := f.newTab(t)
	tab.openCalculator("monthly-fee")
	for text, help := range map[string]string{
		"-1": "50,000円/日", "−９，３００円": "50,000円/日", "10.5": "きざみ", "9円50銭": "数で", "abc": "数で", "一まん": "数で",
		"99999999999999999999999999999999": "50,000円/日", "50001": "50,000円/日", "1,00": "数で", "1/2": "数で", "10日": "数で",
		"<script>alert(1)</script>": "数で", "NaN": "数で", "1e3": "数で", "９９９９億": "50,000円/日", strings.Repeat("9", 5000): "",
	} {
		tab.write(fee, text)
		tab.calculate()
		got := tab.read()
		if len(got.Errors) != 1 || !strings.Contains(got.Errors[0], help) || got.Focus != "errors" || !got.Stale {
			t.Errorf("%.40q: want one message with %q in focus, and the results hidden: %+v", text, help, got)
		}
		beside := evaluate[string](tab, fmt.Sprintf(`(e => e.checkVisibility() ? e.textContent : "")(document.querySelector('[data-error="%d"]'))`, fee))
		invalid := evaluate[bool](tab, fmt.Sprintf(`document.querySelector('[name="q%d"]').getAttribute("aria-invalid") === "true"`, fee))
		if len(got.Errors) == 1 && beside != got.Errors[0] || !invalid {
			t.Errorf("%.40q: beside the field it says %q; marked as invalid: %v", text, beside, invalid)
		}
		if tab.typed(fee) != text {
			t.Errorf("%.40q became %.40q in the field", text, tab.typed(fee))
		}
	}
	tab.press(kb.Tab, 1)
	tab.enter()
	if at := evaluate[string](tab, `document.activeElement.name`); at != fmt.Sprintf("q%d", fee) {
		t.Errorf("the link of the message leads to %q", at)
	}
	tab.write(fee, "10000")
	tab.calculate()
	if got := tab.read(); len(got.Errors) > 0 || got.Stale || got.Focus != "result" {
		t.Errorf("put right, it is still refused: %+v", got)
	}
}

func TestDatesAreReadAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	tab := open(t).newTab(t)
	tab.openCalculator("start-date")
	for _, text := range []string{"2026-12-01", "2026/12/1", "2026年12月1日", "２０２６年１２月１日", "令和8年12月1日", "20261201", " 2026. 12. 1 ", "R8.12.1", "Ｒ８/12/1", "令和八年十二月一日"} {
		tab.write(0, text)
		tab.calculate()
		if got := tab.answered(0); got != "2026年12月1日" {
			t.Errorf("%q is read as %q", text, got)
		}
	}
	for _, text := range []string{"2026-02-29", "2026-13-01", "13月1日", "あした", "0000-00-00", "9999-12-31"} {
		tab.write(0, text)
		tab.calculate()
		if got := tab.read(); len(got.Errors) != 1 || tab.typed(0) != text {
			t.Errorf("%q: %q, and the field holds %q", text, got.Errors, tab.typed(0))
		}
	}
}

// While an input method composes, Enter and half-written words belong to it.
func TestNothingHappensWhileTextIsBeingComposed(t *testing.T) {
	t.Parallel()
	f := open(t)
	fee := feeQuestions(t)["一日の費用"]
	tab := f.newTab(t)
	tab.openCalculator("monthly-fee")
	before := tab.read()
	tab.write(fee, "")
	compose := func(text string) {
		tab.call(input.CommandImeSetComposition, input.ImeSetCompositionParams{Text: text, SelectionStart: 1, SelectionEnd: 1})
	}
	compose("ｎ")
	compose("１２")
	evaluate[any](tab, `document.querySelector("main form").requestSubmit();0`)
	evaluate[any](tab, `new Promise(done => setTimeout(done, 500, 0))`)
	got := tab.read()
	if !slices.Equal(got.Outputs, before.Outputs) || len(got.Errors) > 0 || got.Focus == "result" {
		t.Errorf("half-written text counts: %+v", got)
	}
	tab.insert("１２０００")
	tab.await(fmt.Sprintf(`document.querySelector('[data-answer="%d"]').textContent === "12,000円/日"`, fee))
	if tab.typed(fee) != "１２０００" {
		t.Errorf("the field holds %q", tab.typed(fee))
	}
}

func TestResultsFollowTheAnswersQuietly(t *testing.T) {
	t.Parallel()
	f := open(t)
	places := feeQuestions(t)
	tab := f.newTab(t)
	tab.openCalculator("monthly-fee")
	tab.choose(places["世帯区分"], "2")
	tab.write(places["利用日数"], "20")
	tab.await(`document.querySelector("output [data-value]").textContent === "9,300円"`)
	if at := evaluate[string](tab, `document.activeElement.name`); at != fmt.Sprintf("q%d", places["利用日数"]) {
		t.Errorf("the focus moves to %q while the reader writes", at)
	}
}

// checkQuestionsAreHeard looks at a form that has just been opened: nothing speaks by itself, and every field has its
// question for a name.
func (tab *tab) checkQuestionsAreHeard(p *calculator.Program) {
	regions := evaluate[[]string](tab, `[...document.querySelectorAll("[data-calculator] :is(output, [role=status], [role=alert], [aria-live])")].filter(e => e.ariaLive !== "off" && e.checkVisibility() && e.textContent.trim()).map(e => e.tagName)`)
	if len(regions) > 0 {
		tab.t.Errorf("live regions with text: %q", regions)
	}
	names, shown := tab.fieldNames(), evaluate[[]int](tab, shownQuestions)
	for i, in := range p.Form.Inputs {
		if !slices.Contains(shown, i) {
			continue
		}
		if !slices.ContainsFunc(names, func(n string) bool { return strings.Contains(n, in.Question) }) {
			tab.t.Errorf("no field or group is called %q", in.Question)
		}
		if in.Kind == calculator.KindNumber && !slices.Contains(names, strings.TrimSpace(in.Question+" "+in.Unit)) {
			tab.t.Errorf("no field is called %q", in.Question+" "+in.Unit)
		}
	}
}

// fieldNames returns the names of fields and groups as screen readers announce them.
func (tab *tab) fieldNames() []string {
	tab.t.Helper()
	var names []string
	for _, n := range tab.spokenTree() {
		switch n.role {
		case "textbox", "group", "radiogroup":
			names = append(names, n.name)
		}
	}
	return names
}

// A whole form by keyboard alone: radio buttons, fields, the button, and back to an answer.
func TestAFormCanBeFilledByKeyboardAlone(t *testing.T) {
	t.Parallel()
	f := open(t)
	places := feeQuestions(t)
	tab := f.newTab(t)
	tab.openCalculator("monthly-fee")
	tab.tabTo(fmt.Sprintf(`[name="q%d"]`, places["世帯区分"]))
	tab.press(" ", 1)
	tab.press(kb.ArrowDown, 2)
	tab.tabTo(fmt.Sprintf(`[name="q%d"]`, places["一日の費用"]))
	tab.do(chromedp.KeyEvent("10000"))
	tab.tabTo(fmt.Sprintf(`[name="q%d"]`, places["利用日数"]))
	tab.do(chromedp.KeyEvent("20"))
	tab.tabTo(".calc-go button")
	tab.press(kb.Enter, 1)
	got := tab.read()
	if got.Outputs[0] != "9,300円" || got.Focus != "result" {
		t.Fatalf("the keyboard leads to %q with the focus on %q", got.Outputs[0], got.Focus)
	}
	tab.tabTo(".calc-answers summary")
	tab.press(kb.Enter, 1)
	tab.tabTo(fmt.Sprintf(`[data-change="%d"]:not([data-part])`, places["利用日数"]))
	tab.enter()
	if at := evaluate[string](tab, `document.activeElement.name ?? document.activeElement.outerHTML.slice(0, 99)`); at != fmt.Sprintf("q%d", places["利用日数"]) {
		t.Errorf("変える leads to %q", at)
	}
}

// enter presses Enter as a keyboard does: where the key is spent on following a link, no character
// of it reaches the field that is in focus then.
func (tab *tab) enter() {
	tab.t.Helper()
	key := input.DispatchKeyEventParams{Type: "keyDown", Key: "Enter", Code: "Enter", Text: "\r", WindowsVirtualKeyCode: 13}
	tab.call(input.CommandDispatchKeyEvent, key)
	key.Type, key.Text = "keyUp", ""
	tab.call(input.CommandDispatchKeyEvent, key)
}

// tabTo presses Tab until the focus is on what selector names.
func (tab *tab) tabTo(selector string) {
	tab.t.Helper()
	for range 60 {
		tab.press(kb.Tab, 1)
		if evaluate[bool](tab, fmt.Sprintf(`document.activeElement.matches(%q)`, selector)) {
			return
		}
	}
	tab.t.Fatalf("Tab never reaches %s", selector)
}

// A date has three fields; a calendar beside fills them in. What was written in another form is said back.
func TestADateIsWrittenInThreeFields(t *testing.T) {
	t.Parallel()
	tab := open(t).newTab(t)
	tab.openCalculator("start-date")
	tab.write(0, "令和8")
	part := func(name, text string) {
		evaluate[any](tab, fmt.Sprintf(`(e => { e.focus(); e.value = %q; e.dispatchEvent(new Event("input", {bubbles: true})); e.dispatchEvent(new Event("change", {bubbles: true})); })(document.querySelector('[name="q0.%s"]'));0`, text, name))
	}
	part("m", "１２")
	tab.settle()
	if evaluate[bool](tab, `document.querySelector('[data-error="0"]').checkVisibility()`) {
		t.Error("a reader who still writes the date is told that it is wrong")
	}
	part("d", "1日")
	tab.await(`document.querySelector('[data-echo="0"]').textContent === "＝ 2026年12月1日"`)
	tab.calculate()
	if got := tab.answered(0); got != "2026年12月1日" {
		t.Errorf("the fields are read as %q", got)
	}
	evaluate[any](tab, `HTMLInputElement.prototype.showPicker = function () { this.value = "2027-01-05"; this.dispatchEvent(new Event("input", {bubbles: true})); };0`)
	tab.pressOn(`[data-calendar="0"]`)
	tab.await(`document.querySelector('[data-answer="0"]').textContent === "2027年1月5日"`)
	if tab.typed(0) != "2027" {
		t.Errorf("the calendar puts %q into the year", tab.typed(0))
	}
}

func TestAmountsAreSaidBackAndTheBoxEmptiesTheField(t *testing.T) {
	t.Parallel()
	f := open(t)
	fee := feeQuestions(t)["一日の費用"]
	tab := f.newTab(t)
	tab.openCalculator("monthly-fee")
	tab.write(fee, "約一万二千円")
	tab.await(fmt.Sprintf(`document.querySelector('[data-echo="%d"]').textContent === "＝ 12,000円/日"`, fee))
	tab.write(fee, "12,000円")
	tab.await(fmt.Sprintf(`document.querySelector('[data-echo="%d"]').textContent === ""`, fee))
	tab.choose(fee, "?")
	if got := tab.typed(fee); got != "" {
		t.Errorf("with わからない the field holds %q", got)
	}
	tab.write(fee, "abc")
	tab.calculate()
	if got := tab.read().Errors; len(got) != 1 || strings.Contains(got[0], "50,000円") {
		t.Errorf("the example is not a usual value: %q", got)
	}
}
