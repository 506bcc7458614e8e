package browsertest

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// longPage is a page that one must scroll, with a part to open and two lists.
func longPage(first, middle string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# 一日\n\n%s\n\n:::details くわしく\n開くと見える文です。\n:::\n\n", first)
	for i := range 40 {
		fmt.Fprintf(&b, "## 見出し%d\n\n段落%dの文です。[先のページ](day.md)もあります。\n\n", i, i)
		if i == 20 {
			fmt.Fprintf(&b, "%s\n\n", middle)
		}
	}
	return b.String()
}

// stay marks the document, so that a reload would be seen.
func (tab *tab) stay() { tab.t.Helper(); evaluate[bool](tab, `window.untouched = true`) }

// checkStayed fails where the document has been reloaded.
func (tab *tab) checkStayed() {
	tab.t.Helper()
	tab.settle()
	if !evaluate[bool](tab, `window.untouched === true`) {
		tab.t.Error("the page was loaded anew")
	}
}

const topOfMiddle = `Math.round([...document.querySelectorAll("h2")].find(h => h.innerText === "見出し15").getBoundingClientRect().top)`

// Somebody reads in the middle of a page while its beginning gets longer: what is on the screen stays
// there, the link that has the focus keeps it, what was opened stays open and what was marked marked.
func TestAnEditKeepsTheReadersPlace(t *testing.T) {
	t.Parallel()
	p := preparePreview(t, map[string]string{"index.md": "# 始め\n", "day.md": longPage("始めの文です。", "中の文です。")}).start(nil)
	tab := p.open("/day/")
	tab.stay()
	evaluate[any](tab, `document.querySelector("details.details").open = true;
		[...document.querySelectorAll("h2")].find(h => h.innerText === "見出し15").scrollIntoView({behavior: "instant"});
		scrollBy({top: -100, behavior: "instant"});
		window.link = document.querySelectorAll("main .page-body p a")[16]; link.focus({preventScroll: true});
		const text = document.querySelectorAll("main .page-body p")[19].firstChild;
		getSelection().setBaseAndExtent(text, 1, text, 4); window.marked = String(getSelection()); 0`)
	tab.settle()
	before := evaluate[int](tab, topOfMiddle)
	p.saveAs("day.md", longPage("始めの文です。\n\n"+strings.Repeat("新しい段落です。\n\n", 10), "中の文が変わりました。"))
	tab.await(`document.body.innerText.includes("中の文が変わりました。")`)
	tab.settle()
	if after := evaluate[int](tab, topOfMiddle); after != before || before > 200 {
		t.Errorf("what is on the screen moved from %d to %d px", before, after)
	}
	for what, condition := range map[string]string{
		"the focus":        `document.activeElement === link`,
		"what was opened":  `document.querySelector("details.details").open`,
		"what was marked":  `marked.length === 3 && String(getSelection()) === marked`,
		"the new sections": `document.querySelectorAll("main p").length > 51`,
	} {
		if !evaluate[bool](tab, condition) {
			t.Errorf("%s is lost", what)
		}
	}
	tab.checkStayed()
	tab.checkQuiet()
}

// A change that leaves the page as it was leaves everything as it is.
func TestAMistakeTakenBackChangesNothing(t *testing.T) {
	t.Parallel()
	p := startPreview(t)
	tab := p.open("/")
	tab.stay()
	evaluate[any](tab, `window.changes = 0; new MutationObserver(all => { changes += all.length; })
		.observe(document.querySelector("main"), {subtree: true, childList: true, attributes: true, characterData: true}); 0`)
	p.save("---\ntitle: [a\n---\n")
	tab.await(`!` + part(".errors") + `.hidden`)
	p.save("# 始め\n")
	tab.await(part(".errors") + `.hidden`)
	tab.checkStayed()
	if n := evaluate[int](tab, `changes`); n > 0 {
		t.Errorf("%d changes in a page that is the same", n)
	}
}

// A style sheet is swapped without loading the page, and the page is never seen without any.
func TestAStyleSheetIsSwappedInPlace(t *testing.T) {
	t.Parallel()
	p := startPreview(t)
	tab := p.open("/")
	tab.stay()
	evaluate[any](tab, `window.bare = 0; const look = () => {
		if (getComputedStyle(document.querySelector(".site-head-in")).display !== "flex") bare++; requestAnimationFrame(look); }; look(); 0`)
	if evaluate[int](tab, `bare`) > 0 {
		t.Fatal("the test looks for a style that the theme does not have")
	}
	for _, colour := range []string{"rgb(1, 2, 3)", "rgb(4, 5, 6)"} {
		p.restyle("main.css", "\nh1 { color: "+colour+" }\n")
		tab.await(`getComputedStyle(document.querySelector("h1")).color === "` + colour + `"`)
	}
	tab.await(`document.querySelectorAll('link[rel="stylesheet"]').length === 1`)
	if n := evaluate[int](tab, `bare`); n > 0 {
		t.Errorf("%d frames without styles", n)
	}
	tab.checkStayed()
	tab.checkQuiet()
}

// A changed script of the theme needs a reload; place and answers come back.
func TestAChangedScriptLoadsThePageAnew(t *testing.T) {
	t.Parallel()
	p := preparePreview(t, map[string]string{"index.md": "# 始め\n", "day.md": longPage("文。", "文。")}).start(nil)
	tab := p.open("/day/")
	tab.stay()
	evaluate[any](tab, `document.querySelector("details.details").open = true; scrollTo({top: 1500, behavior: "instant"}); 0`)
	p.write(p.theme+"/scripts/early.ts", `document.documentElement.dataset.script = "anew";`)
	tab.await(`document.documentElement.dataset.script === "anew" && document.readyState === "complete"`)
	tab.await(`Math.abs(scrollY - 1500) < 5 && document.querySelector("details.details").open`)
}

const feeCalculator = `計算機 料金
入力 回数: 回
  質問: %s
  範囲: 0回 から 31回
入力 交通費: 円
  質問: 交通費はいくらですか
  範囲: 0円 から 10,000円
値 一回の料金: %s円/回
  仮定: 試しの値です。
式 料金 = 一回の料金 × 回数 ＋ 交通費
出力 料金
例 10回
  回数 = 10回
  交通費 = 0円
  料金 = %s円
`

const result = `document.querySelector("output [data-value]").innerText`

// A calculator that changes keeps its answers and calculates again; so does one whose questions change
// their places.
func TestACalculatorKeepsItsAnswers(t *testing.T) {
	t.Parallel()
	p := preparePreview(t, map[string]string{
		"index.md": "# 料金を調べる\n\n::calculator[fee]\n", "calculators/fee.calc": fmt.Sprintf(feeCalculator, "何回ですか", "500", "5,000"),
	}).start(nil)
	tab := p.open("/")
	tab.await(`!!document.querySelector("[data-ready]")`)
	tab.stay()
	tab.write(1, "300")
	tab.write(0, "4")
	tab.await(result + `.includes("2,300")`)

	p.saveAs("calculators/fee.calc", fmt.Sprintf(feeCalculator, "何回ですか", "700", "7,000"))
	tab.await(result + `.includes("3,100")`)
	p.saveAs("calculators/fee.calc", fmt.Sprintf(feeCalculator, "月に何回ですか", "700", "7,000"))
	tab.await(`document.querySelector("legend").innerText.includes("月に何回")`)
	if got := evaluate[string](tab, `[...document.querySelectorAll('input[type="text"]')].map(i => i.value).join()`); got != "4,300" {
		t.Errorf("the answers are %s", got)
	}
	if !evaluate[bool](tab, `document.activeElement.name === "q0" && document.activeElement.selectionStart === 1`) {
		t.Error("the field that was being written in has lost the focus")
	}
	moved := strings.NewReplacer(
		"入力 回数", "入力 日数: 日\n  質問: 何日ですか\n  範囲: 0日 から 31日\n入力 回数",
		"＋ 交通費", "＋ 交通費 ＋ 日数 × 一日の料金", "値 一回", "値 一日の料金: 10円/日\n  仮定: 試しの値です。\n値 一回",
		"例 10回", "例 10回\n  日数 = 1日", "料金 = 7,000", "料金 = 7,010",
	).Replace(fmt.Sprintf(feeCalculator, "月に何回ですか", "700", "7,000"))
	p.saveAs("calculators/fee.calc", moved)
	tab.await(`[...document.querySelectorAll('input[type="text"]')].map(i => i.value).join() === ",4,300"`)
	tab.insert("0")
	tab.await(`[...document.querySelectorAll('input[type="text"]')].map(i => i.value).join() === ",40,300"`)
	tab.write(0, "2")
	tab.write(1, "5")
	tab.await(result + `.includes("3,820")`)
	tab.checkStayed()
	tab.checkQuiet()
}

// A module that is slow to come does not take the place of a newer one, and one that does not come is reported.
func TestACalculatorHasTheNewestModule(t *testing.T) {
	t.Parallel()
	calculator := func(fee, example string) string { return fmt.Sprintf(feeCalculator, "何回ですか", fee, example) }
	p := preparePreview(t, map[string]string{"index.md": "::calculator[fee]\n", "calculators/fee.calc": calculator("500", "5,000")}).start(nil)
	tab := p.open("/")
	tab.await(`!!document.querySelector("[data-ready]")`)
	tab.write(1, "300")
	tab.write(0, "4")
	tab.await(result + `.includes("2,300")`)
	evaluate[any](tab, `const real = fetch; window.held = [];
		window.fetch = async (address, ...how) => {
			const answer = await real(address, ...how);
			if (String(address).endsWith(".wasm")) await window.hold?.();
			return answer;
		};
		window.hold = () => new Promise(go => { window.hold = undefined; held.push(go); }); 0`)
	p.saveAs("calculators/fee.calc", calculator("700", "7,000"))
	tab.await(`held.length === 1`)
	p.saveAs("calculators/fee.calc", calculator("900", "9,000"))
	tab.await(result + `.includes("3,900")`)
	evaluate[any](tab, `held[0](); 0`)
	tab.settle()
	if got := evaluate[string](tab, result); !strings.Contains(got, "3,900") {
		t.Errorf("the result is %s by an older module", got)
	}
	const isTold = `!document.querySelector('[data-part="unavailable"]').hidden`
	evaluate[any](tab, `window.hold = () => { throw new Error("lost"); }; 0`)
	p.saveAs("calculators/fee.calc", calculator("600", "6,000"))
	tab.await(isTold)
	evaluate[any](tab, `window.hold = undefined; 0`)
	p.saveAs("calculators/fee.calc", calculator("800", "8,000"))
	tab.await(result + `.includes("3,500") && !(` + isTold + `)`)
}

// What the theme's scripts add to a page is added to what comes new into it, once.
func TestScriptsAttachToWhatIsNew(t *testing.T) {
	t.Parallel()
	p := preparePreview(t, map[string]string{"index.md": "# 始め\n\n```go\nfunc a() {}\n```\n"}).start(nil)
	tab := p.open("/")
	tab.stay()
	tab.await(`document.querySelectorAll(".code button").length === 1`)
	p.save("# 始め\n\n```go\nfunc b() {}\n```\n\n## 次\n\n```go\nfunc c() {}\n```\n\n## 終わり\n\n文\n")
	tab.await(`document.body.innerText.includes("func c")`)
	if got := evaluate[string](tab, `[...document.querySelectorAll(".code")].map(c => c.querySelectorAll("button").length).join()`); got != "1,1" {
		t.Errorf("the blocks have %s buttons", got)
	}
	tab.await(`document.querySelector(".contents details").open && !!document.querySelector(".contents [aria-current]")`)
	tab.checkStayed()
	tab.checkQuiet()
}

// Who writes with readings above the kanji has them above new text too.
func TestNewTextHasReadings(t *testing.T) {
	t.Parallel()
	p := preparePreview(t, map[string]string{"site.yaml": "title: 試し\nfurigana: true\n", "index.md": "# 始め\n\n訓練の文です。\n\n自宅の文です。\n"}).start(nil)
	tab := p.open("/")
	tab.stay()
	evaluate[any](tab, `document.documentElement.dataset.furigana = "on"; 0`)
	tab.awaitRuby()
	p.save("# 始め\n\n訓練の文を直しました。\n\n自宅の文です。\n\n学校も書きました。\n")
	for word, reading := range map[string]string{"直": "なお", "学校": "がっこう", "自宅": "じたく", "訓練": "くんれん"} {
		tab.await(fmt.Sprintf(`[...document.querySelectorAll("main ruby")].some(r => r.firstChild.data === %q && r.lastChild.innerText === %q)`, word, reading))
	}
	if got := evaluate[string](tab, `[...document.querySelectorAll("main .page-body p")].map(p => { const c = p.cloneNode(true); c.querySelectorAll("rt").forEach(r => r.remove()); return c.textContent }).join()`); !strings.HasPrefix(got, "訓練の文を直しました。,自宅の文です。,学校も書きました。") {
		t.Errorf("the page says %q", got)
	}
	tab.checkStayed()
}

// All tabs follow, and a page that nobody sees catches up when it is looked at.
func TestSeveralTabsFollow(t *testing.T) {
	t.Parallel()
	p := preparePreview(t, map[string]string{"index.md": "# 始め\n", "day.md": "# 一日\n"}).start(nil)
	first, second := p.open("/"), p.open("/day/")
	for _, tab := range []*tab{first, second} {
		tab.stay()
	}
	p.saveAs("day.md", "# 新しい一日\n")
	second.await(headingIs("新しい一日"))
	p.save("# 新しい始め\n")
	first.await(headingIs("新しい始め"))
	hide := func(hidden string) {
		evaluate[any](first, `Object.defineProperty(document, "hidden", {get: () => `+hidden+`, configurable: true}); document.dispatchEvent(new Event("visibilitychange")); 0`)
	}
	hide("true")
	p.save("# 見ていない間\n")
	p.saveAs("day.md", "# 見ている間\n")
	second.await(headingIs("見ている間"))
	if !evaluate[bool](first, headingIs("新しい始め")) {
		t.Error("a page that nobody sees holds a connection")
	}
	evaluate[any](first, `dispatchEvent(new Event("online")); 0`)
	first.settle()
	if !evaluate[bool](first, headingIs("新しい始め")) {
		t.Error("a page that nobody sees takes a connection when the network is back")
	}
	hide("false")
	first.await(headingIs("見ていない間"))
	for _, tab := range []*tab{first, second} {
		tab.checkStayed()
		tab.checkQuiet()
	}
}

// The change of a page is quick, however long the page is.
func TestAnEditIsQuickInTheBrowser(t *testing.T) {
	p := preparePreview(t, map[string]string{"index.md": "# 始め\n", "day.md": longPage("文。", "文。")}).start(nil)
	tab := p.open("/day/")
	evaluate[any](tab, `document.addEventListener("shirube:before", () => { window.began = performance.now(); });
		document.addEventListener("shirube:update", () => { window.took = performance.now() - began; }); 0`)
	quickest := math.Inf(1) // the machine may be busy with something else
	for i := range 5 {
		text := fmt.Sprintf("中の文%d", i)
		p.saveAs("day.md", longPage("文。", text))
		tab.await(`document.body.innerText.includes("` + text + `")`)
		took := evaluate[float64](tab, `took`)
		t.Logf("a page of %d bytes is changed in %.1f ms", evaluate[int](tab, `new Blob([document.documentElement.outerHTML]).size`), took)
		quickest = min(quickest, took)
	}
	if quickest > 50 {
		t.Errorf("changing the page takes %.1f ms", quickest)
	}
}

// Where the page must be reloaded, answers come back all the same.
func TestAnswersOutliveLoadingAnew(t *testing.T) {
	t.Parallel()
	p := preparePreview(t, map[string]string{
		"index.md": "# 料金を調べる\n\n::calculator[fee]\n", "calculators/fee.calc": fmt.Sprintf(feeCalculator, "何回ですか", "500", "5,000"),
	}).start(nil)
	tab := p.open("/")
	tab.await(`!!document.querySelector("[data-ready]")`)
	tab.write(0, "4")
	tab.choose(1, "?")
	p.write(p.theme+"/scripts/early.ts", `document.documentElement.dataset.script = "anew";`)
	tab.await(`document.documentElement.dataset.script === "anew" && !!document.querySelector("[data-ready]")`)
	tab.await(result + `.includes("2,000") && document.querySelector('[name="q0"]').value === "4" && document.querySelector('[name="q1?"]').checked`)
}

// A calculator that comes into a page works, and so does a page that loses it.
func TestACalculatorComesIntoAPage(t *testing.T) {
	t.Parallel()
	p := preparePreview(t, map[string]string{
		"index.md": "# 料金を調べる\n", "calculators/fee.calc": fmt.Sprintf(feeCalculator, "何回ですか", "500", "5,000"),
	}).start(nil)
	tab := p.open("/")
	p.save("# 料金を調べる\n\n::calculator[fee]\n")
	tab.await(`!!document.querySelector("[data-ready]")`)
	tab.write(0, "4")
	tab.write(1, "300")
	tab.await(result + `.includes("2,300")`)
	p.save("# 料金は\n")
	tab.await(headingIs("料金は") + ` && !document.querySelector("[data-calculator]")`)
	tab.checkQuiet()
}

// A phone in the same network gets less from its browser, and follows all the same.
func TestAPhoneFollows(t *testing.T) {
	t.Parallel()
	p := startPreview(t)
	tab := open(t).newTab(t)
	tab.base = strings.TrimSuffix(p.url, "/")
	tab.beforeLoad(`performance.getEntriesByType = () => []`)
	tab.visit("/")
	tab.await(`document.querySelector("shirube-preview")?.hidden === false`)
	tab.stay()
	for _, heading := range []string{"新しい", "さらに新しい"} {
		p.save("# " + heading + "\n")
		tab.await(headingIs(heading))
	}
	p.restyle("main.css", "\nh1 { color: rgb(1, 2, 3) }\n")
	tab.await(`getComputedStyle(document.querySelector("h1")).color === "rgb(1, 2, 3)"`)
	tab.checkStayed()
	tab.checkQuiet()
}

// A page that the browser has kept while others changed is the page of today, and is not loaded twice.
func TestAKeptPageIsTheOneOfToday(t *testing.T) {
	t.Parallel()
	p := preparePreview(t, map[string]string{"index.md": "# 始め\n", "day.md": "# 一日\n"}).start(nil)
	tab := p.open("/")
	evaluate[any](tab, `sessionStorage.clear(); 0`)
	for _, heading := range []string{"二日", "三日"} {
		p.saveAs("day.md", "# "+heading+"\n")
		tab.await(`fetch("/day/").then(page => page.text()).then(text => text.includes("` + heading + `"))`)
		tab.visit("/")
		tab.stay()
		tab.await(`document.querySelector("shirube-preview")?.hidden === false`)
		tab.checkStayed()
		if evaluate[bool](tab, `"shirube-preview-reason" in sessionStorage`) {
			t.Error("the page was loaded twice")
		}
	}
	p.save("# 新しい\n")
	tab.await(headingIs("新しい"))
	tab.checkStayed()
}
