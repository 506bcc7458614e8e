package browsertest

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"shirube/calculator"
)

// pressPart presses a button of the calculator by its data-part.
func (tab *tab) pressPart(name string) {
	tab.t.Helper()
	tab.pressOn(`[data-calculator] button[data-part="` + name + `"]`)
}

// status waits for what the calculator says that a button has done.
func (tab *tab) status() string {
	tab.t.Helper()
	tab.await(`document.querySelector('[data-calculator] [data-part="status"]').textContent !== ""`)
	return evaluate[string](tab, `document.querySelector('[data-calculator] [data-part="status"]').textContent`)
}

// fillFee answers monthly-fee so that 9,300円 comes out.
func (tab *tab) fillFee(places map[string]int) {
	tab.t.Helper()
	tab.choose(places["世帯区分"], "2")
	tab.write(places["一日の費用"], "１万円")
	tab.write(places["利用日数"], "20")
	tab.calculate()
}

func TestASharedLinkBringsTheAnswersAndSendsThemNowhere(t *testing.T) {
	t.Parallel()
	f := open(t)
	places := feeQuestions(t)
	tab := f.newTab(t)
	tab.openCalculator("monthly-fee")
	tab.fillFee(places)
	if hash := evaluate[string](tab, "location.hash"); hash != "" {
		t.Fatalf("without being asked, the address holds %q", hash)
	}
	warning := evaluate[string](tab, `document.querySelector(".calc-tools").innerText`)
	if !strings.Contains(warning, "見た人") {
		t.Errorf("beside the button there is no warning: %q", warning)
	}
	tab.pressPart("share")
	said, link := tab.status(), evaluate[string](tab, "location.href")
	if !strings.Contains(link, "#calc=monthly-fee&") || said == "" {
		t.Fatalf("the link is %q, and the page says %q", link, said)
	}

	other := f.newTab(t)
	other.do(chromedp.Navigate(link))
	other.await(`document.querySelector("[data-ready] output [data-value]")?.textContent === "9,300円"`)
	if got := other.typed(places["一日の費用"]); got != "１万円" {
		t.Errorf("the link brings %q, want what was typed", got)
	}
	for _, address := range other.seen.get().requests {
		if strings.Contains(address, "=") && !strings.HasPrefix(address, "data:") {
			t.Errorf("a request carries answers: %s", address)
		}
	}
}

func TestALinkThatIsNotOursChangesNothing(t *testing.T) {
	t.Parallel()
	tab := open(t).newTab(t)
	tab.openCalculator("monthly-fee")
	want := tab.read()
	for _, hash := range []string{"#calc=other&利用日数=3", "#calc", "#%E0%A4%A", "#calc=monthly-fee&世帯区分=99&利用日数=%3Cb%3E&知らない=1"} {
		tab.visit(shared.site.root + "about/")
		tab.visit(calculatorPage("monthly-fee") + hash)
		tab.wake()
		tab.await(`!!document.querySelector("[data-ready]")`)
		got := tab.read()
		if len(got.Outputs) != len(want.Outputs) || evaluate[bool](tab, `!!document.querySelector("[data-calculator] b")`) {
			t.Errorf("%s: %+v", hash, got)
		}
	}
}

func TestAnswersAreKeptOnlyWhenAskedAndErasedByOneButton(t *testing.T) {
	t.Parallel()
	f := open(t)
	places := feeQuestions(t)
	tab := f.newTab(t)
	tab.openCalculator("monthly-fee")
	tab.fillFee(places)
	const stored = `JSON.stringify({...localStorage, ...sessionStorage}) + document.cookie`
	if got := evaluate[string](tab, stored); got != "{}" {
		t.Fatalf("without being asked, the device holds %s", got)
	}
	tab.pressPart("keep")
	if said := tab.status(); !evaluate[bool](tab, `document.querySelector('[data-part="keep"] + [data-part="status"]').checkVisibility()`) {
		t.Errorf("not beside the button, the page says %q", said)
	}
	tab.openCalculator("monthly-fee")
	tab.await(`document.querySelector("output [data-value]").textContent === "9,300円"`)
	tab.pressOn(`[data-part="loaded"] [data-part="erase"]`)
	if got := evaluate[string](tab, stored); got != "{}" {
		t.Errorf("after erasing, the device holds %s", got)
	}
	tab.openCalculator("monthly-fee")
	if got := tab.typed(places["一日の費用"]); got != "" {
		t.Errorf("after erasing, the form holds %q", got)
	}
}

func TestWhereTheDeviceForbidsKeepingEverythingElseWorks(t *testing.T) {
	t.Parallel()
	f := open(t)
	tab := f.newTab(t)
	tab.beforeLoad(`Object.defineProperty(window, "localStorage", {get() { throw new DOMException("forbidden", "SecurityError"); }})`)
	tab.openCalculator("monthly-fee")
	tab.fillFee(feeQuestions(t))
	if got := tab.read(); got.Outputs[0] != "9,300円" {
		t.Errorf("the result is %q", got.Outputs[0])
	}
	tab.pressPart("keep")
	if got := tab.status(); !strings.Contains(got, "残せません") {
		t.Errorf("the page says %q", got)
	}
}

func TestWhatWasTypedIsThereAfterGoingBack(t *testing.T) {
	t.Parallel()
	f := open(t).inWholeBrowser(t)
	places := feeQuestions(t)
	tab := f.newTab(t)
	tab.openCalculator("monthly-fee")
	tab.fillFee(places)
	tab.visit(f.site.root + "about/")
	tab.await(workerIsReady) // on a first visit: it must not take the page left behind
	tab.history(-1)
	tab.await(fmt.Sprintf(`document.querySelector('[name="q%d"]')?.value`, places["一日の費用"]))
	if got := tab.typed(places["一日の費用"]); got != "１万円" {
		t.Errorf("after going back, the field holds %q", got)
	}
	if got := tab.read(); got.Outputs[0] != "9,300円" {
		t.Errorf("after going back, the result is %q", got.Outputs[0])
	}
	tab.history(1)
	if at := evaluate[string](tab, "location.pathname"); at != f.site.root+"about/" {
		t.Errorf("forward leads to %s", at)
	}
}

// history goes back or forward. The browser may show the page as it was left, without loading it,
// and then no event tells that it is there.
func (tab *tab) history(steps int) {
	tab.t.Helper()
	from := evaluate[string](tab, fmt.Sprintf(`setTimeout(() => history.go(%d), 10); location.pathname`, steps))
	for tab.ctx.Err() == nil {
		time.Sleep(50 * time.Millisecond)
		at, err := chromedp.Run(tab.ctx, chromedp.Evaluate[string](`document.readyState === "complete" ? location.pathname : ""`))
		if err == nil && at != "" && at != from {
			return
		}
	}
	tab.t.Fatalf("history.go(%d) leads nowhere", steps)
}

func TestWithoutWebAssemblyThePageSaysWhatHelpsAndKeepsWhatIsTyped(t *testing.T) {
	t.Parallel()
	f := open(t)
	places := feeQuestions(t)
	for name, script := range map[string]string{
		"no WebAssembly": `delete window.WebAssembly`,
		"broken module":  `WebAssembly.instantiateStreaming = WebAssembly.instantiate = () => Promise.reject(new Error("no"))`,
		"no network":     `window.fetch = () => Promise.reject(new TypeError("offline"))`,
	} {
		t.Run(name, func(t *testing.T) {
			tab := f.newTab(t)
			tab.beforeLoad(script)
			tab.visit(calculatorPage("monthly-fee"))
			tab.wake()
			tab.await(`document.querySelector('[data-part="unavailable"]').checkVisibility()`)
			tab.write(places["一日の費用"], "10,000")
			tab.press("\r", 1)
			tab.settle()
			if got := tab.typed(places["一日の費用"]); got != "10,000" {
				t.Errorf("the field holds %q", got)
			}
			if at := evaluate[string](tab, "location.href"); at != tab.base+calculatorPage("monthly-fee") {
				t.Errorf("Enter leads to %s", at)
			}
			if !evaluate[bool](tab, `document.querySelector(".calc-grid table").checkVisibility()`) {
				t.Error("the worked-out table is not shown")
			}
		})
	}
}

// Before the script has come, or where it never does, the form must not send the answers as an address.
func TestAFormWithoutItsScriptSendsNothing(t *testing.T) {
	t.Parallel()
	f := open(t)
	tab := f.newTab(t)
	tab.openCalculator("monthly-fee") // attached, so that the copy below stays without a script
	evaluate[any](tab, `const form = document.querySelector("[data-calculator] form"); form.replaceWith(form.cloneNode(true)); document.querySelector('[name="q2"]').value = "10000";0`)
	tab.seen.clear()
	evaluate[any](tab, `document.querySelector(".calc-go button").click();0`)
	tab.settle()
	at := evaluate[string](tab, "location.search")
	if requests := tab.seen.get().requests; at != "" || len(requests) > 0 {
		t.Errorf("the form sends %q, %q", at, requests)
	}
}

// checkCalculatorWithoutScripts looks whether the worked-out tables and the formula are there where scripts do not run, and
// nothing that cannot work.
func (tab *tab) checkCalculatorWithoutScripts(p *calculator.Program) {
	tables := evaluate[int](tab, `[...document.querySelectorAll(".calc-grid table")].filter(e => e.checkVisibility()).length`)
	if tables != len(p.Grids) {
		tab.t.Errorf("%d of %d worked-out tables are shown", tables, len(p.Grids))
	}
	tab.do(chromedp.Click(chromedp.CSS(".calc-words summary")))
	if words := evaluate[string](tab, `document.querySelector(".calc-words dl").innerText`); len(words) < 100 {
		tab.t.Errorf("the formula in words is %q", words)
	}
	dead := evaluate[[]string](tab, `[...document.querySelectorAll("[data-calculator] :is(form, button, input, a[href^='#'])")].filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 80))`)
	if len(dead) > 0 {
		tab.t.Errorf("what cannot work is shown: %q", dead)
	}
	tab.checkNothingIsOutOfReach("without scripts")
}

func TestPaperHoldsDateAnswersResultAndSources(t *testing.T) {
	t.Parallel()
	f := open(t)
	tab := f.newTab(t)
	tab.beforeLoad(stubs)
	tab.openCalculator("monthly-fee")
	tab.fillFee(feeQuestions(t))
	tab.pressPart("print")
	if got := evaluate[[]string](tab, "asked"); len(got) != 1 || got[0] != "print" {
		t.Fatalf("the device is asked for %q", got)
	}
	tab.call(emulation.SetEmulatedMedia.Method, emulation.SetEmulatedMediaParams{Media: "print"})
	evaluate[any](tab, `dispatchEvent(new Event("beforeprint"));0`)
	tab.settle()
	paper := evaluate[string](tab, `document.querySelector("main").innerText`)
	today := evaluate[string](tab, `new Date().toLocaleDateString("ja", {dateStyle: "long"})`)
	for _, want := range []string{"9,300円", "計算した日 " + today, "10,000円/日", "20日", "出典", "自治体"} {
		if !strings.Contains(paper, want) {
			t.Errorf("on paper %q is missing:\n%s", want, paper)
		}
	}
	for _, unwanted := range []string{"わからない（", "計算する", "リンク", "残す", "変える", "計算のしかた"} {
		if strings.Contains(paper, unwanted) {
			t.Errorf("on paper there is %q:\n%s", unwanted, paper)
		}
	}
	if sheets := tab.print(); sheets > 2 {
		t.Errorf("the result takes %d sheets", sheets)
	}
}

// checkErrorsAreOpenToAll looks at a form whose answers are wrong; as it is, it has been looked at with its page.
func (tab *tab) checkErrorsAreOpenToAll(turn int, source string, colours *colourRecord) {
	evaluate[any](tab, source+";"+openFolds+";"+emptyForm)
	evaluate[any](tab, `for (const field of document.querySelectorAll("[data-calculator] input[type=text]")) field.value = "abc";
		document.querySelector("[data-calculator] form").requestSubmit();0`)
	tab.checkAccessible("[data-calculator]", colours, looks(turn, turn%4 == 0, false)...)
}

// BenchmarkEvaluateInChromium measures one evaluation and one instantiation in the browser that
// readers use, by the module alone.
func BenchmarkEvaluateInChromium(b *testing.B) {
	f := open(b)
	tab := f.newTab(b)
	tab.visit(f.site.root)
	type times struct{ Evaluate, Instantiate float64 }
	for _, p := range calculators(b) {
		b.Run(p.Name, func(b *testing.B) {
			var last times
			for b.Loop() {
				last = evaluate[times](tab.lend(b), fmt.Sprintf(measure, fmt.Sprint(p.Module), openAnswers(b, p)))
			}
			b.ReportMetric(last.Evaluate, "µs/evaluation")
			b.ReportMetric(last.Instantiate, "µs/instantiation")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// openAnswers returns the places and words of the answers of an empty form, as JSON.
func openAnswers(b *testing.B, p *calculator.Program) string {
	b.Helper()
	var words [][2]string
	for _, in := range p.Form.Inputs {
		for n, at := range in.At {
			words = append(words, [2]string{fmt.Sprint(at), fmt.Sprint(in.Unknown[n])})
		}
	}
	text, err := json.Marshal(words)
	if err != nil {
		b.Fatal(err)
	}
	return string(text)
}

// measure takes the bytes of a module as Go prints them and its answers; it returns microseconds.
const measure = `(async () => {
	const bytes = new Uint8Array("%s".slice(1, -1).split(" "));
	const timed = async (times, act) => {
		for (let i = 0; i < times / 10; i++) await act();
		const start = performance.now();
		for (let i = 0; i < times; i++) await act();
		return (performance.now() - start) / times * 1000;
	};
	const {instance} = await WebAssembly.instantiate(bytes);
	const {evaluate, memory} = instance.exports;
	const view = new DataView(memory.buffer);
	for (const [at, word] of %s) view.setBigInt64(Number(at), BigInt(word), true);
	const thousand = () => { for (let i = 0; i < 1000; i++) evaluate(); };
	return {Evaluate: await timed(100, thousand) / 1000, Instantiate: await timed(200, () => WebAssembly.instantiate(bytes))};
})()`
