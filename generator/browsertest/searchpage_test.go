package browsertest

import (
	"context"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A searchView is what a reader meets on the search page.
type searchView struct {
	Told    string   // the line above the results
	Said    []string // what was announced since the page was opened
	Links   []string // addresses of the results
	Titles  []string
	Marks   []string
	Text    string // of all results
	Focus   string // tag that has the focus, and the place of the result
	Query   string // in the address
	Listed  bool   // the list of all pages is shown
	Strange int    // elements among the results that the page would not make
}

const readSearch = `(() => {
	const place = document.querySelector("[data-results]");
	const links = [...place.querySelectorAll("li > a")];
	return {
		Told: place.querySelector("p")?.textContent ?? "", Said: window.said ?? [],
		Links: links.map(a => decodeURIComponent(new URL(a.href).pathname + new URL(a.href).hash)), Titles: links.map(a => a.textContent),
		Marks: [...place.querySelectorAll("mark")].map(m => m.textContent), Text: place.textContent,
		Focus: document.activeElement.tagName + links.indexOf(document.activeElement),
		Query: new URLSearchParams(location.hash.slice(1)).get("q") ?? "",
		Listed: document.querySelector("[data-all]").checkVisibility(),
		Strange: place.querySelectorAll(":not(p, ol, li, a, mark, span, button)").length,
	};
})()`

// noteSayings notes what the live region says.
const noteSayings = `addEventListener("DOMContentLoaded", () => {
	window.said = [];
	new MutationObserver(() => {
		const text = document.getElementById("michi-status").textContent;
		if (text) said.push(text);
	}).observe(document.getElementById("michi-status"), {childList: true, characterData: true, subtree: true});
})`

// openSearch opens a search page, with a query in its address where there is one.
func (f *fixture) openSearch(t *testing.T, page, query string) *tab {
	t.Helper()
	tab := f.newTab(t)
	tab.beforeLoad(noteSayings)
	if query != "" {
		page += "?q=" + url.QueryEscape(query)
	}
	tab.visit(f.site.root + page)
	return tab
}

// found waits for an answer and returns what is shown.
func (tab *tab) found() searchView {
	tab.t.Helper()
	tab.await(`document.querySelector("[data-results] p")`)
	return evaluate[searchView](tab, readSearch)
}

// ask puts a query into the field as typing does, at once.
func (tab *tab) ask(query string) {
	tab.t.Helper()
	evaluate[any](tab, `(() => {
		const field = document.getElementById("michi-search");
		field.focus();
		field.value = decodeURIComponent("`+url.PathEscape(query)+`");
		field.dispatchEvent(new InputEvent("input", {bubbles: true}));
	})()`)
}

func TestSearchWhileTyping(t *testing.T) {
	t.Parallel()
	f := open(t)
	tab := f.openSearch(t, "search/", "")
	if v := evaluate[searchView](tab, readSearch); !v.Listed || v.Told != "" {
		t.Errorf("before anything is asked: %+v", v)
	}
	tab.do(chromedp.Focus(chromedp.CSS("#michi-search")))
	tab.insert("手帳")
	tab.await(`document.querySelector("[data-results] mark") && window.said.length`)
	v := evaluate[searchView](tab, readSearch)
	if v.Query != "手帳" || v.Listed || len(v.Links) != 10 || !strings.Contains(v.Told, "か所") {
		t.Errorf("after typing: %+v", v)
	}
	if len(v.Said) != 1 || v.Said[0] != v.Told {
		t.Errorf("announced is %q, told is %q", v.Said, v.Told)
	}
	for _, mark := range v.Marks {
		if !strings.Contains(mark, "手帳") {
			t.Errorf("%q is marked", mark)
		}
	}
}

// The number on the page is that of the results, to the last, also for who presses twice.
func TestAllResultsCanBeShown(t *testing.T) {
	t.Parallel()
	tab := open(t).openSearch(t, "search/", "手帳")
	told := tab.found().Told
	for shown := 0; ; shown += 10 {
		tab.await(fmt.Sprintf(`document.querySelectorAll("[data-results] li").length > %d`, shown))
		if !evaluate[bool](tab, `(() => {
			const more = document.querySelector("[data-results] button:not([hidden])");
			more?.click();
			more?.click();
			return Boolean(more);
		})()`) {
			break
		}
	}
	v := tab.found()
	if want := "「手帳」: " + strconv.Itoa(len(v.Links)) + "か所"; told != want {
		t.Errorf("told is %q, shown are %d", told, len(v.Links))
	}
}

func TestAnAddressBringsTheQuery(t *testing.T) {
	t.Parallel()
	f := open(t)
	query := url.Values{"q": {"手帳"}}.Encode()
	for _, address := range []string{"search/?" + query, "search/#" + query, "search/?from=mail#" + query} {
		if v := f.openSearch(t, address, "").found(); v.Query != "手帳" || len(v.Links) == 0 {
			t.Errorf("%s: %+v", address, v)
		}
	}
}

func TestSearchByKeyboard(t *testing.T) {
	t.Parallel()
	f := open(t)
	tab := f.openSearch(t, "search/#q=", "")
	tab.ask("交通費")
	first := tab.found()
	for _, step := range []struct{ key, focus string }{
		{kb.ArrowDown, "A0"}, {kb.ArrowDown, "A1"}, {kb.ArrowUp, "A0"}, {kb.ArrowUp, "INPUT-1"}, {kb.ArrowDown, "A0"}, {kb.Escape, "INPUT-1"},
	} {
		tab.press(step.key, 1)
		if v := tab.found(); v.Focus != step.focus {
			t.Fatalf("after %q the focus is on %s, want %s", step.key, v.Focus, step.focus)
		}
	}
	tab.press(kb.ArrowDown, 1)
	evaluate[any](tab, `(field => { field.value = "手帳"; field.dispatchEvent(new InputEvent("input", {bubbles: true})); })(document.getElementById("michi-search"))`)
	tab.await(`document.querySelector("[data-results] mark").textContent === "手帳"`)
	if v := tab.found(); v.Focus != "A0" {
		t.Errorf("new results take the focus from the list to %s", v.Focus)
	}
	tab.press(kb.ArrowUp, 1)
	tab.press(kb.Escape, 1)
	if v := evaluate[searchView](tab, readSearch); v.Query != "" || !v.Listed || len(v.Links) > 0 {
		t.Errorf("Escape in the field leaves %+v", v)
	}
	tab.ask("交通費")
	tab.found()
	tab.press(kb.ArrowDown, 1)
	tab.press(kb.Enter, 1)
	tab.await(`!location.pathname.endsWith("/search/")`)
	if at := unescaped(evaluate[string](tab, "location.pathname + location.hash")); !strings.HasPrefix(first.Links[0], at) {
		t.Errorf("Enter leads to %s, want %s", at, first.Links[0])
	}
}

// Keys that an input method takes for itself ask nothing and lead nowhere.
func TestInputMethodsAreLeftAlone(t *testing.T) {
	t.Parallel()
	f := open(t)
	tab := f.openSearch(t, "search/#q=", "")
	evaluate[any](tab, `(() => {
		const field = document.getElementById("michi-search");
		field.focus();
		const key = (name, more) => field.dispatchEvent(new KeyboardEvent("keydown", {key: name, bubbles: true, cancelable: true, ...more}));
		field.dispatchEvent(new CompositionEvent("compositionstart", {bubbles: true}));
		field.value = "てちょう";
		field.dispatchEvent(new InputEvent("input", {bubbles: true, isComposing: true}));
		window.untouched = ["ArrowDown", "Enter", "Escape"].every(name => key(name, {isComposing: true}) && key(name, {keyCode: 229}));
	})()`)
	tab.settle()
	evaluate[any](tab, `new Promise(done => setTimeout(done, 300))`)
	if v := evaluate[searchView](tab, readSearch); !evaluate[bool](tab, "window.untouched") || v.Told != "" || v.Query != "" || v.Focus != "INPUT-1" {
		t.Errorf("while composing: %+v", v)
	}
	evaluate[any](tab, `(() => {
		const field = document.getElementById("michi-search");
		field.value = "手帳";
		field.dispatchEvent(new CompositionEvent("compositionend", {bubbles: true}));
	})()`)
	if v := tab.found(); v.Query != "手帳" {
		t.Errorf("after composing: %+v", v)
	}
}

func TestSearchInEachEditionShowsItsOwnFirst(t *testing.T) {
	t.Parallel()
	f := open(t)
	for page, query := range map[string]string{"easy/search/": "手帳", "en/search/": "certificate", "search/": "手帳"} {
		v := f.openSearch(t, page, query).found()
		own := f.site.root + strings.TrimSuffix(page, "search/")
		if len(v.Links) == 0 || !strings.HasPrefix(v.Links[0], own) || page == "search/" && strings.HasPrefix(v.Links[0], own+"easy/") {
			t.Errorf("%s: %q leads first to %v", page, query, v.Links)
		}
	}
}

// slash presses the key / as one event, as a browser makes of it: chromedp's own comes apart into two.
func slash(ctx context.Context, target *chromedp.Target) error {
	key := map[string]any{"type": "keyDown", "key": "/", "code": "Slash", "text": "/", "windowsVirtualKeyCode": 191}
	return target.Call(ctx, "Input.dispatchKeyEvent", key, nil)
}

// The search opens over the page that is being read, and leaves it as it was. What is typed is sent nowhere.
func TestTheSearchOpensOverThePage(t *testing.T) {
	t.Parallel()
	f := open(t)
	article := f.site.first(t, `class="page-foot"`, `class="contents"`).path
	ways := map[string]action{
		"slash": chromedp.Func(slash), "Ctrl-K": chromedp.KeyEvent("k", chromedp.KeyModifiers(chromedp.ModifierCtrl)),
		"button": chromedp.Click(chromedp.CSS("[data-search]")),
	}
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			tab := f.newTab(t)
			tab.window(map[bool]int64{true: 360, false: 1280}[name == "button"])
			tab.visit(article)
			evaluate[any](tab, `(window.here = document.querySelector("[data-search]")).focus()`)
			tab.do(way)
			tab.await(`document.activeElement.matches("dialog #michi-search")`)
			tab.insert("手帳")
			tab.await(`document.querySelectorAll("dialog li a").length > 1`)
			tab.press(kb.ArrowDown, 1)
			tab.await(`document.activeElement.matches("dialog li:first-child > a")`)
			tab.press(kb.Escape, 1)
			tab.await(`document.activeElement === here && !document.querySelector("dialog").open`)
			tab.do(way)
			tab.await(`document.activeElement.matches("dialog #michi-search") && document.activeElement.value === "手帳"`)
			for _, address := range tab.seen.get().requests {
				if strings.Contains(address, "?") || strings.Contains(unescaped(address), "手帳") {
					t.Errorf("what was typed is sent to %s", address)
				}
			}
			if at := evaluate[string](tab, "location.pathname + location.hash"); unescaped(at) != unescaped(article) {
				t.Errorf("the address has become %s", at)
			}
		})
	}
	tab := f.newTab(t)
	tab.beforeLoad(`localStorage.setItem("michi", JSON.stringify({quiet: "on"}))`)
	tab.visit(article)
	if !evaluate[bool](tab, `document.body.dispatchEvent(new KeyboardEvent("keydown", {key: "/", bubbles: true, cancelable: true}))`) {
		t.Error("the quiet display does not turn the key off")
	}
}

// A word that stands nowhere, and is near to none, still leads somewhere.
func TestLikeWordsAreOfferedWhereNothingIsFound(t *testing.T) {
	t.Parallel()
	tab := open(t).openSearch(t, "search/", "給者書類金")
	if v := tab.found(); len(v.Links) > 0 || !strings.Contains(v.Text, "受給者証") {
		t.Fatalf("nothing like it is offered: %+v", v)
	}
	tab.do(chromedp.Click(chromedp.CSS("[data-results] .tools button")))
	tab.await(`document.querySelectorAll("[data-results] li a").length > 1 && document.activeElement.id === "michi-search"`)
}

func TestStrangeQueriesDoNoHarm(t *testing.T) {
	t.Parallel()
	f := open(t)
	tab := f.openSearch(t, "search/", "")
	for _, query := range []string{
		strings.Repeat("在宅訓練の費用", 1500), "\x00\x01\x1b手帳\x7f", `<img src=x onerror="document.title='x'">`, `.*+?^${}()|[]\\`, "🗾👩‍💻", "%E3%81", "''\"\"", "   ", "ー", "々", "。、「」",
	} {
		tab.ask(query)
		if strings.TrimSpace(query) != "" {
			tab.await(`document.querySelector("[data-results] p")?.textContent.includes(decodeURIComponent("` + url.PathEscape(query) + `").slice(0, 3))`)
		}
		v := evaluate[searchView](tab, readSearch)
		if v.Strange > 0 || strings.TrimSpace(query) != "" && v.Told == "" || len(v.Told) > 400 {
			t.Errorf("%.30q: %.200q, %d strange elements", query, v.Told, v.Strange)
		}
	}
	tab.checkComplaints()
}

// The page says what cannot be loaded, and it may be tried again.
func TestSearchWithoutConnection(t *testing.T) {
	t.Parallel()
	f := open(t)
	for name, broken := range map[string]string{
		"one file lacks": `String(what[0]).endsWith(".txt") ? Promise.resolve(new Response("<p>Please log in</p>")) : get(...what)`,
		"no connection":  `Promise.reject(new TypeError("failed"))`, "gone": `Promise.resolve(new Response("", {status: 404}))`,
		"not ours": `Promise.resolve(new Response("<p>Please log in</p>"))`, "odd": `Promise.resolve(new Response("{}"))`,
	} {
		t.Run(name, func(t *testing.T) {
			tab := f.newTab(t)
			tab.beforeLoad(noteSayings)
			tab.beforeLoad(`window.broken = true; const get = fetch; window.fetch = (...what) => broken ? ` + broken + ` : get(...what)`)
			tab.visit(f.site.root + "search/?q=" + url.QueryEscape("手帳"))
			v := tab.found()
			if !strings.Contains(v.Told, "読み込めませんでした") || !v.Listed {
				t.Fatalf("told is %q, the list of all pages is shown: %v", v.Told, v.Listed)
			}
			evaluate[any](tab, `window.broken = false; document.querySelector("[data-results] button").click()`)
			tab.await(`document.querySelector("[data-results] li")`)
		})
	}
}
