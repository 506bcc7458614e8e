package browsertest

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// A rubyView is what a reader meets of the readings above kanji.
type rubyView struct {
	Rubies, Shown, Hidden int    // ruby elements; readings that are seen, and those that are not
	InRows                string // a ruby that a row or grid would tear from its text
	InLists               int    // rubies in menus, lists of contents and the foot
	Title                 string
}

const readRuby = `(() => {
	const readings = [...document.querySelectorAll("rt")];
	const seen = readings.filter(rt => getComputedStyle(rt).display !== "none");
	const torn = [...document.querySelectorAll("ruby")].find(r => /flex|grid/.test(getComputedStyle(r.parentElement).display));
	return {
		Rubies: document.querySelectorAll("ruby").length, Shown: seen.length, Hidden: readings.length - seen.length,
		InRows: torn ? torn.parentElement.outerHTML.slice(0, 200) : "",
		InLists: document.querySelectorAll("nav ruby, header.site-head ruby, footer ruby").length,
		Title: document.title,
	};
})()`

func (tab *tab) ruby() rubyView {
	tab.t.Helper()
	tab.settle()
	return evaluate[rubyView](tab, readRuby)
}

// awaitRuby waits until readings have come, and asks for all, as printing does.
func (tab *tab) awaitRuby() {
	tab.t.Helper()
	evaluate[bool](tab, `new Promise(done => {
		const { dataset } = document.documentElement;
		const look = () => "readings" in dataset || dataset.ruby === "shown" ? done(dispatchEvent(new Event("beforeprint"))) : setTimeout(look, 20);
		look();
	})`)
}

// visitWithReadings opens a page as a reader does who has turned readings on before.
func (tab *tab) visitWithReadings(path string) {
	tab.t.Helper()
	tab.beforeLoad(`localStorage.setItem("michi", JSON.stringify({furigana: "on"}))`)
	tab.visit(path)
	tab.awaitRuby()
}

func TestReadingsStandAboveKanjiWhenAskedFor(t *testing.T) {
	t.Parallel()
	f := open(t)
	tab := f.newTab(t)
	p := f.site.first(t, `data-ruby="hidden"`, `class="page-foot"`, `class="contents"`)
	tab.visit(p.path)
	if v := tab.ruby(); v.Rubies != 0 {
		t.Errorf("readings are loaded that nobody has asked for: %+v", v)
	}
	tab.openSettings()
	tab.do(chromedp.Click(chromedp.CSS(`input[name="furigana"][value="on"]`)))
	tab.awaitRuby()
	v := tab.ruby()
	if v.Shown < 50 || v.Hidden > 0 || v.InLists == 0 || v.InRows != "" || strings.Contains(v.Title, "《") {
		t.Errorf("readings are not where they belong: %+v", v)
	}
	if torn := evaluate[[]string](tab, `[...document.querySelectorAll("ruby")].filter(r => /[0-9]$/.test(r.previousSibling?.data ?? "") && !r.closest(".whole")).map(r => r.parentElement.textContent)`); len(torn) > 0 {
		t.Errorf("numbers can stand on another line than their units: %q", torn)
	}
	tab.do(chromedp.Click(chromedp.CSS(`input[name="furigana"][value="off"]`)))
	if v := tab.ruby(); v.Shown > 0 {
		t.Errorf("readings stay when they are not wanted any longer: %+v", v)
	}
}

func TestReadingsStandWhereTheyBelongOnEveryKindOfPage(t *testing.T) {
	t.Parallel()
	f := open(t)
	hidden := `data-ruby="hidden"`
	each(t, []page{
		f.site.first(t, hidden, `class="home"`), f.site.first(t, hidden, `class="page-foot"`, `class="contents"`, "<table"),
		f.site.first(t, hidden, "data-calculator"), f.site.first(t, `data-ruby="shown"`, `class="faq"`),
	}, func(t *testing.T, one *tab, p page) {
		one.visitWithReadings(p.path)
		if v := one.ruby(); v.Shown == 0 || v.InRows != "" || v.InLists == 0 {
			t.Errorf("readings are not where they belong: %+v", v)
		}
	})
}

func TestTheEasyEditionShowsReadingsWithoutScripts(t *testing.T) {
	t.Parallel()
	f := open(t)
	tab := f.newTab(t)
	tab.withoutScripts()
	tab.do(chromedp.Navigate(tab.base + f.site.first(t, `data-ruby="shown"`).path))
	if v := evaluate[rubyView](tab, readRuby); v.Shown == 0 || v.Hidden > 0 {
		t.Errorf("readings are not seen: %+v", v)
	}
}

func TestReadingsStayOutOfTitlesAndFeeds(t *testing.T) {
	t.Parallel()
	s := open(t).site
	for _, name := range []string{"feed.xml", "sitemap.xml", "robots.txt"} {
		if data, err := s.file(name); err != nil || strings.Contains(string(data), "<rt>") || strings.Contains(string(data), "《") {
			t.Errorf("%s holds readings, or is not there (%v)", name, err)
		}
	}
	for _, p := range s.pages {
		if head, _, _ := strings.Cut(p.html, "<body"); strings.Contains(head, "<ruby>") {
			t.Errorf("%s: readings in its head", p.path)
		}
		if strings.Contains(p.html, `data-ruby="hidden"`) && strings.Contains(p.html, "<ruby>") {
			t.Errorf("%s: readings in a page that hides them", p.path)
		}
	}
}

// unread lists text with kanji that a reader of readings would meet without them.
const unread = `(() => {
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
	while (walker.nextNode()) {
		const {data, parentElement: e} = walker.currentNode;
		if (/\p{Script=Han}/u.test(data) && e.checkVisibility() && !e.closest("ruby, option, [role=status], [lang=en]")) found.push(data.trim());
	}
	return found;
})()`

// A long page has its readings where its reader is: at once in view, and further down once they are there.
func TestReadingsComeAlongWithTheReader(t *testing.T) {
	t.Parallel()
	tab := open(t).newTab(t)
	tab.beforeLoad(`localStorage.setItem("michi", JSON.stringify({furigana: "on"}))`)
	tab.visit(open(t).site.root + "about/figures/")
	tab.await(`!` + unreadInView + `.length`)
	if evaluate[bool](tab, `document.querySelectorAll("main ruby").length > 1000`) {
		t.Error("all readings of a long page come at once, so that it does not answer meanwhile")
	}
	evaluate[bool](tab, `document.querySelector("main").scrollIntoView({block: "end"}), true`)
	tab.await(`scrollY > 5000 && !` + unreadInView + `.length`)
}

// unreadInView lists text with kanji in view without readings.
const unreadInView = `(() => {
	const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT), found = [];
	while (walker.nextNode()) {
		const {data, parentElement: e} = walker.currentNode;
		if (!/\p{Script=Han}/u.test(data) || !e.checkVisibility({contentVisibilityAuto: true}) || e.closest("ruby, [lang=en]")) continue;
		const {top, bottom} = e.getBoundingClientRect();
		if (bottom > 0 && top < innerHeight) found.push(data.trim());
	}
	return found;
})()`

// What scripts write has readings too: the panel of settings, the results of a calculator and of the search.
func TestWhatScriptsWriteHasReadings(t *testing.T) {
	t.Parallel()
	f := open(t)
	tab := f.newTab(t)
	tab.visitWithReadings(calculatorPage("burden-cap"))
	tab.openSettings()
	tab.await(`!` + unread + `.length`)
	tab.visit(f.site.root + "search/#q=" + "%E6%89%8B%E5%B8%B3")
	tab.await(`document.querySelectorAll("[data-results] li rt").length > 20`)
}

// With readings, numbers stand in elements of their own. The working leaves each where its sentence has it.
func TestTheWorkingKeepsNumbersInTheirSentences(t *testing.T) {
	t.Parallel()
	f := open(t)
	tab := f.newTab(t)
	tab.visit(f.site.root + "easy/calculators/office-visit/")
	tab.wake()
	tab.await(`!!document.querySelector("[data-ready]")`)
	const texts = `((list, line) => [...list.querySelectorAll(line + " small")].map((e) => e.textContent).join())`
	if !evaluate[bool](tab, texts+`(document, '[data-part="working"]') === `+texts+`(document.querySelector(".calc-words dl"), "[data-steps]")`) {
		t.Error("the working says something else than the explanation in words")
	}
}

// Numbers that scripts write are read as people count, whatever else the page holds: 31日 is not 31ついたち.
func TestNumbersThatScriptsWriteAreReadAsTheyAreCounted(t *testing.T) {
	t.Parallel()
	f := open(t)
	tab := f.newTab(t)
	tab.visit(f.site.root + "easy/calculators/benefit-period/")
	evaluate[any](tab, `(p => { p.id = "numbers"; p.textContent = "2027年3月31日、4月1日に20日、12か月と2時間、6分、10分間、1,461日、令和8年度、1人で3人"; document.body.append(p); })(document.createElement("p"));0`)
	evaluate[any](tab, `document.querySelector("#numbers").scrollIntoView();0`)
	tab.await(`document.querySelectorAll("#numbers rt").length > 9`)
	const want = "ねん がつ にち しがつ ついたち はつか げつ じ かん ろっぷん じゅっぷん かん にち れいわ ねんど ひとり にん"
	if got := evaluate[string](tab, `[...document.querySelectorAll("#numbers rt")].map((e) => e.textContent).join(" ")`); got != want {
		t.Errorf("the numbers are read\n%s\nwant\n%s", got, want)
	}
}
