package browsertest

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// tooWide lists what reaches out of the window sideways, if the page scrolls that way.
const tooWide = `(() => {
	const page = document.documentElement;
	if (page.scrollWidth <= page.clientWidth) return [];
	const all = [...document.body.querySelectorAll("*")].filter(e => e.getBoundingClientRect().right > page.clientWidth + 1);
	const outside = all.filter(e => !e.closest(".table, pre")), wide = outside.length ? outside : all;
	return [page.scrollWidth + " px wide", ...wide.slice(0, 5).map(e => e.tagName + "." + e.className + " " + e.textContent.trim().slice(0, 20))];
})()`

// cut lists text that is cut off: boxes that hide what does not fit into them.
const cut = `[...document.body.querySelectorAll("*")].filter(e => {
	if (e.clientWidth <= 1 || e.scrollWidth <= e.clientWidth + 1 && e.scrollHeight <= e.clientHeight + 1) return false;
	return /hidden|clip/.test(getComputedStyle(e).overflow) && e.innerText?.trim();
}).map(e => "cut off: " + e.tagName + "." + e.className)`

// checkWidth looks for what reaches out of the window, and for text that is cut off. A window of
// 320 px is a small phone, or a wide window magnified four times. In the other states pages take turns.
func (tab *tab) checkWidth(turn int, all, readings bool) {
	type state struct {
		name, script string
		widths       []int64
	}
	if readings {
		evaluate[any](tab, `document.documentElement.dataset.furigana = "off";0`)
	}
	states := []state{
		{"with everything open", openFolds + ";0", []int64{320, 360}},
		{"in the largest text", `document.documentElement.dataset.size = "largest";0`, []int64{320}},
		{"in text of double size", `document.documentElement.style.fontSize = "200%";0`, []int64{360, 1280}},
	}
	if readings {
		states = append(states, state{"with readings", `document.documentElement.dataset.furigana = "on";0`, []int64{1280}},
			state{"with readings in the largest text", `document.documentElement.style.fontSize = "";0`, []int64{320}})
	}
	count := 0
	for _, state := range states {
		evaluate[any](tab, state.script)
		if strings.Contains(state.name, "readings") {
			tab.awaitRuby()
		}
		for _, width := range state.widths {
			if all || count == 0 || count%2 == turn%2 {
				tab.checkWidthAt(width, state.name)
			}
			count++
		}
	}
}

func (tab *tab) checkWidthAt(width int64, state string) {
	tab.t.Helper()
	tab.window(width)
	tab.settle()
	if lost := evaluate[[]string](tab, "["+tooWide+","+cut+"].flat()"); len(lost) > 0 {
		tab.t.Errorf("%d px, %s: something is out of reach: %v", width, state, lost)
	}
}

// shifted asks the browser which parts moved while the page loaded, and by how many pixels.
const shifted = `new Promise(done => {
	const name = node => (node?.parentElement?.className ?? "") + " > " + (node?.nodeName ?? "gone") + "." + (node?.className ?? "");
	const moved = [];
	new PerformanceObserver(list => {
		for (const entry of list.getEntries()) {
			moved.push("shift of " + entry.value.toFixed(4));
			for (const s of entry.sources) moved.push(name(s.node) + " from " + s.previousRect.y + " to " + s.currentRect.y);
		}
	}).observe({type: "layout-shift", buffered: true});
	setTimeout(() => done(moved), 400);
})`

// checkStill looks for parts that move whenever the page loads. A busy machine may paint a table
// before its last rows have been read, which then widen its columns; that does not come again.
func (tab *tab) checkStill() {
	var moved []string
	for range 3 {
		if moved = evaluate[[]string](tab, shifted); len(moved) == 0 {
			return
		}
		tab.do(chromedp.Reload())
		tab.settle()
	}
	tab.t.Errorf("the layout moves while the page loads: %q", moved)
}

// An outline is what every page must have for readers who find their way by its structure.
type outline struct {
	Lang, Title     string
	H1, Main        int
	Skipped         string // a heading that skips a level
	UnsizedPictures []string
}

const readOutline = `(() => {
	const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")];
	const skipped = levels.find((h, i) => i > 0 && h.tagName[1] > +levels[i - 1].tagName[1] + 1);
	return {
		Lang: document.documentElement.lang, Title: document.title,
		H1: document.querySelectorAll("h1").length, Main: document.querySelectorAll("main").length,
		Skipped: skipped ? skipped.textContent : "",
		UnsizedPictures: [...document.images].filter(i => !(i.width && i.height && i.getAttribute("width") && i.getAttribute("height"))).map(i => i.src),
	};
})()`

// checkOutline looks for what the page's structure lacks.
func (tab *tab) checkOutline() {
	o := evaluate[outline](tab, readOutline)
	if o.Lang == "" || o.Title == "" || o.H1 != 1 || o.Main != 1 {
		tab.t.Errorf("the page needs a language, a title, one h1 and one main: %+v", o)
	}
	if o.Skipped != "" {
		tab.t.Errorf("a heading skips a level: %s", o.Skipped)
	}
	for _, src := range o.UnsizedPictures {
		tab.t.Errorf("a picture has no width or height: %s", src)
	}
}

// A compared table is shown as cards on a narrow window; to a screen reader it must stay a table.
func TestCardsAreStillATableToAScreenReader(t *testing.T) {
	t.Parallel()
	f := open(t)
	tab := f.newTab(t)
	tab.window(360)
	tab.visit(f.site.first(t, `class="table compare"`).path)
	count := make(map[string]int)
	for _, n := range tab.spokenTree() {
		count[n.role]++
	}
	for _, role := range []string{"table", "row", "columnheader", "rowheader", "cell"} {
		if count[role] == 0 {
			t.Errorf("no %s in the accessibility tree: %v", role, count)
		}
	}
}
