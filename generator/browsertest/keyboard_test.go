package browsertest

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A stop is an element at which the Tab key stops.
type stop struct {
	Name    string // tag and class, for messages
	Index   int    // place among the elements that can be reached, in the order of the page; -1 if none
	Ring    bool   // a focus ring is drawn around it, the card it fills, or its label
	Shown   bool   // it lies in the window
	Covered bool   // other elements lie over every piece of it
}

// markStops numbers what a reader can reach by keyboard. A group of radio buttons is one stop.
const markStops = `(() => {
	const groups = new Set();
	window.stops = [...document.querySelectorAll("a[href], button, summary, input, select, textarea, [tabindex='0']")].filter(e => {
		if (!e.checkVisibility({visibilityProperty: true}) || e.disabled || e.tabIndex < 0) return false; // of tabs, one is reached by Tab
		if (e.type !== "radio") return true;
		if (groups.has(e.name)) return false;
		return groups.add(e.name);
	});
	return stops.map(e => e.tagName + "." + e.className + " " + e.textContent.trim().slice(0, 20));
})()`

const readStop = `(() => {
	const e = document.activeElement;
	if (!e || e === document.body) return null;
	const ring = style => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
	const box = e.getBoundingClientRect();
	// A link may run over several lines, and its box then holds other links; its pieces do not.
	const free = [...e.getClientRects()].some(r => {
		const top = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2);
		return top && (e.contains(top) || top.contains(e));
	});
	return {
		Name: e.tagName + "." + e.className + " " + e.textContent.trim().slice(0, 20),
		Index: stops.indexOf(e.type === "radio" ? document.querySelector('input[name="' + e.name + '"]') : e),
		Ring: [[e], [e, "::before"], [e.closest("label") ?? e]].some(part => ring(getComputedStyle(...part))),
		Shown: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
		Covered: !free,
	};
})()`

// checkKeyboard walks through a page that has just been opened: the keyboard reaches everything, in order.
func (tab *tab) checkKeyboard(p page) {
	if p.has("data-offline") { // its list grows while the browser takes its first copies
		evaluate[bool](tab, `new Promise(done => {
			let last = -1, quiet = 0;
			const look = setInterval(() => {
				const now = document.links.length;
				quiet = now === last ? quiet + 1 : 0;
				last = now;
				if (quiet > 15) { clearInterval(look); done(true); }
			}, 100);
		})`)
	}
	tab.walk()
}

// noteStops notes at each press of Tab where the focus is before it moves on.
const noteStops = `window.noted = []; window.noting?.abort(); window.noting = new AbortController();
	addEventListener("keydown", ({key}) => { if (key === "Tab") noted.push(` + readStop + `); }, {capture: true, signal: noting.signal});`

// walk presses Tab until every one of the stops has been reached.
func (tab *tab) walk() {
	tab.t.Helper()
	stops := evaluate[[]string](tab, noteStops+markStops)
	tab.pressTab(len(stops))
	tab.checkStops(stops)
}

// walkMain goes through the main part of the page in view, as the skip link leads there.
func (tab *tab) walkMain() {
	tab.t.Helper()
	stops := evaluate[[]string](tab, noteStops+markStops+`;
		const main = document.querySelector("main");
		const names = stops.map(e => e.tagName + "." + e.className + " " + e.textContent.trim().slice(0, 20)).filter((_, i) => main.contains(stops[i]));
		stops = stops.filter(e => main.contains(e));
		main.focus();
		names`)
	tab.pressTab(len(stops))
	tab.checkStops(stops)
}

// pressTab presses Tab several times, and no other key after it.
func (tab *tab) pressTab(times int) {
	tab.t.Helper()
	for range times {
		tab.call(input.CommandDispatchKeyEvent, input.DispatchKeyEventParams{Type: "rawKeyDown", Key: "Tab", Code: "Tab", WindowsVirtualKeyCode: 9})
	}
}

// checkStops compares the stops that a walk has noted with those that there are.
func (tab *tab) checkStops(stops []string) {
	tab.t.Helper()
	noted := evaluate[[]*stop](tab, `noting.abort(), [...noted.slice(1), `+readStop+`]`)
	for i, name := range stops {
		if i >= len(noted) || noted[i] == nil {
			tab.t.Fatalf("the focus leaves the page before %s", name)
		}
		s := noted[i]
		if s.Index != i {
			tab.t.Fatalf("Tab goes to %s where %s comes next", s.Name, name)
		}
		if !s.Shown || s.Covered { // the next press may have come before the page had scrolled
			s = evaluate[*stop](tab, fmt.Sprintf(`(async () => {
				document.activeElement.blur();
				stops[%d].focus();
				await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
				return `+readStop+`;
			})()`, i))
		}
		if s == nil {
			tab.t.Fatalf("%s does not take the focus", name)
		}
		if !s.Ring || !s.Shown || s.Covered {
			tab.t.Errorf("the focus on %s cannot be seen: %+v", s.Name, *s)
		}
	}
}

// checkSkipLink follows the skip link of a page that has just been opened.
func (tab *tab) checkSkipLink() {
	tab.press(kb.Tab, 1)
	if !evaluate[bool](tab, `document.activeElement.matches(".skip") && document.activeElement.getBoundingClientRect().top >= 0`) {
		tab.t.Fatal("the first stop is not the skip link, or it stays out of sight")
	}
	tab.press(kb.Enter, 1)
	tab.settle()
	if !evaluate[bool](tab, `document.activeElement.matches("main")`) {
		tab.t.Fatal("the skip link does not move the focus to the text")
	}
	tab.press(kb.Tab, 1)
	if !evaluate[bool](tab, `document.querySelector("main").contains(document.activeElement) || !document.querySelector("main :is(a, button, summary, input, [tabindex='0'])")`) {
		tab.t.Error("after the skip link, Tab does not go on inside the text")
	}
}

func TestTheMenuOpensByKeyboardOnAPhone(t *testing.T) {
	t.Parallel()
	f := open(t)
	tab := f.newTab(t)
	tab.window(360)
	tab.visit(f.site.root)
	tab.do(chromedp.Focus(chromedp.CSS(".site-menu summary")))
	tab.press(kb.Enter, 1)
	tab.press(kb.Tab, 1)
	if !evaluate[bool](tab, `document.activeElement.matches(".site-menu li:first-child a")`) {
		t.Error("Enter and Tab do not lead into the menu")
	}
}
