package browsertest

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// magnify gives the tab the window that a screen of 1280 × 1024 px leaves at 400 %.
func (tab *tab) magnify() {
	tab.t.Helper()
	tab.do(chromedp.EmulateViewport(320, 256))
}

func TestTheFocusIsSeenAtFourTimesTheSize(t *testing.T) {
	t.Parallel()
	s := open(t).site
	pages := []page{s.first(t, `class="home"`), s.first(t, `class="page-foot"`, `class="contents"`), {path: calculatorPage("monthly-fee")}}
	each(t, pages, func(t *testing.T, tab *tab, p page) {
		tab.visit(p.path)
		tab.magnify()
		if p.path == calculatorPage("monthly-fee") {
			tab.wake() // questions that do not matter leave before the walk
			tab.await(`document.querySelector("[data-calculator]").hasAttribute("data-ready")`)
		}
		tab.settle()
		tab.walk()
	})
}

// checkAllAtOnceByKeyboard goes by keyboard alone through all questions of a form to the result, and back to an answer.
func (tab *tab) checkAllAtOnceByKeyboard() {
	evaluate[any](tab, emptyForm)
	tab.walkMain()
	tab.choose(0, "?")
	tab.pressOn(".calc-go button")
	tab.await(`document.activeElement.matches('[data-part="result"]')`)
	tab.press(kb.Tab, 1)
	tab.checkFocusIn(".calc-result")
	if !evaluate[bool](tab, `document.querySelector(".calc-answers").open`) {
		tab.pressOn(".calc-answers summary")
	} else {
		tab.do(chromedp.Focus(chromedp.CSS(".calc-answers summary")))
	}
	tab.press(kb.Tab, 1)
	tab.enter()
	tab.checkFocusIn("[data-calculator] fieldset")
}

// checkFocusIn looks whether the focus is on something inside what selector names, and can be seen.
func (tab *tab) checkFocusIn(selector string) {
	tab.t.Helper()
	evaluate[any](tab, markStops+";0")
	s := evaluate[*stop](tab, readStop)
	if s == nil || !s.Ring || !s.Shown || s.Covered {
		tab.t.Errorf("the focus cannot be seen: %+v", s)
	}
	if !evaluate[bool](tab, `!!document.activeElement.closest("`+selector+`")`) {
		tab.t.Errorf("the focus is on %s, not in %s", s.Name, selector)
	}
}

func TestTheSettingsAreWalkedByKeyboardOnAPhone(t *testing.T) {
	t.Parallel()
	f := open(t)
	tab := f.newTab(t)
	tab.window(360)
	tab.visit(f.site.first(t, `data-ruby="hidden"`, `class="page-foot"`).path)
	tab.openSettings()
	const groups, buttons = 5, 2
	for range groups {
		tab.press(kb.Tab, 1)
		tab.checkFocusIn(".settings fieldset")
		tab.press(kb.ArrowDown, 1)
		tab.checkFocusIn(".settings fieldset")
	}
	if v := tab.settings(); len(v.Shown) != groups {
		t.Errorf("the arrow key has chosen %v", v.Shown)
	}
	for range buttons {
		tab.press(kb.Tab, 1)
		tab.checkFocusIn(".settings .tools")
	}
	tab.press(kb.Tab, 1)
	if evaluate[bool](tab, `!!document.activeElement.closest(".settings")`) {
		t.Error("the focus stays in the panel")
	}
}

func TestTheContentsListLeadsTheKeyboardToItsPart(t *testing.T) {
	t.Parallel()
	f := open(t)
	p := f.site.first(t, `class="page-foot"`, `class="contents"`)
	for _, width := range []int64{360, 1280} {
		tab := f.newTab(t)
		tab.window(width)
		tab.visit(p.path)
		if width == 360 {
			tab.pressOn(".contents summary")
		}
		tab.do(chromedp.Focus(chromedp.CSS(".contents li:last-child a")))
		tab.enter()
		tab.settle()
		const reached = `(target => target.getBoundingClientRect().top >= 0 && target.getBoundingClientRect().top < innerHeight)(document.querySelector(":target"))`
		if !evaluate[bool](tab, reached) {
			t.Errorf("%d px: the part is not in view", width)
		}
		tab.press(kb.Tab, 1)
		if !evaluate[bool](tab, `!!(document.querySelector(":target").compareDocumentPosition(document.activeElement) & (4 | 16))`) {
			t.Errorf("%d px: Tab does not go on from the part", width)
		}
	}
}

func TestFoldedListsOpenAndCloseWithoutLosingTheFocus(t *testing.T) {
	t.Parallel()
	f := open(t)
	tab := f.newTab(t)
	tab.window(360)
	tab.visit(f.site.first(t, `class="page-foot"`, `class="contents"`, `class="section-nav"`).path)
	for _, list := range []string{".site-menu", ".section-nav", ".contents"} {
		tab.do(chromedp.Focus(chromedp.CSS(list + " summary")))
		for _, want := range []bool{true, false} {
			tab.press(kb.Enter, 1)
			tab.settle()
			if evaluate[bool](tab, `document.querySelector("`+list+` details").open`) != want {
				t.Errorf("%s: open is not %v after Enter", list, want)
			}
			tab.checkFocusIn(list)
		}
	}
}
