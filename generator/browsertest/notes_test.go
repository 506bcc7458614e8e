package browsertest

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A term or a figure shows what it means beside it, and the reader goes on reading where they were.
func TestTermsAndFiguresShowWhatTheyAre(t *testing.T) {
	t.Parallel()
	f := open(t)
	for _, mark := range []string{`class="term"`, `class="figure-link"`} {
		tab := f.newTab(t)
		tab.window(360)
		tab.visit(f.site.first(t, mark, `class="page-foot"`).path)
		evaluate[any](tab, `(window.here = document.querySelector('main a[`+mark+`]')).focus()`)
		tab.press(kb.Enter, 1)
		tab.await(`document.activeElement.matches(".note-title")`)
		if got := evaluate[[]string](tab, "["+tooWide+","+cut+"].flat()"); len(got) > 0 {
			t.Errorf("%s: out of reach: %v", mark, got)
		}
		if !evaluate[bool](tab, `(n => n.innerText.length > 20 && n.querySelector(".tools a").href === here.href)(document.querySelector(".shown-note"))`) {
			t.Errorf("%s: the note says nothing, or leads not to the list", mark)
		}
		tab.press(kb.Escape, 1)
		tab.await(`document.activeElement === here && !document.querySelector(".shown-note").checkVisibility()`)
		tab.checkComplaints()
	}
	tab := f.newTab(t)
	tab.beforeLoad(`window.fetch = () => Promise.reject(new TypeError("failed"))`)
	tab.visit(f.site.first(t, `class="term"`, `class="page-foot"`).path)
	tab.do(chromedp.Click(chromedp.CSS("main a.term")))
	tab.await(`document.querySelector(".note-title") === null && location.hash !== ""`)
}

// A long list can be cut to what is looked for.
func TestLongListsAreFiltered(t *testing.T) {
	t.Parallel()
	tab := open(t).newTab(t)
	tab.visit(shared.site.first(t, "data-group").path)
	tab.do(chromedp.Focus(chromedp.CSS("#michi-filter")))
	tab.insert("上限")
	tab.await(`(all => all.length > 3 && all.every(e => e.textContent.includes("上限")))([...document.querySelectorAll(".source-list > li:not([hidden])")])`)
	if evaluate[int](tab, `[...document.querySelectorAll("[data-group]:not([hidden])")].filter(g => !g.querySelector("li[id]:not([hidden])")).length`) > 0 {
		t.Error("a group is left that has nothing in it")
	}
}

// A link to an entry far down a long list, which is not laid out yet, leads there.
func TestLinksIntoLongListsLeadToTheirEntries(t *testing.T) {
	t.Parallel()
	tab := open(t).newTab(t)
	list := shared.site.first(t, "data-group").path
	tab.visit(list)
	entries := evaluate[[]string](tab, `[...document.querySelectorAll("[data-group] li[id]")].map(e => e.id)`)
	for _, id := range []string{entries[len(entries)/2], entries[len(entries)-1]} {
		tab.visit(shared.site.root)
		tab.visit(list + "#" + id)
		tab.await(`document.querySelector(":target").getBoundingClientRect().top >= 0`)
		tab.await(`document.querySelector(":target").getBoundingClientRect().top < 60 || scrollY + innerHeight >= document.body.scrollHeight - 1`)
	}
}
