package browsertest

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
)

// A spoken is a node of the accessibility tree: what a screen reader gets of an element.
type spoken struct{ role, name string }

// spokenTree returns what a screen reader gets of the page in view.
func (tab *tab) spokenTree() []spoken {
	tab.t.Helper()
	tree, err := chromedp.Run(tab.ctx, func(ctx context.Context, target *chromedp.Target) (accessibility.GetFullAXTreeResult, error) {
		return cdp.Call(ctx, target, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	})
	if err != nil {
		tab.t.Fatal(err)
	}
	var all []spoken
	for _, node := range tree.Nodes {
		if !node.Ignored {
			all = append(all, spoken{textOf(node.Role), textOf(node.Name)})
		}
	}
	return all
}

// textOf returns the text of a value of the accessibility tree, "" if there is none.
func textOf(value *accessibility.Value) string {
	var text string
	if value == nil || json.Unmarshal([]byte(value.Value), &text) != nil {
		return ""
	}
	return strings.TrimSpace(text)
}

// mustBeNamed are the roles that say nothing to a listener without a name.
var mustBeNamed = []string{
	"button", "checkbox", "combobox", "DisclosureTriangle", "heading", "image", "link", "listbox", "navigation",
	"radio", "region", "RootWebArea", "searchbox", "spinbutton", "switch", "tab", "textbox",
}

// mayShareNoName are the roles of which a page must not have two of the same name, since listeners
// choose among them by name alone.
var mayShareNoName = []string{"navigation", "region", "form", "search"}

// checkNames looks for what a screen reader cannot call by a name.
func (tab *tab) checkNames() {
	tab.t.Helper()
	evaluate[any](tab, openFolds+";0")
	tab.settle()
	seen := make(map[spoken]bool)
	tree := tab.spokenTree()
	for _, n := range tree {
		if n.name == "" && slices.Contains(mustBeNamed, n.role) {
			tab.t.Errorf("a %s has no name", n.role)
		}
		if seen[n] && slices.Contains(mayShareNoName, n.role) {
			tab.t.Errorf("two %s are both called %q", n.role, n.name)
		}
		seen[n] = true
	}
	if len(tree) < 20 {
		tab.t.Errorf("only %d nodes are told to a screen reader", len(tree))
	}
}

// checkSpokenOnce listens to live regions, which must stay silent while a reader types, and speak once when asked to
// calculate.
func (tab *tab) checkSpokenOnce() {
	evaluate[any](tab, emptyForm)
	evaluate[any](tab, listen)
	tab.typeEverywhere()
	if said := tab.heard(); len(said) > 0 {
		tab.t.Errorf("while the reader answers, it is said %q", said)
	}
	for range 2 {
		tab.calculate()
		tab.await(`heard.length > 0`)
		evaluate[any](tab, `new Promise(done => setTimeout(done, 400, 0))`) // longer than what waits for a pause in typing
		if said := tab.heard(); len(said) != 1 || !strings.ContainsAny(said[0], "0123456789はいえ。か") {
			tab.t.Errorf("on 計算する it is said %q", said)
		}
	}
}

// listen writes down what live regions would make a screen reader say.
const listen = `window.heard = [];
	for (const region of document.querySelectorAll("output, [role=status], [role=alert], [aria-live]")) {
		if (region.ariaLive === "off") continue;
		let last = region.textContent;
		new MutationObserver(() => {
			if (region.textContent.trim() && region.textContent !== last) heard.push(region.textContent.trim());
			last = region.textContent;
		}).observe(region, {subtree: true, childList: true, characterData: true});
	}0`

// heard returns what has been said since it was asked last.
func (tab *tab) heard() []string {
	tab.t.Helper()
	return evaluate[[]string](tab, `heard.splice(0)`)
}

// typeEverywhere answers each question of a calculator by its first option or by a number, and waits
// until the result has followed.
func (tab *tab) typeEverywhere() {
	tab.t.Helper()
	evaluate[any](tab, `new Promise(done => {
		for (const field of document.querySelectorAll("[data-calculator] fieldset:not([hidden]) input[type=text].number")) {
			for (const text of ["1", "12"]) {
				field.value = text;
				field.dispatchEvent(new Event("input", {bubbles: true}));
			}
			field.value = "";
			field.dispatchEvent(new Event("change", {bubbles: true}));
		}
		document.querySelectorAll("[data-calculator] input[type=radio][value='0']").forEach(radio => radio.click());
		setTimeout(done, 500, 0);
	})`)
}
