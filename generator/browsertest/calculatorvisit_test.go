package browsertest

import (
	"testing"

	"github.com/chromedp/chromedp"

	"shirube/calculator"
)

// TestEveryCalculator visits each calculator three times, since opening pages is what takes the time: on a wide window; on a
// phone, then on a window of 320 px, which is also a wide one at 400 %; and there without scripts.
func TestEveryCalculator(t *testing.T) {
	source, colours := axe(t), newColourRecord()
	for turn, p := range calculators(t) {
		t.Run(p.Name, func(t *testing.T) {
			t.Parallel()
			one := shared.openTab(t)
			wide := one.lend(t).visitCalculatorWide(t, p, func(tab *tab) { tab.checkErrorsAreOpenToAll(turn, source, colours) })
			one.lend(t).visitCalculatorNarrow(t, p, wide)
			one.lend(t).visitCalculatorWithoutScripts(t, p)
		})
	}
}

// A wideForm is what a calculator shows on a wide window before anything is answered.
type wideForm struct {
	questions int
	text      string
}

func (one *tab) visitCalculatorWide(t *testing.T, p *calculator.Program, checkErrors func(*tab)) wideForm {
	t.Helper()
	one.openCalculator(p.Name)
	wide := wideForm{len(evaluate[[]int](one, shownQuestions)), one.calculatorText()}
	one.run(t, "names of questions", func(tab *tab) { tab.checkQuestionsAreHeard(p) })
	one.run(t, "no answer", func(tab *tab) { tab.checkNoResultBeforeAnAnswer(p) })
	one.run(t, "spoken", (*tab).checkSpokenOnce)
	one.run(t, "nothing known", func(tab *tab) { tab.checkHonestRange(p) })
	t.Run("examples", func(t *testing.T) { one.checkExamples(t, p) })
	one.run(t, "keyboard", (*tab).checkAllAtOnceByKeyboard)
	one.run(t, "forced colours", (*tab).checkForcedColours)
	one.run(t, "errors", checkErrors)
	return wide
}

func (one *tab) visitCalculatorNarrow(t *testing.T, p *calculator.Program, wide wideForm) {
	t.Helper()
	one.phone()
	one.openCalculator(p.Name)
	one.run(t, "phone", func(tab *tab) { tab.checkPhone(wide.questions > 5) })
	one.magnify()
	one.run(t, "one at a time at 400 %", (*tab).checkOneAtATimeByKeyboard)
	one.run(t, "all at once at 400 %", func(tab *tab) { tab.checkAllAtOnceMagnified(wide.text) })
}

func (one *tab) visitCalculatorWithoutScripts(t *testing.T, p *calculator.Program) {
	t.Helper()
	one.withoutScripts()
	one.do(chromedp.Navigate(one.base + calculatorPage(p.Name)))
	one.magnify()
	one.run(t, "without scripts at 400 %", func(tab *tab) { tab.checkCalculatorWithoutScripts(p) })
}

// calculatorText returns all that the calculator shows with everything unfolded, but for the buttons that change the way to
// answer, whose places differ.
func (tab *tab) calculatorText() string {
	tab.t.Helper()
	evaluate[any](tab, openFolds+";0")
	return evaluate[string](tab, `(e => e.innerText.replaceAll(e.querySelector(".calc-ways button").textContent, "").replace(/\s+/g, " "))(document.querySelector("[data-calculator]"))`)
}

// checkAllAtOnceMagnified looks at a form with all its questions on a window of 320 px: all that a wide window shows is
// there, nothing reaches out of the window, and the keyboard gets everywhere and sees where it is.
func (tab *tab) checkAllAtOnceMagnified(wide string) {
	tab.t.Helper()
	if evaluate[bool](tab, `document.querySelector('[data-part="all"]').checkVisibility()`) {
		tab.pressOn(`[data-part="all"]`)
	}
	evaluate[any](tab, emptyForm)
	if text := tab.calculatorText(); text != wide {
		tab.t.Errorf("it shows\n%s\nand on a wide window\n%s", text, wide)
	}
	tab.checkNothingIsOutOfReach("all at once")
	tab.walkMain()
	tab.choose(0, "?")
	tab.calculate()
	tab.checkNothingIsOutOfReach("with a result")
}

// checkNothingIsOutOfReach looks for what reaches out of the window as it is, and for text that is cut off.
func (tab *tab) checkNothingIsOutOfReach(state string) {
	tab.t.Helper()
	if lost := evaluate[[]string](tab, "["+tooWide+","+cut+"].flat()"); len(lost) > 0 {
		tab.t.Errorf("%s: something is out of reach: %v", state, lost)
	}
}
