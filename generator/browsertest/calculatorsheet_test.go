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
	if !strings.HasPrefix(table, "\ufeff1か月の上限,") || !strings.Contains(table, "利用する人は何歳ですか,30歳\r\n") {
		t.Errorf("the table is\n%s", table)
	}
	tab.seen.mu.Lock()
	defer tab.seen.mu.Unlock()
	for _, address := range tab.seen.requests {
		if !strings.HasPrefix(address, "data:") && !strings.Contains(address, "/assets/sheet-") {
			t.Errorf("taking the result along asks for %s", address)
		}
	}
}
