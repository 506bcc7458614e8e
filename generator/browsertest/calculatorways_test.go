package browsertest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"shirube/calculator"
)

// shownQuestions lists the indexes of the questions that are in view.
const shownQuestions = `[...document.querySelectorAll("[data-calculator] fieldset")].filter(e => e.checkVisibility()).map(e => +e.dataset.input)`

// phone gives the tab the window of a small phone.
func (tab *tab) phone() {
	tab.t.Helper()
	tab.window(360)
}

// checkPhone looks at a form on a phone: one question at a time where there are many, the first of them on the first screen.
func (tab *tab) checkPhone(many bool) {
	if one := evaluate[bool](tab, `document.querySelector("[data-calculator] form").dataset.way === "one"`); one != many {
		tab.t.Fatalf("one at a time: %v, with more than five questions: %v", one, many)
	}
	first := evaluate[bool](tab, `document.querySelector(".calculator").matches(":first-child")`)
	if top := evaluate[float64](tab, `document.querySelector("fieldset[data-input]:not([hidden]) :is(input, label)").getBoundingClientRect().top + scrollY`); top > 740 && first {
		tab.t.Errorf("the first question is answered %v px down the page", top)
	}
}

// A step is what a reader meets who is asked one question at a time.
type step struct {
	Shown         []int // questions in view
	Focused       bool  // the focus is on the heading of the question
	Progress      string
	AtResult      bool // the focus is on the result
	HasResult     bool
	Address, Lost string
}

const readStep = `(() => {
	const at = document.activeElement;
	return {
		Shown: ` + shownQuestions + `, Focused: at.matches("legend") && at.parentElement.hasAttribute("data-current"),
		Progress: document.querySelector('[data-part="progress"]').textContent, AtResult: at.matches('[data-part="result"]'),
		HasResult: document.querySelector("[data-part=values]").checkVisibility(), Address: location.href,
		Lost: [` + tooWide + `,` + cut + `].flat().join(),
	};
})()`

// checkOneAtATimeByKeyboard goes from question to question by keyboard to the result, and says わからない to each. The focus
// is on each question as it comes, and can be seen; nothing reaches out of the window.
func (tab *tab) checkOneAtATimeByKeyboard() {
	if evaluate[bool](tab, `document.querySelector("[data-calculator] form").dataset.way !== "one"`) {
		tab.pressOn(`form > .calc-ways:last-child [data-part="one"]`)
	}
	start := evaluate[step](tab, readStep)
	seen := map[int]bool{}
	for range 40 {
		s := evaluate[step](tab, readStep)
		if s.Lost != "" {
			tab.t.Errorf("at question %d something is out of reach: %s", len(seen)+1, s.Lost)
		}
		if s.AtResult {
			if !s.HasResult || s.Address != start.Address {
				tab.t.Errorf("at the end there is a result: %v, at %s", s.HasResult, s.Address)
			}
			return
		}
		if len(s.Shown) != 1 || seen[s.Shown[0]] {
			tab.t.Fatalf("in view are the questions %v, after %v", s.Shown, seen)
		}
		if len(seen) > 0 && !s.Focused {
			tab.t.Fatalf("question %v comes without the focus", s.Shown)
		}
		seen[s.Shown[0]] = true
		if !strings.HasPrefix(s.Progress, fmt.Sprintf("%d問目", len(seen))) {
			tab.t.Errorf("at question %d it says %q", len(seen), s.Progress)
		}
		tab.tabTo(`[data-part="skip"]`)
		tab.enter()
	}
	tab.t.Fatal("the result never comes")
}

func TestAnAnswerThatCannotBeReadHoldsTheReaderAtItsQuestion(t *testing.T) {
	t.Parallel()
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
	t.Parallel()
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
	t.Parallel()
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

// checkNoResultBeforeAnAnswer looks at a form that has just been opened, and weighs the page with the first answer.
func (tab *tab) checkNoResultBeforeAnAnswer(p *calculator.Program) {
	text := evaluate[string](tab, `document.querySelector('[data-part="result"]').innerText`)
	if !strings.Contains(text, p.Form.Outputs[0].Label) || strings.Contains(text, "から") || len([]rune(text)) > 60 {
		tab.t.Errorf("before any answer the result says %q", text)
	}
	tab.choose(0, "?")
	tab.await(`document.querySelector('[data-part="values"]').checkVisibility()`)
	if w := tab.weigh(p.Name); w.total > calculatingLimit {
		tab.t.Errorf("with all that calculates, the page weighs %d bytes of %d", w.total, calculatingLimit)
	}
}

// Once nothing depends on them any longer, questions go; they come back when the answer changes.
func TestQuestionsThatNothingDependsOnGo(t *testing.T) {
	t.Parallel()
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
	t.Parallel()
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
	t.Parallel()
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
	t.Parallel()
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
	if said := tab.status(); !evaluate[bool](tab, `document.activeElement.closest('[data-input="0"]') && document.querySelector('[data-part="status"]').checkVisibility()`) {
		t.Errorf("cleared, the focus is not at the first question, or nobody sees %q", said)
	}
	tab.fillFee(places)
	tab.pressOn(`.calc-tools [data-part="erase"]`)
	if got := tab.typed(places["利用日数"]); got != "20" {
		t.Errorf("erasing what is kept leaves %q in the field", got)
	}
}

// On a page in another language the working keeps the links to its sources, whose titles are marked as Japanese, as are the words
// that scripts write.
func TestTheWorkingOfAnEditionKeepsItsSources(t *testing.T) {
	t.Parallel()
	tab := open(t).newTab(t)
	tab.visit(shared.site.root + "en/calculators/monthly-fee/")
	tab.wake()
	tab.await(`!!document.querySelector("[data-ready]")`)
	links := evaluate[[]string](tab, `[...document.querySelectorAll('[data-part="working"] dd a')].map(a => (a.querySelector("[lang=ja]")?.textContent ?? "").trim())`)
	if len(links) == 0 || slices.Contains(links, "") {
		t.Errorf("the sources are %q", links)
	}
	evaluate[any](tab, `document.querySelector("form [value='?']").click();0`)
	tab.await(`/^[ぁ-龠]/.test(document.querySelector('[data-part="unsure"] li [lang=ja]')?.textContent)`)
}

const deadline = `計算機 期限までの日数
  次の一歩: 早めに申し込みましょう。

入力 過ぎた日: 日
  範囲: 0日 から 90日

止める もし 過ぎた日 が 60日 超: 期限を過ぎています。窓口に聞いてください。
注意 もし 残りの日 が 14日 以下: あと{{残りの日}}です。
式 残りの日 = 60日 - 過ぎた日
  仮定: 試しです。
出力 残りの日

例 早い
  過ぎた日 = 10日
  残りの日 = 50日
`

// A remark that only may hold does not say the range of a value, which would be read as the reader's own. What stops a
// calculation is in view at once on a phone, and no next step contradicts it.
func TestRemarksSayWhatIsSure(t *testing.T) {
	t.Parallel()
	root := serveFiles(t, map[string]string{"index.md": "# 期限\n\n始めの文です。\n\n::calculator[days]\n", "days.calc": deadline})
	tab := open(t).newTab(t)
	tab.phone()
	tab.do(chromedp.Navigate(root + "/"))
	tab.wake()
	tab.await(`!!document.querySelector("[data-ready]")`)
	evaluate[any](tab, `document.querySelector("[name=\"q0?\"]").click();0`)
	tab.await(`document.querySelector('[data-part="values"]').checkVisibility()`)
	if got := tab.read().Messages; len(got) != 1 || !strings.Contains(got[0], "期限を過ぎています") {
		t.Errorf("answered わからない, the page says %q", got)
	}
	tab.write(0, "50")
	tab.calculate()
	if got := tab.read().Messages; !slices.Equal(got, []string{"あと10日です。"}) {
		t.Errorf("the page says %q", got)
	}
	tab.write(0, "70")
	tab.calculate()
	const stop = `document.querySelector(".calc-stop").getBoundingClientRect()`
	if !evaluate[bool](tab, stop+`.top > 0 && `+stop+`.bottom < innerHeight && !document.querySelector(".calc-after").checkVisibility()`) {
		t.Error("what stops the calculation is out of view, or a next step is beside it")
	}
}
