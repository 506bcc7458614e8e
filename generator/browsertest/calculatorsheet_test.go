package browsertest

import (
	"strings"
	"testing"
)

// caught keeps the files that a page offers to the device, and what it copies.
const caught = `
	const files = [], copies = [];
	URL.createObjectURL = file => { files.push(file); return "#"; };
	HTMLAnchorElement.prototype.click = function () { files.at(-1).title = this.download; };
	Object.defineProperty(navigator, "clipboard", {value: {writeText: async text => { copies.push(text); }}});
`

// What a reader takes to the office: result, answers, what is not known, sources, on paper and as text; days for a
// calendar; a table for a spreadsheet. Nothing is sent for it.
func TestAReaderTakesTheResultAlong(t *testing.T) {
	t.Parallel()
	tab := open(t).newTab(t)
	tab.beforeLoad(caught)
	tab.openCalculator("burden-cap")
	tab.seen.clear()
	tab.write(0, "30")
	tab.choose(1, "?")
	tab.calculate()
	unsure := evaluate[string](tab, `document.querySelector('[data-part="unsure"]').innerText`)
	if !strings.Contains(unsure, "生活保護") {
		t.Errorf("to ask at the office: %q", unsure)
	}
	tab.pressPart("text")
	tab.await(`copies.length === 1`)
	text := evaluate[string](tab, `copies[0]`)
	for _, want := range []string{"■ 結果", "1か月の上限: ", "■ 答えたこと", "30歳", "■ 窓口で聞くこと\n・", "■ 出典", "/calculators/burden-cap/"} {
		if !strings.Contains(text, want) {
			t.Errorf("in the text %q is missing:\n%s", want, text)
		}
	}
	tab.pressPart("ics")
	tab.await(`files.length === 1`)
	days := evaluate[string](tab, `files[0].text()`)
	for _, want := range []string{"BEGIN:VCALENDAR\r\n", "DTSTART;VALUE=DATE:", "SUMMARY:次に見直される日\r\n", "END:VCALENDAR\r\n"} {
		if !strings.Contains(days, want) {
			t.Errorf("in the calendar %q is missing:\n%s", want, days)
		}
	}
	for line := range strings.SplitSeq(days, "\r\n") {
		if len(line) > 75 {
			t.Errorf("a line of the calendar has %d bytes: %s", len(line), line)
		}
	}
	tab.pressPart("table")
	tab.await(`files.length === 2`)
	table := evaluate[string](tab, `new Response(files[1]).arrayBuffer().then(b => new TextDecoder("utf-8", {ignoreBOM: true}).decode(b))`)
	if !strings.HasPrefix(table, "\ufeff1か月の上限,") || !strings.Contains(table, "利用する人は何歳ですか,30歳\r\n") ||
		!strings.Contains(table, "所得割額,住まい\r\n,自宅") {
		t.Errorf("the table is\n%s", table)
	}
	for _, address := range tab.seen.get().requests {
		if !strings.HasPrefix(address, "data:") && !strings.Contains(address, "/assets/sheet-") {
			t.Errorf("taking the result along asks for %s", address)
		}
	}
}

// The result of one calculator leads to the next, with the answers that both ask for in place.
func TestTheNextCalculatorKnowsWhatWasAnswered(t *testing.T) {
	t.Parallel()
	tab := open(t).newTab(t)
	tab.openCalculator("burden-cap")
	for name, value := range map[string]string{"年齢": "30", "生活保護": "1"} {
		i := question(t, "burden-cap", name)
		if value == "30" {
			tab.write(i, value)
		} else {
			tab.choose(i, value)
		}
	}
	tab.calculate()
	tab.pressPart("chain")
	tab.await(`location.pathname.endsWith("/monthly-fee/") && !!document.querySelector("[data-ready]")`)
	banner := evaluate[string](tab, `document.querySelector('[data-part="loaded"]').innerText`)
	if !strings.Contains(banner, "負担上限月額の判定") {
		t.Errorf("the banner says %q", banner)
	}
	household := question(t, "monthly-fee", "世帯区分")
	if got := tab.answered(household); !strings.Contains(got, "生活保護") {
		t.Errorf("the household is taken over as %q", got)
	}
	if hash := evaluate[string](tab, "location.hash"); hash != "" {
		t.Errorf("the address keeps %q", hash)
	}
}

// question returns the index of an input.
func question(t *testing.T, calculator, name string) int {
	t.Helper()
	for i, in := range program(t, calculator).Form.Inputs {
		if in.Name == name {
			return i
		}
	}
	t.Fatalf("%s does not ask for %s", calculator, name)
	return -1
}

// Days between two dates are written as other numbers of the page are.
func TestALongTimeIsWrittenWithThousands(t *testing.T) {
	t.Parallel()
	tab := open(t).newTab(t)
	tab.openCalculator("benefit-period")
	tab.write(0, "2026-03-31")
	tab.write(question(t, "benefit-period", "離職時の年齢"), "30")
	tab.choose(1, "1")
	tab.write(question(t, "benefit-period", "働けない日数"), "2000")
	tab.await(`document.querySelector(".chart-line small")?.textContent === "1,461日"`)
}
