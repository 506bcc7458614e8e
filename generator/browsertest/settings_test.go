package browsertest

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A settingsView is what a reader meets of the display settings.
type settingsView struct {
	Open, Told bool              // the panel is shown; its button says so
	Focus      string            // where the keyboard is
	Shown      map[string]string // data attributes of <html>
	Checked    []string          // what is marked in the panel
	Kept       string            // what the device keeps
}

const readSettings = `(() => {
	const panel = document.getElementById("michi-settings");
	const {size, spacing, furigana, theme, quiet} = document.documentElement.dataset;
	return {
		Open: panel.checkVisibility(),
		Told: document.querySelector("[data-settings]").getAttribute("aria-expanded") === "true",
		Focus: document.activeElement.matches("[data-settings]") ? "opener" : document.activeElement.tagName,
		Shown: Object.fromEntries(Object.entries({size, spacing, furigana, theme, quiet}).filter(([, v]) => v)),
		Checked: [...panel.querySelectorAll(":checked")].map(i => i.name + "=" + i.value).sort(),
		Kept: localStorage.getItem("michi") ?? "",
	};
})()`

func (tab *tab) settings() settingsView {
	tab.t.Helper()
	tab.settle()
	return evaluate[settingsView](tab, readSettings)
}

func (tab *tab) openSettings() {
	tab.t.Helper()
	tab.do(chromedp.Focus(chromedp.CSS("[data-settings]")))
	tab.press(kb.Enter, 1)
}

func TestSettingsAreChosenByKeyboardAndStay(t *testing.T) {
	t.Parallel()
	f := open(t)
	tab := f.newTab(t)
	tab.visit(f.site.root)
	tab.openSettings()
	if v := tab.settings(); !v.Open || !v.Told || v.Focus != "H2" {
		t.Fatalf("Enter does not open the panel and go into it: %+v", v)
	}
	tab.press(kb.Tab, 1)
	tab.press(kb.ArrowDown, 1)
	if v := tab.settings(); v.Shown["size"] != "large" {
		t.Fatalf("the arrow key does not make the text larger: %+v", v)
	}
	before := evaluate[string](tab, `getComputedStyle(document.querySelector("main p")).fontSize`)
	tab.visit(f.site.first(t, `class="page-foot"`).path)
	if v := tab.settings(); v.Shown["size"] != "large" || v.Open {
		t.Errorf("the choice does not hold on the next page: %+v", v)
	}
	tab.visit(f.site.root)
	if after := evaluate[string](tab, `getComputedStyle(document.querySelector("main p")).fontSize`); after != before {
		t.Errorf("text was %s and is %s after coming back", before, after)
	}
	tab.openSettings()
	if v := tab.settings(); !slices.Contains(v.Checked, "size=large") {
		t.Errorf("the panel does not show the choice that was made: %+v", v)
	}
	tab.press(kb.Escape, 1)
	if v := tab.settings(); v.Open || v.Told || v.Focus != "opener" {
		t.Errorf("Escape does not close the panel and go back to its button: %+v", v)
	}
}

func TestSettingsGoBackToStandard(t *testing.T) {
	t.Parallel()
	standardChoices := []string{"furigana=off", "quiet=", "size=", "spacing=", "theme="}
	f := open(t)
	tab := f.newTab(t)
	tab.visit(f.site.root)
	tab.openSettings()
	for _, choice := range []string{"size=largest", "spacing=wider", "furigana=on", "theme=dark", "quiet=on"} {
		name, value, _ := strings.Cut(choice, "=")
		tab.do(chromedp.Click(chromedp.CSS(`input[name="` + name + `"][value="` + value + `"]`)))
	}
	if v := tab.settings(); len(v.Shown) != 5 || v.Kept == "" {
		t.Fatalf("the choices do not show: %+v", v)
	}
	evaluate[any](tab, `document.querySelector(".settings .tools button").focus()`)
	tab.press(kb.Enter, 1)
	v := tab.settings()
	if len(v.Shown) != 0 || v.Kept != "" || !slices.Equal(v.Checked, standardChoices) {
		t.Errorf("something of the choices is left: %+v", v)
	}
	tab.press(kb.Tab, 1)
	tab.press(kb.Enter, 1)
	if v := tab.settings(); v.Open || v.Focus != "opener" {
		t.Errorf("the close button does not close the panel: %+v", v)
	}
}

func TestTheFirstPaintHasTheColoursThatWereChosen(t *testing.T) {
	t.Parallel()
	f := open(t)
	tab := f.newTab(t)
	tab.beforeLoad(`localStorage.setItem("michi", '{"theme": "contrast"}');
		window.painted = [];
		const look = () => { if (document.body) painted.push(document.documentElement.dataset.theme ?? "none"); requestAnimationFrame(look); };
		requestAnimationFrame(look);`)
	tab.visit(f.site.root)
	if seen := evaluate[[]string](tab, "painted"); len(seen) == 0 || slices.Contains(seen, "none") {
		t.Errorf("before each paint, the theme is %q", seen)
	}
}

func TestChoicesReachOtherTabsAndPagesLeftBefore(t *testing.T) {
	t.Parallel()
	f := open(t)
	tab := f.newTab(t)
	tab.visit(f.site.root)
	evaluate[any](tab, `localStorage.setItem("michi", '{"theme": "dark"}'); dispatchEvent(new StorageEvent("storage", {key: "michi"}));0`)
	if v := tab.settings(); v.Shown["theme"] != "dark" {
		t.Errorf("a choice in another tab does not show: %+v", v)
	}
	evaluate[any](tab, `localStorage.setItem("michi", '{"theme": "light"}'); dispatchEvent(new PageTransitionEvent("pageshow", {persisted: true}));0`)
	if v := tab.settings(); v.Shown["theme"] != "light" {
		t.Errorf("a page that was left does not follow when the reader comes back: %+v", v)
	}
}

func TestColoursFollowTheDeviceUntilChosen(t *testing.T) {
	t.Parallel()
	f := open(t)
	tab := f.newTab(t)
	tab.visit(f.site.root)
	paper := func() string {
		tab.settle()
		return evaluate[string](tab, `getComputedStyle(document.body).backgroundColor`)
	}
	light := paper()
	tab.prefer("dark")
	dark := paper()
	evaluate[any](tab, `document.documentElement.dataset.theme = "light";0`)
	if chosen := paper(); dark == light || chosen != light {
		t.Errorf("light %s, dark %s, light chosen on a dark device %s", light, dark, chosen)
	}
}

func TestSettingsLastForThePageWhereNothingCanBeKept(t *testing.T) {
	t.Parallel()
	f := open(t)
	tab := f.newTab(t)
	tab.beforeLoad(`Object.defineProperty(window, "localStorage", {get() { throw new DOMException("no", "SecurityError"); }})`)
	tab.visit(f.site.root)
	tab.openSettings()
	tab.do(chromedp.Click(chromedp.CSS(`input[name="theme"][value="dark"]`)))
	tab.settle()
	if got := evaluate[string](tab, `document.documentElement.dataset.theme`); got != "dark" {
		t.Errorf("the choice does not show: %q", got)
	}
	for _, text := range tab.seen.get().complaints {
		t.Errorf("the browser says: %s", text)
	}
}

// What a page cannot have kept is left out: pages show the rest of what is in the device's store, and no address there
// runs or leads elsewhere.
func TestForgedEntriesInTheStoreAreLeftOut(t *testing.T) {
	t.Parallel()
	f := open(t)
	tab := f.newTab(t)
	tab.beforeLoad(`localStorage.setItem("michi", "null");
		const entry = (title, address) => ({title, address, questions: ["いくらですか"], remarks: []});
		localStorage.setItem("michi-questions", JSON.stringify([null, 1, {}, entry("a", "javascript:alert(1)"),
			entry("b", "//elsewhere.example/"), {...entry("c", "/"), questions: "x"}, entry("負担上限月額", "/calculators/burden-cap/")]));`)
	tab.visit(f.site.root + "apply/ask/")
	tab.await(`!!document.querySelector("[data-asked] h3 a")`)
	want := []string{"負担上限月額 /calculators/burden-cap/"}
	if got := evaluate[[]string](tab, `[...document.querySelectorAll("[data-asked] h3 a")].map((a) => a.textContent + " " + a.getAttribute("href"))`); !slices.Equal(got, want) {
		t.Errorf("shown are %q, want %q", got, want)
	}
	tab.checkComplaints()
}
