package browsertest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// shownQuestions lists the indexes of the questions that are in view.
const shownQuestions = `[...document.querySelectorAll("[data-calculator] fieldset")].filter(e => e.checkVisibility()).map(e => +e.dataset.input)`

// phone gives the tab the window of a small phone.
func (tab *tab) phone() {
	tab.t.Helper()
	tab.window(360)
}

// A phone asks one question at a time; the first one is on the first screen. By keyboard alone, with the focus on
// each question as it comes, a reader gets through every calculator to its result.
func TestAPhoneAsksOneQuestionAtATime(t *testing.T) {
	f := open(t)
	for _, p := range calculators(t) {
		t.Run(p.Name, func(t *testing.T) {
			t.Parallel()
			tab := f.newTab(t)
			tab.openCalculator(p.Name)
			many := len(evaluate[[]int](tab, shownQuestions)) > 5
			tab.phone()
			tab.openCalculator(p.Name)
			if one := evaluate[bool](tab, `document.querySelector("[data-calculator] form").dataset.way === "one"`); one != many {
				t.Fatalf("one at a time: %v, with more than five questions: %v", one, many)
			}
			first := evaluate[bool](tab, `document.querySelector(".calculator").matches(":first-child")`)
			if top := evaluate[float64](tab, `document.querySelector("fieldset[data-input]:not([hidden]) :is(input, label)").getBoundingClientRect().top + scrollY`); top > 740 && first {
				t.Errorf("the first question is answered %v px down the page", top)
			}
			if !many {
				tab.pressOn(`form > .calc-ways:last-child [data-part="one"]`)
			}
			tab.walkToTheResult()
		})
	}
}

// walkToTheResult goes from question to question by keyboard, and says わからない to each.
func (tab *tab) walkToTheResult() {
	tab.t.Helper()
	address := evaluate[string](tab, "location.href")
	seen := map[int]bool{}
	for range 40 {
		shown := evaluate[[]int](tab, shownQuestions)
		if len(shown) != 1 || seen[shown[0]] {
			tab.t.Fatalf("in view are the questions %v, after %v", shown, seen)
		}
		if len(seen) > 0 && !evaluate[bool](tab, `document.activeElement.matches("legend") && document.activeElement.parentElement.hasAttribute("data-current")`) {
			tab.t.Fatalf("question %v comes without the focus", shown)
		}
		seen[shown[0]] = true
		progress := evaluate[string](tab, `document.querySelector('[data-part="progress"]').textContent`)
		if !strings.HasPrefix(progress, fmt.Sprintf("%d問目", len(seen))) {
			tab.t.Errorf("at question %d it says %q", len(seen), progress)
		}
		tab.tabTo(`[data-part="skip"]`)
		tab.enter()
		if evaluate[bool](tab, `document.activeElement.matches('[data-part="result"]')`) {
			if !evaluate[bool](tab, `document.querySelector("[data-part=values]").checkVisibility()`) {
				tab.t.Error("at the end there is no result")
			}
			if now := evaluate[string](tab, "location.href"); now != address {
				tab.t.Errorf("the address became %s", now)
			}
			return
		}
	}
	tab.t.Fatal("the result never comes")
}

func TestAnAnswerThatCannotBeReadHoldsTheReaderAtItsQuestion(t *testing.T) {
	tab := open(t).newTab(t)
	tab.phone()
	tab.openCalculator("burden-cap")
	tab.write(0, "さんじゅう")
	tab.press(kb.Enter, 1)
	if shown := evaluate[[]int](tab, shownQuestions); len(shown) != 1 || shown[0] != 0 {
		t.Fatalf("with an answer that cannot be read, question %v comes", shown)
	}
	if !evaluate[bool](tab, `document.querySelector('[data-error="0"]').checkVisibility() && document.activeElement.name === "q0"`) {
		t.Error("nothing says what is wrong, or the field has lost the focus")
	}
	tab.write(0, "30")
	tab.press(kb.Enter, 1)
	if shown := evaluate[[]int](tab, shownQuestions); shown[0] == 0 {
		t.Error("put right, it does not go on")
	}
	tab.pressOn(`[data-part="back"]`)
	if got := tab.typed(0); got != "30" {
		t.Errorf("going back, the field holds %q", got)
	}
}

func TestTheWayToAnswerIsRememberedOnThePageAlone(t *testing.T) {
	tab := open(t).newTab(t)
	tab.phone()
	tab.openCalculator("burden-cap")
	tab.pressOn(`[data-part="all"]`)
	if shown := evaluate[[]int](tab, shownQuestions); len(shown) < 2 {
		t.Fatalf("all at once shows %v", shown)
	}
	evaluate[any](tab, `location.reload();0`)
	tab.await(`!!document.querySelector("[data-ready]") && performance.getEntriesByType("navigation")[0].type === "reload"`)
	if shown := evaluate[[]int](tab, shownQuestions); len(shown) < 2 {
		t.Errorf("loaded again, it shows %v", shown)
	}
	if kept := evaluate[string](tab, `JSON.stringify({...localStorage, ...sessionStorage}) + document.cookie`); kept != "{}" {
		t.Errorf("the device holds %s", kept)
	}
}

// On a wide window the result is beside the questions, and stays in view down to the last one.
func TestTheResultStaysInViewBesideTheQuestions(t *testing.T) {
	tab := open(t).newTab(t)
	tab.openCalculator("suitability")
	tab.choose(0, "1")
	for _, at := range []string{"first", "last"} {
		place := evaluate[struct{ Right, Left, Top float64 }](tab, fmt.Sprintf(`(() => {
			const all = [...document.querySelectorAll("fieldset")].filter(e => e.checkVisibility());
			const question = %q === "first" ? all[0] : all.at(-1);
			question.scrollIntoView({block: "center", behavior: "instant"});
			const value = document.querySelector("output [data-value]").getBoundingClientRect();
			return {Right: question.getBoundingClientRect().right, Left: value.left, Top: value.top};
		})()`, at))
		if place.Left < place.Right || place.Top < 0 || place.Top > 700 {
			t.Errorf("at the %s question, the result is at %+v", at, place)
		}
	}
}

func TestThereIsNoResultBeforeAnAnswer(t *testing.T) {
	f := open(t)
	for _, p := range calculators(t) {
		t.Run(p.Name, func(t *testing.T) {
			t.Parallel()
			tab := f.newTab(t)
			tab.openCalculator(p.Name)
			text := evaluate[string](tab, `document.querySelector('[data-part="result"]').innerText`)
			if !strings.Contains(text, p.Form.Outputs[0].Label) || strings.Contains(text, "から") || len([]rune(text)) > 60 {
				t.Errorf("before any answer the result says %q", text)
			}
			tab.choose(0, "?")
			tab.await(`document.querySelector('[data-part="values"]').checkVisibility()`)
			if w := tab.weigh(p.Name); w.total > calculatingLimit {
				t.Errorf("with all that calculates, the page weighs %d bytes of %d", w.total, calculatingLimit)
			}
		})
	}
}

// Once nothing depends on them any longer, questions go; they come back when the answer changes.
func TestQuestionsThatNothingDependsOnGo(t *testing.T) {
	tab := open(t).newTab(t)
	tab.openCalculator("burden-cap")
	all := len(evaluate[[]int](tab, shownQuestions))
	tab.write(0, "17")
	tab.await(fmt.Sprintf(`%s.length < %d`, shownQuestions, all))
	if hint := evaluate[bool](tab, `document.querySelector('[data-part="next"]').checkVisibility()`); hint {
		t.Error("a question is proposed that changes nothing")
	}
	tab.write(0, "30")
	tab.await(fmt.Sprintf(`%s.length === %d`, shownQuestions, all))
}

func TestTheContentsListNamesTheCalculator(t *testing.T) {
	f := open(t)
	for _, p := range f.site.pages {
		if !p.has("data-calculator", `class="contents"`) {
			continue
		}
		_, list, _ := strings.Cut(p.html, `class="contents"`)
		list, _, _ = strings.Cut(list, "</nav>")
		if !strings.Contains(list, `href="#calc-`) {
			t.Errorf("%s: the contents list is %s", p.path, list)
		}
	}
}

// Answers that come with a link: a phone shows the result at once, in place of the questions.
func TestAnswersFromALinkOpenWithTheirResult(t *testing.T) {
	tab := open(t).newTab(t)
	tab.phone()
	tab.visit(calculatorPage("monthly-fee") + "#calc=monthly-fee&世帯区分=2&一日の費用=10000&利用日数=20")
	tab.await(`document.querySelector("[data-ready] output [data-value]")?.textContent === "9,300円"`)
	if text := evaluate[string](tab, `document.querySelector('[data-part="loaded"]').innerText`); !strings.Contains(text, "リンク") {
		t.Errorf("the banner says %q", text)
	}
	bottom := `document.querySelector("output [data-value]").getBoundingClientRect().bottom`
	if at := evaluate[float64](tab, bottom); at < 0 || at > 740 {
		t.Errorf("the result is at %v", at)
	}
	tab.pressOn(`[data-part="review"]`)
	if !evaluate[bool](tab, `document.activeElement.name === "q0" && document.activeElement.checkVisibility()`) {
		t.Error("the answers cannot be looked at again")
	}
	tab.pressOn(`[data-part="loaded"] [data-part="clear"]`)
	if got := tab.typed(feeQuestions(t)["利用日数"]); got != "" || evaluate[bool](tab, `document.querySelector('[data-part="loaded"]').checkVisibility()`) {
		t.Errorf("started over, the field holds %q", got)
	}
}

// Emptying the form leaves what the device keeps; erasing that leaves the form.
func TestClearingAndErasingEachDoWhatTheySay(t *testing.T) {
	tab := open(t).newTab(t)
	places := feeQuestions(t)
	tab.openCalculator("monthly-fee")
	tab.fillFee(places)
	tab.pressPart("keep")
	tab.pressOn(`.calc-tools [data-part="clear"]`)
	if got := tab.typed(places["利用日数"]); got != "" {
		t.Errorf("cleared, the field holds %q", got)
	}
	if kept := evaluate[string](tab, `localStorage.getItem("calculator/monthly-fee")`); !strings.Contains(kept, "20") {
		t.Errorf("clearing the form leaves %q on the device", kept)
	}
	tab.fillFee(places)
	tab.pressPart("erase")
	if got := tab.typed(places["利用日数"]); got != "20" {
		t.Errorf("erasing what is kept leaves %q in the field", got)
	}
}
