package browsertest

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
)

// axe returns the program text of axe-core.
func axe(t *testing.T) string {
	t.Helper()
	source, err := os.ReadFile("tools/node_modules/axe-core/axe.min.js")
	if err != nil && testing.Short() {
		t.Skip("-short: axe-core is not installed")
	}
	if err != nil {
		t.Fatalf("axe-core がありません。make tools で入れてください / run make tools: %v", err)
	}
	return string(source)
}

// A violation is what axe-core reports about one rule.
type violation struct {
	ID, Help string
	Nodes    []string
}

func (v violation) String() string {
	return fmt.Sprintf("%s: %s\n    %s", v.ID, v.Help, strings.Join(v.Nodes, "\n    "))
}

// runAxe asks for the rules of WCAG 2.2 A and AA and for the best practices, with the rule on hit
// areas that axe-core leaves off.
const runAxe = `axe.run({
	runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
	rules: {"target-size": {enabled: true}},
	resultTypes: ["violations"],
})`

// runAxeOnColours asks for the rules that another colour scheme can break.
const runAxeOnColours = `axe.run({runOnly: ["color-contrast", "link-in-text-block"], resultTypes: ["violations"]})`

// runAxeButColours leaves out the rule that takes longest.
const runAxeButColours = `axe.run({
	runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
	rules: {"target-size": {enabled: true}, "color-contrast": {enabled: false}},
	resultTypes: ["violations"],
})`

// listViolations turns the answer of axe-core into violations.
const listViolations = `.then(found => found.violations.map(v => ({
	ID: v.id, Help: v.help,
	Nodes: v.nodes.slice(0, 5).map(n => n.target.join(" ") + ": " + n.failureSummary.replace(/\s+/g, " ")),
})))`

// A look is a way of showing a page while axe-core looks at it.
type look struct {
	name     string
	width    int64
	theme    string // data-theme; dark comes from the device, as for a reader who has chosen nothing
	readings bool
	ask      string
	again    string // asked instead where the page shows no colours that are new in this look; may be empty
}

// looks returns the ways in which axe-core looks at a page: in one width and each theme, and where bothWidths is set in the
// other width too, there with readings where the page has them. The rules about colours are asked in each look only of pages
// that show text in colours that no page had before. What only a width and a theme together could break comes up as
// pages take turns in which theme goes with which width.
func looks(turn int, bothWidths, readings bool) []look {
	one, other := int64(1280), int64(360)
	if turn%2 == 1 {
		one, other = other, one
	}
	all := []look{
		{"light", one, "", false, runAxe, runAxeButColours}, {"dark", other, "", false, runAxeOnColours, ""},
		{"contrast", one, "contrast", false, runAxeOnColours, ""},
	}
	if bothWidths {
		all = append(all, look{"the other width", other, "", readings, runAxe, runAxeButColours})
	}
	return all
}

// A colourRecord holds the colours of text that pages have shown, by look.
type colourRecord struct {
	mu   sync.Mutex
	seen map[string]bool
}

func newColourRecord() *colourRecord { return &colourRecord{seen: make(map[string]bool)} }

// readColours lists all that the rules about colours depend on: colour, size and line of text, what is behind it,
// and the text around it.
const readColours = `(() => {
	const hasText = e => [...e.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.data.trim());
	const behind = e => {
		for (let at = e; at; at = at.parentElement) {
			const style = getComputedStyle(at);
			if (style.backgroundImage !== "none" || !/, 0\)$|transparent/.test(style.backgroundColor)) return style.background;
		}
		return "";
	};
	const colours = e => {
		const style = getComputedStyle(e), around = getComputedStyle(e.parentElement);
		const size = parseFloat(style.fontSize), large = size >= 24 || size >= 18.66 && style.fontWeight >= 700;
		return [style.color, large, style.textDecorationLine, style.opacity, around.color, behind(e)].join();
	};
	return [...new Set([...document.body.querySelectorAll("*")].filter(e => hasText(e) && e.checkVisibility()).map(colours))];
})()`

// hasNew reports whether the page in view shows text in colours that no page had before in this look.
func (r *colourRecord) hasNew(tab *tab, look string) bool {
	tab.t.Helper()
	shown := evaluate[[]string](tab, readColours)
	r.mu.Lock()
	defer r.mu.Unlock()
	before := len(r.seen)
	for _, colours := range shown {
		r.seen[look+" "+colours] = true
	}
	return len(r.seen) > before
}

// checkAccessible runs axe-core on the page as each of the looks shows it.
func (tab *tab) checkAccessible(colours *colourRecord, looks ...look) {
	tab.t.Helper()
	for _, l := range looks {
		tab.window(l.width)
		tab.prefer(map[bool]string{true: "dark", false: "light"}[l.name == "dark"])
		evaluate[any](tab, fmt.Sprintf(`(shown => {
			if (%[1]q) shown.theme = %[1]q; else delete shown.theme;
		})(document.documentElement.dataset);0`, l.theme))
		if l.readings {
			tab.askForReadings()
		}
		tab.settle()
		ask := l.ask
		if !colours.hasNew(tab, l.name) {
			ask = l.again
		}
		if ask == "" {
			continue
		}
		for _, v := range evaluate[[]violation](tab, ask+listViolations) {
			tab.t.Errorf("%d px, %s: %v", l.width, l.name, v)
		}
	}
}

// askForReadings shows the readings of the page in view, as the panel of settings does.
func (tab *tab) askForReadings() {
	tab.t.Helper()
	evaluate[any](tab, `document.documentElement.dataset.furigana = "on";0`)
	tab.awaitRuby()
}

// openFolds opens everything that a reader can fold open.
const openFolds = `for (const fold of document.querySelectorAll("details")) fold.open = true`

func TestSettingsPanelShutsNoReaderOut(t *testing.T) {
	source := axe(t)
	f := open(t)
	tab := f.newTab(t)
	tab.visit(f.site.root)
	evaluate[any](tab, source+`;document.querySelector("[data-settings]").click();0`)
	tab.checkAccessible(newColourRecord(), looks(0, true, false)...)
	tab.checkAccessible(newColourRecord(), look{"contrast", 360, "contrast", false, runAxe, runAxe})
}
