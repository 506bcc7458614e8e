package browser

import (
	"encoding/json"
	"fmt"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/evanw/esbuild/pkg/api"

	"shirube/calculator"
)

// words are those of a Japanese page, as far as the scripts tested here need them.
const words = `const words = {
  number: "{n}{unit}", range: "{low}〜{high}", date: "{y}年{m}月{d}日", months: [..."123456789", "10", "11", "12"], or: "または", and: "、",
  maybe: "{text}（場合による）", none: "なし", powers: {"億": 8, "万": 4, "千": 3, "百": 2, "十": 1},
  about: ["約", "くらい"], numerals: {"〇": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9},
  spellings: {"ヶ月": "か月", "ケ月": "か月", "才": "歳"}, eras: {"令和": 20190501, "R": 20190501}, tenths: "割", times: "倍",
} as any;
`

// runScript runs TypeScript that calls say(value) and returns what it said. Without Node.js the test
// is skipped; the browser tests cover the same code through its pages.
func runScript(t *testing.T, script string) []string {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("needs node")
	}
	command := exec.Command(node, "--input-type=module", "-")
	command.Stdin = strings.NewReader(bundled(t, script+"\nconsole.log(JSON.stringify(said));"))
	out, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var said []string
	if err := json.Unmarshal(out, &said); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return said
}

// bundled returns TypeScript of this folder as one JavaScript module.
func bundled(t testing.TB, script string) string {
	t.Helper()
	result := api.Build(api.BuildOptions{
		Stdin:  &api.StdinOptions{Contents: script, ResolveDir: ".", Loader: api.LoaderTS},
		Banner: map[string]string{"js": "const said = []; const say = (v) => said.push(String(v));"},
		Bundle: true, Format: api.FormatESModule, Target: api.ES2022, LogLevel: api.LogLevelSilent,
	})
	for _, m := range result.Errors {
		t.Fatal(m.Text)
	}
	return string(result.OutputFiles[0].Contents)
}

func TestNumbersAsPeopleTypeThem(t *testing.T) {
	cases := []struct{ typed, unit, scale, want string }{
		{"20", "日", "0", "20"}, {"２０日", "日", "0", "20"}, {" 9,300 円 ", "円", "0", "9300"},
		{"９，３００円", "円", "0", "9300"}, {"9、300", "円", "0", "9300"}, {"3万7,200円", "円", "0", "37200"},
		{"16万円", "円", "0", "160000"}, {"1.5万", "円", "0", "15000"}, {"5千", "円", "0", "5000"},
		{"1億2千万", "円", "0", "120000000"}, {"約百二十万円くらい", "円", "0", "1200000"}, {"30才", "歳", "0", "30"}, {"千円", "円", "0",
			"1000"}, {"二〇", "日", "0", "20"}, {"千百", "円", "0", "1100"},
		{"百千", "円", "0", "undefined"}, {"万万", "円", "0", "undefined"}, {"二10", "円", "0", "undefined"}, {"約", "円", "0",
			"undefined"}, {"1億2,000万", "円", "0", "120000000"}, {"¥1200", "円", "0", "1200"},
		{"10,000円", "円/日", "0", "10000"}, {"10000円／日", "円/日", "0", "10000"}, {"3ヶ月", "か月", "0", "3"},
		{"20m3", "m³", "0", "20"}, {"20㎥", "m³", "0", "20"}, {"20m³", "円/m³", "0", "undefined"}, {"1.5KWH", "kWh", "1", "15"},
		{"3割", "%", "0", "30"}, {"三割", "%", "0", "30"}, {"1.5倍", "", "1", "15"}, {"1.5倍", "%", "1", "undefined"}, {"3割", "円", "0", "undefined"},
		{"10%", "%", "0", "10"}, {"１０％", "%", "0", "10"}, {"10.68", "円/単位", "2", "1068"},
		{"10.680", "円/単位", "2", "1068"}, {"10.685", "円/単位", "2", "null"}, {"1.5", "日", "0", "null"},
		{"1.0", "日", "0", "1"}, {"0", "日", "0", "0"}, {"-3", "日", "0", "-3"}, {"－３", "日", "0", "-3"},
		{"ー3", "日", "0", "-3"}, {"+3", "日", "0", "3"}, {"abc", "日", "0", "undefined"}, {"", "日", "0", "undefined"},
		{"円", "円", "0", "undefined"}, {"万", "円", "0", "undefined"}, {"1,23", "円", "0", "undefined"},
		{"1.2.3", "円", "1", "undefined"}, {"二十", "日", "0", "20"}, {"1e9", "円", "0", "undefined"},
		{"99999999999999999999999999999999", "円", "0", "99999999999999999999999999999999"}, {"9007199254740993", "円",
			"0", "9007199254740993"},
	}
	script := `import { parseNumber } from "./fold";` + "\n" + words
	for _, c := range cases {
		script += `say(parseNumber(` + quote(c.typed) + `, {kind: "number", unit: ` + quote(c.unit) + `, scale: ` + c.scale + `} as any, words));` + "\n"
	}
	for i, got := range runScript(t, script) {
		if got != cases[i].want {
			t.Errorf("%q (%s) is read as %s, want %s", cases[i].typed, cases[i].unit, got, cases[i].want)
		}
	}
}

func TestDatesAsPeopleTypeThem(t *testing.T) {
	cases := []struct{ typed, want string }{
		{"2026-12-01", "20788"}, {"２０２６年１２月１日", "20788"}, {"2026/12/1", "20788"}, {"2026.12.1", "20788"},
		{"20261201", "20788"}, {"令和8年12月1日", "20788"}, {"令和元年5月1日", "18017"}, {"1970-01-01", "0"},
		{"2024-02-29", "19782"}, {"2026-02-29", "undefined"}, {"2026-13-01", "undefined"}, {"12月1日", "20788"}, {"１２／１",
			"20788"}, {"11月29日", "21151"}, {"2月29日", "21243"}, {"13月1日", "undefined"},
		{"R8.12.1", "20788"}, {"r8/12/1", "20788"}, {"Ｒ８．１２．１", "20788"}, {"令和八年十二月一日", "20788"}, {"8.12.1", "undefined"},
		{"令和0年6月1日", "undefined"}, {"令和元年4月30日", "undefined"},
		{"平成8年1月1日", "undefined"}, {"あした", "undefined"}, {"", "undefined"},
	}
	script := `import { parseDate } from "./fold";` + "\n" + words
	for _, c := range cases {
		script += `say(parseDate(` + quote(c.typed) + `, {range: [19000, 22000]} as any, words, 20787n));` + "\n"
	}
	for i, got := range runScript(t, script) {
		if got != cases[i].want {
			t.Errorf("%q is read as %s, want %s", cases[i].typed, got, cases[i].want)
		}
	}
}

func TestResultsAreWrittenExactly(t *testing.T) {
	cases := []struct{ value, shape, want string }{
		{"9300n, 9300n", `kind: "number", unit: "円"`, "9,300円"},
		{"0n, 9300n", `kind: "number", unit: "円"`, "0円〜9,300円"},
		{"-1234567n, -1234567n", `kind: "number", unit: "円"`, "−1,234,567円"},
		{"1068n, 1068n", `kind: "number", unit: "円/単位", scale: 2`, "10.68円/単位"},
		{"1050n, 1050n", `kind: "number", unit: "時間", scale: 2`, "10.5時間"},
		{"5n, 5n", `kind: "number", unit: "時間", scale: 2`, "0.05時間"},
		{"1n, 1n", `kind: "number", unit: "%", scale: -2`, "100%"},
		{"9223372036854775807n, 9223372036854775807n", `kind: "number"`, "9,223,372,036,854,775,807"},
		{"20788n, 20788n", `kind: "date"`, "2026年12月1日"},
		{"-719162n, -719162n", `kind: "date"`, "1年1月1日"},
		{"6n", `kind: "choice", options: ["A", "B", "C"]`, "BまたはC"},
		{"2n", `kind: "yesno", options: ["いいえ", "はい"]`, "はい"},
		{"1n, 5n", `kind: "set", options: ["A", "B", "C"]`, "A、C（場合による）"},
		{"0n, 0n", `kind: "set", options: ["A"]`, "なし"},
	}
	script := `import { show } from "./show";` + "\n" + words
	for _, c := range cases {
		script += `say(show([` + c.value + `], {at: [], ` + c.shape + `} as any, words));` + "\n"
	}
	for i, got := range runScript(t, script) {
		if got != cases[i].want {
			t.Errorf("%s as %s is written %s, want %s", cases[i].value, cases[i].shape, got, cases[i].want)
		}
	}
}

// quote writes s as a string of a script.
func quote(s string) string {
	b, _ := json.Marshal(s)
	return string(b)
}

// What a reader types on a page, somebody else gives the command calc: both must be read the same way.
func TestPageAndCommandReadAnswersAlike(t *testing.T) {
	set, found := calculator.Compile([]calculator.Source{{Path: "test.calc", Text: []byte(`計算機 試し
入力 額: 円
  範囲: -1億円 から 9億円
入力 始める日: 日付
  範囲: 2022-01-08 から 2030-03-27
式 額の写し = 額 + 0円
式 日の写し = 始める日 + 0日
出力 額の写し
出力 日の写し
`)}}, calculator.Options{SkipExamples: true})
	if found.HasErrors() {
		t.Fatal(found)
	}
	form := set.Program("test").Form
	description := described(t, form)
	answers := [2][]string{
		{"9300", "９，３００円", "9、300", "3万7,200円", "1.5万", "1億2千万", "約百二十万円", "120万円くらい", "千円", "二〇", "¥1200", "-3", "+3",
			"ー3", "1.5", "1,23", "1.2.3", "百千", "万", "二10", "約", "abc", "1e9", "10日", "", "零"},
		{"2026-12-01", "2026/12/1", "２０２６年１２月１日", "令和8年12月1日", "R8.12.1", "r8/12/1", "令和八年十二月一日", "20261201", "12月1日", "12/1",
			"11月29日", "2月29日", "4月1日", "2月30日", "13/1", "2026-02-29", "令和元年5月1日", "令和0年5月1日", "令和元年4月30日", "平成31年5月1日", "あした", "8.12.1", "S64.1.1"},
	}
	script := `import { parseDate, parseNumber } from "./fold";` + "\nconst d = " + string(description) + ` as any;` + "\n"
	for i, texts := range answers {
		for _, text := range texts {
			call := []string{`parseNumber(%s, d.inputs[0], d.words)`, `parseDate(%s, d.inputs[1], d.words, 20787n)`}[i]
			script += "say(" + fmt.Sprintf(call, quote(text)) + ");\n"
		}
	}
	said := runScript(t, script)
	for i, texts := range answers {
		for _, text := range texts {
			onPage := said[0]
			said = said[1:]
			result, err := set.Program("test").Evaluate(t.Context(), map[string]any{form.Inputs[i].Name: text},
				calculator.Day{Number: 20787, Valid: true})
			inCommand := "unreadable"
			if err == nil {
				inCommand = fmt.Sprint(result.Outputs[i].Value.Low)
			}
			if n, err := strconv.ParseInt(onPage, 10, 64); err != nil {
				onPage = "unreadable"
			} else if i == 1 {
				onPage = time.Unix(n*24*60*60, 0).UTC().Format(time.DateOnly)
			}
			if text != "" && onPage != inCommand && !(strings.Contains(fmt.Sprint(err), "範囲") && onPage != "unreadable") {
				t.Errorf("%q is read as %s on a page, and as %s (%v) by the command", text, onPage, inCommand, err)
			}
		}
	}
}
