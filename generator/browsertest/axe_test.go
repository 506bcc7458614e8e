package browsertest

import (
	"fmt"
	"os"
	"strings"
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

// runAxeOnReadings leaves out the rule that takes longest. Readings have the colour of their text, so
// that it is enough to ask some pages whether they stand out.
const runAxeOnReadings = `axe.run({
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
}

// looks returns the ways in which axe-core looks at a page: in each theme, in both widths and, where
// it has readings, with them. Every page is asked all rules in each width, and the rules about colours
// in each theme. What only a width and a theme together could break comes up as pages take
// turns in which theme goes with which width.
func looks(turn int, readings bool) []look {
	one, other := int64(1280), int64(360)
	if turn%2 == 1 {
		one, other = other, one
	}
	again := runAxe
	if readings && turn%5 != 0 {
		again = runAxeOnReadings
	}
	return []look{
		{"light", one, "", false, runAxe}, {"dark", other, "", false, runAxeOnColours},
		{"contrast", one, "contrast", false, runAxeOnColours}, {"the other width", other, "", readings, again},
	}
}

// checkAccessible runs axe-core on the page as each of the looks shows it.
func (tab *tab) checkAccessible(looks ...look) {
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
		for _, v := range evaluate[[]violation](tab, l.ask+listViolations) {
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
	tab.checkAccessible(looks(0, false)...)
	tab.checkAccessible(look{"contrast", 360, "contrast", false, runAxe})
}
