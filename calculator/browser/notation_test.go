package browser

import "testing"

// portuguese are the words of a page whose language writes 1.234,5 and 1/12/2026.
const portuguese = `const pt = {...words, number: "{n} {unit}", swap: true, date: "{d}/{m}/{y}", spellings: {}, powers: {}, numerals: {}, eras: {}} as any;
const money = {kind: "number", unit: "円", scale: 2, formats: ["{n} ienes", "{n} iene"]} as any;
const rate = {kind: "number", unit: "円/日", formats: ["{n} ienes por dia", "{n} iene por dia"]} as any;
const day = {kind: "date", range: [19000, 22000]} as any;
`

// A number that a reader writes with the signs of the page's language is read so, and shown so again.
func TestNumbersAndDatesInTheNotationOfTheLanguage(t *testing.T) {
	cases := []struct{ script, want string }{
		{`number("9.300", money)`, "930000"}, {`number("9.300,5 ienes", money)`, "930050"},
		{`number("1 iene", money)`, "100"}, {`number("10,68", money)`, "1068"},
		{`number("10.68", money)`, "undefined"},
		{`number("500 ienes por dia", rate)`, "500"}, {`number("500 ienes", rate)`, "undefined"},
		{`number("500円", rate)`, "500"}, {`number("1.23.4", money)`, "undefined"},
		{`date("1/12/2026", true)`, "20788"}, {`date("2026/12/1", true)`, "20788"},
		{`date("1/12", true)`, "20788"}, {`date("/12/1", true)`, "20788"},
		{`date("1/12/2026", false)`, "undefined"},
		{`show([930050n, 930050n], money, pt)`, "9.300,5 ienes"}, {`show([100n, 100n], money, pt)`, "1 iene"},
		{`yearFirst("1/12/2026")`, "2026/12/1"}, {`yearFirst("2026/12/1")`, "2026/12/1"}, {`yearFirst("/12/1")`, "/12/1"},
		{`show([20788n, 20788n], day, pt)`, "1/12/2026"},
	}
	script := `import { parseDate, parseNumber, swapSigns, yearFirst } from "./fold"; import { show } from "./show";` + "\n" + words + portuguese + `
const number = (text: string, input: any) => parseNumber(swapSigns(text, pt.swap), input, pt);
const date = (text: string, swap: boolean) => parseDate(swap ? yearFirst(text) : text, day, pt, 20787n);
`
	for _, c := range cases {
		script += "say(" + c.script + ");\n"
	}
	for i, got := range runScript(t, script) {
		if got != cases[i].want {
			t.Errorf("%s is %s, want %s", cases[i].script, got, cases[i].want)
		}
	}
}
