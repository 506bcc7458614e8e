package browsertest

import (
	"encoding/json"
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

// runAxe asks for the rules of WCAG 2.2 A and AA and for the best practices, with the rule on hit areas that axe-core leaves
// off, and without those of runAxeOnColours. Its places are for the part of the page and for whether hit areas are measured.
const runAxe = `axe.run(%q, {
	runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
	rules: {"target-size": {enabled: %t}, "color-contrast": {enabled: false}, "link-in-text-block": {enabled: false}},
	resultTypes: ["violations"],
})`

// runAxeOnColours asks for the rules that another colour scheme can break.
const runAxeOnColours = `axe.run(%s, {runOnly: ["color-contrast", "link-in-text-block"], resultTypes: ["violations"]})`

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
	all      bool // asks for all rules, else for those about colours alone
}

// looks returns the ways in which axe-core looks at a page: in one width and each theme, and where bothWidths is set in the
// other width too, there with readings where the page has them. The rules about colours are asked in each look only of
// texts in colours that no page had before. What only a width and a theme together could break comes up as
// pages take turns in which theme goes with which width.
func looks(turn int, bothWidths, readings bool) []look {
	one, other := int64(1280), int64(360)
	if turn%2 == 1 {
		one, other = other, one
	}
	all := []look{{"light", one, "", false, true}, {"contrast", one, "contrast", false, false}, {"dark", other, "", false, false}}
	if bothWidths {
		all = append(all, look{"the other width", other, "", readings, true})
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
// and the text around it. It keeps an element of each.
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
	window.coloured = new Map();
	for (const e of document.body.querySelectorAll("*")) if (hasText(e) && e.checkVisibility()) coloured.set(colours(e), e);
	return [...coloured.keys()];
})()`

// unseen returns those of the colours that no page has shown before in a look.
func (r *colourRecord) unseen(look string, shown []string) []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var unseen []string
	for _, colours := range shown {
		if !r.seen[look+" "+colours] {
			unseen = append(unseen, colours)
		}
		r.seen[look+" "+colours] = true
	}
	return unseen
}

// checkAccessible runs axe-core on a part of the page as each of the looks shows it, and on new colours of the whole page.
func (tab *tab) checkAccessible(part string, colours *colourRecord, looks ...look) {
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
		if l.all {
			tab.askAxe(l, fmt.Sprintf(runAxe, part, true))
		}
		if unseen := colours.unseen(l.name, evaluate[[]string](tab, readColours)); len(unseen) > 0 {
			list, err := json.Marshal(unseen)
			if err != nil {
				tab.t.Fatal(err)
			}
			tab.askAxe(l, fmt.Sprintf(runAxeOnColours, "{include: "+string(list)+".map(colours => coloured.get(colours))}"))
		}
	}
}

// askAxe reports what axe-core finds.
func (tab *tab) askAxe(l look, question string) {
	tab.t.Helper()
	for _, v := range evaluate[[]violation](tab, question+listViolations) {
		tab.t.Errorf("%d px, %s: %v", l.width, l.name, v)
	}
}

// askForReadings shows the readings of the page in view, as the panel of settings does.
func (tab *tab) askForReadings() {
	tab.t.Helper()
	evaluate[any](tab, `document.documentElement.dataset.furigana = "on";0`)
	tab.awaitRuby()
}

// openFolds opens everything that a reader can fold open, and lays out what is far from view.
const openFolds = `for (const fold of document.querySelectorAll("details")) fold.open = true;
	document.adoptedStyleSheets = [new CSSStyleSheet()];
	document.adoptedStyleSheets[0].replaceSync("[data-group], [data-group] li { content-visibility: visible !important; }")`

func TestSettingsPanelShutsNoReaderOut(t *testing.T) {
	t.Parallel()
	source := axe(t)
	f := open(t)
	tab := f.newTab(t)
	tab.visit(f.site.root)
	evaluate[any](tab, source+`;document.querySelector("[data-settings]").click();0`)
	tab.checkAccessible("html", newColourRecord(), looks(0, true, false)...)
	tab.checkAccessible("html", newColourRecord(), look{"contrast", 360, "contrast", false, true})
}
