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

// listViolations turns the answer of axe-core into violations.
const listViolations = `.then(found => found.violations.map(v => ({
	ID: v.id, Help: v.help,
	Nodes: v.nodes.slice(0, 5).map(n => n.target.join(" ") + ": " + n.failureSummary.replace(/\s+/g, " ")),
})))`

// checkAccessible runs axe-core in both widths and colour schemes.
func (tab *tab) checkAccessible() {
	for _, width := range []int64{360, 1280} {
		tab.window(width)
		for scheme, ask := range map[string]string{"light": runAxe, "dark": runAxeOnColours} {
			tab.prefer(scheme)
			tab.settle()
			for _, v := range evaluate[[]violation](tab, ask+listViolations) {
				tab.t.Errorf("%d px, %s: %v", width, scheme, v)
			}
		}
	}
}

// openFolds opens everything that a reader can fold open.
const openFolds = `for (const fold of document.querySelectorAll("details")) fold.open = true`

func TestSettingsPanelShutsNoReaderOut(t *testing.T) {
	source := axe(t)
	f := open(t)
	tab := f.newTab(t)
	tab.visit(f.site.root)
	evaluate[any](tab, source+`;document.querySelector("[data-settings]").click();0`)
	tab.checkAccessible()
	evaluate[any](tab, `document.documentElement.dataset.theme = "contrast";0`)
	tab.checkAccessible()
}

func TestHighContrastIsReadableOnEveryKindOfPage(t *testing.T) {
	source := axe(t)
	each(t, open(t).site.kinds(t), func(t *testing.T, tab *tab, p page) {
		tab.visit(p.path)
		evaluate[any](tab, source+`;document.documentElement.dataset.theme = "contrast";`+openFolds+";0")
		tab.checkAccessible()
	})
}
