package browsertest

import (
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// device makes the device wish for something: forced-colors active, prefers-reduced-motion reduce.
func (tab *tab) device(feature, value string) {
	tab.t.Helper()
	tab.call(emulation.SetEmulatedMedia.Method, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: feature, Value: value}},
	})
	tab.settle()
}

// lostInForcedColours lists text in the colour of what is behind it, and buttons and fields without
// an edge: backgrounds are not painted where the device forces its own colours.
const lostInForcedColours = `(() => {
	const behind = e => {
		for (; e; e = e.parentElement) {
			const colour = getComputedStyle(e).backgroundColor;
			if (!/rgba.*, 0\)$|transparent/.test(colour)) return colour;
		}
	};
	const edged = e => { const s = getComputedStyle(e); return s.borderStyle !== "none" && parseFloat(s.borderWidth) >= 1 && !/rgba.*, 0\)$/.test(s.borderColor); };
	const say = (what, e) => what + ": " + e.tagName + "." + (e.getAttribute("class") ?? "") + " " + e.textContent.trim().slice(0, 20);
	const shown = [...document.body.querySelectorAll("*")].filter(e => e.checkVisibility({visibilityProperty: true}));
	return [
		...shown.filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) && getComputedStyle(e).color === behind(e)).map(e => say("no contrast", e)),
		...shown.filter(e => e.matches("button, .button, input[type=text], input[type=search], textarea, select, .choices label") && !edged(e)).map(e => say("no edge", e)),
		...shown.filter(e => e.matches(".chart-sure, .mark path") && getComputedStyle(e).fill === behind(e) && getComputedStyle(e).stroke === "none").map(e => say("not seen", e)),
	];
})()`

// checkForcedColours looks for what is lost in colours that the device forces.
func (tab *tab) checkForcedColours() {
	tab.device("forced-colors", "active")
	tab.openAll()
	for _, lost := range evaluate[[]string](tab, lostInForcedColours) {
		tab.t.Error(lost)
	}
	tab.press(kb.Escape, 1)
	tab.press(kb.Tab, 1)
	evaluate[any](tab, markStops+";0")
	if s := evaluate[*stop](tab, readStop); s == nil || !s.Ring {
		tab.t.Errorf("the focus cannot be seen: %+v", s)
	}
}

// openAll opens everything that folds, and the panel of settings.
func (tab *tab) openAll() {
	tab.t.Helper()
	evaluate[any](tab, openFolds+`;document.querySelector('[data-settings][aria-expanded="false"]')?.click();0`)
	tab.settle()
}

// moving lists what moves, or would move if it changed.
const moving = `[
	...document.getAnimations().map(a => "runs: " + (a.animationName ?? a.transitionProperty)),
	...[document.documentElement, ...document.body.querySelectorAll("*")].filter(e => {
		const s = getComputedStyle(e);
		return s.animationName !== "none" || /[1-9]/.test(s.transitionDuration) || s.scrollBehavior === "smooth";
	}).map(e => "can move: " + e.tagName + "." + e.className),
	...[...document.querySelectorAll("marquee, blink, video[autoplay], audio[autoplay]")].map(e => e.tagName),
]`

// checkCalm looks for what moves by itself: nothing on this site does, asked or not.
func (tab *tab) checkCalm() {
	tab.t.Helper()
	for _, m := range evaluate[[]string](tab, moving) {
		tab.t.Error(m)
	}
}

// checkReducedMotion looks for what moves while a reader opens things who wants nothing to.
func (tab *tab) checkReducedMotion() {
	tab.device("prefers-reduced-motion", "reduce")
	tab.openAll()
	tab.do(chromedp.Click(chromedp.CSS(`input[name="theme"][value="dark"]`)))
	tab.checkCalm()
}
